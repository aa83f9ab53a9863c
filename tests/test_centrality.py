"""Which sentence says most of what all say."""

import pytest

from dateline.link.timeline.centrality import Centrality
from dateline.link.timeline.salience import Reference, rate_salience
from dateline.model.record import TimelineDate

STORY = [
    "The flood barrier at Port Selby closed. The gates held.",
    "Gates of the flood barrier closed at noon. The band played.",
    "The council met. The band played. Rain fell on Port Selby.",
]


def test_the_sentence_that_shares_most_rare_words_is_most_central() -> None:
    sentences = [
        "The flood barrier closed with both gates.",
        "The gates of the barrier closed.",
        "Rain fell.",
    ]
    ratings = Centrality(STORY).rate(sentences)
    assert ratings[2] < min(ratings[:2])
    assert all(0 <= rating <= 1 for rating in ratings)


def test_one_sentence_is_its_own_centre_and_words_of_nowhere_have_none() -> None:
    centrality = Centrality(STORY)
    assert centrality.rate(["The gates held."]) == [pytest.approx(1.0)]
    assert centrality.rate(["Zzz 12 !"]) == [0.0]
    assert centrality.rate([]) == []


DAY = TimelineDate("2031-05-05", "2031-05-05", "day")


@pytest.mark.parametrize(
    ("more", "less"),
    [
        pytest.param(
            [Reference("a", "2031-05-06", True), Reference("b", "2031-05-06", True)],
            [Reference("a", "2031-05-06", True), Reference("a", "2031-05-06", True)],
            id="a copy adds nothing",
        ),
        pytest.param(
            [Reference("a", "2031-05-06", True)],
            [Reference("a", "2031-05-06", True, saying=True)],
            id="saying",
        ),
        pytest.param(
            [Reference("a", "2031-05-06", True, leads=True)], [Reference("a", "2031-05-06", True)], id="lede"
        ),
        pytest.param(
            [Reference("a", "2031-07-06", True)], [Reference("a", "2031-05-06", True)], id="coming back"
        ),
        pytest.param([Reference("a", None, True)], [Reference("a", "2031-05-05", False)], id="named"),
        pytest.param(
            [Reference(str(n), None, True) for n in range(301)],
            [Reference(str(n), None, True) for n in range(300)],
            id="one more of many still counts",
        ),
    ],
)
def test_what_makes_more_of_a_date(more: list[Reference], less: list[Reference]) -> None:
    assert 0 < rate_salience(DAY, less) < rate_salience(DAY, more) < 1
