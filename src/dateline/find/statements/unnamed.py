"""Sources without a name, kept apart and found again within one report.

"A senior Valdan official" presents one, "the official" points back to it, "one harbour official" is another.
Each has an actor id of its own, made from the report and the place where it was first spoken of, so that it
can never be joined with another report's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from dateline.find.names.cast import full_head
from dateline.find.names.names import Gender, tell_gender_of_title
from dateline.find.names.phrases import Phrase
from dateline.lexicons import load
from dateline.model.findings import SpeakerKind
from dateline.model.ids import make_id

_ARTICLE: Final = re.compile(r"(?i)^(?:the|an?|(?:one|another|some|these|those)(?!\s+of\b))\s+")
# What leads up to the words that say so: "who like other officials spoke", ", both of whom", " and".
_LEADING: Final = re.compile(
    r"(?:(?:[\s,]|\b)(?:like\s+(?:\w+\s+){1,3}?(?=spoke|asked)|(?:both|all|none|neither|each)\s+of\s+whom|who|whose|"
    r"and|but|because|as|since|he|she|they|also|only|had|has|have|would|could|was|were|is|are|did|spoke|speaking|"
    r"talked|talking|agreed|to|speak|talk|asking|insisting|that)\b)*[\s,]*$"
)
# Where a source's words break off: "an official who like others", "an official in".
_TRAILING: Final = re.compile(r"[\s,]+(?:who,?\s+like\s+[^,]*|who|which|that|on|in|at|of|for|from|with)$")


def _loose() -> frozenset[str]:
    return frozenset(load("en", "nominals").lists["loose"])


@dataclass(slots=True)
class Unnamed:
    """A source without a name.

    Attributes:
        actor: Its id.
        kind: Anonymous, a group or a document.
        head: The noun by which it is called, in its full form.
        words: Everything it is said to be, lower case.
        plural: Whether it is many.
        descriptor: How it was first described, as printed, without the article.
        gender: As far as the noun tells.
        owner: "his" or "their" before it, else "".
        last: Where it was last spoken of.
    """

    actor: str
    kind: SpeakerKind
    head: str
    words: frozenset[str]
    plural: bool
    descriptor: str
    gender: Gender
    owner: str
    last: int


def words_of(phrase: Phrase) -> frozenset[str]:
    """Return what a phrase says of its head: modifiers and owner, lower case."""
    owner = phrase.owner.lower().split()
    return frozenset(
        part.strip("’'.,")
        for word in [*phrase.modifiers, *owner]
        for part in [word, *word.split("-")]
        if part != "and"
    )


@cache
def _unnamings() -> tuple[re.Pattern[str], ...]:
    """Return how a report says that a source is not named, without why."""
    rules = load("en", "anonymity").rules
    return tuple(
        re.compile(r.pattern)
        for r in rules
        if r.fields.get("reason") != "clause" and not r.fields.get("others")
    )


def describe(phrase: Phrase) -> str:
    """Return a source's words without the article and without what says that it goes unnamed."""
    plain = re.sub(r"[\s,]+while\b.*$|(?:[’']s|(?<=s)[’'])$", "", phrase.text)
    said = [m.start() for pattern in _unnamings() if (m := pattern.search(plain)) is not None]
    if said:
        plain = _LEADING.sub("", plain[: min(said)])
    return _TRAILING.sub("", _ARTICLE.sub("", plain).strip(' ,;:“”"')).strip(' ,;:“”"')


@dataclass(slots=True)
class Memory:
    """The unnamed sources of one report, in the order in which they were presented."""

    report: str
    known: list[Unnamed] = field(default_factory=list)

    def find(self, phrase: Phrase, kind: SpeakerKind, *, before: int) -> Unnamed | None:
        """Return whom a phrase points back to, None where it presents someone new.

        "A", "one" and "another" always present; "the" takes the last with the same noun and no other
        modifiers; a bare plural is the same source again where it is described alike.
        """
        if phrase.is_share or (phrase.presents and not phrase.plural):
            return None
        head, words = full_head(phrase.head), words_of(phrase) - _loose()
        fits = [
            one
            for one in self.known
            if one.kind is kind
            and one.head == head
            and one.plural == phrase.plural
            and one.last <= before
            and (phrase.points_back or one.owner == _owner(phrase))
        ]
        if phrase.points_back:
            fits = [one for one in fits if words <= one.words or (not words and not phrase.owner)]
        else:
            fits = [one for one in fits if words == one.words - _loose()]
            fits = [one for one in fits if _is_about_same(one, phrase)]
        return max(fits, key=lambda one: one.last, default=None)

    def find_by_another_word(self, phrase: Phrase, actor: str | None) -> Unnamed | None:
        """Return the one unnamed source that "the aide" can mean, where no aide was presented.

        Args:
            phrase: What is said now.
            actor: Who spoke last; only that one can be meant, if it has no name.
        """
        plain = phrase.determiner == "the" and not phrase.plural and not words_of(phrase)
        if not plain or phrase.head not in load("en", "nominals").lists["any_source"]:
            return None
        return next(
            (
                one
                for one in self.known
                if one.actor == actor and one.kind is SpeakerKind.ANONYMOUS and not one.plural
            ),
            None,
        )

    def add(self, phrase: Phrase, kind: SpeakerKind, descriptor: str, start: int) -> Unnamed:
        """Keep a source that was not spoken of before."""
        one = Unnamed(
            actor=make_id("actor", self.report, "unnamed", start),
            kind=kind,
            head=full_head(phrase.head),
            words=words_of(phrase),
            plural=phrase.plural,
            descriptor=descriptor,
            gender=tell_gender_of_title(phrase.head),
            owner=_owner(phrase),
            last=start,
        )
        self.known.append(one)
        return one


def _owner(phrase: Phrase) -> str:
    return phrase.determiner if phrase.determiner in load("en", "nominals").lists["owners"] else ""


def _is_about_same(one: Unnamed, phrase: Phrase) -> bool:
    """Tell whether a bare phrase can be the same source: what follows its noun says nothing else of it."""
    if phrase.plural:
        return True
    return one.descriptor.lower().startswith(phrase.core.lower())
