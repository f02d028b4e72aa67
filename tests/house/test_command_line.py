"""Every command says in its --help how it is called, with an example that can be copied."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import complaint

COMMAND = Path(sys.executable).with_name("qingyuan")
HEADING = re.compile(r"^(?P<title>[A-Z][A-Za-z ]*):$")
ROW = re.compile(r"^  (?P<name>[a-z][a-z0-9-]*)(?:  |$)")

Words = tuple[str, ...]


@cache
def help_of(words: Words, language: str = "en") -> str:
    """Return what `qingyuan WORDS --help` prints, wide and without colour."""
    plain = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "160", "TERMINAL_WIDTH": "160"}
    utf8 = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [COMMAND, "--lang", language, *words, "--help"],
        env={"PATH": os.environ["PATH"], **plain, **utf8},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{words}: {run.stderr}"
    return run.stdout


def subcommands(words: Words) -> Iterator[Words]:
    """Yield the commands that a help page lists under `Commands:`."""
    is_listing = False
    for line in help_of(words).splitlines():
        if heading := HEADING.match(line):
            is_listing = heading["title"] == "Commands"
        elif is_listing and (row := ROW.match(line)):
            yield (*words, row["name"])


def leaves(words: Words = ()) -> Iterator[Words]:
    """Yield every command that does something, below a group or not."""
    below = list(subcommands(words))
    if not below:
        yield words
    for found in below:
        yield from leaves(found)


def test_the_promised_commands_are_there() -> None:
    promised: set[Words] = {("score",), ("due",), ("workdays",)}
    promised |= {("lawbook", name) for name in ("check", "show", "diff", "digest")}
    assert promised <= set(leaves())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_has_an_example(language: str) -> None:
    without = []
    for words in leaves():
        call = " ".join(["qingyuan", *words])
        _usage, _, rest = help_of(words, language).partition("\n\n")
        if not re.search(rf"(?<!\w){call}(?!\w)", " ".join(rest.split())):
            without.append(f"{call}: its --help shows no line with `{call} ...`")
    assert not without, complaint("Commands without an example:", without)
