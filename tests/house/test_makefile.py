"""`make` is the one door; what it lists is what it can do."""

import re
import subprocess

from tests.conftest import NeedTool
from tests.house.tree import ROOT

PROMISED = {"setup", "demo", "test", "test-all", "check", "bench", "docs", "lock", "clean", "help"}


def test_make_lists_its_targets(need_tool: NeedTool) -> None:
    run = subprocess.run(
        [need_tool("make"), "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = set(re.findall(r"^  make ([a-z-]+) +\S", run.stdout, re.MULTILINE))
    assert listed >= PROMISED


def test_ci_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for line in ("make setup", "make test-all", "set -euo pipefail", "QINGYUAN_REQUIRE_TOOLS=1"):
        assert line in script
