"""Other programs' times: where they stand, at which precision, and whose figures are only quoted."""

from datetime import datetime

import pytest

from evaluation.time_peers import place, read_published
from evaluation.timeml import Timex

MOMENT = datetime(2011, 9, 17, 10, 30)


@pytest.mark.parametrize(
    ("text", "words", "period", "found", "value"),
    [
        ("It shut on Saturday and rain fell.", "on Saturday and", "day", "Saturday", "2011-09-17"),
        ("It shut in September 2011.", "in September 2011.", "month", "September 2011", "2011-09"),
        ("It shut last week.", "last week", "week", "last week", "2011-W37"),
        ("It shut in 2011, the board said.", "in 2011, the", "year", "2011", "2011"),
        ("It shut at 10:30.", "at 10:30", "time", "10:30", "2011-09-17T10:30"),
        ("It shut the next day.", "the next day", "day", "the next day", "2011-09-17"),
    ],
)
def test_an_answer_is_put_where_it_stands(text: str, words: str, period: str, found: str, value: str) -> None:
    (one,) = place([(words, MOMENT, period)], text, 0, len(text))
    assert (text[one.start : one.end], one.value) == (found, value)
    assert one.type == ("TIME" if period == "time" else "DATE")


def test_equal_words_stand_one_after_the_other() -> None:
    text = "Open Monday, shut Monday."
    answers = [("Monday", MOMENT, "day"), ("Monday", MOMENT, "day"), ("Monday", MOMENT, "day")]
    assert list(place(answers, text, 0, len(text))) == [
        Timex(5, 11, "DATE", "2011-09-17"),
        Timex(18, 24, "DATE", "2011-09-17"),
    ]


def test_what_was_published_says_so_and_is_a_share() -> None:
    figures = read_published()
    assert {name.split()[3] for name in figures} == {"HeidelTime", "UWTime", "SynTime"}
    assert all(
        name.startswith("published, other text: ") and 0 < value < 1 for name, value in figures.items()
    )
