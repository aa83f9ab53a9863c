"""Sets of days: what several constraints leave, what is needed to leave it, and what has to go."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.days import Constraint, Days, Strength, solve
from dateline.model.report import DateEvidence

DATES = st.dates(date(1990, 1, 1), date(1990, 3, 31))
SETS = st.lists(st.tuples(DATES, DATES), max_size=5).map(Days.union)


def bound(earliest: str | None, latest: str | None, strength: Strength, at: int = 0) -> Constraint:
    return Constraint(
        Days.of(earliest, latest), strength, DateEvidence(at, at + 1, f"{earliest} to {latest}")
    )


def list_days(days: Days) -> set[int]:
    return {n for first, last in days.stretches for n in range(first.toordinal(), last.toordinal() + 1)}


@given(SETS, SETS)
def test_an_intersection_holds_what_both_hold(left: Days, right: Days) -> None:
    both = left & right
    assert list_days(both) == list_days(left) & list_days(right)
    assert both == Days.union(both.stretches)
    assert bool(both) == bool(list_days(left) & list_days(right))


@pytest.mark.parametrize(
    ("earliest", "latest", "shared"),
    [
        ("2011-05-02", "2011-05-02", "2011-05-02"),
        ("2011-05-02", "2011-05-30", "2011-05"),
        ("2011-05-02", "2011-06-01", "2011"),
        ("2011-12-31", "2012-01-01", None),
        ("2011-05-02", None, None),
        (None, "2011-05-02", None),
    ],
)
def test_days_say_what_they_share(earliest: str | None, latest: str | None, shared: str | None) -> None:
    days = Days.of(earliest, latest)
    assert (days.earliest, days.latest, days.shared) == (earliest, latest, shared)


def test_constraints_that_say_no_more_than_others_are_not_named() -> None:
    late, early = bound("2012-01-01", None, Strength.PAST), bound("2010-01-01", None, Strength.PAST, 5)
    end = bound(None, "2012-06-01", Strength.HINT)
    solution = solve([early, end, late])
    assert (solution.days.earliest, solution.days.latest) == ("2012-01-01", "2012-06-01")
    assert solution.used == (late, end)
    assert solution.against == ()


def test_of_two_that_contradict_each_other_the_weaker_goes() -> None:
    past, ahead = bound("2012-01-01", None, Strength.PAST), bound(None, "2011-06-01", Strength.AHEAD)
    for order in ([past, ahead], [ahead, past]):
        solution = solve(order)
        assert (solution.used, solution.against) == ((past,), (ahead,))
    first, second = bound("2012-01-01", None, Strength.HINT, 1), bound(None, "2011-01-01", Strength.HINT, 9)
    assert solve([second, first]).used == (first,)
    assert solve([past], within=Days.of(None, "2010-12-31")).against == (past,)


@given(st.lists(st.tuples(SETS, st.sampled_from(list(Strength))), max_size=6))
def test_the_ones_used_leave_the_same_days_in_any_order(parts: list[tuple[Days, Strength]]) -> None:
    made = [Constraint(days, how, DateEvidence(n, n + 1, "said")) for n, (days, how) in enumerate(parts)]
    solution = solve(made)
    assert solve(reversed(made)) == solution
    left = Days()
    for one in solution.used:
        left = left & one.days
    assert left == solution.days
    assert solution.days
