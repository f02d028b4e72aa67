"""No file names a package registry or a path of somebody's machine: it would not hold elsewhere."""

import re

from tests.house.tree import ROOT, complaint, repository_files

# Written in pieces so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "npm" + "mirror")
INDEX_OPTION = re.compile(r"(?<![\w-])--(?:(?:extra-)?index-url|find-links)")
MACHINE_PATH = re.compile(r"(?<![\w./~$}-])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/")
BINARY = {".png", ".jpg", ".ico", ".xlsx", ".docx", ".pdf", ".mo", ".woff2", ".parquet"}


def test_no_file_names_a_registry_or_a_machine() -> None:
    breaches = []
    for path in repository_files():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found = [word for word in REGISTRIES if word in line]
            found += [match[0] for match in INDEX_OPTION.finditer(line)]
            found += [match[0] for match in MACHINE_PATH.finditer(line)]
            breaches += [f"{path.relative_to(ROOT).as_posix()}:{number}: {word}" for word in found]
    assert not breaches, complaint("Addresses that must not be committed:", breaches)


def test_the_search_finds_what_it_looks_for() -> None:
    assert INDEX_OPTION.search("--extra-index" + "-url x")
    assert not INDEX_OPTION.search("--no-emit-index" + "-url")
    assert MACHINE_PATH.search("see /work" + "/main/x")
    assert not MACHINE_PATH.search("https://example.org/work" + "/x")
