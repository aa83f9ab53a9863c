"""Numbers that two reports may differ on: the dead, the displaced, the price of a thing.

In comes a report ready to be asked (`claims.Place`), out go its numbers, each with its claim,
what it counts and what makes it that. Prices are read here, since nothing happens in "will cost 65 million".
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dateline.find.events.quantities import Quantity
from dateline.find.timex.event_days import stem_of
from dateline.lexicons import load, match_any
from dateline.link.disagreements.claimed_deeds import deed_of, find_things
from dateline.link.disagreements.claims import HARM, Claim, Place
from dateline.model.findings import Event, Figure, Interval, Status
from dateline.model.span import Span

_LANGUAGE = "en"
_SAID_TO_BE = frozenset((Status.HAPPENED, Status.ONGOING))
_BEFORE = 90  # characters in which what is priced stands before its number
_BETWEEN = r"(?:[\s“”\"'‘]+(?!and\b|but\b|which\b)[\w’'-]+){0,6}[\s“”\"'‘]+"
_HALF_OF = re.compile(r"(?i)\bhalf\s(?:of\s)?(?:the\s)?(?:\w+\s)?\Z")
_IS_THE = re.compile(
    r"(?:\s\w+)?\s(?:is|was|remains)\s(?:still\s)?the\s(?:figure|price|number|cost|estimate|total)\b"
)
_NEXT = re.compile(r"\s([a-z]{3,}s)\b")
_LEAST_PRICE = 1000
_BARE = 1_000_000
_FEWEST = 2
_PART = re.compile(
    r"(?i)\b(?:another|others?|including|additional|further|among them|of them|of whom|extra)\s(?:\w+\s)?$"
    r"|\b(?:an?|one|two|three|four|five|six|[0-9]+)\s\w+\sand\s$"
)
_PART_AFTER = re.compile(
    r"(?i)\s(?:(?:more|others?|additional|further|of\s(?:the|them|those|whom|these|his|her|their))\b"
    # "247 people in Merrow and 10 in Carrow", "two women and a man".
    r"|(?:\w+\s){0,2}(?:in|at|from)\s(?:the\s)?[A-Z]\w+\sand\s(?:[0-9]|\w+\s(?:in|at|from)\s)"
    r"|\w+\sand\s(?:an?|another|one|two|three|four|five|six|[0-9]+)\s)"
)
_DATED = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|[12]\d{3}(?!,\d)|"
    r"last\s(?:month|year)|(?:years?|months?|weeks?)\s(?:ago|after|before|earlier|later))\b"
)
_VAGUE_NUMBER = re.compile(r"(?i)(?:an?\sfew|several|some|many|a\snumber)\b(?!\s?\d)")
_OPEN = re.compile(r"(?i)^[\W]*(?:whether|if)\b")
_THE = re.compile(r"(?i)\b(?:the|that|this)\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True)
class Sum:
    """A number and what it counts.

    `unit` is a figure's, or `price` or `pay`; `of` the stem of what is counted, or the currency, None where
    that is not said. `deed` is what happened to the counted, None where the unit tells. `sole` is True where
    the words give no thing that is priced: "the estimate". `corrects` is the number it is set against in its
    own sentence: "1,900, not the 1,200".
    """

    claim: Claim
    number: Span
    low: float | None
    high: float | None
    unit: str
    of: str | None
    deed: str | None
    date: Interval
    as_of: str | None
    sole: bool = False
    things: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    corrects: Quantity | None = None
    grows: bool = False

    def meets(self, other: "Sum") -> bool:
        """Tell whether one number may be meant by both."""
        low = max(self.low or 0.0, other.low or 0.0)
        high = min(_open(self.high), _open(other.high))
        return low <= high


def _open(bound: float | None) -> float:
    return float("inf") if bound is None else bound


def find_sums(place: Place) -> Iterator[Sum]:
    """Yield the numbers of a report that another report may differ on, in the order of its text."""
    found = [*_find_counts(place), *_find_prices(place)]
    yield from sorted(found, key=lambda one: (one.number, one.unit))


def _find_counts(place: Place) -> Iterator[Sum]:
    """Yield what happened to how many: not where a sentence has two numbers for one fate."""
    made = [
        one
        for event in place.findings.events
        if event.status in _SAID_TO_BE
        for figure in event.figures
        if (one := _make_count(place, event, figure)) is not None
    ]
    told = Counter((one.unit, one.claim.words.start) for one in made if one.unit in HARM)
    yield from (one for one in made if told[one.unit, one.claim.words.start] < _FEWEST)


def _make_count(place: Place, event: Event, figure: Figure) -> Sum | None:
    text = place.report.text
    span = Span(figure.start, figure.end)
    if figure.unit is None or is_part(text, span) or is_vague(span.of(text)):
        return None
    claim = place.make_claim(span, event.id)
    if claim is None or (figure.high or figure.low or 0) < _FEWEST:
        return None
    harm = figure.unit in HARM
    deed = None if harm else deed_of(event.trigger.of(text))
    if not harm and deed is None:
        return None
    times = place.findings.times
    return Sum(
        claim=claim,
        number=span,
        low=figure.low,
        high=figure.high,
        unit=figure.unit or "",
        of=figure.of if figure.unit == "money" else _name_counted(figure.of),
        deed=deed,
        date=event.date,
        things=find_things(event, text),
        dated=frozenset(_DATED.findall(claim.words.of(text))),
        as_of=times[figure.as_of].latest if figure.as_of is not None else None,
        grows=_says_first(claim.words.of(text)),
    )


def is_vague(words: str) -> bool:
    """Tell whether words for a number name none: "a few", "several"."""
    return _VAGUE_NUMBER.match(words) is not None


def is_part(text: str, span: Span) -> bool:
    """Tell whether a number is said to be of some of the counted: "two more", "a man and two women"."""
    before = _PART.search(text, max(0, span.start - 30), span.start)
    return before is not None or _PART_AFTER.match(text, span.end) is not None


def _name_counted(of: str | None) -> str | None:
    """Return the stem of the noun that is counted, None for "people" and what else says nothing more."""
    last = (of or "").casefold().rsplit(" ", 1)[-1]
    return None if not last or last in load(_LANGUAGE, "disagreements").lists["anybody"] else stem_of(last)


@cache
def _priced() -> re.Pattern[str]:
    words = load(_LANGUAGE, "disagreements").words["priced"]
    return re.compile(rf"(?i)\b(?P<cue>{match_any(words)}){_BETWEEN}$")


@cache
def _vague() -> frozenset[str]:
    """Return the words that price a thing only where it is known which is meant: "the total"."""
    return frozenset(load(_LANGUAGE, "disagreements").lists["vague_prices"])


def _find_prices(place: Place) -> Iterator[Sum]:
    text = place.report.text
    for sentence in place.sentences:
        if _OPEN.match(sentence.of(text)) or "?" in text[sentence.end - 2 : sentence.end]:
            continue
        last: Quantity | None = None
        for quantity in place.find_quantities(sentence):
            set_against = last is not None and _is_against(text, last, quantity)
            last = quantity
            if set_against:
                continue
            largest = quantity.high or quantity.low or 0
            if largest < _LEAST_PRICE or (quantity.currency is None and quantity.plain):
                continue
            made = _make_price(place, sentence, quantity)
            if made is not None:
                yield made


def _make_price(place: Place, sentence: Span, quantity: Quantity) -> Sum | None:
    text = place.report.text
    start = max(sentence.start, quantity.start - _BEFORE)
    # The cue is searched in the few words before the number: the last one stands nearest.
    before = text[start : quantity.start]
    match = _priced().search(before)
    named = match is None and _IS_THE.match(text, quantity.end)
    if match is None and not named:
        return None
    span = Span(quantity.start, quantity.end)
    coin = quantity.currency or _name_coin(text, quantity.end)
    if coin is None and not named and not _is_bare(text, quantity):
        return None
    events = [one.id for one in place.findings.events if sentence.covers(one.trigger)]
    claim = place.make_claim(span, events[0] if events else None)
    sole = bool(named) or (match is not None and _THE.search(before, 0, match.start()) is not None)
    if claim is None or (match is not None and match["cue"].casefold() in _vague() and not sole):
        return None
    unit = (
        "price"
        if match is None
        else str(load(_LANGUAGE, "disagreements").words["priced"][match["cue"].casefold()])
    )
    half = _HALF_OF.search(text, start, quantity.start)
    share = 0.5 if half else 1.0
    return Sum(
        claim=claim,
        number=Span(half.start(), span.end) if half else span,
        low=None if quantity.low is None else quantity.low * share,
        high=None if quantity.high is None else quantity.high * share,
        unit=unit,
        of=coin,
        deed=None,
        date=Interval(None, None),
        as_of=None,
        sole=sole,
        grows=_says_first(sentence.of(text)),
    )


def _name_coin(text: str, end: int) -> str | None:
    """Return the stem of the word after a number, its coin where no currency was read: "crowns"."""
    coins = load(_LANGUAGE, "figures").words["coins"]
    word = _NEXT.match(text, end)
    return stem_of(word[1]) if word is not None and word[1] in coins else None


def _is_bare(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is so large, and so alone, that it is a sum of money: "would pass 80 million"."""
    return (quantity.high or quantity.low or 0) >= _BARE and _NEXT.match(text, quantity.end) is None


def find_corrections(place: Place) -> Iterator[Sum]:
    """Yield the numbers that a report sets against another: "1,900, not the 1,200 that was given"."""
    text = place.report.text
    for sentence in place.sentences:
        quantities = place.find_quantities(sentence)
        for one, other in pairwise(quantities):
            if not _is_against(text, one, other):
                continue
            events = [each.id for each in place.findings.events if sentence.covers(each.trigger)]
            span = Span(one.start, one.end)
            claim = place.make_claim(span, events[0] if events else None)
            if claim is not None:
                none = Interval(None, None)
                yield Sum(claim, span, one.low, one.high, "corrected", None, None, none, None, corrects=other)


def middle(low: float | None, high: float | None) -> float | None:
    """Return the number that a range was made of: "some 1,200" is 1,200; None where it is open."""
    return None if low is None or high is None else round((low + high) / 2, 2)


def _is_against(text: str, one: Quantity, other: Quantity) -> bool:
    """Tell whether one number is set against the next one: "65 million rather than 40 million"."""
    return _against().match(text[one.end : other.start]) is not None


@cache
def _against() -> re.Pattern[str]:
    rule = next(
        one for one in load(_LANGUAGE, "disagreements").rules if one.name == "one number set against another"
    )
    return re.compile(rule.pattern)


@cache
def _first() -> re.Pattern[str]:
    rule = next(one for one in load(_LANGUAGE, "disagreements").rules if "more than the first" in one.name)
    return re.compile(rule.pattern)


def _says_first(words: str) -> bool:
    """Tell whether a sentence holds its number against one given before: "twice the number first given"."""
    return _first().search(words) is not None
