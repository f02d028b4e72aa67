"""Builds plain data from the events of a YAML parser, one by one, refusing what is not plain.

Working on events keeps the promise of bounded work: an alias is seen before it can be expanded,
and nesting before it can exhaust the stack.
"""

from decimal import Decimal

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem
from qingyuan.rules.quantities import decimal_as_written

SECOND = 2
NULLS = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

Built = None | bool | Decimal | str | list["Built"] | dict[str, "Built"]


class TooDeep(yaml.YAMLError):
    """The nesting passed the limit; nothing after it is read."""

    def __init__(self, line: int, limit: int) -> None:
        self.line = line
        self.limit = limit
        super().__init__(line)


class ComplexKey(yaml.YAMLError):
    """A list or mapping stands where a key should; nothing after it is read."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


class TooMany(yaml.YAMLError):
    """The file holds more values than are read."""

    def __init__(self, line: int, limit: int) -> None:
        self.line = line
        self.limit = limit
        super().__init__(line)


class Builder:
    """Takes events in order; then `data`, `lines` and `problems` hold what the text says."""

    def __init__(self, max_depth: int, max_values: int) -> None:
        self.data: Built = None
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.problems: list[Problem] = []
        self._max_depth = max_depth
        self._max_values = max_values
        self._open: list[list[Built] | dict[str, Built]] = []
        self._route: list[str | int] = []
        self._key: str | None = None
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the next event. Raises TooDeep, TooMany or ComplexKey."""
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case DocumentStartEvent():
                self._documents += 1
                if self._documents == SECOND:
                    self._refuse(line, "documents", msg("the file holds more than one document"))
            case AliasEvent():
                self._refuse(line, "alias", msg("anchors and aliases (& and *) are not accepted"))
                self._place(None, line)
            case ScalarEvent():
                self._scalar(event, line)
            case MappingStartEvent() | SequenceStartEvent():
                self._begin(event, line)
            case MappingEndEvent() | SequenceEndEvent():
                self._open.pop()
                self._key = None
                if self._route:
                    self._route.pop()

    def _scalar(self, event: ScalarEvent, line: int) -> None:
        self._check_tag(event, line)
        inside = self._open[-1] if self._open else None
        if isinstance(inside, dict) and self._key is None:
            self._key = event.value
            if event.value in inside:
                what = msg("{key} is given twice", key=event.value)
                self._refuse(line, "duplicate", what, msg("keep one of them"), event.value)
            return
        plain = event.implicit[0] and event.style in (None, "")
        self._place(_resolved(event.value) if plain else event.value, line)

    def _begin(self, event: MappingStartEvent | SequenceStartEvent, line: int) -> None:
        self._check_tag(event, line)
        if len(self._open) >= self._max_depth:
            raise TooDeep(line, self._max_depth)
        inside = self._open[-1] if self._open else None
        if isinstance(inside, dict) and self._key is None:
            raise ComplexKey(line)
        made: list[Built] | dict[str, Built] = {} if isinstance(event, MappingStartEvent) else []
        step = self._place(made, line)
        if step is not None:
            self._route.append(step)
        self._open.append(made)
        self._key = None

    def _place(self, value: Built, line: int) -> str | int | None:
        """Put a value where it belongs; return its key or index in what encloses it."""
        if not self._open:
            if self._documents < SECOND:
                self.data = value
                self.lines[()] = line
            return None
        inside = self._open[-1]
        step: str | int
        if isinstance(inside, dict):
            step, self._key = self._key or "", None
            inside[step] = value
        else:
            step = len(inside)
            inside.append(value)
        self.lines[(*self._route, step)] = line
        if len(self.lines) > self._max_values:
            raise TooMany(line, self._max_values)
        return step

    def _check_tag(
        self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, line: int
    ) -> None:
        if event.tag is not None and event.tag != "!":
            self._refuse(line, "tag", msg("the tag {tag} is not accepted", tag=event.tag))
        if event.anchor is not None:
            self._refuse(line, "alias", msg("anchors and aliases (& and *) are not accepted"))

    def _refuse(
        self,
        line: int,
        code: str,
        what: Message,
        remedy: Message | None = None,
        field: str | None = None,
    ) -> None:
        mend = remedy or msg("write plain values: text, numbers, lists and mappings")
        self.problems.append(Problem(code, what, mend, line=line, field=field))


def refusal_of(error: yaml.YAMLError, text: str) -> Problem:
    """Return the problem that a parser's error stands for."""
    if isinstance(error, TooDeep):
        return Problem(
            "too_deep",
            msg("the file nests more than {limit} levels deep", limit=error.limit),
            msg("write it in the documented form"),
            line=error.line,
        )
    if isinstance(error, TooMany):
        what = msg("the file holds more than {limit} values", limit=error.limit)
        return Problem("too_many", what, msg("split it into several files"), line=error.line)
    if isinstance(error, ComplexKey):
        what = msg("a key must be plain text")
        return Problem("key", what, msg("write names before the colons"), line=error.line)
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else None
    if line is None and isinstance(position, int):
        line = text.count("\n", 0, position) + 1
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    return Problem(
        "yaml",
        msg("not valid YAML: {reason}", reason=str(reason)),
        msg("mend the file at this line"),
        line=line,
    )


def _resolved(text: str) -> Built:
    """Return what an unquoted scalar means (YAML 1.2 core schema, numbers as decimals)."""
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    number = decimal_as_written(text)
    return text if number is None else number
