"""Which reports tell one piece of news, and which only a like one."""

import numpy as np

from dateline.link.news import group_news, make_rows, weigh_tokens

FERRY = (
    "The ferry Alder ran aground off Port Elm on Friday. Captain Ada Osei said she had lost her rudder.",
    "Divers reached the Alder at Port Elm. The ferry's captain, Ada Osei, blamed the rudder.",
)
OTHER = (
    "The ferry Linden ran aground off Cape Velden on Friday. Captain Bo Marsh said she had lost her rudder."
)
RARITY = dict.fromkeys(
    ("the", "ferry", "ran", "aground", "off", "on", "friday", "captain", "said", "had"), 0.1
)


def group(texts: tuple[str, ...], days: tuple[int | None, ...]) -> list[int]:
    rows = make_rows([weigh_tokens(text) for text in texts], RARITY)
    return group_news(rows, days, bound=0.3)


def test_names_tell_one_grounding_from_another() -> None:
    assert group((*FERRY, OTHER), (None, None, None)) == [0, 0, 2]
    assert group((OTHER, *FERRY), (None, None, None)) == [0, 1, 1]


def test_what_is_published_far_apart_is_other_news() -> None:
    assert group(FERRY, (100, 104)) == [0, 0]
    assert group(FERRY, (100, 300)) == [0, 1]


def test_a_name_weighs_double_and_a_sentence_start_does_not() -> None:
    weights = weigh_tokens("Gates were hung. The Alder took 12 gates.")
    assert (weights["gat"], weights["alder"], weights["12"]) == (1.0, 2.0, 1.0)


def test_no_reports_and_empty_ones_have_no_news_in_common() -> None:
    assert group_news(make_rows([], {}), []) == []
    rows = make_rows([{}, {}], {})
    assert not np.any(rows)
    assert group_news(rows, [None, None]) == [0, 1]
