"""No log line holds a token: whatever a library writes is cleaned as it is written, tracebacks included."""

import logging
import re

_TOKEN = re.compile(r"(?<=bot)\d+:[\w-]+|\b\d{6,}:[\w-]{20,}")
_HIDDEN = "***"


class Redacting(logging.Formatter):
    """Another formatter's lines without tokens."""

    def __init__(self, inner: logging.Formatter, token: str) -> None:
        super().__init__()
        self.inner, self.token = inner, token

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self.inner.format(record), self.token)


def redacted(written: str, token: str) -> str:
    """Return *written* without *token*, and without anything that looks like one."""
    return _TOKEN.sub(_HIDDEN, written.replace(token, _HIDDEN))


def guard_logs(token: str) -> None:
    """Clean all that the present log handlers will write; libraries that log addresses keep still."""
    for handler in logging.getLogger().handlers:
        before = handler.formatter or logging.Formatter()
        inner = before.inner if isinstance(before, Redacting) else before
        handler.setFormatter(Redacting(inner, token))
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
