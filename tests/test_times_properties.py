"""What holds for all times: any date in any of its printed shapes is found, whole, and means that day."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.model.findings import TimexType
from dateline.model.report import Basis, Published
from dateline.nlp.calendar import find_calendar_dates
from tests.test_times import SATURDAY, UNKNOWN, WORDS, find

MONTHS = calendar.month_name
SHORT = ["", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
DAYS = calendar.day_name
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
ORDINALS = dict(
    enumerate(
        [
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
            *("twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth"),
            *("twenty-ninth", "thirtieth", "thirty-first"),
        ],
        start=1,
    )
)


def th(day: date) -> str:
    return f"{day.day}{ENDINGS.get(day.day, 'th')}"


def month(day: date) -> str:
    return MONTHS[day.month]


def short(day: date) -> str:
    return month(day)[:3]


def name(day: date) -> str:
    return DAYS[day.weekday()]


# September 17, 2011, a Saturday, in every shape. `AMBIGUOUS` say which number is the day where it is over 12.
PRINTED: dict[str, Callable[[date], str]] = {
    "2011-09-17": lambda d: d.isoformat(),
    "2011/09/17": lambda d: f"{d:%Y/%m/%d}",
    "2011.09.17": lambda d: f"{d:%Y.%m.%d}",
    "17 September 2011": lambda d: f"{d.day} {month(d)} {d.year}",
    "17 September, 2011": lambda d: f"{d.day} {month(d)}, {d.year}",
    "17 Sep 2011": lambda d: f"{d.day} {short(d)} {d.year}",
    "17 Sept. 2011": lambda d: f"{d.day} {SHORT[d.month]} {d.year}",
    "17 SEPTEMBER 2011": lambda d: f"{d.day} {month(d).upper()} {d.year}",
    "07 September 2011": lambda d: f"{d.day:02} {month(d)} {d.year}",
    "17th September 2011": lambda d: f"{th(d)} {month(d)} {d.year}",
    "17th September, 2011": lambda d: f"{th(d)} {month(d)}, {d.year}",
    "17th of September 2011": lambda d: f"{th(d)} of {month(d)} {d.year}",
    "the 17th of September, 2011": lambda d: f"the {th(d)} of {month(d)}, {d.year}",
    "the 17th of September 2011": lambda d: f"the {th(d)} of {month(d)} {d.year}",
    "the seventeenth of September 2011": lambda d: f"the {ORDINALS[d.day]} of {month(d)} {d.year}",
    "17-Sep-2011": lambda d: f"{d.day}-{short(d)}-{d.year}",
    "17-September-2011": lambda d: f"{d.day}-{month(d)}-{d.year}",
    "September 17, 2011": lambda d: f"{month(d)} {d.day}, {d.year}",
    "September 17 2011": lambda d: f"{month(d)} {d.day} {d.year}",
    "September 07, 2011": lambda d: f"{month(d)} {d.day:02}, {d.year}",
    "September 17th, 2011": lambda d: f"{month(d)} {th(d)}, {d.year}",
    "September 17th 2011": lambda d: f"{month(d)} {th(d)} {d.year}",
    "September the 17th, 2011": lambda d: f"{month(d)} the {th(d)}, {d.year}",
    "Sept. 17, 2011": lambda d: f"{SHORT[d.month]} {d.day}, {d.year}",
    "Sep 17, 2011": lambda d: f"{short(d)} {d.day}, {d.year}",
    "Sep. 17, 2011": lambda d: f"{short(d)}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
    "SEPTEMBER 17, 2011": lambda d: f"{month(d).upper()} {d.day}, {d.year}",
    "Saturday, September 17, 2011": lambda d: f"{name(d)}, {month(d)} {d.day}, {d.year}",
    "Saturday, September 17th, 2011": lambda d: f"{name(d)}, {month(d)} {th(d)}, {d.year}",
    "Saturday September 17, 2011": lambda d: f"{name(d)} {month(d)} {d.day}, {d.year}",
    "Saturday, Sept. 17, 2011": lambda d: f"{name(d)}, {SHORT[d.month]} {d.day}, {d.year}",
    "Saturday 17 September 2011": lambda d: f"{name(d)} {d.day} {month(d)} {d.year}",
    "Saturday, 17 September 2011": lambda d: f"{name(d)}, {d.day} {month(d)} {d.year}",
    "Saturday, 17 September, 2011": lambda d: f"{name(d)}, {d.day} {month(d)}, {d.year}",
    "Saturday 17th September 2011": lambda d: f"{name(d)} {th(d)} {month(d)} {d.year}",
    "Saturday, the 17th of September, 2011": lambda d: f"{name(d)}, the {th(d)} of {month(d)}, {d.year}",
    "Saturday the 17th of September 2011": lambda d: f"{name(d)} the {th(d)} of {month(d)} {d.year}",
    "Sat, 17 Sep 2011": lambda d: f"{name(d)[:3]}, {d.day} {short(d)} {d.year}",
    "Sat 17 Sep 2011": lambda d: f"{name(d)[:3]} {d.day} {short(d)} {d.year}",
    "Sat., Sept. 17, 2011": lambda d: f"{name(d)[:3]}., {SHORT[d.month]} {d.day}, {d.year}",
    "Sat Sep 17 2011": lambda d: f"{name(d)[:3]} {short(d)} {d.day} {d.year}",
    "17.9.2011": lambda d: f"{d.day}.{d.month}.{d.year}",
    "17.09.2011": lambda d: f"{d:%d.%m.%Y}",
    "17/09/2011": lambda d: f"{d:%d/%m/%Y}",
    "09/17/2011": lambda d: f"{d:%m/%d/%Y}",
    "17-09-2011": lambda d: f"{d:%d-%m-%Y}",
    "9/17/2011": lambda d: f"{d.month}/{d.day}/{d.year}",
}
AMBIGUOUS = {"17/09/2011", "09/17/2011", "17-09-2011", "9/17/2011"}
PLACES = (
    "%s",
    "It closed on %s.",
    "The quay was shut on %s, the board said.",
    "(%s)",
    "%s\n\nThe quay is shut.",
)
DATES = st.dates(date(1600, 1, 1), date(2099, 12, 31))
DAYS_NEAR = st.dates(date(1960, 1, 1), date(2060, 12, 31))
repeatable = settings(max_examples=60, deadline=None, derandomize=True)


def known_gaps(reasons: dict[str, str], rows: list[str]) -> list[object]:
    """Return the rows as parameters, those that are known to fail with their reasons."""
    return [
        pytest.param(row, marks=pytest.mark.xfail(reason=f"known_gap: {reasons[row]}"))
        if row in reasons
        else row
        for row in rows
    ]


def publish(day: date) -> Published:
    return Published(day.isoformat(), day.isoformat(), day.isoformat(), Basis.GIVEN)


def test_there_are_over_forty_shapes() -> None:
    day = date(2011, 9, 17)
    padded = {shape: shape.replace("07", "17") for shape in PRINTED}
    assert {key: shape(day) for key, shape in PRINTED.items()} == padded
    assert len({shape(date(2011, 9, 7)) for shape in PRINTED.values()}) > 40


@pytest.mark.parametrize("shape", PRINTED)
@repeatable
@given(day=DATES, place=st.sampled_from(PLACES), published=st.sampled_from([SATURDAY, UNKNOWN]))
@example(day=date(2012, 2, 29), place="It closed on %s.", published=SATURDAY)
@example(day=date(2000, 2, 29), place="It closed on %s.", published=SATURDAY)
@example(day=date(1999, 12, 31), place="%s", published=UNKNOWN)
@example(day=date(2021, 1, 1), place="%s", published=UNKNOWN)
def test_a_printed_date_is_found_whole_and_means_that_day(
    shape: str, day: date, place: str, published: Published
) -> None:
    if shape in AMBIGUOUS and day.day <= 12:
        return
    words = PRINTED[shape](day)
    text = place % words
    (found,) = find(text, published)
    assert text[found.start : found.end] == words
    assert (found.type, found.value, found.mod) == (TimexType.DATE, day.isoformat(), None)
    assert found.earliest == found.latest == day.isoformat()


@pytest.mark.parametrize("shape", PRINTED)
@repeatable
@given(day=DATES, place=st.sampled_from(PLACES))
def test_a_printed_date_is_read_where_reports_are_dated(shape: str, day: date, place: str) -> None:
    if shape in AMBIGUOUS and day.day <= 12:
        return
    words = PRINTED[shape](day)
    text = place % words
    (found,) = find_calendar_dates(text)
    assert text[found.start : found.end] == words.removeprefix("the ")
    assert found.value == found.earliest == found.latest == day.isoformat()
    assert found.weekday in (None, day.weekday())


@pytest.mark.parametrize("shape", [shape for shape in PRINTED if shape not in AMBIGUOUS])
@pytest.mark.parametrize("year", [1900, 2011, 2013])
def test_a_day_that_no_calendar_has_is_none(shape: str, year: int) -> None:
    leap = date(2012, 2, 29)
    words = PRINTED[shape](leap).replace("2012", str(year))
    assert all(found.value != f"{year}-02-29" for found in find(f"It closed on {words}."))
    assert all(found.earliest is None or date.fromisoformat(found.earliest) for found in find(words))


def of_day(day: date) -> tuple[str, date, date]:
    return day.isoformat(), day, day


def of_week(day: date) -> tuple[str, date, date]:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(weekday - 1)
    return f"{year}-W{week:02}", monday, monday + timedelta(6)


def of_month(day: date, later: int) -> tuple[str, date, date]:
    year, index = divmod(day.year * 12 + day.month - 1 + later, 12)
    last = calendar.monthrange(year, index + 1)[1]
    return f"{year}-{index + 1:02}", date(year, index + 1, 1), date(year, index + 1, last)


def of_quarter(day: date, later: int) -> tuple[str, date, date]:
    year, index = divmod(day.year * 4 + (day.month - 1) // 3 + later, 4)
    first = date(year, index * 3 + 1, 1)
    return f"{year}-Q{index + 1}", first, of_month(first, 2)[2]


def of_year(year: int) -> tuple[str, date, date]:
    return str(year), date(year, 1, 1), date(year, 12, 31)


UNITS: dict[str, Callable[[date], tuple[str, date, date]]] = {
    "It closed yesterday.": lambda d: of_day(d - timedelta(1)),
    "It opens tomorrow.": lambda d: of_day(d + timedelta(1)),
    "It closed three days ago.": lambda d: of_day(d - timedelta(3)),
    "It closed last Monday.": lambda d: of_day(d - timedelta(d.weekday() or 7)),
    "It opens next Monday.": lambda d: of_day(d + timedelta(7 - d.weekday())),
    "It closed last week.": lambda d: of_week(d - timedelta(7)),
    "It closed earlier this week.": of_week,
    "It opens next week.": lambda d: of_week(d + timedelta(7)),
    "It closed two weeks ago.": lambda d: of_week(d - timedelta(14)),
    "It closed last month.": lambda d: of_month(d, -1),
    "It opens next month.": lambda d: of_month(d, 1),
    "It closed two months ago.": lambda d: of_month(d, -2),
    "It closed last year.": lambda d: of_year(d.year - 1),
    "It opens next year.": lambda d: of_year(d.year + 1),
    "It closed last quarter.": lambda d: of_quarter(d, -1),
}


@pytest.mark.parametrize("text", UNITS)
@repeatable
@given(day=DAYS_NEAR)
@example(day=date(2012, 1, 1))  # in the last week of 2011
@example(day=date(2012, 12, 31))  # in the first week of 2013
@example(day=date(2021, 1, 3))  # in week 53 of 2020
@example(day=date(2016, 2, 29))
@example(day=date(2013, 3, 31))
def test_what_is_counted_from_publication_falls_where_the_calendar_says(text: str, day: date) -> None:
    (found,) = find(text, publish(day))
    value, first, last = UNITS[text](day)
    assert (found.value, found.earliest, found.latest) == (value, first.isoformat(), last.isoformat())


DAYS_AND_MONTHS = [*(f"on {one}" for one in DAYS), "on February 29", *(f"in {one}" for one in MONTHS[1:])]
DAYS_AND_MONTHS += ["on May 5", "on 31 December", "in early March", "in the summer", "on Christmas Eve"]


@pytest.mark.parametrize("words", DAYS_AND_MONTHS)
@repeatable
@given(day=DAYS_NEAR)
def test_what_is_over_is_not_dated_after_its_report(words: str, day: date) -> None:
    (found,) = find(f"It closed its doors {words}.", publish(day))
    assert found.earliest is not None
    assert found.earliest <= day.isoformat()


@pytest.mark.parametrize("words", DAYS_AND_MONTHS)
@repeatable
@given(day=DAYS_NEAR)
def test_what_is_to_come_is_not_dated_before_its_report(words: str, day: date) -> None:
    (found,) = find(f"It will open {words}.", publish(day))
    assert found.latest is not None
    assert found.latest >= day.isoformat()


WEEKS = ["week 53 of 2020", "the 53rd week of 2020", "2020-W53", "the week of December 31, 2020"]


@pytest.mark.parametrize("words", WEEKS)
def test_a_numbered_week_is_found(words: str) -> None:
    (found,) = find(f"It closed in {words}.")
    assert (found.value, found.earliest, found.latest) == ("2020-W53", "2020-12-28", "2021-01-03")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from([*WORDS, "2011", "29", "17th", "9:30", "BC", ",", "-", "–", "/", "."]), max_size=30
    ),
    st.one_of(DAYS_NEAR.map(publish), st.just(UNKNOWN)),
)
def test_no_interval_is_inverted_and_a_day_is_that_day(words: list[str], published: Published) -> None:
    text = " ".join(words)
    for found in find(text, published):
        first, last = found.earliest, found.latest
        assert all(one is None or date.fromisoformat(one) for one in (first, last))
        assert first is None or last is None or first <= last
        if found.mod is None and found.value is not None and found.type is TimexType.DATE:
            assert not is_day(found.value) or first == last == found.value


def is_day(value: str) -> bool:
    return len(value) == 10 and value.replace("-", "").isdigit()
