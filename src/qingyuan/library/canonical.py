"""The canonical content of the lawbook and its digest: what it says, not how it is laid out.

Comments, blank lines, key order and quoting do not count; every value does, numbers as written.
"""

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

from qingyuan.library.documents import Plain, read_document, read_text
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import plain

CONTENT = (
    "instruments",
    "parameters",
    "procedures",
    "indicator_systems",
    "score_sheets",
    "checks",
    "catalogues",
    "calendars",
)
"""The folders that can change a result: cases and schemas test the law and are not the law."""


def content_files(root: Path) -> list[Path]:
    """Return the files of the lawbook that carry law, in the order of their names."""
    found = (
        path
        for folder in CONTENT
        for path in (root / folder).rglob("*")
        if path.suffix in {".yaml", ".csv", ".geojson"} and path.is_file()
    )
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def digest(root: Path) -> str:
    """Return the SHA-256 of the lawbook's canonical content, as `sha256:` and 64 hex digits.

    Raises ProblemsFound where a file cannot be read.
    """
    total = hashlib.sha256()
    for path in content_files(root):
        name = path.relative_to(root).as_posix()
        total.update(f"{name}\0{file_digest(path)}\n".encode())
    return f"sha256:{total.hexdigest()}"


def file_digest(path: Path) -> str:
    """Return the SHA-256 of one file's canonical content, in hex."""
    if path.suffix == ".csv":
        rows = csv.reader(io.StringIO(read_text(path)))
        content = json.dumps([row for row in rows if row], ensure_ascii=False)
    elif path.suffix == ".geojson":
        content = json.dumps(boundaries(path), ensure_ascii=False, sort_keys=True)
    else:
        content = canonical_text(read_document(path).data)
    return hashlib.sha256(content.encode()).hexdigest()


def boundaries(path: Path) -> object:
    """Return the content of a boundary file, numbers as floats. Raises ProblemsFound."""
    try:
        return json.loads(read_text(path))
    except (ValueError, RecursionError):
        what = msg("this is not a collection of boundaries with distinct codes")
        problem = Problem("boundaries", what, msg("see the header file"), file=str(path))
        raise ProblemsFound([problem]) from None


def canonical_text(data: Plain) -> str:
    """Return plain data as JSON with sorted keys; a number is the text of its decimal.

    A number is written with the mark `#`, so that the number 1 and the text "1" differ.
    """
    return json.dumps(_marked(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _marked(data: Plain) -> object:
    match data:
        case Decimal():
            return f"#{plain(data)}"
        case str():
            return f"'{data}"
        case dict():
            return {key: _marked(value) for key, value in data.items()}
        case list():
            return [_marked(value) for value in data]
        case _:
            return data
