"""Search: sentences by their words and by what they mean, with whose word each is."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.found import Found
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import Pager
from dateline.reader.page import Page

_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a search found; None where nothing was asked yet. `heads` are the reports of the hits, by id."""

    query: str | None
    found: Found | None
    pager: Pager
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> SearchView:
    """Return what the query `q` finds."""
    query, number = asked.text("q"), asked.number("page")
    if query is None:
        return SearchView(None, None, Pager(1, 1, 0), {})
    found = case.search(query, page=number, size=_ON_A_PAGE)
    heads = {head.id: head for head in case.reports(ids=found.reports())}
    # How many pages there are is not known: what several reports have alike is told once.
    return SearchView(query, found, Pager(number, number + found.more, found.total), heads)


PAGE = Page(name="search", path="/search", read=read, title="Search", place=9)
