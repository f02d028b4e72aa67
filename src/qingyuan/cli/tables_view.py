"""How the terminal shows tables of the lawbook: catalogues by their header, calendars by year."""

from collections import Counter

from rich.table import Table as Grid
from rich.text import Text

from qingyuan.cli.screen import Screen
from qingyuan.library.catalogues import read_catalogue
from qingyuan.library.lawbook import Lawbook
from qingyuan.library.nodes import Node
from qingyuan.papers.plain_forms import confidence_words
from qingyuan.rules.messages import Label, Value, msg


def show_catalogue(screen: Screen, lawbook: Lawbook, top: Node) -> None:
    """Show where a table comes from, how well its rows are known, its columns and its gaps."""
    console = screen.console()
    path = lawbook.root / "catalogues" / f"{top['id'].text()}.yaml"
    for name in ("source", "edition", "licence"):
        console.print(Text(screen.say(top[name].label())), style="quiet")
    if path.with_suffix(".csv").is_file():
        catalogue = read_catalogue(path)
        console.print(screen.say(msg("{count} rows", count=len(catalogue.rows))))
        known = Counter(catalogue.confidence(row) for row in catalogue.rows)
        screen.bullets(
            console,
            [
                msg("{count} rows: {known}", count=count, known=confidence_words(mark))
                for mark, count in known.most_common()
            ],
        )
        grid = Grid(box=None, pad_edge=False)
        grid.add_column(style="accent", no_wrap=True)
        grid.add_column(overflow="fold")
        for column in top["columns"].items():
            words = column["description"].label()
            grid.add_row(Text(column["name"].text()), Text(screen.say(words)))
        console.print(grid)
    _listed(screen, msg("How it was checked"), top["checked"])
    _listed(screen, msg("Gaps"), top["gaps"])


def show_calendar(screen: Screen, top: Node) -> None:
    """Show the days of a year that are not what the week says."""
    console = screen.console()
    kinds = {"holiday": msg("days off"), "make_up_workday": msg("make-up working days")}
    for kind, words in kinds.items():
        days = [day for day in top["days"].items() if day["kind"].text() == kind]
        console.print(screen.say(words), style="bold")
        named: dict[Label, list[str]] = {}
        for day in days:
            named.setdefault(day["name"].label(), []).append(day["date"].text()[5:])
        screen.bullets(
            console, [msg("{name}: {days}", name=name, days=dates) for name, dates in named.items()]
        )
    _listed(screen, msg("Gaps"), top["gaps"])


def _listed(screen: Screen, heading: Value, node: Node) -> None:
    lines = [item.label() for item in node.items()]
    if lines:
        screen.console().print(screen.say(heading), style="bold")
        screen.bullets(screen.console(), lines)
