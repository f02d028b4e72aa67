"""What the figures in a file mean for a system's indicators: answers, or problems instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from qingyuan.library.raw_plants import Cell, RawPlant, number_in
from qingyuan.library.values_files import read_raw_plants
from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.points import PointsSystem
from qingyuan.rules.indicators.system import Indicator, Level, Table
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import Unknown, exact

NOT_APPLICABLE = {"n/a", "N/A"}
SHORT = 60
MOST_GUESSES = 50
"""How many unknown names are looked for among the known ones: the rest are only named."""
LONE_OUTPUTS = ("outputs", "output")
OUTPUT_KEYS = ("outputs.", "output.")


@dataclass(frozen=True, slots=True)
class PlantFigures:
    """One plant's answers, by table; `unused` names parameters that no table asks for."""

    name: str | None
    by_table: Mapping[str, Plant]
    outputs: Mapping[str, Decimal]
    vetoes: tuple[str, ...]
    unused: tuple[str, ...]
    place: Problem

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the plant's evaluation, placed at the plant in its file."""
        base = self.place.field
        at = f"{base}.{problem.field}" if base and problem.field else problem.field or base
        return replace(
            problem, file=self.place.file, line=self.place.line, row=self.place.row, field=at
        )


def read_plants(path: Path, tables: Iterable[Table]) -> tuple[PlantFigures, ...]:
    """Read the plants in a file for the given tables. Raises ProblemsFound: all at once."""
    reader = _Reader({table.id: {row.id: row for row in table.indicators()} for table in tables})
    for table in tables:
        reader.parameters |= set(table.parameters)
    return reader.read(path)


def read_points_plants(path: Path, system: PointsSystem) -> tuple[PlantFigures, ...]:
    """Read the plants in a file for a system of the points method. Raises ProblemsFound."""
    ids = [row.id for group in system.groups for row in group.ratios]
    ids += [row.id for group in system.groups for row in group.marks]
    most = {
        marks.id: Decimal(exact(marks.points)) for group in system.groups for marks in group.marks
    }
    reader = _Reader({system.id: dict.fromkeys(ids)})
    reader.vetoes = {veto for veto, _ in system.vetoes}
    reader.most = most
    return reader.read(path)


class _Reader:
    """Turns cells into answers for known rows, keeping every problem."""

    def __init__(self, rows: Mapping[str, Mapping[str, Indicator | None]]) -> None:
        self.rows = rows
        self.parameters: set[str] = set()
        self.vetoes: set[str] = set()
        self.most: Mapping[str, Decimal] = {}
        self.problems: list[Problem] = []
        self.unknown = 0
        self.named = {
            name
            for table, own in rows.items()
            for row_id, row in own.items()
            for name in (table, row_id, row.output_key if row else row_id)
        }

    def read(self, path: Path) -> tuple[PlantFigures, ...]:
        raw_plants, self.problems = read_raw_plants(path)
        plants = tuple(self._plant(raw) for raw in raw_plants)
        if self.problems:
            raise ProblemsFound(sorted(self.problems, key=_position))
        return plants

    def _plant(self, raw: RawPlant) -> PlantFigures:
        answers: dict[str, dict[str, Answer]] = {table: {} for table in self.rows}
        for key, cell in raw.values.items():
            found = list(self._rows_named(key))
            if len(found) != 1:
                self.problems.append(self._unknown(key, cell, [table for table, _ in found]))
                continue
            table, row_id = found[0]
            if row_id in answers[table]:
                what = msg("{key} is given twice", key=row_id)
                self.problems.append(cell.problem("duplicate", what, msg("keep one of them")))
                continue
            answer = self._answer(cell, self.rows[table][row_id], row_id)
            if answer is not None:
                answers[table][row_id] = answer
        parameters, outputs, unused = self._parameters(raw)
        for veto, cell in raw.vetoes.items():
            if veto not in self.vetoes:
                self.problems.append(self._unknown(veto, cell, []))
        by_table = {
            table: Plant(raw.name, given, parameters, outputs) for table, given in answers.items()
        }
        return PlantFigures(raw.name, by_table, outputs, tuple(raw.vetoes), unused, raw.place)

    def _rows_named(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield the rows that a name can mean: a row's own id, or `table.row`."""
        for table, rows in self.rows.items():
            if key in rows:
                yield table, key
            elif key.startswith(f"{table}.") and key.removeprefix(f"{table}.") in rows:
                yield table, key.removeprefix(f"{table}.")

    def _unknown(self, key: str, cell: Cell, tables: list[str]) -> Problem:
        if tables:
            what = msg("indicator {id} stands in the tables {tables}", id=key, tables=tables)
            return cell.problem("ambiguous", what, msg("write table.indicator"))
        known = sorted({row for rows in self.rows.values() for row in rows} | self.vetoes)
        self.unknown += 1
        likely = self.unknown <= MOST_GUESSES and len(key) <= SHORT
        close = get_close_matches(key, known, n=3) if likely else []
        remedy = msg("did you mean: {names}", names=close) if close else msg("leave it out")
        what = msg("the table has no indicator {id}", id=shortened(key))
        problem = cell.problem("unknown_indicator", what, remedy)
        return replace(problem, field=cell.key_field) if cell.key_field else problem

    def _answer(self, cell: Cell, row: Indicator | None, row_id: str) -> Answer | None:
        """Return the answer in a cell, or None after noting why it holds none."""
        value = cell.value
        if value is None or (value == "" and cell.blank_is_missing):
            return Unknown.MISSING
        if isinstance(value, str) and value.strip() in NOT_APPLICABLE:
            return Unknown.NOT_APPLICABLE
        if row is not None and row.qualitative:
            return self._level(cell, row)
        number = number_in(cell)
        if number is None:
            self.problems.append(_not_a_number(cell, row_id, row.unit if row else None))
            return None
        if cell.unit and row is not None and row.unit and cell.unit != row.unit:
            what = msg(
                "the unit of {id} is {unit}, not {given}", id=row_id, unit=row.unit, given=cell.unit
            )
            self.problems.append(cell.problem("unit", what, msg("convert the figure and its unit")))
        if row_id in self.most and not 0 <= number <= self.most[row_id]:
            what = msg("{id} earns from 0 to {most} points", id=row_id, most=self.most[row_id])
            self.problems.append(cell.problem("points", what, msg("correct the points")))
        return number

    def _level(self, cell: Cell, row: Indicator) -> Answer | None:
        text = cell.value.strip() if isinstance(cell.value, str) else ""
        if text in Level.__members__:
            return Level[text]
        if text == Meets.NONE.value:
            return Meets.NONE
        what = msg(
            "{value} is no answer to {id}, which is qualitative", value=_written(cell), id=row.id
        )
        remedy = msg("answer I, II, III, none, n/a (does not apply) or null (missing)")
        self.problems.append(cell.problem("not_a_level", what, remedy))
        return None

    def _parameters(
        self, raw: RawPlant
    ) -> tuple[dict[str, Decimal], dict[str, Decimal], tuple[str, ...]]:
        """Split what is given under parameters into product parameters, outputs and the unused."""
        parameters: dict[str, Decimal] = {}
        outputs: dict[str, Decimal] = {}
        unused = []
        for key, cell in raw.parameters.items():
            if cell.value is None or (cell.value == "" and cell.blank_is_missing):
                continue
            number = number_in(cell)
            if number is None or key in LONE_OUTPUTS:
                self.problems.append(_bad_parameter(cell, key))
                continue
            name = next((key.removeprefix(p) for p in OUTPUT_KEYS if key.startswith(p)), key)
            if name != key or (name in self.named and name not in self.parameters):
                if name in outputs:
                    what = msg("{key} is given twice", key=name)
                    self.problems.append(cell.problem("duplicate", what, msg("keep one of them")))
                outputs[name] = self._output(name, number, cell)
            else:
                parameters[key] = number
            if name not in self.named | self.parameters:
                unused.append(key)
        return parameters, outputs, tuple(unused)

    def _output(self, name: str, number: Decimal, cell: Cell) -> Decimal:
        if number < 0:
            what = msg("the output of {product} is negative", product=name)
            self.problems.append(cell.problem("negative", what, msg("give zero or more")))
        return number


def _position(problem: Problem) -> tuple[int, int]:
    """Order problems as the file has them; those without a place keep their order."""
    return problem.row or 0, problem.line or 0


def _written(cell: Cell) -> str:
    match cell.value:
        case Decimal():
            text = format(cell.value, "f")
        case bool():
            text = "true" if cell.value else "false"
        case _:
            text = str(cell.value)
    return shortened(text)


def shortened(text: str) -> str:
    """Return text short enough for a message."""
    return text if len(text) <= SHORT else f"{text[:SHORT]}..."


def _bad_parameter(cell: Cell, name: str) -> Problem:
    if name in LONE_OUTPUTS:
        what = msg("{name} is not a mapping", name=name)
        return cell.problem("kind", what, msg("give the output of each product by its name"))
    what = msg("{value} is not a figure for {id}", value=_written(cell), id=name)
    return cell.problem("not_a_number", what, msg("give a plain number"))


def _not_a_number(cell: Cell, name: str, unit: str | None) -> Problem:
    what = msg("{value} is not a figure for {id}", value=_written(cell), id=name)
    said = unit or "-"
    if cell.blank_is_missing:
        remedy = msg(
            "give a plain number in {unit}, n/a where it does not apply, or nothing where it is"
            " missing",
            unit=said,
        )
    else:
        remedy = msg(
            "give a plain number in {unit}, n/a where it does not apply, or null where it is"
            " missing",
            unit=said,
        )
    return cell.problem("not_a_number", what, remedy)
