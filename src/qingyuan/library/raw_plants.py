"""A plant's figures as a file has them: cells that know their place, before anything is meant."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from qingyuan.library.documents import Plain
from qingyuan.rules.messages import Message
from qingyuan.rules.problems import Problem
from qingyuan.rules.quantities import decimal_as_written

UNSAID = Message("")
"""What a place alone says: a `Problem` whose words are still to come."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as written and where it stands.

    `blank_is_missing` holds in tables of text, whose `key_field` is the column of the indicator.
    """

    value: Plain
    place: Problem
    unit: str | None = None
    blank_is_missing: bool = False
    key_field: str | None = None

    def problem(self, code: str, what: Message, remedy: Message) -> Problem:
        """Return a problem at this cell."""
        return replace(self.place, code=code, what=what, remedy=remedy)


@dataclass(slots=True)
class RawPlant:
    """One plant's cells by the names that the file gives them."""

    name: str | None
    place: Problem
    values: dict[str, Cell] = field(default_factory=dict)
    parameters: dict[str, Cell] = field(default_factory=dict)
    vetoes: dict[str, Cell] = field(default_factory=dict)


def place_in(file: str, line: int | None, at: str | None, row: int | None = None) -> Problem:
    """Return a place: a problem whose words are still to come."""
    return Problem("", UNSAID, UNSAID, file=file, line=line, field=at, row=row)


def number_in(cell: Cell) -> Decimal | None:
    """Return the number that a cell holds, as a number or as text; None if it holds none."""
    if isinstance(cell.value, Decimal):
        return cell.value
    return decimal_as_written(cell.value) if isinstance(cell.value, str) else None
