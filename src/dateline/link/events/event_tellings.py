"""The mentions of events of all reports, side by side, with what may tell whether two of them are one event.

In: findings with the record's actors. Out: for each mention its stem, its meaning, whom and what its sentence
names, its days; for each report its words. Which are one is told by `event_pairs` and `event_clusters`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.lexicons import load
from dateline.link.events.news import group_news, make_rows, weigh_tokens
from dateline.link.memory import Memory, remember
from dateline.link.stems import fold_word
from dateline.link.word_rows import (
    WORD,
    Floats,
    count_words,
    rate_rarity,
    read_meanings,
    weigh_sentences,
)
from dateline.model.findings import Event, Findings, Role, Status
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_NUMBER: Final = re.compile(
    r"\b(?:\d{4}|\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh)\b", re.I
)
_PARTICLES: Final = frozenset(
    {"up", "down", "out", "off", "back", "over", "away", "aside", "in", "on", "into", "by", "for", "with"}
    | {"through", "to", "against", "from", "around"}
)
# What a phrase's naming word stands before: "guards of the port", "Osei, who".
_HEAD_ENDS: Final = re.compile(r",|\s(?:of|in|at|on|from|for|to|and|near|who|that|which|with)\s")
_BEFORE_MANY: Final = re.compile(
    r"\b(?:several|many|some|these|those|other|recent|more|major|further|all|such|two|three|four|five|\d+)\s\Z"
)
_AFTER_NOUN: Final = re.compile(r"\s(?:in|on|by|against|of|at|inside|from|across|along)\b")
_TOLD: Final = (Status.HAPPENED, Status.ONGOING)
# So many words to both sides are what an event's word stands among.
_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention of an event.

    Attributes:
        report: Its place among the reports.
        sentence: Its place among the sentences of all reports.
        event: The report's finding.
        stem: Its word folded; "" where it has no letters.
        rarity: How rare that is, 0 to 1 where it stands in one report.
        actors: Who takes part, by id of the record.
        places: Where, by id of the record.
        named: Whom and what its sentence names.
        near: The words around its own, folded.
        numbers: Years and ordinals right before its word: "the 2010 offensive", "the second round".
        first, last: Its days since the year 1; None where open or unknown.
        told: Whether it is said to have happened, or to go on.
        agents, targets: Who does it and to whom or what, by id and by the folded word that names them.
        is_many: Whether its word stands for several: "attacks in the north".
        published: When its report was, a day since the year 1; the last it may be, None where unknown.
        news: The piece of news its report tells, a number.
        depth: How many sentences with mentions stand before its own.
        spread: In what share of the reports of its news its stem tells of something.
    """

    report: int
    sentence: int
    event: Event
    stem: str
    rarity: float
    actors: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    near: frozenset[str]
    numbers: frozenset[str]
    first: int | None
    last: int | None
    told: bool
    agents: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    is_many: bool = False
    published: int | None = None
    news: int = 0
    depth: int = 0
    spread: float = 1.0


@dataclass(frozen=True, slots=True)
class Tellings:
    """The mentions of all reports, in their order, and what they mean in numbers.

    Attributes:
        tellings: The mentions.
        meanings: Their vectors, of length 1 or 0, `(n, 128)`.
        sentences: The words of the sentences they stand in, weighed, of length 1 or 0, `(s, 256)`.
        reports: The words of the reports, weighed, of length 1 or 0, `(r, 4096)`.
    """

    tellings: tuple[Telling, ...]
    meanings: Floats
    sentences: Floats
    reports: Floats


@dataclass(frozen=True, slots=True)
class Alone:
    """What one report says of events, before it is seen beside others.

    Attributes:
        tellings: In the order of the text, as if the report were the only one.
        words: The folded words of the body and its numbers, each once.
        weights: What each weighs; see `news.weigh_tokens`.
        sentences: The words of each sentence that holds a mention, each once.
        counts: How often each stands there.
    """

    tellings: tuple[Telling, ...]
    words: tuple[str, ...]
    weights: tuple[float, ...]
    sentences: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[int, ...], ...]


def gather_tellings(reports: Sequence[Findings], memory: Memory | None = None) -> Tellings:
    """Return the mentions of events of all reports, in the order of the reports and of their text.

    Args:
        reports: Findings with the record's actors.
        memory: What is kept of earlier linking, if anything is.
    """
    read = remember(memory, "events", Alone, reports, _read_alone)
    bags = [dict(zip(one.words, one.weights, strict=True)) for one in read]
    rarity = rate_rarity(bags)
    words = make_rows(bags, rarity)
    news = group_news(words, [_read_day(one.report.published.latest) for one in reports])
    spread = _measure_spread(read, news)
    tellings: list[Telling] = []
    rows: list[Mapping[str, int]] = []
    for number, one in enumerate(read):
        tellings += (
            replace(
                each,
                report=number,
                sentence=len(rows) + each.sentence,
                rarity=rarity.get(each.stem, 1.0),
                news=news[number],
                spread=spread[news[number], each.stem],
            )
            for each in one.tellings
        )
        rows += (dict(zip(*both, strict=True)) for both in zip(one.sentences, one.counts, strict=True))
    meanings = read_meanings([one.event for one in tellings])
    return Tellings(tuple(tellings), meanings, weigh_sentences(rows, rarity), words)


def _measure_spread(read: Sequence[Alone], news: Sequence[int]) -> dict[tuple[int, str], float]:
    """Return in what share of the reports of each piece of news each stem of its mentions stands."""
    sizes = Counter(news)
    told = ((of, stem) for one, of in zip(read, news, strict=True) for stem in {t.stem for t in one.tellings})
    return {key: many / sizes[key[0]] for key, many in Counter(told).items()}


def _read_alone(one: Findings) -> Alone:
    bag = weigh_tokens("\n".join(part.of(one.report.text) for part in one.report.body))
    tellings, rows = _read_mentions(one)
    return Alone(
        tuple(tellings),
        tuple(bag),
        tuple(bag.values()),
        tuple(tuple(row) for row in rows),
        tuple(tuple(row.values()) for row in rows),
    )


def _read_mentions(one: Findings) -> tuple[list[Telling], list[Counter[str]]]:
    """Return the mentions of a report, and the words of the sentences that hold any."""
    text = one.report.text
    sentences = find_sentences(text, find_paragraphs(text, one.report.body)) if one.events else []
    starts = [span.start for span in sentences]
    placed: dict[int, int] = {}
    named: dict[int, frozenset[str]] = {}
    rows: list[Counter[str]] = []
    tellings: list[Telling] = []
    names = sorted((mention.start, mention.actor) for mention in one.mentions if mention.actor)
    begins = [start for start, _ in names]
    published = _read_day(one.report.published.latest)
    for event in one.events:
        at = max(bisect_right(starts, event.trigger.start) - 1, 0)
        if at not in placed:
            placed[at] = len(rows)
            rows.append(count_words(sentences[at].of(text)))
            low, high = bisect_right(begins, sentences[at].start - 1), bisect_right(begins, sentences[at].end)
            named[at] = frozenset(actor for _, actor in names[low:high])
        told = _read_event(text, sentences[at], event, placed[at], named[at])
        tellings.append(replace(told, published=published, depth=placed[at]))
    return tellings, rows


def _read_event(text: str, sentence: Span, event: Event, place: int, named: frozenset[str]) -> Telling:
    start, end = event.trigger.start, event.trigger.end
    before = WORD.findall(text[max(sentence.start, start - 80) : start])[-_NEAR:]
    after = WORD.findall(text[end : min(sentence.end, end + 80)])[:_NEAR]
    actors = {one.actor for one in event.participants if one.actor and one.role is not Role.PLACE}
    places = {one.actor for one in event.participants if one.actor and one.role is Role.PLACE}
    return Telling(
        report=0,
        sentence=place,
        event=event,
        stem=_fold_trigger(text[start:end]),
        rarity=1.0,
        actors=frozenset(actors),
        places=frozenset(places),
        named=named,
        near=frozenset(fold_word(word) for word in (*before, *after)),
        numbers=frozenset(
            word.lower() for word in _NUMBER.findall(text[max(sentence.start, start - 30) : end])
        ),
        first=_read_day(event.date.earliest),
        last=_read_day(event.date.latest),
        told=event.status in _TOLD,
        agents=_name_takers(text, event, Role.AGENT),
        targets=_name_takers(text, event, Role.TARGET),
        is_many=_is_many(text, event.trigger),
    )


def _name_takers(text: str, event: Event, role: Role) -> frozenset[str]:
    """Return who plays a part in an event: ids, and folded words that say who or what, without "people"."""
    found: set[str] = set()
    for one in event.participants:
        if one.role is role:
            words = WORD.findall(_HEAD_ENDS.split(text[one.start : one.end], maxsplit=1)[0])
            heads = {fold_word(words[-1])} if words else set()
            found |= heads - read_folded("generic_heads")
            if one.actor:
                found.add(one.actor)
    return frozenset(found)


def _is_many(text: str, trigger: Span) -> bool:
    """Tell whether a noun of several is meant: "several attacks", "attacks on the pier"."""
    word = trigger.of(text).lower()
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    return bool(_BEFORE_MANY.search(text, max(0, trigger.start - 30), trigger.start)) or bool(
        _AFTER_NOUN.match(text, trigger.end)
    )


@cache
def read_folded(name: str) -> frozenset[str]:
    """Return a list of `lexicons/en/stems.toml`, its words folded."""
    return frozenset(fold_word(word) for word in load("en", "stems").lists[name])


def _fold_trigger(words: str) -> str:
    """Return the stem of a trigger: of its first word where a particle follows, else of its last."""
    parts = WORD.findall(words)
    if not parts:
        return ""
    verbal = len(parts) > 1 and any(part.lower() in _PARTICLES for part in parts[1:])
    return fold_word(parts[0] if verbal else parts[-1])


def _read_day(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day is not None else None


def number_stems(tellings: Iterable[Telling]) -> NDArray[np.int64]:
    """Return a number for each mention's stem, the same for the same stem."""
    stems = [one.stem for one in tellings]
    numbers = {stem: n for n, stem in enumerate(sorted(set(stems)))}
    return np.array([numbers[stem] for stem in stems], np.int64)
