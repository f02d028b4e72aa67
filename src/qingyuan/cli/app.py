"""Puts the verbs together, in the language of the run."""

from importlib.metadata import entry_points
from typing import Annotated

import typer

from qingyuan import __version__
from qingyuan.cli import dates, lawbook, score
from qingyuan.cli.screen import Screen
from qingyuan.cli.verbs import Group, option
from qingyuan.papers.words import LANGUAGES
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound

ENTRY_POINTS = "qingyuan.commands"
HELP = msg(
    "Cleaner production administration: the law as data, and every decision explained."
    "\n\nExample: qingyuan score electroplating-2015 plant.yaml"
)
VERSION = msg("Say the version and leave.")
LANGUAGE = msg("Language of messages; by default that of the locale.")


def build_app(screen: Screen) -> typer.Typer:
    """Return the command line; every help text speaks the language of the screen."""
    app = typer.Typer(
        cls=Group,
        name="qingyuan",
        help=screen.say(HELP),
        no_args_is_help=True,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def options(
        version: Annotated[bool, option(screen, "--version", VERSION)] = False,
        lang: Annotated[str | None, option(screen, "--lang", LANGUAGE, "|".join(LANGUAGES))] = None,
    ) -> None:
        if lang is not None:  # a known language was taken out before Typer saw the arguments
            what = msg("there is no language {name}", name=lang)
            remedy = msg("use one of: {known}", known=LANGUAGES)
            raise ProblemsFound([Problem("language", what, remedy, field="--lang")])
        if version:
            screen.console().print(f"qingyuan {__version__}")
            raise typer.Exit

    for verbs in (score, dates, lawbook):
        verbs.register(app, screen)
    for door in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        door.load()(app, screen)
    return app
