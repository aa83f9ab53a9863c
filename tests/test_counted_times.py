"""Times counted from an event the report dates: words, value, bounds, what dates it, and near misses."""

import time

import pytest

from dateline.find.timex.event_days import stem_of
from dateline.model.findings import Anchor
from tests.test_times import find, make_report

COUNTED = [
    # text, words, value, earliest, latest, what dates it; the report is of 17 September 2016
    ("The vote on May 3 was close. The day after the vote, it rained.", "The day", "2016-05-04", "2016-05-04",
     "2016-05-04", "vote on May 3"),
    ("Two weeks before the vote, Osei left. Parliament voted on May 3.", "Two weeks", "P2W", "2016-04-18",
     "2016-04-24", "voted on May 3"),
    ("The May 2 harbour raid failed. Three days after the raid a guard spoke.", "Three days", "P3D",
     "2016-05-05", "2016-05-05", "May 2 harbour raid"),
    ("The summit opened on June 7. The week of the summit was wet.", "The week", "2016-W23", "2016-06-06",
     "2016-06-12", "summit opened on June 7"),
    ("The strike began on May 1. A month into the strike, talks failed.", "A month", "P1M", "2016-06-01",
     "2016-06-30", "strike began on May 1"),
    ("The attack on Monday hurt two. Two days after the attack, one died.", "Two days", "P2D", "2016-09-14",
     "2016-09-14", "attack on Monday"),
    ("Monday's attack hurt two. The morning after the attack was quiet.", "The morning", "2016-09-13TMO",
     "2016-09-13", "2016-09-13", "Monday's attack"),
    ("Osei was arrested on May 6. Five days after Osei's arrest she left.", "Five days", "P5D", "2016-05-11",
     "2016-05-11", "arrested on May 6"),
    ("The factory exploded on May 6. Five days after the explosion it reopened.", "Five days", "P5D",
     "2016-05-11", "2016-05-11", "exploded on May 6"),
    ("The vote, held on May 3, was close. On the eve of the vote, she spoke.", "the eve", "2016-05-02",
     "2016-05-02", "2016-05-02", "vote, held on May 3"),
    ("Days after the vote on May 3, she left.", "Days", "PXD", "2016-05-03", None, "vote on May 3"),
    ("Hours after the vote on May 3, she left.", "Hours", "PTXH", "2016-05-03", "2016-05-04",
     "vote on May 3"),
    ("She left two weeks before Christmas 2015.", "two weeks", "P2W", "2015-12-07",
     "2015-12-13", "Christmas 2015"),
    # Two votes: either may be meant.
    ("There was a vote on May 3 and a vote on May 9. Two days after the vote, she left.", "Two days", "P2D",
     "2016-05-05", "2016-05-11", "vote on May 3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "earliest", "latest", "dated_by"), COUNTED)
def test_a_time_is_event_the_event_it_names(
    text: str, words: str, value: str, earliest: str, latest: str | None, dated_by: str
) -> None:
    start = text.index(words)
    found = next(one for one in find(text) if one.start == start)
    assert text[found.start : found.end] == words
    assert (found.value, found.earliest, found.latest) == (value, earliest, latest)
    assert found.anchor is Anchor.NARRATIVE
    assert found.event is not None
    assert found.event.of(text) == dated_by


OPEN = [
    "Two weeks before the vote, Osei left.",
    "The vote on May 3 was close. Two weeks before a vote, Osei left.",
    "The vote on May 3 was close. Two days after the second vote, Osei left.",
    "The Selby raid was on May 3. Two days after the Harrow raid, Osei left.",
    "He did not vote on May 3. Two days after the vote, Osei left.",
    "The vote that was lost on May 3 hurt. For two weeks after the vote, Osei slept.",
    "Osei was elected on May 3. Two weeks after the flood, it rained.",
    "The strike was due to end on June 4. A month into the strike, talks failed.",
    "Obi gave a speech on May 10. Two days before Osei's speech, it rained.",
    "The first vote on May 3 was close. Within a week of the vote, Osei left.",
]


@pytest.mark.parametrize("text", OPEN)
def test_a_time_stays_open_where_nothing_dates_its_event(text: str) -> None:
    assert [one for one in find(text) if one.event is not None] == []


def test_the_forms_of_an_event_share_a_stem() -> None:
    assert len({stem_of(word) for word in ("vote", "votes", "voted", "voting", "vote's")}) == 1
    assert stem_of("elections") == stem_of("elected")
    assert stem_of("vote") != stem_of("raid")


def test_times_stay_in_order_and_apart() -> None:
    text = "The raid was on Monday. The night of the raid was cold, and the day after the raid was dry."
    found = find(text)
    assert [text[one.start : one.end] for one in found] == ["Monday", "The night", "the day"]
    assert [one.value for one in found] == ["2016-09-12", "2016-09-12TNI", "2016-09-13"]


def test_the_cost_is_linear() -> None:
    piece = "The vote on May 3 was close, and two weeks before the vote the day after the raid was wet. "

    def measure(count: int) -> float:
        text = piece * count
        taken = []
        for _ in range(3):  # the least of three: what else runs here only adds to it
            begin = time.process_time()
            find(text)
            taken.append(time.process_time() - begin)
        return min(taken)

    measure(50)
    # Eight times the text: a quadratic cost would be 64 times as much.
    assert measure(800) < 20 * max(measure(100), 0.002)
    assert make_report(piece).text == piece
