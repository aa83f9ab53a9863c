"""Where corrections are carried out: at once, or, where reports are read anew for them, in a process beside.

What takes long holds up nobody: whoever asked is led to a page that says so, and others read on.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from multiprocessing import get_context

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.engine.correcting import correct_case
from dateline.model.correction import ON_REPORTS, Correction, Deed

PATIENCE_SECONDS = 2.0


class Desk:
    """Corrects one case; made once for each start of the reader."""

    def __init__(self, path: Location) -> None:
        self._path = path
        self._workers: ProcessPoolExecutor | None = None
        self._works: dict[str, Future[int]] = {}

    def correct(self, case: Case, added: Sequence[Correction]) -> str | None:
        """Carry out corrections; return the name of the work where it goes on, None where it is done.

        Raises:
            CaseError: The case cannot be written.
        """
        if not _touches_reports(added, case.corrections()):
            correct_case(case.path, added)
            return None
        if self._workers is None:
            # A process of its own: joining thousands of reports would slow every page that a thread draws.
            self._workers = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        name = added[-1].id
        self._works[name] = self._workers.submit(correct_case, self._path, list(added))
        return None if self.is_done(name, patience=PATIENCE_SECONDS) else name

    def is_done(self, name: str, *, patience: float = 0) -> bool:
        """Tell whether a work is done; one that is not known is.

        Raises:
            CaseError: It failed, as `correct_case` says.
        """
        work = self._works.get(name)
        if work is None:
            return True
        try:
            work.result(timeout=patience)
        except TooLate:
            return False
        finally:
            if work.done():
                del self._works[name]
        return True


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
