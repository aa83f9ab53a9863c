"""Whom a pronoun may stand for, and what tells them apart.

In: the cast of a report and the places where each candidate was spoken of so far. Out: for a pronoun, the
features of each candidate by name. How they are weighed is left to `antecedents`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.find.names.cast import Cast, Member
from dateline.find.names.names import Gender
from dateline.find.statements.quotations import Quotation, covering_quotation
from dateline.find.statements.voices import Voice
from dateline.lexicons import load

PRONOUN: Final = re.compile(
    r"(?<![\w’'.-])(?:(?P<he>he|him|his|himself)|(?:she|hers?|herself))(?![\w-])", re.I
)
# After "her" as an object: a mark, the end, or a word that begins no noun phrase.
_AFTER_OBJECT: Final = re.compile(
    r"\s*(?:[,.;:!?)—–”\"]|$|(?:to|in|on|at|of|for|from|with|and|as|by|that|if|when|because|about|into|was|is|out|"
    r"up|off|the|a|an|who|how|why|what|over|after|before|not|against)\b)"
)
CLAUSE: Final = re.compile(r"[,;:—–]|\b(?:that|and|but|who|which|if|when|because|while|as|after|before|to)\b")


@dataclass(slots=True)
class Place:
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
    places: list[Place] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    called: list[Gender] = field(default_factory=list)


class Asked:
    """A pronoun and those it may stand for, seen side by side."""

    def __init__(
        self, cast: Cast, at: int, known: Iterable[Candidate], fits: Sequence[Candidate], *, speaks: bool
    ) -> None:
        self._cast, self._at, self._speaks = cast, at, speaks
        self._here = cast.sentence_at(at)
        self._begin = cast.sentences[self._here].start
        self._role = read_role(cast.text, at)
        self._quotation = covering_quotation(cast.quotations, at)
        self._opens = not re.search(r"\w", cast.text[self._begin : at])
        self._last = {one.key: place for one in fits if (place := last_before(one, at)) is not None}
        order = sorted(fits, key=lambda one: -self._last[one.key].start)
        self._rank = {one.key: min(n, 2) for n, one in enumerate(order)}
        self._names = {one.key: sum(p.start < at and p.is_name for p in one.places) for one in fits}
        self._names_in_all = {one.key: len(one.member.places) if one.member else 1 for one in fits}
        self._most_names = max(self._names.values(), default=0)
        self._most_in_all = max(self._names_in_all.values(), default=0)
        self._last_spoke = max((start for one in known for start in one.spoke if start < at), default=-1)

    def describe(self, one: Candidate, gender: Gender) -> dict[str, float]:
        """Return the features of a candidate by name; many are 0."""
        row = {
            "gender known": float(gender_of(one) is gender),
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
                last.is_subject and CLAUSE.search(between) is None
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
        leads = in_all == self._most_in_all
        return {
            "names": math.log1p(names),
            "most names": float(names == self._most_names),
            "names in all": math.log1p(in_all),
            "most names in all": float(leads),
            "last by name, most in all": float(leads and self._last[one.key].is_name),
        }

    def _describe_near(self, one: Candidate) -> dict[str, float]:
        """Return where the candidate stands in this sentence and those before."""
        at, here = self._at, self._here
        recent = [p for p in one.places if here - p.sentence <= 3 and p.start < at]
        former = [p for p in recent if p.sentence == here - 1]
        now = [p for p in recent if p.sentence == here]
        return {
            "recent places": math.log1p(len(recent)),
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


def gender_of(one: Candidate) -> Gender:
    """Return the gender of a candidate, as far as it is known."""
    return one.member.gender if one.member else one.gender


def last_before(one: Candidate, at: int) -> Place | None:
    """Return where a candidate was last spoken of before an offset."""
    return next((p for p in reversed(one.places) if p.start < at), None)


def read_role(text: str, at: int) -> str:
    """Tell what a pronoun is in its clause, by its form."""
    match = PRONOUN.match(text, at)
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
    match = PRONOUN.match(cast.text, at)
    if match is not None:
        return match.group().lower() in ("he", "she")
    before = cast.text[start:at].rstrip().rstrip(",").split()
    while before and (
        before[-1].lower() in ("the", "former", "president") or (before[-1][:1].isupper() and len(before) > 1)
    ):
        before.pop()
    return not before or before[-1].lower() not in load("en", "nominals").lists["before_objects"]
