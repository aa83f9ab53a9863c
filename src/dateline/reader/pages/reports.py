"""The reports of the case: which there are, who published them, and on what their dates rest."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import Facet, Pager, make_facets, read_page
from dateline.reader.page import Page

_EITHER = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ReportsView:
    """Reports of one page of the list; `undated` counts those of the case whose day is not known."""

    reports: tuple[ReportHead, ...]
    pager: Pager
    outlets: tuple[Facet, ...]
    undated: int


def read(case: Case, asked: Asked) -> ReportsView:
    """Return the reports that are asked for, in the order of their dates; undated ones come last."""
    chosen = case.reports(
        outlet=asked.text("outlet"),
        named=_read_either(asked, "named"),
        dated=_read_either(asked, "dated"),
        words=asked.text("words"),
        before=asked.day("before"),
        after=asked.day("after"),
    )
    reports, pager = read_page(chosen, asked)
    outlets = make_facets(case.reports().count_by("outlet"))
    return ReportsView(reports, pager, outlets, len(case.reports(dated=False)))


def _read_either(asked: Asked, name: str) -> bool | None:
    found = asked.choices(name, tuple(_EITHER))
    return _EITHER[found[-1]] if found else None


PAGE = Page(name="reports", path="/reports", read=read, title="Reports", place=8)
