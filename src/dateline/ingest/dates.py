"""Dates as machines write them (headers, meta tags, tables, feeds), at the precision they give.

Ambiguous ones (03/04/2021) are not guessed. The day is that of the writer's own clock where the value
carries an offset: `2021-03-04T23:30-05:00` is the fourth.
"""

import re
from datetime import UTC, date, datetime

from dateline.nlp.calendar import find_calendar_dates

_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?\s*$|\s|$)")
_YEAR = re.compile(r"^\s*(\d{4})\s*$")
_SECONDS = re.compile(r"^\s*(\d{9,10})(?:\d{3})?(?:\.\d+)?\s*$")


def read_date(value: str) -> str | None:
    """Return the EDTF date that `value` gives, None where it gives none for sure.

    Understood are ISO 8601 and its compact form, RFC 2822, seconds or milliseconds since 1970, and dates in
    words. The years read are 1700 to 2199.
    """
    value = value[:200]
    if (match := _ISO.match(value) or _COMPACT.match(value)) and (when := _make(*match.groups())):
        return when
    if match := _YEAR.match(value):
        return match.group(1) if _is_year(int(match.group(1))) else None
    if match := _SECONDS.match(value):
        return datetime.fromtimestamp(int(match.group(1)), UTC).date().isoformat()
    dated = [found for found in find_calendar_dates(value) if found.year and found.month]
    return dated[0].value if dated and _is_year(dated[0].year or 0) else None


def _make(year: str, month: str, day: str | None) -> str | None:
    try:
        when = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not _is_year(when.year):
        return None
    return when.isoformat() if day else when.isoformat()[:7]


def _is_year(year: int) -> bool:
    return 1700 <= year < 2200
