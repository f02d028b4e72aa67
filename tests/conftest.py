"""What every test may ask for."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

# Two busy cores make a time limit per example fail by chance; what fails prints how to repeat it.
hypothesis.settings.register_profile("qingyuan", deadline=None, print_blob=True)
hypothesis.settings.load_profile("qingyuan")

NeedTool = Callable[[str], str]
NeedModule = Callable[[str], None]


def miss(what: str) -> None:
    """Skip aloud where a tool is absent; fail where QINGYUAN_REQUIRE_TOOLS=1 wants all of them."""
    if os.environ.get("QINGYUAN_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{what} is not there, and here every tool must be", pytrace=False)
    pytest.skip(f"{what} is not there: this was NOT tested")


@pytest.fixture(scope="session")
def need_tool() -> NeedTool:
    """Find a program, or skip aloud; a test writes `need_tool("git")` and gets its path."""

    def find(name: str) -> str:
        beside = Path(sys.executable).with_name(name)
        found = str(beside) if beside.is_file() else shutil.which(name)
        if found is None:
            miss(f"the program {name}")
        return str(found)

    return find


@pytest.fixture(scope="session")
def need_module() -> NeedModule:
    """Go on if a Python module can be imported, or skip aloud: `need_module("numba")`."""

    def find(name: str) -> None:
        if importlib.util.find_spec(name) is None:
            miss(f"the Python module {name}")

    return find
