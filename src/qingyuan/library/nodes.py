"""Typed access to plain data: a value that is not of the kind asked for is a problem with its line.

The schema has been checked before; these accessors carry the types on, and catch what a schema
cannot say.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NoReturn

from qingyuan.library.documents import Document, Plain, Route, field_name
from qingyuan.rules.messages import Label, Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound


class Node:
    """A value in a document, with the way to it."""

    def __init__(self, document: Document, data: Plain, route: Route = ()) -> None:
        self.document = document
        self.data = data
        self.route = route

    @classmethod
    def top(cls, document: Document) -> "Node":
        """Return the whole content of a document."""
        return cls(document, document.data)

    def problem(self, code: str, what: Message, remedy: Message, *steps: str | int) -> Problem:
        """Return a problem placed at this node, or at a value below it."""
        route = (*self.route, *steps)
        return Problem(
            code,
            what,
            remedy,
            file=self.document.file,
            line=self.document.line(route),
            field=field_name(route) or None,
        )

    def __contains__(self, key: str) -> bool:
        return isinstance(self.data, dict) and self.data.get(key) is not None

    def __getitem__(self, key: str) -> "Node":
        inside = self.data.get(key) if isinstance(self.data, dict) else None
        return Node(self.document, inside, (*self.route, key))

    def names(self) -> tuple[str, ...]:
        """Return the keys of a mapping, in order."""
        return tuple(self.data) if isinstance(self.data, dict) else ()

    def items(self) -> Iterator["Node"]:
        """Yield the members of a list; nothing where there is none."""
        for index, value in enumerate(self.data if isinstance(self.data, list) else ()):
            yield Node(self.document, value, (*self.route, index))

    def text(self) -> str:
        """Return text."""
        if not isinstance(self.data, str):
            self._wrong(msg("text"))
        return self.data

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def maybe_text(self) -> str | None:
        """Return text, or None where there is none."""
        return None if self.data is None else self.text()

    def number(self) -> Decimal:
        """Return a number as written."""
        if not isinstance(self.data, Decimal):
            self._wrong(msg("a number"))
        return self.data

    def maybe_number(self) -> Decimal | None:
        """Return a number, or None where there is none."""
        return None if self.data is None else self.number()

    def integer(self) -> int:
        """Return a whole number."""
        value = self.number()
        if value != value.to_integral_value():
            self._wrong(msg("a whole number"))
        return int(value)

    def flag(self, *, default: bool = False) -> bool:
        """Return true or false."""
        if self.data is None:
            return default
        if not isinstance(self.data, bool):
            self._wrong(msg("true or false"))
        return self.data

    def day(self) -> date:
        """Return a date written year-month-day."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self._wrong(msg("a date such as 2026-01-31"))

    def maybe_day(self) -> date | None:
        """Return a date, or None where there is none."""
        return None if self.data is None else self.day()

    def label(self) -> Label:
        """Return a text in both languages; plain text stands for both."""
        if isinstance(self.data, str):
            return Label(self.data, self.data)
        zh, en = self["zh"].maybe_text(), self["en"].maybe_text()
        if zh is None and en is None:
            self._wrong(msg("text in both languages, as zh and en"))
        return Label(zh or en or "", en or zh or "")

    def label_or(self, fallback: str) -> Label:
        """Return a text in both languages, or `fallback` where there is none."""
        return Label(fallback, fallback) if self.data is None else self.label()

    def maybe_label(self) -> Label | None:
        """Return a text in both languages, or None where there is none."""
        return None if self.data is None else self.label()

    def _wrong(self, wanted: Message) -> NoReturn:
        what = msg("this should be {wanted}", wanted=wanted)
        raise ProblemsFound([self.problem("kind", what, msg("write it in the documented form"))])
