"""Text files into plain data, with the line of every value, and nothing else of what YAML can do.

Accepted are mappings, lists, text, numbers as decimals, true, false and null. Tags, anchors and
aliases are refused (they carry objects, or explode), as are repeated keys, more than one document,
deep nesting and files that are not UTF-8.
"""

import json
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import yaml

from qingyuan.library.yaml_events import Builder, refusal_of
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import decimal_as_written, plain

Plain = None | bool | Decimal | str | list["Plain"] | dict[str, "Plain"]
Route = tuple[str | int, ...]

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 40
MAX_VALUES = 1_000_000
"""Values in one file: far more than any office's list, and a bound on time and room."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file; `lines` gives the line of each value by its route from the top."""

    file: str
    data: Plain
    lines: dict[Route, int] = field(default_factory=dict)

    def line(self, route: Iterable[str | int]) -> int | None:
        """Return the line of the value at `route`, or of the nearest value that encloses it."""
        at = tuple(route)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at)


def field_name(route: Iterable[str | int]) -> str:
    """Return a route as people write it: `tables[0].groups[2].weight`."""
    text = ""
    for part in route:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def readable(data: Plain) -> str:
    """Return a value as a reader compares it, on one line."""
    match data:
        case None:
            return "null"
        case str():
            return data
        case Decimal():
            return plain(data)
        case bool():
            return "true" if data else "false"
        case list():
            return f"[{', '.join(readable(item) for item in data)}]"
        case dict():
            return f"{{{', '.join(f'{key}: {readable(item)}' for key, item in data.items())}}}"


def read_text(path: Path) -> str:
    """Return the text of a file. Raises ProblemsFound: not there, too large, empty, not UTF-8."""
    name = str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            what = msg("this is not a file")
            _fail(name, "unreadable", what, msg("check the name, and that you may read it"))
        if about.st_size > MAX_BYTES:
            _fail(
                name,
                "too_large",
                msg("the file is larger than {limit} MiB", limit=MAX_BYTES // 2**20),
                msg("split it into several files"),
            )
        content = path.read_bytes()
    except OSError as error:
        _fail(
            name,
            "unreadable",
            msg("the file cannot be read: {reason}", reason=error.strerror or "?"),
            msg("check the name, and that you may read it"),
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        _fail(name, "encoding", *_encoding(content))
    if "\x00" in text:
        what = msg("the file holds zero bytes: it is not a text file, or not UTF-8")
        _fail(name, "encoding", what, msg("save it as UTF-8 (in Excel: CSV UTF-8)"))
    if not text.strip():
        _fail(name, "empty", msg("the file is empty"), msg("check that it was saved"))
    return text


def read_document(path: Path) -> Document:
    """Read a .json, .yaml or .yml file into plain data. Raises ProblemsFound."""
    text = read_text(path)
    if path.suffix.lower() == ".json":
        if text.count(",") > MAX_VALUES:
            _fail(str(path), "too_many", *_too_many())
        return Document(str(path), _json(text, str(path)))
    return yaml_document(text, str(path))


def yaml_document(text: str, name: str) -> Document:
    """Read YAML text into plain data with lines. Raises ProblemsFound with every problem in it."""
    builder = Builder(MAX_DEPTH, MAX_VALUES)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.problems.append(refusal_of(error, text))
    if builder.problems:
        raise ProblemsFound(problem.within(name) for problem in builder.problems)
    return Document(name, builder.data, builder.lines)


def _json(text: str, name: str) -> Plain:
    repeated: list[str] = []
    odd: list[str] = []

    def pairs(found: list[tuple[str, Plain]]) -> dict[str, Plain]:
        seen: dict[str, Plain] = {}
        for key, value in found:
            if key in seen:
                repeated.append(key)
            seen[key] = value
        return seen

    try:
        data: Plain = json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=odd.append,
            object_pairs_hook=pairs,
        )
    except json.JSONDecodeError as error:
        what = msg("not valid JSON: {reason}", reason=error.msg)
        remedy = msg("mend the file at this line")
        raise ProblemsFound([Problem("json", what, remedy, file=name, line=error.lineno)]) from None
    except RecursionError:
        _fail(name, "too_deep", *_too_deep())
    problems = [_repeated(key, name) for key in repeated]
    problems += [_not_a_number(text, name) for text in odd]
    if problems:
        raise ProblemsFound(problems)
    if _depth(data) > MAX_DEPTH:
        _fail(name, "too_deep", *_too_deep())
    return data


def _depth(data: Plain) -> int:
    """Return how many levels of lists and mappings enclose the innermost value."""
    level, depth = [data], 0
    while level := [
        inner
        for value in level
        if isinstance(value, dict | list)
        for inner in (value.values() if isinstance(value, dict) else value) or [None]
    ]:
        depth += 1
    return depth


def _number(text: str) -> Decimal | str:
    """Return the number, or its text where it is beyond what can be computed with."""
    value = decimal_as_written(text)
    return text if value is None else value


def _not_a_number(text: str, name: str) -> Problem:
    what = msg("{text} is not a figure", text=text)
    remedy = msg("give a number, or null where it is missing, or n/a where it does not apply")
    return Problem("not_a_number", what, remedy, file=name)


def _repeated(key: str, name: str) -> Problem:
    what = msg("{key} is given twice", key=key)
    return Problem("duplicate", what, msg("keep one of them"), file=name, field=key)


def _too_deep() -> tuple[Message, Message]:
    return (
        msg("the file nests more than {limit} levels deep", limit=MAX_DEPTH),
        msg("write it in the documented form"),
    )


def _too_many() -> tuple[Message, Message]:
    return (
        msg("the file holds more than {limit} values", limit=MAX_VALUES),
        msg("split it into several files"),
    )


def _encoding(content: bytes) -> tuple[Message, Message]:
    try:
        content.decode("gb18030")
        likely = msg("the file is not UTF-8; it looks like GBK")
    except UnicodeDecodeError:
        likely = msg("the file is not UTF-8")
    return likely, msg("save it as UTF-8 (in Excel: CSV UTF-8)")


def _fail(name: str, code: str, what: Message, remedy: Message) -> NoReturn:
    raise ProblemsFound([Problem(code, what, remedy, file=name)])
