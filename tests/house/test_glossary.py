"""The glossary decides the words, and the code keeps to it.

docs/glossary.md holds one or more Markdown tables whose first row names at least these columns, in
any order (others, such as `source` or `notes`, are free):

    | 中文 | English | in code | not |
    | --- | --- | --- | --- |
    | 方案 | option | `option` | `plan` |
    | 审核项目 | audit project | `case`, `cases` | `case file` |
    | 公示 | public notice (before approval) | | |

- `中文` and `English` are never empty, and no Chinese term stands in two rows.
- `in code`: identifiers in backticks. Each must occur as a whole word in src/ or lawbook/: a name,
  a module, a key, an id, a value. Dots join words that must each occur (`rules.deadlines`). Leave
  the cell empty, or write without backticks, while the code has no such thing yet.
- `not`: words in backticks that must not be used as identifiers in src/. One word is forbidden
  as a whole name (`plan` forbids plan, Plan and PLAN, yet allows plans and promotion_plan); several
  words are forbidden wherever they stand together (`case file` forbids case_file, CaseFiles).
  A word that is `in code` in another row cannot be forbidden here.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, complaint, place, python_files, repository_files, syntax

GLOSSARY = ROOT / "docs" / "glossary.md"
COLUMNS = ("中文", "English", "in code", "not")
TEXTS = {".yaml", ".json", ".geojson", ".csv"}
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the glossary."""

    chinese: str
    english: str
    in_code: tuple[str, ...]
    forbidden: tuple[str, ...]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def backticked(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def read_terms(text: str) -> Iterator[Term]:
    """Yield the rows of every table that has the four columns."""
    header: list[str] | None = None
    for line in text.splitlines():
        if not line.lstrip().startswith("|"):
            header = None
            continue
        row = cells(line)
        if header is None:
            header = row
        elif set(COLUMNS) <= set(header) and not set(line) <= set("|-: "):
            named = dict(zip(header, row, strict=True))
            yield Term(
                named["中文"],
                named["English"],
                backticked(named["in code"]),
                backticked(named["not"]),
            )


@cache
def terms() -> tuple[Term, ...]:
    return tuple(read_terms(GLOSSARY.read_text(encoding="utf-8")))


@cache
def vocabulary() -> frozenset[str]:
    """Return every whole word of src/ and lawbook/: in the files and in their names."""
    words: set[str] = set()
    for path in repository_files():
        inside = path.relative_to(ROOT)
        if inside.parts[0] in {"src", "lawbook"}:
            words.update(part.partition(".")[0] for part in inside.parts)
            if path.suffix in TEXTS:
                words.update(WORD.findall(path.read_text(encoding="utf-8")))
            elif path.suffix == ".py":
                words.update(words_in(path))
    return frozenset(words)


def words_in(path: Path) -> Iterator[str]:
    """Yield the names and the one-word texts of a Python file; its keywords and prose are not."""
    for node in ast.walk(syntax(path)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.alias(name=name):
                yield from name.split(".")
            case ast.Constant(value=str(text)) if WORD.fullmatch(text):
                yield text
            case _:
                pass


def words_of(identifier: str) -> tuple[str, ...]:
    """Split a name into its words: `CaseFile`, `case_file` and `case file` are the same two."""
    return tuple(word.lower() for word in PARTS.findall(identifier))


def identifiers(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each name that a file gives to something, and the place."""
    yield path.stem, place(path)
    for node in ast.walk(syntax(path)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, place(path, node)
            case ast.Name(ctx=ast.Store()):
                yield node.id, place(path, node)
            case ast.arg():
                yield node.arg, f"{place(path)}:{node.lineno}"
            case _:
                pass


def is_forbidden(identifier: str, forbidden: str) -> bool:
    """Tell whether a name uses forbidden words, as the top of this file says."""
    have, banned = words_of(identifier), words_of(forbidden)
    if len(banned) == 1:
        return have == banned
    runs = (have[start : start + len(banned)] for start in range(len(have)))
    return any(
        run[:-1] == banned[:-1] and run[-1] in {banned[-1], f"{banned[-1]}s"} for run in runs
    )


def test_glossary_is_complete_and_says_each_term_once() -> None:
    assert terms(), "docs/glossary.md has no table with the columns " + ", ".join(COLUMNS)
    breaches = [f"{term}" for term in terms() if not (term.chinese and term.english)]
    chinese = [term.chinese for term in terms()]
    breaches += [f"{term} stands twice" for term in set(chinese) if chinese.count(term) > 1]
    assert not breaches, complaint("Terms that are not clear:", breaches)


def test_the_code_uses_the_words_of_the_glossary() -> None:
    missing = [
        f"{term.chinese} {term.english}: `{name}`"
        for term in terms()
        for name in term.in_code
        if not all(word in vocabulary() for word in WORD.findall(name))
    ]
    assert not missing, complaint("In the glossary but neither in src/ nor lawbook/:", missing)


def test_the_code_avoids_the_words_that_the_glossary_refuses() -> None:
    refused = [(name, term) for term in terms() for name in term.forbidden]
    breaches = [
        f"{where}: {name} (say {term.english} for {term.chinese}, not {banned})"
        for path in python_files("src")
        for name, where in identifiers(path)
        for banned, term in refused
        if is_forbidden(name, banned)
    ]
    assert PACKAGE.is_dir()
    assert not breaches, complaint("Words that the glossary refuses:", breaches)


def test_no_word_is_both_used_and_refused() -> None:
    used = {name for term in terms() for name in term.in_code}
    refused = {name for term in terms() for name in term.forbidden}
    assert not used & refused


def test_the_reading_of_tables_and_names() -> None:
    header = "| 中文 | English | in code | not |\n| --- | --- | --- | --- |\n"
    assert list(read_terms(header + "| 方案 | option | | `plan` |")) == [
        Term("方案", "option", (), ("plan",))
    ]
    assert is_forbidden("Plan", "plan")
    assert not is_forbidden("promotion_plan", "plan")
    assert is_forbidden("open_case_files", "case file")
    assert not is_forbidden("case_opened", "case file")
