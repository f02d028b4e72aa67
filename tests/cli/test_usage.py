"""A call that is not understood ends with 2 and says why; what breaks inside ends with 3."""

from pathlib import Path
from typing import Any

import pytest

from qingyuan import __version__
from qingyuan.cli.screen import choose_language
from tests.cli.command import Call
from tests.library.said import written
from tests.library.tiny_mill import ALL_AT_ONE, write

BAD_CALLS = [
    ("scroe",),
    ("score",),
    ("score", "tiny-mill"),
    ("score", "a", "b", "c"),
    ("score", "a", "b", "--formt", "json"),
    ("score", "a", "b", "--format"),
    ("score", "a", "b", "--format", "xml"),
    ("score", "a", "b", "--as-of", "soon"),
    ("due",),
    ("due", "--parameter", "report-term"),
    ("due", "--from", "2026-01-01"),
    ("workdays", "2026-01-01"),
    ("lawbook", "chekc"),
    ("lawbook", "show", "a", "b"),
    ("lawbook", "diff", "a"),
    ("--formt",),
]


@pytest.mark.parametrize("arguments", BAD_CALLS, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_call_that_is_not_understood_ends_with_2_and_says_why(
    qingyuan: Call, arguments: tuple[str, ...], language: str
) -> None:
    (line,) = qingyuan(*arguments, "--lang", language).refused(2)
    has_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in line)
    assert has_chinese is (language == "zh")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("score",), "SYSTEM is missing"),
        (("due", "--parameter", "x"), "--from is missing"),
        (("scroe",), "there is no verb scroe"),
        (("score", "a", "b", "--formt"), "there is no option --formt"),
        (("score", "a", "b", "c"), "c is more than the verb takes"),
        (("score", "a", "b", "--format"), "option --format needs a value"),
        (("score", "a", "b", "--format", "xml"), "there is no form xml"),
    ],
)
def test_what_is_wrong_with_a_call_is_named(
    qingyuan: Call, arguments: tuple[str, ...], says: str
) -> None:
    (line,) = qingyuan(*arguments).refused(2)
    assert says in line


def test_the_version_is_told(qingyuan: Call) -> None:
    run = qingyuan("--version")
    assert (run.code, run.out, run.err) == (0, f"qingyuan {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "zh", "workdays", "2026-01-01", "3"),
        ("workdays", "--lang", "zh", "2026-01-01", "3"),
        ("workdays", "2026-01-01", "3", "--lang", "zh"),
        ("workdays", "2026-01-01", "--lang=zh", "3"),
        ("--lang", "en", "workdays", "2026-01-01", "3", "--lang", "zh"),
    ],
)
def test_the_language_may_stand_anywhere(qingyuan: Call, arguments: tuple[str, ...]) -> None:
    run = qingyuan(*arguments)
    assert run.code == 0
    assert "2026-01-05" in run.out
    assert "工作日" in run.out


@pytest.mark.parametrize("value", ["de", "ZH", "", "zh_CN"])
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_language_that_is_not_spoken_is_told(qingyuan: Call, value: str, where: str) -> None:
    verb = ("workdays", "2026-01-01", "3")
    lang = ("--lang", value)
    run = qingyuan(*(lang + verb if where == "before" else verb + lang))
    lines = run.refused(2)
    assert any("--lang" in line or value in line for line in lines)


def test_the_locale_chooses_the_language(qingyuan: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "工作日" in qingyuan("workdays", "2026-01-01", "3").out
    assert "工作日" not in qingyuan("workdays", "2026-01-01", "3", "--lang", "en").out


def test_after_two_dashes_nothing_is_an_option() -> None:
    language, rest = choose_language(["a", "--lang", "zh", "--", "--lang", "en"], {})
    assert (language, rest) == ("zh", ["a", "--", "--lang", "en"])


def test_the_words_of_json_follow_the_language_and_its_keys_do_not(
    qingyuan: Call, tmp_path: Path
) -> None:
    mill, values = write(tmp_path), written(tmp_path, "a.yaml", "values: {power: 15}\n")
    arguments = ("score", mill, values, "--format", "json", "--lang")
    (english,), (chinese,) = qingyuan(*arguments, "en").json, qingyuan(*arguments, "zh").json
    assert list(english) == list(chinese)
    assert english["index"] == chinese["index"]
    assert english["reasons"] != chinese["reasons"]
    assert all(any("\u4e00" <= c <= "\u9fff" for c in reason) for reason in chinese["reasons"])
    assert not any("\u4e00" <= c <= "\u9fff" for reason in english["reasons"] for c in reason)


def breaks(*_arguments: object, **_options: object) -> None:
    raise ZeroDivisionError("secret figure 12.3")


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_breaks_inside_ends_with_3_without_a_traceback(
    qingyuan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr("qingyuan.cli.score.evaluate", breaks)
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    target = tmp_path / "result"
    for more in ((), ("-o", target)):
        run = qingyuan("score", write(tmp_path), values, "--format", form, *more)
        (line,) = run.refused(3)
        assert "ZeroDivisionError" in line
        assert "secret" not in line
        assert "QINGYUAN_DEBUG=1" in line
    assert not target.exists()


def test_what_breaks_while_a_later_plant_is_written_leaves_no_half_document(
    qingyuan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard output is exactly one JSON document, or nothing."""
    from qingyuan.papers import evaluation_forms  # noqa: PLC0415 - wrapped here alone

    form_of = evaluation_forms.evaluation_form

    def breaks_at_b(result: Any, *rest: Any) -> object:  # noqa: ANN401 - passed on as given
        if getattr(result, "plant", None) == "B":
            raise ZeroDivisionError
        return form_of(result, *rest)

    monkeypatch.setattr("qingyuan.cli.score.evaluation_form", breaks_at_b)
    values = "- plant: A\n  values: {power: 1}\n- plant: B\n  values: {power: 1}\n"
    path = written(tmp_path, "a.yaml", values)
    qingyuan("score", write(tmp_path), path, "--format", "json").refused(3)


def test_the_traceback_is_there_for_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qingyuan.cli.main import main  # noqa: PLC0415 - not through the fixture: it raises

    monkeypatch.setattr("qingyuan.cli.score.evaluate", breaks)
    monkeypatch.setenv("QINGYUAN_DEBUG", "1")
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    with pytest.raises(ZeroDivisionError):
        main(["score", str(write(tmp_path)), str(values)])


def test_an_interrupt_ends_quietly(
    qingyuan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupts(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qingyuan.cli.score.evaluate", interrupts)
    values = written(tmp_path, "a.yaml", ALL_AT_ONE)
    run = qingyuan("score", write(tmp_path), values)
    assert (run.code, run.out, run.err) == (130, "", "")


def test_the_log_names_no_plant_and_no_figure(
    qingyuan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINGYUAN_LOG", "1")
    values = written(tmp_path, "secret-name.yaml", ALL_AT_ONE)
    run = qingyuan("score", write(tmp_path), values, "--format", "json")
    assert run.code == 0
    assert '"event": "score"' in run.err
    for private in ("Willow", "secret-name", str(tmp_path), "90"):
        assert private not in run.err
