"""The verb `score`: plants evaluated by an indicator system, each explained."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from qingyuan.cli.inputs import day_of, is_file_name, today
from qingyuan.cli.score_view import show_evaluations, show_points
from qingyuan.cli.screen import Screen, write_whole
from qingyuan.cli.verbs import Verb, argument, option
from qingyuan.library import journal
from qingyuan.library.answers import PlantFigures, read_plants, read_points_plants
from qingyuan.library.indicator_systems import read_system
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.evaluation_forms import evaluation_form, points_form
from qingyuan.papers.json_text import Json
from qingyuan.rules.explanation import Citation
from qingyuan.rules.indicators.combination import Combination, combine
from qingyuan.rules.indicators.evaluation import Evaluation, evaluate
from qingyuan.rules.indicators.points import PointsSystem, evaluate_points
from qingyuan.rules.indicators.system import System, Table
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound, Refused, RuleRefused

HELP = msg(
    "Evaluate plants by an indicator system and explain the level line by line."
    "\n\nExample: qingyuan score electroplating-2015 plants.csv --format json"
)
SYSTEM = msg("Id in the lawbook, or a file of a system.")
VALUES = msg("Figures: a .json, .yaml or .csv file.")
TABLE = msg("Table of the system.")
AS_OF = msg("Day on which the edition must be in force; today by default.")
FORMAT = msg("Form of the result; text by default.")
OUTPUT = msg("Write to a file.")


class Form(StrEnum):
    """The forms that a result can be written in."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    system: str
    values: Path
    table: str | None
    as_of: date
    form: Form
    output: Path | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A plant's result, with what was given and not used."""

    result: Evaluation | Combination
    notes: tuple[Message, ...]


def register(app: typer.Typer, screen: Screen) -> None:
    """Hang the verb in."""

    @app.command("score", cls=Verb, help=screen.say(HELP))
    def score_verb(
        system: Annotated[str, argument(screen, "SYSTEM", SYSTEM)],
        values: Annotated[Path, argument(screen, "VALUES", VALUES)],
        table: Annotated[str | None, option(screen, "--table", TABLE, "ID")] = None,
        as_of: Annotated[str | None, option(screen, "--as-of", AS_OF, "DATE")] = None,
        form: Annotated[str, option(screen, "--format", FORMAT, "|".join(Form))] = Form.TEXT,
        output: Annotated[Path | None, option(screen, "-o --output", OUTPUT, "FILE")] = None,
    ) -> None:
        on = today() if as_of is None else day_of(as_of, "--as-of")
        _score(Request(system, values, table, on, _form(form), output), screen)


def _form(text: str) -> Form:
    if text in tuple(Form):
        return Form(text)
    what = msg("there is no form {name}", name=text)
    remedy = msg("use one of: {known}", known=tuple(Form))
    raise ProblemsFound([Problem("format", what, remedy, field="--format")])


def _score(request: Request, screen: Screen) -> None:
    lawbook = Lawbook()
    filed = request.system in lawbook.files("indicator_systems")
    if not filed and is_file_name(request.system):
        system = read_system(Path(request.system), lawbook.schemas)
    else:
        system = lawbook.system(request.system)
    journal.note("score", system=system.id, lawbook_version=lawbook.version)
    book: dict[str, Json] = {"version": lawbook.version, "digest": lawbook.digest}
    _check_edition(system, request.as_of)
    if isinstance(system, PointsSystem):
        _score_points(request, system, book, screen)
        return
    tables = _tables(system, request.table)
    plants = read_plants(request.values, tables)
    scored = tuple(_results(system, tables, plants))
    rule = lawbook.rule_citation(system, request.as_of) or _unstated(system)
    if request.form is Form.JSON:
        forms: Iterator[Json] = (
            {
                **evaluation_form(one.result, screen.language, rule, one.notes),
                "as_of": request.as_of.isoformat(),
                "lawbook": book,
            }
            for one in scored
        )
        screen.documents(forms, request.output)
        return
    console = screen.console(request.output)
    show_evaluations(console, screen, [(one.result, one.notes) for one in scored], rule, lawbook)
    _keep(console, request.output)


def _results(
    system: System, tables: tuple[Table, ...], plants: tuple[PlantFigures, ...]
) -> Iterator[Scored]:
    """Evaluate every plant; problems of all of them come at once, and then nothing is computed."""
    problems: list[Problem] = []
    scored = []
    for plant in plants:
        try:
            if len(tables) == 1:
                result: Evaluation | Combination = evaluate(
                    system, tables[0], plant.by_table[tables[0].id]
                )
            else:
                result = combine(system, plant.by_table, plant.outputs, plant.name)
        except ProblemsFound as found:
            problems += [plant.placed(problem) for problem in found.problems]
            continue
        notes = [msg("given and not used by the table: {names}", names=plant.unused)]
        scored.append(Scored(result, tuple(notes if plant.unused else ())))
    if problems:
        raise ProblemsFound(problems)
    yield from scored


def _tables(system: System, chosen: str | None) -> tuple[Table, ...]:
    """Return the table chosen, the only one, or all where the system weights them by output."""
    if chosen is not None:
        found = tuple(table for table in system.tables if table.id == chosen)
        if found:
            return found
        raise ProblemsFound(
            [_no_table(system.id, chosen, tuple(table.id for table in system.tables))]
        )
    if len(system.tables) == 1 or system.combined_by_output:
        return system.tables
    what = msg("{system} has several tables", system=system.id)
    remedy = msg("name one with --table: {tables}", tables=[table.id for table in system.tables])
    raise ProblemsFound([Problem("table", what, remedy, field="--table")])


def _no_table(system: str, chosen: str, tables: tuple[str, ...]) -> Problem:
    what = msg("{system} has no table {table}", system=system, table=chosen)
    remedy = msg("name one with --table: {tables}", tables=tables)
    return Problem("table", what, remedy, field="--table")


def _check_edition(system: System | PointsSystem, on: date) -> None:
    """Refuse an edition that is not in force on the day asked for."""
    where = Citation(system.id, system.title, system.edition, system.confidence)
    if system.effective and on < system.effective:
        why = msg(
            "{system} is in force from {effective} on, not on {day}: name a day with --as-of",
            system=system.id,
            effective=system.effective,
            day=on,
        )
        raise RuleRefused(Refused(why, where))
    if system.withdrawn and on > system.withdrawn:
        why = msg(
            "{system} was in force until {withdrawn}: name a day up to then with --as-of",
            system=system.id,
            withdrawn=system.withdrawn,
        )
        raise RuleRefused(Refused(why, where))


def _unstated(system: System) -> Citation | None:
    """Return a citation of the system's own level rule where it names no article."""
    if system.confidence is None:
        return None
    return Citation(system.id, system.title, system.edition, system.confidence)


def _score_points(
    request: Request, system: PointsSystem, book: dict[str, Json], screen: Screen
) -> None:
    if request.table is not None and request.table not in system.tables:
        raise ProblemsFound([_no_table(system.id, request.table, system.tables)])
    plants = read_points_plants(request.values, system)
    results = [
        evaluate_points(system, plant.name, plant.by_table[system.id].answers, plant.vetoes)
        for plant in plants
    ]
    if request.form is Form.JSON:
        forms: Iterator[Json] = (
            {
                **points_form(result, screen.language),
                "as_of": request.as_of.isoformat(),
                "lawbook": book,
            }
            for result in results
        )
        screen.documents(forms, request.output)
        return
    console = screen.console(request.output)
    show_points(console, screen, results)
    _keep(console, request.output)


def _keep(console: Console, output: Path | None) -> None:
    """Write what a console recorded to the file that was asked for."""
    if output is not None:
        write_whole(output, [console.export_text()])
