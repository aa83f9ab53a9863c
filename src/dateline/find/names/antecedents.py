"""Pronouns of one person -> who they stand for: each "he" and "she" of a report, in the order of the text.

In: the cast of a report and who has spoken. Out: for a pronoun the persons it may stand for, each with its
share of belief. What a pronoun was taken for counts as one more place of that person for the pronouns after
it, as a reader keeps to one subject. The weights of the features are data beside the code, learned by
`training/antecedents.py`; what they gave is in `docs/decisions/0006-a-ranker-for-pronouns.md`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dateline.find.names.candidates import (
    CLAUSE,
    PRONOUN,
    Asked,
    Candidate,
    Place,
    gender_of,
    is_subject,
    last_before,
    read_role,
)
from dateline.find.names.cast import Cast
from dateline.find.names.names import Gender
from dateline.find.statements.quotations import covering_quotation
from dateline.find.statements.voices import Voice
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, SpeakerKind

WEIGHTS: Final = Path(__file__).with_name("antecedents.json")
# How many sentences back the last place of a candidate may lie, and of one whose gender is not known.
_REACH: Final = 15
_REACH_UNKNOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its share of belief, and how many sentences back it was last named or spoke."""

    candidate: Candidate
    share: float
    sentences_back: int


@cache
def load_weights() -> dict[str, float]:
    """Return the weight of each feature."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    return weights


class Antecedents:
    """Tells whom the pronouns of one report stand for.

    Args:
        cast: Who is named in the report.
        weights: Of the features, by name; None for those that come with the program.
    """

    def __init__(self, cast: Cast, weights: dict[str, float] | None = None) -> None:
        self._cast = cast
        self._weights = load_weights() if weights is None else weights
        self._pronouns = [
            (m.start(), Gender.HE if m["he"] else Gender.SHE)
            for s in cast.sentences
            for m in PRONOUN.finditer(cast.text, s.start, s.end)
        ]
        self._persons = [m for m in cast.mentions if m.type is MentionType.PERSON]
        self._candidates: dict[str, Candidate] = {}
        self._next_pronoun = 0
        self._next_person = 0
        self._heard = 0

    def rank(
        self,
        at: int,
        gender: Gender,
        voices: Sequence[Voice],
        *,
        not_actor: str | None = None,
        speaks: bool = False,
    ) -> list[Ranked]:
        """Rank whom a pronoun at offset `at` may stand for, the likeliest first.

        Args:
            at: Where it stands; not before the one asked for last.
            gender: What it tells of the person.
            voices: Who has spoken, in the order in which that was told.
            not_actor: Who it cannot be: the speaker inside whose quotation it stands.
            speaks: Whether the pronoun is the source of a statement.
        """
        self._advance(at, voices)
        return self._rank(at, gender, not_actor, speaks=speaks)

    def _settle(self, at: int, gender: Gender, candidate: Candidate) -> None:
        """Count the pronoun at `at` as one more place of whom it was taken for."""
        self._put(candidate, at, is_name=False)
        candidate.called.append(gender)

    def _advance(self, at: int, voices: Sequence[Voice]) -> None:
        """Take in who is named, who has spoken and what pronouns stand before `at`."""
        for voice in voices[self._heard :]:
            self._hear(voice)
        self._heard = len(voices)
        while self._next_pronoun < len(self._pronouns) and self._pronouns[self._next_pronoun][0] < at:
            start, gender = self._pronouns[self._next_pronoun]
            self._next_pronoun += 1
            self._name_until(start)
            # Who is quoted may not be known yet: what is said in a quotation does not lead on.
            if covering_quotation(self._cast.quotations, start) is not None:
                continue
            if ranked := self._rank(start, gender, None):
                self._settle(start, gender, ranked[0].candidate)
        self._name_until(at)

    def _name_until(self, at: int) -> None:
        while self._next_person < len(self._persons) and self._persons[self._next_person].start < at:
            mention = self._persons[self._next_person]
            self._next_person += 1
            member = self._cast.member_of(mention)
            known = self._candidates.setdefault(member.actor, Candidate(member.actor, member.gender, member))
            self._put(known, mention.start, is_name=True, mention=mention)

    def _hear(self, voice: Voice) -> None:
        kinds = (SpeakerKind.NAMED_PERSON, SpeakerKind.ANONYMOUS)
        actor = voice.speaker.actor
        if actor is None or voice.plural or voice.speaker.kind not in kinds:
            return
        if covering_quotation(self._cast.quotations, voice.start) is not None:
            return
        known = self._candidates.get(actor)
        if known is None:
            member = self._cast.members.get(actor)
            known = self._candidates[actor] = Candidate(actor, voice.gender, member, voice)
        known.voice = voice
        known.spoke.append(voice.start)
        by_name = known.member is not None and any(
            voice.start <= m.start < voice.start + 60 for m in known.member.places
        )
        if not by_name:
            self._put(known, voice.start, is_name=known.member is None)

    def _put(
        self, candidate: Candidate, start: int, *, is_name: bool, mention: Mention | None = None
    ) -> None:
        cast = self._cast
        if any(place.start == start for place in candidate.places[-3:]):
            return
        sentence = cast.sentence_at(start)
        begin = cast.sentences[sentence].start
        quotation = covering_quotation(cast.quotations, start)
        after = cast.text[mention.end : mention.end + 2] if mention else ""
        owner = bool(re.match(r"[’']s?", after)) if mention else read_role(cast.text, start) == "possessive"
        subject = not owner and is_subject(cast, start, begin)
        first = self._comes_first(candidate, start, sentence, quoted=quotation is not None)
        place = Place(start, sentence, is_name, subject, owner, first, quotation)
        at = len(candidate.places)
        while at and candidate.places[at - 1].start > start:
            at -= 1
        candidate.places.insert(at, place)

    def _comes_first(self, candidate: Candidate, start: int, sentence: int, *, quoted: bool) -> bool:
        """Tell whether nobody else was spoken of before in the sentence, both quoted or both not."""
        for other in self._candidates.values():
            if other is candidate:
                continue
            for place in other.places[-4:]:
                if (
                    place.sentence == sentence
                    and place.start < start
                    and (place.quotation is not None) == quoted
                ):
                    return False
        return True

    def _rank(self, at: int, gender: Gender, not_actor: str | None, *, speaks: bool = False) -> list[Ranked]:
        here = self._cast.sentence_at(at)
        fits = [
            one
            for one in self._candidates.values()
            if one.key != not_actor
            and (last := last_before(one, at)) is not None
            and here - last.sentence <= _reach(one, gender)
            and not self._is_bound(last, at)
        ]
        if not fits:
            return []
        scores = [
            sum(self._weights.get(name, 0.0) * value for name, value in features.items())
            for features in self.describe(at, gender, fits, speaks=speaks)
        ]
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        ranked = [
            Ranked(one, share / total, here - self._last_named(one, at))
            for one, share in zip(fits, shares, strict=True)
        ]
        return sorted(ranked, key=lambda r: (-r.share, -_last_start(r.candidate, at), r.candidate.key))

    def _last_named(self, one: Candidate, at: int) -> int:
        named = [p.sentence for p in one.places if p.start < at and p.is_name]
        return max([*named, *(self._cast.sentence_at(s) for s in one.spoke if s < at)], default=0)

    def _is_bound(self, last: Place, at: int) -> bool:
        """Tell whether "him" is the object of the verb whose subject stands at `last`: "Osei thanked him"."""
        text = self._cast.text
        if not last.is_subject or last.sentence != self._cast.sentence_at(at):
            return False
        between = text[last.start : at]
        before = between.split()[-1].lower()
        return (
            read_role(text, at) == "object"
            and before not in load("en", "nominals").lists["before_objects"]
            and CLAUSE.search(between) is None
            and not any(last.start < m.start < at for m in self._persons)
        )

    def describe(
        self, at: int, gender: Gender, fits: Sequence[Candidate], *, speaks: bool = False
    ) -> list[dict[str, float]]:
        """Return the features of each candidate for the pronoun at `at`, by name; what is 0 is left out."""
        asked = Asked(self._cast, at, self._candidates.values(), fits, speaks=speaks)
        return [{name: value for name, value in asked.describe(one, gender).items() if value} for one in fits]


def _reach(one: Candidate, gender: Gender) -> int:
    """Return how many sentences back a candidate may lie; -1 where the gender forbids it."""
    known = gender_of(one)
    if known is gender or gender is Gender.UNKNOWN or gender in one.called:
        return _REACH
    return _REACH_UNKNOWN if known is Gender.UNKNOWN else -1


def _last_start(one: Candidate, at: int) -> int:
    last = last_before(one, at)
    return last.start if last else -1
