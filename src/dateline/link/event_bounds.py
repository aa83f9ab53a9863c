"""What keeps mentions of events apart whatever speaks for them, and what parts a plan from its execution.

In: mentions. Out: whether two of them cannot be one; of a group that speaks of one thing, those that tell of
it as done and those that tell of it as to come.
"""

from collections.abc import Sequence
from typing import Final

from dateline.link.event_tellings import Telling
from dateline.model.findings import Event, Polarity, Status

# Days that are known so well tell events apart that lie further from each other than reports err.
_KNOWN_DAYS: Final = 31
_ERROR_DAYS: Final = 3
_DIRECTIONS: Final = frozenset(
    side + ending
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
)
_TO_COME: Final = (Status.PLANNED, Status.PREDICTED, Status.DEMANDED, Status.THREATENED)


def exclude(one: Telling, other: Telling) -> bool:
    """Tell whether two mentions cannot be of one event.

    They cannot where their days lie apart, where years or ordinals before their words differ ("the 2010
    offensive", "the second round"), or where one names the north of what the other names the south.
    """
    if one.told and other.told and _lie_apart(one, other):
        return True
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return one.stem == other.stem
    sides = (one.near & _DIRECTIONS, other.near & _DIRECTIONS)
    return bool(sides[0] and sides[1] and not sides[0] & sides[1])


def _lie_apart(one: Telling, other: Telling) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if max(one.last - one.first, other.last - other.first) > _KNOWN_DAYS:
        return False
    return max(one.first - other.last, other.first - one.last) > _ERROR_DAYS


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


def is_meant(tellings: Sequence[Telling], members: Sequence[int]) -> bool:
    """Tell whether a group tells of what is to come, and not of what is not to be."""
    events = [tellings[at].event for at in members]
    meant = [one for one in events if one.status in _TO_COME]
    return bool(meant) and all(one.polarity is Polarity.POSITIVE for one in meant)
