"""A problem: the one form in which every door says that something given is not right.

Finding            (base of the two exceptions below)
├── ProblemsFound  the input cannot be used: nothing was computed
└── RuleRefused    the input is sound and a rule says no
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qingyuan.rules.explanation import Citation
from qingyuan.rules.messages import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it.

    `row` counts the rows of a table from 1 with its header (as a spreadsheet shows them);
    `line` counts the lines of a text file from 1; `field` is a column or a dotted path.
    """

    code: str
    what: Message
    remedy: Message
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    line: int | None = None
    field: str | None = None

    def within(self, file: str) -> "Problem":
        """Return the same problem, placed in `file` if it names none yet."""
        return self if self.file else replace(self, file=file)


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule's answer no: why, and the article that says so (null where no text is cited)."""

    why: Message
    citation: Citation | None = None


class Finding(Exception):
    """Base of the two ways in which a question gets no computed answer."""


class ProblemsFound(Finding):
    """The input cannot be used. Carries every problem found, in the order of the input."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.what.text for problem in self.problems))


class RuleRefused(Finding):
    """The input is sound, and a rule refuses. Carries the refusal with its article."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.why.text)
