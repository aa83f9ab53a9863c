"""When a report was published: what decides, what bounds it, and what is turned down and why."""

import pytest

from dateline.ingest.page import DateClue
from dateline.ingest.publication import date_report
from dateline.ingest.stated import find_stamp
from dateline.ingest.zoning import zone
from dateline.model.report import Basis, Published

P1 = "The ferry company that serves Port Elm said that it would stop its night crossings from next month."
P2 = (
    "“We have carried fewer than nine people a night since the bridge opened,” said Marta Quill, who runs it."
)
P3 = "The town's council had asked the company to keep one crossing after midnight, but no money was offered."
P4 = "Officials in the transport office, who asked not to be named, said a decision on aid was weeks away."
ARTICLE = "\n\n".join([P1, P2, P3, P4])


def date_text(
    text: str,
    *clues: DateClue,
    given: str | None = None,
    url: str | None = None,
    collected: str | None = None,
) -> Published:
    return date_report(text, zone(text), clues, given=given, url=url, collected=collected)[0]


def meta(value: str, *, weak: bool = False) -> DateClue:
    return DateClue(value, Basis.METADATA, "the page's meta tag", weak=weak)


STATED = [
    # text, value, the words it rests on
    (f"{ARTICLE}\n\nPublished in The Elm Courier, June 9th, 2016.", "2016-06-09", "June 9th, 2016"),
    (f"{ARTICLE}\n\nFirst published in the Elm Post on 4 May 2012", "2012-05-04", "4 May 2012"),
    (f"Ferry to end crossings\n\nAugust 05, 2012\n\n{ARTICLE}", "2012-08-05", "August 05, 2012"),
    (
        f"Ferry to end crossings\n\nBy Anna Reedley | 12 March 2014\n\n{ARTICLE}",
        "2014-03-12",
        "12 March 2014",
    ),
    (f"Ferry to end crossings\nPosted on 2014-03-09\n{ARTICLE}", "2014-03-09", "2014-03-09"),
    (f"Ferry to end crossings\nTuesday, 3 May 2011\n{ARTICLE}", "2011-05-03", "Tuesday, 3 May 2011"),
    (f"PORT ELM, NL – March 2, 2010 – {ARTICLE}", "2010-03-02", "PORT ELM, NL – March 2, 2010"),
]

NO_DATE = [
    ARTICLE,
    f"{ARTICLE}\n\n© 2013 Elm Courier Ltd. All rights reserved.",
    f"{ARTICLE}\n\nOpinion\n\nMilk prices\n02 Jun, 2021\nMilk prices\n\nSchool buses\n01 Jun, 2021",
    f"{ARTICLE}\n\nCOMMENTS (3)\n\nb. tanner | 9 years ago | Reply\n\nThis was so on May 3, 2015 too.",
    f"{ARTICLE}\n\nRetrieved 4 May 2020",
    f"{ARTICLE}\n\nCorrection: The bridge opened in spring, not in autumn.\n\nFriday, December 4, 2015.",
    f"The talks will go on until June 2, 2017.\n\n{ARTICLE}",
]


H = "Ferry to end crossings"
MONTH_OF_ISSUE = [
    # text, value, the words it rests on
    (f"{H}\n\nJune 2020\n\n{ARTICLE}", "2020-06", "June 2020"),
    (f"{H}\n\nIssue 14, June 2020\n\n{ARTICLE}", "2020-06", "June 2020"),
    (f"{H}\n\nJune 2020, No. 14\n\n{ARTICLE}", "2020-06", "June 2020"),
    (f"THE ELM COURIER | June 2020\n\n{H}\n\n{ARTICLE}", "2020-06", "June 2020"),
    (f"# {H}\n\n*Rope Walk. News from the island. June 2020*\n\n{ARTICLE}", "2020-06", "June 2020"),
    (f"{H}\n\nPublished June 2020\n\n{ARTICLE}", "2020-06", "June 2020"),
]

NO_MONTH_OF_ISSUE = [
    f"{H}\n\nWhat the floods of June 2020 left\n\n{ARTICLE}",
    f"{H}\n\nThe quay in June 2020\n\n{ARTICLE}",
    f"{H}\n\nJune\n\n{ARTICLE}",
    f"{H}\n\n{ARTICLE}\n\nArchive\n\nJune 2020\n\nMay 2020\n\nApril 2020",
    f"{H}\n\nMarch 2011\n\n{P1}\n\nJune 2012\n\n{P2}\n\nMay 2013\n\n{P3}",
]


@pytest.mark.parametrize(("text", "value", "words"), MONTH_OF_ISSUE)
def test_the_month_of_an_issue_dates_a_report(text: str, value: str, words: str) -> None:
    published = date_text(text)
    first = published.evidence[0]
    assert (published.value, published.basis) == (value, Basis.STATED)
    assert (published.earliest, published.latest) == ("2020-06-01", "2020-06-30")
    assert text[first.start : first.end] == words


@pytest.mark.parametrize("text", NO_MONTH_OF_ISSUE)
def test_a_month_of_something_else_is_not_taken(text: str) -> None:
    assert date_text(text).value is None


@pytest.mark.parametrize(("text", "value", "words"), STATED)
def test_a_date_that_the_page_states_is_its_date(text: str, value: str, words: str) -> None:
    published = date_text(text)
    first = published.evidence[0]
    assert (published.value, published.earliest, published.latest) == (value, value, value)
    assert first.start is not None
    assert text[first.start : first.end] == words


@pytest.mark.parametrize("text", NO_DATE)
def test_a_date_of_something_else_is_not_taken(text: str) -> None:
    assert date_text(text).value is None


def test_a_date_in_a_side_column_is_told_as_turned_down() -> None:
    text = NO_DATE[2]
    told = [(text[e.start : e.end], e.why) for e in date_text(text).evidence if e.start is not None]
    assert ("02 Jun, 2021", "stands in a teaser: not used") in told


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://courier.example/2011/09/17/ferry.html", "2011-09-17"),
        ("https://courier.example/2011/9/7/ferry", "2011-09-07"),
        ("https://courier.example/news/2011/sep/17/ferry", "2011-09-17"),
        ("https://courier.example/ferry-2011-09-17", "2011-09-17"),
        ("https://courier.example/a/20110917-ferry.html", "2011-09-17"),
        ("https://courier.example/2011/0917/ferry.html", "2011-09-17"),
        ("https://courier.example/2011/09/ferry", "2011-09"),
    ],
)
def test_an_address_may_hold_the_date(url: str, value: str) -> None:
    stamp = find_stamp(url)
    assert stamp is not None
    assert stamp.value == value
    published = date_text(ARTICLE, url=url)
    assert (published.value, published.basis) == (value, Basis.URL)


@pytest.mark.parametrize(
    "url",
    [
        "https://courier.example/story/1201109171",
        "https://courier.example/2011/13/40/ferry",
        "https://courier.example/ferry-2011",
        "https://courier.example/20119917",
        "https://courier.example/id/2011/ferry",
    ],
)
def test_other_numbers_in_an_address_are_no_date(url: str) -> None:
    assert find_stamp(url) is None


def test_what_is_given_decides_and_the_rest_is_told() -> None:
    text = f"{ARTICLE}\n\nPublished in The Elm Courier, June 9th, 2016."
    published = date_text(text, given="2016-06-10")
    assert (published.value, published.basis) == ("2016-06-10", Basis.GIVEN)
    assert any("2016-06-09" in e.why and "against" in e.why for e in published.evidence)


def test_metadata_comes_before_the_address_and_the_page() -> None:
    text = f"{ARTICLE}\n\nPublished in The Elm Courier, June 9th, 2016."
    published = date_text(text, meta("2016-06-08"), url="https://courier.example/2016/06/09/")
    assert (published.value, published.basis) == ("2016-06-08", Basis.METADATA)
    assert sum("against 2016-06-08" in e.why for e in published.evidence) == 2


def test_a_coarser_date_is_made_finer_by_one_that_agrees() -> None:
    text = f"{ARTICLE}\n\nPublished in The Elm Courier, June 9th, 2016."
    published = date_text(text, url="https://courier.example/2016/06/ferry/")
    assert (published.value, published.basis) == ("2016-06-09", Basis.STATED)
    other = date_text(text, url="https://courier.example/2016/05/ferry/")
    assert (other.value, other.earliest, other.latest) == ("2016-05", "2016-05-01", "2016-05-31")


def test_a_publication_line_is_stronger_than_an_update() -> None:
    text = f"Ferry ends\nUpdated June 12, 2016\n{ARTICLE}\nPublished in The Elm Post, June 9th, 2016."
    assert date_text(text).value == "2016-06-09"
    assert date_text(text.replace("Published", "Sold")).value == "2016-06-12"


@pytest.mark.parametrize("value", ["1970-01-01", "2019-01-01", "soon"])
def test_metadata_that_cannot_be_is_refused_and_told(value: str) -> None:
    published = date_text(ARTICLE, meta(value), collected="2018-05-01")
    assert (published.value, published.latest) == (None, "2018-05-01")
    assert any("not used" in e.why for e in published.evidence)


def test_a_weak_date_stands_in_only_where_nothing_speaks_against_it() -> None:
    assert date_text(ARTICLE, meta("2016-06-09", weak=True)).value == "2016-06-09"
    assert date_text(f"PORT ELM, March 2: {ARTICLE}", meta("2016-06-09", weak=True)).value == "XXXX-03-02"
    later = ARTICLE + "\n\nThe bridge was opened in June 2017 and was closed again for repairs."
    assert date_text(later, meta("2016-06-09", weak=True)).value is None


DATELINE = f"PORT ELM, March 3: {ARTICLE}"
WEEKDAY = f"PORT ELM, Monday, March 3: {ARTICLE}"
SINCE_2007 = "\n\nThe pier has been shut since 2007, when a storm broke it."


def test_a_dateline_without_a_year_gives_month_and_day() -> None:
    published = date_text(DATELINE)
    assert (published.value, published.earliest, published.latest) == ("XXXX-03-03", None, None)
    assert published.basis is Basis.DATELINE


def test_years_told_as_past_bound_the_date_from_below() -> None:
    published = date_text(DATELINE + SINCE_2007)
    assert (published.value, published.earliest, published.latest) == ("XXXX-03-03", "2007-03-03", None)
    undated = date_text(ARTICLE + SINCE_2007)
    assert (undated.value, undated.earliest, undated.basis) == (None, "2007-01-01", Basis.INFERRED)


def test_a_year_is_given_only_where_it_is_forced() -> None:
    # 3 March was a Monday in 2008 and again in 2014; what is filed on a day is printed within two days of it.
    published = date_text(WEEKDAY + SINCE_2007, collected="2013-12-31")
    assert (published.value, published.earliest, published.latest) == ("2008-03", "2008-03-03", "2008-03-05")
    assert published.basis is Basis.INFERRED
    assert date_text(WEEKDAY + SINCE_2007, collected="2014-12-31").value == "XXXX-03-03"
    assert date_text(DATELINE + SINCE_2007, collected="2008-12-31").value == "XXXX-03-03"
    assert date_text(DATELINE + SINCE_2007, collected="2008-03-02").value == "2007-03"


def test_a_date_line_without_a_year_is_the_day_itself() -> None:
    text = f"{H}\n\nMonday, March 3\n\n{ARTICLE}{SINCE_2007}"
    published = date_text(text, collected="2013-12-31")
    assert (published.value, published.earliest, published.latest) == ("2008-03-03",) * 3


def test_what_speaks_against_the_rest_is_told_and_not_used() -> None:
    text = f"{ARTICLE}\n\nQuill moved to the island in 2012.\n\nThe new boat will sail on May 3, 2011."
    published = date_text(text)
    assert (published.earliest, published.latest) == ("2012-01-01", None)
    assert published.evidence[-1].why.endswith("the rest speaks against it: not used")
    assert text[published.evidence[-1].start : published.evidence[-1].end] == "May 3, 2011"


def test_bounds_inside_one_month_give_the_month() -> None:
    text = f"{ARTICLE}\n\nA storm broke the pier on May 3, 2012. The new boat will sail on May 20, 2012."
    published = date_text(text)
    assert (published.value, published.earliest, published.latest) == ("2012-05", "2012-05-03", "2012-05-20")


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("The bridge was opened in June 2012 after long delays.", "2012-06-01", None),
        ("A storm broke the pier on May 3, 2012, and it was never mended.", "2012-05-03", None),
        ("The clinic has had no doctor since 2011.", "2011-01-01", None),
        ("The new boat will sail on May 3, 2015.", None, "2015-05-03"),
        (
            "The talk will recall the speech that the founder gave to the fishermen's hall in 2004.",
            "2004-01-01",
            None,
        ),
        ("The company plans to be free of debt in 2020.", None, None),
        ("The council expected the bridge to be ready in 2020.", None, None),
        ("“We will be back in 2020,” she said.", None, None),
        ("The company would be closed in 2020.", None, None),
        ("The mate was released to return to the station on May 3, 2020.", None, None),
        ("Quill moved to the island in 2012.", "2012-01-01", None),
        ("The boat did not sail at all and is slated for a trial in 2020.", None, None),
        ("A clear-cut choice for the race in 2020.", "2015-01-01", None),
        ("The island fair of 2012 was called off.", "2012-01-01", None),
        ("The committee called off the 2012 fair.", "2011-01-01", None),
        ("They asked the 2012 candidates.", "2007-01-01", None),
        ("They asked 2012 voters in all.", None, None),
        ("The pier cost 2012.50 to mend.", None, None),
        ("The board will pay for the pier by 2015.", None, "2015-12-31"),
        ("The board would pay for the pier by 2015.", None, None),
    ],
)
def test_what_is_told_bounds_the_date(sentence: str, earliest: str | None, latest: str | None) -> None:
    published = date_text(f"{ARTICLE}\n\n{sentence}")
    assert (published.value, published.earliest, published.latest) == (None, earliest, latest)


def test_collection_bounds_and_is_never_the_date() -> None:
    published = date_text(ARTICLE, collected="2018-05-01")
    assert (published.value, published.earliest, published.latest) == (None, None, "2018-05-01")
    assert published.basis is Basis.INFERRED
    assert date_text(ARTICLE).basis is Basis.UNKNOWN


@pytest.mark.parametrize(
    ("head", "value", "latest"),
    [
        # Only a later day is printed: the page was written anew.
        ("Updated June 12, 2016", "2016-06", "2016-06-12"),
        ("June 12, 2016", "2016-06", "2016-06-12"),
        ("Updated May 2, 2017", None, "2017-05-02"),
        # Both are printed, the later one is the paper's, or the page prints an older day.
        ("Published June 8, 2016. Updated June 12, 2016", "2016-06-08", "2016-06-08"),
        ("Published in print June 9, 2016", "2016-06-08", "2016-06-08"),
        ("June 1, 2016", "2016-06-08", "2016-06-08"),
        ("June 8", "2016-06-08", "2016-06-08"),
        ("June 2016", "2016-06-08", "2016-06-08"),
    ],
)
def test_a_page_changed_since_lies_between_its_dates(head: str, value: str | None, latest: str) -> None:
    published = date_text(f"{H}\n\n{head}\n\n{ARTICLE}", meta("2016-06-08"))
    assert (published.value, published.earliest, published.latest) == (value, "2016-06-08", latest)
    assert published.basis is Basis.METADATA
    assert any("between them" in one.why for one in published.evidence) == (value != "2016-06-08")


def test_an_address_a_day_off_the_line_of_publication_leaves_both_days() -> None:
    text = f"{H}\n\nPublished June 9, 2016\n\n{ARTICLE}"
    published = date_text(text, url="https://courier.example/2016/06/10/ferry")
    assert (published.value, published.earliest, published.latest) == ("2016-06", "2016-06-09", "2016-06-10")
    assert date_text(text, url="https://courier.example/2016/06/12/ferry").value == "2016-06-12"


def test_an_update_alone_is_not_the_first_day() -> None:
    text = f"{H}\n\nUpdated June 12, 2016\n\n{ARTICLE}"
    published = date_text(text, meta("2016-06-08", weak=True))
    assert (published.value, published.earliest, published.latest) == ("2016-06", "2016-06-08", "2016-06-12")
    assert date_text(text, meta("2016-06-12", weak=True)).value == "2016-06-12"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Marta Quill on the night boat in Port Elm on June 12, 2016. Photo: Ada Osei", None),
        ("Release date June 12, 2016", None),
        ("By Marta Quill on June 12, 2016", "2016-06-12"),
        ("By Marta Quill and Ada Osei, Port Elm, on Sunday, June 12, 2016", "2016-06-12"),
    ],
)
def test_a_caption_dates_its_picture(line: str, value: str | None) -> None:
    assert date_text(f"{H}\n\n{line}\n\n{ARTICLE}").value == value


def test_a_date_called_the_reports_may_stand_over_a_video_and_a_summary() -> None:
    between = "\n\n".join(
        ["Ferry clips", "Watch", "Night boats", "Close", "Harbour views", "Listen", "Sport", "Tides"]
    )
    text = f"{H}\n\nPublished June 9, 2016 5:00am EST\n\n{between}\n\n{ARTICLE}"
    assert date_text(text).value == "2016-06-09"
