"""Entries of the lawbook by id, and what changes between two of them or between two lawbooks.

A change says which results it touches and from which date: the day on which a parameter's value
takes effect, or on which an edition does. Wording, sources and notes change no result.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from qingyuan.library.documents import Document, Plain, read_document, read_text, readable
from qingyuan.library.lawbook import LISTED, Lawbook
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound

KINDS = (
    "instruments",
    "parameters",
    "indicator_systems",
    "score_sheets",
    "catalogues",
    "calendars",
)
WORDING = frozenset(
    {"title", "short", "notes", "note", "source", "sources", "says", "status", "why", "starts_at"}
)
STARTS = ("from", "effective", "in_force_from", "issued_on")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the lawbook: its kind (the folder's name), its id and its content."""

    kind: str
    id: str
    document: Document


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, from which day it matters, and the canonical text on either side."""

    entry: str
    field: str
    place: str | None
    since: date | None
    before: str | None
    after: str | None
    changes_results: bool


def find_entry(lawbook: Lawbook, name: str) -> Entry:
    """Return the entry of an id. Raises ProblemsFound where no kind holds it."""
    known: set[str] = set()
    for kind in KINDS:
        files = lawbook.files(kind)
        if name in files:
            return Entry(kind, name, read_document(files[name]))
        known |= set(files)
    close = get_close_matches(name, sorted(known), n=5)
    what = msg("the lawbook has no entry {name}", name=name)
    remedy = msg("did you mean: {names}", names=close) if close else LISTED
    raise ProblemsFound([Problem("unknown_id", what, remedy)])


def changes_between(before: str, after: str) -> list[Change]:
    """Return the changes between two lawbook folders, or between two entries of the lawbook in use.

    Raises ProblemsFound where an argument is neither.
    """
    if Path(before).is_dir() and Path(after).is_dir():
        return list(_between_books(Lawbook(Path(before)), Lawbook(Path(after))))
    lawbook = Lawbook()
    first, second = find_entry(lawbook, before), find_entry(lawbook, after)
    return list(_between(f"{first.id} -> {second.id}", first.document, second.document))


def _between_books(before: Lawbook, after: Lawbook) -> Iterator[Change]:
    for kind in KINDS:
        old, new = before.files(kind), after.files(kind)
        for name in sorted(old.keys() | new.keys()):
            entry = f"{kind}/{name}"
            if name not in old or name not in new:
                document = read_document(new[name] if name in new else old[name])
                was, now = (None, entry) if name in new else (entry, None)
                yield Change(entry, "", None, _start(document.data), was, now, changes_results=True)
                continue
            yield from _between(entry, read_document(old[name]), read_document(new[name]))
        yield from _tables_between(kind, before, after)


def _tables_between(kind: str, before: Lawbook, after: Lawbook) -> Iterator[Change]:
    """Compare the tables beside header files line by line: they are rows, not trees."""
    for name in sorted(_tables(before, kind) | _tables(after, kind)):
        was, now = _lines(before.root / kind / name), _lines(after.root / kind / name)
        entry = f"{kind}/{name.partition('.')[0]}"
        yield from (_row(entry, line, None) for line in sorted(was - now))
        yield from (_row(entry, None, line) for line in sorted(now - was))


def _tables(lawbook: Lawbook, kind: str) -> set[str]:
    folder = lawbook.root / kind
    return {path.name for ending in ("csv", "geojson") for path in folder.glob(f"*.{ending}")}


def _lines(path: Path) -> set[str]:
    return set(read_text(path).splitlines()) if path.is_file() else set()


def _row(entry: str, before: str | None, after: str | None) -> Change:
    return Change(entry, "row", None, None, before, after, changes_results=True)


def _between(entry: str, before: Document, after: Document) -> Iterator[Change]:
    yield from _walk(entry, "", before.data, after.data, _Context(_start(after.data), None))


@dataclass(frozen=True, slots=True)
class _Context:
    """What encloses a value: the day from which it holds and the place it holds for."""

    since: date | None
    place: str | None

    def within(self, data: Plain) -> "_Context":
        """Return the context inside `data`, which may name a later day or a place of its own."""
        place = data.get("place") if isinstance(data, dict) else None
        return _Context(_start(data) or self.since, place if isinstance(place, str) else self.place)


def _walk(
    entry: str, field: str, before: Plain, after: Plain, context: _Context
) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        inside = context.within(after)
        for key in dict.fromkeys((*before, *after)):
            at = f"{field}.{key}" if field else key
            yield from _walk(entry, at, before.get(key), after.get(key), inside)
    elif isinstance(before, list) and isinstance(after, list):
        old, new = _keyed(before), _keyed(after)
        for key in dict.fromkeys((*old, *new)):
            yield from _walk(entry, f"{field}[{key}]", old.get(key), new.get(key), context)
    elif _said(before) != _said(after) or type(before) is not type(after):
        inside = context.within(after if after is not None else before)
        if field.endswith((".to", "in_force_to", "withdrawn")):
            inside = _Context(_day_after_the_earlier(before, after), inside.place)
        matters = not WORDING.intersection(re.sub(r"\[.*?\]", "", field).split("."))
        if isinstance(before, Decimal) and isinstance(after, Decimal):
            matters = matters and before != after  # 0.15 written as 0.150 changes no result
        yield Change(entry, field, inside.place, inside.since, _said(before), _said(after), matters)


def _day_after_the_earlier(before: Plain, after: Plain) -> date | None:
    """Return from when an end that moved matters: the day after the earlier of the two ends."""
    ends = [_day(end) for end in (before, after) if isinstance(end, str)]
    return min(ends) + timedelta(days=1) if ends else None


def _day(text: str) -> date:
    """Return a date. Raises ProblemsFound: a lawbook that is not in order is not compared."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = msg("{text} is no date", text=text)
        remedy = msg("qingyuan lawbook check finds where it stands")
        raise ProblemsFound([Problem("date", what, remedy)]) from None


def _keyed(items: list[Plain]) -> dict[str, Plain]:
    """Return the members of a list by what names them, so that an insertion is one change."""
    keyed: dict[str, Plain] = {}
    for index, item in enumerate(items):
        name = str(index)
        if isinstance(item, dict):
            parts = [item.get(part) for part in ("id", "place", "from", "date", "article")]
            said = "/".join(part for part in parts if isinstance(part, str))
            name = said or name
        keyed[name if name not in keyed else f"{name}#{index}"] = item
    return keyed


def _start(data: Plain) -> date | None:
    for name in STARTS:
        day = data.get(name) if isinstance(data, dict) else None
        if isinstance(day, str):
            return _day(day)
    values = data.get("values") if isinstance(data, dict) else None
    starts = [_start(value) for value in values] if isinstance(values, list) else []
    return min((start for start in starts if start), default=None)


def _said(data: Plain) -> str | None:
    return None if data is None else readable(data)
