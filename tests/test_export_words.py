"""Dates in words, places on the scale, lanes of the drawing."""

from datetime import date
from itertools import pairwise

import pytest

from dateline.export.page.drawing import NARROW, WIDE, DrawnEntry, DrawnReport, draw_timeline
from dateline.export.page.scale import Days, Scale, assign_lanes, choose_window, read_days
from dateline.export.page.words import (
    join_words,
    say_date,
    say_edtf,
    say_interval,
    say_published,
    say_published_briefly,
)
from dateline.model.days import say_day
from dateline.model.record import TimelineDate
from dateline.model.report import Basis, Published


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2019-10-14", "14 October 2019"),
        ("2019-10", "October 2019"),
        ("2019", "2019"),
        ("2019-23", "autumn 2019"),
        ("2019-13", "2019-13"),
        ("some day", "some day"),
    ],
)
def test_days_in_words(iso: str, words: str) -> None:
    assert say_day(iso) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2019-10-14", "2019-10-14", "14 October 2019"),
        ("2019-10-01", "2019-10-31", "October 2019"),
        ("2019-02-01", "2019-02-28", "February 2019"),
        ("2019-10-01", "2019-10-20", "1 – 20 October 2019"),
        ("2019-10-14", "2019-11-02", "14 October – 2 November 2019"),
        ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-01-01", "2021-12-31", "2019 – 2021"),
        ("2019-01-01", None, "not before 1 January 2019"),
        (None, "2019-01-01", "not after 1 January 2019"),
        (None, None, "date not known"),
    ],
)
def test_intervals_in_words(earliest: str | None, latest: str | None, words: str) -> None:
    assert say_interval(earliest, latest) == words


@pytest.mark.parametrize(
    ("date_", "words"),
    [
        (TimelineDate("2019-09-01", "2019-11-30", "season"), "autumn 2019"),
        (TimelineDate("2019-03-01", "2019-11-30", "season", "2019-FA"), "autumn 2019"),
        (TimelineDate("2019-03-01", "2019-11-30", "season", "2019-SP"), "spring 2019"),
        (TimelineDate("2019-12-01", "2020-02-29", "season", "2019-WI"), "winter 2019–20"),
        (TimelineDate("2019-12-01", "2020-02-29", "season"), "winter 2019–20"),
        (TimelineDate("2019-09-23", "2019-12-20", "season"), "autumn 2019"),
        (TimelineDate("2010-01-01", "2019-12-31", "decade"), "the 2010s"),
        (TimelineDate("2019-10-14", "2019-10-14", "day"), "14 October 2019"),
        (TimelineDate("2019-10-14", "2019-10-20", "interval"), "14 – 20 October 2019"),
    ],
)
def test_dates_of_the_timeline_in_words(date_: TimelineDate, words: str) -> None:
    assert say_date(date_) == words


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "words"),
    [
        ("2011-09-17", "2011-09-17", "2011-09-17", "17 September 2011"),
        ("2020-06", "2020-06-01", "2020-06-30", "June 2020"),
        ("XXXX-03-02", None, None, "2 March, year not given"),
        ("XXXX-03-02", "2020-03-02", "2020-03-02", "2 March, year not given (2020)"),
        ("XXXX-03-02", "2018-03-02", "2020-03-02", "2 March, year not given (2018–2020)"),
        ("XXXX-03-02", "2018-03-02", None, "2 March, year not given (not before 2018)"),
        (None, None, None, "undated"),
        (None, "2021-10-01", None, "undated, not before 1 October 2021"),
        (None, "2021-10-01", "2022-09-27", "undated, within 1 October 2021 – 27 September 2022"),
    ],
)
def test_publication_in_words(
    value: str | None, earliest: str | None, latest: str | None, words: str
) -> None:
    assert say_published(Published(value, earliest, latest, Basis.STATED)) == words


def test_in_brief_what_bounds_a_date_is_left_out() -> None:
    assert say_published_briefly(Published(None, "2021-10-01", None, Basis.UNKNOWN)) == "undated"
    assert say_published_briefly(Published("2020-06", None, None, Basis.STATED)) == "June 2020"


def test_a_year_is_never_made_up() -> None:
    assert say_edtf("XXXX-03-02") == "2 March, year not given"
    assert say_edtf("2020-03-02") == "2 March 2020"


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined(words: list[str], joined: str) -> None:
    assert join_words(words) == joined


@pytest.mark.parametrize(
    ("spans", "at_most", "lanes"),
    [
        ([], 3, []),
        ([(0, 5), (5, 9)], 3, [0, 0]),
        ([(0, 5), (4, 9)], 3, [0, 1]),
        ([(4, 9), (0, 5)], 3, [1, 0]),
        ([(0, 9), (1, 3), (3, 5)], 3, [0, 1, 1]),
        ([(0, 9), (1, 3), (2, 5)], 2, [0, 1, 1]),  # no third lane: the one that ends first is shared
    ],
)
def test_lanes(spans: list[tuple[float, float]], at_most: int, lanes: list[int]) -> None:
    assert assign_lanes(spans, at_most=at_most) == lanes


@pytest.mark.parametrize(
    ("earliest", "latest", "known"),
    [
        ("2020-02-28", "2020-03-01", True),
        ("2020-03-01", "2020-02-28", False),
        ("2020-02-30", "2020-03-01", False),
        ("2020", "2020", False),
        (None, "2020-03-01", False),
        ("-0044-03-15", "-0044-03-15", False),
    ],
)
def test_days_are_read_or_left(earliest: str | None, latest: str | None, known: bool) -> None:
    assert (read_days(earliest, latest) is not None) is known


def days(first: str, last: str | None = None) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())


def test_the_window_is_the_reports_and_a_margin_and_not_the_background() -> None:
    window = choose_window([days("2019-10-16"), days("2022-09-28")], [days("1871-01-01")])
    assert window is not None
    assert date.fromordinal(window.first).year == 2019
    assert choose_window([], [days("1871-01-01")]) is not None
    assert choose_window([], []) is None


def test_ticks_keep_apart_and_name_the_years() -> None:
    for first, last in (
        ("2020-01-01", "2020-12-31"),
        ("1995-01-01", "2024-12-31"),
        ("0001-01-01", "2024-01-01"),
    ):
        ticks = Scale(days(first, last), left=0, right=800).ticks(apart=50)
        assert ticks
        assert all(b.x - a.x >= 45 for a, b in pairwise(ticks))
    assert [t.label for t in Scale(days("2019-12-20", "2020-08-01"), left=0, right=800).ticks(apart=150)] == [
        "2020",
        "Apr",
        "Jul",
    ]


def test_what_is_drawn_lies_within_the_drawing() -> None:
    day = days("2020-03-02")
    reports = [DrawnReport(f"r{n}", f"Outlet {n}", "#r", "a report", day.first, day.last) for n in range(30)]
    reports += [DrawnReport("u", "Outlet u", "#u", "undated", None, None)]
    entries = [DrawnEntry(f"t{n}", "#t", "a date", day, n % 2 == 0) for n in range(40)]
    entries += [DrawnEntry("t99", "#t", "long ago", days("1871-01-01"), False)]
    entries += [DrawnEntry("t50", "#t", "a month", days("2020-02-01", "2020-02-29"), False)]
    for width in (WIDE, NARROW):
        drawing = draw_timeline(reports, entries, [("r0", "r1")], width=width)
        assert drawing is not None
        assert [entry.label for entry in drawing.outside] == ["t99"]
        assert len(drawing.shapes) == len(reports) + len(entries) - 1
        for shape in drawing.shapes:
            assert 0 <= shape.x <= shape.x + shape.width <= width
            assert 0 <= shape.y <= shape.y + shape.height <= drawing.height
        assert len([label for label in drawing.labels if label.classes == "row"]) <= 9
        assert len(drawing.threads) == 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_report_of_some_day_of_a_month_is_no_sure_one_in_a_long_story(width: int) -> None:
    first, month, last = days("2000-03-02"), days("2010-06-01", "2010-06-30"), days("2020-03-02")
    reports = [
        DrawnReport(str(n), "Outlet", "#r", "a report", each.first, each.last)
        for n, each in enumerate((first, month, last))
    ]
    drawing = draw_timeline(reports, [], [], width=width)
    assert drawing is not None
    assert [shape.classes for shape in drawing.shapes] == ["sheet", "sheet", "sheet unsure"]


def test_nothing_is_drawn_where_nothing_is_dated() -> None:
    assert draw_timeline([DrawnReport("u", "U", "#u", "undated", None, None)], [], [], width=WIDE) is None
