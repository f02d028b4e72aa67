"""Words that can be said in either language: a sentence is kept apart from its translation.

A rule cannot know who reads its answer. It returns a `Message` (an English msgid with named
values); `qingyuan.papers.words` says it in Chinese or English. Names that the lawbook supplies
in both languages are a `Label`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Label:
    """A name or text that is data, held in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be translated: its English text and the values that fill its places."""

    text: str
    values: tuple[tuple[str, "Value"], ...] = ()


Value = str | int | Decimal | Fraction | date | Label | Message | Sequence["Value"]


def msg(text: str, /, **values: Value) -> Message:
    """Return the message `text`, whose places are named in braces: `msg("{n} rows", n=3)`."""
    return Message(text, tuple((name, _frozen(value)) for name, value in values.items()))


def _frozen(value: Value) -> Value:
    """Return a list as a tuple: a message is a value, equal to its like and fit to be a key."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
