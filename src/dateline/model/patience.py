"""A limit of time for work in Python: what was written to make a rule or a loop run without end is given up.

The clock is the system's interval timer, which interrupts the main thread between two steps of Python, and a
regular expression while it matches. Where there is none (in another thread, on Windows, or where the program
that uses dateline has one running), there is no limit.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_AGAIN_SECONDS = 0.5


class OutOfTime(BaseException):
    """The time that was allowed is over; no `except Exception` on the way may take it for its own."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Give up what runs inside after so many seconds.

    Raises:
        OutOfTime: The time is over.
    """
    if not _may_set() or signal.getitimer(signal.ITIMER_REAL) != (0.0, 0.0):
        yield
        return
    before = signal.signal(signal.SIGALRM, _give_up)
    # Again, should it have been swallowed: code that is left by an error may run into the next.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def explain_slow(seconds: float) -> str:
    """Return in a clause that a report was given up after so many seconds."""
    return f"takes longer than the {seconds:g} seconds dateline gives one report"


def _may_set() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)
    )


def _give_up(_number: int, _frame: Any) -> None:
    raise OutOfTime
