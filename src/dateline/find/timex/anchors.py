"""What relative times are counted from: the day of publication, as far as it is known, and the dates told of.

A publication date may be a day, a month, a day without a year, bounds, or nothing. A relative time is worked
out for the first and for the last day it may be; where both give one answer that is the answer, and where
they do not the two bound it. Nothing firmer is said than the publication date allows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from dateline.find.timex.grammar import Grammar
from dateline.find.timex.periods import Period, Unit
from dateline.model.report import Published

_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")
_FICTION = (2001, 2002)  # two years without a leap day, to see what does not hang on the year


@dataclass(frozen=True, slots=True)
class Now:
    """The first and the last day that the day of publication may be; None where that side is open.

    `dated` is False where the two are examples, standing in for a day whose year is not known.
    """

    low: date | None
    high: date | None
    dated: bool = True

    @property
    def day(self) -> date | None:
        """The day of publication, None where it is not known to the day."""
        return self.low if self.low == self.high and self.dated else None


def read_now(published: Published) -> Now:
    """Return what is known of the day of publication."""
    low, high = _read_day(published.earliest), _read_day(published.latest)
    whole = _read_day(published.value)
    if whole is not None:
        return Now(whole, whole)
    no_year = _NO_YEAR.fullmatch(published.value or "")
    if no_year is None:
        return Now(low, high)
    month, day = int(no_year[1]), int(no_year[2])
    if low is None or high is None:
        first, last = (_date_in(year, month, day) for year in _FICTION)
        return Now(first, last, dated=False)
    years = range(low.year, high.year + 1)
    days = [one for year in years if low <= (one := _date_in(year, month, day)) <= high]
    return Now(days[0], days[-1]) if days else Now(low, high)


def _date_in(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February
        return date(year, month, 28)


def _read_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


_COURSE = 1500  # characters within which a story goes on from a day or month
_OPENS = re.compile(r"(?:\A|[.!?\n][”\"'’)]*\s*)(?:[A-Z][a-z]+\s+)?\Z")


class Tense(Enum):
    """Whether what a clause tells of is past or still to come, as far as its words show.

    `AIM` is what an infinitive alone shows ("ways to get around Friday's ruling"): often what is to come, and
    often not.
    """

    PAST = "past"
    FUTURE = "future"
    AIM = "aim"
    OPEN = "open"


_WORD = re.compile(r"[A-Za-z]+|[0-9$€£]+")
_STOP = re.compile(r"[.!?;:]['\"”’)]*\s|\n\s*\n|[“”\"]|``|''")
_LAST_WORD = re.compile(r"[A-Za-z]+\Z")
_LEFT, _RIGHT = 90, 90
_WORDS = 16  # to each side, in which a word that tells the tense is looked for


def find_tense(text: str, start: int, end: int, grammar: Grammar) -> Tense:
    """Tell the tense of the clause around `text[start:end]` by the nearest telling word, left side first."""
    left = text[max(0, start - _LEFT) : start]
    stops = [stop.end() for stop in _find_stops(left, 0, len(left), grammar)]
    words = [word[0] for word in _WORD.finditer(left, stops[-1] if stops else 0)]
    deadline = bool(words) and words[-1].lower() in grammar.lists["deadline"]
    for n in range(len(words) - 1, max(-1, len(words) - _WORDS), -1):
        tense = _tell_tense(words, n, grammar)
        if tense is not Tense.OPEN:
            return tense
    stop_right = next(_find_stops(text, end, end + _RIGHT, grammar), None)
    words = [
        word[0] for word in _WORD.finditer(text, end, stop_right.start() if stop_right else end + _RIGHT)
    ]
    for n in range(min(len(words), _WORDS)):
        tense = _tell_tense(words, n, grammar)
        if tense is not Tense.OPEN:
            return tense
    return Tense.FUTURE if deadline else Tense.OPEN


def _find_stops(text: str, start: int, end: int, grammar: Grammar) -> Iterator[re.Match[str]]:
    """Yield where a clause ends in `text[start:end]`; it goes on after "Mr.", "a.m." and "J."."""
    for stop in _STOP.finditer(text, start, end):
        word = _LAST_WORD.search(text, max(0, stop.start() - 10), stop.start()) if stop[0][0] == "." else None
        if word is None or not (len(word[0]) == 1 or word[0].lower() in grammar.lists["abbreviations"]):
            yield stop


def _tell_tense(words: list[str], n: int, grammar: Grammar) -> Tense:
    word = words[n].lower()
    if word in grammar.lists["future"]:
        return Tense.FUTURE
    if n > 1 and words[n - 1].lower() == "be" and words[n - 2].lower() in ("will", "would", "still", "to"):
        return Tense.OPEN  # "would be paid until": the word before "be" tells
    if word in grammar.lists["aims"]:
        return Tense.AIM
    if word in grammar.lists["past"] or _is_past_verb(words, n, grammar):
        return Tense.PAST
    if word == "to" and n + 1 < len(words):
        verb = words[n + 1]
        if verb.islower() and verb not in grammar.lists["no_verbs"]:
            return Tense.AIM
    return Tense.OPEN


def _is_past_verb(words: list[str], n: int, grammar: Grammar) -> bool:
    """Tell whether a word in "ed" is a verb and not part of a name: "the proposed rule", "United"."""
    word = words[n]
    if len(word) < 5 or not word.islower() or not word.endswith("ed"):
        return False
    return n == 0 or words[n - 1].lower() not in grammar.lists["before_names"]


@dataclass
class Context:
    """What is known where a time stands: the day of publication and the dates told of before it.

    `history` is True where the text tells of a time long before its publication, so that a month without a
    year belongs to the year told of last and not to the one it was written in. `asked_at` is where the date
    stands that the expression being read was counted from, where it was counted from one told of before.
    """

    grammar: Grammar
    text: str
    now: Now
    history: bool = False
    told: Period | None = None
    told_at: int = 0
    told_by_unit: dict[Unit, tuple[int, Period]] = field(default_factory=dict)
    length_at: int = -1
    asked_at: int = -1

    def tell(self, period: Period, at: int) -> None:
        """Note that the text has told of `period` at offset `at`."""
        self.told, self.told_at = period, at
        self.told_by_unit[period.unit] = at, period

    def told_day(self) -> date | None:
        """The day told of last; None where none was, or none to the day."""
        return self.told.first_day() if self.told is not None and self.told.unit is Unit.DAY else None

    def told_in_course(self, at: int) -> Period | None:
        """Return the date that a story has come to at offset `at`.

        A year that it has reached or left behind, inside a sentence ("rebuilt like the wall of 1790"), is
        told of in passing: the story goes on from the day or month before it.
        """
        told = self.told
        if (
            told is None
            or told.unit is not Unit.YEAR
            or _OPENS.search(self.text, max(0, self.told_at - 16), self.told_at)
        ):
            return told
        near = [self.told_by_unit[unit] for unit in (Unit.DAY, Unit.MONTH) if unit in self.told_by_unit]
        last_at, last = max(near, key=lambda one: one[0], default=(0, told))
        if told.year > last.year or at - last_at > _COURSE:
            return told
        self.asked_at = last_at
        return last

    def told_near(self, unit: Unit, at: int, reach: int) -> Period | None:
        """Return the `unit` told of last, not more than `reach` characters before `at`.

        A length of time told of since then ("the nine months") takes its place, and there is none.
        """
        where, period = self.told_by_unit.get(unit, (-reach - 1, None))
        if period is None or at - where > reach or where <= self.length_at:
            return None
        self.asked_at = where
        return period

    def word_before(self, start: int) -> str:
        """Return the word right before `start`, in lower case; empty where there is none."""
        words = _WORD.findall(self.text, max(0, start - 20), start)
        return words[-1].lower() if words else ""

    def tense(self, start: int, end: int) -> Tense:
        """Tell the tense around `text[start:end]`."""
        return find_tense(self.text, start, end, self.grammar)


Counting = Callable[[date], Period]
"""From a day of publication to the period meant."""
