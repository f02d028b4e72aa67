"""The repository as the house tests see it: its files, and its Python as syntax trees."""

import ast
import functools
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "qingyuan"

SCREENFUL = 40

# The rooms of the base install, lowest first. They know no Django.
BASE_ROOMS = ("rules", "library", "readings", "analytics", "papers", "cli")


@functools.cache
def repository_files() -> tuple[Path, ...]:
    """Return every file that is in git or would go in with `git add .`."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return tuple(sorted(path for path in ROOT.rglob("*") if _is_ours(path)))
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def _is_ours(path: Path) -> bool:
    made = {".venv", "build", "dist", "__pycache__", "node_modules"}
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part.endswith("_cache") for part in parts)
    return path.is_file() and not hidden and not made.intersection(parts)


def python_files(*folders: str) -> Iterator[Path]:
    """Yield the Python files under the named folders of the repository, all if none is named."""
    for path in repository_files():
        inside = path.relative_to(ROOT)
        if path.suffix == ".py" and (not folders or inside.parts[0] in folders):
            yield path


def migrations(path: Path) -> bool:
    """Tell whether a file is a database migration, which a program wrote."""
    return "migrations" in path.parts


@functools.cache
def syntax(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.expr | ast.stmt | None = None) -> str:
    """Return `folder/file.py:12`, for a message that an editor can jump to."""
    shown = path.relative_to(ROOT).as_posix()
    return f"{shown}:{node.lineno}" if node else shown


def module_name(path: Path) -> str:
    """Return the dotted name of a file under src/."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Yield the absolute name of every module that a file imports, wherever in it."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


def complaint(rule: str, breaches: list[str]) -> str:
    """Return one message with each breach of a rule on its own line, a screenful at most."""
    shown = [f"  {breach}" for breach in breaches[:SCREENFUL]]
    if len(breaches) > SCREENFUL:
        shown.append(f"  ... and {len(breaches) - SCREENFUL} more")
    return "\n".join([rule, *shown])
