"""Says in either language what was wrong with the way a verb was called."""

import re
from typing import Any

import typer

from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem

USAGE_ERROR: Any = typer.BadParameter.__base__
"""The base of every error of usage; Typer exports only this one of its children."""

NO_COMMAND = re.compile(r"No such command '(?P<name>.*)'")
EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)")


def usage_problem(error: Any) -> Problem:  # noqa: ANN401 - the class has no public name
    """Return the problem that an error of usage stands for."""
    command = error.ctx.command_path if error.ctx else "qingyuan"
    return Problem("usage", _what(error), msg("see {command} --help", command=command))


def _what(error: Any) -> Message:  # noqa: ANN401 - the class has no public name
    said = error.format_message().rstrip(".")
    match type(error).__name__:
        case "MissingParameter":
            return msg("{name} is missing", name=_name(error.param))
        case "NoSuchOption":
            return msg("there is no option {name}", name=error.option_name)
        case "BadOptionUsage":
            return msg("option {name} needs a value", name=error.option_name)
    if found := NO_COMMAND.match(said):
        return msg("there is no verb {name}", name=found["name"])
    if found := EXTRA.match(said):
        return msg("{name} is more than the verb takes", name=found["name"])
    return msg("not understood: {reason}", reason=said)


def _name(parameter: Any) -> str:  # noqa: ANN401 - the class has no public name
    option = next((name for name in parameter.opts if name.startswith("-")), None)
    return str(option or parameter.metavar or parameter.name)
