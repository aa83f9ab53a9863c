"""Which days two sentences name, before they are said to differ."""

import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from dateline.link.commitments.undertakings import leave_filed
from dateline.link.disagreements.claims import Claim
from dateline.link.disagreements.datings import _lie_apart
from dateline.link.disagreements.occasions import find_dates
from dateline.model.findings import TimexType
from dateline.model.span import Span
from tests.marked import make_report


def claim(text: str) -> Claim:
    return cast(Claim, SimpleNamespace(report=SimpleNamespace(text=text), words=Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The lock was shut on Sept. 5.", {"Sept"}),
        ("The lock was shut on 5 September 2031.", {"September", "2031"}),
        ("The lock was shut in Nov., the port said.", {"Nov"}),
        ("Jan Osei shut the lock after 2000,5 tons had passed.", set()),
    ],
)
def test_which_dates_a_sentence_names(text: str, dates: set[str]) -> None:
    assert find_dates(claim(text)) == dates


def dated(words: str, value: str) -> Any:
    text = f"The lock was shut {words}."
    start = text.index(words)
    when = SimpleNamespace(
        start=start,
        end=start + len(words),
        value=value,
        mod=None,
        type=TimexType.TIME if "T" in value else TimexType.DATE,
        earliest=None,
        latest=None,
        zone=None,
    )
    return SimpleNamespace(claim=claim(text), when=when, nearest=True, trigger=Span(13, 17))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("on Friday", "2031-05-02"), ("on Saturday", "2031-05-03"), True),
        # What is counted from the day of printing is held against nothing, at the start of a sentence too.
        (("Yesterday", "2031-05-02"), ("on Saturday", "2031-05-03"), False),
        (("at 8:00", "2031-05-02T08:00"), ("at 8:20", "2031-05-02T08:20"), True),
        # Two minutes to eight in the evening, and eight.
        (("at 7:58", "2031-05-02T19:58"), ("at 8:00", "2031-05-02T08:00"), False),
    ],
)
def test_which_two_times_cannot_be_one(one: tuple[str, str], other: tuple[str, str], apart: bool) -> None:
    assert _lie_apart(dated(*one), dated(*other)) is apart


def test_a_line_of_blanks_is_read_at_once() -> None:
    report = make_report("a", f"ELM PORT{' ' * 20_000}the lock will close.").report
    before = time.process_time()
    assert leave_filed(report, Span(0, len(report.text))) == Span(0, len(report.text))
    assert time.process_time() - before < 1
