"""Code and lawbook are versioned apart; each changelog's newest entry is the version there is."""

import re
from pathlib import Path

import qingyuan
from tests.house.tree import ROOT

HEADING = re.compile(r"^## \[?(\d+\.\d+\.\d+)\]?", re.MULTILINE)


def newest(changelog: Path) -> str:
    """Return the version of the first heading that has one: `## [0.1.0] - 2026-11-23`."""
    found = HEADING.search(changelog.read_text(encoding="utf-8"))
    assert found, f"{changelog.name} has no heading with a version"
    return found[1]


def test_changelog_is_at_the_version_of_the_package() -> None:
    assert newest(ROOT / "CHANGELOG.md") == qingyuan.__version__


def test_lawbook_changelog_is_at_the_version_of_the_lawbook() -> None:
    header = (ROOT / "lawbook" / "lawbook.yaml").read_text(encoding="utf-8")
    found = re.search(r"""^version: ['"]?(\d+\.\d+\.\d+)['"]?$""", header, re.MULTILINE)
    assert found, "lawbook.yaml has no version"
    assert newest(ROOT / "lawbook" / "CHANGELOG.md") == found[1]


def test_publiccode_is_at_the_version_of_the_package() -> None:
    described = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f'softwareVersion: "{qingyuan.__version__}"' in described
