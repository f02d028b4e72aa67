"""Verbs and groups of verbs whose help speaks the language of the run, down to the last word.

Typer asks gettext's global domain for its headings, which `papers.words.adopt` has set to ours;
what it does not ask for is said here. `TYPER_WORDS` brings its sentences into our translations.
"""

from gettext import gettext
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from qingyuan.cli.screen import Screen
from qingyuan.rules.messages import Message, msg

TYPER_WORDS = (
    msg("Usage:"),
    msg("Arguments"),
    msg("Options"),
    msg("Commands"),
    msg("required"),
    msg("Show this message and exit."),
)


class Verb(TyperCommand):
    """One verb of the command line."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - not exported
        """Write the line of usage, its heading translated."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer does not export the type
        """Return the option --help, its text translated."""
        return _helped(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of verbs."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - not exported
        """Write the line of usage, its heading translated."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer does not export the type
        """Return the option --help, its text translated."""
        return _helped(super().get_help_option(ctx))


def _write_usage(verb: Verb | Group, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
    pieces = " ".join(verb.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=f"{gettext('Usage:')} ")


def _helped(option: Any) -> Any:  # noqa: ANN401 - Typer does not name the type
    if option is not None:
        option.help = gettext("Show this message and exit.")
    return option


def argument(screen: Screen, metavar: str, words: Message) -> Any:  # noqa: ANN401 - as Typer
    """Return a positional argument that explains itself in the language of the run."""
    return typer.Argument(metavar=metavar, help=screen.say(words))


def option(screen: Screen, names: str, words: Message, metavar: str | None = None) -> Any:  # noqa: ANN401
    """Return an option, its names parted by spaces, that explains itself."""
    return typer.Option(*names.split(), metavar=metavar, help=screen.say(words), show_default=False)
