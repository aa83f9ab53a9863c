"""Whom a pronoun means that takes part in an event: "he was arrested", "I resigned".

In: a report's events, its mentions and statements. Out: the events, with the actor of each "he" and "she"
told as for the sources of statements, and of each "I" in what somebody said. Who is not told surely stays
without an actor; "it", "they" and "we" do so always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from operator import itemgetter
from typing import Final

from dateline.find.names.antecedents import Antecedents
from dateline.find.names.cast import Cast
from dateline.find.names.names import Gender
from dateline.find.names.pronouns import Pronoun, read_pronoun
from dateline.find.statements.quotations import covering_quotation, find_quotations
from dateline.model.findings import Event, Mention, Statement
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
    sayings = _Sayings(statements)
    for span, pronoun in sorted(asked.items()):
        quoted = covering_quotation(quotations, span.start) is not None
        speaker = sayings.find_speaker(span) if quoted else None
        if pronoun is Pronoun.FIRST:
            actor = speaker
        else:
            ranked = antecedents.rank(span.start, _GENDER[pronoun], (), not_actor=speaker)
            sure = bool(ranked) and ranked[0].share >= _SURE_ENOUGH
            member = ranked[0].candidate.member if sure else None
            actor = None if member is None else member.actor
        if actor is not None:
            told[span] = actor
    return tuple(_name(event, told) for event in events)


def _find_asked(report: Report, events: Sequence[Event]) -> dict[Span, Pronoun]:
    found: dict[Span, Pronoun] = {}
    for event in events:
        for one in event.participants:
            span = Span(one.start, one.end)
            pronoun = read_pronoun(span.of(report.text)) if one.actor is None else None
            if pronoun is Pronoun.FIRST or pronoun in _GENDER:
                found[span] = pronoun
    return found


class _Sayings:
    """What is said where, and by whom; asked for one word after another, in the order of the text."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        parts = [(part, number) for number, one in enumerate(statements) for part in one.content]
        self._ahead = sorted(parts, key=itemgetter(0), reverse=True)
        self._begun: list[tuple[int, int, int]] = []

    def find_speaker(self, span: Span) -> str | None:
        """Return who says what a word stands in, of several the innermost."""
        while self._ahead and self._ahead[-1][0].start <= span.start:
            part, number = self._ahead.pop()
            heappush(self._begun, (part.end - part.start, number, part.end))
        while self._begun and self._begun[0][2] < span.end:
            heappop(self._begun)  # over before this word, and before all after it
        return self._statements[self._begun[0][1]].speaker.actor if self._begun else None


def _name(event: Event, told: Mapping[Span, str]) -> Event:
    """Return an event with the actors of its pronouns."""
    actors = [
        told.get(Span(one.start, one.end)) if one.actor is None else one.actor for one in event.participants
    ]
    if all(one.actor == actor for one, actor in zip(event.participants, actors, strict=True)):
        return event
    parts = zip(event.participants, actors, strict=True)
    return replace(event, participants=tuple(replace(one, actor=actor) for one, actor in parts))
