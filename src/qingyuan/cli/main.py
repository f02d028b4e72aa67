"""The program `qingyuan`: chooses the language, runs a verb, and leaves with an exit code.

0  computed (also: no level reached)
1  refused by a rule
2  bad usage or bad input; nothing was computed
3  internal error
"""

import os
import signal
import sys
from collections.abc import Sequence
from errno import EDQUOT, EIO, ENOSPC

from qingyuan.cli.screen import Screen, choose_language
from qingyuan.library import journal
from qingyuan.papers.words import adopt
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound, RuleRefused

COMPUTED, REFUSED, BAD_INPUT, INTERNAL = 0, 1, 2, 3
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    language, rest = choose_language(sys.argv[1:] if arguments is None else arguments, os.environ)
    if hasattr(signal, "SIGPIPE"):  # end quietly, as other tools do, when our reader goes away
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    screen = Screen(language)
    try:
        code = run(rest, screen)
        sys.stdout.flush()
    except ProblemsFound as found:
        journal.note("problems", problems=len(found.problems), exit_code=BAD_INPUT)
        screen.problems(found.problems)
        code = BAD_INPUT
    except RuleRefused as refused:
        journal.note("refused", exit_code=REFUSED)
        screen.refusal(refused.refused)
        code = REFUSED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        code = _unwritten(error, screen)
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches a user
        code = _internal(error, screen)
    sys.exit(code)


def run(arguments: Sequence[str], screen: Screen) -> int:
    """Run one verb and return its exit code. Raises Finding."""
    adopt(screen.language)
    import typer.main  # noqa: PLC0415 - Typer fixes its headings on import, in the language set above

    from qingyuan.cli.app import build_app  # noqa: PLC0415 - for the same reason
    from qingyuan.cli.usage import USAGE_ERROR, usage_problem  # noqa: PLC0415 - for the same reason

    command = typer.main.get_command(build_app(screen))
    try:
        code = command.main(list(arguments), prog_name="qingyuan", standalone_mode=False)
    except USAGE_ERROR as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(error.format_message() + "\n")
            return BAD_INPUT
        raise ProblemsFound([usage_problem(error)]) from None
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else COMPUTED


def _unwritten(error: OSError, screen: Screen) -> int:
    """Say that the output could not be written: a full disk is no fault of the program."""
    if error.errno not in {ENOSPC, EDQUOT, EIO}:
        return _internal(error, screen)
    what = msg("the output cannot be written: {reason}", reason=error.strerror or "?")
    screen.problems([Problem("unwritable", what, msg("make room, or write elsewhere with -o"))])
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
    return BAD_INPUT


def _internal(error: Exception, screen: Screen) -> int:
    if os.environ.get("QINGYUAN_DEBUG") == "1":
        raise error
    journal.note("internal_error", kind=type(error).__name__, exit_code=INTERNAL)
    what = msg("something went wrong inside Qingyuan ({kind})", kind=type(error).__name__)
    remedy = msg("nothing was written; set QINGYUAN_DEBUG=1 to see where, and please report it")
    screen.problems([Problem("internal", what, remedy)])
    return INTERNAL
