"""The way from what a time was counted from to what it means: said once, and the same as what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.find.times import find_times
from dateline.find.timex.arithmetic import read_value, say_arithmetic
from dateline.find.timex.periods import Unit, period_at
from dateline.model.report import Basis, Published
from tests.test_times import UNKNOWN, make_report

THURSDAY = Published("2014-06-12", "2014-06-12", "2014-06-12", Basis.GIVEN)
JUNE = Published("2014-06", "2014-06-01", "2014-06-30", Basis.GIVEN)
NO_YEAR = Published("XXXX-06-12", None, None, Basis.DATELINE)
FROM_THURSDAY = "counted from Thursday 2014-06-12 (published)"

SAID = [
    # text, published, what is said of its last time
    ("The strike began last Monday.", THURSDAY, f"{FROM_THURSDAY}, 3 days back to Monday 2014-06-09"),
    ("The strike ends today.", THURSDAY, f"{FROM_THURSDAY}: that day, Thursday 2014-06-12"),
    ("The strike ends tomorrow.", THURSDAY, f"{FROM_THURSDAY}, 1 day on to Friday 2014-06-13"),
    (
        "It began two weeks ago.",
        THURSDAY,
        f"{FROM_THURSDAY}, 2 weeks back to 2014-W22 (2014-05-26 to 2014-06-01)",
    ),
    ("It began last year.", THURSDAY, f"{FROM_THURSDAY}, 1 year back to 2013"),
    ("It will end this month.", THURSDAY, f"{FROM_THURSDAY}: its month, 2014-06"),
    (
        "It began on 3 May.",
        THURSDAY,
        f"its year is {FROM_THURSDAY}, the same year: Saturday 2014-05-03",
    ),
    (
        "It was told at Thanksgiving.",
        THURSDAY,
        f"its year is {FROM_THURSDAY}, 1 year back: Thursday 2013-11-28",
    ),
    (
        "It closed at 10 p.m. on 3 May.",
        THURSDAY,
        f"its year is {FROM_THURSDAY}, the same year: Saturday 2014-05-03",
    ),
    ("It closed at 10 p.m. Monday.", THURSDAY, f"{FROM_THURSDAY}, 3 days back to Monday 2014-06-09"),
    (
        "Over the last three months it leaked.",
        THURSDAY,
        f"{FROM_THURSDAY}: Thursday 2014-03-13 to Thursday 2014-06-12",
    ),
    (
        "The board met in late December 2013. A month later it voted.",
        THURSDAY,
        "counted from “late December 2013” [17, 35), which is 2013-12, 1 month on to 2014-01",
    ),
    (
        "In the third quarter of 2013 it paid; a year earlier it did not.",
        THURSDAY,
        "counted from “the third quarter of 2013” [3, 28), which is 2013-Q3 (2013-07-01 to 2013-09-30), "
        "4 quarters back to 2012-Q3 (2012-07-01 to 2012-09-30)",
    ),
    (
        "It sat on 3 May 2013. On the 15th it rose.",
        THURSDAY,
        "its month is counted from “3 May 2013” [10, 20), which is Friday 2013-05-03, the same month: "
        "Wednesday 2013-05-15",
    ),
    ("It began last year.", JUNE, "counted from 2014-06-01 to 2014-06-30 (published), 1 year back to 2013"),
    # What the ends of the month give apart is no one way.
    (
        "It began last Monday.",
        JUNE,
        "counted from 2014-06-01 to 2014-06-30 (published), both ends of it: "
        "Monday 2014-05-26 to Monday 2014-06-23",
    ),
    (
        "It closed at 10 p.m. on 31 May 2014.",
        JUNE,
        "named in full: nothing is counted",
    ),
    ("It began last Monday.", UNKNOWN, "not counted: when the report was published is not known well enough"),
    ("It began last Monday.", NO_YEAR, "not counted: when the report was published is not known well enough"),
    ("It began on 3 May.", NO_YEAR, "not counted: when the report was published is not known well enough"),
    (
        "It ends tomorrow.",
        NO_YEAR,
        "counted from the day of publication, whose year is not known, which gives XXXX-06-13",
    ),
    ("It began on 3 May 2013.", THURSDAY, "named in full: nothing is counted"),
    ("It began in the 1930s.", THURSDAY, "named in full: nothing is counted"),
    ("It lasted three weeks.", THURSDAY, "a length of time, which no date is counted to"),
    ("It met every Monday.", THURSDAY, "a time that comes again, which no one date is counted to"),
    ("It fell ill recently.", THURSDAY, "names no date on the calendar"),
    ("It was a Tuesday.", THURSDAY, "names but a part of a date, and the report does not tell the rest"),
]


def say_last(text: str, published: Published) -> str:
    times = find_times(make_report(text, published))
    return say_arithmetic(times[-1], times, published, text)


@pytest.mark.parametrize(("text", "published", "said"), SAID)
def test_the_way_to_a_date_is_said(text: str, published: Published, said: str) -> None:
    assert say_last(text, published) == said


def test_bounds_that_other_reports_have_narrowed_since_are_not_passed_off_as_counted_from() -> None:
    text = "It began last Monday."
    times = find_times(make_report(text, JUNE))
    narrowed = Published("2014-06-12", "2014-06-12", "2014-06-12", Basis.INFERRED)
    assert say_arithmetic(times[0], times, narrowed, text) == (
        "counted from the first and the last day that the report alone may be of: "
        "Monday 2014-05-26 to Monday 2014-06-23"
    )


def test_what_is_counted_from_a_date_told_of_names_it() -> None:
    text = "It met in June 2011. A month later it met. In July 2012 it met again; the next day it rose."
    times = find_times(make_report(text, THURSDAY))
    for time in times:
        assert (time.counted_from is not None) == (time.anchor.value == "narrative")
    assert [one.counted_from for one in times] == [None, 0, None, None]


UNITS = sorted(set(Unit) - {Unit.SOUTHERN_SEASON})  # a value does not say in which half of the earth


@given(st.dates(), st.sampled_from(UNITS))
def test_the_value_of_a_period_is_read_back(day: object, unit: Unit) -> None:
    period = period_at(unit, day)  # type: ignore[arg-type]  # hypothesis gives dates
    try:
        value = period.value
    except ValueError:  # a week that begins before the year 1
        return
    if not value.startswith("BC"):
        assert read_value(value) == period


@pytest.mark.parametrize(
    "value", [None, "", "XXXX-05-03", "P3W", "PAST_REF", "2014-13", "2014-02-30", "BC0044"]
)
def test_what_leaves_something_open_is_no_period(value: str | None) -> None:
    assert read_value(value) is None
