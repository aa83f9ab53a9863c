"""In which way two claims differ, if they do: time is compared before anything is called a contradiction.

In come two claims that may be about one thing, out goes a kind with a verdict in words, or None. What changed
between two dates is no contradiction: it is an `update`, or a `changed_position` where one side said both.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from dateline.find.timex.event_days import stem_of
from dateline.lexicons import load
from dateline.link.disagreements.claimed_deeds import Deed
from dateline.link.disagreements.occasions import are_one_occasion, lie_elsewhere, tell_the_news
from dateline.link.disagreements.sums import Sum
from dateline.model.findings import Interval
from dateline.model.ids import is_id

_SAME_TIME = timedelta(days=2)
# Of what happened longer ago than this the reports of one day and of another do not count one thing.
_SAME_NEWS = timedelta(days=30)
# How much two sentences must have in common, in stems, beside what is compared.
_SHARED_STEMS = 2
_SHARED_FOCUS = 2
_SHARED_THINGS = 2
_WIDEST = 5
# What befalls people in one event, and is counted anew as it comes to be known.
_SUFFERED = frozenset(("killed", "wounded", "missing", "casualties"))


class Kind(StrEnum):
    """In which way two entries do not say the same."""

    CONFLICT = "conflict"
    UPDATE = "update"
    CHANGED_POSITION = "changed_position"
    FIGURE = "figure"
    SCOPE = "scope"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Contrast:
    """How two claims differ, and why that is so, in a clause."""

    kind: Kind
    verdict: str


def is_before(one: Interval, other: Interval) -> bool:
    """Tell whether one interval surely ends before the other begins."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def is_near(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals surely lie within two days of each other."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    first, last = min(one.earliest, other.earliest), max(one.latest, other.latest)
    return date.fromisoformat(last) - date.fromisoformat(first) <= _SAME_TIME


def is_far(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals surely lie more than a month apart."""
    first, second = (one, other) if is_before(one, other) else (other, one)
    if not is_before(first, second) or first.latest is None or second.earliest is None:
        return False
    return date.fromisoformat(second.earliest) - date.fromisoformat(first.latest) > _SAME_NEWS


def are_apart(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals surely have no day in common."""
    return is_before(one, other) or is_before(other, one)


def contrast_deeds(one: Deed, other: Deed) -> Contrast | None:
    """Return how two sayings of one deed differ; the first was said first, or neither surely was."""
    left, right = one.claim, other.claim
    if one.holds == other.holds or are_apart(one.date, other.date) or not _share_things(one, other):
        return None
    if len(left.focus & right.focus) < _SHARED_FOCUS:
        return None
    later = is_before(left.said, right.said) and not is_near(left.said, right.said)
    same_side = bool(left.holders & right.holders)
    if one.meant or other.meant:
        return _contrast_plans(one, other, later=later, same_side=same_side)
    if not (one.denied or other.denied) and not is_near(left.said, right.said):
        return None
    if len(left.stems & right.stems) <= _SHARED_STEMS or not _are_one_fact(one, other):
        return None
    if later and same_side:
        return Contrast(Kind.CHANGED_POSITION, "one side took back what it had said")
    return None if same_side else Contrast(Kind.CONFLICT, "both cannot be true")


def _contrast_plans(one: Deed, other: Deed, *, later: bool, same_side: bool) -> Contrast | None:
    """Compare what is to come with what is not, or with what came all the same."""
    if one.claim.report is other.claim.report:
        return None
    if one.against and other.against and not one.against & other.against:
        return None
    # "Beating her would be …": spoken of, and not done.
    if any(
        not each.meant and each.trigger.of(each.claim.report.text).endswith("ing") for each in (one, other)
    ):
        return None
    same_power = bool(one.powers & other.powers)
    if later:
        if not one.meant and not one.denied:  # what is over may come again
            return None
        if same_side or (same_power and one.meant and other.meant):
            both = sorted(one.powers & other.powers)
            whose = f"the position of {both[0]}" if not same_side and len(both) == 1 else "the position"
            return Contrast(Kind.CHANGED_POSITION, f"{whose} changed between the two dates")
        if (one.meant and other.meant) or len(one.claim.focus & other.claim.focus) <= _SHARED_FOCUS:
            return None
        return Contrast(Kind.UPDATE, "the later report supersedes it")
    if same_side or not is_near(one.claim.said, other.claim.said) or one.meant != other.meant:
        return None
    return Contrast(Kind.CONFLICT, "both cannot be true")


def _are_one_fact(one: Deed, other: Deed) -> bool:
    """Tell whether two sayings are of one fact: who did it and to whom agree, or nearly all of the words."""
    for left, right in ((one.agents, other.agents), (one.targets, other.targets)):
        if left and right and not left & right:
            return False
    things = (one.agents | one.targets) & (other.agents | other.targets)
    shared, words = one.claim.stems & other.claim.stems, one.claim.stems | other.claim.stems
    return len(things) >= _SHARED_THINGS or 2 * len(shared) >= len(words)


def _share_things(one: Deed, other: Deed) -> bool:
    """Tell whether two sayings are of one deed, by who takes part and where."""
    if one.places and other.places and not one.places & other.places:
        return False
    if one.agents and other.agents and one.targets and other.targets:
        return bool(one.agents & other.agents) and bool(one.targets & other.targets)
    if one.agents & other.agents or one.targets & other.targets:
        return True
    # "The ferry moved" and "the ferry was moved": who does it is said in neither.
    if not (one.agents and one.targets) and not (other.agents and other.targets):
        crossed = one.agents & other.targets or one.targets & other.agents
        # Who endorsed whom is not known so: only things may stand on either side of a verb.
        if any(not is_id(thing) for thing in crossed):
            return True
    # Of an offensive a report says which country's it is and not always against whom; of what is imposed it
    # does.
    shared = (one.claim.stems | one.claim.focus) & (other.claim.stems | other.claim.focus)
    both_meant = one.meant and other.meant and one.deed in _named_deeds()
    return both_meant and bool(one.powers & other.powers) and len(shared) > _SHARED_STEMS


@cache
def _named_deeds() -> frozenset[str]:
    return frozenset(str(deed) for deed in load("en", "disagreements").words["same_deed"].values())


def contrast_sums(one: Sum, other: Sum) -> Contrast | None:
    """Return how two numbers differ; the first of the two was said first, or neither surely was."""
    left, right = one.claim, other.claim
    if one.meets(other) or one.unit != other.unit or one.deed != other.deed or not _count_one(one, other):
        return None
    if left.report is right.report and (left.speaker == right.speaker or one.unit != "price"):
        return None
    if one.unit == "pay":
        if left.holders & right.holders and is_before(left.said, right.said):
            return Contrast(Kind.CHANGED_POSITION, "one side changed the sum between the two dates")
        return None
    money = one.unit in ("price", "money")
    if one.unit == "money" and not (one.things & other.things and left.holders & right.holders):
        return None
    if money and (None not in (one.of, other.of) and one.of != other.of):
        return None
    if one.unit == "price" and None in (left.said.latest, right.said.latest):
        return None
    if one.of != other.of and not money:
        return _contrast_scopes(one, other)
    first = Interval(None, one.as_of) if one.as_of else left.said
    second = Interval(other.as_of, other.as_of) if other.as_of else right.said
    if is_before(first, second) and (other.grows or not is_near(first, second)):
        return Contrast(Kind.UPDATE, "the later number supersedes the earlier")
    return Contrast(Kind.FIGURE, "the two ranges do not meet")


def _contrast_scopes(one: Sum, other: Sum) -> Contrast | None:
    """Tell numbers of some from numbers of all: "20 soldiers" beside "at least 30 people"."""
    if (one.of is None) == (other.of is None) or one.unit not in _SUFFERED:
        return None
    some, every = (one, other) if other.of is None else (other, one)
    if some.high is None or every.low is None or some.high >= every.low:
        return None
    if not are_one_occasion(some.claim, every.claim):
        return None
    return Contrast(Kind.SCOPE, "the smaller number is of some of those whom the larger one counts")


def _count_one(one: Sum, other: Sum) -> bool:
    """Tell whether two numbers count one thing."""
    if are_apart(one.date, other.date) and not other.grows:
        return False
    left, right = one.claim, other.claim
    dated = None not in (left.said.earliest, left.said.latest, right.said.earliest, right.said.latest)
    if one.unit not in _SUFFERED and not dated and one.unit not in ("price", "pay"):
        return False
    if one.unit not in ("price", "pay") and is_far(left.said, right.said) and not other.grows:
        return False
    shared = left.stems & right.stems
    if one.unit in ("price", "pay"):
        shared -= _price_stems() | {one.of or "", other.of or ""}
        if one.sole or other.sole:
            return len(left.focus & right.focus) >= _SHARED_FOCUS
        fewest = min(len(each.stems - _price_stems()) for each in (left, right))
        return len(shared) > _SHARED_STEMS or (len(shared) == _SHARED_STEMS and 2 * len(shared) >= fewest)
    if one.unit in _SUFFERED and (one.dated != other.dated or _are_wide_apart(one, other)):
        return False
    if one.unit in _SUFFERED:
        if lie_elsewhere(left, right):
            return False
        if tell_the_news(left, right) or are_one_occasion(left, right):
            return True
    both = len(left.stems & (right.stems | right.focus)), len(right.stems & (left.stems | left.focus))
    return (
        len(shared) >= _SHARED_STEMS
        and min(both) > _SHARED_STEMS
        and len(left.focus & right.focus) >= _SHARED_FOCUS
    )


def _are_wide_apart(one: Sum, other: Sum) -> bool:
    """Tell whether one number is so many times the other that they hardly count the dead of one event."""
    first, second = sorted((one.high or one.low or 1, other.high or other.low or 1))
    return second > _WIDEST * first


@cache
def _price_stems() -> frozenset[str]:
    return frozenset(map(stem_of, load("en", "disagreements").words["priced"]))


def contrast_corrected(one: Sum, other: Sum) -> Contrast | None:
    """Return how a number differs from one that sets itself against it in so many words."""
    left, right = one.claim, other.claim
    if left.report is right.report or one.meets(other) or len(left.stems & right.stems) < _SHARED_STEMS:
        return None
    if is_before(left.said, right.said):
        return Contrast(Kind.UPDATE, "the later names the earlier number and sets its own against it")
    return Contrast(Kind.FIGURE, "one names the other number and sets its own against it")
