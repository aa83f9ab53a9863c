"""What keeps mentions of events apart whatever speaks for them, and what parts a plan from its execution.

In: mentions. Out: whether two of them cannot be one; of a group that speaks of one thing, those that tell of
it as done and those that tell of it as to come.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.link.events.event_pairs import SURE
from dateline.link.events.event_tellings import Telling, read_folded
from dateline.model.findings import Event, Figure, Polarity, Status

# Days that are known so well tell events apart that lie further from each other than reports err.
_KNOWN_DAYS: Final = 31
_ERROR_DAYS: Final = 3
_NEWS_DAYS: Final = 60
# What is told of within so many days is told as one piece of news.
_SAME_NEWS_DAYS: Final = 3
# Weighs as much as a great many pairs that are one; speaks against it as much as a pair mostly does.
_NEVER: Final = -1000.0
_HARDLY: Final = -1.5
# So many actors in common make one deed.
_SAME_DEED: Final = 2
_DIRECTIONS: Final = frozenset(
    side + ending
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
)
_OF_PEOPLE: Final = frozenset(("killed", "wounded", "held", "displaced"))
_TO_COME: Final = (Status.PLANNED, Status.PREDICTED, Status.DEMANDED, Status.THREATENED)


def limit(one: Telling, other: Telling) -> float:
    """Return how much may speak for two mentions' being one event, at most.

    Nothing does where something differs that is the same in one event, as its day. Little does between
    reports that share no news where those who take part or the place have other names, or where nothing but a
    verb is the same. Reports of one piece of news tell one thing in many ways.

    Args:
        one: A mention.
        other: Another.
    """
    if _differ(one, other):
        return _NEVER
    if _tell_one_news(one, other):
        return SURE
    return _HARDLY if _differ_in_names(one, other) or not _share_enough(one, other) else SURE


def _tell_one_news(one: Telling, other: Telling) -> bool:
    """Tell whether two reports tell one piece of news on days that lie close, as far as these are known."""
    if one.report == other.report or one.news != other.news:
        return False
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= _SAME_NEWS_DAYS


def _differ(one: Telling, other: Telling) -> bool:
    """Tell whether days, years, ordinals, sides or numbers differ."""
    if one.told and other.told and _lie_apart(one, other):
        return True
    if _are_told_apart(one, other) or _count_others(one, other) or _name_one_of_many(one, other):
        return True
    if one.stem == other.stem and _differ_known(one.numbers, other.numbers):
        return True
    return _differ_known(one.near & _DIRECTIONS, other.near & _DIRECTIONS)


def _differ_in_names(one: Telling, other: Telling) -> bool:
    if one.stem == other.stem and one.is_many != other.is_many:
        return True
    return _differ_known(one.targets, other.targets) or _differ_known(one.places, other.places)


def _differ_known(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _share_enough(one: Telling, other: Telling) -> bool:
    """Tell whether two mentions share more than their verb."""
    targets = bool(one.targets & other.targets)
    if one.stem == other.stem and one.stem in read_folded("generic_verbs") and not targets:
        return one.sentence == other.sentence
    placed = bool(one.places & other.places) or _meet(one, other)
    if _differ_known(one.agents, other.agents) and not targets and not placed:
        return False
    agents = bool(one.agents & other.agents)
    again = one.report == other.report and one.stem == other.stem
    return again or targets or placed or agents


def _meet(one: Telling, other: Telling) -> bool:
    """Tell whether both have known days, and these meet."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if max(one.last - one.first, other.last - other.first) > _KNOWN_DAYS:
        return False
    return one.first <= other.last and other.first <= one.last


def _lie_apart(one: Telling, other: Telling) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if max(one.last - one.first, other.last - other.first) > _KNOWN_DAYS:
        return False
    return max(one.first - other.last, other.first - one.last) > _ERROR_DAYS


def _are_told_apart(one: Telling, other: Telling) -> bool:
    """Tell whether reports lie further apart than news does, and neither days nor deed are the same.

    What has no day of its own is mostly news of its report.
    """
    if one.published is None or other.published is None:
        return False
    if abs(one.published - other.published) <= _NEWS_DAYS:
        return False
    known = (one.first, one.last, other.first, other.last)
    return None in known and len(one.actors & other.actors) < _SAME_DEED


def _count_others(one: Telling, other: Telling) -> bool:
    """Tell whether two mentions of a report count other numbers of one thing."""
    if one.report != other.report:
        return False
    return any(
        left.unit == right.unit is not None and _are_apart(left, right)
        for left in one.event.figures
        for right in other.event.figures
    )


def _name_one_of_many(one: Telling, other: Telling) -> bool:
    """Tell whether one mention counts several people and the other names one whom the same verb struck."""
    if one.stem != other.stem:
        return False
    return any(
        _count_people(left) and not right.event.figures and not right.targets.isdisjoint(right.actors)
        for left, right in ((one, other), (other, one))
    )


def _count_people(one: Telling) -> bool:
    return any(figure.unit in _OF_PEOPLE and (figure.low or 0) > 1 for figure in one.event.figures)


def _are_apart(left: Figure, right: Figure) -> bool:
    lows = [0.0 if figure.low is None else figure.low for figure in (left, right)]
    highs = [math.inf if figure.high is None else figure.high for figure in (left, right)]
    return lows[0] > highs[1] or lows[1] > highs[0]


def part_plans(tellings: Sequence[Telling], members: Sequence[int]) -> list[list[int]]:
    """Return what a group tells of as done or denied, then as meant to be, then as meant not to be.

    What is only supposed goes with what is told, or else with what is to come. None of them is empty.
    """
    parts: dict[str, list[int]] = {"told": [], "meant": [], "refused": [], "supposed": []}
    for at in members:
        parts[_name_part(tellings[at].event)].append(at)
    takes = next((name for name in ("meant", "told", "refused") if parts[name]), "supposed")
    if takes != "supposed":
        parts[takes] += parts.pop("supposed")
    return [sorted(part) for part in parts.values() if part]


def _name_part(event: Event) -> str:
    if event.status is Status.HYPOTHETICAL:
        return "supposed"
    if event.status not in _TO_COME:
        return "told"
    return "refused" if event.polarity is Polarity.NEGATIVE else "meant"


def may_come_of(done: Sequence[Telling], meant: Sequence[Telling]) -> bool:
    """Tell whether what is told of as done may be what was meant to be.

    It came about, by the word of a report that is another than the plan's and not earlier; and no place, no
    side and none to whom it is done has another name there. What one report both announces and tells of as
    done are two things: the offensive to come and those before it.
    """
    for left, right in (
        (_gather(one.places for one in done), _gather(one.places for one in meant)),
        (_gather(one.targets for one in done), _gather(one.targets for one in meant)),
        (_gather(one.near for one in done) & _DIRECTIONS, _gather(one.near for one in meant) & _DIRECTIONS),
    ):
        if _differ_known(left, right):
            return False
    first: dict[int, int] = {}
    for one in sorted(meant, key=lambda one: (one.published or 0, one.report)):
        first.setdefault(one.report, one.published or 0)
    before = list(first.items())[:2]  # of two reports one is another than that of the deed
    return any(
        one.report != report and (one.published is None or one.published >= day)
        for one in done
        if one.told and one.event.polarity is Polarity.POSITIVE
        for report, day in before
    )


def _gather(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def is_meant(tellings: Sequence[Telling], members: Sequence[int]) -> bool:
    """Tell whether a group tells of what is to come, and not of what is not to be."""
    events = [tellings[at].event for at in members]
    meant = [one for one in events if one.status in _TO_COME]
    return bool(meant) and all(one.polarity is Polarity.POSITIVE for one in meant)
