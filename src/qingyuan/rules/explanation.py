"""The explanation tree: every decision says which rule, in which edition, on which figures.

One schema serves evaluations, deadlines and parameters; `SCHEMA` is stored with each tree, and
`assets/schemas/explanation-1.schema.json` describes the written form.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qingyuan.rules.messages import Label, Message

SCHEMA = "qingyuan.explanation/1"


class Confidence(StrEnum):
    """How well a fact of the lawbook is known."""

    VERBATIM = "verbatim"
    """The wording was seen in a copy of the text."""
    SECOND_HAND = "second_hand"
    """A notice, a restatement or a software copy of the text was seen."""
    RECALLED = "recalled"
    """Written from memory. Nothing official may rest on it until two officers confirm it."""


@dataclass(frozen=True, slots=True)
class Absorption:
    """A later law has taken in the cited article; its new number may not be known (null)."""

    instrument: str
    title: Label
    since: date
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a text that a step rests on; `label` says it where a number does not.

    `confidence` is None where a file of the user's own says nothing of how well it is known.
    """

    instrument: str
    title: Label
    article: str
    confidence: Confidence | None
    absorbed: Absorption | None = None
    label: Label | Message | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One node of an explanation.

    `kind` is a stable word for programs, `what` the sentence for people, `facts` the exact
    figures by name (numbers as text that Python's Fraction reads), `steps` what it rests on.
    """

    kind: str
    what: Message
    facts: tuple[tuple[str, str], ...] = ()
    citations: tuple[Citation, ...] = ()
    steps: tuple["Step", ...] = ()
