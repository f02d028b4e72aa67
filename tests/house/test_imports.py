"""The holes that import-linter leaves: what the rules may import is a list, not a ban."""

import subprocess
import sys
import tomllib

from tests.house.tree import (
    BASE_ROOMS,
    PACKAGE,
    ROOT,
    complaint,
    imported_modules,
    module_name,
    place,
    python_files,
)

# Modules without clock, disk, network, chance or hidden state. hashlib: a draw from a public seed.
RULES_MAY_IMPORT = {
    "abc",
    "bisect",
    "calendar",
    "collections",
    "collections.abc",
    "copy",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "hashlib",
    "heapq",
    "itertools",
    "math",
    "numbers",
    "numpy",
    "operator",
    "re",
    "scipy.linalg",
    "scipy.stats",
    "string",
    "types",
    "typing",
    "unicodedata",
}

WATCH = """
import importlib, sys
before = set(sys.modules)
for name in {names!r}:
    importlib.import_module(name)
print("\\n".join(sorted(set(sys.modules) - before)))
"""

# Parts of the standard library that the allowed ones never load of themselves.
NEVER_LOADED = {"asyncio", "http", "logging", "pathlib", "random", "socket", "sqlite3"}


def test_rules_import_only_what_is_on_the_list() -> None:
    breaches = []
    for path in python_files("src"):
        if not path.is_relative_to(PACKAGE / "rules"):
            continue
        for name, node in imported_modules(path):
            is_rule = name == "qingyuan.rules" or name.startswith("qingyuan.rules.")
            if not is_rule and name not in RULES_MAY_IMPORT:
                breaches.append(f"{place(path, node)} imports {name}")
    assert not breaches, complaint("A rule may not import this:", breaches)


def test_rules_load_nothing_else_when_they_run() -> None:
    names = [
        module_name(path) for path in python_files("src") if path.is_relative_to(PACKAGE / "rules")
    ]
    run = subprocess.run(
        [sys.executable, "-I", "-c", WATCH.format(names=names)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = run.stdout.split()
    foreign = {
        name
        for name in loaded
        if name != "qingyuan"
        and not name.startswith(("qingyuan.rules", "numpy", "scipy"))
        and name.partition(".")[0] not in sys.stdlib_module_names - NEVER_LOADED
    }
    assert not foreign, complaint("Importing the rules also loads:", sorted(foreign))


def test_base_rooms_import_no_django() -> None:
    breaches = [
        f"{place(path, node)} imports {name}"
        for path in python_files("src")
        if path.relative_to(PACKAGE).parts[0] in BASE_ROOMS
        for name, node in imported_modules(path)
        if name.partition(".")[0] in {"django", "ninja", "allauth"}
    ]
    assert not breaches, complaint("The base install has no Django in it:", breaches)


def test_contracts_name_every_base_room() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {found["id"]: found for found in settings["tool"]["importlinter"]["contracts"]}
    assert contracts["no-django"]["source_modules"] == [f"*.{room}" for room in BASE_ROOMS]
    rooms = " ".join(contracts["rooms"]["layers"])
    assert all(room in rooms for room in BASE_ROOMS)
