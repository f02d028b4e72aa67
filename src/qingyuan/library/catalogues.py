"""Reads catalogues: tables of divisions, industries, limits, each with its header file."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qingyuan.library.documents import read_document, read_text
from qingyuan.library.nodes import Node
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.messages import Label


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A table, its columns, and how each mark of its check column is to be read."""

    id: str
    title: Label
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    key: tuple[str, ...]
    check: str | None
    marks: Mapping[str, Confidence]

    def confidence(self, row: Mapping[str, str]) -> Confidence | None:
        """Return how well a row is known; None where the table does not say."""
        return self.marks.get(row[self.check] if self.check else "")


def read_catalogue(header: Path) -> Catalogue:
    """Read the table beside its header file. Raises ProblemsFound."""
    top = Node.top(read_document(header))
    reader = csv.DictReader(io.StringIO(read_text(header.with_suffix(".csv"))))
    source = top["confidence_from"]
    marks = {mark: Confidence(source["map"][mark].text()) for mark in source["map"].names()}
    if "blank" in source:
        marks[""] = Confidence(source["blank"]["confidence"].text())
    return Catalogue(
        id=top["id"].text(),
        title=top["title"].label(),
        columns=tuple(reader.fieldnames or ()),
        rows=tuple(reader),
        key=top["key"].texts(),
        check=source["column"].maybe_text(),
        marks=marks,
    )
