"""Absolute calendar dates as print writes them: text in, dates with their offsets out.

Used where a date stands on its own feet: date lines, imprints, headlines, feeds. What is counted from
another date ("Friday", "last month") is left to `dateline.find.times`. All patterns are bounded, so that the
time taken grows with the length of the text and not with its content.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.lexicons import Scalar, load, match_any

# A leap year stands in where none is printed: "February 29" may be a date.
_ANY_YEAR = 2000
_DIGITS = re.compile("[0-9]+")
_OPENING = re.compile(r"(?<![\w/])\w+")
# No date has its first digit further from its start: "Wednesday, the thirty-first of September, 2016".
_WIDEST_LEAD = 80


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as printed at `text[start:end]`; a part that is not printed is None.

    There is always a year, or a month with a day. `weekday` is the one printed, 0 for Monday, and is not
    checked against the date: two that disagree are evidence that something is wrong with one of them.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None

    @property
    def value(self) -> str:
        """The date in EDTF (ISO 8601-2): `2016-09-17`, `2016-09`, `2016`, `XXXX-03-02`."""
        parts = ["XXXX" if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> str | None:
        """The first day meant, an ISO date; None where the year is not printed."""
        if self.year is None:
            return None
        return f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}"

    @property
    def latest(self) -> str | None:
        """The last day meant, an ISO date; None where the year is not printed."""
        if self.year is None:
            return None
        month = self.month or 12
        return f"{self.year:04}-{month:02}-{self.day or monthrange(self.year, month)[1]:02}"


def find_calendar_dates(text: str, start: int = 0, end: int | None = None) -> list[CalendarDate]:
    """Find the absolute dates printed in `text[start:end]`.

    Found are "September 17th, 2016", "17 September 2016", "the 17th of September", "September
    the 17th", "the seventeenth of September 2016", "Sunday, May 6", "Sept.
    5", "May 2008", "in 2008", "2016-09-17" (alone or in an ISO 8601 date-time, which the span then covers),
    "2016/09/17", "17.09.2016", "17-Sep-2016". In "09/17/2016" and "17/09/2016" the number over twelve is the
    day; where both could be the month ("03/04/2016") the outlet's custom decides, which is not known here,
    and nothing is found unless both readings give one date. Of a range of days ("May 6-8, 2012") the first is
    given. Months begin with a capital, except between a day and a year.

    Args:
        text: Any text.
        start: Offset of the first code point to read.
        end: Offset after the last one; None for the end of the text.

    Returns:
        Dates in the order of the text, without overlap; empty where there are none. Days that no calendar has
        ("June 31") are none.
    """
    end = len(text) if end is None else end
    found = []
    free = tried = start
    for digits in _DIGITS.finditer(text, start, end):  # no date does without one: it begins a little before
        at = digits.start()
        if at < free:
            continue
        for opening in _OPENING.finditer(text, max(free, tried, at - _WIDEST_LEAD), at + 1):
            if not opening[0][0].isdigit() and opening[0].casefold() not in _first_words():
                continue
            match = _pattern().match(text, opening.start(), end)
            if match is None:
                continue
            free = match.end()
            date = _read(match)
            if date is not None:
                found.append(date)
            break
        tried = at + 1
    return found


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a date can begin with, folded."""
    names = load("en", "calendar").words
    words = [*names["month"], *names["weekday"], *_day_words(), "in", "since", "until", "during"]
    return frozenset(found[0].casefold() for word in words if (found := _OPENING.match(word)))


@cache
def _pattern() -> re.Pattern[str]:
    names = load("en", "calendar").words
    month = _any_case(list(names["month"])) + r"\b\.?"
    any_month = f"(?i:{match_any(names['month'])})" + r"\b\.?"
    weekday = _any_case(list(names["weekday"])) + r"\b\.?"
    year = r"(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,:/][0-9]|-[0-9])"
    day = r"(?:3[01]|[12][0-9]|0?[1-9])"
    ordinal = r"(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH)\b)?"
    gap = r"[ \t\u00a0\u2000-\u200b\u202f\u3000]{1,3}"
    # "May 2.5 percent", "May 2:30", "March 2 by 2", "April 5 percent" and "May 2,000" are no days.
    day_end = r"(?![0-9]|[.,:/][0-9]|[-–][0-9]{3}|[ ]?%|\s(?:by\s[0-9]|percent|per\scent|million|billion)\b)"
    the = rf"(?:the{gap}(?={day}(?:st|nd|rd|th)\b))?"  # "May the 5th"
    day_word = f"(?i:{match_any(_day_words())})"
    forms = (
        r"(?P<iso_y>(?:1[5-9]|20)[0-9]{2})(?P<sep>[-/.])(?P<iso_m>1[0-2]|0?[1-9])(?P=sep)(?P<iso_d>[0-9]{1,2})"
        r"(?:(?:T|\s)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?|(?![0-9]|[-/.][0-9]))",
        r"(?<![vV]ersion\s)(?<![rR]elease\s)"
        r"(?P<num_a>[0-9]{1,2})(?P<num_sep>[-/.])(?P<num_b>[0-9]{1,2})(?P=num_sep)(?P<num_y>" + year + ")",
        rf"(?:(?P<mdy_w>{weekday}),?{gap})?(?P<mdy_m>{month}){gap}{the}(?P<mdy_d>{day}){ordinal}"
        rf"(?:(?:\s?[-–]\s?{day}{ordinal})?(?:,?{gap}|,)(?P<mdy_y>{year})|{day_end})",
        rf"(?:(?P<dmy_w>{weekday}),?{gap}(?:the{gap})?)?(?P<dmy_d>{day}){ordinal}(?:{gap}(?:of{gap})?|-)"
        rf"(?:(?P<dmy_m>{any_month})(?:,?{gap}|-|,)(?P<dmy_y>{year})|(?P<dm_m>{month})(?![0-9]))",
        rf"(?:(?P<wmy_w>{weekday}),?{gap}(?:the{gap})?)?(?P<wmy_d>{day_word}){gap}of{gap}"
        rf"(?P<wmy_m>{month}),?{gap}(?P<wmy_y>{year})",
        rf"(?P<my_m>{month})(?:,?{gap}|{gap}of{gap})(?P<my_y>{year})",
        rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring){gap}(?P<y>{year})(?!{gap}[a-z]+s\b|%)",
    )
    return re.compile(r"(?<![\w/])(?<!\w-)(?<![0-9][.,:])(?:" + "|".join(forms) + ")")


def _any_case(words: list[str]) -> str:
    """Match words that begin with a capital or are all capitals: "may" and "march" are mostly verbs."""
    return match_any([word.capitalize() for word in words] + [word.upper() for word in words])


def _read(match: re.Match[str]) -> CalendarDate | None:
    part = match.groupdict()
    start = match.start()
    if part["iso_y"]:
        ymd = int(part["iso_y"]), int(part["iso_m"]), int(part["iso_d"])
    elif part["num_y"]:
        month_day = _order(int(part["num_a"]), int(part["num_b"]), dotted=part["num_sep"] == ".")
        if month_day is None:
            return None
        ymd = int(part["num_y"]), *month_day
    elif part["y"]:
        return CalendarDate(match.start("y"), match.end("y"), int(part["y"]), None, None, None)
    elif part["my_y"]:
        return CalendarDate(start, match.end(), int(part["my_y"]), _name(part["my_m"], "month"), None, None)
    else:
        return _read_named(match)
    if not _exists(*ymd):
        return None
    return CalendarDate(start, match.end(), *ymd, None)


def _read_named(match: re.Match[str]) -> CalendarDate | None:
    """Read a date with the month's name and a day, with or without weekday and year."""
    part = match.groupdict()
    month = _name(part["mdy_m"] or part["dmy_m"] or part["dm_m"] or part["wmy_m"], "month")
    in_figures = part["mdy_d"] or part["dmy_d"]
    day = int(in_figures or _day_words()[" ".join(part["wmy_d"].lower().split())])
    printed = part["mdy_y"] or part["dmy_y"] or part["wmy_y"]
    year = int(printed) if printed else None
    weekday = part["mdy_w"] or part["dmy_w"] or part["wmy_w"]
    if not _exists(year or _ANY_YEAR, month, day):
        return None
    end = match.end() - (match[0][-1] == "." and printed is None and part["dm_m"] is None)
    return CalendarDate(match.start(), end, year, month, day, _name(weekday, "weekday") if weekday else None)


def _day_words() -> Mapping[str, Scalar]:
    """Return the words for days of a month, "first" to "thirty-first"."""
    return load("en", "times_words").words["day_word"]


def _name(word: str, kind: str) -> int:
    return int(load("en", "calendar").words[kind][word.rstrip(".").lower()])


def _order(first: int, second: int, *, dotted: bool) -> tuple[int, int] | None:
    """Return month and day, or None where custom alone could tell which is which."""
    if dotted or first > 12 or first == second:  # with dots the day always comes first
        return second, first
    return (first, second) if second > 12 else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
