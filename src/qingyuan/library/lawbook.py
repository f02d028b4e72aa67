"""The lawbook as a whole: each kind of file is read when it is first asked for."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from qingyuan.library.calendars import read_calendar
from qingyuan.library.canonical import digest
from qingyuan.library.catalogues import Catalogue, read_catalogue
from qingyuan.library.documents import read_document
from qingyuan.library.indicator_systems import read_system
from qingyuan.library.instruments import read_instruments
from qingyuan.library.nodes import Node
from qingyuan.library.parameters import read_parameter
from qingyuan.library.places import lawbook_folder
from qingyuan.library.score_sheets import read_sheet
from qingyuan.rules.deadlines import WorkCalendar
from qingyuan.rules.explanation import Citation
from qingyuan.rules.indicators.points import PointsSystem
from qingyuan.rules.indicators.system import System
from qingyuan.rules.law import NATION, Instrument, Parameter, Spoken, cite, value_on
from qingyuan.rules.messages import Label, Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound, Refused
from qingyuan.rules.sheets import Sheet

LISTED = msg("qingyuan lawbook show lists every id")


class Lawbook:
    """The law as data, in one folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or lawbook_folder()
        if not (self.root / "lawbook.yaml").is_file():
            what = msg("there is no lawbook in this folder")
            remedy = msg("name a folder that holds lawbook.yaml")
            raise ProblemsFound([Problem("lawbook", what, remedy, file=str(self.root))])

    @cached_property
    def version(self) -> str:
        """The lawbook's own semantic version."""
        return Node.top(read_document(self.root / "lawbook.yaml"))["version"].text()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical content."""
        return digest(self.root)

    @property
    def schemas(self) -> Path:
        """The folder of the JSON Schemas. Raises ProblemsFound where there is none."""
        folder = self.root / "schema"
        if not folder.is_dir():
            what = msg("the lawbook has no folder of schemas")
            remedy = msg("take the folder schema/ of the lawbook that belongs to this version")
            raise ProblemsFound([Problem("schema", what, remedy, file=str(folder))])
        return folder

    def files(self, kind: str) -> dict[str, Path]:
        """Return the files of a folder by the id that their name gives."""
        return {path.stem: path for path in sorted((self.root / kind).glob("*.yaml"))}

    def tops(self, kind: str) -> Iterator[Node]:
        """Yield the content of every file of a folder."""
        for path in self.files(kind).values():
            yield Node.top(read_document(path))

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """The laws, measures, notices and standards by id."""
        return read_instruments(self.tops("instruments"))

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The promulgated working days."""
        return read_calendar(self.tops("calendars"))

    def parameter(self, name: str) -> Parameter:
        """Return a parameter. Raises ProblemsFound where there is none of that id."""
        return read_parameter(self._top("parameters", name, msg("parameter")))

    def sheet(self, name: str) -> Sheet:
        """Return a score sheet. Raises ProblemsFound where there is none of that id."""
        return read_sheet(self._top("score_sheets", name, msg("score sheet")))

    def system(self, name: str) -> System | PointsSystem:
        """Return an indicator system. Raises ProblemsFound where there is none of that id."""
        path = self._file("indicator_systems", name, msg("indicator system"))
        return read_system(path, self.schemas)

    def catalogue(self, name: str) -> Catalogue:
        """Return a table. Raises ProblemsFound where there is none of that id."""
        return read_catalogue(self._file("catalogues", name, msg("catalogue")))

    @cached_property
    def divisions(self) -> dict[str, Label]:
        """The names of the divisions on file by code."""
        rows = self.catalogue("divisions").rows
        return {row["code"]: Label(row["name_zh"], row["name_en"]) for row in rows}

    def place_name(self, code: str) -> Message | Label:
        """Return the name of a place; a county that is not on file is called by its code."""
        if code == NATION:
            return msg("the nation")
        return self.divisions.get(code, Label(code, code))

    def value(self, name: str, on: date, place: str = NATION) -> Spoken | Refused:
        """Return what a parameter says on a day at a place."""
        return value_on(self.parameter(name), self.instruments, on, place)

    def rule_citation(self, system: System | PointsSystem, on: date) -> Citation | None:
        """Return the citation of the article that states a system's level rule, if it names one."""
        source = system.rule_source if isinstance(system, System) else None
        if source is None or source.instrument not in self.instruments:
            return None
        return cite(self.instruments, source.instrument, source.article, source.confidence, on)

    def _top(self, kind: str, name: str, noun: Message) -> Node:
        return Node.top(read_document(self._file(kind, name, noun)))

    def _file(self, kind: str, name: str, noun: Message) -> Path:
        files = self.files(kind)
        if name in files:
            return files[name]
        close = get_close_matches(name, files, n=3)
        what = msg("the lawbook has no {noun} {name}", noun=noun, name=name)
        remedy = msg("did you mean: {names}", names=close) if close else LISTED
        raise ProblemsFound([Problem("unknown_id", what, remedy)])
