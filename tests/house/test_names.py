"""Modules are named by nouns of the office, and never like something of Python's own."""

import sys

from tests.house.tree import PACKAGE, complaint, place, python_files, repository_files

# Words that say nothing: a noun is missing, find it (docs/glossary.md).
EMPTY_WORDS = {
    "base",
    "common",
    "core",
    "helper",
    "helpers",
    "lib",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "shared",
    "tools",
    "util",
    "utils",
}


def test_no_file_or_folder_has_an_empty_name() -> None:
    found = {
        f"{place(path)}: `{part}`"
        for path in repository_files()
        for part in (*path.parent.parts, path.stem)
        if path.suffix == ".py" and part.lower().removeprefix("test_") in EMPTY_WORDS
    }
    assert not found, complaint("Names that say nothing:", sorted(found))


def test_no_module_is_named_like_the_standard_library() -> None:
    found = {
        f"{place(path)}: `{part}`"
        for path in python_files("src")
        for part in path.relative_to(PACKAGE).with_suffix("").parts
        if part in sys.stdlib_module_names
    }
    assert not found, complaint("Modules named like the standard library:", sorted(found))


def test_no_file_is_a_numbered_continuation() -> None:
    found = [
        place(path)
        for path in python_files("src", "tests")
        if path.stem.rpartition("_")[2].isdigit() and "migrations" not in path.parts
    ]
    assert not found, complaint("A file that grows becomes a package of nouns, never `_2`:", found)
