"""JSON whose numbers are the decimals as written: unrounded, and never in E notation."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from qingyuan.rules.quantities import plain

Json = None | bool | int | str | Decimal | Sequence["Json"] | Mapping[str, "Json"]


def json_text(value: Json, indent: int = 0) -> str:
    """Return one JSON document, two spaces a level, text in UTF-8."""
    pad, inner = "  " * indent, "  " * (indent + 1)
    match value:
        case Decimal():
            return plain(value)
        case str():
            return _quoted(value)
        case None | bool() | int():
            return json.dumps(value)
        case Mapping():
            if not value:
                return "{}"
            members = (
                f"{inner}{_quoted(key)}: {json_text(item, indent + 1)}"
                for key, item in value.items()
            )
            return "{\n" + ",\n".join(members) + f"\n{pad}}}"
        case _:
            if not value:
                return "[]"
            items = (f"{inner}{json_text(item, indent + 1)}" for item in value)
            return "[\n" + ",\n".join(items) + f"\n{pad}]"


def _quoted(text: str) -> str:
    """Return a JSON string; what does not print is escaped, so that it cannot act on a terminal."""
    if text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    return "".join(
        json.dumps(letter, ensure_ascii=not letter.isprintable())[1:-1] for letter in text
    ).join('""')
