"""Every unit of the lawbook is one that can be computed with."""

import pytest

from qingyuan.library.units import is_unit


@pytest.mark.parametrize(
    "text",
    [
        *("kgce/t", "tce/t", "t/t", "kWh/t", "m3/t", "L/m2", "m2/t", "mg/m3", "ngTEQ/Nm3", "mg/L"),
        *("%", "℃", "MPa", "kPa", "dB", "1/d", "h", "d", "kg/t-steel", "m3/t-iron", "kWh/m2"),
        *("CNY", "10^4 CNY", "person", "point", "cycle", "park", "mu", "GJ/t", "g/kWh"),
    ],
)
def test_the_units_of_the_texts_are_units(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize(
    "text", ["kgcee/t", "flurb", "吨", "kg//t", "kg/", "/t", "m3 per whatever", "((", "kg t-"]
)
def test_what_is_no_unit_is_told(text: str) -> None:
    assert not is_unit(text)
