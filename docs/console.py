# ruff: noqa: INP001, T201, S603, S607 - a script, run by hand or by the checks: it reports by printing
"""Keeps the examples of the documentation true: runs every command that a page shows.

    python docs/console.py            run them all and write what they print into the pages
    python docs/console.py --check    run them all and fail where a page says something else

A page's ```console blocks are run from top to bottom. A line that begins with `$ ` is a command,
the lines below it are what it prints. A block with a title (```yaml title="plant.yaml") is first
written to a file of that name. Each page has a folder of its own, with examples/ and lawbook/ in
it. Digests are shortened, because they change with every word of the lawbook.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: title=\"(?P<title>[^\"]+)\")?[^\n]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
BROKEN = re.compile(r"inside Qingyuan|Traceback|command not found")
DIGEST = re.compile(r"sha256:[0-9a-f]{12,}")
MARK = "\x1e"


def commands(block: str) -> Iterator[str]:
    """Yield the commands of a block; one that ends in a backslash goes on in the next line."""
    lines = iter(block.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        command = [line[2:]]
        while command[-1].endswith("\\"):
            command.append(next(lines))
        yield "\n".join(command)


def run(block: str, folder: Path) -> str:
    """Return the block with what its commands print now."""
    given = list(commands(block))
    script = "exec 2>&1\n" + "".join(
        f"{command}\nlast=$?; printf '{MARK}'; (exit $last)\n" for command in given
    )
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    ended = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    printed = DIGEST.sub("sha256:…", ended.stdout).split(MARK)
    if len(printed) != len(given) + 1 or BROKEN.search(ended.stdout):
        raise RuntimeError(f"{block}\n{ended.stdout}{ended.stderr}")
    parts = [
        f"$ {command}\n" + "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())
        for command, text in zip(given, printed, strict=False)
    ]
    return "".join(parts)


def renewed(page: Path) -> str:
    """Return the text of a page with its examples run again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for data in ("examples", "lawbook"):
            if (ROOT / data).is_dir():
                shutil.copytree(ROOT / data, folder / data)

        def renew(found: re.Match[str]) -> str:
            if found["title"]:
                (folder / found["title"]).write_text(found["text"], encoding="utf-8")
            if found["kind"] != "console":
                return found[0]
            head, _, _ = found[0].partition("\n")
            return f"{head}\n{run(found['text'], folder)}```"

        return BLOCK.sub(renew, page.read_text(encoding="utf-8"))


def main() -> int:
    """Renew or check every page; return the number of pages that say something else."""
    is_check = "--check" in sys.argv[1:]
    stale = 0
    for page in PAGES:
        before, after = page.read_text(encoding="utf-8"), renewed(page)
        if before != after:
            stale += 1
            print(f"{page.relative_to(ROOT)}: {'is stale' if is_check else 'renewed'}")
            if not is_check:
                page.write_text(after, encoding="utf-8")
    return stale if is_check else 0


if __name__ == "__main__":
    sys.exit(min(main(), 1))
