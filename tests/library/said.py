"""What the library complained of, brought to a form that a test can compare at a glance."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from qingyuan.papers.words import say
from qingyuan.rules.problems import Problem, ProblemsFound

Place = tuple[str, int | None, str | None]


def problems_of(act: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that an act finds; an act that finds none fails the test."""
    with pytest.raises(ProblemsFound) as caught:
        act()
    for problem in caught.value.problems:
        assert_is_useful(problem)
    return caught.value.problems


def assert_is_useful(problem: Problem) -> None:
    """Check that a problem says in both languages what is wrong and what to do about it."""
    for language in ("en", "zh"):
        assert say(problem.what, language).strip(), problem
        assert say(problem.remedy, language).strip(), problem
    assert problem.file is None or problem.file, problem


def places(problems: Iterable[Problem]) -> list[Place]:
    """Return the code, line and field of each problem."""
    return [(problem.code, problem.line, problem.field) for problem in problems]


def cells(problems: Iterable[Problem]) -> list[Place]:
    """Return the code, row and column of each problem."""
    return [(problem.code, problem.row, problem.field) for problem in problems]


def codes(problems: Iterable[Problem]) -> list[str]:
    """Return the code of each problem."""
    return [problem.code for problem in problems]


def what(problem: Problem) -> str:
    """Return what is wrong, in English."""
    return say(problem.what, "en")


def remedy(problem: Problem) -> str:
    """Return what to do about it, in English."""
    return say(problem.remedy, "en")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content, encoding="utf-8")
    return path


def changed(text: str, old: str, new: str) -> str:
    """Return a text with one passage changed; the passage must stand there exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def line_of(text: str, passage: str) -> int:
    """Return the line on which a passage begins; it must stand in the text exactly once."""
    assert text.count(passage) == 1, f"{passage!r} stands {text.count(passage)} times"
    before, _, _ = text.partition(passage)
    return before.count("\n") + 1
