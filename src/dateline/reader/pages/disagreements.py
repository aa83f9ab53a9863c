"""Where the reports differ: both sides in their own words, side by side, and in which way."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.record import Disagreement, StatementEntry
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import Facet, Pager, make_facets, name_unnamed, read_heads, read_page
from dateline.reader.page import Page

KINDS = ("conflict", "figure", "date", "changed_position", "update", "scope")


@dataclass(frozen=True, slots=True)
class DisagreementsView:
    """Disagreements of one page of the list.

    `statements` are those that are a side of one, by id; a side that is none is the report's own word.
    `called` is what reports call their speakers without a name, by id.
    `heads` are the reports of both sides, by id.
    """

    disagreements: tuple[Disagreement, ...]
    pager: Pager
    kinds: tuple[Facet, ...]
    statements: dict[str, StatementEntry]
    called: dict[str, str]
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> DisagreementsView:
    """Return the disagreements of the kind that is asked for."""
    kinds = asked.choices("kind", KINDS)
    disagreements, pager = read_page(case.disagreements(kind=kinds or None, by=asked.text("by")), asked)
    sides = {side for one in disagreements for side in (one.left, one.right)}
    statements = {one.id: one for one in case.statements(ids=sides)}
    return DisagreementsView(
        disagreements=disagreements,
        pager=pager,
        kinds=make_facets(case.disagreements().count_by("kind")),
        statements=statements,
        called=name_unnamed(case, statements.values()),
        heads=read_heads(case, (words for one in disagreements for words in one.evidence)),
    )


PAGE = Page(name="disagreements", path="/disagreements", read=read, title="Where they differ", place=4)
