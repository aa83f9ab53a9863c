"""From words to record: who gave each figure, or that the report says it itself, and which events stay two.

The sentences are shaped like those that reports on a war are made of, whole: a figure inside what an unnamed
official says, one inside a relative clause of it, one in the report's own half of the official's sentence.
"""

import re
from dataclasses import replace

import pytest

from dateline.case.explaining import explain
from dateline.export.html import write_html
from dateline.find.finding import find_findings
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import EventEntry, Record
from dateline.model.report import Basis, Published
from dateline.nlp.encoder import Encoder
from tests.attributed import make_report

OFFICIAL = "a senior Merrow official, who spoke on condition of anonymity to discuss plans"
STORY = (
    f"The Merrow government means to march into North Dorrin before the snow, according to {OFFICIAL}.\n"
    "With 40,000 troops waiting along the river, the senior official said the government needs no more "
    "than a good road. “Ask me tomorrow,” the official said.\n"
    "The execution in May of 12 Merrow sailors, along with a bombing that killed 7 at a Lodan "
    "market, has united the towns against the rebels, the senior official said.\n"
    "Since Monday, the government has flown several air raids that it says killed dozens of rebels "
    "near the lake."
)
EARLIER = (
    "The offensive will not end the peace talks with the rebels, diplomats in Merrow told The Gull. They "
    "said that the government was planning a major offensive against the rebels."
)
LATER = "The peace talks with the rebels failed in March, the ministry said."
GIVEN = [
    # figure, of whom, what became of them, who gave it: None for the report itself
    ("12", "Merrow sailors", "killed", "senior Merrow official"),
    ("7", None, "killed", "senior Merrow official"),
    ("40,000", "troops", "troops", None),
    ("dozens", "rebels", "killed", "Merrow government"),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def find(encoder: Encoder, text: str, day: str) -> Findings:
    report = replace(
        make_report(text), id=make_id("report", text), published=Published(day, day, day, Basis.GIVEN)
    )
    (encoding,) = encoder.encode([(report.text, report.body)])
    return find_findings(report, encoding=encoding)


@pytest.fixture(scope="module")
def record(encoder: Encoder) -> Record:
    return link([find(encoder, STORY, "2034-02-24")])


def find_row(record: Record, words: str) -> tuple[EventEntry, dict[str, object], dict[str, object]]:
    """Return the event, the row and the single giving of the figure printed as `words`."""
    text = record.reports[0].report.text
    found = [
        (event, row, given)
        for event in record.events
        for row in event.figures
        for given in row["given"]
        if text[given["start"] : given["end"]] == words
    ]
    (one,) = found
    return one


@pytest.mark.parametrize(("words", "of", "unit", "by"), GIVEN)
def test_a_figure_carries_who_gave_it(
    record: Record, words: str, of: str | None, unit: str, by: str | None
) -> None:
    event, row, given = find_row(record, words)
    assert (given["of"], row["unit"]) == (of, unit)
    who = given["by"]
    assert who is None if by is None else isinstance(who, str) and by in who
    assert bool(given["according_to"]) is (by is not None)
    told = explain(record, event.id)
    (line,) = (one for one in told.splitlines() if f"“{words}”" in one)
    assert (by or "the report itself") in line


def test_the_page_says_so_too(record: Record) -> None:
    page = re.sub(r"<[^>]+>|\s+", " ", write_html(record, title="Dorrin"))
    page = " ".join(page.split())
    for words in (
        "12 Merrow sailors killed , according to senior Merrow official",
        "40,000 troops , in the report’s own voice",
        "dozens of rebels killed (24 to 99), according to",
    ):
        assert words in page


def test_talks_that_are_not_to_end_and_talks_that_failed_are_two_events(encoder: Encoder) -> None:
    record = link([find(encoder, EARLIER, "2031-03-02"), find(encoder, LATER, "2033-06-20")])
    assert [event for event in record.events if event.reports > 1] == []
    assert {report.report.id for report in record.reports for event in report.events} == {
        words.report for event in record.events for words in event.evidence
    }
