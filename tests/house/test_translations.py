"""Every sentence of the code is in Chinese too: no gap, nothing stale, the same places in braces.

A sentence is the first argument of `msg(...)`, `_(...)` or `ngettext(...)`: plain English text with
places named in braces. `make words` brings new sentences into the .po files, to be translated.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.tree import PACKAGE, ROOT, complaint, place, python_files, syntax

KEYWORDS: dict[str, tuple[int, ...] | None] = {"msg": None, "_": None, "ngettext": (1, 2)}
LANGUAGES = ("zh_CN",)
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def catalogue_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "qingyuan.po"


def read(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def singular(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def sentences() -> dict[str, str]:
    """Return every msgid of the code, and a place where it stands."""
    found: dict[str, str] = {}
    for file, line, text, _comments, _context in extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.setdefault(singular(text), f"src/qingyuan/{file}:{line}")
    found.pop("", None)
    return found


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (entry for entry in catalogue if entry.id)


def translations(entry: Message) -> list[str]:
    """Return the text, or the texts of its plural forms; empty where it is not translated."""
    found: object = entry.string
    return [str(text or "") for text in found] if isinstance(found, list | tuple) else [str(found)]


def places_in(text: str) -> set[str]:
    """Return the names in braces; an unnamed or malformed place shows as what it is."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        return {f"<{error}>"}


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Yield every call that marks a sentence."""
    for path in python_files("src"):
        for node in ast.walk(syntax(path)):
            match node:
                case ast.Call(func=ast.Name(id=keyword)) if keyword in KEYWORDS:
                    yield path, node, keyword


def test_every_sentence_is_translated() -> None:
    for language in LANGUAGES:
        known = {
            singular(entry.id) for entry in entries(read(language)) if all(translations(entry))
        }
        gaps = [f"{where}: {text!r}" for text, where in sentences().items() if text not in known]
        assert not gaps, complaint(f"Not in {language} (run `make words`, translate):", gaps)


def test_no_translation_is_stale() -> None:
    said = sentences()
    for language in LANGUAGES:
        catalogue = read(language)
        stale = [singular(entry.id) for entry in entries(catalogue)]
        stale = [f"nothing says {text!r}" for text in stale if text not in said]
        stale += [f"fuzzy: {entry.id!r}" for entry in entries(catalogue) if entry.fuzzy]
        stale += [f"obsolete: {text!r}" for text in catalogue.obsolete]
        assert not stale, complaint(f"Stale in {language}:", stale)


def test_translations_have_the_same_places() -> None:
    breaches = []
    for language in LANGUAGES:
        for entry in entries(read(language)):
            wanted = places_in(singular(entry.id))
            breaches += [
                f"{entry.id!r} -> {text!r}: {sorted(wanted ^ places_in(text))}"
                for text in translations(entry)
                if text and places_in(text) != wanted
            ]
    assert not breaches, complaint("The places in braces differ:", breaches)


def test_sentences_are_plain_text() -> None:
    breaches = []
    for path, call, _keyword in calls():
        first = call.args[0] if call.args else None
        is_plain = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if isinstance(first, ast.Constant) and first.value == "":
            breaches.append(f"{place(path, call)}: gettext keeps the empty text for itself")
        elif not is_plain:
            breaches.append(
                f"{place(path, call)}: an f-string or a computed text has no translation"
            )
    assert not breaches, complaint("A sentence is one string literal:", breaches)


def test_sentences_name_the_values_they_are_given() -> None:
    breaches = []
    for path, call, keyword in calls():
        text = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        if not isinstance(text, str):
            continue
        wanted = places_in(text)
        given = {argument.arg for argument in call.keywords}
        if not all(name.isidentifier() for name in wanted):
            breaches.append(f"{place(path, call)}: name the places: {sorted(wanted)}")
        elif keyword == "msg" and None not in given and given != wanted:
            said = f"{sorted(wanted)} in the text, {sorted(map(str, given))} given"
            breaches.append(f"{place(path, call)}: {said} (a brace itself is written twice)")
    assert not breaches, complaint("Places and values differ:", breaches)


def test_sentences_are_in_english() -> None:
    breaches = [f"{where}: {text!r}" for text, where in sentences().items() if CHINESE.search(text)]
    assert not breaches, complaint("A msgid is in English; Chinese stands in the .po:", breaches)
