"""The log of corrections: who corrected what, when and why, whether it holds, and how to take it back."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.correction import Correction, Deed, describe, find_undone
from dateline.reader.asked import Asked
from dateline.reader.lists import ON_A_PAGE, Pager, count_pages
from dateline.reader.page import Page


@dataclass(frozen=True, slots=True)
class Line:
    """A correction, what it does in a clause, and its `state`: "holds", "undone" or "unfit" with `missing`.

    `href` leads to the words it is about, None where it is about none.
    """

    correction: Correction
    does: str
    state: str
    missing: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """One page of the log, the newest first; `unfit` counts those of the whole log that do not fit."""

    lines: tuple[Line, ...]
    pager: Pager
    unfit: int


def read(case: Case, asked: Asked) -> CorrectionsView:
    """Return the page of the log that is asked for."""
    log = case.corrections()
    undone = find_undone(log)
    missing = {one.correction.id: one.why for one in case.unfit()}
    number = asked.number("page")
    some = tuple(reversed(log))[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return CorrectionsView(
        lines=tuple(_make_line(one, undone, missing.get(one.id)) for one in some),
        pager=count_pages(number, len(log), ON_A_PAGE),
        unfit=len(missing),
    )


def _make_line(one: Correction, undone: set[str], missing: str | None) -> Line:
    state = "undone" if one.id in undone else "unfit" if missing else "holds"
    return Line(one, describe(one), state, missing, _find_href(one))


def _find_href(one: Correction) -> str | None:
    if one.target.table == "reports":
        words = f"?words={one.values[0]}#words" if one.deed in (Deed.FURNITURE, Deed.ARTICLE) else ""
        return f"/report/{one.target.id}{words}"
    first = one.target.words[0] if one.target.words else None
    return f"/report/{first.report}?words={first.start}-{first.end}#words" if first else None


PAGE = Page(name="corrections", path="/corrections", read=read, title="Corrections", place=10)
