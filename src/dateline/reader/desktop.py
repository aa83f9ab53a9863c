"""What every page says of corrections: which of its entries are confirmed, and what was just done."""

import re
from dataclasses import dataclass

from dateline.case.file import Case
from dateline.case.rows import CHANGE
from dateline.model.correction import Correction, Deed, describe, find_undone

_DONE = re.compile(r"[0-9a-f]{20}")
_Marks = dict[str, Correction]
_kept: dict[tuple[str, str], _Marks] = {}


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, and the correction that can be taken back, None where none can."""

    message: str
    undo: str | None


@dataclass(frozen=True, slots=True)
class Desktop:
    """What a page needs for its forms: who corrects, what is confirmed (by id), and what was just done.

    `at_work` names a correction that is still being carried out.
    """

    by: str
    confirmed: _Marks
    notice: Notice | None
    at_work: str | None = None


def read_desktop(case: Case, *, by: str, done: str | None, at_work: str | None = None) -> Desktop:
    """Return what the pages of a case say of corrections.

    Args:
        case: The case.
        by: Who corrects.
        done: The id of the correction that was just made, None where none was.
        at_work: The id of one that is still being carried out, None where none is.
    """
    confirmed = _keep_confirmed(case)
    return Desktop(by, confirmed, _read_notice(case, done) if done else None, at_work)


def _keep_confirmed(case: Case) -> _Marks:
    """Return what is confirmed, read anew only where the case has changed since the last page.

    From the connection that the page reads from: another one would wait for who waits to write after it.
    """
    state = (str(case.path), case.meta().get(CHANGE, "0"))
    marks = _kept.get(state)
    if marks is None:
        marks = case.confirmed()
        _kept.clear()
        _kept[state] = marks
    return marks


def _read_notice(case: Case, done: str) -> Notice | None:
    log = case.corrections()
    made = next((one for one in log if one.id == done), None) if _DONE.fullmatch(done) else None
    if made is None:
        return None
    missing = next((one.why for one in case.unfit() if one.correction.id == done), None)
    if missing:
        return Notice(f"Kept, but it changes nothing: {missing}.", None)
    words = describe(made)
    can_undo = made.deed is not Deed.UNDO and made.id not in find_undone(log)
    return Notice(f"{words[:1].upper()}{words[1:]}.", made.id if can_undo else None)
