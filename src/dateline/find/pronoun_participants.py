"""Whom a pronoun means that takes part in an event: "he was arrested", "I resigned".

In: a report's events, its mentions and statements. Out: the events, with the actor of each "he" and "she"
told as for the sources of statements, and of each "I" in what somebody said. Who is not told surely stays
without an actor; "it", "they" and "we" do so always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from dateline.find.antecedents import Antecedents
from dateline.find.cast import Cast
from dateline.find.names import Gender
from dateline.find.pronouns import Pronoun, read_pronoun
from dateline.find.quotations import covering_quotation, find_quotations
from dateline.model.findings import Event, Mention, Participant, Statement
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs

_GENDER: Final = {Pronoun.HE: Gender.HE, Pronoun.SHE: Gender.SHE}
_SURE_ENOUGH: Final = 0.6


def name_pronouns(
    report: Report,
    events: Sequence[Event],
    *,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    sentences: Sequence[Span],
) -> tuple[Event, ...]:
    """Return the events in their order, each pronoun among who takes part with whom it means.

    Args:
        report: The events'.
        events: As they were found.
        mentions: The report's, sorted; those without an actor stand for nobody.
        statements: The report's.
        sentences: Those of the body, in order.
    """
    asked = _find_asked(report, events)
    if not asked:
        return tuple(events)
    quotations = find_quotations(report.text, find_paragraphs(report.text, report.body))
    cast = Cast(report.text, [one for one in mentions if one.actor is not None], sentences, quotations)
    antecedents = Antecedents(cast)
    told: dict[Span, str] = {}
    for span, pronoun in sorted(asked.items()):
        quoted = covering_quotation(quotations, span.start) is not None
        speaker = _find_speaker(statements, span) if quoted else None
        if pronoun is Pronoun.FIRST:
            actor = speaker
        else:
            ranked = antecedents.rank(span.start, _GENDER[pronoun], (), not_actor=speaker)
            sure = bool(ranked) and ranked[0].share >= _SURE_ENOUGH
            member = ranked[0].candidate.member if sure else None
            actor = None if member is None else member.actor
        if actor is not None:
            told[span] = actor
    return tuple(replace(event, participants=_name(event.participants, told)) for event in events)


def _find_asked(report: Report, events: Sequence[Event]) -> dict[Span, Pronoun]:
    found: dict[Span, Pronoun] = {}
    for event in events:
        for one in event.participants:
            span = Span(one.start, one.end)
            pronoun = read_pronoun(span.of(report.text)) if one.actor is None else None
            if pronoun is Pronoun.FIRST or pronoun in _GENDER:
                found[span] = pronoun
    return found


def _find_speaker(statements: Sequence[Statement], span: Span) -> str | None:
    """Return who says what a word stands in, of several the innermost."""
    holding = [
        (part.end - part.start, number)
        for number, one in enumerate(statements)
        for part in one.content
        if part.covers(span)
    ]
    return statements[min(holding)[1]].speaker.actor if holding else None


def _name(participants: Sequence[Participant], told: Mapping[Span, str]) -> tuple[Participant, ...]:
    return tuple(
        replace(one, actor=told.get(Span(one.start, one.end))) if one.actor is None else one
        for one in participants
    )
