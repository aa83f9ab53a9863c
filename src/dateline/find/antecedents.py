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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from dateline.find.cast import Cast, Member
from dateline.find.names import Gender
from dateline.find.quotations import Quotation, covering_quotation
from dateline.find.voices import Voice
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, SpeakerKind

WEIGHTS: Final = Path(__file__).with_name("antecedents.json")
_PRONOUN: Final = re.compile(
    r"(?<![\w’'.-])(?:(?P<he>he|him|his|himself)|(?:she|hers?|herself))(?![\w-])", re.I
)
# How many sentences back the last place of a candidate may lie, and of one whose gender is not known.
_REACH: Final = 15
_REACH_UNKNOWN: Final = 3
# After "her" as an object: a mark, the end, or a word that begins no noun phrase.
_AFTER_OBJECT: Final = re.compile(
    r"\s*(?:[,.;:!?)—–”\"]|$|(?:to|in|on|at|of|for|from|with|and|as|by|that|if|when|because|about|into|was|is|out|"
    r"up|off|the|a|an|who|how|why|what|over|after|before|not|against)\b)"
)
_CLAUSE: Final = re.compile(
    r"[,;:—–]|\b(?:that|and|but|who|which|if|when|because|while|as|after|before|to)\b"
)


@dataclass(slots=True)
class _Place:
    """Where a candidate was spoken of: by name, by a pronoun, or as who spoke."""

    start: int
    sentence: int
    is_name: bool
    is_subject: bool
    is_owner: bool
    is_first: bool
    quotation: Quotation | None


@dataclass(slots=True)
class Candidate:
    """Someone whom a pronoun may stand for, with the places so far."""

    key: str
    gender: Gender
    member: Member | None
    voice: Voice | None = None
    places: list[_Place] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    called: list[Gender] = field(default_factory=list)


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
            for m in _PRONOUN.finditer(cast.text, s.start, s.end)
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
        owner = bool(re.match(r"[’']s?", after)) if mention else _read_role(cast.text, start) == "possessive"
        subject = not owner and is_subject(cast, start, begin)
        first = not any(
            place.sentence == sentence
            and place.start < start
            and (place.quotation is None) == (quotation is None)
            for other in self._candidates.values()
            if other is not candidate
            for place in other.places[-4:]
        )
        place = _Place(start, sentence, is_name, subject, owner, first, quotation)
        at = len(candidate.places)
        while at and candidate.places[at - 1].start > start:
            at -= 1
        candidate.places.insert(at, place)

    def _rank(self, at: int, gender: Gender, not_actor: str | None, *, speaks: bool = False) -> list[Ranked]:
        here = self._cast.sentence_at(at)
        fits = [
            one
            for one in self._candidates.values()
            if one.key != not_actor
            and (last := _last_before(one, at)) is not None
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

    def _is_bound(self, last: _Place, at: int) -> bool:
        """Tell whether "him" is the object of the verb whose subject stands at `last`: "Osei thanked him"."""
        text = self._cast.text
        if not last.is_subject or last.sentence != self._cast.sentence_at(at):
            return False
        between = text[last.start : at]
        before = between.split()[-1].lower()
        return (
            _read_role(text, at) == "object"
            and before not in load("en", "nominals").lists["before_objects"]
            and _CLAUSE.search(between) is None
            and not any(last.start < m.start < at for m in self._persons)
        )

    def describe(
        self, at: int, gender: Gender, fits: Sequence[Candidate], *, speaks: bool = False
    ) -> list[dict[str, float]]:
        """Return the features of each candidate for the pronoun at `at`, by name; what is 0 is left out."""
        asked = _Asked(self._cast, at, self._candidates.values(), fits, speaks=speaks)
        return [{name: value for name, value in asked.describe(one, gender).items() if value} for one in fits]


class _Asked:
    """A pronoun and those it may stand for, seen side by side."""

    def __init__(
        self, cast: Cast, at: int, known: Iterable[Candidate], fits: Sequence[Candidate], *, speaks: bool
    ) -> None:
        self._cast, self._at, self._speaks = cast, at, speaks
        self._here = cast.sentence_at(at)
        self._begin = cast.sentences[self._here].start
        self._role = _read_role(cast.text, at)
        self._quotation = covering_quotation(cast.quotations, at)
        self._opens = not re.search(r"\w", cast.text[self._begin : at])
        self._last = {one.key: place for one in fits if (place := _last_before(one, at)) is not None}
        order = sorted(fits, key=lambda one: -self._last[one.key].start)
        self._rank = {one.key: min(n, 2) for n, one in enumerate(order)}
        self._names = {one.key: sum(p.start < at and p.is_name for p in one.places) for one in fits}
        self._names_in_all = {one.key: len(one.member.places) if one.member else 1 for one in fits}
        self._last_spoke = max((start for one in known for start in one.spoke if start < at), default=-1)

    def describe(self, one: Candidate, gender: Gender) -> dict[str, float]:
        row = {
            "gender known": float(_gender_of(one) is gender),
            "called so before": math.log1p(one.called.count(gender)),
            **self._describe_last(one),
            **self._describe_names(one),
            **self._describe_near(one),
            **self._describe_spoke(one),
        }
        last = self._last[one.key]
        if self._role == "object" and last.sentence == self._here:
            between = self._cast.text[last.start : self._at]
            row["object in the clause of its subject"] = float(
                last.is_subject and _CLAUSE.search(between) is None
            )
        if self._role == "possessive" and last.sentence == self._here:
            row |= {"possessive in the sentence": 1.0, "possessive of a subject": float(last.is_subject)}
        if self._role == "reflexive" and last.sentence == self._here:
            row["reflexive of a subject"] = float(last.is_subject)
        if self._role == "subject":
            row |= {
                "subject of a subject": float(last.is_subject),
                "subject, spoke last": row["spoke last"],
            }
        if self._opens:
            row["opens, subject before"] = row["subject of the sentence before"]
            row["opens, spoke before"] = row["spoke in the sentence before"]
        if self._speaks:
            for name in ("spoke last", "spoke in the sentence before", "subject of the sentence before"):
                row[f"speaks, {name}"] = row[name]
        if self._quotation is not None:
            for name in ("spoke last", "most names", "spoke in this sentence"):
                row[f"quoted, {name}"] = row[name]
        return row

    def _describe_last(self, one: Candidate) -> dict[str, float]:
        """Return what is known of the candidate's last place."""
        last = self._last[one.key]
        back = self._here - last.sentence
        inside = last.quotation is not None and last.quotation == self._quotation
        return {
            f"back {min(back, 4) if back < 7 else 7}": 1.0,
            f"nearest {self._rank[one.key]}": 1.0,
            "last by name": float(last.is_name),
            "last as subject": float(last.is_subject),
            "last as owner": float(last.is_owner),
            "last opens its sentence": float(last.is_first),
            "last in another's words": float(last.quotation is not None and not inside),
            "in the same quotation": float(inside),
            "paragraph": float("\n" not in self._cast.text[last.start : self._at]),
        }

    def _describe_names(self, one: Candidate) -> dict[str, float]:
        """Return how much the report, so far and in all, is about the candidate."""
        names, in_all = self._names[one.key], self._names_in_all[one.key]
        leads = in_all == max(self._names_in_all.values())
        return {
            "names": math.log1p(names),
            "most names": float(names == max(self._names.values())),
            "names in all": math.log1p(in_all),
            "most names in all": float(leads),
            "last by name, most in all": float(leads and self._last[one.key].is_name),
        }

    def _describe_near(self, one: Candidate) -> dict[str, float]:
        """Return where the candidate stands in this sentence and those before."""
        before = [p for p in one.places if p.start < self._at]
        recent = sum(self._here - p.sentence <= 3 for p in before)
        former = [p for p in before if p.sentence == self._here - 1]
        now = [p for p in before if p.sentence == self._here]
        return {
            "recent places": math.log1p(recent),
            "subject of the sentence before": float(any(p.is_subject and p.is_first for p in former)),
            "in the sentence before": float(bool(former)),
            "first of this sentence": float(any(p.is_first for p in now)),
            "subject of this sentence": float(any(p.is_subject for p in now)),
        }

    def _describe_spoke(self, one: Candidate) -> dict[str, float]:
        spoke = [start for start in one.spoke if start < self._at]
        return {
            "spoke last": float(bool(spoke) and spoke[-1] == self._last_spoke),
            "spoke in the sentence before": float(
                any(self._cast.sentence_at(start) == self._here - 1 for start in spoke)
            ),
            "spoke in this sentence": float(any(start >= self._begin for start in spoke)),
        }


def _gender_of(one: Candidate) -> Gender:
    return one.member.gender if one.member else one.gender


def _reach(one: Candidate, gender: Gender) -> int:
    """Return how many sentences back a candidate may lie; -1 where the gender forbids it."""
    known = _gender_of(one)
    if known is gender or gender is Gender.UNKNOWN or gender in one.called:
        return _REACH
    return _REACH_UNKNOWN if known is Gender.UNKNOWN else -1


def _last_before(one: Candidate, at: int) -> _Place | None:
    return next((p for p in reversed(one.places) if p.start < at), None)


def _last_start(one: Candidate, at: int) -> int:
    last = _last_before(one, at)
    return last.start if last else -1


def _read_role(text: str, at: int) -> str:
    """Tell what a pronoun is in its clause, by its form."""
    match = _PRONOUN.match(text, at)
    if match is None:
        return "subject"
    form = match.group().lower()
    if form in ("he", "she"):
        return "subject"
    if form == "his":
        return "possessive"
    if form.endswith("self"):
        return "reflexive"
    if form == "her":
        return "object" if _AFTER_OBJECT.match(text, match.end()) else "possessive"
    return "object"


def is_subject(cast: Cast, at: int, start: int) -> bool:
    """Tell whether what stands at `at` can be a subject: no preposition or verb takes it for its object."""
    match = _PRONOUN.match(cast.text, at)
    if match is not None:
        return match.group().lower() in ("he", "she")
    before = cast.text[start:at].rstrip().rstrip(",").split()
    while before and (
        before[-1].lower() in ("the", "former", "president") or (before[-1][:1].isupper() and len(before) > 1)
    ):
        before.pop()
    return not before or before[-1].lower() not in load("en", "nominals").lists["before_objects"]
