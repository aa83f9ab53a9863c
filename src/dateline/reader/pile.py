"""The reports of a case over time as small bar charts, a row an outlet, each bar a link to its reports.

In comes a case, out come rows of bars whose places are percents of the width: one drawing for a phone and
for a wide screen. Reports whose day is not known have no place in time and are counted beside their row.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dateline.case.file import Case
from dateline.export.page.scale import Days, Scale, Tick
from dateline.export.page.words import count
from dateline.model.days import say_day

# Bars stand for days, months or years: for the closest of which there are not too many.
_MOST_BARS = 60
_MOST_ROWS = 12
_TICKS_APART = 9  # percent of the width
_GAP = 0.12  # of the width of a bar
_LOWEST = 6.0  # percent of the height: a single report beside a hundred can still be seen

_Counts = Mapping[tuple[str | None, str | None], int]


@dataclass(frozen=True, slots=True)
class Bar:
    """The reports of one stretch of time; `x`, `width` and `height` in percent, the height from below."""

    x: float
    width: float
    height: float
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """The reports of an outlet: how `many`, and how many of them have no day.

    `outlet` is None where none is named and where a row takes several together: `others` is how many.
    """

    outlet: str | None
    others: int
    many: int
    undated: int
    href: str
    undated_href: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """The reports of a case: a bar is a `unit`, day, month or year, and the longest is `highest` reports.

    `first` and `last` are the first and the last day on which one was published, None where none is known.
    """

    first: str | None
    last: str | None
    unit: str
    highest: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


def read_pile(case: Case) -> Pile:
    """Return the reports of a case over time; without rows where it holds none."""
    days = sorted(day for day in case.reports().count_by("day") if day is not None)
    unit = _choose_unit(days[0], days[-1]) if days else "year"
    counts = case.reports().count_by_both("outlet", unit)
    scale = _make_scale(days[0], days[-1], unit) if days else None
    groups = _group_outlets(counts)
    sums = [_sum(counts, group) for group in groups]
    highest = max((many for row in sums for part, many in row.items() if part is not None), default=0)
    rows = tuple(_make_row(group, row, highest, scale) for group, row in zip(groups, sums, strict=True))
    ticks = tuple(scale.ticks(apart=_TICKS_APART)) if scale else ()
    first, last = (days[0], days[-1]) if days else (None, None)
    return Pile(first, last, unit, highest, rows, ticks)


def _choose_unit(first: str, last: str) -> str:
    """Return what a bar stands for, given the first and the last day."""
    years = int(last[:4]) - int(first[:4])
    if (date.fromisoformat(last) - date.fromisoformat(first)).days < _MOST_BARS:
        return "day"
    return "month" if years * 12 + int(last[5:7]) - int(first[5:7]) < _MOST_BARS else "year"


def _find_bounds(part: str) -> Days:
    """Return the days of a day, a month or a year: "2031-09" has thirty."""
    year, month, day = (*map(int, part.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    return Days(first.toordinal(), last.toordinal())


def _make_scale(first: str, last: str, unit: str) -> Scale:
    size = {"day": 10, "month": 7, "year": 4}[unit]
    return Scale(Days(_find_bounds(first[:size]).first, _find_bounds(last[:size]).last), 0.0, 100.0)


def _group_outlets(counts: _Counts) -> list[list[str | None]]:
    """Return the outlets of each row: those with most reports first, what names none last."""
    many: dict[str | None, int] = defaultdict(int)
    for (outlet, _), number in counts.items():
        many[outlet] += number
    ranked: list[str | None] = sorted((one for one in many if one), key=lambda one: (-many[one], one))
    most = _MOST_ROWS if len(ranked) > _MOST_ROWS + 1 else len(ranked)
    groups = [[outlet] for outlet in ranked[:most]]
    groups += [ranked[most:]] if ranked[most:] else []
    return [*groups, [None]] if None in many else groups


def _sum(counts: _Counts, outlets: Iterable[str | None]) -> dict[str | None, int]:
    chosen = set(outlets)
    found: dict[str | None, int] = defaultdict(int)
    for (outlet, part), number in counts.items():
        if outlet in chosen:
            found[part] += number
    return found


def _make_row(
    outlets: list[str | None], parts: Mapping[str | None, int], highest: int, scale: Scale | None
) -> Row:
    query: dict[str, str] = {}
    if len(outlets) == 1:
        query = {"named": "no"} if outlets[0] is None else {"outlet": outlets[0]}
    dated = sorted((part, many) for part, many in parts.items() if part is not None)
    bars = [_make_bar(part, many, query, highest, scale) for part, many in dated if scale is not None]
    return Row(
        outlet=outlets[0] if len(outlets) == 1 else None,
        others=len(outlets) if len(outlets) > 1 else 0,
        many=sum(parts.values()),
        undated=parts.get(None, 0),
        href=write_reports_url(query),
        undated_href=write_reports_url({**query, "dated": "no"}),
        bars=tuple(bars),
    )


def _make_bar(part: str, many: int, query: Mapping[str, str], highest: int, scale: Scale) -> Bar:
    days = _find_bounds(part)
    left, right = scale.place(days.first), scale.place(days.last + 1)
    gap = (right - left) * _GAP
    return Bar(
        x=round(left + gap / 2, 2),
        width=round(max(right - left - gap, 0.1), 2),
        height=round(max(100 * many / highest, _LOWEST), 1),
        href=write_reports_url({**query, "after": part, "before": _find_next(part)}),
        title=f"{say_day(part)}: {count(many, 'report')}",
    )


def _find_next(part: str) -> str:
    """Return the day, the month or the year after this one, at the same length."""
    return date.fromordinal(_find_bounds(part).last + 1).isoformat()[: len(part)]


def write_reports_url(query: Mapping[str, str]) -> str:
    """Return the address of the reports that meet a query."""
    return f"/reports?{urlencode(query)}" if query else "/reports"
