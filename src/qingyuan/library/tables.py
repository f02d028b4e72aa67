"""Checks a table of the lawbook against its header file: columns, types, keys and marks."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qingyuan.library.canonical import boundaries
from qingyuan.library.documents import read_text
from qingyuan.library.nodes import Node
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import decimal_as_written

Row = Mapping[str, str]
MOST_PER_TABLE = 20


def table_problems(top: Node) -> Iterator[Problem]:
    """Yield the problems of the table that a header file describes, at most a screenful."""
    header = Path(top.document.file)
    outlines, table = header.with_suffix(".geojson"), header.with_suffix(".csv")
    if outlines.is_file():
        yield from _boundary_problems(outlines)
        return
    try:
        text = read_text(table)
    except ProblemsFound as error:
        yield from error.problems
        return
    rows = csv.DictReader(io.StringIO(text))
    declared = [column["name"].text() for column in top["columns"].items()]
    if list(rows.fieldnames or ()) != declared:
        what = msg("the columns of the table are not those of its header file")
        remedy = msg("describe every column, in the order of the table")
        yield Problem("columns", what, remedy, file=str(table), row=1)
        return
    unknown = [*_unknown_columns(top, declared)]
    if unknown:
        yield from unknown
        return
    try:
        found = list(_row_problems(top, str(table), rows))
    except csv.Error as error:
        what = msg("not a readable table: {reason}", reason=str(error))
        yield Problem("csv", what, msg("save it again as CSV UTF-8"), str(table), row=rows.line_num)
        return
    yield from found[:MOST_PER_TABLE]
    if len(found) > MOST_PER_TABLE:
        what = msg("{count} more problems in this table", count=len(found) - MOST_PER_TABLE)
        yield Problem("more", what, msg("mend these first"), file=str(table))


def _unknown_columns(top: Node, declared: list[str]) -> Iterator[Problem]:
    """Yield the columns that the header file names and does not describe."""
    named = [*top["key"].items(), top["confidence_from"]["column"]]
    for node in named:
        if node.data is not None and node.text() not in declared:
            what = msg("the table has no column {name}", name=node.text())
            yield node.problem("column", what, msg("name a column that is described below"))


def _row_problems(top: Node, file: str, rows: "csv.DictReader[str]") -> Iterator[Problem]:
    key = top["key"].texts()
    seen: dict[tuple[str, ...], int] = {}
    columns = {column["name"].text(): column for column in top["columns"].items()}
    marks = _marks(top["confidence_from"])
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            what = msg("the row does not have as many cells as the header")
            yield Problem(
                "cells", what, msg("put cells that hold a comma in quotes"), file, row=number
            )
            continue
        own = tuple(row[name] for name in key)
        if own in seen:
            what = msg("{key} is given twice, first in row {row}", key=own, row=seen[own])
            yield Problem("duplicate", what, msg("keep one of them"), file, row=number)
        seen.setdefault(own, number)
        for name, column in columns.items():
            yield from _cell_problems(column, row[name], file, number)
        for name, known in marks.items():
            if row[name] not in known:
                what = msg("the mark {mark} has no confidence", mark=row[name] or "(blank)")
                yield Problem(
                    "mark", what, msg("map it in the header file"), file, row=number, field=name
                )


def _marks(source: Node) -> dict[str, set[str]]:
    column = source["column"].maybe_text()
    if column is None:
        return {}
    return {column: {*source["map"].names(), *([""] if "blank" in source else [])}}


def _cell_problems(column: Node, text: str, file: str, row: int) -> Iterator[Problem]:
    name, kind = column["name"].text(), column["type"].text()
    if not text:
        if column["required"].flag():
            what = msg("{name} is empty", name=name)
            yield Problem("empty", what, msg("fill it in"), file, row=row, field=name)
    elif kind in _FORMS and not _FORMS[kind][0](text):
        what = msg("{text} is not {wanted}", text=text, wanted=_FORMS[kind][1])
        yield Problem("type", what, msg("correct the cell"), file, row=row, field=name)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_FORMS: dict[str, tuple[Callable[[str], bool], Message]] = {
    "number": (lambda text: decimal_as_written(text) is not None, msg("a number")),
    "integer": (lambda text: re.fullmatch(r"-?[0-9]+", text) is not None, msg("a whole number")),
    "date": (_is_date, msg("a date such as 2026-01-31")),
    "boolean": (lambda text: text in {"true", "false"}, msg("true or false")),
}


def _boundary_problems(path: Path) -> Iterator[Problem]:
    try:
        content: Any = boundaries(path)
        codes = [feature["properties"]["code"] for feature in content["features"]]
    except (ProblemsFound, KeyError, TypeError):
        codes = []
    distinct = {code for code in codes if isinstance(code, str)}
    if not codes or len(distinct) != len(codes):
        what = msg("this is not a collection of boundaries with distinct codes")
        yield Problem("boundaries", what, msg("see the header file"), file=str(path))
