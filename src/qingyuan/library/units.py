"""Checks that every unit of the lawbook is one: kgce/t, L/m2, ngTEQ/Nm3, 1/d and the like."""

import re
from collections.abc import Iterator
from functools import cache

import pint

from qingyuan.library.nodes import Node
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem

DEFINITIONS = (
    "kgce = 29.3076 * megajoule",  # standard coal, GB/T 2589
    "tce = 1000 * kgce",
    "CNY = [currency]",
    "TEQ = 1 = teq",  # toxic equivalent: a mass stays a mass
    "mu = 10000 / 15 * meter ** 2",  # 亩
    "person = [person]",
    "point = [point]",
    "cycle = [cycle]",
    "park = [park]",
    "audit = [audit]",
    "ratio = 1",
)
WORD = r"[A-Za-z%℃][A-Za-z0-9%℃]*(?:-[A-Za-z]+)?"
WRITTEN = re.compile(rf"(?:1|10\^4 CNY|10000 CNY|{WORD})(?:[/ ·](?:10\^4 CNY|{WORD}))*")
SUFFIX = re.compile(r"(?<=[A-Za-z0-9])-(?:coke|sinter|pellet|iron|steel)")
EXPONENT = re.compile(r"([A-Za-z])([23])(?![0-9])")
RENAMED = {
    "℃": "delta_degC",
    "%": "percent",
    "Nm3": "m3",
    "ngTEQ": "ng",
    "10^4 CNY": "CNY",
    "10000 CNY": "CNY",
}


def unit_problems(sound: dict[str, list[Node]]) -> Iterator[Problem]:
    """Yield every unit that does not parse."""
    for node in _units(sound):
        if node.data is not None and not is_unit(node.text()):
            what = msg("{unit} is not a unit", unit=node.text())
            remedy = msg("write it as in kgce/t, L/m2 or mg/m3, or define it in library/units.py")
            yield node.problem("unit", what, remedy)


@cache
def is_unit(text: str) -> bool:
    """Say whether a unit parses; a product's name after a hyphen (t-steel) is part of its mass."""
    if not WRITTEN.fullmatch(text):
        return False
    written = SUFFIX.sub("", text)
    for name, meant in RENAMED.items():
        written = written.replace(name, meant)
    written = EXPONENT.sub(r"\1**\2", written)
    try:
        _registry().parse_units(re.sub(r"^1(?=/)", "dimensionless", written))
    except (pint.errors.PintError, ValueError, TypeError, AttributeError):
        return False
    return True


@cache
def _registry() -> pint.UnitRegistry[float]:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry(cache_folder=None)
    for definition in DEFINITIONS:
        registry.define(definition)
    return registry


def _units(sound: dict[str, list[Node]]) -> Iterator[Node]:
    for top in sound["indicator_systems"]:
        for table in top["tables"].items():
            for group in table["groups"].items():
                yield from (row["unit"] for row in group["indicators"].items())
    for top in sound["parameters"]:
        if top["kind"].text() in {"quantity", "range"}:
            yield top["unit"]
