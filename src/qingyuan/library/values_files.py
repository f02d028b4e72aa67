"""Reads the files that carry plants' figures (.json, .yaml, .csv) into cells that know their place.

What a cell means is decided in `answers`, where the indicator is known.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from qingyuan.library.documents import Document, Plain, read_document, read_text
from qingyuan.library.nodes import Node
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import decimal_as_written

COLUMNS = {
    "plant": "plant",
    "企业": "plant",
    "indicator": "indicator",
    "指标": "indicator",
    "value": "value",
    "数值": "value",
    "unit": "unit",
    "单位": "unit",
    "note": "note",
    "备注": "note",
}
NEEDED = ("plant", "indicator", "value")
KEYS = ("plant", "parameters", "values", "vetoes")
UNSAID = Message("")
"""What a place alone says: a `Problem` whose words are still to come."""

SUFFIXES = (".json", ".yaml", ".yml", ".csv")


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


def read_raw_plants(path: Path) -> tuple[list[RawPlant], list[Problem]]:
    """Read every plant in a file, in order, with every problem of form.

    The plants with problems of form are there too, so that problems of meaning can be found beside
    them. Raises ProblemsFound where the file cannot be read at all.
    """
    if path.suffix.lower() not in SUFFIXES:
        what = msg("files of the kind {suffix} are not read here", suffix=path.suffix or "?")
        remedy = msg("give one of: {kinds}", kinds=SUFFIXES)
        raise ProblemsFound([Problem("suffix", what, remedy, file=str(path))])
    problems: list[Problem] = []
    if path.suffix.lower() == ".csv":
        plants = _CsvReader(str(path), problems).plants(read_text(path))
    else:
        plants = list(_of_document(read_document(path), problems))
    problems += _name_problems(plants)
    return plants, problems


def _place(file: str, line: int | None, at: str | None, row: int | None = None) -> Problem:
    return Problem("", UNSAID, UNSAID, file=file, line=line, field=at, row=row)


def _name_problems(plants: list[RawPlant]) -> Iterator[Problem]:
    seen: set[str] = set()
    for plant in plants:
        if plant.name is None and len(plants) > 1:
            what = msg("a plant among several needs a name")
            remedy = msg("add plant: the name of the plant")
            yield replace(plant.place, code="plant", what=what, remedy=remedy)
        elif plant.name is not None and plant.name in seen:
            what = msg("plant {name} is given twice", name=plant.name)
            remedy = msg("keep one of them, or tell them apart by name")
            yield replace(plant.place, code="duplicate", what=what, remedy=remedy)
        if plant.name is not None:
            seen.add(plant.name)


def _of_document(document: Document, problems: list[Problem]) -> Iterator[RawPlant]:
    top = Node.top(document)
    nodes = list(top.items()) if isinstance(document.data, list) else [top]
    if not nodes:
        what, remedy = msg("the file lists no plant"), msg("give at least one plant")
        problems.append(top.problem("empty", what, remedy))
    for node in nodes:
        if isinstance(node.data, dict):
            yield _of_node(node, problems)
        else:
            what = msg("this is not a plant")
            remedy = msg("give plant, parameters and values, or a list of such plants")
            problems.append(node.problem("kind", what, remedy))


def _of_node(node: Node, problems: list[Problem]) -> RawPlant:
    for key in node.names():
        if key not in KEYS:
            what, remedy = (
                msg("{name} is not known here", name=key),
                msg("use one of: {known}", known=KEYS),
            )
            problems.append(node.problem("unknown_key", what, remedy, key))
    name = node["plant"].data
    if isinstance(name, Decimal):
        name = format(name, "f")
    if not (name is None or (isinstance(name, str) and name.strip())):
        problems.append(node.problem("kind", msg("this is not a name"), msg("give text"), "plant"))
        name = None
    if not isinstance(node["values"].data, dict):
        what = msg("values is missing or is not a mapping of indicators")
        problems.append(
            node.problem(
                "values", what, msg("give values: a mapping of indicator ids to figures"), "values"
            )
        )
    raw = RawPlant(name.strip() if isinstance(name, str) else None, _of(node))
    raw.values = {key: _cell(node["values"][key]) for key in node["values"].names()}
    for key, cell in _parameters(node["parameters"], problems):
        if key in raw.parameters:
            what = msg("{key} is given twice", key=key)
            problems.append(cell.problem("duplicate", what, msg("keep one of them")))
        raw.parameters[key] = cell
    vetoes = node["vetoes"]
    if vetoes.data is not None and not isinstance(vetoes.data, list):
        what = msg("vetoes is not a list")
        problems.append(vetoes.problem("kind", what, msg("give the ids of the vetoes in a list")))
    raw.vetoes = {str(item.data): _cell(item) for item in vetoes.items()}
    return raw


def _parameters(node: Node, problems: list[Problem]) -> Iterator[tuple[str, Cell]]:
    """Yield the parameters; the members of a mapping such as `outputs` as `outputs.<name>`."""
    if node.data is not None and not isinstance(node.data, dict):
        what = msg("parameters is not a mapping")
        problems.append(
            node.problem("kind", what, msg("give parameters: a mapping of names to numbers"))
        )
    for key in node.names():
        inside = node[key]
        if isinstance(inside.data, dict):
            yield from ((f"{key}.{name}", _cell(inside[name])) for name in inside.names())
        else:
            yield key, _cell(inside)


def _of(node: Node) -> Problem:
    return node.problem("", UNSAID, UNSAID)


def _cell(node: Node) -> Cell:
    return Cell(node.data, _of(node))


class _CsvReader:
    """Reads rows of plant, indicator, value; an indicator named `parameters.x` is a parameter."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.by_name: dict[str, RawPlant] = {}
        self.rows: dict[tuple[str, str], int] = {}
        self.headings: dict[str, str] = {}

    def plants(self, text: str) -> list[RawPlant]:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            rows = [
                row for row in enumerate(reader, start=1) if any(cell.strip() for cell in row[1])
            ]
        except csv.Error as error:
            what = msg("not a readable table: {reason}", reason=str(error))
            remedy = msg("save it again as CSV UTF-8")
            raise ProblemsFound(
                [Problem("csv", what, remedy, self.file, row=reader.line_num)]
            ) from None
        header_row, header = rows[0]
        columns = self._columns(header_row, header)
        if columns is None:
            return []
        if len(rows) == 1:
            self._add(
                msg("the table has no rows below its header"), msg("add the figures"), header_row
            )
        for number, cells in rows[1:]:
            self._take(number, cells, columns)
        return list(self.by_name.values())

    def _columns(self, row: int, header: list[str]) -> dict[str, int] | None:
        names = [COLUMNS.get(cell.strip().lower(), "") for cell in header]
        bad = [cell for cell, name in zip(header, names, strict=True) if not name]
        absent = [name for name in NEEDED if name not in names]
        twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
        form = msg("the columns are plant, indicator, value and, if wanted, unit and note")
        if absent:
            self._add(msg("the columns {columns} are missing", columns=absent), form, row)
        if bad:
            self._add(msg("the columns {columns} are not known", columns=bad), form, row)
        if twice:
            self._add(msg("the columns {columns} stand there twice", columns=twice), form, row)
        if absent or bad or twice:
            return None
        self.headings = dict(zip(names, (cell.strip() for cell in header), strict=True))
        return {name: index for index, name in enumerate(names)}

    def _take(self, number: int, cells: list[str], columns: dict[str, int]) -> None:
        if len(cells) != len(columns):
            what = msg(
                "the row has {count} cells and the header {wanted}",
                count=len(cells),
                wanted=len(columns),
            )
            self._add(what, msg("put cells that hold a comma in quotes"), number)
            return
        got = {name: cells[index].strip() for name, index in columns.items()}
        for name in ("plant", "indicator"):
            if not got[name]:
                self._add(msg("{name} is empty", name=name), msg("fill it in"), number, name)
                return
        key = got["plant"], got["indicator"]
        if key in self.rows:
            what = msg(
                "{key} is given twice, first in row {row}", key=got["indicator"], row=self.rows[key]
            )
            self._add(what, msg("keep one of them"), number, "indicator", code="duplicate")
            return
        self.rows[key] = number
        place = _place(self.file, None, self.headings["value"], number)
        cell = Cell(
            got["value"],
            place,
            got.get("unit") or None,
            blank_is_missing=True,
            key_field=self.headings["indicator"],
        )
        plant = self.by_name.setdefault(
            got["plant"], RawPlant(got["plant"], _place(self.file, None, None, number))
        )
        if got["indicator"].startswith("parameters."):
            plant.parameters[got["indicator"].removeprefix("parameters.")] = cell
        else:
            plant.values[got["indicator"]] = cell

    def _add(
        self, what: Message, remedy: Message, row: int, at: str | None = None, code: str = "csv"
    ) -> None:
        self.problems.append(Problem(code, what, remedy, self.file, row=row, field=at))


def number_in(cell: Cell) -> Decimal | None:
    """Return the number that a cell holds, as a number or as text; None if it holds none."""
    if isinstance(cell.value, Decimal):
        return cell.value
    return decimal_as_written(cell.value) if isinstance(cell.value, str) else None
