"""The verbs `lawbook check | show | diff | digest`: the law as data, looked at and compared."""

from pathlib import Path
from typing import Annotated

import typer

from qingyuan.cli.dates import JSON, PLACE
from qingyuan.cli.inputs import day_of, place_of, today
from qingyuan.cli.lawbook_view import show_changes, show_entry, show_index
from qingyuan.cli.screen import Screen
from qingyuan.cli.verbs import Group, Verb, argument, option
from qingyuan.library.checking import check
from qingyuan.library.entries import Change, changes_between, find_entry
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.json_text import Json
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import ProblemsFound

HELP = msg("The law as data: check, show, compare.\n\nExample: qingyuan lawbook check")
CHECK = msg(
    "Check every file of the lawbook and run its golden cases; all problems at once."
    "\n\nExample: qingyuan lawbook check"
)
FOLDER = msg("Folder of a lawbook; by default the one in use.")
DIGEST = msg(
    "The version and the SHA-256 of the canonical content."
    "\n\nExample: qingyuan lawbook digest --json"
)
SHOW = msg(
    "Show an entry of the lawbook, with what holds on a day at a place."
    "\n\nExample: qingyuan lawbook show failure-outcome --as-of 2026-11-23 --place 370000"
)
ENTRY = msg("Id of any entry; without one, every id is listed.")
AS_OF = msg("Day asked for; today by default.")
DIFF = msg(
    "What changes between two lawbooks or two entries: which results, from which date."
    "\n\nExample: qingyuan lawbook diff ../old/lawbook lawbook"
)
SIDE = msg("Folder of a lawbook, or the id of an entry.")


def register(app: typer.Typer, screen: Screen) -> None:
    """Hang the verbs in."""
    group = typer.Typer(
        cls=Group,
        name="lawbook",
        help=screen.say(HELP),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(group)

    @group.command("check", cls=Verb, help=screen.say(CHECK))
    def check_verb(
        folder: Annotated[Path | None, argument(screen, "FOLDER", FOLDER)] = None,
    ) -> None:
        _check(screen, folder)

    @group.command("digest", cls=Verb, help=screen.say(DIGEST))
    def digest_verb(json: Annotated[bool, option(screen, "--json", JSON)] = False) -> None:
        _digest(screen, json=json)

    @group.command("show", cls=Verb, help=screen.say(SHOW))
    def show_verb(
        name: Annotated[str | None, argument(screen, "ID", ENTRY)] = None,
        as_of: Annotated[str | None, option(screen, "--as-of", AS_OF, "DATE")] = None,
        place: Annotated[str | None, option(screen, "--place", PLACE, "CODE")] = None,
    ) -> None:
        _show(screen, name, as_of, place)

    @group.command("diff", cls=Verb, help=screen.say(DIFF))
    def diff_verb(
        before: Annotated[str, argument(screen, "A", SIDE)],
        after: Annotated[str, argument(screen, "B", SIDE)],
        json: Annotated[bool, option(screen, "--json", JSON)] = False,
    ) -> None:
        _diff(screen, before, after, json=json)


def _show(screen: Screen, name: str | None, as_of: str | None, place: str | None) -> None:
    lawbook = Lawbook()
    if name is None:
        show_index(screen, lawbook)
        return
    on = today() if as_of is None else day_of(as_of, "--as-of")
    show_entry(screen, lawbook, find_entry(lawbook, name), on, place_of(place, lawbook))


def _check(screen: Screen, folder: Path | None) -> None:
    lawbook = Lawbook(folder)
    report = check(lawbook)
    if report.problems:
        raise ProblemsFound(report.problems)
    console = screen.console()
    for note in report.notes:
        console.print(f"· {screen.say(note)}", style="quiet")
    told = msg(
        "lawbook {version}: {files} files and {cases} golden cases hold",
        version=lawbook.version,
        files=report.files,
        cases=report.cases,
    )
    console.print(screen.say(told), style="done")


def _digest(screen: Screen, *, json: bool) -> None:
    lawbook = Lawbook()
    if json:
        screen.document({"version": lawbook.version, "digest": lawbook.digest})
    else:
        screen.console().print(f"{lawbook.version} {lawbook.digest}")


def _diff(screen: Screen, before: str, after: str, *, json: bool) -> None:
    changes = changes_between(before, after)
    if json:
        screen.document([_form(change) for change in changes])
    else:
        show_changes(screen, changes)


def _form(change: Change) -> dict[str, Json]:
    return {
        "entry": change.entry,
        "field": change.field,
        "place": change.place,
        "from": change.since.isoformat() if change.since else None,
        "before": change.before,
        "after": change.after,
        "changes_results": change.changes_results,
    }
