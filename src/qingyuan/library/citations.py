"""Checks what the files of a lawbook say of each other: citations, and dates that overlap."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from qingyuan.library.nodes import Node
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem

Sound = dict[str, list[Node]]
Articles = dict[str, set[str] | None]
"""The articles of each instrument on file; None where its file has problems of its own."""


def citation_problems(sound: Sound, filed: dict[str, set[str]]) -> Iterator[Problem]:
    """Yield every citation that leads nowhere, and every value whose dates contradict another's.

    `filed` holds the ids of all files by kind: what is cited from a file that has problems of its
    own is not said to be missing.
    """
    articles: Articles = dict.fromkeys(filed["instruments"])
    for top in sound["instruments"]:
        articles[top["id"].text()] = {item["id"].text() for item in top["articles"].items()}
        yield from _twice(top["articles"], "id")
        yield from _twice(top["successors"], "instrument", "article")
    begins = {top["id"].text(): _begins(top) for top in sound["instruments"]}
    for top in sound["parameters"]:
        for value in top["values"].items():
            yield from _citation(value["cites"], articles)
            yield from _too_early(value, begins)
        yield from _overlaps(top)
        yield from _choices(top)
    for top in sound["score_sheets"]:
        yield from _citation(top["cites"], articles)
        yield from _named(top["pass"]["parameter"], filed["parameters"])
    for top in sound["indicator_systems"]:
        yield from _citation(top["level_rule"]["cites"], articles)
        yield from _named(top["replaced_by"], filed["indicator_systems"])
    for top in sound["cases"]:
        for case in top["cases"].items():
            if "instrument" in case["because"]:
                yield from _citation(case["because"], articles)
    for top in sound["instruments"]:
        yield from _relations(top, articles)
    yield from _successors(sound["instruments"], articles)


def _citation(cites: Node, articles: Articles) -> Iterator[Problem]:
    if cites.data is None:
        return
    instrument = cites["instrument"].text()
    if instrument not in articles:
        what = msg("there is no instrument {id}", id=instrument)
        yield cites.problem("dangling", what, msg("add it, or correct the id"), "instrument")
        return
    article = cites["article"].maybe_text()
    known = articles[instrument]
    if article is not None and known is not None and article not in known:
        what = msg("{instrument} has no article {article}", instrument=instrument, article=article)
        remedy = msg("add the article to the instrument, or correct the citation")
        yield cites.problem("dangling", what, remedy, "article")


def _named(node: Node, filed: set[str]) -> Iterator[Problem]:
    if node.data is not None and node.text() not in filed:
        what = msg("the lawbook has no entry {name}", name=node.text())
        yield node.problem("dangling", what, msg("add it, or correct the id"))


def _twice(items: Node, *keys: str) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    for item in items.items():
        own = tuple(item[key].text() for key in keys)
        if own in seen:
            what = msg("{key} is given twice", key=own)
            steps = keys if len(keys) == 1 else ()
            yield item.problem("duplicate", what, msg("keep one of them"), *steps)
        seen.add(own)


def _choices(top: Node) -> Iterator[Problem]:
    """Refuse a value that is none of the choices that its parameter lists."""
    known = [choice["id"].text() for choice in top["choices"].items()]
    for value in top["values"].items() if known else ():
        said = value["value"]
        nodes = [said] if isinstance(said.data, str) else list(said.items())
        nodes = [_outcome(node) for node in nodes]
        for node in nodes:
            if node.text() not in known:
                what = msg("{value} is not one of the values allowed", value=node.text())
                remedy = msg("use one of: {allowed}", allowed=known)
                yield node.problem("choice", what, remedy)


def _outcome(node: Node) -> Node:
    """Return what a band leads to; a plain choice is its own outcome."""
    return node["outcome"] if isinstance(node.data, dict) else node


def _relations(top: Node, articles: Articles) -> Iterator[Problem]:
    """Check that what an instrument replaces, and what replaces it, is on file."""
    named = [*(entry["instrument"] for entry in top["replaces"].items())]
    named += [top[name]["instrument"] for name in ("superseded_by", "absorbed_by")]
    for node in named:
        if node.data is not None and node.text() not in articles:
            what = msg("there is no instrument {id}", id=node.text())
            yield node.problem("dangling", what, msg("add it, or correct the id"))


def _successors(tops: list[Node], articles: Articles) -> Iterator[Problem]:
    """Check that the successor table holds every article of what a law absorbed, and no other."""
    absorbed = {
        top["id"].text(): top["absorbed_by"]["instrument"].text()
        for top in tops
        if top["absorbed_by"].data is not None
    }
    for top in tops:
        held = {old for old, law in absorbed.items() if law == top["id"].text()}
        wanted = {(old, article) for old in held for article in articles[old] or ()}
        listed = {
            (entry["instrument"].text(), entry["article"].text())
            for entry in top["successors"].items()
        }
        for old, article in sorted(wanted - listed):
            what = msg(
                "the successor table lacks {old}, article {article}", old=old, article=article
            )
            yield top.problem("successor", what, msg("add it, as unmapped"), "successors")
        known = {pair for pair in listed if articles.get(pair[0], set()) is not None}
        for old, article in sorted(known - wanted):
            what = msg("{instrument} has no article {article}", instrument=old, article=article)
            yield top.problem("dangling", what, msg("take it out of the table"), "successors")


def _begins(top: Node) -> date | None:
    days = (top[name].maybe_day() for name in ("adopted_on", "issued_on", "in_force_from"))
    return min((day for day in days if day), default=None)


def _too_early(value: Node, begins: dict[str, date | None]) -> Iterator[Problem]:
    """Refuse a value that would hold before the text that states it was adopted."""
    start = begins.get(value["cites"]["instrument"].text())
    if start and value["from"].day() < start:
        what = msg(
            "the value holds from {since}, before {instrument} existed ({start})",
            since=value["from"].day(),
            instrument=value["cites"]["instrument"].text(),
            start=start,
        )
        yield value.problem(
            "too_early", what, msg("cite the older text, or correct the day"), "from"
        )


def _overlaps(top: Node) -> Iterator[Problem]:
    """Refuse two values in use for one place of which neither follows the other."""
    by_place: dict[str, list[Node]] = {}
    for value in top["values"].items():
        if value["in_use"].flag(default=True):
            by_place.setdefault(value["place"].text(), []).append(value)
    for place, values in by_place.items():
        ordered = sorted(values, key=lambda value: value["from"].day())
        for earlier, later in pairwise(ordered):
            end = earlier["to"].maybe_day()
            same = earlier["from"].day() == later["from"].day()
            if same or (end and end >= later["from"].day()):
                what = msg(
                    "two values for {place} hold on {day}", place=place, day=later["from"].day()
                )
                remedy = msg("end the earlier one the day before")
                yield later.problem("overlap", what, remedy, "from")
    for value in top["values"].items():
        end = value["to"].maybe_day()
        if end and end < value["from"].day():
            what = msg("the value ends before it begins")
            yield value.problem("dates", what, msg("correct one of the days"), "to")
