"""Reads plants' figures from a table of text: a row each, of plant, indicator and value."""

import csv
import io

from qingyuan.library.raw_plants import Cell, RawPlant, place_in
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound

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


class TableReader:
    """Reads rows of plant, indicator, value; an indicator named `parameters.x` is a parameter."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        """Read for `file`, adding to `problems`."""
        self.file = file
        self.problems = problems
        self.by_name: dict[str, RawPlant] = {}
        self.rows: dict[tuple[str, str], int] = {}
        self.headings: dict[str, str] = {}

    def plants(self, text: str) -> list[RawPlant]:
        """Return the plants of a table in the order in which they first stand there."""
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
        place = place_in(self.file, None, self.headings["value"], number)
        cell = Cell(
            got["value"],
            place,
            got.get("unit") or None,
            blank_is_missing=True,
            key_field=self.headings["indicator"],
        )
        plant = self.by_name.setdefault(
            got["plant"], RawPlant(got["plant"], place_in(self.file, None, None, number))
        )
        if got["indicator"].startswith("parameters."):
            plant.parameters[got["indicator"].removeprefix("parameters.")] = cell
        else:
            plant.values[got["indicator"]] = cell

    def _add(
        self, what: Message, remedy: Message, row: int, at: str | None = None, code: str = "csv"
    ) -> None:
        self.problems.append(Problem(code, what, remedy, self.file, row=row, field=at))
