"""Runs the command inside the process of the tests, and leaves the process as it was."""

import gettext
import logging
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingyuan.cli.main import main
from tests.cli.command import Call, Ran
from tests.library.small_lawbook import small_lawbook


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small lawbook that no test changes."""
    return small_lawbook(tmp_path_factory.mktemp("cli") / "lawbook").root


@pytest.fixture(autouse=True)
def plain_environment(small_root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak English, use the small lawbook, and undo what a run sets for its process."""
    monkeypatch.setenv("QINGYUAN_LAWBOOK", str(small_root))
    for name in ("QINGYUAN_LOG", "QINGYUAN_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_MESSAGES", "COLUMNS", "LANGUAGE", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    pipe, domain = signal.getsignal(signal.SIGPIPE), gettext.textdomain()
    yield
    signal.signal(signal.SIGPIPE, pipe)
    log = logging.getLogger("qingyuan")  # noqa: TID251 - its handler has a stream that is gone
    log.handlers.clear()
    log.propagate = True
    gettext.textdomain(domain)


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the lawbook that is shipped, which takes longer to read."""
    monkeypatch.delenv("QINGYUAN_LAWBOOK")


@pytest.fixture
def qingyuan(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command with arguments and tells how it ended."""

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        assert isinstance(left.value.code, int)
        printed = capsys.readouterr()
        return Ran(left.value.code, printed.out, printed.err)

    return run
