"""The drawn timeline: reports by outlet above, what is dated in them below, on one scale of days.

In come marks with their days; out come shapes with places, ready for SVG. It is drawn twice, for a wide and
for a narrow page, because letters that shrink with a picture cannot be read on a phone.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.export.page.scale import Days, Scale, Tick, assign_lanes, choose_window

WIDE, NARROW = 1000, 340

_HEAD = 30  # above the first row: the ticks' labels
_MOST_ROWS = 9
_MOST_STACKED = 12
_MOST_LANES = 10
_SHEET_WIDTH, _SHEET_HEIGHT = 9, 12
_UNSURE_HEIGHT = 5
_BAR_HEIGHT = 5
_LANE_STEP = 8


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """A report to draw; `first` and `last` bound its day, None where nothing does on that side."""

    id: str
    row: str
    href: str
    title: str
    first: int | None
    last: int | None

    @property
    def days(self) -> Days | None:
        """The days it may be of, None where a side is open."""
        return None if self.first is None or self.last is None else Days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class DrawnEntry:
    """A dated entry to draw; `said` where its sentences are a source's word."""

    label: str
    href: str
    title: str
    days: Days
    said: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark that is a link; `form` is "dot", "bar" or "sheet", `x` and `y` its left and upper edge."""

    form: str
    x: float
    y: float
    width: float
    height: float
    classes: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words in the drawing, from `x` to the right, on the base line `y`."""

    x: float
    y: float
    text: str
    classes: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A line from one report to another that is its copy."""

    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of one drawing; `outside` are the entries whose days the window does not reach."""

    name: str
    width: int
    height: float
    axis: float
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    rules: tuple[float, ...]
    threads: tuple[Thread, ...]
    shapes: tuple[Shape, ...]
    outside: tuple[DrawnEntry, ...]


def draw_timeline(
    reports: Sequence[DrawnReport],
    entries: Sequence[DrawnEntry],
    copies: Sequence[tuple[str, str]],
    *,
    width: int,
) -> Drawing | None:
    """Return the drawing, None where nothing is dated.

    Args:
        reports: In the order of their dates.
        entries: In the order of their dates.
        copies: Pairs of an original's and its copy's id.
        width: `WIDE` puts the rows' names before them, anything narrower above them.
    """
    window = choose_window([r.days for r in reports if r.days], [e.days for e in entries])
    if window is None:
        return None
    wide = width >= WIDE
    scale = Scale(window, left=190 if wide else 6, right=width - 12)
    inside = [e for e in entries if e.days.last >= window.first and e.days.first <= window.last]
    pen = _Pen(scale, wide=wide)
    pen.draw_reports(reports)
    pen.draw_entries(inside)
    return Drawing(
        name="wide" if wide else "narrow",
        width=width,
        height=pen.y + 8,
        axis=pen.y,
        ticks=tuple(scale.ticks(apart=58 if wide else 46)),
        labels=tuple(pen.labels),
        rules=tuple(pen.rules),
        threads=tuple(pen.join(a, b) for a, b in copies if a in pen.places and b in pen.places),
        shapes=tuple(pen.shapes),
        outside=tuple(e for e in entries if e not in inside),
    )


class _Pen:
    """Draws from top to bottom; `y` is where the next band begins."""

    def __init__(self, scale: Scale, *, wide: bool) -> None:
        self._scale, self._wide = scale, wide
        self.y: float = _HEAD
        self.labels: list[Label] = []
        self.rules: list[float] = []
        self.shapes: list[Shape] = []
        self.places: dict[str, tuple[float, float]] = {}

    def draw_reports(self, reports: Sequence[DrawnReport]) -> None:
        """Draw one row an outlet, in the order of their first reports; many outlets share the last row."""
        rows: dict[str, list[DrawnReport]] = defaultdict(list)
        for report in reports:
            rows[report.row].append(report)
        names = list(rows)
        if len(names) > _MOST_ROWS:
            kept = sorted(names, key=lambda name: (-len(rows[name]), names.index(name)))[: _MOST_ROWS - 1]
            others = [r for r in reports if r.row not in kept]
            rows = {name: rows[name] for name in names if name in kept} | {"Other outlets": others}
        for name, members in rows.items():
            self._draw_row(name, members)
        self.rules.append(self.y)

    def _draw_row(self, name: str, members: Sequence[DrawnReport]) -> None:
        if not self._wide:
            self.y += 15
            self.labels.append(Label(self._scale.left, self.y - 3, name, "row"))
        sure = [one for one in members if one.days and one.days.first == one.days.last]
        top = self.y + 3
        if self._wide:
            self.labels.append(Label(0, self.y + 13, _shorten(name, 28), "row"))
        self.y = self._lay_sheets(sure, top, _SHEET_HEIGHT, "sheet")
        unsure = [one for one in members if one not in sure]
        self.y = self._lay_sheets(unsure, self.y if sure else top + 3, _UNSURE_HEIGHT, "sheet unsure")
        self.y = max(self.y, top + _SHEET_HEIGHT) + 4

    def _lay_sheets(self, reports: Sequence[DrawnReport], top: float, height: int, classes: str) -> float:
        """Draw reports below `top` in as many lanes as they need; return where the next may begin."""
        spans = [self._span(report) for report in reports]
        lanes = assign_lanes([(left, right + 2) for left, right in spans], at_most=5)
        for report, (left, right), lane in zip(reports, spans, lanes, strict=True):
            y = top + lane * (height + 2)
            width = round(right - left, 1)
            self.shapes.append(Shape("sheet", left, y, width, height, classes, report.href, report.title))
            self.places[report.id] = (round((left + right) / 2, 1), y + height / 2)
        return top + (max(lanes, default=-1) + 1) * (height + 2)

    def _span(self, report: DrawnReport) -> tuple[float, float]:
        """Return a report's left and right edge; one with an open side reaches as far as the drawing does."""
        window = self._scale.window
        left = self._scale.place(window.first if report.first is None else report.first)
        right = self._scale.place((window.last if report.last is None else report.last) + 1)
        if right - left >= _SHEET_WIDTH:
            return left, right
        middle = (left + right) / 2
        return round(middle - _SHEET_WIDTH / 2, 1), round(middle + _SHEET_WIDTH / 2, 1)

    def draw_entries(self, entries: Sequence[DrawnEntry]) -> None:
        """Draw what is known to the day, or nearly, as dots in heaps, and what is wider as bars below."""
        step = 9 if self._wide else 7
        heaps: dict[int, list[DrawnEntry]] = defaultdict(list)
        bars = []
        for entry in entries:
            left, right = self._scale.place(entry.days.first), self._scale.place(entry.days.last + 1)
            if right - left <= step:
                heaps[int((left + right) / 2 // step)].append(entry)
            else:
                bars.append((entry, left, right))
        self._draw_heaps(heaps, step)
        self._draw_bars(bars)

    def _draw_heaps(self, heaps: dict[int, list[DrawnEntry]], step: int) -> None:
        if not heaps:
            self.y += 8
            return
        highest = min(max(len(heap) for heap in heaps.values()), _MOST_STACKED)
        self._name_above("Dated to the day")
        base = self.y + 14 + highest * step
        self._name_before("Dated to the day", base)
        for column in sorted(heaps):
            for height, entry in enumerate(heaps[column]):
                # Above the highest place the rest lie on one another: the list below has them all.
                y = base - (min(height, _MOST_STACKED - 1) + 1) * step
                kind = "dot said" if entry.said else "dot"
                shape = Shape("dot", column * step, y, step - 2, step - 2, kind, entry.href, entry.title)
                self.shapes.append(shape)
        self.y = base + 4

    def _draw_bars(self, bars: Sequence[tuple[DrawnEntry, float, float]]) -> None:
        if not bars:
            return
        self._name_above("To month, season, year")
        lanes = assign_lanes([(left, right + 3) for _, left, right in bars], at_most=_MOST_LANES)
        top = self.y + 6
        self._name_before("To month, season, year", top + 8)
        for (entry, left, right), lane in zip(bars, lanes, strict=True):
            kind = "bar said" if entry.said else "bar"
            width = round(right - left - 1, 1)
            y = top + lane * _LANE_STEP
            self.shapes.append(Shape("bar", left, y, width, _BAR_HEIGHT, kind, entry.href, entry.title))
        self.y = top + (max(lanes) + 1) * _LANE_STEP + 4

    def _name_before(self, name: str, y: float) -> None:
        if self._wide:
            self.labels.append(Label(0, y - 2, name, "band"))

    def _name_above(self, name: str) -> None:
        if not self._wide:
            self.y += 16
            self.labels.append(Label(self._scale.left, self.y - 1, name, "band"))

    def join(self, original: str, copy: str) -> Thread:
        """Return the line from a report to its copy."""
        (x1, y1), (x2, y2) = self.places[original], self.places[copy]
        bend = 14 if abs(x2 - x1) < 14 else 0
        middle = (x1 + x2) / 2 + bend
        return Thread(f"M{x1} {y1}Q{round(middle, 1)} {round((y1 + y2) / 2, 1)} {x2} {y2}")


def _shorten(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
