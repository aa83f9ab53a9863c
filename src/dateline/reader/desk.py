"""Where corrections are carried out: at once, or, where reports are read anew for them, in a process beside.

What takes long holds up nobody: whoever asked is led to a page that says so, and others read on. Where the
reader ends meanwhile, the case is as it was before.
"""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.engine.correcting import correct_case
from dateline.model.correction import ON_REPORTS, Correction, Deed, describe
from dateline.model.errors import CaseBusy, CaseError
from dateline.reader.beside import Beside

PATIENCE_SECONDS = 2.0
# Another program's build of a large case.
_MOST_PATIENCE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Work:
    """Corrections that are being carried out: what the last does, `began` on the monotonic clock."""

    does: str
    began: float
    future: Future[int]


class Desk:
    """Corrects one case; made once for each start of the reader.

    Attributes:
        press: Where exports are written.
    """

    def __init__(self, path: Location) -> None:
        self._path = path
        self._beside = Beside()
        # Whoever exports does not wait for a correction, nor the other way about.
        self.press = Beside()
        self._works: dict[str, Work] = {}

    def close(self) -> None:
        """End what is at work: the case stays as it was before it."""
        self._beside.close()
        self.press.close()

    def correct(self, case: Case, added: Sequence[Correction]) -> str | None:
        """Carry out corrections; return the name of the work where it goes on, None where it is done.

        Raises:
            CaseError: The case cannot be written.
        """
        if not _touches_reports(added, case.corrections()):
            try:
                correct_case(case.path, added)
            except CaseBusy:
                pass  # what another program writes takes long: this is made after it
            else:
                return None
        name = added[-1].id
        self._works[name] = Work(
            describe(added[-1]), time.monotonic(), self._beside.begin(_carry_out, self._path, list(added))
        )
        return None if self.is_done(name, patience=PATIENCE_SECONDS) else name

    def find(self, name: str) -> Work | None:
        """Return a work that goes on, or has failed and nobody saw it; None where there is none so called."""
        return self._works.get(name)

    def find_any(self) -> str | None:
        """Return the name of the first work that goes on, or has failed unseen, None where there is none."""
        works = list(self._works.items())
        for name, work in works:
            if work.future.done() and not work.future.cancelled() and work.future.exception() is None:
                self._works.pop(name, None)
        return next((name for name, _ in works if name in self._works), None)

    def is_done(self, name: str, *, patience: float = 0) -> bool:
        """Tell whether a work is done; one that is not known is.

        Raises:
            CaseError: It failed, as `correct_case` says, or was ended by another program.
        """
        work = self._works.get(name)
        if work is None:
            return True
        try:
            work.future.result(timeout=patience)
        except TooLate:
            return False
        except BrokenProcessPool:
            raise CaseError("the correction was ended before it was made; make it once more") from None
        finally:
            if work.future.done():
                self._works.pop(name, None)
        return True


def _carry_out(path: Location, added: Sequence[Correction]) -> int:
    """Correct the case as soon as nobody else writes to it."""
    until = time.monotonic() + _MOST_PATIENCE_SECONDS
    while True:
        try:
            return correct_case(path, added)
        except CaseBusy:
            if time.monotonic() > until:
                raise


def _touches_reports(added: Sequence[Correction], known: Sequence[Correction]) -> bool:
    """Tell whether a correction is of a report, or undoes one that is, or undoes what undoes one."""
    by_id = {one.id: one for one in (*known, *added)}
    for one in added:
        last: Correction | None = one
        while last is not None and last.deed is Deed.UNDO:
            last = by_id.get(last.target.id)
        if last is not None and last.deed in ON_REPORTS:
            return True
    return False
