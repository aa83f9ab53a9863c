"""Mentions -> the cast of a report: who is named in it, with gender, roles and places.

In: a report, its mentions, sentences and quotations. Out: a `Cast` that answers who stands where. It knows
only who has a name; sources without one are kept by `speakers` as it meets them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from dateline.find.names.names import (
    Gender,
    split_person,
    tell_gender_of_name,
    tell_gender_of_title,
)
from dateline.find.names.phrases import read_phrase, to_singular
from dateline.find.names.titles import find_title_start
from dateline.find.statements.quotations import Quotation, covering_quotation
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType
from dateline.model.span import Span

_APPOSITION: Final = re.compile(r"\s*(?:\([^)]{1,30}\))?\s*,\s*(?P<role>[^,.;:“”\"()]{3,110})")
_POSSESSIVE: Final = re.compile(r"[’']s?\b|[’'](?=\s)")


@dataclass(frozen=True, slots=True)
class Role:
    """What someone is said to be: "the senior senator from Valdan" has head "senator".

    Attributes:
        head: The noun, singular, lower case, in its full form.
        words: All its words, lower case.
        text: As printed.
    """

    head: str
    words: frozenset[str]
    text: str


@dataclass(slots=True)
class Member:
    """Someone or something named in the report."""

    actor: str
    name: str
    type: MentionType
    gender: Gender = Gender.UNKNOWN
    places: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


@lru_cache(maxsize=4096)
def full_head(head: str) -> str:
    """Return the full form of a title or the plain form of an office: "senator" for "sen"."""
    plain = head.lower().strip(".")
    return str(load("en", "offices").words["full_title"].get(plain, plain))


@cache
def _role_heads() -> frozenset[str]:
    lists = load("en", "nominals").lists
    offices = load("en", "offices").lists["offices"]
    return frozenset(lists["informants"]) | {full_head(office.lower()) for office in offices}


@lru_cache(maxsize=4096)
def read_role(text: str) -> Role | None:
    """Read what someone is said to be; None where the words name no office, occupation or position."""
    plain = " ".join(text.split()).strip(" ,")
    if not plain or not re.search(r"\w", plain):
        return None
    phrase = read_phrase(plain)
    head = full_head(phrase.head)
    words = [w.strip("’'.,").lower() for w in plain.split()]
    pair = full_head(" ".join(phrase.core.lower().split()[-2:]))
    if pair in _role_heads() and " " in pair:
        head = pair.split()[-1]
    elif head not in _role_heads():
        last = full_head(to_singular(words[-1])[0])
        if last not in _role_heads():
            return None
        head = last
    full = {full_head(w.removesuffix("’s").removesuffix("'s")) for w in words}
    return Role(head, frozenset(full | {head}), plain)


class Cast:
    """Who is named in a report.

    Args:
        text: The report's text.
        mentions: As `find_mentions` returns them.
        sentences: The body's sentences, in order.
        quotations: The body's quotations, in order.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
    ) -> None:
        self.text = text
        self.sentences = tuple(sentences)
        self.quotations = tuple(quotations)
        self.mentions = tuple(m for m in mentions if m.actor is not None and m.name is not None)
        self._starts = [m.start for m in self.mentions]
        self._sentence_starts = [s.start for s in self.sentences]
        self.members: dict[str, Member] = {}
        for mention in self.mentions:
            self._add(mention)

    def _add(self, mention: Mention) -> None:
        if mention.actor is None or mention.name is None:
            return
        member = self.members.setdefault(mention.actor, Member(mention.actor, mention.name, mention.type))
        member.places.append(mention)
        if mention.type is not MentionType.PERSON:
            return
        title = self.text[find_title_start(self.text, mention.start) : mention.start]
        printed = split_person(self.text[mention.start : mention.end])
        if member.gender is Gender.UNKNOWN:
            member.gender = tell_gender_of_title(title)
        if member.gender is Gender.UNKNOWN:
            member.gender = tell_gender_of_name(printed.words)
        after = _APPOSITION.match(self.text, mention.end)
        for words in (title, after["role"] if after else ""):
            if words.strip() and (role := read_role(words)) is not None:
                member.roles.append(role)
                if member.gender is Gender.UNKNOWN:
                    member.gender = tell_gender_of_title(role.head)

    def sentence_at(self, offset: int) -> int:
        """Return the index of the last sentence that begins at or before `offset`, 0 where none does."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie within `[start, end)`, in order, without offices."""
        first, last = bisect_right(self._starts, start - 1), bisect_left(self._starts, end)
        inside = self.mentions[first:last]
        return [one for one in inside if one.end <= end and one.type is not MentionType.OFFICE]

    def member_of(self, mention: Mention) -> Member:
        """Return whose mention it is."""
        return self.members[mention.actor or ""]

    def persons_in(self, sentence: int, *, before: int | None = None) -> list[tuple[Mention, bool]]:
        """Return the persons named in a sentence outside quotations, and whether each stands as an owner.

        Args:
            sentence: Index of the sentence.
            before: Only those that end before this offset, where it is given.
        """
        span = self.sentences[sentence]
        found: list[tuple[Mention, bool]] = []
        for mention in self.between(span.start, span.end if before is None else min(before, span.end)):
            if (
                mention.type is MentionType.PERSON
                and covering_quotation(self.quotations, mention.start) is None
            ):
                owner = _POSSESSIVE.match(self.text, mention.end) is not None
                found.append((mention, owner))
        return found

    def with_role(
        self, head: str, modifiers: frozenset[str], *, before: int
    ) -> list[tuple[Member, int, Role]]:
        """Return the persons who are called `head`, the likeliest first.

        Those whose role shares a modifier come first, then those named last before `before`.
        """
        fits: list[tuple[int, int, Member, Role]] = []
        for member in self.members.values():
            last = max((m.start for m in member.places if m.start < before), default=-1)
            if member.type is not MentionType.PERSON or last < 0:
                continue
            roles = [
                role for role in member.roles if full_head(head) == role.head or full_head(head) in role.words
            ]
            if roles:
                role = max(roles, key=lambda r: len(r.words & modifiers))
                fits.append((len(role.words & modifiers), last, member, role))
        fits.sort(key=lambda fit: (-fit[0], -fit[1]))
        return [(member, shared, role) for shared, _, member, role in fits]
