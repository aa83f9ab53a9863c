"""When a report says that its events were: "the vote on May 3", "the May 2 raid", "Parliament voted Monday".

In: a text, its expressions of time, and the stems of the words that are asked for. Out: for each stem where
it is dated, and the days meant. An event is known by its word alone, as a noun or a verb; whether two votes
are one is left to what tells them apart ("the second vote"). Linear in the text: of each time only the few
words around it are read.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from dateline.lexicons import Lexicon, load
from dateline.model.findings import TimeExpression, TimexType
from dateline.model.span import Span

WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*\d|\d|[^\w\s]")
_POSSESSIVE: Final = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_ENDINGS: Final = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM: Final = 3
LONGEST_DAYS: Final = 366
_REACH: Final = 100  # characters to each side of a time in which its event stands
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A word that names an event, with the days on which the report says it was.

    Attributes:
        trigger: The word.
        time: The expression of time that dates it.
        first: The first day it may have been on.
        last: The last one.
        names: Capitalised words before it, lower case: "the Selby raid".
        apart: What tells it from others of its kind: "second".
    """

    trigger: Span
    time: Span
    first: date
    last: date
    names: frozenset[str]
    apart: frozenset[str]


@cache
def read_words() -> Lexicon:
    """Return the words by which events are dated."""
    return load("en", "event_days")


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """Return what the noun and the verb of one event share: "vote", "votes", "voted", "voting" are "vot"."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    low = str(read_words().words["same_event"].get(low, low))
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            low = low.removesuffix(ending)
            break
    if len(low) > _SHORTEST_STEM and low[-1] == low[-2]:
        low = low[:-1]
    return low[:-1] + "i" if low.endswith("y") else low


def is_definite(text: str, trigger: Span) -> bool:
    """Tell whether a word names an event told of: "the vote", "Osei's arrest", and a verb: "voted"."""
    lists = read_words().lists
    if looks_past(trigger.of(text)):
        return True
    for word in _read_back(text, trigger.start):
        low = word.of(text).lower()
        if low in lists["definite"] or low.endswith(("'s", "’s")):
            return True
        if low in lists["stops"] or not low[0].isalnum():
            return False
    return False


def looks_past(word: str) -> bool:
    """Tell whether a word has the form of a verb in the past."""
    return word.islower() and (word.endswith("ed") or word in read_words().lists["past_forms"])


def find_event_days(
    text: str, times: Iterable[TimeExpression], stems: Container[str]
) -> Mapping[str, Sequence[DatedEvent]]:
    """Find where events are dated.

    Args:
        text: The report's.
        times: Those found in it, in order; a duration, a set, and what spans more than a year dates nothing.
        stems: As `stem_of` gives them; others are not looked for.

    Returns:
        By stem, in the order of the text.
    """
    found: dict[str, list[DatedEvent]] = defaultdict(list)
    for time in times:
        days = read_days(time)
        if days is None:
            continue
        span = Span(time.start, time.end)
        for trigger in (_find_before(text, span, stems), _find_after(text, span, stems)):
            if trigger is not None:
                names, apart = read_modifiers(text, trigger)
                event = DatedEvent(trigger, span, *days, names, apart)
                found[stem_of(trigger.of(text))].append(event)
    return found


def read_days(time: TimeExpression) -> tuple[date, date] | None:
    """Return the first and last day that a date or time of day means, None where it means none."""
    if time.type not in (TimexType.DATE, TimexType.TIME) or time.earliest is None or time.latest is None:
        return None
    first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
    return (first, last) if (last - first).days <= LONGEST_DAYS else None


def read_modifiers(text: str, trigger: Span) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names in front of an event's word, and the words that set it apart, both in lower case."""
    words = read_words()
    names, apart = set(), set()
    for word in _read_back(text, trigger.start):
        low = word.of(text).lower()
        if low in words.lists["stops"] or not low[0].isalpha():
            break
        if low in words.lists["apart"]:
            apart.add(low)
        elif word.of(text)[0].isupper():
            names.add(low.replace("’", "'").removesuffix("'s"))
    return frozenset(names), frozenset(apart)


def _read_back(text: str, end: int) -> Iterator[Span]:
    """Yield the words before `end`, the nearest first."""
    start = max(0, end - _REACH)
    words = list(WORD.finditer(text, start, end))
    if words and start and words[0].start() == start:
        words.pop(0)  # it may be the end of a longer one
    for word in reversed(words[-_MOST_WORDS:]):
        yield Span(word.start(), word.end())


def read_last(text: str, end: int) -> str:
    """Return the word before `end` in lower case; empty where there is none."""
    words = WORD.findall(text, max(0, end - 16), end)
    return words[-1].lower() if words else ""


def _find_before(text: str, time: Span, stems: Container[str]) -> Span | None:
    """Find the event that a day follows: "the raid in Selby on May 2", "was held, on May 3"."""
    lists = read_words().lists
    passed = False
    back = _read_back(text, time.start)
    for n, word in enumerate(back):
        low = word.of(text).lower()
        if not low[0].isalnum():
            if low != "," or passed:
                return None
            continue
        if low in lists["takes_place"] or (n < 2 and low in lists["day_prepositions"]):
            continue
        if stem_of(low) in stems:
            before = next(back, None)
            denied = before is not None and before.of(text).lower() in lists["denials"]
            return None if denied else word
        if low in lists["breaks"] or low.endswith("n't") or looks_past(low):
            return None
        passed = passed or low not in lists["stops"]
    return None


def _find_after(text: str, time: Span, stems: Container[str]) -> Span | None:
    """Find the event that a day stands before: "the May 2 raid", "Monday's attack", "on Monday voted"."""
    lists = read_words().lists
    owned = _POSSESSIVE.match(text, time.end)
    adverb = owned is None and read_last(text, time.start) in lists["day_prepositions"]
    phrase = read_phrase(text, owned.end() if owned else time.end)
    for n, word in enumerate(phrase):
        if stem_of(word.of(text)) not in stems:
            continue
        rest = phrase[n + 1].of(text) if n + 1 < len(phrase) else ""
        if looks_past(word.of(text)) or (not adverb and (not rest or looks_past(rest))):
            return word
    return None


def read_phrase(text: str, start: int) -> list[Span]:
    """Return the words from `start` up to the one that ends a noun phrase or a short clause."""
    stops = read_words().lists["stops"]
    found: list[Span] = []
    for match in WORD.finditer(text, start, min(len(text), start + _REACH)):
        word = match[0]
        if word.lower() in stops or not word[0].isalnum() or "\n\n" in text[start : match.start()]:
            break
        found.append(Span(match.start(), match.end()))
    return found[:_MOST_WORDS]
