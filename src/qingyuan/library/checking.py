"""Checks a whole lawbook: schemas, names, citations, dates, units, tables, golden cases."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qingyuan.library.calendars import read_calendar
from qingyuan.library.citations import citation_problems
from qingyuan.library.documents import Document, read_document
from qingyuan.library.golden import case_problems
from qingyuan.library.indicator_systems import system_of
from qingyuan.library.instruments import read_instrument
from qingyuan.library.lawbook import Lawbook
from qingyuan.library.nodes import Node
from qingyuan.library.parameters import read_parameter
from qingyuan.library.schemas import schema_problems
from qingyuan.library.score_sheets import read_sheet
from qingyuan.library.tables import table_problems
from qingyuan.library.units import unit_problems
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.sheets import sheet_total

SCHEMAS = {
    "instruments": "instrument",
    "parameters": "parameter",
    "indicator_systems": "indicator_system",
    "score_sheets": "score_sheet",
    "catalogues": "catalogue",
    "calendars": "calendar",
    "cases": "case",
}
NAMED_BY = {"calendars": "year", "cases": "subject"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `notes` are true and worth knowing, and no problems."""

    files: int
    cases: int
    problems: tuple[Problem, ...]
    notes: tuple[Message, ...]


def check(lawbook: Lawbook) -> Report:
    """Check every file of a lawbook. Later checks run on the files that the earlier ones passed."""
    problems: list[Problem] = []
    sound: dict[str, list[Node]] = {kind: [] for kind in SCHEMAS}
    files = 0
    for kind in SCHEMAS:
        for path in sorted((lawbook.root / kind).glob("*.yaml")):
            files += 1
            found = list(_file_problems(lawbook, kind, path, sound))
            problems += found
        problems += _unread_problems(lawbook, kind)
    problems += _top_problems(lawbook)
    problems += citation_problems(sound, {kind: set(lawbook.files(kind)) for kind in SCHEMAS})
    problems += unit_problems(sound)
    for top in sound["catalogues"]:
        problems += table_problems(top)
    for top in sound["calendars"]:
        problems += _calendar_problems(top)
    notes = tuple(_notes(sound["score_sheets"]))
    if problems:  # golden cases run on a sound lawbook only
        return Report(files, 0, tuple(problems), notes)
    cases = [case for top in sound["cases"] for case in top["cases"].items()]
    failed = [*_same_names(cases)]
    failed += [problem for case in cases for problem in case_problems(lawbook, case)]
    return Report(files, len(cases), tuple(failed), notes)


def _same_names(cases: list[Node]) -> Iterator[Problem]:
    """Refuse two cases of one file that bear one name: a failing one could not be found."""
    seen: set[tuple[str, str]] = set()
    for case in cases:
        own = case.document.file, case["name"].text()
        if own in seen:
            what = msg("{key} is given twice", key=own[1])
            yield case.problem("duplicate", what, msg("rename one of them"), "name")
        seen.add(own)


def _unread_problems(lawbook: Lawbook, kind: str) -> Iterator[Problem]:
    """Refuse files that nobody would read: of an ending that is not known, or in a folder below."""
    for path in sorted((lawbook.root / kind).iterdir()) if (lawbook.root / kind).is_dir() else ():
        tables = kind == "catalogues" and path.suffix in {".csv", ".geojson"}
        if path.suffix != ".yaml" and not tables and not path.name.startswith("."):
            what = msg("this file is not read")
            remedy = msg("give it the ending .yaml, or move it elsewhere")
            yield Problem("unread", what, remedy, file=str(path))


def _file_problems(
    lawbook: Lawbook, kind: str, path: Path, sound: dict[str, list[Node]]
) -> Iterator[Problem]:
    """Yield the problems of one file by itself; a file without any joins the sound ones."""
    schemas = lawbook.schemas  # where they are missing, nothing can be checked
    try:
        document = read_document(path)
        found = list(schema_problems(document, SCHEMAS[kind], schemas))
        if not found:
            found = list(_name_problems(document, kind, path))
            if kind == "indicator_systems":
                found += schema_problems(document, "indicator_system_filed", schemas)
            _READERS.get(kind, _nothing)(document, lawbook)
    except ProblemsFound as error:
        found = list(error.problems)
    if found:
        yield from found
    else:
        sound[kind].append(Node.top(document))


def _name_problems(document: Document, kind: str, path: Path) -> Iterator[Problem]:
    key = NAMED_BY.get(kind, "id")
    top = Node.top(document)
    name = str(top[key].data)
    if name != path.stem:
        what = msg("{name} stands in a file named {file}", name=name, file=path.stem)
        yield top.problem("name", what, msg("give the file and the entry the same name"), key)


def _nothing(_document: Document, _lawbook: Lawbook) -> None:
    """Read nothing: the schema said it all."""


def _read_system(document: Document, lawbook: Lawbook) -> None:
    system_of(document, lawbook.schemas)


def _read_parameter(document: Document, _lawbook: Lawbook) -> None:
    read_parameter(Node.top(document))


def _read_sheet(document: Document, _lawbook: Lawbook) -> None:
    read_sheet(Node.top(document))


def _read_instrument(document: Document, _lawbook: Lawbook) -> None:
    top = Node.top(document)
    read_instrument(top, {})
    for name in ("adopted_on", "issued_on"):
        top[name].maybe_day()
    for day in top["amended_on"].items():
        day.day()


def _read_calendar(document: Document, _lawbook: Lawbook) -> None:
    read_calendar([Node.top(document)])


_READERS: dict[str, Callable[[Document, Lawbook], None]] = {
    "indicator_systems": _read_system,
    "parameters": _read_parameter,
    "score_sheets": _read_sheet,
    "instruments": _read_instrument,
    "calendars": _read_calendar,
}


def _top_problems(lawbook: Lawbook) -> Iterator[Problem]:
    try:
        document = read_document(lawbook.root / "lawbook.yaml")
        found = list(schema_problems(document, "lawbook", lawbook.schemas))
        if not found:
            Node.top(document)["released"].day()
    except ProblemsFound as error:
        found = list(error.problems)
    yield from found


def _calendar_problems(top: Node) -> Iterator[Problem]:
    days = [day["date"] for day in top["days"].items()]
    for text, times in Counter(day.text() for day in days).items():
        if times > 1:
            what = msg("{key} is given twice", key=text)
            yield top.problem("duplicate", what, msg("keep one of them"), "days")
    year = top["year"].integer()
    for day in days:
        if day.day().year != year:
            what = msg("{day} is not in {year}", day=day.text(), year=year)
            yield day.problem("year", what, msg("move it to the file of its year"))


def _notes(tops: list[Node]) -> Iterator[Message]:
    """Say of each sheet whose points do not sum to its total that they do not."""
    for top in tops:
        sheet = read_sheet(top)
        total = sheet_total(sheet)
        if not total.sums_to_total:
            yield msg(
                "score sheet {sheet}: the known points sum to {points} of {total};"
                " items without known points: {count}",
                sheet=sheet.id,
                points=total.points,
                total=sheet.total,
                count=len(total.unknown),
            )
