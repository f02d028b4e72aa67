"""The program itself, started as a shell starts it: streams, codes, locale, help."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLE, PROGRAM, started
from tests.library.said import written
from tests.library.tiny_mill import ALL_AT_ONE, write

VERBS = [
    ("score",),
    ("due",),
    ("workdays",),
    ("lawbook", "check"),
    ("lawbook", "show"),
    ("lawbook", "diff"),
    ("lawbook", "digest"),
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_helps_with_an_example(verb: tuple[str, ...], language: str) -> None:
    run = started(*verb, "--help", "--lang", language, COLUMNS="160", TERM="dumb")
    assert (run.code, run.err) == (0, "")
    _usage, _, rest = run.out.partition("\n\n")
    assert f"qingyuan {' '.join(verb)} " in rest or f"qingyuan {' '.join(verb)}\n" in rest
    assert ("用法" in run.out) is (language == "zh")


@pytest.mark.parametrize(("arguments", "verb"), [((), "score"), (("lawbook",), "check")])
def test_a_call_without_a_verb_shows_the_verbs_and_ends_with_2(
    arguments: tuple[str, ...], verb: str
) -> None:
    run = started(*arguments)
    assert run.code == 2
    assert verb in run.out + run.err


def test_help_in_a_chinese_locale_has_no_english_heading() -> None:
    run = started("--help", LC_ALL="zh_CN.UTF-8", PYTHONUTF8="1", COLUMNS="160", TERM="dumb")
    for heading in ("Usage:", "Options", "Commands", "Arguments", "Show this message"):
        assert heading not in run.out


def test_the_example_is_scored_outside_the_folder_of_the_project(tmp_path: Path) -> None:
    run = subprocess.run(
        [PROGRAM, "score", "electroplating-2015", EXAMPLE, "--format", "json"],
        env={"PATH": os.environ["PATH"]},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout)[0]["level"] == "III"
    assert run.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("workdays", "2026-01-01", "3", "--json"), 0),
        (("due", "--parameter", "audit-start-term", "--from", "1900-01-01", "--json"), 1),
        (("due", "--parameter", "nope", "--from", "2026-01-01", "--json"), 2),
        (("score", "electroplating-2015", "no-such-file.csv", "--format", "json"), 2),
    ],
)
def test_codes_and_streams_are_kept_apart(arguments: tuple[str, ...], code: int) -> None:
    run = started(*arguments)
    assert run.code == code
    assert (run.out == "") is (code > 0)
    assert (run.err == "") is (code == 0)


def test_a_chinese_locale_speaks_chinese_and_keeps_every_letter(tmp_path: Path) -> None:
    values = written(tmp_path, "厂.yaml", "plant: 历山电镀\nvalues: {powr: 1}\n")
    run = started("score", write(tmp_path), values, LC_ALL="zh_CN.UTF-8", PYTHONUTF8="1")
    assert run.code == 2
    assert "厂.yaml" in run.err
    assert "指标" in run.err


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_json_loses_nothing_whatever_the_terminal_can_show(tmp_path: Path, encoding: str) -> None:
    values = written(tmp_path, "a.yaml", ALL_AT_ONE.replace("Willow Mill", "历山 é 😀"))
    run = subprocess.run(
        [PROGRAM, "score", write(tmp_path), values, "--format", "json"],
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
    )
    (plant,) = json.loads(run.stdout.decode(encoding if b"\\u" not in run.stdout else "ascii"))
    assert plant["plant"] == "历山 é 😀"


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    command = f"{PROGRAM} score {write(tmp_path)} {values} --format json | head -n 1"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("[\n", "")


def on_terminal(*arguments: str | Path, **environment: str) -> str:
    """Run the program with a terminal as its output and return what it wrote there."""
    ours, theirs = pty.openpty()
    kept = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    with subprocess.Popen(
        [PROGRAM, *map(str, arguments)],
        env={**kept, **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        chunks = []
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the other end was closed
                break
            if not chunk:
                break
            chunks.append(chunk)
        process.wait(timeout=60)
    os.close(ours)
    return b"".join(chunks).decode("utf-8")


def test_colours_are_on_in_a_terminal_and_off_where_they_are_not_wanted(tmp_path: Path) -> None:
    arguments = ("score", write(tmp_path), written(tmp_path, "a.yaml", ALL_AT_ONE))
    assert "\x1b[" in on_terminal(*arguments)
    assert "\x1b[3" not in on_terminal(*arguments, NO_COLOR="1")
    assert "\x1b[" not in started(*arguments).out


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_control_character_of_a_name_reaches_a_terminal(tmp_path: Path, form: str) -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnp.exe\r\nLevel I  final"
    plant = {"plant": hostile, "values": {"power": 5, "plan": "I"}}
    values = written(tmp_path, "a.json", json.dumps(plant))
    shown = on_terminal("score", write(tmp_path), values, "--format", form, NO_COLOR="1")
    for letter in ("\x07", "\x9b", "\u202e", "\x1b[2J", "\x1b]"):
        assert letter not in shown
    assert not any(line.startswith("Level I ") for line in shown.splitlines())


def test_no_control_character_of_bad_input_reaches_a_terminal(tmp_path: Path) -> None:
    plant = {"plant": "A", "values": {"\x1b[31mx": "\x1b[2J", "power": "\x07\x1b]0;owned"}}
    values = written(tmp_path, "a.json", json.dumps(plant))
    shown = on_terminal("score", write(tmp_path), values, NO_COLOR="1")
    for letter in ("\x07", "\x1b[2J", "\x1b[31mx", "\x1b]"):
        assert letter not in shown


def test_a_full_disk_is_told_and_is_no_fault_of_the_program(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("/dev/full is not there: this was NOT tested")
    with full.open("w") as stream:
        run = subprocess.run(
            [PROGRAM, "workdays", "2026-11-23", "3", "--json"],
            stdout=stream,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            check=False,
        )
    assert run.returncode == 2
    assert b"cannot be written" in run.stderr
