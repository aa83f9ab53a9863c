"""Whom a phrase without a name means: "he", "its", "the store", by the actors of the record.

In: a report's findings, linked or not. Out: the actor of a pronoun, of "I" within what somebody said, and of
a noun that is the last word of a name met before. What is not sure enough is nobody.
"""

import re
from collections.abc import Sequence
from typing import Final

from dateline.find.names.antecedents import Antecedents
from dateline.find.names.candidates import is_subject
from dateline.find.names.cast import Cast
from dateline.find.names.names import Gender
from dateline.find.names.pronouns import Pronoun, find_body, read_pronoun
from dateline.find.statements.quotations import find_quotations
from dateline.model.findings import Findings, MentionType
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_GENDER: Final = {Pronoun.HE: Gender.HE, Pronoun.SHE: Gender.SHE}
_SURE_ENOUGH: Final = 0.6
# How many characters back a noun may point to its name.
_REACH: Final = 1500
_WORD: Final = re.compile(r"[\w’'-]+")
_DEFINITE: Final = re.compile(r"(?i)\b(?:the|this|that)\s+(?:[\w’'-]+\s+){0,2}\Z")


class Referents:
    """Tells whom the phrases of one report mean, asked in the order of the text."""

    def __init__(self, findings: Findings) -> None:
        report = findings.report
        self._findings = findings
        self._text = report.text
        sentences = find_sentences(report.text, find_paragraphs(report.text, report.body))
        self._mentions = [one for one in findings.mentions if one.actor is not None]
        quotations = find_quotations(report.text, report.body)
        self._cast = Cast(report.text, self._mentions, sentences, quotations)
        self._antecedents = Antecedents(self._cast)

    def find(self, spans: Sequence[Span]) -> dict[Span, str]:
        """Return the actors that phrases mean, by phrase; those without one are left out."""
        found: dict[Span, str] = {}
        for span in sorted(set(spans)):
            actor = self._find(span)
            if actor is not None:
                found[span] = actor
        return found

    def _find(self, span: Span) -> str | None:
        words = span.of(self._text)
        pronoun = read_pronoun(words)
        if pronoun is None:
            return self._find_noun(span)
        if pronoun in _GENDER:
            ranked = self._antecedents.rank(span.start, _GENDER[pronoun], ())
            sure = bool(ranked) and ranked[0].share >= _SURE_ENOUGH
            member = ranked[0].candidate.member if sure else None
            return member.actor if member is not None else None
        if pronoun is Pronoun.FIRST:
            return self._find_speaker(span)
        if pronoun is Pronoun.IT and (thing := self._find_thing(span)) is not None:
            return thing
        if pronoun in (Pronoun.IT, Pronoun.THEY):
            body = find_body(self._cast, (), at=span.start, plural=pronoun is Pronoun.THEY)
            return body.member.actor if body is not None and body.member is not None else None
        return None

    def _find_thing(self, span: Span) -> str | None:
        """Return the body or thing that "it" means within its sentence: a subject, else the nearest one."""
        sentence = self._cast.sentences[self._cast.sentence_at(span.start)]
        named = [
            one
            for one in self._cast.between(sentence.start, span.start)
            if one.type is not MentionType.PERSON
        ]
        subjects = [one for one in named if is_subject(self._cast, one.start, sentence.start)]
        best = [*subjects[:1], *named[-1:]]
        return best[0].actor if best else None

    def _find_speaker(self, span: Span) -> str | None:
        """Return who says what a phrase stands in, of several the innermost."""
        holding = [
            (part.end - part.start, one.speaker.actor)
            for one in self._findings.statements
            for part in one.content
            if part.covers(span)
        ]
        return min(holding, key=lambda one: one[0])[1] if holding else None

    def _find_noun(self, span: Span) -> str | None:
        """Return the actor whose name ends with a noun: "the store" after "the Harbour Store"."""
        words = _WORD.findall(span.of(self._text))
        before = self._text[max(0, span.start - 40) : span.start]
        if not words or not words[-1].islower() or not (_DEFINITE.search(before) or words[0] == "the"):
            return None
        for mention in reversed(self._cast.between(max(0, span.start - _REACH), span.start)):
            name = _WORD.findall(mention.name or "")
            if len(name) > 1 and name[-1].lower() == words[-1]:
                return mention.actor
        return None
