"""The log: what happened, in counts and codes; never whose, never the figures themselves.

Only the fields listed here can be written, so that no name, path or value of a person or a plant
can slip into a log file. One JSON object a line on standard error, when QINGYUAN_LOG=1.
"""

import json
import logging
import os
import sys

FIELDS = frozenset(
    {
        "verb",
        "kind",
        "system",
        "parameter",
        "plants",
        "problems",
        "exit_code",
        "lawbook_version",
        "seconds",
    }
)

_LOG = logging.getLogger("qingyuan")
_HANDLER = logging.StreamHandler()
_HANDLER.setFormatter(logging.Formatter("%(message)s"))


def note(event: str, **fields: str | float) -> None:
    """Write one event. Raises ValueError for a field that is not on the list."""
    unknown = fields.keys() - FIELDS
    if unknown:
        raise ValueError(sorted(unknown))
    if os.environ.get("QINGYUAN_LOG") == "1":
        if _HANDLER not in _LOG.handlers:
            _LOG.addHandler(_HANDLER)
            _LOG.setLevel(logging.INFO)
            _LOG.propagate = False
        _HANDLER.stream = sys.stderr  # as it is now: a run may have redirected it
        _LOG.info(json.dumps({"event": event, **fields}, ensure_ascii=False))
