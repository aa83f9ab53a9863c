"""Times in a report: span, type, value and modifier together, each beside a near miss that is none."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.find.times import READERS, find_times
from dateline.find.timex.grammar import load_grammar
from dateline.find.timex.read_holidays import find_easter, find_holiday
from dateline.model.findings import Anchor, TimeExpression
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span

SATURDAY = Published("2016-09-17", "2016-09-17", "2016-09-17", Basis.GIVEN)
UNKNOWN = Published(None, None, None, Basis.UNKNOWN)


def make_report(text: str, published: Published = SATURDAY, body: tuple[Span, ...] | None = None) -> Report:
    report = Report.of_text(text, id="r", path="r.txt", published=published)
    return report if body is None else replace(report, body=body)


def find(text: str, published: Published = SATURDAY) -> tuple[TimeExpression, ...]:
    return find_times(make_report(text, published))


ONE = [
    # text, words, type, value, mod
    ("The committee meets on Thursday.", "Thursday", "DATE", "2016-09-22", None),
    ("The committee met on Thursday.", "Thursday", "DATE", "2016-09-15", None),
    ("It turned out to be a Tuesday.", "Tuesday", "DATE", "XXXX-WXX-2", None),
    ("It came up at a Tuesday meeting.", "Tuesday", "DATE", "2016-09-13", None),
    ("In April Reed left.", "April", "DATE", "2016-04", None),
    ("the summer of '68 was dry", "the summer of '68", "DATE", "1968-SU", None),
    ("in post-1987 politics", "post-1987", "DATE", "1987", "AFTER"),
    ("on the morning of May 5", "the morning of May 5", "TIME", "2016-05-05TMO", None),
    ("They rest on weekends.", "weekends", "SET", "XXXX-WXX-WE", None),
    ("It closed on August 5, 2015.", "August 5, 2015", "DATE", "2015-08-05", None),
    ("It closed on Wednesday, Aug. 5, 2015.", "Wednesday, Aug. 5, 2015", "DATE", "2015-08-05", None),
    ("It closed on 5 August 2015.", "5 August 2015", "DATE", "2015-08-05", None),
    ("the 3rd of June, 1987 was wet", "the 3rd of June, 1987", "DATE", "1987-06-03", None),
    ("It closed on 2015-08-05.", "2015-08-05", "DATE", "2015-08-05", None),
    ("It closed in August 2015.", "August 2015", "DATE", "2015-08", None),
    ("It closed in late December 2015.", "late December 2015", "DATE", "2015-12", "END"),
    ("It closed in 1987.", "1987", "DATE", "1987", None),
    ("It closed in the 1820s.", "the 1820s", "DATE", "182", None),
    ("It closed in the early 1990s.", "the early 1990s", "DATE", "199", "START"),
    ("It closed in the 17th century.", "the 17th century", "DATE", "16", None),
    ("It was built in 312 BC.", "312 BC", "DATE", "BC0312", None),
    ("It closed in the third quarter of 2015.", "the third quarter of 2015", "DATE", "2015-Q3", None),
    ("third-quarter sales fell", "third-quarter", "DATE", "2016-Q3", None),
    ("the second half of 2008 was calm", "the second half of 2008", "DATE", "2008-H2", None),
    ("the spring of 2009 was dry", "the spring of 2009", "DATE", "2009-SP", None),
    ("It closed early last fall.", "early last fall", "DATE", "2015-FA", "START"),
    ("It closed on Friday.", "Friday", "DATE", "2016-09-16", None),
    ("It will close on Monday.", "Monday", "DATE", "2016-09-19", None),
    ("They voted Saturday.", "Saturday", "DATE", "2016-09-17", None),
    ("It closed last Saturday.", "last Saturday", "DATE", "2016-09-10", None),
    ("It closed yesterday.", "yesterday", "DATE", "2016-09-16", None),
    ("It opens tomorrow.", "tomorrow", "DATE", "2016-09-18", None),
    ("It closed last week.", "last week", "DATE", "2016-W36", None),
    ("It closed earlier this month.", "earlier this month", "DATE", "2016-09", "START"),
    ("It opens next year.", "next year", "DATE", "2017", None),
    ("It will be done by the end of next month.", "the end of next month", "DATE", "2016-10", "END"),
    ("It closed in March.", "March", "DATE", "2016-03", None),
    ("Since December the yard has grown.", "December", "DATE", "2015-12", None),
    ("It will close on Oct. 3.", "Oct. 3", "DATE", "2016-10-03", None),
    ("It closed in July last year.", "July last year", "DATE", "2015-07", None),
    ("the last week of August was hot", "the last week of August", "DATE", "2016-08", "END"),
    ("It closed over the weekend.", "the weekend", "DATE", "2016-W37-WE", None),
    ("It closed two days ago.", "two days ago", "DATE", "2016-09-15", None),
    ("It closed almost four years ago.", "almost four years ago", "DATE", "2012", "LESS_THAN"),
    ("It closed ten months ago.", "ten months ago", "DATE", "2015-11", None),
    ("It will close on Thanksgiving.", "Thanksgiving", "DATE", "2016-11-24", None),
    ("It closed on Christmas Day 2015.", "Christmas Day 2015", "DATE", "2015-12-25", None),
    ("It changed after 9/11.", "9/11", "DATE", "2001-09-11", None),
    ("It is now closed.", "now", "DATE", "PRESENT_REF", None),
    ("It was recently closed.", "recently", "DATE", "PAST_REF", None),
    ("in the near future", "the near future", "DATE", "FUTURE_REF", None),
    ("It closed Friday morning.", "Friday morning", "TIME", "2016-09-16TMO", None),
    ("It closed last night.", "last night", "TIME", "2016-09-16TNI", None),
    ("It closed at 8:20 a.m. Wednesday.", "8:20 a.m. Wednesday", "TIME", "2016-09-14T08:20", None),
    ("It closed at noon on Friday.", "noon on Friday", "TIME", "2016-09-16T12:00", None),
    ("It lasted three days.", "three days", "DURATION", "P3D", None),
    ("It lasted more than two years.", "more than two years", "DURATION", "P2Y", "MORE_THAN"),
    ("It lasted nearly an hour.", "nearly an hour", "DURATION", "PT1H", "LESS_THAN"),
    ("a 30-hour siege", "30-hour", "DURATION", "PT30H", None),
    ("It lasted 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M", None),
    ("It lasted twenty-five years.", "twenty-five years", "DURATION", "P25Y", None),
    ("It lasted several months.", "several months", "DURATION", "PXM", None),
    ("It lasted half an hour.", "half an hour", "DURATION", "PT30M", None),
    ("in the last three months", "the last three months", "DURATION", "P3M", None),
    ("It lasted weeks.", "weeks", "DURATION", "PXW", None),
    ("They meet every day.", "every day", "SET", "P1D", None),
    ("They meet daily.", "daily", "SET", "P1D", None),
    ("They meet every two weeks.", "every two weeks", "SET", "P2W", None),
    ("They meet each Thursday.", "each Thursday", "SET", "XXXX-WXX-4", None),
    ("They meet on Mondays.", "Mondays", "SET", "XXXX-WXX-1", None),
    ("They meet three times a year.", "a year", "SET", "P1Y", None),
    ("It carries 9,000 visitors a year.", "a year", "SET", "P1Y", None),
    ("It makes thirty short trips a week.", "a week", "SET", "P1W", None),
    ("It sank two boats a week before the vote.", "a week", "DURATION", "P1W", None),
    ("The pilots rested a week.", "a week", "DURATION", "P1W", None),
    ("Seen on the quay in the weeks before the fire.", "weeks", "DATE", None, None),
    ("It burned for weeks before it sank.", "weeks", "DURATION", "PXW", None),
    ("It will be closed the next year or so.", "the next year or so", "DATE", "2017", None),
    # An infinitive alone may look ahead or back: the nearer day is meant.
    ("They sought a way to get around Thursday's ruling.", "Thursday", "DATE", "2016-09-15", None),
    ("They had been told to leave on Monday.", "Monday", "DATE", "2016-09-19", None),
    ("They planned a march on Monday.", "Monday", "DATE", "2016-09-19", None),
    ("It will carry Mr. Osei of the yard on Monday.", "Monday", "DATE", "2016-09-19", None),
    ("The pilots will be back on board the barge by July.", "July", "DATE", "2017-07", None),
]

NONE = [
    "The ship may sail and the crew may march 2 by 2.",
    "The Sun said so.",
    "April Reed met August Weld and May Stone.",
    "She scored 1950 points and built 1200 houses.",
    "a centuries-old quay",
    "The second mate came third.",
    "the 71-year-old captain",
    "She is 71 years old.",
    "three-quarters of the crew",
    "at the same time, for the first time",
    "2000 people and 1,998 crates at $1987",
    "version 2.3.2016",
    "the Prague Spring",
    "They fall and spring back.",
    "12.5 percent",
    "03/04/2016",
    "Room 2015",
    "the engine Mk2017",
    "in Ma\u0301y",
    "",
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "mod"), ONE)
def test_finds(text: str, words: str, kind: str, value: str, mod: str | None) -> None:
    (found,) = find(text)
    assert (text[found.start : found.end], found.type, found.value, found.mod) == (words, kind, value, mod)


@pytest.mark.parametrize("text", NONE)
def test_finds_nothing(text: str) -> None:
    assert find(text) == ()


MANY = [
    ("It was shut from January to March.", ["2016-01", "2016-03"]),
    ("It closed on February 29.", ["2016-02-29"]),
    ("It closed last February 29. It opens next February 29.", ["2016-02-29", "2020-02-29"]),
    ("In 312 BC it rose; the following spring it fell.", ["BC0312", "XXXX-SP"]),
    ("In 312 BC it rose; two years later it fell.", ["BC0312", "BC0310"]),
    ("In June 312 BC it rose; that year it fell.", ["BC0312-06", "BC0312"]),
    ("every other week, at year-end and in Easter week", ["P2W", "2016", "2016-W12"]),
    ("In the nine months it lost. A year earlier it won.", ["P9M", "2015"]),
    ("Between 14 August and 2 September 2015 it was shut.", ["2015-08-14", "2015-09-02"]),
    ("from 1823 to 1829", ["1823", "1829"]),
    ("the war of 1823-29", ["1823", "1829"]),
    ("On 6-7 January 2009 it snowed.", ["2009-01-06", "2009-01-07"]),
    ("It opened on May 2, 2015. A month later it closed.", ["2015-05-02", "2015-06"]),
    ("It opened on May 2, 2015. The following day it closed.", ["2015-05-02", "2015-05-03"]),
    ("In May 2015 it opened; in that year it closed.", ["2015-05", "2015"]),
    ("She has led it since 2012. He promised rents until the end of the year.", ["2012", "2016"]),
    ("It opened in 2012. It closed at the end of the year.", ["2012", "2012"]),
    ("It opened in December 2015. He will pay until the end of the year.", ["2015-12", "2016"]),
    ("Pupils lodge there from Monday to Friday.", ["XXXX-WXX-1", "XXXX-WXX-5"]),
    ("It was shut from Monday to Wednesday.", ["2016-09-12", "2016-09-14"]),
    ("The rents would be paid until Christmas.", ["2016-12-25"]),
    ("The rents were paid until Christmas.", ["2015-12-25"]),
    ("The guild redeemed its bonds in October.", ["2015-10"]),
    ("The guild will redeem bonds in August.", ["2017-08"]),
    # The weekday tells the year, unless it is a slip.
    ("It closed on Tuesday, Oct. 11, the guild wrote.", ["2016-10-11"]),
    ("It closed on Sunday, Oct. 11, the guild wrote.", ["2015-10-11"]),
    ("It closed on Wednesday, Oct. 11, the guild wrote.", ["2015-10-11"]),
    ("They will be kept out until the spring.", ["2017-SP"]),
    (
        "The May 2 surge broke a wall built in 1950. The next week it sank.",
        ["2016-05-02", "1950", "2016-W19"],
    ),
    ("On Thursday it sank. He wept over the weekend.", ["2016-09-15", "2016-W37-WE"]),
    ("On May 3, 2015 it sank. He wept over the weekend.", ["2015-05-03", "2015-W18-WE"]),
    ("The new boat gave us a minute back.", []),
    ("The new boat left a minute back.", [None]),
    ("It lost money in the quarter ended June 30.", ["2016-Q2", "2016-06-30"]),
    ("It lost money in the quarter ended July 2.", ["2016-Q2", "2016-07-02"]),
    ("Its fiscal first quarter. In the quarter ended June 30 it lost.", ["2016-Q1", "2016-Q1", "2016-06-30"]),
    ("In the third quarter of 2015 sales rose from a year earlier.", ["2015-Q3", "2014-Q3"]),
]


@pytest.mark.parametrize(("text", "values"), MANY)
def test_counts_from_what_was_told(text: str, values: list[str]) -> None:
    assert [found.value for found in find(text)] == values


def test_a_history_counts_its_months_from_the_years_it_tells_of() -> None:
    text = (
        "The quay was begun in 1911. It was opened in March 1913. In 1914 it was closed. "
        "It burned in 1915. In June it was rebuilt. In late November 1916 it sank; in January it rose."
    )
    values = [found.value for found in find(text)]
    assert values == ["1911", "1913-03", "1914", "1915", "1915-06", "1916-11", "1917-01"]


def test_a_history_goes_on_from_where_it_was_after_a_year_told_of_in_passing() -> None:
    text = (
        "The quay was opened in March 1913. In 1914 it was closed. It burned on 3 December 1915, like the "
        "wall of 1790 before it. In January it was rebuilt. In 1918 it was sold. In May it was closed."
    )
    values = [found.value for found in find(text)]
    assert values == ["1913-03", "1914", "1915-12-03", "1790", "1916-01", "1918", "1918-05"]


def test_a_history_goes_on_from_where_it_was_after_it_looks_back() -> None:
    text = (
        "The quay was opened in March 1913. In 1914 it was closed. It burned on 3 December 1915, like the "
        "barges that a storm had sunk in June 1904. On 8 December it was sold. In May 1908, a court found, "
        "the wall was sound. In June it fell."
    )
    values = [found.value for found in find(text)]
    assert values == ["1913-03", "1914", "1915-12-03", "1904-06", "1915-12-08", "1908-05", "1908-06"]


STORIES = [
    # A story told in order has a time of its own, whatever the day of publication.
    (
        "In late December 2009 the dam burst. A month later the town was empty. That month the court met. "
        "The following week the mayor left.",
        ["2009-12", "2010-01", "2010-01", None],
    ),
    (
        "On 28 December 2009 the dam burst. Two days later the town was empty. That week the court met. "
        "The next month the mayor left. A year later she was back.",
        ["2009-12-28", "2009-12-30", "2009-W53", "2010-01", "2011"],
    ),
    ("The dam burst in August 2011. The following day it was mended.", ["2011-08", None]),
    ("The dam burst on 31 January 2012. A month later it was mended.", ["2012-01-31", "2012-02"]),
    (
        "The dam burst in 1998. Ten years earlier it was sound; that year it was built.",
        ["1998", "1988", "1988"],
    ),
    (
        "It was built in spring 1901. That autumn it burst. The next spring it stood.",
        ["1901-SP", "1901-FA", "1902-SP"],
    ),
    # A report on yesterday has none.
    (
        "The dam burst yesterday. A month ago the court met. Last week the mayor left.",
        ["2016-09-16", "2016-08", "2016-W36"],
    ),
]


@pytest.mark.parametrize(("text", "values"), STORIES)
def test_a_story_told_in_order_has_a_time_of_its_own(text: str, values: list[str | None]) -> None:
    assert [found.value for found in find(text)] == values


PARTLY_KNOWN = [
    # published, text, value, earliest, latest
    (UNKNOWN, "It closed on Monday.", "XXXX-WXX-1", None, None),
    (UNKNOWN, "It closed yesterday.", None, None, None),
    (UNKNOWN, "It closes today.", "PRESENT_REF", None, None),
    (UNKNOWN, "It closed in March.", "XXXX-03", None, None),
    (UNKNOWN, "It closed on May 2.", "XXXX-05-02", None, None),
    (UNKNOWN, "It closed in 1987.", "1987", "1987-01-01", "1987-12-31"),
    (Published("XXXX-03-02", None, None, Basis.DATELINE), "It closed yesterday.", "XXXX-03-01", None, None),
    (Published("XXXX-03-02", None, None, Basis.DATELINE), "It closed last month.", "XXXX-02", None, None),
    (Published("XXXX-03-02", None, None, Basis.DATELINE), "It closed on Monday.", "XXXX-WXX-1", None, None),
    (Published("XXXX-03-02", None, None, Basis.DATELINE), "It closed last year.", "XXXX", None, None),
    (
        Published("2016-09", "2016-09-01", "2016-09-30", Basis.STATED),
        "It closed last month.",
        "2016-08",
        "2016-08-01",
        "2016-08-31",
    ),
    (
        Published("2016-09", "2016-09-01", "2016-09-30", Basis.STATED),
        "It closed on Monday.",
        "XXXX-WXX-1",
        "2016-08-29",
        "2016-09-26",
    ),
    (
        Published(None, "2015-05-01", "2017-05-01", Basis.INFERRED),
        "It closed last year.",
        "XXXX",
        "2014-01-01",
        "2016-12-31",
    ),
    (
        Published("XXXX-03-02", "2007-01-01", "2009-12-31", Basis.INFERRED),
        "It closed yesterday.",
        "XXXX-03-01",
        "2007-03-01",
        "2009-03-01",
    ),
    (Published(None, None, "2017-05-01", Basis.UNKNOWN), "It closed last year.", "XXXX", None, "2016-12-31"),
]


@pytest.mark.parametrize(("published", "text", "value", "earliest", "latest"), PARTLY_KNOWN)
def test_says_nothing_firmer_than_the_publication_date(
    published: Published, text: str, value: str | None, earliest: str | None, latest: str | None
) -> None:
    (found,) = find(text, published)
    assert (found.value, found.earliest, found.latest) == (value, earliest, latest)


BOUNDS = [
    ("It closed last week.", "2016-09-05", "2016-09-11", Anchor.PUBLISHED),
    ("It closed in February 2012.", "2012-02-01", "2012-02-29", Anchor.NONE),
    ("It closed in the third quarter of 2015.", "2015-07-01", "2015-09-30", Anchor.NONE),
    ("It closed in the 1820s.", "1820-01-01", "1829-12-31", Anchor.NONE),
    ("It closed Friday morning.", "2016-09-16", "2016-09-16", Anchor.PUBLISHED),
    ("in the last three months", "2016-06-18", "2016-09-17", Anchor.PUBLISHED),
    ("in the next two weeks", "2016-09-17", "2016-10-01", Anchor.PUBLISHED),
    ("It lasted three days.", None, None, Anchor.NONE),
    ("It was built in 312 BC.", None, None, Anchor.NONE),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "anchor"), BOUNDS)
def test_bounds(text: str, earliest: str | None, latest: str | None, anchor: Anchor) -> None:
    (found,) = find(text)
    assert (found.earliest, found.latest, found.anchor) == (earliest, latest, anchor)


ZONES = [
    ("It closed at 5 p.m. EST on Nov. 9.", "2016-11-09T17:00", "-05:00"),
    ("It opened at 0900 GMT.", "2016-09-17T09:00", "Z"),
    ("It opened at 18:00 CET.", "2016-09-17T18:00", "+01:00"),
    ("It opened at 8 p.m. local time.", "2016-09-17T20:00", None),
    ("It opened at 8 p.m.", "2016-09-17T20:00", None),
    ("It opened at 2011-09-17T12:30:00Z.", "2011-09-17T12:30:00", "Z"),
    ("It opened at 2011-09-17T12:30+05:30.", "2011-09-17T12:30", "+05:30"),
    ("It opened at 2011-09-17T12:30.", "2011-09-17T12:30", None),
]


@pytest.mark.parametrize(("text", "value", "zone"), ZONES)
def test_a_clock_keeps_its_zone_beside_its_value(text: str, value: str, zone: str | None) -> None:
    (found,) = find(text)
    assert (found.value, found.zone) == (value, zone)


def test_reads_only_the_body() -> None:
    text = "More on Monday. It closed on Friday. Posted yesterday."
    (found,) = find_times(make_report(text, body=(Span(16, 36),)))
    assert text[found.start : found.end] == "Friday"


def test_does_not_reach_over_a_blank_line() -> None:
    text = "It closed on May 2\n\n2015 was a bad year."
    assert [text[t.start : t.end] for t in find(text)] == ["May 2", "2015"]
    assert [t.value for t in find("It closed on May 2,\n2015.")] == ["2015-05-02"]


def test_every_kind_of_rule_has_a_reader() -> None:
    assert {rule.means for rule in load_grammar("en").rules} <= set(READERS)


@pytest.mark.parametrize("rule", load_grammar("en").rules, ids=lambda rule: rule.name)
def test_every_example_is_read(rule: object) -> None:
    for published in (SATURDAY, UNKNOWN):
        for example in rule.source.match:  # type: ignore[attr-defined]
            find(example.replace("[", "").replace("]", ""), published)


@pytest.mark.parametrize(
    ("spec", "day"),
    [
        ("11-thu4", date(2016, 11, 24)),
        ("05-mon-1", date(2016, 5, 30)),
        ("11-mon1+1", date(2016, 11, 8)),
        ("easter-2", date(2016, 3, 25)),
        ("12-25", date(2016, 12, 25)),
    ],
)
def test_holidays(spec: str, day: date) -> None:
    assert find_holiday(spec, 2016) == day


def test_easter_over_the_years() -> None:
    days = [find_easter(year).isoformat() for year in (1818, 1943, 2000, 2011, 2024, 2038)]
    assert days == ["1818-03-22", "1943-04-25", "2000-04-23", "2011-04-24", "2024-03-31", "2038-04-25"]


WORDS = sorted({word for rule in load_grammar("en").rules for e in rule.source.match for word in e.split()})


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "9999", "0001", "31", "BC", ",", "-", "\n", "of", "ago"]), max_size=40),
    st.sampled_from([SATURDAY, UNKNOWN, Published("XXXX-02-29", None, None, Basis.DATELINE)]),
)
def test_any_mixture_of_its_words_is_read(words: list[str], published: Published) -> None:
    text = " ".join(words).replace("[", "").replace("]", "")
    last = 0
    for found in find(text, published):
        assert last <= found.start < found.end <= len(text)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        last = found.end


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read(text: str) -> None:
    find(text)


@pytest.mark.parametrize(
    "unit",
    [
        *("the ", "last ", "1990 ", "one ", "May 1, ", "more than ", "Monday, ", " \n", "20-", "a few ", "…"),
        *(
            "a week ",
            "3 as a week ",
            "In 1990 ",
            "to be on Monday ",
            "Mr. ",
            "on Monday. ",
            "the weeks before ",
        ),
        *(
            "the quarter ended ",
            "the quarter ended May 1 ",
            "a year earlier ",
            "two years later. ",
            "1790 a March ",
            "8",
            ",",
            "the ",
            "May 2-9, ",
            "June-",
            "In Sydney last summer ",
            "from 9 to ",
        ),
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    def measure(length: int) -> float:
        """Return the processor time that the text of `length` takes, the least of three."""
        text = unit * (length // len(unit))
        times = []
        for _ in range(3):
            begin = time.process_time()
            find(text)
            times.append(time.process_time() - begin)
        return min(times)

    measure(1_000)
    short = max(measure(2_000), 0.002)
    assert measure(8_000) < 10 * short  # four times as long; a square would be sixteen
