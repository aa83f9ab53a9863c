"""What one report says happened, goes on, is meant, feared, demanded or denied: its events.

In: a report, its encoding, and its times, mentions and statements. Out: events. The encoder marks the words
that tell of them, and `triggers` which are worth an entry; who takes part is told by `participants`, how it
stands by `standings`, when it was by `event_times`, whose word it is by `whose_word`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.find.events.claims import Claims, read_claims
from dateline.find.events.event_confidence import describe_event, rate_event
from dateline.find.events.event_figures import find_event_figures
from dateline.find.events.event_times import attach_times, date_event, find_bound, share_times
from dateline.find.events.event_types import Asked, EventType, type_events
from dateline.find.events.participant_phrases import Scenery
from dateline.find.events.participants import find_participants
from dateline.find.events.pronoun_participants import name_pronouns
from dateline.find.events.spoken_events import weigh_act
from dateline.find.events.standing import FACTUAL, Standing
from dateline.find.events.standings import tell_standing
from dateline.find.events.triggers import Trigger, find_triggers, is_known_noun
from dateline.find.events.whose_word import (
    find_owner,
    has_reserve_near,
    is_indirect,
    is_question,
)
from dateline.find.grammar import Grammar, read_grammar
from dateline.find.layers import decode_event_parts
from dateline.find.meanings import write_meanings
from dateline.model.findings import (
    Event,
    Figure,
    Interval,
    Mention,
    Participant,
    Polarity,
    Role,
    Statement,
    Status,
    TimeExpression,
)
from dateline.model.ids import make_event_id
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding
from dateline.nlp.sentences import find_paragraphs, find_sentences

# What is read of what the encoder says of events: the tree tells who takes part.
_PARTS: Final = ("action", "reporting", "place")
# No noun of the lexicon, and nothing else is told of it: neither who nor when nor how many.
_LEAST_BARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Reading:
    """A report with what was read of it before its events; `title_end` is where its headline ends."""

    report: Report
    encoding: Encoding
    g: Grammar
    claims: Claims
    scenery: Scenery
    times: Sequence[TimeExpression]
    title_end: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event before its entry is written: all but its type."""

    trigger: Trigger
    standing: Standing
    participants: tuple[Participant, ...]
    time: int | None
    date: Interval
    covering: tuple[Statement, ...]
    figures: tuple[Figure, ...]


def find_events(
    report: Report,
    *,
    encoding: Encoding,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    sentences: Sequence[Span] | None = None,
) -> tuple[Event, ...]:
    """Find what a report says happened, or is meant, feared, demanded, denied.

    Args:
        report: Offsets are code points into `report.text`; only `report.body` is read.
        encoding: The encoder's output for that body.
        times: As `find_times` returns them; an event's `time` is an index of these.
        mentions: As `find_mentions` returns them, sorted.
        statements: As `find_statements` returns them.
        sentences: Those of the body, in order; as `find_sentences` cuts them if None.

    Returns:
        Events in the order of the text, one a word. `according_to` holds the statements whose content the
        event's word lies in, outermost first; it is empty where the report says it in its own voice. A word
        that is somebody's without a statement to say whose has no entry, or is hypothetical: "charged with".
    """
    if sentences is None:
        sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
    given = (report, encoding, times, mentions, statements, sentences)
    events = [event for event, _ in find_described_events(*given)]
    return name_pronouns(report, events, mentions=mentions, statements=statements, sentences=sentences)


def find_described_events(
    report: Report,
    encoding: Encoding,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    sentences: Sequence[Span],
) -> list[tuple[Event, tuple[float, ...]]]:
    """Find events as `find_events` does, each with the features that its confidence was made of."""
    parts = decode_event_parts(encoding, _PARTS)
    if not any(part.type == "action" for part in parts):
        return []
    g = read_grammar(encoding, sentences)
    claims = read_claims(g, encoding, statements, parts)
    kept = find_triggers(g, parts, claims)
    read = _Reading(
        report,
        encoding,
        g,
        claims,
        Scenery(
            mentions,
            [mention.start for mention in mentions],
            [(part.start, part.end) for part in parts if part.type == "place"],
            [(time.start, time.end) for time in times],
        ),
        times,
        _find_title_end(report),
    )
    carriers = {one.at: one.carrier for one in kept if one.carrier is not None}
    hanging = {verb: at for at, verb in carriers.items()} | {one.at: one.at for one in kept}
    when = attach_times(g, times, hanging, frozenset(claims.cues))
    when = share_times(g, when, [one.at for one in kept], carriers)
    figures = find_event_figures(g, [one.span for one in kept], times, sentences)
    made = (
        _make_draft(read, one, when.get(one.at), counted) for one, counted in zip(kept, figures, strict=True)
    )
    drafts = [one for one in made if one is not None]
    kinds = type_events(encoding, g, [_ask_type(one) for one in drafts])
    meanings = write_meanings(encoding, [one.trigger.span for one in drafts])
    return [_write_entry(read, *one) for one in zip(drafts, kinds, meanings, strict=True)]


def _find_title_end(report: Report) -> int:
    """Return where the headline ends, where the body begins with it; 0 where it does not."""
    if report.title is None or not report.body:
        return 0
    start = report.text.find(report.title, report.body[0].start, report.body[0].end)
    return start + len(report.title) if 0 <= start < report.body[0].start + 200 else 0


def _make_draft(read: _Reading, one: Trigger, time: int | None, figures: tuple[Figure, ...]) -> _Draft | None:
    """Tell how an event stands; None where nothing tells whose word it is, or nobody takes part."""
    owner, covering = None, read.claims.of(one.span.start)
    if not covering:
        owner = find_owner(read.g, read.claims, one.carrier or one.at)
        if owner is not None and owner.statement is not None:
            covering = (read.claims.statements[owner.statement],)
    standing = None
    if owner is None or covering or owner.claimed:
        standing = _tell_standing(read, one, covering, claimed=owner is not None)
    if standing is None:
        return None
    participants = find_participants(read.g, read.scenery, one.at, one.carrier)
    bare = not participants and time is None and one.carrier is None and not figures
    if bare and one.score < _LEAST_BARE and not is_known_noun(read.g, one.at):
        return None
    said_time = read.times[time] if time is not None else None
    bound = find_bound(read.g, said_time) if said_time is not None else None
    date = date_event(said_time, bound, standing.status, read.report.published)
    if date is None and standing.told:
        time, date = None, date_event(None, None, standing.status, read.report.published)
    elif date is None:
        standing = replace(standing, status=Status.PLANNED, why="its time is still to come")
        date = date_event(said_time, bound, standing.status, read.report.published)
    return _Draft(one, standing, participants, time, date or Interval(None, None), tuple(covering), figures)


def _ask_type(draft: _Draft) -> Asked:
    one, parts = draft.trigger, draft.participants
    return Asked(one.at, one.carrier, _span_role(parts, Role.AGENT), _span_role(parts, Role.TARGET))


def _write_entry(
    read: _Reading, draft: _Draft, kind: EventType | None, meaning: str | None
) -> tuple[Event, tuple[float, ...]]:
    """Make the entry of an event, and what its confidence is made of."""
    one, standing = draft.trigger, draft.standing
    features = describe_event(read.g, one, standing, draft.participants, said=bool(draft.covering))
    event = Event(
        id=make_event_id(read.report.id, one.span),
        trigger=one.span,
        participants=draft.participants,
        time=draft.time,
        date=draft.date,
        type=None if kind is None else kind.type,
        mode=None if kind is None else kind.mode,
        status=standing.status,
        polarity=Polarity.POSITIVE if standing.positive else Polarity.NEGATIVE,
        according_to=tuple(statement.id for statement in draft.covering),
        figures=draft.figures,
        confidence=rate_event(features),
        rule=f"encoder; {standing.status}: {standing.why}",
        meaning=meaning,
    )
    return event, features


def _tell_standing(
    read: _Reading, one: Trigger, covering: Sequence[Statement], *, claimed: bool
) -> Standing | None:
    """Tell how an event stands as its speaker says; None where its words do not tell."""
    g, said = read.g, one.carrier or one.at
    in_title = one.span.start < read.title_end
    standing = tell_standing(g, one.at, carrier=one.carrier, in_title=in_title)
    if covering:
        return weigh_act(g, said, standing, covering[-1])
    if standing.loose:
        return None
    if claimed and standing.definite:
        return None  # "said of the vote": there may well have been one
    if standing.claimed or claimed:
        standing = replace(standing, status=Status.HYPOTHETICAL, open=False)  # "accused of stealing"
    elif is_indirect(g, one.at, standing.told):
        return None
    if standing.told and is_question(g, one.at):
        return replace(standing, status=Status.HYPOTHETICAL, why="asked")
    if standing.status in FACTUAL and has_reserve_near(g, said):
        return replace(standing, status=Status.HYPOTHETICAL, why="told with reserve")
    return standing


def _span_role(participants: Sequence[Participant], role: Role) -> list[Span]:
    return [Span(one.start, one.end) for one in participants if one.role is role]
