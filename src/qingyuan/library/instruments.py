"""Reads instruments: a law's number, dates and articles, and what absorbed it."""

from collections.abc import Iterable
from datetime import date

from qingyuan.library.nodes import Node
from qingyuan.rules.explanation import Absorption, Confidence
from qingyuan.rules.law import Article, Instrument
from qingyuan.rules.messages import Label


def read_instruments(nodes: Iterable[Node]) -> dict[str, Instrument]:
    """Return the instruments at `nodes` by id. Raises ProblemsFound."""
    tops = list(nodes)
    titles = {top["id"].text(): top["title"].label() for top in tops}
    return {top["id"].text(): read_instrument(top, titles) for top in tops}


def read_instrument(top: Node, titles: dict[str, Label]) -> Instrument:
    """Return the instrument at `top`; `titles` names the others, for what absorbed it."""
    absorbed = top["absorbed_by"]
    absorption = None
    if absorbed.data is not None:
        by = absorbed["instrument"].text()
        absorption = Absorption(by, titles.get(by, Label(by, by)), absorbed["from"].day())
    return Instrument(
        id=top["id"].text(),
        title=top["title"].label(),
        short=(top["short"] if "short" in top else top["title"]).label(),
        number=top["number"]["text"].maybe_text(),
        place=top["place"].text(),
        in_force_from=_begins(top),
        in_force_to=top["in_force_to"].maybe_day(),
        articles={article.id: article for article in map(_article, top["articles"].items())},
        absorbed_by=absorption,
        successors={
            (entry["instrument"].text(), entry["article"].text()): entry["successor"].maybe_text()
            for entry in top["successors"].items()
        },
    )


def _begins(top: Node) -> date | None:
    """Return the day from which an instrument holds: in force, else issued, else adopted."""
    for name in ("in_force_from", "issued_on", "adopted_on"):
        day = top[name].maybe_day()
        if day is not None:
            return day
    return None


def _article(node: Node) -> Article:
    return Article(
        node["id"].text(),
        node["says"].label(),
        Confidence(node["confidence"].text()),
        node["label"].maybe_label(),
    )
