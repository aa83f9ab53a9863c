"""What a report says came first: the words before and after, and the one that says so; and near misses."""

import pytest

from dateline.find.events.order import find_order
from dateline.find.finding import find_findings
from dateline.find.times import find_times
from dateline.link.timeline.timeline import link_timeline
from dateline.model.findings import Order
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from tests.test_times import make_report


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def find(encoder: Encoder, text: str) -> tuple[Order, ...]:
    report = make_report(text)
    (encoding,) = encoder.encode([(text, report.body)])
    sentences = find_sentences(text, find_paragraphs(text, report.body))
    return find_order(encoding, sentences, find_times(report))


ORDERED = [
    # text, what came before, what came after, the word that says so
    ("The mayor resigned after the talks failed.", "failed", "resigned", "after"),
    ("After the talks failed, the mayor resigned.", "failed", "resigned", "After"),
    ("The rebels fled the town before the assault.", "fled", "assault", "before"),
    ("Thousands fled the town ahead of the assault.", "fled", "assault", "ahead of"),
    ("The port has been closed since the attack.", "attack", "closed", "since"),
    ("The guards left once the gates had closed.", "closed", "left", "once"),
    ("Police arrested six men following the raid.", "raid", "arrested", "following"),
    ("Police arrested six men before Tuesday.", "arrested", "Tuesday", "before"),
    ("The port did not open until the strike ended.", "ended", "open", "until"),
    ("Parliament voted and then adjourned.", "voted", "adjourned", "then"),
]


@pytest.mark.parametrize(("text", "before", "after", "signal"), ORDERED)
def test_the_order_that_a_word_tells(
    encoder: Encoder, text: str, before: str, after: str, signal: str
) -> None:
    found = find(encoder, text)
    assert [tuple(s.of(text) for s in (one.before, one.after, one.signal)) for one in found] == [
        (before, after, signal)
    ]
    assert all(0 < one.confidence < 1 and one.why for one in found)


UNORDERED = [
    "The mayor resigned and the talks failed.",
    "After all, the mayor resigned.",
    "The mayor had resigned once.",
    "The mayor appeared before the court.",
    "The talks failed since nobody came.",
    "The mayor had never resigned before.",
    "The army refused to go after the rebels.",
    "",
]


@pytest.mark.parametrize("text", UNORDERED)
def test_no_order_where_no_word_tells_it(encoder: Encoder, text: str) -> None:
    assert find(encoder, text) == ()


def test_what_came_after_a_dated_event_stands_in_the_timeline_from_its_day(encoder: Encoder) -> None:
    text = (
        "Parliament voted on September 5. The mayor resigned after the vote. The guards fled before the vote."
    )
    report = make_report(text)
    (encoding,) = encoder.encode([(text, report.body)])
    findings = find_findings(report, encoding=encoding)
    entries = link_timeline([findings], {report.id: report.id})
    bounded = [one for one in entries if one.date.precision == "interval"]
    assert [(one.date.earliest, one.date.latest, one.summary) for one in bounded] == [
        ("2016-09-05", "2016-09-17", ("The mayor resigned after the vote.",))
    ]
    assert "voted on September 5" in [words.exact for words in bounded[0].evidence]
