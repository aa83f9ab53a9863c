"""The words of those who take part in an event: where a phrase begins and ends, and whose mention it is.

In: the grammar of a text, its mentions, and the nouns that were found to take part. Out: participants. Which
noun plays which part is told by `participants`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.grammar import NOUNS, VERBS, Grammar
from dateline.model.findings import Mention, MentionType, Participant, Role

_BEFORE_NOUN: Final = (*NOUNS, "JJ", "JJR", "JJS", "CD", "PRP$", "DT", "HYPH", "VBN", "VBG", "$", "#")
_LEFT_OUT: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "some",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
    }
)
_EMPTY: Final = frozenset(
    {
        "it",
        "there",
        "what",
        "that",
        "this",
        "which",
        "one",
        "something",
        "anything",
        "nothing",
        "everything",
        "who",
        "whom",
        "those",
        "these",
        "such",
        "all",
        "some",
        "others",
        "many",
        "much",
        "more",
    }
)
_COUNTS: Final = frozenset(
    {
        "tens",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "millions",
        "number",
        "group",
        "majority",
        "couple",
        "handful",
        "series",
        "most",
        "half",
        "members",
        "crowd",
        "team",
        "delegation",
    }
)
_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Scenery:
    """What a report says of who and where, laid out for look-up by offset.

    Attributes:
        mentions: Sorted by their start.
        starts: Their starts.
        places: Half-open intervals of what the encoder takes for places of events, sorted.
        times: The same for the report's times.
    """

    mentions: Sequence[Mention]
    starts: list[int]
    places: Sequence[tuple[int, int]]
    times: Sequence[tuple[int, int]]

    def mention_at(self, offset: int) -> Mention | None:
        """Return the mention that a code point lies in."""
        at = bisect_right(self.starts, offset) - 1
        return self.mentions[at] if at >= 0 and self.mentions[at].end > offset else None

    def is_place(self, start: int, end: int) -> bool:
        """Tell whether a phrase is where something is."""
        mention = self.mention_at(end - 1)
        if mention is not None:
            return mention.type is MentionType.PLACE
        return _holds(self.places, start, end)

    def is_time(self, start: int, end: int) -> bool:
        """Tell whether a phrase is when something is."""
        return _holds(self.times, start, end)


def _holds(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end - 1, 1 << 60)) - 1
    return at >= 0 and spans[at][1] > end - 1 and spans[at][1] > start


def find_cases(g: Grammar, at: int) -> frozenset[str]:
    """Return the prepositions of a noun, those right before it: "out of", "by"; empty where it has none."""
    first, _ = g.bounds_of(at)
    before = at - 1
    while (
        before >= first
        and at - before < _LONGEST
        and (g.tags[before] in _BEFORE_NOUN or g.tags[before] in ("POS", "RB", "``"))
        and g.relations[before] not in ("case", "mark")
    ):
        before -= 1
    found: set[str] = set()
    while before >= first and (g.tags[before] in ("IN", "TO") or g.relations[before] == "case"):
        found.add(g.lower[before])
        before -= 1
    return frozenset(found)


def find_phrases(
    g: Grammar, scenery: Scenery, event: int, found: Sequence[tuple[Role, int]]
) -> tuple[Participant, ...]:
    """Make participants of heads, and of those listed beside them: their words, and whose mention it is."""
    taken: list[tuple[int, int]] = [(g.starts[event], g.ends[event])]
    made: list[Participant] = []
    for role, head in found:
        for listed in (head, *_listed(g, head)):
            one = _find_owned(g, listed, event)
            if one == event or (g.lower[one] in _EMPTY and g.tags[one] not in NOUNS):
                continue
            if g.tags[one] not in (*NOUNS, "PRP", "PRP$", "CD", "JJ", "DT", "JJR"):
                continue
            start, end, actor = _find_phrase(g, scenery, one)
            if any(start < b and a < end for a, b in taken) or scenery.is_time(start, end):
                continue
            taken.append((start, end))
            made.append(Participant(role, start, end, actor))
    return tuple(_join_titles(g.text, sorted(made, key=lambda p: (p.start, p.end))))


def _find_owned(g: Grammar, at: int, event: int) -> int:
    """Return what belongs to an owner, "rebels' port", where that is not the event; others as they are."""
    if at + 2 >= len(g.tags) or g.tags[at + 1] != "POS":
        return at
    here = at + 2
    while here < len(g.tags) and here - at < _LONGEST and g.tags[here] in _BEFORE_NOUN:
        if here == event:
            return at
        here += 1
    return here - 1 if g.tags[here - 1] in NOUNS else at


def _join_titles(text: str, found: Sequence[Participant]) -> Iterator[Participant]:
    """Make one of a title and the name after it, which the tree may have apart: "Director | Ada Osei"."""
    last: Participant | None = None
    for one in found:
        if (
            last is not None
            and one.role is last.role
            and text[last.end : one.start].strip() in ("", ",")
            and one.start - last.end < 3
        ) and (
            last.actor is None
            or one.actor is None
            or last.actor == one.actor
            or text[last.end : one.start] == " "
        ):
            keep = one if one.actor is not None else last
            last = keep
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _listed(g: Grammar, head: int) -> Iterator[int]:
    """Yield the nouns that are listed beside one: "Osei, Brandt and the pilots"."""
    for child in g.children[head]:
        joined = g.relations[child] == "conj" or (
            g.relations[child] in ("nmod", "obl", "obj", "appos")
            and any(g.relations[c] == "cc" and c < child for c in g.children[child])
        )
        if joined and g.tags[child] in (*NOUNS, "PRP") and child > head and not find_cases(g, child):
            yield child
            yield from (c for c in g.children[child] if g.relations[c] == "conj" and g.tags[c] in NOUNS)


def _find_phrase(g: Grammar, scenery: Scenery, head: int) -> tuple[int, int, str | None]:
    """Return the words of a phrase, without article, and the actor whose mention its last word is in."""
    first, last = head, head
    begin, end = g.bounds_of(head)
    if g.tags[head] not in ("PRP", "PRP$"):
        # "tens of thousands of residents", "a number of ships": the kind is what is counted.
        while (
            last + 1 < end
            and last - head < _LONGEST
            and g.tags[last + 1] in NOUNS
            and _belongs(g, last + 1, head)
        ):
            last += 1
        if last == head and head + 2 < end and g.lower[head + 1] == "of" and g.lower[head] in _COUNTS:
            last = _end_of_counted(g, head, end)
        while (
            first > begin
            and head - first < _LONGEST
            and g.tags[first - 1] in _BEFORE_NOUN
            and g.lower[first - 1] not in _LEFT_OUT
            and not _is_foreign(g, scenery, first - 1, head)
            and not (g.tags[first - 1] in VERBS and g.relations[first - 1] not in ("amod", "compound"))
        ):
            first -= 1
        while first < head and g.tags[first] in ("HYPH", "POS"):
            first += 1
    mention = scenery.mention_at(g.ends[last] - 1)
    if mention is None and last != head:
        mention = scenery.mention_at(g.ends[head] - 1)
    start, stop = g.starts[first], g.ends[last]
    if mention is not None and mention.start >= start:
        # "CIA Director John Brennan" is known by the name.
        start = mention.start
    if mention is not None:
        start, stop = min(start, mention.start), max(stop, mention.end)
    return start, stop, mention.actor if mention is not None else None


def _end_of_counted(g: Grammar, head: int, end: int) -> int:
    at, last = head + 1, head
    while at < end and at - head < _LONGEST and (g.lower[at] == "of" or g.tags[at] in _BEFORE_NOUN):
        if g.tags[at] in NOUNS:
            last = at
        at += 1
    return last


def _belongs(g: Grammar, at: int, head: int) -> bool:
    return (g.heads[at] == head and g.relations[at] in ("flat", "compound", "appos", "nmod", "goeswith")) or (
        g.heads[at] >= 0 and g.heads[g.heads[at]] == head and g.relations[at] == "flat"
    )


def _is_foreign(g: Grammar, scenery: Scenery, at: int, head: int) -> bool:
    """Tell whether a word before a noun is another phrase's: a time, or the noun of another verb."""
    if scenery.is_time(g.starts[at], g.ends[at]):
        return True
    return (
        g.relations[at] in ("nsubj", "obj", "iobj", "obl")
        and g.heads[at] != head
        and g.tags[at] not in ("CD", "JJ")
    )
