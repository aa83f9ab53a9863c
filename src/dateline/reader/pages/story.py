"""What this pile of reports is: when they were published, the dates and people that matter, what is open."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.dates import DateView, read_dates
from dateline.reader.lists import Facet, make_facets, read_heads
from dateline.reader.page import Page, pages
from dateline.reader.pile import Pile, read_pile

TOP = 8
_LEADING = 12


@dataclass(frozen=True, slots=True)
class Leading:
    """An actor: how many statements it makes, and how many reports name it."""

    id: str
    name: str
    kind: str
    statements: int
    reports: int


@dataclass(frozen=True, slots=True)
class Questions:
    """What the case leaves open.

    `overdue` counts the open commitments that were to be by the day of the latest report, `until`; `unfit`
    the corrections that find nothing to change, `unfit_href` leads to them where there is a page.
    """

    undated: int
    unnamed: int
    disagreements: tuple[Facet, ...]
    open: int
    overdue: int
    until: str | None
    unfit: int
    unfit_href: str | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """What the case holds; `heads` are the reports in which the words of its dates stand, by id."""

    reports: int
    outlets: int
    statements: int
    unnamed_statements: int
    entries: int
    pile: Pile
    dates: tuple[DateView, ...]
    leading: tuple[Leading, ...]
    questions: Questions
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> StoryView:
    """Return what the case holds."""
    pile = read_pile(case)
    ranked = sorted(case.timeline().pick("id", "salience"), key=lambda one: -one[1])
    top = case.timeline(ids=[id_ for id_, _ in ranked[:TOP]])
    dates = read_dates(case, tuple(top), most=1)
    kinds = case.statements().count_by("speaker_kind")
    return StoryView(
        reports=sum(row.many for row in pile.rows),
        outlets=sum(row.others or row.outlet is not None for row in pile.rows),
        statements=sum(kinds.values()),
        unnamed_statements=kinds.get("anonymous", 0),
        entries=len(ranked),
        pile=pile,
        dates=dates,
        leading=_find_leading(case),
        questions=_read_questions(case, pile),
        heads=read_heads(case, (words for one in dates for words in one.words())),
    )


def _find_leading(case: Case) -> tuple[Leading, ...]:
    """Return who makes statements and is named most, both counted alike."""
    made, named = case.statements().count_by("actor"), case.naming()
    ranked = sorted(named, key=lambda id_: (-made.get(id_, 0) - named[id_], id_))[:_LEADING]
    rows = {row[0]: row for row in case.actors(ids=ranked).pick("id", "name", "kind")}
    return tuple(
        Leading(id_, rows[id_][1], rows[id_][2], made.get(id_, 0), named[id_])
        for id_ in ranked
        if id_ in rows
    )


def _read_questions(case: Case, pile: Pile) -> Questions:
    corrections = [one.path for one in pages() if one.path == "/corrections"]
    return Questions(
        undated=sum(row.undated for row in pile.rows),
        unnamed=len(case.reports(named=False)),
        disagreements=make_facets(case.disagreements().count_by("kind")),
        open=len(case.commitments(outcome="open")),
        overdue=len(case.commitments(outcome="open", due=pile.last)) if pile.last else 0,
        until=pile.last,
        unfit=len(case.unfit()),
        unfit_href=corrections[0] if corrections else None,
    )


PAGE = Page(name="story", path="/", read=read, title="Story", place=1)
