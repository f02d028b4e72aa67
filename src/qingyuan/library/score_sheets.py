"""Reads assessment and acceptance sheets."""

from qingyuan.library.nodes import Node
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.sheets import Item, Sheet


def read_sheet(top: Node) -> Sheet:
    """Return the sheet at `top`. Raises ProblemsFound."""
    return Sheet(
        id=top["id"].text(),
        title=top["title"].label(),
        total=top["total"].number(),
        items=tuple(
            Item(
                item["id"].text(),
                item["title"].label(),
                item["points"].maybe_number(),
                Confidence(item["confidence"].text()),
            )
            for block in top["blocks"].items()
            for item in block["items"].items()
        ),
        vetoes=tuple((veto["id"].text(), veto["text"].label()) for veto in top["vetoes"].items()),
    )
