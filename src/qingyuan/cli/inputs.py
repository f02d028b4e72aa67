"""Arguments of the command line that need more than a type: dates, places, counts."""

import re
from datetime import date
from pathlib import Path

from qingyuan.library.lawbook import Lawbook
from qingyuan.rules.law import NATION, places_of
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound


def day_of(text: str, option: str) -> date:
    """Return the date that an option gives. Raises ProblemsFound."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    what = msg("{text} is no date", text=text)
    remedy = msg("write year-month-day, such as 2026-01-31")
    raise ProblemsFound([Problem("date", what, remedy, field=option)])


def count_of(text: str, option: str) -> int:
    """Return the whole number that an argument gives. Raises ProblemsFound."""
    if re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        return int(text)
    what = msg("{text} is no whole number", text=text)
    remedy = msg("write digits, such as 30")
    raise ProblemsFound([Problem("count", what, remedy, field=option)])


def today() -> date:
    """Return the present day: the command line is where a clock may be read."""
    return date.today()  # noqa: TID251, DTZ011 - the one clock of this door, in the reader's own zone


def place_of(text: str | None, lawbook: Lawbook) -> str:
    """Return the place that an option gives, the nation by default. Raises ProblemsFound."""
    if text is None or text == NATION:
        return NATION
    known = lawbook.divisions.keys()
    if text in known:
        return text
    # counties outside Shandong are not on file: their city or province must be
    if re.fullmatch(r"[0-9]{6}", text) and any(place in known for place in places_of(text)[1:]):
        return text
    what = msg("{text} is no division on file", text=text)
    remedy = msg("give a six-digit code such as 370000 (Shandong) or 370100 (Jinan), or CN")
    raise ProblemsFound([Problem("place", what, remedy, field="--place")])


def is_file_name(text: str) -> bool:
    """Say whether an argument names a file rather than an id of the lawbook."""
    path = Path(text)
    if path.suffix.lower() in {".yaml", ".yml", ".json"} or len(path.parts) > 1:
        return True
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False
