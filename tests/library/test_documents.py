"""A file is read as plain UTF-8 text or refused with the reason and what to do about it."""

import json
import os
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from qingyuan.library.documents import MAX_BYTES, MAX_DEPTH, field_name, read_document, read_text
from tests.library.said import codes, line_of, places, problems_of, remedy, what, written

CHINESE = "企业: 历山电镀有限公司\n备注: 电镀\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (CHINESE.encode("gbk"), "the file is not UTF-8; it looks like GBK"),
        (CHINESE.encode("utf-16"), "the file is not UTF-8"),
        (CHINESE.encode("utf-16-be"), "the file is not UTF-8"),
        (b"\xff\xfe\xfa\x80", "the file is not UTF-8"),
    ],
    ids=["GBK", "UTF-16", "UTF-16 without a mark", "noise"],
)
def test_a_file_that_is_not_utf8_is_refused_and_its_likely_encoding_told(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = written(tmp_path, "plant.yaml", content)
    (problem,) = problems_of(lambda: read_text(path))
    assert problem.code == "encoding"
    assert problem.file == str(path)
    assert what(problem).startswith(says)
    assert "UTF-8" in remedy(problem)


def test_a_nul_byte_is_refused_and_not_taken_for_gbk(tmp_path: Path) -> None:
    path = written(tmp_path, "plant.csv", b"plant,indicator,value\nA,power,5\x00\n")
    (problem,) = problems_of(lambda: read_text(path))
    assert problem.code == "encoding"
    assert "GBK" not in what(problem)


def test_utf16_without_a_mark_is_not_taken_for_gbk(tmp_path: Path) -> None:
    path = written(tmp_path, "plant.csv", "plant,indicator,value\n".encode("utf-16-le"))
    (problem,) = problems_of(lambda: read_text(path))
    assert "GBK" not in what(problem)


@pytest.mark.parametrize("name", ["plant.json", "plant.yaml", "plant.csv"])
@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", "\ufeff".encode(), "\ufeff \n".encode()])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, name: str, content: bytes) -> None:
    path = written(tmp_path, name, content)
    assert codes(problems_of(lambda: read_text(path))) == ["empty"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.yaml", "a: 1\n"), ("a.json", '{"a": 1}'), ("a.yml", "a: 1\r\n")]
)
def test_a_byte_order_mark_is_accepted(tmp_path: Path, name: str, content: str) -> None:
    path = written(tmp_path, name, "\ufeff" + content)
    assert read_document(path).data == {"a": Decimal(1)}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "absent.yaml"
    (problem,) = problems_of(lambda: read_document(path))
    assert (problem.code, problem.file) == ("unreadable", str(path))
    assert "No such file" in what(problem)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plant.yaml"
    folder.mkdir()
    (problem,) = problems_of(lambda: read_document(folder))
    assert (problem.code, problem.file) == ("unreadable", str(folder))


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 300}.yaml"
    assert codes(problems_of(lambda: read_document(path))) == ["unreadable"]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "plant.yaml", b"a: 1")
    os.truncate(path, MAX_BYTES + 1)
    (problem,) = problems_of(lambda: read_document(path))
    assert problem.code == "too_large"
    assert "64 MiB" in what(problem)


def test_numbers_of_json_are_the_decimals_as_written(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", '{"a": 1.10, "b": 12345678901234567890, "c": -0.5e-3}')
    data = read_document(path).data
    assert isinstance(data, dict)
    assert {name: str(value) for name, value in data.items()} == {
        "a": "1.10",
        "b": "12345678901234567890",
        "c": "-0.0005",
    }


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_json_words_that_are_no_figures_are_refused(tmp_path: Path, word: str) -> None:
    path = written(tmp_path, "a.json", f'{{"a": 1, "b": {word}}}')
    (problem,) = problems_of(lambda: read_document(path))
    assert (problem.code, problem.file) == ("not_a_number", str(path))
    assert what(problem) == f"{word} is not a figure"


@pytest.mark.parametrize("number", ["1e999999", "1" * 500, "0." + "1" * 100])
def test_a_json_number_beyond_computing_stays_text(tmp_path: Path, number: str) -> None:
    path = written(tmp_path, "a.json", f"[{number}]")
    assert read_document(path).data == [number]


def test_a_key_repeated_in_json_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", '{"a": {"b": 1, "b": 2}, "c": 1, "c": 1}')
    assert places(problems_of(lambda: read_document(path))) == [
        ("duplicate", None, "b"),
        ("duplicate", None, "c"),
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("{\n'a': 1}", 2), ('{"a": 1,\n\n}', 3), ('{"a": 1} x', 1), ("{", 1)]
)
def test_broken_json_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = written(tmp_path, "a.json", text)
    assert places(problems_of(lambda: read_document(path))) == [("json", line, None)]


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 500, 10_000])
def test_nesting_beyond_the_limit_is_refused(tmp_path: Path, name: str, depth: int) -> None:
    path = written(tmp_path, name, "[" * depth + "]" * depth)
    (problem,) = problems_of(lambda: read_document(path))
    assert problem.code == "too_deep"
    assert str(MAX_DEPTH) in what(problem)


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_nesting_up_to_the_limit_is_read(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert json.dumps(read_document(path).data) == "[" * MAX_DEPTH + "]" * MAX_DEPTH


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    text = "a:\n  b: 1\n  c:\n    - x\n    - d: 2\n"
    document = read_document(written(tmp_path, "a.yaml", text))
    assert document.line(("a", "b")) == 2
    assert document.line(("a", "c", 0)) == line_of(text, "- x")
    assert document.line(("a", "c", 1, "d")) == 5


def test_a_value_that_is_not_there_has_the_line_of_what_would_hold_it(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "a.yaml", "x: 1\na:\n  b: 1\n"))
    assert document.line(("a", "absent", 3)) == document.line(("a",))
    assert document.line(("absent",)) == 1


def test_a_route_is_written_as_people_write_it() -> None:
    assert field_name(("tables", 0, "groups", 2, "weight")) == "tables[0].groups[2].weight"
    assert field_name((0, "plant")) == "[0].plant"
    assert field_name(()) == ""


def test_more_values_than_any_list_has_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qingyuan.library.documents.MAX_VALUES", 100)
    for name, content in (("a.yaml", "- 1\n" * 200), ("a.json", f"[{'1, ' * 200}1]")):
        path = written(tmp_path, name, content)
        (problem,) = problems_of(partial(read_document, path))
        assert problem.code == "too_many"
        assert "100" in what(problem)
