"""Build hook: compile the translations and put the data that the code reads into the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("lawbook", "locale", "assets")


def compile_translations(locale: Path) -> list[Path]:
    """Write a .mo beside every .po under `locale`; return the files written."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name, abort_invalid=True)
        target = source.with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(target)
    return written


class DataHook(BuildHookInterface[Any]):
    """Adds lawbook, locale and assets to a wheel; an editable install reads them where they lie."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files of a wheel or an sdist are collected."""
        root = Path(self.root)
        compiled = compile_translations(root / "locale")
        if self.target_name != "wheel" or version == "editable":
            return
        missing = [name for name in DATA_FOLDERS if not (root / name).is_dir()]
        if missing or not compiled:
            absent = ", ".join(missing or ["locale/*/LC_MESSAGES/*.po"])
            message = f"a wheel without its data is of no use; not found: {absent}"
            raise FileNotFoundError(message)
        for name in DATA_FOLDERS:
            build_data["force_include"][str(root / name)] = f"qingyuan/_data/{name}"


if __name__ == "__main__":
    for path in compile_translations(Path(__file__).parent / "locale"):
        print(path.relative_to(Path(__file__).parent))
