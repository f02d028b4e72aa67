# ruff: noqa: INP001, T201, S603 - a script, run by hand: it reports by printing
"""Draws the pictures of the README: what the terminal shows for the example, in both languages.

    python docs/pictures.py

Each picture is the true output of the command in its title bar. Only rows in the middle of the
table are left out, and a line says which.
"""

import html
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 112
FIRST_LEFT_OUT, LAST_LEFT_OUT = 14, 25
LEFT_OUT = {"en": "rows {} to {}", "zh": "第 {} 至 {} 行从略"}
ARGUMENTS = ("score", "electroplating-2015", "examples/electroplating-plant.yaml")

WHITE, INK, SLATE = (255, 255, 255), (15, 23, 42), (100, 116, 139)
LIGHT = TerminalTheme(WHITE, INK, [INK, *[SLATE] * 7], [SLATE] * 8)
FONTS = (
    "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', "
    "'PingFang SC', 'Microsoft YaHei', 'DejaVu Sans Mono', monospace"
)
FRAME = f"""<svg viewBox="0 0 {{width}} {{height}}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{{unique_id}}-matrix {{{{
    font-family: {FONTS};
    font-size: {{char_height}}px;
    line-height: {{line_height}}px;
}}}}
.{{unique_id}}-title {{{{ font-family: {FONTS}; font-size: 18px; }}}}
{{styles}}
</style>
<defs>
<clipPath id="{{unique_id}}-clip-terminal">
<rect x="0" y="0" width="{{terminal_width}}" height="{{terminal_height}}" />
</clipPath>
{{lines}}
</defs>
{{chrome}}
<g transform="translate({{terminal_x}}, {{terminal_y}})"
 clip-path="url(#{{unique_id}}-clip-terminal)">
{{backgrounds}}
<g class="{{unique_id}}-matrix">
{{matrix}}
</g>
</g>
</svg>
"""


def printed(language: str) -> list[Text]:
    """Return the lines that the command shows on a terminal with colours."""
    terminal = {
        "FORCE_COLOR": "1",
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "LC_ALL": "C.UTF-8",
    }
    program = str(Path(sys.executable).with_name("qingyuan"))
    command = [program, "--lang", language, *ARGUMENTS]
    ended = subprocess.run(command, cwd=ROOT, env=terminal, capture_output=True, check=True)
    return [Text.from_ansi(line) for line in ended.stdout.decode().rstrip().splitlines()]


def shortened(lines: list[Text], language: str) -> list[Text]:
    """Leave out the last groups of the table, and say so."""
    row = f"{FIRST_LEFT_OUT} "
    first = next(i for i, line in enumerate(lines) if line.plain.lstrip().startswith(row)) - 1
    after = next(i for i, line in enumerate(lines) if line.plain.startswith("§ "))
    told = LEFT_OUT[language].format(FIRST_LEFT_OUT, LAST_LEFT_OUT)
    return [*lines[:first], Text(f"       ⋯ {told}", "bright_black"), Text(), *lines[after:]]


def widened(svg: str) -> str:
    """Give Chinese characters the two cells that they take on a terminal; rich counts one."""
    return re.sub(
        r'<text class="(?P<style>[^"]+)" x="(?P<x>[0-9.]+)" y="(?P<y>[0-9.]+)"'
        r' textLength="(?P<length>[0-9.]+)" (?P<clip>[^>]*)>(?P<text>[^<]+)</text>',
        lambda found: "".join(_runs(found)),
        svg,
    )


def _runs(found: re.Match[str]) -> Iterator[str]:
    """Yield a text element for each run of wide or of narrow characters, in its own place."""
    text = html.unescape(found["text"])
    cell, x = float(found["length"]) / len(text), float(found["x"])
    for _, run in itertools.groupby(text, key=cell_len):
        part = "".join(run)
        length = cell * cell_len(part)
        if not length:  # the end of a line
            continue
        shown = html.escape(part).replace(" ", "&#160;")
        yield (
            f'<text class="{found["style"]}" x="{x:g}" y="{found["y"]}"'
            f' textLength="{length:g}" {found["clip"]}>{shown}</text>'
        )
        x += length


def draw(language: str, target: Path) -> None:
    """Write one picture."""
    console = Console(record=True, width=WIDTH, file=open("/dev/null", "w"), force_terminal=True)  # noqa: SIM115, PTH123
    for line in shortened(printed(language), language):
        console.print(line, no_wrap=True, crop=True, highlight=False)
    title = " ".join(("qingyuan", *ARGUMENTS))
    svg = console.export_svg(title=title, theme=LIGHT, code_format=FRAME)
    lines = (f"{line.rstrip()}\n" for line in widened(svg).splitlines())
    target.write_text("".join(lines), encoding="utf-8")
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    for language in ("en", "zh"):
        draw(language, ROOT / "docs" / "pictures" / f"score.{language}.svg")
