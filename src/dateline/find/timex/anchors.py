"""What relative times are counted from: the day of publication, as far as it is known, and the dates told of.

A publication date may be a day, a month, a day without a year, bounds, or nothing. A relative time is worked
out for the first and for the last day it may be; where both give one answer that is the answer, and where
they do not the two bound it. Nothing firmer is said than the publication date allows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dateline.find.timex.grammar import Grammar
from dateline.find.timex.periods import Period, Unit
from dateline.find.timex.tense import WORD, Tense, find_tense
from dateline.model.report import Published
from dateline.model.span import Span

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


_ASIDE = 400  # characters within which a story looks back and goes on
_YEARS_BACK = 2
_COURSE = 1500  # characters within which a story goes on from a day or month
_OPENS = re.compile(r"(?:\A|[.!?\n][”\"'’)]*\s*)(?:[A-Z][a-z]+\s+)?\Z")


@dataclass
class Context:
    """What is known where a time stands: the day of publication and the dates told of before it.

    `history` is True where the text tells of a time long before its publication, so that a month without a
    year belongs to the year told of last and not to the one it was written in. `asked_at` is where the date
    stands that the expression being read was counted from, where it was counted from one told of before.
    `ask_verb` tells the tense of the verb that a time at `[start, end)` hangs on, where an encoder has read
    the text; None where it cannot.
    `places` is filled where a season asks for it: where the article names a place, and its half of the earth.
    """

    grammar: Grammar
    text: str
    now: Now
    ask_verb: Callable[[int, int], Tense | None] | None = None
    history: bool = False
    told: Period | None = None
    told_at: int = 0
    told_by_unit: dict[Unit, tuple[int, Period]] = field(default_factory=dict)
    length_at: int = -1
    asked_at: int = -1
    body: tuple[Span, ...] = ()
    places: list[tuple[int, str]] | None = None

    def tell(self, period: Period, at: int) -> None:
        """Note that the text has told of `period` at offset `at`."""
        self.told, self.told_at = period, at
        self.told_by_unit[period.unit] = at, period

    def is_recalled(self, period: Period, at: int) -> bool:
        """Tell whether a history at offset `at` only looks back to `period`, and goes on from where it was.

        "On 3 May 1915 it sank, like the barge of June 1904": within a sentence, years before the date that
        stands right before it.
        """
        told = self.told
        if not self.history or told is None or at - self.told_at > _ASIDE:
            return False
        opens = _OPENS.search(self.text, max(0, at - 16), at)
        return opens is None and told.year - period.year > _YEARS_BACK

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
        words = WORD.findall(self.text, max(0, start - 20), start)
        return words[-1].lower() if words else ""

    def tense(self, start: int, end: int) -> Tense:
        """Tell the tense around `text[start:end]`: by the verb it hangs on, else by the words beside it."""
        told = self.ask_verb(start, end) if self.ask_verb is not None else None
        return told or find_tense(self.text, start, end, self.grammar)


Counting = Callable[[date], Period]
"""From a day of publication to the period meant."""
