"""Ids are hashes of content: the same input gives the same id, on one worker or many."""

import hashlib
from collections.abc import Iterable

from dateline.model.span import Span

_DIGITS = frozenset("0123456789abcdef")
_HEX_DIGITS = 20  # 80 bits: a clash among ten million entries has a chance of one in ten billion


def make_id(*parts: str | bytes | int) -> str:
    """Return the id of a thing made of `parts`: 20 hexadecimal digits.

    Each part goes in with its length before it, so that ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:_HEX_DIGITS]


def is_id(words: str) -> bool:
    """Tell an id from any other word."""
    return len(words) == _HEX_DIGITS and set(words) <= _DIGITS


def make_statement_id(report: str, content: Iterable[Span], cue: Iterable[Span]) -> str:
    """Return the id of the statement in a report that has these words and this cue."""
    offsets = [offset for span in (*content, *cue) for offset in (span.start, span.end)]
    return make_id("statement", report, *offsets)


def make_event_id(report: str, trigger: Span) -> str:
    """Return the id of the event that these words of a report tell of."""
    return make_id("event", report, trigger.start, trigger.end)


def make_report_id(content: bytes) -> str:
    """Return the id of the report whose input is `content`, byte for byte."""
    return make_id("report", content)
