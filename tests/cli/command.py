"""The command as tests call it: inside this process, or as a program of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("qingyuan")
EXAMPLE = Path(__file__).parents[2] / "examples" / "electroplating-plant.yaml"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the document holds
        """Return the one document on standard output; more or less than one fails the test."""
        return json.loads(self.out, parse_float=Decimal)

    def refused(self, code: int = 2) -> list[str]:
        """Check that nothing was computed and return the lines on standard error."""
        assert (self.code, self.out) == (code, ""), self.err
        lines = self.err.splitlines()
        assert lines
        assert "Traceback" not in self.err
        assert all(line.startswith("✗ ") for line in lines), self.err
        return [line.removeprefix("✗ ") for line in lines]


Call = Callable[..., Ran]


def started(*arguments: str | Path, timeout: float = 60, **environment: str) -> Ran:
    """Run the program itself, in English unless the environment says otherwise."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        env={**kept, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ran(run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8"))
