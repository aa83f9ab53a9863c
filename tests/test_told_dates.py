"""What an article says of its own day without naming it: offices people hold, years and days counted."""

import pytest

from dateline.ingest.counted import find_counts
from dateline.ingest.days import solve
from dateline.ingest.holders import find_offices
from dateline.lexicons import load
from dateline.model.span import Span

OFFICES = [
    # text, earliest, latest
    ("CIA chief Michael Hayden visited the harbour last month.", "2006-05-30", "2009-02-19"),
    ("“No comment,” said Leon Panetta, the CIA director.", "2009-02-13", "2011-07-07"),
    ("Former CIA director Leon Panetta opened the fair.", "2011-06-30", None),
    ("The former director spoke of CIA chief Leon Panetta.", "2009-02-13", "2011-07-07"),
    ("A former aide to President Barack Obama runs the ferry.", "2009-01-20", None),
    ("President Obama quietly visited the island last week.", "2009-01-20", "2017-01-27"),
    ("President Obama visited the island in 2010.", "2009-01-20", None),
    ("The pier was built under President Obama.", "2009-01-20", None),
    ("The Obama administration continues to ask for a pier.", "2009-01-20", "2017-01-27"),
    ("Prime Minister Nawaz Sharif said on Monday that he would come.", None, None),
    ("Prime Minister Nawaz Sharif said on Monday that he was coming.", "1990-11-06", "2017-08-04"),
    ("President Bush said on Monday that he was coming.", "1989-01-20", "2009-01-27"),
    ("President George W. Bush said on Monday that he was coming.", "2001-01-20", "2009-01-27"),
    ("Jeb Bush came too. President Bush said on Monday that he was coming.", "1989-01-20", None),
    ("President Joe Biden said on Monday that President Obama was coming.", "2021-01-20", "2025-01-27"),
]

NO_OFFICES = [
    "If President Obama were to come, the pier would be full.",
    "Deputy CIA director Michael Hayden came.",
    "The president of the rowing club, Michael Hayden, came.",
    "A potential presidential candidate, Ted Cruz, is coming.",
    "Vice President Bush came.",
    "As CIA director, Leon Panetta came once.",
    "Michael Hayden came to the island.",
]


def read(text: str, find: object) -> tuple[str | None, str | None]:
    days = solve(find(text, (Span(0, len(text)),))).days  # type: ignore[operator]
    return days.earliest, days.latest


@pytest.mark.parametrize(("text", "earliest", "latest"), OFFICES)
def test_an_office_bounds_the_day(text: str, earliest: str | None, latest: str | None) -> None:
    assert read(text, find_offices) == (earliest, latest)


@pytest.mark.parametrize("text", NO_OFFICES)
def test_other_words_say_of_nobody_that_he_is_in_office(text: str) -> None:
    assert find_offices(text, (Span(0, len(text)),)) == []


def test_an_office_is_shown_by_the_words_that_name_it() -> None:
    text = "They asked why. CIA chief Michael Hayden blamed the wind."
    (only,) = [one for one in find_offices(text, (Span(0, len(text)),)) if one.days.latest]
    assert text[only.evidence.start : only.evidence.end] == "CIA chief Michael Hayden"
    assert only.evidence.why == (
        "calls Michael Hayden director of the CIA and tells of its own days: "
        "in office from 2006-05-30 to 2009-02-12"
    )


def test_terms_end_after_they_begin_and_only_the_last_is_open() -> None:
    for rule in load("en", "holders").rules:
        for name, *terms in rule.fields["holders"]:
            spans = [tuple(term.split("/")) for term in terms]
            assert all(first < last for first, last in spans if last), name
            assert [last for _, last in spans[:-1]] == [last for _, last in spans[:-1] if last], name
            assert spans == sorted(spans), name


COUNTED = [
    ("The bridge opened twenty years ago, in 1991, with a dance.", "2010-01-01", "2012-12-31"),
    ("In 1991, 20 years ago, the bridge opened.", "2010-01-01", "2012-12-31"),
    ("The town marks the 50th anniversary of the great 1961 storm.", "2010-01-01", "2012-12-31"),
    ("Last year, 2010, was a poor one for eels.", "2011-01-01", "2011-12-31"),
    ("This year, 2011, is better.", "2011-01-01", "2011-12-31"),
    ("Some years ago, in 1991, the bridge opened.", None, None),
    ("The bridge opened 20 years ago.", None, None),
    ("In 1991 the bridge was 20 years old.", None, None),
    ("He left on May 3 and came back on June 4.", None, None),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), COUNTED)
def test_a_count_of_years_bounds_the_day(text: str, earliest: str | None, latest: str | None) -> None:
    assert read(text, find_counts) == (earliest, latest)


def test_a_weekday_with_its_day_leaves_the_years_in_which_it_falls_so() -> None:
    # 3 May was a Tuesday in 2005, 2011 and 2016.
    text = "The boat sank on Tuesday, May 3, off the point."
    (only,) = find_counts(text, (Span(0, len(text)),))
    years = {
        year for year in range(2004, 2018) if any(a.year <= year <= b.year for a, b in only.days.stretches)
    }
    assert years == {2004, 2005, 2006, 2010, 2011, 2012, 2015, 2016, 2017}
