"""The locks say one thing, with a hash for every file, and the SBOM is what they amount to."""

import re
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, complaint

LOCKS = {name: ROOT / "requirements" / f"{name}.txt" for name in ("base", "test", "dev")}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")
LINE = re.compile(
    r"^[A-Za-z0-9._-]+==\S+( ; [^\\]+)? \\$|^    --hash=sha256:[0-9a-f]{64}( \\)?$|^    # via "
)


def pins(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in LOCKS[lock].read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def test_locks_hold_pins_and_hashes_and_nothing_else() -> None:
    breaches = [
        f"{path.name}:{number}: {line}"
        for path in LOCKS.values()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if not LINE.match(line)
    ]
    assert not breaches, complaint("Not a pin, a hash or its reason:", breaches)


def test_every_pin_has_a_hash() -> None:
    for path in LOCKS.values():
        text = path.read_text(encoding="utf-8")
        for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
            assert "--hash=sha256:" in entry, f"{path.name}: {entry}"


def test_locks_agree() -> None:
    everything = pins("dev")
    for lock in ("base", "test"):
        differing = {name for name, found in pins(lock).items() if not found <= everything[name]}
        assert not differing, f"{lock}.txt and dev.txt differ (run `make lock`): {differing}"
    assert set(pins("base")) <= set(pins("test"))


def test_locks_satisfy_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {
        "base": project["dependencies"],
        "test": extras["test"],
        "dev": [*extras["dev"], *extras["docs"]],
    }
    for lock, texts in asked.items():
        locked = pins(lock)
        for wanted in map(Requirement, texts):
            if wanted.name == project["name"]:
                continue
            versions = locked.get(canonicalize_name(wanted.name), set())
            assert versions, f"{wanted} is not in {lock}.txt: run `make lock`"
            assert all(wanted.specifier.contains(version) for version in versions), str(wanted)


def test_base_lock_has_no_web_framework() -> None:
    assert not {"django", "django-ninja", "flask", "fastapi"} & set(pins("base"))


def test_sbom_is_what_the_locks_amount_to() -> None:
    script = ROOT / "requirements" / "sbom.py"
    run = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
