"""A number of the law as of a day and a place: which value holds, who spoke, and which article."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from qingyuan.rules.explanation import Absorption, Citation, Confidence
from qingyuan.rules.law import (
    Article,
    DatedValue,
    Instrument,
    Parameter,
    Spoken,
    Stated,
    cite,
    places_of,
    value_on,
)
from qingyuan.rules.messages import Label
from qingyuan.rules.problems import Refused
from tests.rules.spoken import english

CODE_FROM = date(2026, 8, 15)
START = date(2016, 7, 1)
DAY = timedelta(days=1)


def _title(text: str) -> Label:
    return Label(f"{text}(中)", text)


def _instrument(
    name: str,
    since: date | None = START,
    until: date | None = None,
    absorbed_by: Absorption | None = None,
    successors: dict[tuple[str, str], str | None] | None = None,
) -> Instrument:
    articles = {"11": Article("11", _title("publishes"), Confidence.VERBATIM)}
    return Instrument(
        id=name,
        title=_title(name),
        short=_title(name),
        number=None,
        place="CN",
        in_force_from=since,
        in_force_to=until,
        articles=articles,
        absorbed_by=absorbed_by,
        successors=successors,
    )


ABSORPTION = Absorption("code", _title("code"), CODE_FROM)
INSTRUMENTS = {
    "measures": _instrument("measures"),
    "regulation": _instrument("regulation"),
    "law": _instrument("law", absorbed_by=ABSORPTION),
    "code": _instrument("code", CODE_FROM, successors={("law", "11"): None, ("law", "36"): "901"}),
}


def _value(
    value: Stated | None,
    since: date = START,
    until: date | None = None,
    place: str = "CN",
    instrument: str = "measures",
    in_use: bool = True,
) -> DatedValue:
    return DatedValue(
        place, since, until, value, instrument, "11", Confidence.SECOND_HAND, in_use=in_use
    )


def _said(values: list[DatedValue], on: date, place: str = "CN") -> Stated | str | None:
    """Return the value that holds, or "refused"."""
    parameter = Parameter("publish-term", _title("term"), "quantity", None, tuple(values))
    answer = value_on(parameter, INSTRUMENTS, on, place)
    return answer.dated.value if isinstance(answer, Spoken) else "refused"


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("370102", ("370102", "370100", "370000", "CN")),
        ("370100", ("370100", "370000", "CN")),
        ("370000", ("370000", "CN")),
        ("CN", ("CN",)),
    ],
)
def test_rules_reach_a_place_from_its_county_up_to_the_nation(
    code: str, places: tuple[str, ...]
) -> None:
    assert places_of(code) == places


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (START - DAY, "refused"),
        (START, Decimal(1)),
        (START + DAY, Decimal(1)),
        (date(2020, 12, 30), Decimal(1)),
        (date(2020, 12, 31), Decimal(2)),
        (date(2021, 1, 1), Decimal(2)),
        (date(2099, 1, 1), Decimal(2)),
    ],
)
def test_a_value_holds_from_its_first_day_until_the_next_value_begins(
    on: date, said: Stated | str
) -> None:
    values = [_value(Decimal(2), date(2020, 12, 31)), _value(Decimal(1))]

    assert _said(values, on) == said
    assert _said(values[::-1], on) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2018, 3, 30), Decimal(1)),
        (date(2018, 3, 31), Decimal(1)),
        (date(2018, 4, 1), "refused"),
    ],
)
def test_a_value_holds_on_its_last_day_and_not_on_the_day_after(
    on: date, said: Stated | str
) -> None:
    assert _said([_value(Decimal(1), until=date(2018, 3, 31))], on) == said


def test_a_value_that_another_replaced_does_not_come_back_when_the_other_ends() -> None:
    values = [_value(Decimal(1)), _value(Decimal(2), date(2018, 1, 1), date(2019, 12, 31))]

    assert _said(values, date(2019, 12, 31)) == Decimal(2)
    assert _said(values, date(2020, 1, 1)) == "refused"


PLACES = [
    _value(Decimal(1)),
    _value(Decimal(2), place="370000", instrument="regulation"),
    _value(Decimal(3), place="370100", instrument="regulation"),
    _value(Decimal(4), place="370102", instrument="regulation"),
]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("370102", 4),
        ("370103", 3),
        ("370100", 3),
        ("370202", 2),
        ("370200", 2),
        ("370000", 2),
        ("110101", 1),
        ("CN", 1),
    ],
)
def test_the_nearest_place_that_speaks_wins(place: str, said: int) -> None:
    assert _said(PLACES, START, place) == said
    assert _said(PLACES[::-1], START, place) == said


def test_the_answer_says_which_place_spoke_and_in_which_article() -> None:
    parameter = Parameter("publish-term", _title("term"), "quantity", None, tuple(PLACES))

    answer = value_on(parameter, INSTRUMENTS, START, "370200")

    assert isinstance(answer, Spoken)
    assert answer.parameter is parameter
    assert answer.dated.place == "370000"
    assert answer.citation == Citation(
        "regulation", _title("regulation"), "11", Confidence.SECOND_HAND
    )


def test_a_near_place_whose_value_has_ended_leaves_the_word_to_the_next() -> None:
    values = [_value(Decimal(1)), _value(Decimal(2), until=START + DAY, place="370000")]

    assert _said(values, START + DAY, "370100") == 2
    assert _said(values, START + 2 * DAY, "370100") == 1


def test_a_near_place_whose_value_has_not_begun_leaves_the_word_to_the_next() -> None:
    values = [_value(Decimal(1)), _value(Decimal(2), START + DAY, place="370000")]

    assert _said(values, START, "370100") == 1
    assert _said(values, START + DAY, "370100") == 2


def test_an_older_value_of_a_nearer_place_beats_a_newer_one_of_a_farther_place() -> None:
    values = [_value(Decimal(1), START + DAY), _value(Decimal(2), START, place="370000")]

    assert _said(values, START + DAY, "370000") == 2


def test_a_value_that_is_switched_off_does_not_speak() -> None:
    off = _value(Decimal(2), START + DAY, place="370000", in_use=False)

    assert _said([_value(Decimal(1)), off], START + DAY, "370000") == 1
    assert _said([off], START + DAY, "370000") == "refused"


def test_a_value_that_is_switched_off_replaces_nothing() -> None:
    values = [_value(Decimal(1)), _value(Decimal(2), START + DAY, in_use=False)]

    assert _said(values, START + DAY) == 1


def _refusal(values: list[DatedValue], on: date, place: str = "CN") -> str:
    parameter = Parameter("publish-term", _title("term"), "quantity", None, tuple(values))
    answer = value_on(parameter, INSTRUMENTS, on, place)
    assert isinstance(answer, Refused)
    return english(answer.why)


OFF = replace(_value(Decimal(2), START, START + DAY, in_use=False), why=_title("not confirmed"))
NO_VALUE = "publish-term has no value in force on"


@pytest.mark.parametrize(
    ("off", "on", "told"),
    [
        (OFF, START, "publish-term is switched off: not confirmed"),
        (OFF, START + DAY, "publish-term is switched off: not confirmed"),
        (OFF, START - DAY, NO_VALUE),
        (OFF, START + 2 * DAY, NO_VALUE),
        (replace(OFF, why=None), START, NO_VALUE),
        (replace(OFF, place="370000"), START, "publish-term is switched off: not confirmed"),
        (replace(OFF, place="310000"), START, NO_VALUE),
    ],
)
def test_a_refusal_says_that_a_value_is_switched_off_and_why(
    off: DatedValue, on: date, told: str
) -> None:
    assert _refusal([off], on, "370100").startswith(told)


def test_of_two_values_that_are_switched_off_the_nearer_is_told() -> None:
    nearer = replace(OFF, place="370000", why=_title("nearer"))

    assert _refusal([OFF, nearer], START, "370100") == "publish-term is switched off: nearer"
    assert _refusal([OFF, nearer], START) == "publish-term is switched off: not confirmed"


def test_a_text_that_states_no_number_speaks_and_is_no_refusal() -> None:
    values = [_value(Decimal(1)), _value(None, place="370000")]

    assert _said(values, START, "370000") is None


def test_a_refusal_names_parameter_day_and_place() -> None:
    parameter = Parameter("publish-term", _title("term"), "term", "month", ())

    answer = value_on(parameter, INSTRUMENTS, START, "370100")

    assert isinstance(answer, Refused)
    assert english(answer.why) == "publish-term has no value in force on 2016-07-01 for 370100"
    assert answer.citation is None


@pytest.mark.parametrize("on", [START, CODE_FROM - DAY])
def test_before_a_later_law_absorbs_it_an_article_is_cited_alone(on: date) -> None:
    assert cite(INSTRUMENTS, "law", "36", Confidence.VERBATIM, on).absorbed is None


@pytest.mark.parametrize("on", [CODE_FROM, CODE_FROM + DAY])
def test_from_its_absorption_on_an_article_is_cited_with_its_successor(on: date) -> None:
    absorbed = cite(INSTRUMENTS, "law", "36", Confidence.VERBATIM, on).absorbed

    assert absorbed == Absorption("code", _title("code"), CODE_FROM, "901")


@pytest.mark.parametrize("article", ["11", "99"])
def test_a_successor_that_is_not_known_is_said_to_be_unknown(article: str) -> None:
    absorbed = cite(INSTRUMENTS, "law", article, Confidence.VERBATIM, CODE_FROM).absorbed

    assert absorbed == Absorption("code", _title("code"), CODE_FROM, None)


@pytest.mark.parametrize("code", [None, _instrument("code", CODE_FROM)])
def test_an_absorption_is_said_even_where_the_later_law_is_not_mapped(
    code: Instrument | None,
) -> None:
    books = {"law": INSTRUMENTS["law"]} | ({"code": code} if code else {})

    absorbed = cite(books, "law", "11", Confidence.VERBATIM, CODE_FROM).absorbed

    assert absorbed == Absorption("code", _title("code"), CODE_FROM, None)


def test_a_value_of_an_absorbed_article_says_so_in_its_citation() -> None:
    parameter = Parameter(
        "fine", _title("fine"), "quantity", "CNY", (_value(Decimal(1), instrument="law"),)
    )

    before = value_on(parameter, INSTRUMENTS, CODE_FROM - DAY)
    after = value_on(parameter, INSTRUMENTS, CODE_FROM)

    assert isinstance(before, Spoken)
    assert before.citation.absorbed is None
    assert isinstance(after, Spoken)
    assert after.citation.absorbed is not None


def test_an_article_that_is_not_cited_by_number_is_cited_by_its_label() -> None:
    named = Article("level rule", _title("rule"), Confidence.VERBATIM, _title("the level rule"))
    books = {
        "act": replace(INSTRUMENTS["measures"], articles={"level rule": named}),
        "law": replace(INSTRUMENTS["law"], articles={"level rule": named}),
    }

    for name in books:
        cited = cite(books, name, "level rule", Confidence.VERBATIM, CODE_FROM)
        assert cited.label == _title("the level rule")
    assert cite(books, "act", "11", Confidence.VERBATIM, START).label is None


def test_an_instrument_that_the_lawbook_does_not_hold_cannot_be_cited() -> None:
    with pytest.raises(KeyError, match="unheard-of"):
        cite(INSTRUMENTS, "unheard-of", "1", Confidence.VERBATIM, START)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (START - DAY, False),
        (START, True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_an_instrument_is_in_force_from_its_first_day_to_its_last(on: date, in_force: bool) -> None:
    assert _instrument("a", START, date(2020, 12, 31)).in_force_on(on) is in_force


@pytest.mark.parametrize(("on", "in_force"), [(CODE_FROM - DAY, True), (CODE_FROM, False)])
def test_an_absorbed_instrument_is_no_longer_in_force(on: date, in_force: bool) -> None:
    assert INSTRUMENTS["law"].in_force_on(on) is in_force


def test_an_instrument_whose_beginning_is_not_known_is_not_said_to_be_in_force() -> None:
    unknown = _instrument("a", None, date(2020, 12, 31))

    assert unknown.in_force_on(date(2020, 12, 31)) is None
    assert unknown.in_force_on(date(2021, 1, 1)) is False


def test_an_instrument_without_an_end_stays_in_force() -> None:
    assert INSTRUMENTS["measures"].in_force_on(date.max) is True
