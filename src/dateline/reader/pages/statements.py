"""Who said what, when: every statement of the case, narrowed to what one asks for."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.case.selection import Selection
from dateline.model.findings import Act, Form, SpeakerKind
from dateline.model.record import StatementEntry
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import Facet, Pager, make_facets, name_unnamed, read_heads, read_page
from dateline.reader.page import Page

# More have a part of their name in common than one can mean.
_MOST_SPEAKERS = 5


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Statements of one page of the list.

    `heads` are their reports, `speakers` the names of those whom the question for a speaker means, and
    `called` what reports call speakers without a name, by id.
    """

    statements: tuple[StatementEntry, ...]
    pager: Pager
    heads: dict[str, ReportHead]
    kinds: tuple[Facet, ...]
    acts: tuple[Facet, ...]
    forms: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    speakers: dict[str, str]
    called: dict[str, str]


def choose(case: Case, asked: Asked) -> Selection[StatementEntry]:
    """Return the statements that are asked for, in the order of their reports' dates."""
    return case.statements(
        speaker=asked.text("speaker"),
        kind=asked.choices("kind", tuple(SpeakerKind)) or None,
        act=asked.choices("act", tuple(Act)) or None,
        form=asked.choices("form", tuple(Form)) or None,
        outlet=asked.text("outlet"),
        report=asked.text("report"),
        words=asked.text("words"),
        about=asked.text("about"),
        before=asked.day("before"),
        after=asked.day("after"),
    )


def read(case: Case, asked: Asked) -> StatementsView:
    """Return the page that is asked for."""
    statements, pager = read_page(choose(case, asked), asked)
    everything = case.statements()
    return StatementsView(
        statements=statements,
        pager=pager,
        heads=read_heads(case, (words for one in statements for words in one.evidence)),
        kinds=make_facets(everything.count_by("speaker_kind")),
        acts=make_facets(everything.count_by("act")),
        forms=make_facets(everything.count_by("form")),
        outlets=make_facets(case.reports().count_by("outlet")),
        speakers=_name_speakers(case, asked.text("speaker")),
        called=name_unnamed(case, statements),
    )


def _name_speakers(case: Case, speaker: str | None) -> dict[str, str]:
    if speaker is None:
        return {}
    named = {one.id: one.name for one in case.actors(name=speaker).page(size=_MOST_SPEAKERS)}
    return named or case.names([speaker])


PAGE = Page(name="statements", path="/statements", read=read, title="Statements", place=3, choose=choose)
