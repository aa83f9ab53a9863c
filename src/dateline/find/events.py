"""What one report says happened, goes on, is meant, feared, demanded or denied: its events.

In: a report, its encoding, and its times, mentions and statements. Out: events. The encoder marks the words
that tell of them; who takes part is told by `participants`, how it stands by `standing`, when it was by
`event_times`, whose word it is by `whose_word`. Words of speaking are statements and no events; what merely
is, or goes on in a head, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, overload

from dateline.find.bearings import attach_figures, date_figures
from dateline.find.event_times import attach_times, date_event, find_bound, share_times
from dateline.find.event_types import type_event
from dateline.find.event_words import list_forms, tell_governing
from dateline.find.figures import find_figures
from dateline.find.grammar import NOUNS, VERBS, Grammar, read_grammar
from dateline.find.layers import EventPart, decode_event_parts
from dateline.find.participant_phrases import Scenery, find_cases
from dateline.find.participants import find_participants
from dateline.find.phrases import to_singular
from dateline.find.standing import Standing, tell_standing
from dateline.find.whose_word import (
    Claims,
    has_reserve_near,
    is_indirect,
    is_question,
    is_somebodys,
    read_claims,
)
from dateline.model.findings import (
    Act,
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
from dateline.model.ids import make_id
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding
from dateline.nlp.sentences import find_paragraphs, find_sentences
from dateline.nlp.words import Words

# What is read of what the encoder says of events: the tree tells who takes part.
_PARTS: Final = ("action", "reporting", "place")
_FACTUAL: Final = (Status.HAPPENED, Status.ONGOING)
_LEAST_SCORE: Final = 0.3
# A noun that the lexicon has as one of events, and one that it does not have.
_LEAST_KNOWN_NOUN: Final = 0.2
_LEAST_UNKNOWN_NOUN: Final = 0.55
# No such noun, of which nothing else is told: neither who nor when nor how many.
_LEAST_BARE: Final = 0.6
_STATUS_OF_ACT: Final = {
    Act.PLAN: Status.PLANNED,
    Act.PROMISE: Status.PLANNED,
    Act.THREAT: Status.THREATENED,
    Act.DEMAND: Status.DEMANDED,
    Act.PREDICTION: Status.PREDICTED,
    Act.QUESTION: Status.HYPOTHETICAL,
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event.

    Attributes:
        span: Where it stands, with the particle that belongs to it.
        at: The word of the grammar that the rest of the clause hangs on.
        carrier: The verb that puts a noun's event on the stage, where there is one.
        score: How sure the encoder is.
    """

    span: Span
    at: int
    carrier: int | None
    score: float


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
        that is somebody's without a statement to say whose has no entry.
    """
    parts = decode_event_parts(encoding, _PARTS)
    if not any(part.type == "action" for part in parts):
        return ()
    if sentences is None:
        sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
    g = read_grammar(encoding, sentences)
    claims = read_claims(g, encoding, statements, parts)
    triggers = _find_triggers(g, parts, claims)
    telling = [one for one in triggers if not _is_dull(g, one)]
    # A noun that tells of nothing carries nothing off: "lost its case" is a loss.
    carriers = {one.carrier for one in telling}
    kept = [one for one in telling if one.at not in carriers]
    scenery = Scenery(
        mentions,
        [mention.start for mention in mentions],
        [(part.start, part.end) for part in parts if part.type == "place"],
        [(time.start, time.end) for time in times],
    )
    hanging = {one.carrier: one.at for one in kept if one.carrier is not None} | {
        one.at: one.at for one in kept
    }
    when = attach_times(g, times, hanging, frozenset(claims.cues))
    when = share_times(
        g, when, [one.at for one in kept], {one.at: one.carrier for one in kept if one.carrier is not None}
    )
    title_end = _find_title_end(report)
    figures = _find_figures(g, kept, times, sentences)
    made: list[Event] = []
    for one, counted in zip(kept, figures, strict=True):
        event = _make_event(
            report,
            g,
            one,
            claims,
            scenery,
            times,
            when.get(one.at),
            counted,
            in_title=one.span.start < title_end,
        )
        if event is not None:
            made.append(event)
    return tuple(made)


def _find_triggers(g: Grammar, parts: Sequence[EventPart], claims: Claims) -> list[Trigger]:
    """Return what the encoder takes for actions, with the words they hang on; words of speaking left out."""
    found: list[Trigger] = []
    for part in parts:
        if part.type != "action" or part.score < _LEAST_KNOWN_NOUN:
            continue
        at = _find_word(g, part)
        if at is None or _describes(g, at):
            continue
        if part.score < _LEAST_SCORE and not _is_known_noun(g, at):
            continue
        if claims.cues.get(at, -1) >= 0 and not (
            g.tags[at] in VERBS and g.lower[at] in list_forms("acting_verbs")
        ):
            continue
        found.append(Trigger(Span(part.start, part.end), at, None, part.score))
    words = {one.at for one in found}
    return [replace(one, carrier=_find_carrier(g, one.at, words)) for one in found]


def _find_word(g: Grammar, part: EventPart) -> int | None:
    """Return the word of a trigger that the clause hangs on: its verb or noun, not its particle."""
    inside = [at for at in g.find_words(part.start, part.end) if g.tags[at] in (*VERBS, *NOUNS)]
    if not inside:
        inside = [at for at in g.find_words(part.start, part.end) if g.tags[at] in ("JJ", "IN", "RP", "MD")]
    if not inside:
        return None
    if g.tags[inside[-1]] in NOUNS and g.heads[inside[0]] == inside[-1] and g.tags[inside[0]] == "VBG":
        return inside[-1]  # "coming victories"
    outer = [at for at in inside if g.heads[at] not in inside]
    return (outer or inside)[-1 if g.tags[inside[0]] in NOUNS else 0]


def _describes(g: Grammar, at: int) -> bool:
    """Tell whether a word only describes the noun after it: "striking workers", "more support"."""
    if g.tags[at] in VERBS:
        before = g.tags[at - 1] if at else ""
        wanting = before in ("DT", "JJ", "JJR", "PRP$") and g.lower[at] in list_forms("dull_nouns")
        return wanting or (g.relations[at] in ("amod", "compound") and g.heads[at] > at)
    return False


def _find_carrier(g: Grammar, at: int, words: set[int]) -> int | None:
    """Return the verb that puts a noun's event on the stage: "held talks", "the vote took place"."""
    head = g.heads[at]
    if g.tags[at] not in NOUNS:
        return None
    for child in g.having(at, "acl"):
        if child == at + 1 and g.tags[child] == "VBN" and g.lower[child] in list_forms("carrying_verbs"):
            return child  # "a deal reached in June"
    if head < 0 or g.tags[head] not in VERBS:
        return None
    if g.relations[at] not in ("obj", "nsubj", "obl", "ccomp") or g.lower[head] not in list_forms(
        "carrying_verbs"
    ):
        return None
    if g.relations[at] == "obl":
        takes_part = head + 1 < len(g.lower) and g.lower[head + 1] == "part"
        joins = takes_part or g.lower[head] in list_forms("joining_verbs")
        return head if joins and find_cases(g, at) & {"in"} else None
    return head


def _is_dull(g: Grammar, one: Trigger) -> bool:
    """Tell whether a trigger is worth no entry: it merely is, or goes on in a head."""
    word = g.text[one.span.start : one.span.end].lower()
    if not any(char.isalpha() for char in word) or len(word) < 3:
        return True
    if (
        g.text[one.span.end : one.span.end + 1] == "-"
        and g.text[one.span.end + 1 : one.span.end + 2].isalpha()
    ):
        return True  # "battle-hardened"
    if g.tags[one.at] in VERBS and _only_governs(g, one.at):
        return True
    if g.tags[one.at] in VERBS:
        dull: tuple[str, ...] = ("inner_verbs", "being_verbs", "light_verbs", "speaking_verbs")
    elif g.tags[one.at] in NOUNS:
        if _is_part_of_name(g, one.at) or _only_describes(g, one.at):
            return True
        dull = ("dull_nouns",)
        known = _is_known_noun(g, one.at) or word in list_forms("event_nouns")
        if not known and one.score < _LEAST_UNKNOWN_NOUN:
            return True
    else:
        return True
    return any(word in list_forms(name) for name in dull)


def _only_describes(g: Grammar, at: int) -> bool:
    """Tell whether a noun only says what kind of thing the next one is: "debate site", "battle lines"."""
    head = g.heads[at]
    if head <= at or g.relations[at] != "compound" or g.tags[head] not in NOUNS or head != at + 1:
        return False
    return not _is_known_noun(g, head) and g.lower[head] in list_forms("thing_nouns")


def _is_part_of_name(g: Grammar, at: int) -> bool:
    """Tell whether a word is somebody's name: "Ban Ki-moon"."""
    return (
        g.tags[at] == "NNP"
        and at + 1 < len(g.tags)
        and g.tags[at + 1] == "NNP"
        and g.relations[at + 1] == "flat"
        and g.heads[at + 1] == at
    )


def _only_governs(g: Grammar, at: int) -> bool:
    """Tell whether a verb says no more than how another stands: "failed to agree", "came to pass"."""
    if g.lower[at] in list_forms("outcome_verbs"):
        return any(
            g.relations[c] in ("xcomp", "ccomp", "advcl") and c > at and g.lower[c - 1] == "to"
            for c in g.children[at]
        )
    return (
        g.lower[at] == "pass" and at > 1 and g.lower[at - 1] == "to" and g.lower[at - 2] in ("come", "came")
    )


def _is_known_noun(g: Grammar, at: int) -> bool:
    """Tell whether the lexicon has a word as a noun of events."""
    return g.tags[at] in NOUNS and to_singular(g.lower[at])[0] in list_forms("event_nouns")


class _Tokens(Sequence[Span]):
    """The words of a grammar as spans, each made when it is asked for: few are."""

    def __init__(self, g: Grammar) -> None:
        self._g = g

    def __len__(self) -> int:
        return len(self._g.starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return Span(self._g.starts[at], self._g.ends[at])


def _find_figures(
    g: Grammar, triggers: Sequence[Trigger], times: Sequence[TimeExpression], sentences: Sequence[Span]
) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures of each trigger, in their order."""
    tokens = _Tokens(g)
    words = Words(tags=g.tags, parts=[], heads=g.heads, relations=g.relations, starts=[])
    spans = [Span(time.start, time.end) for time in times]
    found = find_figures(g.text, tokens, words=words, times=spans)
    found = date_figures(g.text, found, spans, sentences)
    return attach_figures(found, [one.span for one in triggers], sentences, tokens=tokens, words=words)


def _find_title_end(report: Report) -> int:
    """Return where the headline ends, where the body begins with it; 0 where it does not."""
    if report.title is None or not report.body:
        return 0
    start = report.text.find(report.title, report.body[0].start, report.body[0].end)
    return start + len(report.title) if 0 <= start < report.body[0].start + 200 else 0


def _make_event(
    report: Report,
    g: Grammar,
    one: Trigger,
    claims: Claims,
    scenery: Scenery,
    times: Sequence[TimeExpression],
    time: int | None,
    figures: tuple[Figure, ...],
    *,
    in_title: bool,
) -> Event | None:
    """Make the entry of a trigger; None where nothing lets one say whose word it is, or nobody takes part."""
    covering = claims.of(one.span.start)
    if not covering and is_somebodys(g, claims, one.carrier or one.at):
        return None
    standing = tell_standing(g, one.at, carrier=one.carrier, in_title=in_title)
    if not covering and (standing.loose or (not standing.claimed and is_indirect(g, one.at, standing.told))):
        return None
    if not covering and standing.claimed:
        standing = replace(standing, status=Status.HYPOTHETICAL, open=False)  # "accused of stealing"
    if covering:
        standing = _weigh_act(g, one, standing, covering[-1])
    elif standing.told and is_question(g, one.at):
        standing = replace(standing, status=Status.HYPOTHETICAL, why="asked")
    elif standing.status in _FACTUAL and has_reserve_near(g, one.carrier or one.at):
        standing = replace(standing, status=Status.HYPOTHETICAL, why="told with reserve")
    participants = find_participants(g, scenery, one.at, one.carrier)
    bare = not participants and time is None and one.carrier is None and not figures
    if bare and one.score < _LEAST_BARE and not _is_known_noun(g, one.at):
        return None
    said_time = times[time] if time is not None else None
    bound = find_bound(g, said_time) if said_time is not None else None
    date = date_event(said_time, bound, standing.status, report.published)
    if date is None and standing.told:
        time, date = None, date_event(None, None, standing.status, report.published)
    elif date is None:
        standing = replace(standing, status=Status.PLANNED, why="its time is still to come")
        date = date_event(said_time, bound, standing.status, report.published)
    kind = type_event(
        g,
        one.at,
        carrier=one.carrier,
        agents=_span_role(participants, Role.AGENT),
        targets=_span_role(participants, Role.TARGET),
    )
    return Event(
        id=make_id("event", report.id, one.span.start, one.span.end),
        trigger=one.span,
        participants=participants,
        time=time,
        date=date or Interval(None, None),
        type=None if kind is None else kind.type,
        mode=None if kind is None else kind.mode,
        status=standing.status,
        polarity=Polarity.POSITIVE if standing.positive else Polarity.NEGATIVE,
        according_to=tuple(statement.id for statement in covering),
        figures=figures,
        confidence=_rate(one, standing, participants),
        rule=f"encoder; {standing.status}: {standing.why}",
    )


def _span_role(participants: Sequence[Participant], role: Role) -> list[Span]:
    return [Span(one.start, one.end) for one in participants if one.role is role]


def _weigh_act(g: Grammar, one: Trigger, standing: Standing, statement: Statement) -> Standing:
    """Let what a speaker does by saying it decide where the words leave it open."""
    act = statement.act
    why = f"said as {'an' if act.value[0] in 'a' else 'a'} {act.value}"
    if act is Act.DENIAL:
        outermost = not any(
            statement.content[0].start <= g.starts[up] < statement.content[-1].end
            for up in g.climb(one.carrier or one.at)
            if g.tags[up] in VERBS
        )
        refusing = any(
            (making := tell_governing(g.lower[at])) is not None and making.status in ("denied", "not done")
            for span in statement.cue
            for at in g.find_words(span.start, span.end)
        )
        if (not standing.positive and standing.told) or (refusing and outermost and not standing.definite):
            return replace(standing, status=Status.DENIED, positive=False, why=why)
        return standing
    meant = _STATUS_OF_ACT.get(act)
    if meant is not None and standing.open and not standing.definite:
        if act is Act.PREDICTION and standing.status in (Status.DEMANDED, Status.THREATENED):
            return standing
        return replace(standing, status=meant, why=why)
    return standing


def _rate(one: Trigger, standing: Standing, participants: Sequence[Participant]) -> float:
    """Rate how likely an entry is right: its word, and how it stands."""
    acting = any(p.role in (Role.AGENT, Role.TARGET) for p in participants)
    sure = 1.0 if standing.told else 0.85 if standing.definite else 0.75
    return round(one.score * sure * (1.0 if acting else 0.85), 3)
