"""What the exact rule costs: plants evaluated and explained, beside reading the very same file.

Ratios within one run, so that a slow machine changes both sides. Writes bench/results/scoring.md.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from qingyuan.library.answers import read_plants
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.evaluation_forms import evaluation_form
from qingyuan.rules.indicators.evaluation import Evaluation, evaluate
from qingyuan.rules.indicators.system import Indicator, Level, System, Threshold

PLANTS = 400
ROUNDS = 5
RESULT = Path(__file__).parent / "results" / "scoring.md"


def answer(row: Indicator, level: Level) -> float | str:
    """Answer a row just at a level."""
    limit = row.limits[level]
    return float(limit.base) if isinstance(limit, Threshold) else level.name


def plants(system: System) -> list[dict[str, object]]:
    """Make plants whose levels take turns, row by row: no chance, the same in every run."""
    rows = list(system.tables[0].indicators())
    return [
        {
            "plant": f"plant {number}",
            "values": {
                row.id: answer(row, Level(1 + (number + index) % 3))
                for index, row in enumerate(rows)
            },
        }
        for number in range(PLANTS)
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of several runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure, print and write the table."""
    lawbook = Lawbook()
    system = lawbook.system("electroplating-2015")
    if not isinstance(system, System):
        raise TypeError(system.id)
    table = system.tables[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plants.json"
        path.write_text(json.dumps(plants(system)), encoding="utf-8")
        read = read_plants(path, [table])

        def score() -> list[Evaluation]:
            return [evaluate(system, table, plant.by_table[table.id]) for plant in read]

        scored = score()
        one_pass = seconds(lambda: json.loads(path.read_text(encoding="utf-8")))
        rows = (
            ("read the file as JSON, one pass", one_pass),
            (
                "read it into answers, every cell checked",
                seconds(lambda: read_plants(path, [table])),
            ),
            ("evaluate, with what would lift each plant", seconds(score)),
            (
                "write the results with their explanation trees",
                seconds(lambda: [evaluation_form(result, "en", None) for result in scored]),
            ),
        )
    lines = [
        f"# The exact rule: {PLANTS} plants x {len(list(table.indicators()))} indicators",
        "",
        "| work | times one pass | plants a second |",
        "|---|---:|---:|",
        *(f"| {name} | {took / one_pass:.1f} | {PLANTS / took:.0f} |" for name, took in rows),
    ]
    RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
