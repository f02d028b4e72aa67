"""A small lawbook that is in order, so that a test can plant one fault in it.

Its text lies in the folder `book`, invented throughout: one file of every kind, and a golden case
of every rule. The schemas are the real ones.
"""

import shutil
from pathlib import Path

from qingyuan.library.lawbook import Lawbook
from tests.library.said import changed
from tests.library.tiny_mill import SCHEMAS

BOOK = Path(__file__).with_name("book")


def small_lawbook(root: Path) -> Lawbook:
    """Write the small lawbook into a folder that is not there yet."""
    shutil.copytree(BOOK, root)
    shutil.copytree(SCHEMAS, root / "schema")
    return Lawbook(root)


def change(lawbook: Lawbook, name: str, old: str, new: str) -> str:
    """Change one passage of one file and return the file's new text."""
    path = lawbook.root / name
    text = changed(path.read_text(encoding="utf-8"), old, new)
    path.write_text(text, encoding="utf-8")
    return text
