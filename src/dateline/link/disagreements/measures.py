"""Numbers that measure or count one thing: an age, the strength of a quake, a term, a sum, a share.

In comes a report ready to be asked (`claims.Place`), out go its measures, each with its claim
and what it is a measure of. Whether two of them are of one thing is told in `occasions`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.find.events.quantities import Quantity, find_quantities
from dateline.find.timex.event_days import stem_of
from dateline.lexicons import load
from dateline.link.disagreements.claims import Claim, Place, find_stems
from dateline.link.disagreements.sums import is_part, is_vague
from dateline.model.findings import MentionType
from dateline.model.span import Span

_LANGUAGE = "en"
_NUMBER = (
    r"(?:[1-9]\d?(?:\.\d{1,2})?(?!\d)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\s?-?\s?([A-Za-z][\w’'-]*)")
_PERCENT = re.compile(r"\s?(?:%|percent\b|per\scent\b)")
_SHARE_OF = re.compile(r"\s(?:of\s)?(?:all\s|the\s|its\s|their\s)*(\w+)")
# "$2.6 - million": the number was cut; "AK 47": it is a name.
_CUT = re.compile(r"\s?-\s?(?:million|billion|thousand)\b")
_IN_NAME = re.compile(r"\b[A-Z]{1,4}\s?-?\s?$")
# A question, an address.
_NO_SENTENCE = re.compile(r"\?[”\"’'\s]*\Z|https?\s?:|\bwww\b")
# Of whom it is said, stands in another sentence.
_OF_WHOM = re.compile(r"[“\"‘'\s]*(?:But\s|And\s)?(?:He|She|It|They|His|Her|Its|Their)\b")
# "28 of 41 passes", "the first 17": some of them; "$2 million ($1.3 million)": one sum in two coins.
_SOME_BEFORE = re.compile(
    r"(?i)(?:\b(?:first|last|next|past|previous|final|other|each|every|per)|\d\sof|\d[^()]{0,20}\()\s?\Z"
)
# What a share costs is another sum each day.
_TRADED = re.compile(r"(?i)\b(?:shares?|stocks?|trading|trades?|traded|index|barrel|ounce|a\sgallon)\b")
_NEAR_NAME = 30  # characters between a name and the age beside it
_MOST_WORDS = 4  # after a number in which what it counts is named
_NEAR = 45  # characters around a number that tell what it is a number of


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and what it measures.

    `kind` is `age`, `magnitude`, `prison term`, `term of a contract`, `money`, `share` or `count`; `of` says
    of whom or what: an actor's id, the currency, the stem of what is counted, "" where the kind tells it all.
    `near` are the stems of the words around the number.
    """

    claim: Claim
    number: Span
    low: float | None
    high: float | None
    kind: str
    of: str
    near: frozenset[str]


def find_measures(place: Place) -> Iterator[Measure]:
    """Yield the measures of a report, in the order of its text.

    Where a sentence has two numbers of one thing, neither is told: which of them the other report means
    is not known.
    """
    text = place.report.text
    for sentence in place.sentences:
        if _NO_SENTENCE.search(text, sentence.start, sentence.end) or _OF_WHOM.match(text, sentence.start):
            continue
        found = [*_find_named(place, sentence), *_find_counted(place, sentence)]
        found = [one for one in found if not _CUT.match(text, one[0].end)]
        counts = Counter((kind, of) for _, _, kind, of in found)
        events = [one.id for one in place.find_events(sentence)]
        for span, quantity, kind, of in sorted(found, key=lambda one: one[0]):
            if counts[kind, of] > 1 or (kind == "count" and is_part(text, span)):
                continue
            claim = place.make_claim(span, events[0] if events else None)
            if claim is not None:
                near = find_stems(
                    text[max(sentence.start, span.start - _NEAR) : min(sentence.end, span.end + _NEAR)]
                )
                yield Measure(claim, span, quantity.low, quantity.high, kind, of, near - {of})


def _find_named(place: Place, sentence: Span) -> Iterator[tuple[Span, Quantity, str, str]]:
    """Yield numbers that the words around them make a measure: "aged 67"."""
    text = place.report.text
    taken: set[tuple[str, int]] = set()
    bounded = place.find_quantities(sentence)
    if not bounded and _DIGIT.search(text, sentence.start, sentence.end) is None:
        return
    for kind, pattern in _patterns():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            group = "n" if match.groupdict().get("n") else "m"
            span = Span(match.start(group), match.end(group))
            read = [one for one in bounded if one.start <= span.start and one.end == span.end]
            read = read or find_quantities(span.of(text))
            if not read or (kind, span.start) in taken:
                continue
            taken.add((kind, span.start))
            of = _find_person(place, sentence, match) if kind == "age" else ""
            if of is not None:
                yield span, read[0], kind, of


def _find_person(place: Place, sentence: Span, match: re.Match[str]) -> str | None:
    """Return whose age it is, None where no name stands beside it."""
    near: list[tuple[int, str]] = []
    for one in place.find_mentions(sentence):
        if one.type is MentionType.PERSON and one.actor is not None:
            before, after = match.start() - one.end, one.start - match.end()
            if match[0].startswith(","):
                if before == 0:
                    return one.actor
            elif match[0].rstrip().endswith("old"):
                if 0 <= after <= _NEAR_NAME:
                    near.append((after, one.actor))
            elif before >= 0:
                near.append((before, one.actor))
    return min(near)[1] if near else None


def _find_counted(place: Place, sentence: Span) -> Iterator[tuple[Span, Quantity, str, str]]:
    """Yield sums of money, shares, and numbers with the plural that they count."""
    text = place.report.text
    for one in place.find_quantities(sentence):
        span = Span(one.start, one.end)
        if (
            place.is_time(span)
            or _IN_NAME.search(text, max(0, one.start - 8), one.start)
            or is_vague(text[one.start : one.end])
            or _SOME_BEFORE.search(text, max(sentence.start, one.start - _NEAR), one.start)
        ):
            continue
        if one.currency and _TRADED.search(text, sentence.start, sentence.end):
            continue
        if one.currency:
            yield span, one, "money", one.currency
        elif share := _PERCENT.match(text, one.end):
            of = _SHARE_OF.match(text, share.end())
            yield span, one, "share", stem_of(of[1].casefold()) if of else ""
        elif not one.plain and not place.is_harm(span) and (noun := find_plural(text, one.end)):
            yield span, one, "count", stem_of(noun.of(text).split()[-1].casefold())


def find_plural(text: str, at: int) -> Span | None:
    """Return the words after a number up to the plural that they count: "armed men" after "23"."""
    words = load(_LANGUAGE, "measures").lists
    start = at
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None or match[1].casefold() in words["ends"]:
            return None
        low = match[1].casefold()
        if low in words["plurals"] or (low.endswith("s") and not low.endswith(("ss", "’s", "'s"))):
            return None if low in words["no_counts"] else Span(start, match.end())
        at = match.end()
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what each rule measures with its pattern."""
    rules = load(_LANGUAGE, "measures").rules
    return tuple((str(one.fields["measure"]), compile_measure(one.pattern)) for one in rules)


def compile_measure(pattern: str) -> re.Pattern[str]:
    """Return a rule's pattern with the numbers in the place of {n} and {m}."""
    return re.compile(pattern.replace("{n}", f"(?P<n>{_NUMBER})").replace("{m}", f"(?P<m>{_NUMBER})"))
