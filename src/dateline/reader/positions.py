"""One speaker's statements as a picture: a lane an act, from left to right by the day of the report.

In come counts by act and day; out come lanes of marks whose places are percents of the width, so that one
drawing fits a phone and a wide screen and its letters keep their size. What is known to the day is a dot;
what lies between two days is a bar as long as they are apart; what has no day is counted beside its lane.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from dateline.case.counts import Tally
from dateline.export.page.scale import Days, Scale, Tick, assign_lanes, read_days
from dateline.export.page.words import count, say_interval
from dateline.model.findings import Act

# What is said to be comes before what is said to come, and that before what is disowned or asked.
ACTS = (
    Act.ASSERTION, Act.ASSESSMENT, Act.PLAN, Act.PROMISE, Act.PREDICTION, Act.THREAT, Act.DEMAND, Act.DENIAL,
    Act.QUESTION,
)  # fmt: skip
AHEAD = frozenset({Act.PLAN, Act.PROMISE, Act.PREDICTION, Act.THREAT, Act.DEMAND})
"""Acts that speak of what has not happened."""

_APART = {Act.DENIAL: "denied", Act.QUESTION: "asked"}
_MOST_BINS = 60
_BIN_DAYS = (1, 7, 14, 28, 91, 182, 365, 3650, 36500)
_SHORTEST_WINDOW_DAYS = 6
_CLOSE_DAYS = 92  # what is dated no closer than that does not stretch the window
_MOST_TIMES_AS_LONG, _ALWAYS_SHOWN_DAYS = 4, 6000
_DOT, _LARGEST_DOT, _LEAST_DOT = 4.0, 10.0, 1.8  # radii in pixels
_MIDDLE = 15  # of the dots, from the top of their lane
_BAR_STEP = 8
_MOST_BARS = 4
_TICKS_APART = 11  # percent of the width


@dataclass(frozen=True, slots=True)
class Mark:
    """A link in a lane. `x` is the middle of a dot, of radius `r`, or the left edge of a bar, in percent.

    `width` is that of a bar in percent, None for a dot; `y` the middle in pixels from the lane's top.
    """

    x: float
    y: float
    r: float
    width: float | None
    classes: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The statements of one act: how `many`, how many are `undated`, their marks, its height in pixels."""

    act: str
    many: int
    undated: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A position that changed: when it was first told, when otherwise, and the entry that says so."""

    entry: str
    first: Days
    last: Days
    why: str


@dataclass(frozen=True, slots=True)
class Positions:
    """The picture: lanes from top to bottom, the changes of position below them, and years and months."""

    lanes: tuple[Lane, ...]
    changes: Lane | None
    ticks: tuple[Tick, ...]
    bin_days: int


def draw_positions(
    tallies: Sequence[Tally], changes: Sequence[Change], link: "Addresses"
) -> Positions | None:
    """Return the picture, None where no statement has a day to be placed by.

    Args:
        tallies: The speaker's statements by act and day.
        changes: The speaker's changes of position.
        link: Where a mark leads.
    """
    window = _choose_window(tallies)
    if window is None:
        return None
    scale = Scale(window, left=0, right=100)
    length = window.last + 1 - window.first
    bin_days = next((days for days in _BIN_DAYS if length / days <= _MOST_BINS), _BIN_DAYS[-1])
    by_act: dict[str, list[Tally]] = defaultdict(list)
    for one in tallies:
        by_act[one.act].append(one)
    pen = _Pen(scale, bin_days, link, _count_fullest(tallies, scale, bin_days))
    return Positions(
        lanes=tuple(pen.draw_lane(act, by_act[act]) for act in ACTS if act in by_act),
        changes=pen.draw_changes(changes) if changes else None,
        ticks=_make_ticks(scale),
        bin_days=bin_days,
    )


class Addresses:
    """Where the marks of one speaker lead.

    Args:
        speaker: Its id.
        words: The address of the words of those statements that have a mark of their own, by id.
    """

    def __init__(self, speaker: str, words: Callable[[str], str | None]) -> None:
        self._speaker, self._words = speaker, words

    def one(self, statement: str) -> str:
        """Return where one statement is shown in its report."""
        return self._words(statement) or f"/entry/{statement}"

    def many(self, act: str, first: int, last: int) -> str:
        """Return the list of the statements of an act from one day to another."""
        before = date.fromordinal(last) + timedelta(days=1)
        days = f"&after={date.fromordinal(first).isoformat()}&before={before.isoformat()}"
        return f"/statements?speaker={self._speaker}&act={act}{days}"


def _make_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Return the months or years across the picture; two days where it is too short for them."""
    ticks = [tick for tick in scale.ticks(apart=_TICKS_APART) if 3 <= tick.x <= 97]
    if len(ticks) > 1:
        return tuple(ticks)
    window = scale.window
    length = window.last - window.first
    days = sorted({window.first + round(length * share) for share in (0.15, 0.85)})
    middle = [(scale.place(day) + scale.place(day + 1)) / 2 for day in days]
    return tuple(Tick(round(x, 1), _say(day, day), False) for day, x in zip(days, middle, strict=True))


def _choose_window(tallies: Iterable[Tally]) -> Days | None:
    spans = [days for one in tallies if (days := read_days(one.earliest, one.latest))]
    close = [days for days in spans if days.last - days.first < _CLOSE_DAYS] or spans
    if not close:
        return None
    length = max(one.last for one in close) - min(one.first for one in close)
    # What is less sure is shown whole where that leaves enough of the picture to what is sure.
    most = max(_MOST_TIMES_AS_LONG * length, _ALWAYS_SHOWN_DAYS)
    if max(one.last for one in spans) - min(one.first for one in spans) <= most:
        close = spans
    first, last = min(one.first for one in close), max(one.last for one in close)
    margin = max((_SHORTEST_WINDOW_DAYS - (last - first)) // 2, (last - first) // 40, 1)
    return Days(max(first - margin, 1), min(last + margin, date.max.toordinal() - 1))


def _count_fullest(tallies: Iterable[Tally], scale: Scale, bin_days: int) -> int:
    """Return how many statements the largest dot stands for."""
    many: dict[tuple[str, int], int] = defaultdict(int)
    for one in tallies:
        days = read_days(one.earliest, one.latest) if one.earliest and one.earliest == one.latest else None
        if days is not None:
            many[one.act, (days.first - scale.window.first) // bin_days] += one.many
    return max(many.values(), default=1)


class _Pen:
    def __init__(self, scale: Scale, bin_days: int, link: Addresses, fullest: int) -> None:
        self._scale, self._bin, self._link = scale, bin_days, link
        self._dot = min(_DOT, _LARGEST_DOT / sqrt(fullest))

    def draw_lane(self, act: str, tallies: Sequence[Tally]) -> Lane:
        """Draw the dots of one act, and under them the bars of what is not dated to the day."""
        bins: dict[int, list[Tally]] = defaultdict(list)
        unsure: list[tuple[Tally, Days]] = []
        undated = 0
        for one in tallies:
            days = self._bound(one)
            if days is None or not self._shows(days):
                undated += one.many
            elif days.first == days.last:
                bins[(days.first - self._scale.window.first) // self._bin].append(one)
            else:
                unsure.append((one, days))
        kind = "ahead" if act in AHEAD else _APART.get(Act(act), "told")
        marks = [self._draw_dot(act, place, bins[place], kind) for place in sorted(bins)]
        bars, lanes = self._draw_bars(act, unsure, kind)
        height = 2 * _MIDDLE + _BAR_STEP * lanes
        return Lane(act, sum(one.many for one in tallies), undated, height, (*marks, *bars))

    def _shows(self, days: Days) -> bool:
        return days.last >= self._scale.window.first and days.first <= self._scale.window.last

    def _bound(self, one: Tally) -> Days | None:
        """Return the days of a tally as far as the window goes, None where neither end is known."""
        if one.earliest is None and one.latest is None:
            return None
        window = self._scale.window
        earliest = one.earliest or date.fromordinal(window.first).isoformat()
        latest = one.latest or date.fromordinal(window.last).isoformat()
        return read_days(earliest, latest)

    def _draw_dot(self, act: str, place: int, tallies: Sequence[Tally], kind: str) -> Mark:
        many = sum(one.many for one in tallies)
        first = self._scale.window.first + place * self._bin
        last = first + self._bin - 1
        only = tallies[0] if len(tallies) == 1 else None
        if only is not None and only.earliest is not None:
            first = last = date.fromisoformat(only.earliest).toordinal()
        x = round((self._scale.place(first) + self._scale.place(last + 1)) / 2, 1)
        r = round(max(self._dot * sqrt(many), _LEAST_DOT), 1)
        title = f"{count(many, act)}, {_say(first, last)}"
        href = self._link.one(tallies[0].statement) if many == 1 else self._link.many(act, first, last)
        return Mark(x, _MIDDLE, r, None, kind, href, title)

    def _draw_bars(self, act: str, unsure: Sequence[tuple[Tally, Days]], kind: str) -> tuple[list[Mark], int]:
        places = [(self._scale.place(days.first), self._scale.place(days.last + 1)) for _, days in unsure]
        lanes = assign_lanes(places, at_most=_MOST_BARS)
        marks = []
        for (one, days), (left, right), lane in zip(unsure, places, lanes, strict=True):
            title = f"{count(one.many, act)}, some time within {say_interval(one.earliest, one.latest)}"
            single = one.many == 1
            href = self._link.one(one.statement) if single else self._link.many(act, days.first, days.last)
            y = 2 * _MIDDLE + _BAR_STEP * lane
            marks.append(Mark(left, y, 0, round(max(right - left, 0.6), 1), f"{kind} unsure", href, title))
        return marks, max(lanes, default=-1) + 1

    def draw_changes(self, changes: Sequence[Change]) -> Lane:
        """Draw each change of position as a line from the one word to the other."""
        places = [
            (self._scale.place(one.first.first), self._scale.place(one.last.last + 1)) for one in changes
        ]
        lanes = assign_lanes([(left - 1, right + 1) for left, right in places], at_most=_MOST_BARS)
        marks = tuple(
            Mark(
                left,
                8 + 14 * lane,
                4,
                round(max(right - left, 0.6), 1),
                "changed",
                f"/entry/{one.entry}",
                one.why,
            )
            for one, (left, right), lane in zip(changes, places, lanes, strict=True)
        )
        return Lane("changed position", len(changes), 0, 16 + 14 * (max(lanes) + 1), marks)


def _say(first: int, last: int) -> str:
    return say_interval(date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat())
