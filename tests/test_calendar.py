"""Absolute dates as print writes them, each beside a near miss that is no date."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.calendar import find_calendar_dates

FOUND = [
    # text, the words found, EDTF value, weekday
    ("Published in the Courier, September 17th, 2016.", "September 17th, 2016", "2016-09-17", None),
    ("July 08, 2013", "July 08, 2013", "2013-07-08", None),
    ("SEPTEMBER 17, 2016 | Port Elm", "SEPTEMBER 17, 2016", "2016-09-17", None),
    ("on 17 September 2016 the quay", "17 September 2016", "2016-09-17", None),
    ("17 september 2016", "17 september 2016", "2016-09-17", None),
    ("01 May, 2024", "01 May, 2024", "2024-05-01", None),
    ("the 3rd of June, 1998", "3rd of June, 1998", "1998-06-03", None),
    ("since Sept. 5 the ferry", "Sept. 5", "XXXX-09-05", None),
    ("PORT ELM, March 9: The harbour", "March 9", "XXXX-03-09", None),
    ("It closed on March 2. It opened", "March 2", "XXXX-03-02", None),
    ("on 2 March, the", "2 March", "XXXX-03-02", None),
    ("Sunday, May 6, the", "Sunday, May 6", "XXXX-05-06", 6),
    ("Sat, 17 Sep 2016 10:00:00 +0000", "Sat, 17 Sep 2016", "2016-09-17", 5),
    ("Tuesday 7 June 2016", "Tuesday 7 June 2016", "2016-06-07", 1),
    ("updated 2016-09-17.", "2016-09-17", "2016-09-17", None),
    ("2016-09-17T08:30:00Z", "2016-09-17T08:30:00Z", "2016-09-17", None),
    ("2016-09-17 08:30:00.123+02:00 x", "2016-09-17 08:30:00.123+02:00", "2016-09-17", None),
    ("2016/09/17", "2016/09/17", "2016-09-17", None),
    ("17.09.2016", "17.09.2016", "2016-09-17", None),
    ("2.3.2016", "2.3.2016", "2016-03-02", None),
    ("17-Sep-2016", "17-Sep-2016", "2016-09-17", None),
    ("09/17/2016", "09/17/2016", "2016-09-17", None),
    ("17/09/2016", "17/09/2016", "2016-09-17", None),
    ("04/04/2016", "04/04/2016", "2016-04-04", None),
    ("in May 2008 it", "May 2008", "2008-05", None),
    ("Dec. 1999", "Dec. 1999", "1999-12", None),
    ("In 2008, the port", "2008", "2008", None),
    ("May 6-8, 2012", "May 6-8, 2012", "2012-05-06", None),
    ("Posted:September 17, 2016", "September 17, 2016", "2016-09-17", None),
    ("February 29", "February 29", "XXXX-02-29", None),
]

NOT_FOUND = [
    "May I come in?",
    "They march 2 by 2.",
    "March 2 by 2, they were told.",
    "version 2.3.2016",
    "version 1.17.09.2016",
    "June 31, 2016",
    "31.02.2016",
    "February 29, 2015",
    "2016-13-02",
    "2016-02-30",
    "03/04/2016",
    "13/13/2016",
    "April 5 percent, May 2.5 percent",
    "May 2,000 people left",
    "May 10:30 trains be late?",
    "you may 2 go",
    "The Sun said",
    "in 2008 ships came",
    "call 555-2016-09-17-4",
    "the second of three",
    "Marching 5 miles",
    "20160917",
]


@pytest.mark.parametrize(("text", "words", "value", "weekday"), FOUND)
def test_finds(text: str, words: str, value: str, weekday: int | None) -> None:
    (date,) = find_calendar_dates(text)
    assert (text[date.start : date.end], date.value, date.weekday) == (words, value, weekday)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_finds_nothing(text: str) -> None:
    assert find_calendar_dates(text) == []


def test_bounds_are_those_of_the_calendar() -> None:
    month, year, day, open_day = find_calendar_dates("February 2012; in 2016; May 6, 2012; May 6")
    assert (month.earliest, month.latest) == ("2012-02-01", "2012-02-29")
    assert (year.earliest, year.latest) == ("2016-01-01", "2016-12-31")
    assert (day.earliest, day.latest) == ("2012-05-06", "2012-05-06")
    assert (open_day.earliest, open_day.latest) == (None, None)


def test_reads_only_the_stretch_asked_for() -> None:
    text = "May 6, 2012 and June 7, 2012 and July 8, 2012"
    assert [date.value for date in find_calendar_dates(text, 12, 29)] == ["2012-06-07"]


@given(st.text(alphabet="May 123,.-/:th\nSeptofday", max_size=200))
def test_dates_are_in_order_and_exist(text: str) -> None:
    last = 0
    for date in find_calendar_dates(text):
        assert last <= date.start < date.end <= len(text)
        last = date.end


@pytest.mark.parametrize("unit", ["May 1", "Sunday, ", "2016-", "1/", "Sept. ", "17 ", " \t", "in 2008"])
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    begin = time.process_time()
    find_calendar_dates(unit * (400_000 // len(unit)))
    assert time.process_time() - begin < 5
