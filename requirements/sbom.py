"""Write the software bill of materials (CycloneDX 1.6, JSON) that the locks amount to.

The same locks give the same bytes: no time, no serial number, nothing asked of a network.

    python requirements/sbom.py           write requirements/sbom.cdx.json
    python requirements/sbom.py --check   exit 1 if that file is not what the locks say
"""

import hashlib
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE / "sbom.cdx.json"
VERSION = HERE.parent / "src" / "qingyuan" / "__init__.py"
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$"
)
VIA = re.compile(r"^    # via (?P<parents>.+)$")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked package: where it applies, and which packages asked for it."""

    name: str
    version: str
    marker: str | None
    parents: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL, which names it in the whole file."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read_lock(path: Path) -> list[Pin]:
    """Return the pins of a lock with the parents that its annotations name."""
    pins: list[Pin] = []
    open_pin: re.Match[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := PIN.match(line):
            open_pin = found
        elif (found := VIA.match(line)) and open_pin:
            parents = (parent.split(" (")[0] for parent in found["parents"].split(", "))
            asked_by = tuple(name for name in parents if not name.startswith("-c "))
            pins.append(Pin(open_pin["name"], open_pin["version"], open_pin["marker"], asked_by))
            open_pin = None
    return pins


def component(pin: Pin, *, is_shipped: bool) -> dict[str, Any]:
    """Return the entry of one package; what only builds and tests is in scope `excluded`."""
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if is_shipped else "excluded",
        "purl": pin.purl,
    }
    if pin.marker:
        entry["properties"] = [{"name": "qingyuan:marker", "value": pin.marker}]
    return entry


def dependencies(pins: list[Pin], root: str) -> list[dict[str, Any]]:
    """Return who depends on whom, the root first."""
    refs: dict[str, list[str]] = {"qingyuan": [root]}
    for pin in pins:
        refs.setdefault(pin.name, []).append(pin.purl)
    children: dict[str, set[str]] = {ref: set() for group in refs.values() for ref in group}
    for pin in pins:
        for parent in pin.parents:
            for ref in refs[parent]:
                children[ref].add(pin.purl)
    return [{"ref": ref, "dependsOn": sorted(found)} for ref, found in children.items()]


def bill() -> str:
    """Return the bill as text: what the wheel needs, then what only builds and tests it."""
    locks = [HERE / "base.txt", HERE / "dev.txt"]
    shipped, everything = (read_lock(lock) for lock in locks)
    shipped_by_purl = {pin.purl: pin for pin in shipped}
    found = re.search(r'^__version__ = "(.+)"$', VERSION.read_text(encoding="utf-8"), re.MULTILINE)
    version = found[1] if found else "unknown"
    root = f"pkg:pypi/qingyuan@{version}"
    digests = [
        {
            "name": f"qingyuan:sha256:requirements/{lock.name}",
            "value": hashlib.sha256(lock.read_bytes()).hexdigest(),
        }
        for lock in locks
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "qingyuan",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": root,
            },
            "properties": digests,
        },
        "components": [
            component(shipped_by_purl.get(pin.purl, pin), is_shipped=pin.purl in shipped_by_purl)
            for pin in everything
        ],
        "dependencies": dependencies(everything, root),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write the bill, or compare it with the file."""
    text = bill()
    if "--check" in arguments:
        is_same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        print("SBOM is up to date" if is_same else "SBOM is out of date: run `make lock`")
        return 0 if is_same else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
