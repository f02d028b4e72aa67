"""The log carries counts and codes; nothing of a person or a plant can come into it."""

import json
import logging
from collections.abc import Iterator

import pytest

from qingyuan.library import journal


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Leave the logger as it was: without a handler on a stream that is gone."""
    yield
    log = logging.getLogger("qingyuan")  # noqa: TID251 - to undo what a note sets up
    log.handlers.clear()
    log.propagate = True


def test_an_event_is_one_line_of_json_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QINGYUAN_LOG", "1")
    journal.note("score", system="electroplating-2015", plants=3)
    journal.note("problems", problems=2, exit_code=2)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [json.loads(line) for line in printed.err.splitlines()] == [
        {"event": "score", "system": "electroplating-2015", "plants": 3},
        {"event": "problems", "problems": 2, "exit_code": 2},
    ]


@pytest.mark.parametrize("setting", [None, "", "0"])
def test_nothing_is_written_unless_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: str | None
) -> None:
    if setting is None:
        monkeypatch.delenv("QINGYUAN_LOG", raising=False)
    else:
        monkeypatch.setenv("QINGYUAN_LOG", setting)
    journal.note("score", system="x")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("field", ["plant", "name", "value", "values", "file", "path", "user"])
def test_a_field_that_is_not_on_the_list_is_refused_even_when_the_log_is_off(
    monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    monkeypatch.delenv("QINGYUAN_LOG", raising=False)
    with pytest.raises(ValueError, match=field):
        journal.note("score", **{field: "x"})


def test_the_list_of_fields_names_nothing_of_a_person_or_a_plant() -> None:
    private = {"plant", "name", "person", "user", "file", "path", "value", "phone", "address"}
    assert not journal.FIELDS & private
    assert not [field for field in journal.FIELDS if set(field.split("_")) & private]
