"""Says a message in English, so that a test fails where a place of a sentence has no value."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.explanation import Step
from qingyuan.rules.messages import Label, Message, Value
from qingyuan.rules.quantities import exact, plain


def english(value: Value) -> str:
    """Return the English sentence of a message with all of its values in place."""
    match value:
        case Message():
            return value.text.format_map({name: english(inner) for name, inner in value.values})
        case Label():
            return value.en
        case Fraction():
            return exact(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case str() | int():
            return str(value)
        case _:
            return ", ".join(english(inner) for inner in value)


def every_step(step: Step) -> Iterator[Step]:
    """Yield a step of an explanation and all that it rests on."""
    yield step
    for inner in step.steps:
        yield from every_step(inner)
