"""One of the people, organizations and sources of the story: its names, its words over time, its deeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.case.counts import Carried, Pair, Tally
from dateline.case.file import Case
from dateline.export.page.scale import read_days
from dateline.model.findings import MentionType
from dateline.model.found import Passage, Voice
from dateline.model.record import (
    Commitment,
    CopyGroup,
    Disagreement,
    Entry,
    EventEntry,
    Evidence,
    StatementEntry,
)
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.drawing import words_url
from dateline.reader.lists import Facet, Pager, make_facets, name_unnamed, read_heads, read_page
from dateline.reader.page import Page
from dateline.reader.passages import cut_passage
from dateline.reader.positions import Addresses, Change, Positions, draw_positions
from dateline.reader.who import Who, read_who

_LATEST = 6
_MAY_PRINT = (MentionType.OUTLET, MentionType.ORGANIZATION)
_DEEDS = 12
_MOST_PAIRS = 14


@dataclass(frozen=True, slots=True)
class DeedView:
    """An event that somebody takes part in, in the sentence that tells of it first.

    `status` is what was last said of it; `voices` whose word the sentence is, none where it is the report's.
    """

    event: EventEntry
    status: str
    passage: Passage
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """Who it is, what it said, and what is said of that.

    `said` counts its statements, of which `statements` are the latest; likewise `commitments` of what
    `outcomes` counts, and `disagreements` of which there are `differs` in all, with the statements that are a
    side of them in `sides`, by id. `heads` are the reports of all of them, by id. `speaks_of` and
    `spoken_of_by` are whom it speaks of most and who of it, with their `names`, by id; `named` counts the
    statements that name it. `deeds` are the events of one page of those that it takes part in.
    Of an outlet `printed` counts its own reports in the case, `passes` the reports of others that pass on
    what it reported; `passed_on` are the sentences by which some of these are known to.
    """

    who: Who
    said: int
    statements: tuple[StatementEntry, ...]
    positions: Positions | None
    outcomes: tuple[Facet, ...]
    commitments: tuple[Commitment, ...]
    differs: int
    disagreements: tuple[Disagreement, ...]
    sides: dict[str, StatementEntry]
    heads: dict[str, ReportHead]
    speaks_of: tuple[Pair, ...]
    spoken_of_by: tuple[Pair, ...]
    names: dict[str, str]
    named: int
    printed: int
    passes: int
    passed_on: tuple[Passage, ...]
    deeds: tuple[DeedView, ...]
    pager: Pager


def read(case: Case, asked: Asked) -> ActorView:
    """Return the actor or source whose id is in the address."""
    who = read_who(case, asked.parts["id"])
    said = case.statements(speaker=who.id, newest_first=True)
    statements = said.page(1, size=_LATEST)
    ledger = case.commitments(by=who.id)
    outcomes = make_facets(ledger.count_by("outcome"))
    commitments = ledger.page(max(1, -(-sum(one.many for one in outcomes) // _LATEST)), size=_LATEST)
    differs = case.disagreements(by=who.id)
    disagreements = differs.page(1, size=_LATEST)
    both = {side for one in disagreements for side in (one.left, one.right)}
    sides = {one.id: one for one in case.statements(ids=both)}
    words: list[Evidence] = [who.evidence, *(one for role in who.roles for one in role.words)]
    entries: tuple[Entry, ...] = (*statements, *commitments, *disagreements)
    words += (one for entry in entries for one in entry.evidence)
    tallies = case.positions(who.id)
    speaks_of, by = case.pairs(speaker=who.id)[:_MOST_PAIRS], case.pairs(about=who.id)[:_MOST_PAIRS]
    events, pager = read_page(case.events(who=who.id, newest_first=True), asked, size=_DEEDS)
    deeds = _read_deeds(case, events)
    passing = [one for one in case.carried() if one.original == who.name and not one.is_copy]
    relays = _read_relays(case, passing[:_LATEST])
    words += relays
    words += (one.evidence[0] for one in events)
    return ActorView(
        who=who,
        said=len(said),
        statements=statements,
        positions=draw_positions(tallies, _read_changes(case, who.id), _lead(case, who.id, tallies)),
        outcomes=outcomes,
        commitments=commitments,
        differs=len(differs),
        disagreements=disagreements,
        sides=sides,
        heads=read_heads(case, words),
        speaks_of=speaks_of,
        spoken_of_by=by,
        names=name_unnamed(case, (*statements, *sides.values()))
        | case.names({id_ for one in (*speaks_of, *by) for id_ in (one.speaker, one.about)}),
        named=len(case.statements(about=who.id)),
        printed=len(case.reports(outlet=who.name)) if who.kind in _MAY_PRINT else 0,
        passes=len(passing),
        passed_on=tuple(cut_passage(case.text(one)) for one in relays),
        deeds=deeds,
        pager=pager,
    )


def _read_deeds(case: Case, events: tuple[EventEntry, ...]) -> tuple[DeedView, ...]:
    voices = case.voices([one.evidence[0] for one in events])
    return tuple(
        DeedView(
            event=one,
            status=(one.status[-1]["status"] if one.status else None) or "told",
            passage=case.text(one.evidence[0]),
            voices=voices[one.evidence[0]],
        )
        for one in events
    )


def _read_relays(case: Case, passing: Iterable[Carried]) -> list[Evidence]:
    """Return the words by which reports are known to pass on another's."""
    groups = ((one, case.entry(one.group)) for one in passing)
    return [
        relay.evidence[0]
        for one, group in groups
        if isinstance(group, CopyGroup)
        for relay in group.relays
        if relay.report == one.report and relay.relays == one.original and relay.evidence
    ]


def _lead(case: Case, speaker: str, tallies: tuple[Tally, ...]) -> Addresses:
    alone = [one.statement for one in tallies if one.many == 1]
    places = case.first_words(alone)
    return Addresses(speaker, lambda id_: words_url(places[id_]) if id_ in places else None)


def _read_changes(case: Case, speaker: str) -> list[Change]:
    """Return the speaker's changes of position whose both sides have a day."""
    changed = list(case.disagreements(by=speaker, kind="changed_position"))
    sides = {side for one in changed for side in (one.left, one.right)}
    days = {
        one.id: read_days(one.published.earliest, one.published.latest) for one in case.statements(ids=sides)
    }
    found = [(one, days.get(one.left), days.get(one.right)) for one in changed]
    return [Change(one.id, left, right, one.why) for one, left, right in found if left and right]


PAGE = Page(name="actor", path="/actor/{id}", read=read, title="Who it is")
