"""What the command line writes: results to standard output or a file, problems to stderr."""

import io
import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from qingyuan.papers.json_text import Json, json_text
from qingyuan.papers.plain_forms import citation_text, problem_text
from qingyuan.papers.words import LANGUAGES, language_of, say
from qingyuan.rules.messages import Value, msg
from qingyuan.rules.problems import Problem, ProblemsFound, Refused

PIPED_WIDTH = 120
MOST_PROBLEMS = 200
SPOOLED = 16 * 2**20
THEME = Theme(
    {
        "accent": "bold #0F766E",
        "late": "#B42318",
        "soon": "#B54708",
        "done": "#027A48",
        "quiet": "bright_black",
        "unverified": "underline #6941C6",
    }
)


class Screen:
    """The two streams of a run, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:  # a terminal that cannot show a character must not end the run
                reconfigure(errors="replace")

    def say(self, value: Value) -> str:
        """Return a message in the run's language."""
        return say(value, self.language)

    def console(self, file: Path | None = None) -> Console:
        """Return a console for results: standard output, or a recorder for a file."""
        stream = io.StringIO() if file else sys.stdout
        piped = file is not None or not sys.stdout.isatty()
        return Console(
            file=stream,
            theme=THEME,
            highlight=False,
            markup=False,  # what files say is text, whatever brackets and colons are in it
            emoji=False,
            record=file is not None,
            width=PIPED_WIDTH if piped and "COLUMNS" not in os.environ else None,
        )

    def bullets(self, console: Console, lines: Iterable[Value], mark: str = "·") -> None:
        """Write a list whose lines hang from their marks, also where Chinese has no spaces."""
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for line in lines:
            grid.add_row(f" {mark}", Text(self.say(line)))
        console.print(grid)

    def document(self, value: Json, output: Path | None = None) -> None:
        """Write exactly one JSON document to standard output, or to a file."""
        self._write([json_text(value), "\n"], output)

    def documents(self, values: Iterable[Json], output: Path | None = None) -> None:
        """Write a JSON list whose members are made one at a time, so that many need little room."""
        self._write(_listed(values), output)

    def _write(self, chunks: Iterable[str], output: Path | None) -> None:
        """Write a document whole: what breaks on the way leaves nothing behind."""
        if output is not None:
            write_whole(output, chunks)
            return
        with tempfile.SpooledTemporaryFile(SPOOLED, "w+", encoding="utf-8") as spool:
            spool.writelines(chunks)
            spool.seek(0)
            unicode = (sys.stdout.encoding or "").lower().startswith("utf")
            for line in spool:
                sys.stdout.write(line if unicode else _ascii(line))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Write problems to standard error, a line each."""
        found = list(problems)
        for problem in found[:MOST_PROBLEMS]:
            self._complain(problem_text(problem, self.language))
        if len(found) > MOST_PROBLEMS:
            more = msg("and {count} more problems", count=len(found) - MOST_PROBLEMS)
            self._complain(self.say(more))

    def refusal(self, refused: Refused) -> None:
        """Write to standard error why a rule refuses, with its article."""
        text = self.say(refused.why)
        if refused.citation:
            text += f" ({citation_text(refused.citation, self.language)})"
        self._complain(text)

    def _complain(self, text: str) -> None:
        Console(
            stderr=True, theme=THEME, highlight=False, markup=False, emoji=False, soft_wrap=True
        ).print(Text.assemble(("✗ ", "late"), text))


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[str, list[str]]:
    """Take `--lang` out of the arguments, wherever it stands, and return the language and the rest.

    An unknown language stays among the arguments, where the verb refuses it.
    """
    language = language_of(environment)
    rest: list[str] = []
    given = iter(arguments)
    for argument in given:
        if argument == "--":
            return language, [*rest, "--", *given]
        name, has_value, value = argument.partition("=")
        if name != "--lang":
            rest.append(argument)
            continue
        chosen = value if has_value else next(given, "")
        if chosen in LANGUAGES:
            language = chosen
        else:
            rest += ["--lang", chosen]
    return language, rest


def _listed(values: Iterable[Json]) -> Iterator[str]:
    yield "["
    for number, value in enumerate(values):
        yield ",\n  " if number else "\n  "
        yield json_text(value, indent=1)
    yield "\n]\n"


def _ascii(line: str) -> str:
    """Return a line of JSON in ASCII, for an output that cannot hold every character."""
    return "".join(letter if letter.isascii() else json.dumps(letter)[1:-1] for letter in line)


def write_whole(path: Path, chunks: Iterable[str]) -> None:
    """Write a file so that it is there whole or not at all. Raises ProblemsFound.

    A file keeps its mode, a new one gets the user's own; a device or pipe is written to.
    """
    try:
        old = path.stat().st_mode if path.exists() else None
        if old is not None and not stat.S_ISREG(old) and not stat.S_ISDIR(old):
            with path.open("w", encoding="utf-8") as stream:
                stream.writelines(chunks)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.writelines(chunks)
        part.chmod(stat.S_IMODE(old) if old is not None else 0o666 & ~_mask())
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        part.unlink(missing_ok=True)


def _mask() -> int:
    """Return the user's mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> ProblemsFound:
    what = msg("the file cannot be written: {reason}", reason=error.strerror or "?")
    remedy = msg("name a folder that exists and that you may write to")
    return ProblemsFound([Problem("unwritable", what, remedy, file=str(path))])
