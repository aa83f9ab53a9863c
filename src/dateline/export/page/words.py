"""Dates and words of the record as a reader would write them.

In come EDTF values, ISO bounds and the format's enum words; out go phrases in English. Nothing here knows
of markup.
"""

import re
from collections.abc import Sequence

from dateline.model.days import MONTHS, say_day
from dateline.model.findings import Interval, SpeakerKind
from dateline.model.record import TimelineDate
from dateline.model.report import Basis, Published

_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}  # of TIMEX3
_SEASON_BY_MONTH = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}

BASIS_WORDS = {
    Basis.GIVEN: "as given with the report",
    Basis.METADATA: "from the page’s metadata",
    Basis.URL: "from the address",
    Basis.STATED: "stated in the text",
    Basis.DATELINE: "from the dateline",
    Basis.INFERRED: "inferred",
    Basis.UNKNOWN: "not known",
}

KIND_WORDS = {
    SpeakerKind.NAMED_PERSON: "person",
    SpeakerKind.NAMED_ORGANIZATION: "organization",
    SpeakerKind.ANONYMOUS: "unnamed",
    SpeakerKind.GROUP: "group",
    SpeakerKind.OUTLET: "outlet",
    SpeakerKind.DOCUMENT: "document",
    SpeakerKind.UNKNOWN: "unknown",
}


_ISO_DAY = re.compile(r"\b(?:\d{4}|XXXX)-\d{2}-\d{2}\b")
_QUOTED = re.compile(r"(“[^”]*”?)")


def say_days_in(prose: str) -> str:
    """Return a sentence of the program's with its ISO dates in words; what it quotes is left as it is."""
    parts = _QUOTED.split(prose)
    parts[::2] = [_ISO_DAY.sub(lambda found: say_edtf(found[0]), one) for one in parts[::2]]
    return "".join(parts)


def say_interval(earliest: str | None, latest: str | None) -> str:
    """Return inclusive ISO bounds in words; "date not known" where there is none."""
    if earliest is None and latest is None:
        return "date not known"
    if earliest is None:
        return f"not after {say_day(latest or '')}"
    if latest is None:
        return f"not before {say_day(earliest)}"
    if earliest == latest:
        return say_day(earliest)
    if (whole := _say_whole(earliest, latest)) is not None:
        return whole
    first, last = earliest.split("-"), latest.split("-")
    if len(first) == len(last) == 3 and first[0] == last[0]:
        start = str(int(first[2])) if first[1] == last[1] else f"{int(first[2])} {MONTHS[int(first[1]) - 1]}"
        return f"{start} – {say_day(latest)}"
    return f"{say_day(earliest)} – {say_day(latest)}"


def _say_whole(earliest: str, latest: str) -> str | None:
    """Return the name of the month, year or run of years that the bounds fill, None where they fill none."""
    first, last = earliest.split("-"), latest.split("-")
    if len(first) != 3 or len(last) != 3 or first[2] != "01" or int(last[2]) < 28:
        return None
    if first[:2] == last[:2]:
        return say_day("-".join(first[:2]))
    if first[1] == "01" and last[1:] == ["12", "31"]:
        return first[0] if first[0] == last[0] else f"{first[0]} – {last[0]}"
    return None


def say_date(date: TimelineDate) -> str:
    """Return a date of the timeline in words, at the precision that is known."""
    if date.precision == "season":
        return _say_season(date)
    if date.precision == "decade" and date.earliest[3:4] == "0":
        return f"the {date.earliest[:4]}s"
    return say_interval(date.earliest, date.latest)


def _say_season(date: TimelineDate) -> str:
    if date.season is not None:
        year, name = date.season.split("-")
        over_new_year = name == "WI" and date.earliest[:4] != date.latest[:4] and date.earliest[5:7] == "12"
        return f"{_SEASONS[name]} {year}" + (f"–{date.latest[2:4]}" if over_new_year else "")
    first, last = date.earliest.split("-"), date.latest.split("-")
    # Seasons may be counted from the equinox or by whole months; the month they begin in is the same.
    season = _SEASON_BY_MONTH.get(int(first[1])) if len(first) > 1 else None
    if season is None:
        return say_interval(date.earliest, date.latest)
    return f"{season} {first[0]}" if first[0] == last[0] else f"{season} {first[0]}–{last[0][2:]}"


def say_edtf(value: str) -> str:
    """Return an EDTF date in words, "2 March, year not given" for "XXXX-03-02", an interval by its ends."""
    if "/" in value:
        first, _, last = value.partition("/")
        return say_interval(*(None if end in ("", "..") else end for end in (first, last)))
    if not value.startswith("XXXX-"):
        return say_day(value)
    month, _, day = value.removeprefix("XXXX-").partition("-")
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return value
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name}, year not given" if day.isdigit() else f"{name}, year not given"


def is_dated(published: Published) -> bool:
    """Tell whether a report's publication is dated with a year."""
    return published.value is not None and not published.value.startswith("XXXX")


def say_published(published: Published) -> str:
    """Return when a report was published in words, "undated" with its bounds where it does not say."""
    if published.value is not None:
        yearless = published.value.startswith("XXXX")
        return say_edtf(published.value) + (_say_bounding(published) if yearless else "")
    if published.earliest is None and published.latest is None:
        return "undated"
    bounds = say_interval(published.earliest, published.latest)
    return f"undated, {bounds}" if bounds.startswith("not ") else f"undated, within {bounds}"


def say_published_briefly(published: Published) -> str:
    """Return when a report was published without what bounds it, as a list of many lines wants it."""
    return "undated" if published.value is None else say_edtf(published.value)


def _say_bounding(published: Published) -> str:
    if published.earliest and published.latest:
        first, last = published.earliest[:4], published.latest[:4]
        return f" ({first})" if first == last else f" ({first}–{last})"
    if published.earliest:
        return f" (not before {published.earliest[:4]})"
    return f" (not after {published.latest[:4]})" if published.latest else ""


def say_horizon(horizon: Interval | None) -> str | None:
    """Return by when something was to be, None where that was not said."""
    if horizon is None or (horizon.earliest is None and horizon.latest is None):
        return None
    return say_interval(horizon.earliest, horizon.latest)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "2 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def unlock(word: str) -> str:
    """Return an enum word as a reader reads it: "reported_not_done" is "reported not done"."""
    return word.replace("_", " ")
