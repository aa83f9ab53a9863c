"""The scores of an actor's timeline, against examples worked out by hand."""

import pytest

from evaluation.entity_timeline_scores import Counts, Line, read_lines, score_lines, score_mentions

WANTED = read_lines(
    "Ada Osei\n"
    "0\tXXXX-XX-XX\t7-9-wept\n"
    "1\t2031\t7-2-born\n"
    "2\t2031-05-XX\t7-3-built\t8-3-building\n"
    "2\t2031-05-XX\t7-4-sold\n"
    "3\t2031-06-02\t8-5-left\n"
)


def test_lines_are_read_with_dates_as_far_as_they_are_known() -> None:
    assert [(one.ordinal, one.date) for one in WANTED] == [
        (0, ""),
        (1, "2031"),
        (2, "2031-05"),
        (2, "2031-05"),
        (3, "2031-06-02"),
    ]
    assert WANTED[2].mentions == {"7-3-built", "8-3-building"}
    assert read_lines("Ada Osei\n2\tXXX-XX-XX\t7-2-born\n")[0].date == ""


def test_a_timeline_scores_in_full_against_itself_and_nothing_against_none() -> None:
    # Four dates, one pair at once, two steps; what has the ordinal 0 and no date stands in no relation.
    assert score_lines(WANTED, WANTED) == Counts(7, 7, 7, 7)
    assert score_lines([], WANTED) == Counts(0, 0, 7, 0)
    assert score_lines(WANTED, []) == Counts(7, 0, 0, 0)


def test_what_follows_from_the_other_timeline_counts() -> None:
    """Born before left: not said by the wanted lines, but it follows from them."""
    found = [Line(1, "2031", frozenset({"7-2-born"})), Line(2, "2031-06-02", frozenset({"8-5-left"}))]
    # Found: two dates and a step, all right. Wanted: of four dates two are met, of the pair and steps none.
    assert score_lines(found, WANTED) == Counts(3, 3, 7, 2)


def test_a_wrong_order_a_wrong_date_and_a_strange_event_are_wrong() -> None:
    found = [
        Line(1, "2031-06-02", frozenset({"8-5-left"})),
        Line(2, "2030", frozenset({"7-2-born"})),
        Line(2, "2030", frozenset({"7-8-slept"})),
    ]
    # Right is only the date of "left"; the others: two dates, a pair, a step.
    assert score_lines(found, WANTED) == Counts(5, 1, 7, 1)


def test_one_of_its_mentions_is_enough_for_an_event_and_no_event_counts_twice() -> None:
    found = [Line(1, "2031-05", frozenset({"8-3-building"})), Line(1, "2031-05", frozenset({"7-3-built"}))]
    assert score_lines(found[:1], WANTED) == Counts(1, 1, 7, 1)
    assert score_lines(found, WANTED) == Counts(3, 1, 7, 1)


def test_events_at_once_lie_within_each_other_s_dates() -> None:
    found = [Line(1, "", frozenset({"7-3-built"})), Line(1, "2031-05", frozenset({"7-4-sold"}))]
    assert score_lines(found, WANTED) == Counts(2, 2, 7, 3)


def test_counts_of_several_entities_are_put_together() -> None:
    both = Counts(10, 5, 10, 5) + Counts(0, 0, 10, 0)
    assert both.precision == 0.5
    assert both.recall == 0.25
    assert both.f1 == pytest.approx(1 / 3)
    assert Counts().f1 == 0.0


def test_mentions_are_counted_without_order() -> None:
    found = [Line(9, "1999", frozenset({"7-2-born", "7-8-slept"}))]
    assert score_mentions(found, WANTED) == Counts(2, 1, 6, 1)
