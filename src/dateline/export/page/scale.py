"""From calendar days to places on a line: the window that a drawing shows, its ticks, and lanes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model.days import MONTHS

# Months between ticks, from close to far; the first whose ticks stand far enough apart is taken.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_SMALLEST_MARGIN_DAYS = 45
_MARGIN_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Days:
    """An inclusive interval in proleptic Gregorian ordinals, as `date.toordinal` counts them."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the drawing at `x`; `major` where a year begins."""

    x: float
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to horizontal places: `window` is spread from `left` to `right`."""

    window: Days
    left: float
    right: float

    def place(self, day: int) -> float:
        """Return where the beginning of `day` stands, within the drawing's bounds."""
        share = (day - self.window.first) / (self.window.last + 1 - self.window.first)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def ticks(self, *, apart: float) -> list[Tick]:
        """Return the ticks of the window, from left to right, at least `apart` from each other."""
        per_month = (self.right - self.left) / max(self.window.last + 1 - self.window.first, 1) * 30.44
        step = next((s for s in _STEPS if s * per_month >= apart), _STEPS[-1])
        start = date.fromordinal(self.window.first)
        month = -(-(start.year * 12 + start.month - 1) // step) * step
        ticks = []
        while month // 12 <= date.max.year:
            year, index = divmod(month, 12)
            day = date(max(year, 1), index + 1, 1).toordinal()
            if day > self.window.last:
                break
            if day >= self.window.first:
                label = str(year) if index == 0 else MONTHS[index][:3]
                ticks.append(Tick(self.place(day), label, index == 0))
            month += step
        return ticks


def read_days(earliest: str | None, latest: str | None) -> Days | None:
    """Return the days between two ISO dates; None where one is missing, is no such date, or they cross."""
    try:
        first, last = date.fromisoformat(earliest or ""), date.fromisoformat(latest or "")
    except ValueError:
        return None
    return Days(first.toordinal(), last.toordinal()) if first <= last else None


def choose_window(reports: Iterable[Days], entries: Iterable[Days]) -> Days | None:
    """Return the days to draw: those of the reports and a margin, or all entries where no report is dated.

    A story's background reaches back for centuries; drawn to scale, it would press the story into a line.
    """
    spans = list(reports) or list(entries)
    if not spans:
        return None
    first, last = min(one.first for one in spans), max(one.last for one in spans)
    margin = max(_SMALLEST_MARGIN_DAYS, round((last - first) * _MARGIN_SHARE))
    return Days(max(first - margin, date.min.toordinal()), min(last + margin, date.max.toordinal()))


def assign_lanes(spans: Sequence[tuple[float, float]], *, at_most: int) -> list[int]:
    """Return a lane for each span so that those in one lane do not touch, while lanes last.

    Args:
        spans: `(left, right)` each; they are looked at from left to right, whatever their order here.
        at_most: How many lanes there are; where all are taken, the one that ends first is shared.
    """
    ends: list[float] = []
    lanes = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda i: (spans[i], i)):
        left, right = spans[index]
        lane = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        if lane == len(ends) and lane == at_most:
            lane = min(range(at_most), key=lambda n: ends[n])
        elif lane == len(ends):
            ends.append(left)
        ends[lane] = max(ends[lane], right)
        lanes[index] = lane
    return lanes
