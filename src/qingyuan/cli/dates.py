"""The verbs `due` and `workdays`: when something is due, with the computation in words."""

from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from qingyuan.cli.inputs import count_of, day_of, place_of
from qingyuan.cli.screen import Screen
from qingyuan.cli.verbs import Verb, argument, option
from qingyuan.library.lawbook import Lawbook
from qingyuan.library.terms import DueTerm, due_term
from qingyuan.papers.json_text import Json
from qingyuan.papers.plain_forms import citation_form, citation_text, confidence_words
from qingyuan.rules.deadlines import Deadline, OutOfRange, weekday, working_days
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound, Refused, RuleRefused

DUE = msg(
    "When a term of the law is due, which rule says so, and how it was computed."
    "\n\nExample: qingyuan due --parameter enterprise-disclosure-term"
    " --from 2026-03-16 --place 370000"
)
PARAMETER = msg("Id of the term.")
EVENT = msg("Day of the event.")
PLACE = msg("Division code, or CN for the nation.")
JSON = msg("Write one JSON document.")
WORKDAYS = msg(
    "The n-th working day after a date, make-up working days counted."
    "\n\nExample: qingyuan workdays 2026-09-20 30"
)
START = msg("The day to count from; it is not counted.")
COUNT = msg("How many working days; negative: before.")
MOST_WORKDAYS = 10_000


def register(app: typer.Typer, screen: Screen) -> None:
    """Hang the verbs in."""

    @app.command("due", cls=Verb, help=screen.say(DUE))
    def due_verb(
        parameter: Annotated[str, option(screen, "--parameter", PARAMETER, "ID")],
        start: Annotated[str, option(screen, "--from", EVENT, "DATE")],
        place: Annotated[str | None, option(screen, "--place", PLACE, "CODE")] = None,
        json: Annotated[bool, option(screen, "--json", JSON)] = False,
    ) -> None:
        _due(screen, parameter, day_of(start, "--from"), place, json=json)

    # an unknown option is let through so that -5 is a number
    passing = {"ignore_unknown_options": True}

    @app.command("workdays", cls=Verb, help=screen.say(WORKDAYS), context_settings=passing)
    def workdays_verb(
        start: Annotated[str, argument(screen, "DATE", START)],
        n: Annotated[str, argument(screen, "N", COUNT)],
        json: Annotated[bool, option(screen, "--json", JSON)] = False,
    ) -> None:
        _workdays(screen, day_of(start, "DATE"), count_of(n, "N"), json=json)


def _due(screen: Screen, name: str, start: date, place: str | None, *, json: bool) -> None:
    lawbook = Lawbook()
    try:
        found = due_term(lawbook, name, start, place_of(place, lawbook))
    except OutOfRange:
        raise ProblemsFound([_out_of_range("--from")]) from None
    if isinstance(found, Refused):
        raise RuleRefused(found)
    if json:
        screen.document(_due_form(screen, lawbook, found, start))
        return
    console, spoken = screen.console(), found.spoken
    _headline(screen, found.deadline, spoken.dated.confidence)
    console.print(screen.say(spoken.parameter.title), style="quiet")
    for step in found.deadline.steps:
        console.print(f"  {screen.say(step)}")
    for cited in found.citations:
        console.print(f"§ {citation_text(cited, screen.language)}", style="quiet")
    where = lawbook.place_name(spoken.dated.place)
    told = msg("rule of {place}; lawbook {version}", place=where, version=lawbook.version)
    console.print(screen.say(told), style="quiet")


def _due_form(screen: Screen, lawbook: Lawbook, found: DueTerm, start: date) -> Json:
    deadline, citation = found.deadline, found.spoken.citation
    return {
        "parameter": found.spoken.parameter.id,
        "from": start.isoformat(),
        "due": _iso(deadline.due),
        "provisional": deadline.provisional,
        "article": citation.article,
        "confidence": found.spoken.dated.confidence.value,
        "steps": [screen.say(step) for step in deadline.steps],
        "nominal": _iso(deadline.nominal),
        "instrument": citation.instrument,
        "place": found.spoken.dated.place,
        "citations": [citation_form(cited, screen.language) for cited in found.citations],
        "lawbook": {"version": lawbook.version, "digest": lawbook.digest},
    }


def _workdays(screen: Screen, start: date, n: int, *, json: bool) -> None:
    if abs(n) > MOST_WORKDAYS:
        what = msg("{n} working days are more than can be counted here", n=n)
        remedy = msg("give at most {most}", most=MOST_WORKDAYS)
        raise ProblemsFound([Problem("too_many", what, remedy, field="N")])
    lawbook = Lawbook()
    try:
        deadline = working_days(start, n, lawbook.calendar)
    except OutOfRange:
        raise ProblemsFound([_out_of_range("DATE")]) from None
    if json:
        screen.document(
            {
                "from": start.isoformat(),
                "n": n,
                "due": _iso(deadline.due),
                "provisional": deadline.provisional,
                "reasons": [screen.say(step) for step in deadline.steps],
                "lawbook": {"version": lawbook.version, "digest": lawbook.digest},
            }
        )
        return
    _headline(screen, deadline)
    for step in deadline.steps:
        screen.console().print(f"  {screen.say(step)}")


def _headline(screen: Screen, deadline: Deadline, confidence: Confidence | None = None) -> None:
    """Show the day, how far the calendar carries it, and that its term is only recalled if so."""
    console = screen.console()
    if deadline.due is None:
        console.print(screen.say(msg("suspended")), style="soon")
        return
    doubt = msg("provisional") if deadline.provisional else msg("by the promulgated calendar")
    line = Text.assemble(
        (deadline.due.isoformat(), "accent"),
        f" {screen.say(weekday(deadline.due))} ",
        (screen.say(doubt), "soon" if deadline.provisional else "done"),
    )
    if confidence is Confidence.RECALLED:
        line.append(f" {screen.say(confidence_words(confidence))}", style="unverified")
    console.print(line)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _out_of_range(option: str) -> Problem:
    what = msg("the term leads outside the years 1 to 9999")
    return Problem("out_of_range", what, msg("give another date"), field=option)
