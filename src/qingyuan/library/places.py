"""Where the package's data lies: inside the wheel, or beside src/ in a checkout."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = PACKAGE / "_data"
CHECKOUT = PACKAGE.parents[1]


def data_folder(name: str) -> Path:
    """Return the folder `lawbook`, `locale` or `assets` that belongs to this installation.

    Raises FileNotFoundError where the installation lacks it.
    """
    for root in (INSTALLED, CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(name)


def lawbook_folder() -> Path:
    """Return the lawbook in use: the folder that QINGYUAN_LAWBOOK names, else the one shipped."""
    chosen = os.environ.get("QINGYUAN_LAWBOOK")
    return Path(chosen) if chosen else data_folder("lawbook")
