"""What this pile of reports is: the first page."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.reader.asked import Asked
from dateline.reader.lists import Facet, make_facets
from dateline.reader.page import Page


@dataclass(frozen=True, slots=True)
class StoryView:
    """How much the case holds, and of whom."""

    reports: int
    undated: int
    statements: int
    outlets: tuple[Facet, ...]


def read(case: Case, asked: Asked) -> StoryView:
    """Return what the case holds."""
    return StoryView(
        reports=len(case.reports()),
        undated=len(case.reports(dated=False)),
        statements=len(case.statements()),
        outlets=make_facets(case.reports().count_by("outlet")),
    )


PAGE = Page(name="story", path="/", read=read, title="Story", place=1)
