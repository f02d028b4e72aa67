"""How the terminal shows entries of the lawbook and what changes between two of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.table import Table as Grid
from rich.text import Text

from qingyuan.cli.screen import Screen
from qingyuan.cli.tables_view import show_calendar, show_catalogue
from qingyuan.library.entries import KINDS, Change, Entry
from qingyuan.library.indicator_systems import system_of
from qingyuan.library.lawbook import Lawbook
from qingyuan.library.nodes import Node
from qingyuan.library.score_sheets import read_sheet
from qingyuan.papers.json_text import json_text
from qingyuan.papers.law_words import value_words
from qingyuan.papers.plain_forms import article_words, citation_text, confidence_words
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.completeness import completeness, lacks
from qingyuan.rules.indicators.limits import limit_text
from qingyuan.rules.indicators.points import PointsSystem
from qingyuan.rules.indicators.system import ByOutput, Fixed, Indicator, Level, Split
from qingyuan.rules.law import DatedValue, Instrument, Spoken, cite
from qingyuan.rules.messages import Label, Message, Value, msg
from qingyuan.rules.quantities import exact
from qingyuan.rules.sheets import sheet_total

STYLES = {
    Confidence.VERBATIM: "done",
    Confidence.SECOND_HAND: "soon",
    Confidence.RECALLED: "unverified",
    None: "quiet",
}
SHORT = 160


def _known(confidence: Confidence | None, screen: Screen) -> Text:
    return Text(screen.say(confidence_words(confidence)), style=STYLES[confidence])


def show_index(screen: Screen, lawbook: Lawbook) -> None:
    """List every entry by kind, each with its title."""
    console = screen.console()
    for kind in KINDS:
        grid = Grid(title=kind, title_justify="left", title_style="bold", box=None, pad_edge=False)
        grid.add_column(style="accent", no_wrap=True)
        grid.add_column(overflow="fold")
        for top in lawbook.tops(kind):
            name = Path(top.document.file).stem
            grid.add_row(Text(name), Text(screen.say(top["title"].label_or(name))))
        console.print(grid)
        console.print()


def show_entry(screen: Screen, lawbook: Lawbook, entry: Entry, on: date, place: str) -> None:
    """Show one entry: its head, and what of it holds on a day at a place."""
    top = Node.top(entry.document)
    title = screen.say(top["title"].label()) if "title" in top else entry.id
    console = screen.console()
    console.print(Text.assemble((title, "bold"), (f"   {entry.kind}/{entry.id}", "quiet")))
    shows = {
        "parameters": _parameter,
        "instruments": _instrument,
        "indicator_systems": _system,
        "score_sheets": _sheet,
    }
    show = shows.get(entry.kind)
    if show:
        show(screen, lawbook, entry, on, place)
    elif entry.kind == "catalogues":
        show_catalogue(screen, lawbook, top)
    else:
        show_calendar(screen, top)


def _plain(screen: Screen, top: Node) -> None:
    for key in top.names():
        text = " ".join(json_text(top[key].data).split())
        short = text if len(text) <= SHORT else f"{text[:SHORT]}…"
        screen.console().print(f"{key}: {short}")


def _parameter(screen: Screen, lawbook: Lawbook, entry: Entry, on: date, place: str) -> None:
    console = screen.console()
    parameter = lawbook.parameter(entry.id)
    spoken = lawbook.value(entry.id, on, place)
    day = msg("on {day}, {place}", day=on, place=lawbook.place_name(place))
    if isinstance(spoken, Spoken):
        value = screen.say(value_words(parameter, spoken.dated.value))
        console.print(Text.assemble(screen.say(day), "  ", (value, "accent")))
        console.print(f"§ {citation_text(spoken.citation, screen.language)}", style="quiet")
        where = msg("the rule of {place} speaks", place=lawbook.place_name(spoken.dated.place))
        console.print(screen.say(where), style="quiet")
    else:
        console.print(Text(f"{screen.say(day)}  {screen.say(spoken.why)}"), style="soon")
    grid = Grid()
    for heading in (
        msg("place"),
        msg("from"),
        msg("to"),
        msg("value"),
        msg("article"),
        msg("known"),
    ):
        grid.add_column(screen.say(heading), overflow="fold")
    for dated in parameter.values:
        source = lawbook.instruments[dated.instrument]
        value = screen.say(value_words(parameter, dated.value))
        off = "" if dated.in_use else f"\n{screen.say(_off(dated))}"
        grid.add_row(
            screen.say(lawbook.place_name(dated.place)),
            dated.since.isoformat(),
            dated.until.isoformat() if dated.until else "",
            Text(value + off),
            Text(f"{screen.say(source.short)} {screen.say(_place(source, dated.article))}"),
            _known(dated.confidence, screen),
        )
    console.print(grid)
    screen.bullets(console, _notes(Node.top(entry.document)))


def _off(dated: DatedValue) -> Message:
    return msg("switched off: {why}", why=dated.why) if dated.why else msg("switched off")


def _place(source: Instrument, article: str) -> Value:
    found = source.articles.get(article)
    return article_words(article, found.label if found else None)


def _instrument(screen: Screen, lawbook: Lawbook, entry: Entry, on: date, _place: str) -> None:
    console = screen.console()
    instrument = lawbook.instruments[entry.id]
    states = {True: msg("in force"), False: msg("not in force"), None: msg("start not known")}
    told = msg(
        "{number}; on {day}: {state}",
        number=instrument.number or msg("number not found"),
        day=on,
        state=states[instrument.in_force_on(on)],
    )
    console.print(screen.say(told))
    if instrument.absorbed_by:
        absorbed = msg(
            "absorbed from {since} on by {title}; its articles are not known to us",
            since=instrument.absorbed_by.since,
            title=instrument.absorbed_by.title,
        )
        console.print(screen.say(absorbed), style="unverified")
    grid = Grid()
    for heading in (msg("article"), msg("in our words"), msg("known")):
        grid.add_column(screen.say(heading), overflow="fold")
    for article in instrument.articles.values():
        grid.add_row(
            screen.say(article_words(article.id, article.label)),
            Text(screen.say(article.says)),
            _known(article.confidence, screen),
        )
    console.print(grid)
    successors = instrument.successors or {}
    if successors:
        unmapped = sum(1 for successor in successors.values() if successor is None)
        told = msg(
            "{count} absorbed articles, {unmapped} of them with no known successor",
            count=len(successors),
            unmapped=unmapped,
        )
        console.print(screen.say(told), style="unverified")
    screen.bullets(console, _notes(Node.top(entry.document)))


def _system(screen: Screen, lawbook: Lawbook, entry: Entry, _on: date, _place: str) -> None:
    console = screen.console()
    system = system_of(entry.document, lawbook.schemas)
    if isinstance(system, PointsSystem):
        _plain(screen, Node.top(entry.document))
        return
    known = {
        "complete": msg("complete"),
        "partial": msg("partial: it gives no level"),
        "unverified": msg("unverified: holds rows that are only recalled"),
    }[completeness(system).value]
    told = msg(
        "{edition}; from {day} to {end}; {known}",
        edition=system.edition,
        day=system.effective or msg("not known"),
        end=system.withdrawn or msg("no known end"),
        known=known,
    )
    console.print(screen.say(told))
    for table in system.tables:
        lacking = lacks(table)
        grid = Grid(title=screen.say(table.title), title_justify="left")
        for heading in (msg("id"), msg("indicator"), msg("weight"), *Level, msg("known")):
            name = heading.name if isinstance(heading, Level) else screen.say(heading)
            grid.add_column(name, overflow="fold")
        for group in table.groups:
            weight = "?" if group.weight is None else exact(group.weight)
            grid.add_row("", Text(screen.say(group.name), style="bold"), weight, "", "", "", "")
            for row in group.indicators:
                grid.add_row(*_row(row, screen))
        console.print(grid)
        if lacking.weights or lacking.limits:
            told = msg(
                "not seen: {weights} weights, the limits of {limits} rows",
                weights=len(lacking.weights),
                limits=len(lacking.limits),
            )
            console.print(screen.say(told), style="unverified")
    screen.bullets(console, _notes(Node.top(entry.document)))


def _row(row: Indicator, screen: Screen) -> Iterator[Text | str]:
    yield Text(row.id)
    yield Text(screen.say(row.name) + (" *" if row.limiting else ""))
    match row.weight:
        case Fixed(weight):
            yield exact(weight)
        case Split(_, total):
            yield f"{exact(total)}/n"
        case ByOutput(pool, _):
            yield Text(pool)
        case None:
            yield "?"
    for level in Level:
        yield Text(screen.say(limit_text(row.limits[level], {})))
    yield _known(row.confidence, screen)


def _sheet(screen: Screen, lawbook: Lawbook, entry: Entry, _on: date, _place: str) -> None:
    console = screen.console()
    top = Node.top(entry.document)
    sheet = read_sheet(top)
    grid = Grid()
    for heading in (msg("item"), msg("points"), msg("known")):
        grid.add_column(screen.say(heading), overflow="fold")
    for item in sheet.items:
        points = "?" if item.points is None else f"{item.points:f}"
        grid.add_row(Text(screen.say(item.title)), points, _known(item.confidence, screen))
    console.print(grid)
    for name, text in sheet.vetoes:
        console.print(screen.say(msg("veto {name}: {text}", name=name, text=text)))
    total = sheet_total(sheet)
    if total.sums_to_total:
        said: Message = msg("the points sum to {total}", total=total.points)
    else:
        said = msg(
            "the known points sum to {points}, not to {total}: the sheet cannot decide as it is",
            points=total.points,
            total=sheet.total,
        )
    console.print(screen.say(said), style="done" if total.sums_to_total else "unverified")
    citation = cite(
        lawbook.instruments,
        top["cites"]["instrument"].text(),
        top["cites"]["article"].text(),
        Confidence(top["confidence"].text()),
        _on,
    )
    console.print(f"§ {citation_text(citation, screen.language)}", style="quiet")


def _notes(top: Node) -> list[Label]:
    return [note.label() for note in top["notes"].items()]


def show_changes(screen: Screen, changes: Sequence[Change]) -> None:
    """Show changes by date: first those that change results, then wording."""
    console = screen.console()
    if not changes:
        console.print(screen.say(msg("No difference.")))
        return
    for matters, heading in ((True, msg("These change results")), (False, msg("Wording only"))):
        found = [change for change in changes if change.changes_results is matters]
        if not found:
            continue
        console.print(screen.say(heading), style="bold")
        for change in sorted(found, key=lambda change: change.since or date.min):
            since = screen.say(
                msg("from {day}", day=change.since) if change.since else msg("from no stated day")
            )
            at = f" ({change.place})" if change.place else ""
            console.print(f"  {since}{at}  {change.entry} {change.field}", style="accent")
            console.print(f"    - {_brief(change.before)}", style="late")
            console.print(f"    + {_brief(change.after)}", style="done")


def _brief(text: str | None) -> str:
    if text is None:
        return "–"
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
