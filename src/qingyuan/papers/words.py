"""Says messages in Chinese or English: the only place that reads the translations."""

import gettext
import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from unicodedata import category

from qingyuan.library.places import data_folder
from qingyuan.rules.messages import Label, Message, Value
from qingyuan.rules.quantities import exact, plain

DOMAIN = "qingyuan"
LANGUAGES = ("en", "zh")
_CATALOGUES = {"zh": "zh_CN"}

_SHOWN_DECIMALS = 2
_MOST_DECIMALS = 12


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language that a POSIX locale asks for: Chinese where it says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _translations(language: str) -> gettext.NullTranslations:
    if language not in _CATALOGUES:
        return gettext.NullTranslations()
    folder = data_folder("locale")
    return gettext.translation(DOMAIN, folder, [_CATALOGUES[language]])


def say(value: Value, language: str) -> str:
    """Return a message or value in words of a language.

    Numbers that a message carries are shown to two decimals where they do not end sooner; what is
    exact stands in the facts of the explanation.
    """
    match value:
        case Message():
            text = _translations(language).gettext(value.text) if value.text else ""
            return text.format_map({name: say(inside, language) for name, inside in value.values})
        case Label():
            return visible(value.zh if language == "zh" else value.en)
        case Fraction():
            return shown(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case str():
            return visible(value)
        case int():
            return str(value)
        case _:
            return _listed(value, language)


def visible(text: str) -> str:
    """Return text with its control characters written out, so that none reaches a terminal.

    What a file calls a plant must not be able to move the cursor, colour the screen or turn the
    direction of the text.
    """
    if text.isprintable():
        return text
    return "".join(_escape(letter) if _is_control(letter) else letter for letter in text)


def _is_control(letter: str) -> bool:
    return category(letter) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def _escape(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def shown(value: Fraction, decimals: int = _SHOWN_DECIMALS) -> str:
    """Return a number for people: exact where it ends within `decimals`, else rounded to them.

    Where rounding would make a whole number of what is none, more decimals are shown: an index of
    84.997 is not 85.
    """
    text = exact(value)
    if "/" not in text and len(text.partition(".")[2]) <= decimals:
        return text
    for places in range(decimals, _MOST_DECIMALS):
        near = Fraction(round(value * 10**places), 10**places)
        if near.denominator != 1:
            whole, _, part = exact(near).partition(".")
            return f"{whole}.{part.ljust(places, '0')}"
    return exact(Fraction(round(value)))


def _listed(values: Sequence[Value], language: str) -> str:
    joint = "、" if language == "zh" else ", "
    return joint.join(say(value, language) for value in values)


def adopt(language: str) -> None:
    """Make libraries that translate through gettext's global domain speak the language too."""
    os.environ["LANGUAGE"] = _CATALOGUES.get(language, language)
    gettext.bindtextdomain(DOMAIN, str(data_folder("locale")))
    gettext.textdomain(DOMAIN)
