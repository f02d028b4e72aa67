"""`qingyuan due` and `qingyuan workdays`: the day, the article, the computation in words."""

from datetime import date

import pytest

from tests.cli.command import Call

DUE_KEYS = {"parameter", "from", "due", "provisional", "article", "confidence", "steps"}
WORKDAYS_KEYS = {"from", "n", "due", "provisional", "reasons"}

# worked-examples, section 6: term, day of the event, end of the term, and the day it moves to.
EXAMPLES = [
    ("enterprise-disclosure-term", "2024-03-15", "2024-04-15", "2024-04-15"),
    ("audit-start-term", "2024-03-15", "2024-05-15", "2024-05-15"),
    ("audit-completion-term", "2024-03-15", "2025-03-15", "2025-03-17"),
    ("toxic-audit-interval", "2025-02-20", "2030-02-20", "2030-02-20"),
    ("annual-disclosure-report-date", "2024-12-31", "2025-03-15", "2025-03-15"),
    ("disclosure-list-membership", "2025-11-10", "2028-12-31", "2028-12-31"),
    ("enterprise-disclosure-term", "2024-01-31", "2024-02-29", "2024-02-29"),
    ("audit-start-term", "2024-01-31", "2024-03-31", "2024-04-01"),
    ("audit-completion-term", "2024-01-31", "2025-01-31", "2025-02-05"),
]


@pytest.mark.parametrize(("parameter", "start", "nominal", "due"), EXAMPLES)
def test_the_worked_examples_come_out(
    shipped: None, qingyuan: Call, parameter: str, start: str, nominal: str, due: str
) -> None:
    run = qingyuan("due", "--parameter", parameter, "--from", start, "--json")
    assert (run.code, run.err) == (0, "")
    found = run.json
    assert set(found) >= DUE_KEYS
    assert (found["parameter"], found["from"]) == (parameter, start)
    assert (found["nominal"], found["due"]) == (nominal, due)
    assert found["provisional"] is (date.fromisoformat(due).year > 2026 and due[5:] != "12-31")
    assert found["confidence"] in {"verbatim", "second_hand", "recalled"}
    assert found["article"]
    assert len(found["steps"]) >= 3
    assert all(isinstance(step, str) for step in found["steps"])


def test_the_nearest_place_speaks(qingyuan: Call, shipped: None) -> None:
    term = ("due", "--parameter", "toxic-audit-interval", "--from", "2026-03-16", "--json")
    nation, city = qingyuan(*term), qingyuan(*term, "--place", "370100")
    assert (nation.json["place"], city.json["place"]) == ("CN", "370000")
    assert nation.json["article"] != city.json["article"]


@pytest.mark.parametrize("place", ["999999", "37", "Jinan", "370000x", "", "cn", "３７００００"])
def test_a_place_that_is_not_on_file_is_told(shipped: None, qingyuan: Call, place: str) -> None:
    run = qingyuan("due", "--parameter", "x", "--from", "2026-01-01", "--place", place)
    (line,) = run.refused()
    assert line.startswith("--place: ")


def test_an_absorbed_article_is_said_to_be_absorbed(qingyuan: Call) -> None:
    run = qingyuan("due", "--parameter", "report-term", "--from", "2026-08-15", "--json")
    assert run.json["citations"][0]["absorbed"] == {
        "instrument": "new-code",
        "title": "New Code",
        "since": "2026-08-15",
        "article": None,
    }
    text = qingyuan("due", "--parameter", "report-term", "--from", "2026-08-15").out
    assert "absorbed since 2026-08-15" in text
    assert (
        "absorbed" not in qingyuan("due", "--parameter", "report-term", "--from", "2026-08-14").out
    )


def test_the_text_says_day_article_and_computation(qingyuan: Call) -> None:
    run = qingyuan("due", "--parameter", "report-term", "--from", "2025-01-01")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("2026-01-02 ")
    assert "2026-01-01 is a day off" in run.out
    assert "§ Old Law, art. 2 (recalled, unverified)" in run.out
    assert "\x1b" not in run.out


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_where_no_value_holds_the_rule_refuses(qingyuan: Call, arguments: tuple[str, ...]) -> None:
    run = qingyuan("due", "--parameter", "report-term", "--from", "2011-12-31", *arguments)
    (line,) = run.refused(1)
    assert "report-term" in line
    assert "2011-12-31" in line


@pytest.mark.parametrize(
    ("parameter", "says"),
    [
        ("report-trem", "no parameter report-trem"),
        ("outcome", "is not a term"),
        ("", "no parameter"),
    ],
)
def test_what_is_no_term_is_told(qingyuan: Call, parameter: str, says: str) -> None:
    run = qingyuan("due", "--parameter", parameter, "--from", "2025-01-01", "--json")
    (line,) = run.refused()
    assert says in line


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "20260101",
        "2026-1-1",
        "01/02/2026",
        "today",
        "",
        "２０２６-01-01",
        "2026-W01-1",
    ],
)
@pytest.mark.parametrize("verb", ["due", "workdays"])
def test_what_is_no_date_is_told(qingyuan: Call, verb: str, day: str) -> None:
    arguments = ("--parameter", "report-term", "--from", day) if verb == "due" else (day, "3")
    (line,) = qingyuan(verb, *arguments).refused()
    assert "is no date" in line
    assert "2026-01-31" in line


@pytest.mark.parametrize("day", ["9999-12-31", "9999-01-01"])
def test_a_term_beyond_the_year_9999_is_told(qingyuan: Call, day: str) -> None:
    (line,) = qingyuan("due", "--parameter", "report-term", "--from", day).refused()
    assert "9999" in line
    (line,) = qingyuan("workdays", day, "9999").refused()
    assert "9999" in line


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-01-01", "1", "2026-01-02"),
        ("2026-01-01", "2", "2026-01-04"),
        ("2026-01-01", "3", "2026-01-05"),
        ("2026-01-05", "-1", "2026-01-04"),
        ("2026-01-05", "0", "2026-01-05"),
        ("2026-01-05", "+5", "2026-01-12"),
    ],
)
def test_working_days_are_counted_from_the_day_after(
    qingyuan: Call, start: str, n: str, due: str
) -> None:
    run = qingyuan("workdays", start, n, "--json")
    assert (run.code, run.err) == (0, "")
    found = run.json
    assert set(found) >= WORKDAYS_KEYS
    assert (found["from"], found["n"], found["due"]) == (start, int(n), due)
    assert found["provisional"] is False
    assert isinstance(found["reasons"], list)


def test_a_count_past_the_calendar_is_provisional(qingyuan: Call) -> None:
    found = qingyuan("workdays", "2026-12-31", "1", "--json").json
    assert (found["due"], found["provisional"]) == ("2027-01-01", True)
    assert any("2026-12-31" in reason for reason in found["reasons"])
    assert "provisional" in qingyuan("workdays", "2026-12-31", "1").out


def test_the_national_day_of_2026_is_counted_with_its_make_up_days(
    shipped: None, qingyuan: Call
) -> None:
    found = qingyuan("workdays", "2026-09-20", "30", "--json").json
    assert (found["due"], found["provisional"]) == ("2026-11-06", False)
    assert any("2026-10-10" in reason for reason in found["reasons"])


@pytest.mark.parametrize("n", ["ten", "1.5", "", "1e3", "１０", "--json", "10 ", "0x10", "9" * 20])
def test_what_is_no_count_is_told(qingyuan: Call, n: str) -> None:
    lines = qingyuan("workdays", "2026-01-01", n).refused()
    assert lines


@pytest.mark.parametrize("n", ["10001", "-10001", "999999999"])
def test_a_count_without_sense_is_refused_at_once(qingyuan: Call, n: str) -> None:
    (line,) = qingyuan("workdays", "2026-01-01", n).refused()
    assert "10000" in line


def test_an_unknown_option_after_a_count_is_told(qingyuan: Call) -> None:
    (line,) = qingyuan("workdays", "2026-01-01", "5", "--jsn").refused()
    assert "--jsn" in line


@pytest.mark.parametrize(("start", "recalled"), [("2010-01-05", True), ("2020-01-06", False)])
def test_a_term_that_is_only_recalled_is_marked_beside_its_day(
    shipped: None, qingyuan: Call, start: str, recalled: bool
) -> None:
    run = qingyuan("due", "--parameter", "toxic-audit-interval", "--from", start)
    assert run.code == 0
    assert ("recalled, unverified" in run.out.splitlines()[0]) is recalled
