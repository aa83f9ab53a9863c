"""What a form of the reader does to the case, and which there are: what a `Page` is for reading.

A form is sent, the case is changed, and the browser is led back to where it was, with a word on what was
done. So it works without script; where there is one, it puts in place what the same answer holds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.correction import Correction
from dateline.model.plugins import discover
from dateline.reader.asked import Asked


@dataclass(frozen=True, slots=True)
class Action:
    """A form that may be sent.

    Attributes:
        name: What it does, in a word.
        path: Where it is sent to.
        read: Returns the corrections that its fields and the name of who sends it mean.

    `read` raises `UnknownEntry` for what the case does not hold, `UsageError` for what cannot be meant.
    """

    name: str
    path: str
    read: Callable[[Case, Asked, str], tuple[Correction, ...]]


def actions() -> tuple[Action, ...]:
    """Return every action, sorted by the name of its module."""
    return discover("dateline.reader.actions", "ACTION")
