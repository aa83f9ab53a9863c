"""Tenses by the encoder's trees: the verb that a time hangs on decides, and not the nearest one."""

from dataclasses import replace

import numpy as np
import pytest

from dateline.find.finding import find_findings
from dateline.find.times import find_times
from dateline.model.findings import TimeExpression
from dateline.nlp.encoder import Encoder
from tests.test_times import make_report


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def find(encoder: Encoder, text: str) -> tuple[TimeExpression, ...]:
    """Find times in a report of Saturday, 17 September 2016."""
    report = make_report(text)
    return find_times(report, encoding=encoder.encode([(report.text, report.body)])[0])


ROWS = [
    # text, words, value; each beside one that differs in what the verb tells
    ("The council said on Tuesday it would close the quay.", "Tuesday", "2016-09-13"),
    ("The council said it would close the quay on Tuesday.", "Tuesday", "2016-09-20"),
    ("Pilots who should have been told were dismissed on Wednesday.", "Wednesday", "2016-09-14"),
    ("Pilots who were dismissed should return on Wednesday.", "Wednesday", "2016-09-21"),
    ("She must have known of it on Thursday.", "Thursday", "2016-09-15"),
    ("She must return on Thursday.", "Thursday", "2016-09-22"),
    ("Judges were hearing the case on Monday when the roof fell.", "Monday", "2016-09-12"),
    ("Judges are hearing the case on Monday.", "Monday", "2016-09-19"),
    ("The minister left on Monday, a week after talks collapsed.", "Monday", "2016-09-12"),
    ("The minister arrives on Monday, a week after talks collapsed.", "Monday", "2016-09-19"),
    ("The bank agreed on Monday that the yard can be saved.", "Monday", "2016-09-12"),
    ("The union has asked its members to vote on Monday.", "Monday", "2016-09-19"),
    ("Osei, expected to win, lost the vote in October.", "October", "2015-10"),
    ("Osei, beaten twice, may win the vote in October.", "October", "2016-10"),
    ("The port, which expects a loss, sold two tugs in December.", "December", "2015-12"),
    ("The port, which reported a loss, will sell two tugs in August.", "August", "2017-08"),
    ("He has led the union since it split in October.", "October", "2015-10"),
    ("The town is rebuilding what burned down in November.", "November", "2015-11"),
    ("The deal that takes effect soon was signed in November.", "November", "2015-11"),
    ("The deal that the port signed takes effect in November.", "November", "2016-11"),
    ("The crew was found dead on Christmas.", "Christmas", "2015-12-25"),
    ("The yard closes for good on Christmas.", "Christmas", "2016-12-25"),
    ("A vote had been planned for October 5.", "October 5", "2016-10-05"),
]


@pytest.mark.parametrize(("text", "words", "value"), ROWS)
def test_the_verb_that_a_time_hangs_on_decides(encoder: Encoder, text: str, words: str, value: str) -> None:
    found = next(one for one in find(encoder, text) if text[one.start : one.end] == words)
    assert found.value == value


GAPS = [
    (
        "The ferry that was repaired in the spring sails on Monday.",
        "Monday",
        "2016-09-19",
        "a verb is taken for a noun",
    ),
    ("If the bank agrees on Monday, the yard is saved.", "Monday", "2016-09-19", "the condition is not seen"),
    (
        "The guild mourns a storm that no one could foresee in October.",
        "October",
        "2015-10",
        "what could not be done then looks ahead",
    ),
]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [pytest.param(*row, marks=pytest.mark.xfail(reason=f"known_gap: {why}")) for *row, why in GAPS],
)
def test_tenses_that_are_known_to_be_missed(encoder: Encoder, text: str, words: str, value: str) -> None:
    found = next(one for one in find(encoder, text) if text[one.start : one.end] == words)
    assert found.value == value


def test_all_findings_of_a_report_have_the_tenses_of_its_encoding(encoder: Encoder) -> None:
    text = "She must have known of it on Thursday."
    report = make_report(text)
    encoding = encoder.encode([(report.text, report.body)])[0]
    assert [one.value for one in find_findings(report, encoding=encoding).times] == ["2016-09-15"]
    assert [one.value for one in find_times(report)] == ["2016-09-22"]


def test_a_headline_tells_of_what_is_over_in_the_present(encoder: Encoder) -> None:
    (found,) = find(encoder, "Storm sinks four ferries on Wednesday")
    assert found.value == "2016-09-14"


@pytest.mark.parametrize("heads", ["self", "circle", "root"])
def test_heads_that_make_no_tree_do_no_harm(encoder: Encoder, heads: str) -> None:
    report = make_report("It will close on Monday.")
    encoding = encoder.encode([(report.text, report.body)])[0]
    count = len(encoding)
    wrong = {"self": range(count), "circle": [*range(1, count), 0], "root": [-1] * count}[heads]
    encoding = replace(encoding, heads=np.array(wrong, dtype=np.int64))
    (found,) = find_times(report, encoding=encoding)
    assert found.value in ("2016-09-12", "2016-09-19")


def test_a_text_without_words_is_read(encoder: Encoder) -> None:
    assert find(encoder, "") == ()
    assert find(encoder, "Monday")[0].value == "2016-09-12"
