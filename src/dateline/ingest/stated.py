"""Dates that a page states beside its prose: date lines, author lines, imprints, stamps in addresses.

In: a page's text and zones, or its address. Out: dates, each with its words and with how far it can be
trusted to be the report's own. What they amount to together is weighed in `dateline.ingest.publication`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dateline.ingest.lines import Line, match_rules, split_lines
from dateline.ingest.zoning import Zones
from dateline.lexicons import load
from dateline.model.report import FurnitureKind
from dateline.nlp.calendar import CalendarDate, find_calendar_dates

# A date line stands with the headline; farther up or down it belongs to something else.
_HEAD_LINES, _FOOT_LINES = 8, 3
# One that is called so may stand farther up: an advertisement, a video or a summary comes in between.
_CALLED_LINES = 24
_NOTE = "note by the editors"
_LONGEST_LINE = 400  # date lines and imprints are short, prose is not
_LONGEST_MONTH_LINE = 60
_LONGEST_LABEL = 4  # words, as in "Published in print in"
_ISSUE = re.compile(r"(?i)\b(?:issue|no|number|vol|volume|edition)\b\.?\s*(?:\d{1,5}|[ivxlc]{1,7})\b[,:]?")
# A month and its year are set apart by the line's ends, by a sign between columns, by a full stop, or by the
# number of the issue.
_MONTH_BEFORE = re.compile(rf"(?:^[\W_]{{0,4}}|[.!?|·•–—][ \t*_]+|{_ISSUE.pattern[4:]}\s+)$", re.IGNORECASE)
_MONTH_AFTER = re.compile(
    rf"[.)\]*_ \t]{{0,4}}(?:$|[|·•–—]|,\s+{_ISSUE.pattern[4:]}|{_ISSUE.pattern[4:]})", re.IGNORECASE
)
# Before the date in a caption or a subtitle: "The pier in Port Elm on", "She opened it, on Monday,".
_BEFORE_IN_SENTENCE = re.compile(
    r"\b(?:on|in|of|from|since|until|before|after|between|for)(?: [A-Z][a-z]+day,?)?$"
)
_OF_A_BYLINE = {"by", "and", "at", "on", "for", "the"}
_STAMPS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)([/_.-])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/?(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[/._-]|$)"),
    re.compile(
        r"(?<![\dA-Za-z])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
    ),
    re.compile(r"(?i)/(?P<y>(?:19|20)\d\d)/(?P<name>[a-z]{3,9})/(?P<d>0?[1-9]|[12]\d|3[01])(?=/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])(?=/)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """A date on the page, and why it is or is not the report's.

    `strength` is 3 where it is called the date of publication, 2 where it stands where that date stands, 1
    where it is the date of a change, 0 where it is not the report's.
    """

    date: CalendarDate
    strength: int
    why: str


class Stamp(NamedTuple):
    """A date in an address: its EDTF value and the characters that say it."""

    value: str
    words: str


def find_stated_dates(text: str, zones: Zones) -> list[Stated]:
    """Find the dates on lines that are no prose.

    Args:
        text: The whole text.
        zones: What of it is article, what furniture.

    Returns:
        Dates in the order of the text, those that are not the report's own with strength 0.
    """
    lines = split_lines(text)
    first, last = _article_lines(lines, zones)
    corrected = [at for at, line in enumerate(lines) if any(m.rule == _NOTE for m in match_rules(line.words))]
    found = []
    for at, line in enumerate(lines):
        if line.end - line.start > _LONGEST_LINE:
            continue
        for date in find_calendar_dates(text, line.start, line.end):
            place = _Place(at, first, last, any(at - 6 <= note < at for note in corrected))
            if date.day is None and not _is_month_of_issue(text, line, date, zones, place):
                continue
            judged = _judge(text, line, date, zones, place)
            if judged is not None:
                found.append(Stated(date, *judged))
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands: its number, the article's first and last line, whether a note is just above."""

    at: int
    first: int
    last: int
    under_note: bool

    @property
    def in_head(self) -> bool:
        return self.first - _HEAD_LINES <= self.at <= self.first

    @property
    def in_foot(self) -> bool:
        return self.last <= self.at <= self.last + _FOOT_LINES


def _article_lines(lines: Sequence[Line], zones: Zones) -> tuple[int, int]:
    inside = [
        at
        for at, line in enumerate(lines)
        if any(line.start < b.end and b.start < line.end for b in zones.body)
    ]
    return (inside[0], inside[-1]) if inside else (len(lines), -1)


def _judge(text: str, line: Line, date: CalendarDate, zones: Zones, place: _Place) -> tuple[int, str] | None:
    """Return the strength of a date and the reason, None for a date in the article's prose."""
    kind = next((f.kind for f in zones.furniture if f.start < line.end and line.start < f.end), None)
    in_body = any(b.start < line.end and line.start < b.end for b in zones.body)
    alone = _is_date_line(line.words, text[date.start : date.end])
    # A month is judged by its place alone: `_is_month_of_issue` has seen that it is no prose.
    if in_body and date.day is not None and not (alone and (place.in_head or place.in_foot)):
        return None
    if kind in (FurnitureKind.TEASER, FurnitureKind.COMMENT):
        return 0, f"stands in a {kind.value}: not used"
    rule = _rule(text[line.start : date.start] + text[date.end : line.end])
    if rule is not None and rule[1] == 0:
        return 0, "is not said to be the report's date: not used"
    if date.year is None:
        return (2, "stands on a date line, without a year") if alone and place.in_head else None
    if rule is not None and (place.in_head or place.in_foot or kind is FurnitureKind.IMPRINT):
        near = -_CALLED_LINES <= place.at - place.first <= 0 or place.at >= place.last
        return (
            (rule[1], f"the page says {rule[0]!r}") if near else (0, "stands far from the article: not used")
        )
    if kind is FurnitureKind.NAVIGATION and not alone:
        return 0, "stands in the page's navigation: not used"
    if place.in_head and not alone and _is_in_sentence(text[line.start : date.start]):
        return 0, "stands in a sentence: not used"
    if place.in_head and (alone or len(line.words.split()) <= 16):
        return 2, "stands on a date line at the head of the article"
    if place.in_foot and alone and place.under_note:
        return 0, "stands under a correction: not used"
    if place.in_foot and alone:
        return 2, "stands on a date line at the foot of the article"
    return 0, "stands outside the article: not used"


def _is_month_of_issue(text: str, line: Line, date: CalendarDate, zones: Zones, place: "_Place") -> bool:
    """Tell whether a month with its year stands as papers print the month of an issue: set apart on a line.

    "June 2020", "Issue 14, June 2020", "The Elm Courier | June 2020". A month in a sentence or the headline
    ("What the floods of June 2020 left") is none, and neither are the months between which a chronicle runs.
    """
    if not place.in_head or not _stands_apart(text, line, date):
        return False
    if zones.title and zones.title.start < line.end and line.start < zones.title.end:
        return _is_date_line(line.words, text[date.start : date.end])
    return not _is_chronicle(text, zones, date)


def _stands_apart(text: str, line: Line, date: CalendarDate) -> bool:
    before, after = text[line.start : date.start], text[date.end : line.end]
    whole = date.year is not None and date.month is not None
    called = len(before.split()) <= _LONGEST_LABEL and (_rule(before) or ("", 0))[1] > 0
    return whole and bool((called or _MONTH_BEFORE.search(before)) and _MONTH_AFTER.match(after))


def _is_chronicle(text: str, zones: Zones, month: CalendarDate) -> bool:
    """Tell whether other months head parts of the article, or stand as a list where it would be."""
    end = zones.body[-1].end if zones.body else len(text)
    for line in split_lines(text[:end]):
        words = line.words
        if len(words) <= _LONGEST_MONTH_LINE and any(
            one.day is None and one.value != month.value and _is_date_line(words, words[one.start : one.end])
            for one in find_calendar_dates(words)
        ):
            return True
    return False


def _is_date_line(words: str, date: str) -> bool:
    """Tell whether a line is a date, with time of day, weekday, issue or one word beside it at most."""
    words = _ISSUE.sub(" ", words)
    rest = re.sub(
        r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\b(?:[AaPp]\.?[Mm]\b\.?|[A-Z]{2,4}\b|[A-Z][a-z]+day\b|at\b)",
        " ",
        words.replace(date, " "),
    )
    return len(re.findall(r"\w+", rest)) <= 1


def _is_in_sentence(before: str) -> bool:
    """Tell whether a date ends a phrase of prose, and not "By Marta Quill on"."""
    small = [word for word in re.findall(r"\b[a-z]{2,}\b", before) if word not in _OF_A_BYLINE]
    return bool(small and _BEFORE_IN_SENTENCE.search(before.rstrip()))


def _rule(words: str) -> tuple[str, int] | None:
    """Return name and strength of the strongest rule that a line's other words match."""
    matched = [(name, strength) for pattern, name, strength in _rules() if pattern.search(words)]
    if any(strength == 0 for _, strength in matched):
        return next(one for one in matched if one[1] == 0)
    return max(matched, key=lambda one: one[1], default=None)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str, int], ...]:
    rules = load("en", "publication").rules
    return tuple((re.compile(rule.pattern), rule.name, int(rule.fields["strength"])) for rule in rules)


def find_stamp(url: str) -> Stamp | None:
    """Find the date in an address: `/2011/09/17/`, `/2011/sep/17/`, `20110917`, `-2011-09-17`, `/2011/09/`.

    A day that no calendar has, and numbers that only look like a date, are none. The first form that fits is
    taken, days before months.
    """
    for pattern in _STAMPS:
        for match in pattern.finditer(url):
            value = _stamp_value(match)
            if value is not None:
                return Stamp(value, match[0].strip("/"))
    return None


def _stamp_value(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    month = part.get("m")
    if part.get("name"):
        months = load("en", "calendar").words["month"]
        if part["name"].lower() not in months:
            return None
        month = str(months[part["name"].lower()])
    printed = "-".join(f"{int(one):02}" for one in (part["y"], month, part.get("d")) if one)
    if part.get("d") is None:
        return printed
    return printed if next(iter(find_calendar_dates(printed)), None) is not None else None
