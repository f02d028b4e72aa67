"""Reads the files that carry plants' figures (.json, .yaml, .csv) into cells that know their place.

What a cell means is decided in `answers`, where the indicator is known.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from qingyuan.library.documents import Document, read_document, read_text
from qingyuan.library.nodes import Node
from qingyuan.library.raw_plants import UNSAID, Cell, RawPlant
from qingyuan.library.values_tables import TableReader
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound

KEYS = ("plant", "parameters", "values", "vetoes")
MOST_PROBLEMS = 10_000
SUFFIXES = (".json", ".yaml", ".yml", ".csv")


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
        plants = TableReader(str(path), problems).plants(read_text(path))
    else:
        plants = list(_of_document(read_document(path), problems))
    problems += _name_problems(plants)
    return plants, problems


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
        if len(problems) > MOST_PROBLEMS:
            return  # nobody mends so many at once: the first ones tell
        if isinstance(node.data, dict):
            yield _of_node(node, problems)
        else:
            what = msg("this is not a plant")
            remedy = msg("give plant, parameters and values, or a list of such plants")
            problems.append(node.problem("kind", what, remedy))


def _of_node(node: Node, problems: list[Problem]) -> RawPlant:
    for key in node.names():
        if key not in KEYS:
            what = msg("{name} is not known here", name=key)
            remedy = msg("use one of: {known}", known=KEYS)
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
