"""The stories of a stream: which reports tell one, from when it opens until it goes quiet.

In: gists in order of publication. Out: stories, each when it has gone quiet, the rest at the end. A report
opens a story or joins one; two that turn out to be one are joined while both are open. Reports are settled by
the day or, where nobody waits for them, many days at a time: the likeliest are joined first, and what a word
is worth is known better. What is kept is what is open, however long the stream. A story is given out once and
stays as it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from typing import Final

from dateline.link.linkage import Linkage
from dateline.link.stories.gists import Gist, order_gist
from dateline.link.stories.story_pairs import Spread, Weighed, rate_pair, weigh
from dateline.link.stories.story_titles import choose_title, list_actors
from dateline.link.stories.story_window import Window
from dateline.model.ids import make_id

QUIET_DAYS: Final = 60
"""A story of which so many days tell nothing is over."""
# A report without any date waits for so many others.
_PATIENCE: Final = 5000
TOGETHER: Final = 2000
"""So many reports are settled together where nobody waits for them, and those of the same day with them."""
# No more are, if one day has as many.
_MOST_TOGETHER: Final = 5000
BOUND: Final = -0.6
_CAUTION: Final = 0.3
# What two reports that were not compared are taken to speak for telling one story.
_NOT_COMPARED: Final = -1.5
_COMPARED_EACH: Final = 3


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell one story.

    Attributes:
        id: That of its first report is in it: more reports leave it as it is.
        title: The headline that says most of it.
        first: When the first of its reports was published, an ISO date; None where that is known of none to a
            month.
        last: When the last of them was.
        actors: Who acts in it, those first of whom most reports speak.
        gists: What its reports are about, in order of publication.
    """

    id: str
    title: str
    first: str | None
    last: str | None
    actors: tuple[str, ...]
    gists: tuple[Gist, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports, in order of publication."""
        return tuple(gist.report for gist in self.gists)


class StoryStream:
    """The stories that are open, as far as a stream was read."""

    def __init__(
        self,
        *,
        quiet_days: int = QUIET_DAYS,
        together: int = TOGETHER,
        weights: Sequence[float] | None = None,
        bound: float = BOUND,
    ) -> None:
        """Begin with no story.

        Args:
            quiet_days: A story of which so many days tell nothing is over.
            together: So many reports are settled together, and those of the same day with them; with 1 every
                day is settled when it is over.
            weights: Of the features of two reports; None for those that come with the program.
            bound: From above this mean of the logarithm of the odds two stories are one, if one of them is a
            report alone; the larger the smaller one is, the more is asked.
        """
        self._quiet_days = quiet_days
        self._together = together
        self._weights = weights
        self._spread = Spread()
        self._window = Window()
        self._linkage = Linkage(
            bound=bound, not_compared=_NOT_COMPARED, compared_each=_COMPARED_EACH, caution=_CAUTION
        )
        self._gists: dict[int, Gist] = {}
        # With the day on which each came, None before the first that has one.
        self._waiting: list[tuple[Gist, int | None]] = []
        self._today: int | None = None
        self._placed = 0
        self._by_day: list[tuple[int, int]] = []
        self._undated: deque[int] = deque()

    @property
    def held(self) -> int:
        """How many reports new ones are still held against."""
        return len(self._window.held)

    def place(self, gist: Gist) -> Iterator[Story]:
        """Take in a report and yield the stories that have gone quiet before it, in the order of their first.

        Args:
            gist: Of a report published no earlier than those before; one that was is taken for one of today.
        """
        later = gist.day is not None and (self._today is None or gist.day > self._today)
        is_due = len(self._waiting) >= (self._together if later else _MOST_TOGETHER)
        if is_due:
            self.settle()
        self._today = gist.day if later else self._today
        if is_due:
            yield from self._retire()
        self._waiting.append((gist, self._today))

    def close(self) -> Iterator[Story]:
        """Yield the stories that are still open, in the order of their first reports."""
        self.settle()
        while self._window.held:
            self._forget(next(iter(self._window.held)))
        self._by_day.clear()
        self._undated.clear()
        yield from self._give_out(list(self._linkage.groups))

    def settle(self) -> None:
        """Place the reports that came since in the stories they tell, and join stories that are one."""
        known = {gist.report for gist in self._gists.values()} if self._waiting else set()
        numbers: list[int] = []
        for gist, day in sorted(self._waiting, key=lambda one: order_gist(one[0])):
            if gist.report not in known:
                known.add(gist.report)
                numbers.append(self._placed)
                self._gists[self._placed] = gist
                self._spread.add(gist)
                if day is None:
                    self._undated.append(self._placed)
                else:
                    heappush(self._by_day, (max(day, gist.day or day), self._placed))
                self._placed += 1
        self._waiting.clear()
        for number in numbers:
            self._compare(number, weigh(self._gists[number], self._spread.rate))
        self._linkage.join()

    def _compare(self, number: int, report: Weighed) -> None:
        """Hold a report against those before it that it may go on from."""
        self._linkage.add(number)
        for other in self._window.put(number, report):
            held = self._window.held[other]
            if not _lie_apart(report.gist, held.gist, self._quiet_days):
                self._linkage.relate(number, other, rate_pair(report, held, self._weights))

    def _retire(self) -> Iterator[Story]:
        """Let go of reports that lie too far back, and yield the stories that have no others."""
        touched: set[int] = set()
        while self._by_day and self._today is not None:
            if self._by_day[0][0] >= self._today - self._quiet_days:
                break
            touched.add(self._forget(heappop(self._by_day)[1]))
        while self._undated and self._undated[0] < self._placed - _PATIENCE:
            touched.add(self._forget(self._undated.popleft()))
        held = self._window.held
        yield from self._give_out(
            [group for group in touched if held.keys().isdisjoint(self._linkage.groups[group])]
        )

    def _forget(self, number: int) -> int:
        """Hold a report against no other from now on, and return the number of its story."""
        self._spread.add(self._window.take(number).gist, by=-1)
        return self._linkage.find(number)

    def _give_out(self, groups: Iterable[int]) -> Iterator[Story]:
        told = [[self._gists.pop(number) for number in self._linkage.drop(group)] for group in sorted(groups)]
        stories = [make_story(gists) for gists in told]
        yield from sorted(stories, key=lambda story: order_gist(story.gists[0]))


def _lie_apart(one: Gist, other: Gist, days: int) -> bool:
    """Tell whether two reports were certainly published more than so many days apart."""
    return one.day is not None and other.day is not None and abs(one.day - other.day) > days


def make_story(gists: Iterable[Gist]) -> Story:
    """Return the story that some reports tell, one of them at least."""
    ordered = tuple(sorted(gists, key=order_gist))
    dated = [(gist.earliest, gist.latest) for gist in ordered if gist.day is not None]
    first = min((earliest for earliest, _ in dated if earliest is not None), default=None)
    last = max((latest for _, latest in dated if latest is not None), default=None)
    return Story(
        id=make_id("story", ordered[0].report),
        title=choose_title(ordered),
        first=None if first is None else date.fromordinal(first).isoformat(),
        last=None if last is None else date.fromordinal(last).isoformat(),
        actors=list_actors(ordered),
        gists=ordered,
    )


def assign_stories(
    gists: Iterable[Gist], *, quiet_days: int = QUIET_DAYS, together: int = TOGETHER
) -> Iterator[Story]:
    """Yield the stories that reports tell, each when it has gone quiet, the rest at the end.

    Args:
        gists: In order of publication (`order_gist`); of one day in any order.
        quiet_days: A story of which so many days tell nothing is over.
        together: So many reports are settled together; with 1 each day is when it is over.
    """
    stream = StoryStream(quiet_days=quiet_days, together=together)
    for gist in gists:
        yield from stream.place(gist)
    yield from stream.close()
