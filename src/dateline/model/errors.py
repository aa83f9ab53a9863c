"""What can go wrong, as one tree.

    DatelineError
    ├── UsageError            the call makes no sense: exit status 2
    ├── UnreadableInput       one input cannot be read; the rest goes on
    ├── CaseError             the case file cannot be opened, or is not one
    │   ├── CaseTooNew        written by a later release
    │   ├── CaseBusy          another program is writing to it: it will be free again
    │   ├── CaseChanged       another program wrote to it meanwhile
    │   └── UnknownEntry      no entry has that id
    ├── ModelError            the weights, or a pipeline beside them, are missing or do not fit
    └── MissingPackage        a package that is no part of dateline would be needed: also an ImportError

Beside it stands SkippedInput, a warning: one input could not be read, and the rest went on.

A message says what, where, and what to do next. The library raises; the command line prints one line.
"""

from typing import Self


class DatelineError(Exception):
    """The root of all errors that dateline raises on purpose."""


class UsageError(DatelineError):
    """The call makes no sense as it stands."""


class UnreadableInput(DatelineError):  # noqa: N818  it is named as the summary names it
    """One input cannot be read as a report.

    Args:
        path: The input as named, `container#member` for a member.
        reason: One clause that a reader without knowledge of formats understands.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """Return how another process makes it anew."""
        return type(self), (self.path, self.reason)


class CaseError(DatelineError):
    """The case file cannot be opened, written, or is not a case file."""


class CaseTooNew(CaseError):  # noqa: N818
    """The case file was written by a later release of dateline."""


class CaseBusy(CaseError):  # noqa: N818
    """Another program is writing to the case, and goes on for longer than one waits."""


class CaseChanged(CaseError):  # noqa: N818
    """Another program wrote to the case between reading it and writing to it."""


class UnknownEntry(CaseError):  # noqa: N818
    """No entry of the case has the id asked for."""


class ModelError(DatelineError):
    """The encoder's weights, or a pipeline to be used beside them, are missing or do not fit this release."""


class MissingPackage(DatelineError, ImportError):  # noqa: N818
    """What was asked for needs a package that does not come with dateline; the message names it."""


class SkippedInput(UserWarning):
    """An input could not be read and was left out; the message names it and says why."""
