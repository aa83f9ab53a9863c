"""Sources: who is heard where, who printed it first and who carries it, and who has no name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.case.counts import Outlet
from dateline.case.file import Case
from dateline.model.found import Passage
from dateline.model.record import CopyGroup, Evidence, SourceEntry
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.flow import Flow, draw_flow
from dateline.reader.lists import Pager, read_heads, read_page
from dateline.reader.page import Page
from dateline.reader.passages import cut_passage

_GROUPS, _MOST_GROUPS = 8, 400
_UNNAMED = 25
_LONGEST = 240
_MOST_RELAYS = 3  # of a group that are told of on this page


@dataclass(frozen=True, slots=True)
class UnnamedView:
    """A source without a name, and why the report says that it has none; None where it does not say."""

    source: SourceEntry
    reason: str | None


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Outlets, the picture, unnamed sources of one page of their list, and the largest groups of copies.

    `heads` are the reports of all of them, by id; `all_groups` counts the groups. The words of a group's
    evidence are cut where they are long. `passages` are the sentences that say from whom a report has
    something, by that report's id.
    """

    flow: Flow | None
    outlets: tuple[Outlet, ...]
    unnamed: tuple[UnnamedView, ...]
    pager: Pager
    groups: tuple[CopyGroup, ...]
    all_groups: int
    passages: dict[str, Passage]
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> SourcesView:
    """Return the sources; `groups` says how many groups of copies are told of."""
    most = asked.number("groups", default=_GROUPS, most=_MOST_GROUPS)
    carried = case.carried()
    sizes = Counter(one.group for one in carried)
    largest = sorted(sizes, key=lambda id_: (-sizes[id_], id_))[:most]
    groups = [case.entry(id_) for id_ in largest]
    copies = tuple(_cut(one) for one in groups if isinstance(one, CopyGroup))
    unnamed, pager = read_page(case.sources(kind="anonymous"), asked, size=_UNNAMED)
    words: list[Evidence] = [one.evidence[0] for one in unnamed]
    words += (one for group in copies for one in group.evidence)
    return SourcesView(
        flow=draw_flow(case.heard(), carried),
        outlets=case.outlets(),
        unnamed=tuple(_read_reasons(case, unnamed)),
        pager=pager,
        groups=copies,
        all_groups=len(sizes),
        passages={
            relay.report: cut_passage(case.text(relay.evidence[0]))
            for group in copies
            for relay in group.relays[:_MOST_RELAYS]
            if relay.evidence
        },
        heads=read_heads(case, words),
    )


def _read_reasons(case: Case, sources: Iterable[SourceEntry]) -> Iterator[UnnamedView]:
    """Yield each source with the first reason that a statement of it has."""
    listed = tuple(sources)
    reasons: dict[str, str] = {}
    for one in case.statements(ids={id_ for source in listed for id_ in source.statements}):
        if one.anonymity and one.anonymity.reason and one.speaker.actor and one.speaker.actor not in reasons:
            reasons[one.speaker.actor] = one.anonymity.reason.of(case.report(one.report).report.text)
    for source in listed:
        yield UnnamedView(source, reasons.get(source.id))


def _cut(group: CopyGroup) -> CopyGroup:
    """Return a group with the beginning of long passages: a copy's may be the whole report."""
    words = tuple(
        one if len(one.exact) <= _LONGEST else replace(one, exact=f"{one.exact[:_LONGEST]}…")
        for one in group.evidence
    )
    return replace(group, evidence=words)


PAGE = Page(name="sources", path="/sources", read=read, title="Sources", place=7)
