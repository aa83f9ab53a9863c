"""What in a text is counted from an event: "two weeks before the vote", "the night of the raid".

In: a text and the times found in it. Out: each such phrase with what it counts, and the words that name its
event. Whether the report says when that was is left to `count_from_events`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.timex.event_days import WORD, looks_past, read_last, read_phrase, read_words
from dateline.find.timex.periods import Unit
from dateline.lexicons import match_any
from dateline.model.findings import TimeExpression
from dateline.model.span import Span

_LENGTH: Final = re.compile(r"P(?:T(?=\d*X?H))?(?P<count>\d{1,4}|X)(?P<unit>[DWMYH])")


@dataclass(frozen=True, slots=True)
class Counted:
    """A time counted from an event, as the text has it.

    Attributes:
        span: Its own words.
        unit: What is counted.
        steps: How many, before the event where negative; None where the text tells the direction alone.
        side: 1 after the event, -1 before it, 0 when it was.
        part: What follows the day in the value: "TMO".
        base: Where what it is counted from begins.
        found: The time found at its place, None where there was none.
    """

    span: Span
    unit: Unit
    steps: int | None
    side: int
    part: str
    base: int
    found: TimeExpression | None


@dataclass(frozen=True, slots=True)
class Base:
    """What a time is counted from: the words that may name it, and whether it is one told of: "the vote"."""

    triggers: tuple[Span, ...]
    definite: bool
    end: int


def find_counted(text: str, times: Sequence[TimeExpression]) -> Iterator[Counted]:
    """Yield what may be counted from an event, in no order, each place once."""
    side, unit = _compile_patterns()
    taken: set[int] = set()
    for time in times:
        length = _LENGTH.fullmatch(time.value or "PXD") if time.earliest is None else None
        beside = side.match(text, time.end) if length else None
        if length is None or beside is None or read_last(text, time.start) in read_words().lists["lasting"]:
            continue
        direction = _read_side(beside["side"])
        steps = None if length["count"] == "X" else direction * int(length["count"])
        span = Span(time.start, time.end)
        taken.add(time.end)
        yield Counted(span, Unit(length["unit"]), steps, direction, "", beside.end(), time)
    for match in unit.finditer(text):
        if match.end("unit") in taken:
            continue
        code = str(read_words().words["counted"][match["unit"].lower()])
        direction = _read_side(match["side"])
        if code.startswith("E"):  # "the eve of the vote"
            direction = -1
        one = Unit.DAY if len(code) > 2 else Unit(code)
        part = code if code.startswith("T") else ""
        span = Span(match.start(), match.end("unit"))
        yield Counted(span, one, direction, direction, part, match.end(), None)


def _read_side(words: str) -> int:
    return int(read_words().words["side"].get(" ".join(words.lower().split()), 0))


@cache
def _compile_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what follows a length counted from an event, and a unit that is so counted with what follows."""
    words = read_words()
    side = rf"\s{{1,3}}(?P<side>{match_any(words.words['side'])})\s{{1,3}}"
    both = rf"\s{{1,3}}(?P<side>{match_any([*words.words['side'], *words.words['same']])})\s{{1,3}}"
    unit = rf"\bthe\s{{1,3}}(?:very\s)?(?P<unit>{match_any(words.words['counted'])}){both}"
    return re.compile(side, re.IGNORECASE), re.compile(unit, re.IGNORECASE)


def read_base(text: str, start: int) -> Base:
    """Read what stands after "before" or "after": "the vote", "Parliament voted", "Verrin's arrest"."""
    lists = read_words().lists
    first = WORD.match(text, start)
    low = first[0].lower() if first else ""
    told = low in lists["definite"]
    if first is not None and (told or low in lists["indefinite"]):
        start = first.end()
    phrase = read_phrase(text, start)
    while phrase and phrase[-1].of(text).lower() in lists["takes_place"]:  # "before voting began"
        phrase.pop()
    if not phrase:
        return Base((), False, start)
    verbs = [word for word in phrase[1:] if looks_past(word.of(text))]
    named = (one for one in (phrase[-1], *verbs[:1]) if one.of(text)[0].islower())
    triggers = tuple(dict.fromkeys(one for one in named if one.of(text) not in lists["breaks"]))
    definite = told or bool(verbs) or any(word.of(text).endswith(("'s", "’s")) for word in phrase)
    return Base(triggers, definite and low not in lists["indefinite"], phrase[-1].end)
