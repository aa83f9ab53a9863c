"""The dateline of a report: its first lines in, where and when it was filed out.

"WASHINGTON, March 2: …", "KABUL, Afghanistan (AP) — …", "NEW YORK:" on a line of its own, "(Reuters) - …". A
place in capitals stands alone; one in small letters needs an agency or a date beside it. The capitals of a
transcript's speakers are told from places by there being more than one of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicons import load
from dateline.model.report import Dateline
from dateline.model.span import Span
from dateline.nlp.calendar import CalendarDate, find_calendar_dates

_LONGEST = 110
_SEPARATOR = re.compile(r":(?=\s|$)|\s?(?:—|–|--+)\s?(?!\d)|\s[-_]+\s|(?<=\))\s?[-_]\s?|\s[-_]+$")
_AGENCY = re.compile(r"\(([A-Za-z][\w./&'’ -]{1,40}?)(?:, .{3,20})?\)\s*$")
_CAPITALS = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]+){0,4}(?:,\s(?:[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*){0,2}){0,2}\.?$"
)
_SMALL = re.compile(
    r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}){0,2}$"
)
_SPEAKER = re.compile(r"^[A-Z][A-Z.'’ -]{1,40}(?:, [^:\n]{2,60})?:(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the separator, taken apart."""

    place: str | None
    date: CalendarDate | None
    agency: str | None
    end: int


def find_dateline(text: str, lines: Sequence[Span]) -> tuple[Dateline, CalendarDate | None] | None:
    """Find the dateline of a report.

    Args:
        text: The whole text.
        lines: The lines that may open with one, in order: the first lines of the article.

    Returns:
        The dateline and the date in it, or None. Its span runs from the place to the last of place, date and
        agency; its date is EDTF, without the year where none is printed.
    """
    for line in lines:
        end = min(line.end, line.start + _LONGEST)
        newline = text.find("\n", line.start, end)
        head = _read_head(text, line.start, end if newline < 0 else newline)
        if head is None or (_only_capitals(head) and _is_transcript(text)):
            continue
        date = head.date.value if head.date else None
        return Dateline(head.place, date, line.start, head.end), head.date
    return None


def is_dateline_line(words: str) -> bool:
    """Tell whether a line is nothing but a dateline: "NEW YORK:", "Harbourton, 3 May (AP) —"."""
    head = _read_head(words, 0, len(words)) if len(words) <= _LONGEST else None
    return head is not None and not words[head.end :].strip(" :—–_-")


def _read_head(text: str, start: int, end: int) -> _Head | None:
    """Read a dateline at the start of a line, trying each separator: "BERLIN – May 3, 2010 – The …"."""
    for match in list(_SEPARATOR.finditer(text, start + 2, end))[:3]:
        head = _take_apart(text, start, match.start())
        after = text[match.end() : match.end() + 2].lstrip()[:1]
        if head is not None and not after.islower():
            following = next(
                (m for m in _SEPARATOR.finditer(text, match.end(), end) if m.start() - match.end() <= 24),
                None,
            )
            longer = _take_apart(text, start, following.start()) if following and head.date is None else None
            return longer if longer is not None and longer.date is not None else head
    return None


def _take_apart(text: str, start: int, end: int) -> _Head | None:
    """Return place, date and agency where `text[start:end]` is nothing else."""
    stop = end
    agency = None
    if match := _AGENCY.search(text[start:stop]):
        if not _is_agency(match[1]):
            return None
        agency, stop = match[1], start + match.start()
    dates = find_calendar_dates(text, start, stop)
    date = dates[0] if len(dates) == 1 and dates[0].day is not None else None
    if dates and date is None:
        return None
    place_end = date.start if date else stop
    if date and text[date.end : stop].strip(" ,.") not in ("", "IST", "GMT"):
        return None
    place = text[start:place_end].strip().rstrip(" ,-–—|") or None
    if not _may_be_place(place, date, agency):
        return None
    return _Head(_bare(place), date, agency, start + len(text[start:end].rstrip()))


def _may_be_place(place: str | None, date: CalendarDate | None, agency: str | None) -> bool:
    if place is None:
        return agency is not None and date is None
    bare = place.split(",")[0].strip().rstrip(".").lower()
    if bare in _list("no_places") or bare in _list("agencies"):
        return False
    if _CAPITALS.match(place) and sum(c.isalpha() for c in place) >= 3:
        # "JANE REED, RADIO HOST:" is a speaker; regions are written small or as two letters.
        return not re.search(r",.*\b(?!USA\b|UAE\b)[A-Z]{3,}\b", place)
    return bool(_SMALL.match(place)) and (date is not None or agency is not None or bare in _list("alone"))


def _bare(place: str | None) -> str | None:
    """Return a place without the full stop that ends it: "MOSCOW." but "TALLAHASSEE, Fla."."""
    return place.rstrip(".") if place and "," not in place else place


def _only_capitals(head: _Head) -> bool:
    return head.date is None and head.agency is None and (head.place or "").lower() not in _list("alone")


def _is_transcript(text: str) -> bool:
    """Tell whether lines open with names in capitals before a colon more than once: speakers."""
    return len(_SPEAKER.findall(text[:40_000])) > 1


def _is_agency(words: str) -> bool:
    lower = words.lower().strip(". ")
    known = _list("agencies")
    return (
        lower in known
        or (words.isupper() and len(words) <= 5)
        or any(p in known for p in re.split(r"[/-]", lower))
    )


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load("en", "datelines").lists[name])
