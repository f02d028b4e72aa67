"""Hostile and odd input ends soon, with a sentence: no traceback, no hang, nothing broken."""

import json
import os
import resource
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.command import PROGRAM, Call, Ran
from tests.library.said import changed, written
from tests.library.tiny_mill import ALL_AT_ONE, TINY_MILL, write

MARKUP = ["[red]x[/red]", "[/]", "[/red]", "[link=x]", ":cat:", "[bold", "\\[a]", "a\\", "{x}"]

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 99))


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    return write(tmp_path)


def computed(run: Ran) -> str:
    assert (run.code, run.err) == (0, "")
    return run.out


@pytest.mark.parametrize("name", MARKUP)
def test_markup_in_the_names_of_plants_is_text(
    qingyuan: Call, mill: Path, tmp_path: Path, name: str
) -> None:
    plants = [{"plant": f"{letter}{name}", "values": {"power": 5}} for letter in "AB"]
    values = written(tmp_path, "a.json", json.dumps(plants))
    text = computed(qingyuan("score", mill, values))
    assert text.count(f"A{name}") == 2
    found = qingyuan("score", mill, values, "--format", "json").json
    assert [plant["plant"] for plant in found] == [f"A{name}", f"B{name}"]


@pytest.mark.parametrize("name", MARKUP)
def test_markup_in_bad_input_is_text(qingyuan: Call, mill: Path, tmp_path: Path, name: str) -> None:
    plant = {"plant": "A", "values": {f"x{name}": 1, "power": name, "plan": name}}
    lines = qingyuan("score", mill, written(tmp_path, "a.json", json.dumps(plant))).refused()
    assert len(lines) == 3
    assert all(name in line for line in lines)


@pytest.mark.parametrize("name", MARKUP)
def test_markup_in_a_system_is_text(qingyuan: Call, tmp_path: Path, name: str) -> None:
    quoted = json.dumps(f"z{name}", ensure_ascii=False)
    text = TINY_MILL
    for old in (
        "en: Tiny mill\n  complete",
        "en: Indicator system for tiny mills",
        "en: Resources",
    ):
        text = changed(text, old, old.replace(old.split("\n")[0], f"en: {quoted}"))
    text = changed(text, "en: Power for each tonne", f"en: {quoted}")
    text = changed(text, "en: a plan that is followed", f"en: {quoted}")
    text = changed(text, "unit: kWh/t", f"unit: {quoted}")
    text = changed(text, "公告 2099年第1号", f"z{name}") if ":" not in name else text
    system = written(tmp_path, "s.yaml", text)
    values = written(tmp_path, "a.yaml", "values: {power: 15, plan: II}\n")
    for form in ("text", "json"):
        run = qingyuan("score", system, values, "--format", form)
        assert (run.code, run.err) == (0, ""), run.err


def test_markup_in_the_names_of_files_is_text(qingyuan: Call, mill: Path, tmp_path: Path) -> None:
    values = written(tmp_path, "[red]:cat:[/].yaml", "values: {powr: 1}\n")
    (line,) = qingyuan("score", mill, values).refused()
    assert "[red]:cat:[/].yaml" in line


@pytest.mark.parametrize("argument", ["a" * 300, "a" * 300 + ".yaml", "a/" * 3000, "", " ", "\n"])
def test_odd_arguments_are_told(qingyuan: Call, mill: Path, tmp_path: Path, argument: str) -> None:
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    assert qingyuan("score", argument, values).refused()
    assert qingyuan("score", mill, argument).refused()
    assert qingyuan("lawbook", "show", argument or "x").refused()


@pytest.mark.parametrize("letter", ["\ud800", "\x00", "\x1b", "\u202e"])
def test_a_letter_that_no_file_can_hold_is_escaped_in_a_file_too(
    qingyuan: Call, mill: Path, tmp_path: Path, letter: str
) -> None:
    plant = {"plant": f"a{letter}b", "values": {"power": 5}}
    values = written(tmp_path, "a.json", json.dumps(plant))
    for form in ("json", "text"):
        target = tmp_path / f"result.{form}"
        run = qingyuan("score", mill, values, "--format", form, "-o", target)
        assert (run.code, run.err) == (0, "")
        assert letter not in target.read_text(encoding="utf-8")


def test_a_result_goes_where_a_link_points_or_replaces_the_link_whole(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    real = written(tmp_path, "real.json", "old")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    assert qingyuan("score", mill, values, "--format", "json", "-o", link).code == 0
    assert json.loads(link.read_text(encoding="utf-8"))[0]["level"] == "I"


def test_a_device_is_written_to_and_never_replaced(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    """Run as root, `-o /dev/null` must not put a file in the place of the device."""
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        qingyuan("score", mill, values, "--format", "json", "-o", pipe)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_result_keeps_the_mode_of_the_file_and_of_the_user(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    private = written(tmp_path, "private.json", "old")
    private.chmod(0o600)
    assert qingyuan("score", mill, values, "-o", private).code == 0
    assert private.stat().st_mode & 0o777 == 0o600
    mask = os.umask(0o077)
    try:
        assert qingyuan("score", mill, values, "-o", tmp_path / "new.json").code == 0
    finally:
        os.umask(mask)
    assert (tmp_path / "new.json").stat().st_mode & 0o077 == 0


def bounded(*arguments: str | Path, gibibytes: int = 2, timeout: float = 60) -> Ran:
    """Run the program with little memory, so that a file without end cannot take all of it."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (gibibytes * 2**30, gibibytes * 2**30))

    run = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Ran(run.returncode, run.stdout, run.stderr)


def test_a_file_without_end_is_refused(mill: Path, tmp_path: Path) -> None:
    endless = tmp_path / "endless.yaml"
    endless.symlink_to("/dev/zero")
    assert bounded("score", mill, endless).refused(2)
    assert bounded("score", endless, written(tmp_path, "a.yaml", ALL_AT_ONE)).refused(2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("laughs.yaml", LAUGHS),
        ("deep.yaml", "values: " + "{a: " * 10_000),
        ("deep.json", '{"values": ' + "[" * 100_000),
        ("deep-value.json", '{"values": {"power": ' + "[" * 900 + "]" * 900 + "}}"),
        ("object.yaml", "values: !!python/object/apply:os.system ['touch owned']\n"),
        ("wide.json", '{"values": {"power": "' + "9" * 5_000_000 + '"}}'),
        ("digits.json", '{"values": {"power": ' + "9" * 5_000_000 + "}}"),
        ("exponent.json", '{"values": {"power": 1e999999999}}'),
        ("exponent.yaml", "values: {power: 1e9999}\n"),
        ("key.json", '{"values": {"' + "k" * 1_000_000 + '": 1}}'),
        ("quote.csv", 'plant,indicator,value\n"' + "a,b,c\n" * 20_000),
        ("bell.yaml", "values: {power: \x07}\n"),
    ],
)
def test_a_hostile_file_is_refused_within_seconds(
    qingyuan: Call, mill: Path, tmp_path: Path, name: str, content: str
) -> None:
    path = written(tmp_path, name, content)
    started = time.perf_counter()
    lines = qingyuan("score", mill, path).refused()
    assert time.perf_counter() - started < 5
    assert all(len(line) < 2000 for line in lines)


def test_a_long_list_of_problems_ends_soon_and_says_how_many_more(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    rows = "".join(f"  nothing_{number}: 1\n" for number in range(10_000))
    path = written(tmp_path, "many.yaml", f"plant: A\nvalues:\n{rows}")
    started = time.perf_counter()
    lines = qingyuan("score", mill, path).refused()
    assert time.perf_counter() - started < 5
    assert len(lines) < 1000
    assert "more" in lines[-1]


def test_a_name_of_a_million_letters_is_no_obstacle(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    plant = {"plant": "甲" * 1_000_000, "values": {"power": 5}}
    values = written(tmp_path, "a.json", json.dumps(plant))
    found = qingyuan("score", mill, values, "--format", "json").json
    assert found[0]["plant"] == plant["plant"]


@pytest.mark.parametrize("n", ["-5", "0", "1e39", "1e-40", "9" * 40])
def test_product_parameters_at_the_edge_of_numbers_are_computed_exactly(
    qingyuan: Call, tmp_path: Path, n: str
) -> None:
    text = changed(TINY_MILL, "        I: 10\n", "        I: {base: 5, per_n: 2}\n")
    text = changed(text, "  complete: true\n", "  complete: true\n  parameter: {n: layers}\n")
    values = written(tmp_path, "a.yaml", f"parameters: {{n: {n}}}\n{ALL_AT_ONE}")
    for form in ("text", "json"):
        run = qingyuan("score", write(tmp_path, text), values, "--format", form)
        assert run.code in {0, 2}
        assert "E+" not in run.out


def test_two_hundred_plants_are_scored_within_seconds(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    figures = (("power", 15), ("recycling", 85), ("acidity", 7), ("plan", "II"), ("meters", "I"))
    rows = "".join(f"P{n},{row},{value}\n" for n in range(200) for row, value in figures)
    values = written(tmp_path, "a.csv", f"plant,indicator,value\n{rows}")
    started = time.perf_counter()
    assert len(qingyuan("score", mill, values, "--format", "json").json) == 200
    assert time.perf_counter() - started < 20
