"""A file fits in the head and a function on a screen. There is no list of exceptions."""

import ast

from tests.house.tree import complaint, migrations, place, python_files, syntax

FILE_LINES = 400
FUNCTION_LINES = 40


def test_no_file_is_longer_than_400_lines() -> None:
    breaches = []
    for path in python_files():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES and not migrations(path):
            breaches.append(f"{place(path)} has {lines} lines: a noun is waiting to be named")
    assert not breaches, complaint("Files that are too long:", breaches)


def test_no_function_is_longer_than_40_lines() -> None:
    breaches = []
    for path in python_files():
        for node in ast.walk(syntax(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES and not migrations(path):
                breaches.append(f"{place(path, node)} {node.name} has {lines} lines")
    assert not breaches, complaint("Functions that are too long:", breaches)
