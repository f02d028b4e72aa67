"""The wheel holds all it needs: installed alone, outside the checkout, it passes its own tests.

sdist -> wheel -> a fresh venv with nothing but the base lock. There the law, the translations and
the assets come out of the wheel. Then pytest and hypothesis are added, and the tests of the base
rooms run from a copy that has no repository around it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import BASE_ROOMS, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.checkout]

# Besides the rooms' own tests: what they share, and what they read.
COPIED = ("conftest.py", "people.py", "lawbook", *BASE_ROOMS)
DATA = ("lawbook", "locale", "assets")
OURS = ("PYTEST_", "PYTHON", "COV_", "COVERAGE_", "VIRTUAL_ENV", "QINGYUAN_", "MYPYPATH", "MAKE")

LOOK = """
import importlib.util, pathlib, qingyuan
package = pathlib.Path(qingyuan.__file__).parent
print(package)
for name in ("django", "ninja", "babel", "pytest"):
    assert importlib.util.find_spec(name) is None, name
for name in {data!r}:
    files = [path for path in (package / "_data" / name).rglob("*") if path.is_file()]
    assert files, name
assert list((package / "_data" / "locale").rglob("*.mo"))
"""


@dataclass(frozen=True, slots=True)
class Install:
    """A venv with the wheel in it, and an empty folder to run it from."""

    venv: Path
    outside: Path

    def run(self, *command: str | Path) -> str:
        return call([self.venv / "bin" / command[0], *command[1:]], self.outside)


def call(command: Sequence[str | Path], where: Path) -> str:
    """Run a command that must succeed, with nothing of this test run in its environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    run = subprocess.run(command, cwd=where, env=clean, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{command}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def add(install: Install, *what: str | Path) -> None:
    """Install into the venv with pip."""
    quietly = ("--disable-pip-version-check", "--no-input", "--quiet")
    install.run("python", "-m", "pip", *quietly, "install", *what)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Build the wheel by way of the sdist, and install it alone."""
    room = tmp_path_factory.mktemp("wheel")
    built, outside = room / "dist", room / "outside"
    outside.mkdir()
    call([sys.executable, "-m", "build", "--no-isolation", "--outdir", built, ROOT], outside)
    (wheel,) = built.glob("qingyuan-*.whl")
    call([sys.executable, "-m", "venv", room / "venv"], outside)
    install = Install(room / "venv", outside)
    add(install, "--require-hashes", "-r", ROOT / "requirements" / "base.txt")
    add(install, "--no-deps", wheel)
    return install


def test_the_wheel_works_alone_and_passes_its_tests(installed: Install) -> None:
    installed.run("python", "-m", "pip", "check")
    package = Path(installed.run("python", "-c", LOOK.format(data=DATA)).strip())
    assert package.is_relative_to(installed.venv)
    installed.run("qingyuan", "lawbook", "check")
    plant = shutil.copy(ROOT / "examples" / "electroplating-plant.yaml", installed.outside)
    english, chinese = (
        installed.run("qingyuan", "--lang", language, "score", "electroplating-2015", plant)
        for language in ("en", "zh")
    )
    assert english != chinese, "the translations are not in the wheel"
    add(installed, "--require-hashes", "-r", ROOT / "requirements" / "test.txt")
    run_copied_tests(installed)


def run_copied_tests(installed: Install) -> None:
    """Run the tests of the base rooms from a folder that is no checkout."""
    copied = installed.outside / "tests"
    copied.mkdir()
    for name in COPIED:
        source = ROOT / "tests" / name
        if source.is_dir():
            shutil.copytree(source, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, copied)
    shutil.copytree(ROOT / "examples", installed.outside / "examples")
    shutil.copy(ROOT / "pyproject.toml", installed.outside)
    closing = installed.run("python", "-m", "pytest", "-q", "-m", "not checkout")
    assert " passed" in closing, closing
