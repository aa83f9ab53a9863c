"""Which sentence of a date says best what happened, and which are left out beside it."""

import pytest

from dateline.link.linking import link
from dateline.link.timeline.centrality import Centrality
from tests.marked import make_report

LEDE = "The harbour board of Port Elm will meet behind closed doors about the barrier. "
DAY = "{May 5|2031-05-05}"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "The new barrier of the harbour broke on # in the storm.",
            "They broke the barrier on # in the storm.",
        ),
        (
            "The new barrier of the harbour broke on # in the storm.",
            "Who broke the barrier of the harbour on #?",
        ),
        (
            "The new barrier of the harbour broke on # in the storm.",
            "Click here for the barrier broken on #.",
        ),
        (
            "The new barrier of the harbour broke on # in the storm.",
            "“The barrier broke on #,” pilots wrote later.",
        ),
        (
            "The new barrier of the harbour broke on # in the storm.",
            "What we saw on #, as the barrier broke, I keep.",
        ),
        (
            "The new barrier of the harbour broke on # in the storm.",
            "The barrier on #, hour by hour, as it broke:",
        ),
        ("The new barrier of the harbour broke on # in the storm.", "The barrier broke on #."),
    ],
)
def test_what_stands_well_alone_comes_first(better: str, worse: str) -> None:
    for one, other in ((better, worse), (worse, better)):
        text = LEDE + "\n\n" + one.replace("#", DAY) + "\n\n" + other.replace("#", DAY)
        assert link([make_report("a", text)]).timeline[0].summary[0] == better.replace("#", "May 5")


def test_what_was_printed_before_the_day_comes_after_what_tells_of_it() -> None:
    earlier = f"The barrier of the harbour is tried in the morning of {DAY}."
    later = f"The barrier of the harbour is tried in the evening of {DAY}."
    reports = [
        make_report("a", LEDE + earlier, published="2031-05-03"),
        make_report("b", "Rain fell on the quays all through the week. " + later, published="2031-05-06"),
    ]
    (entry,) = [one for one in link(reports).timeline if one.date.earliest == "2031-05-05"]
    assert ["evening" in one for one in entry.summary] == [True]


def test_a_sentence_that_shares_half_of_its_rare_words_is_left_out() -> None:
    told = [
        f"Storm waves broke the barrier of Port Elm on {DAY} and drowned the lower quays.",
        f"On {DAY} waves broke the barrier, drowned quays and shut the road to Hallow, the council was told.",
        f"Tickets for the regatta were sold on {DAY} at the town hall.",
    ]
    others = [make_report(name, LEDE + "Nothing else was new in town.") for name in "bcd"]
    summary = link([make_report("a", LEDE + " ".join(told)), *others]).timeline[0].summary
    assert len(summary) == 2
    assert {"regatta" in one for one in summary} == {True, False}


def test_the_topic_is_what_nearly_all_reports_come_back_to() -> None:
    stories = [
        f"Osei spoke of {word}. Then Osei left and Osei slept." for word in ("ships", "fish", "tides", "rain")
    ]
    osei, ships, nothing = Centrality(stories).rate_topic(
        ["Osei slept.", "Ships sailed.", "On Monday they said."]
    )
    assert osei > ships == nothing == 0
