"""Which reports tell one piece of news, and which only a like one."""

import heapq

import numpy as np
import pytest
from numpy.typing import NDArray

from dateline.link.events.news import group_news, make_rows, weigh_tokens

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


def count_ratings(monkeypatch: pytest.MonkeyPatch, reports: int) -> int:
    """Return how often two groups are rated in a pile of reports on three things, each in other words."""
    random = np.random.default_rng(0)

    def draw(times: int) -> NDArray[np.float32]:
        drawn = random.normal(size=(times, 4096)) * (random.random((times, 4096)) < 0.05)
        return np.asarray(drawn, np.float32)

    rows = draw(3)[np.arange(reports) % 3] + np.float32(0.6) * draw(reports)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    pushed = 0
    push = heapq.heappush

    def count(heap: list[tuple[float, int, int]], one: tuple[float, int, int]) -> None:
        nonlocal pushed
        pushed += 1
        push(heap, one)

    with monkeypatch.context() as patched:
        patched.setattr(heapq, "heappush", count)
        assert len(set(group_news(rows, [None] * reports))) == 3
    return pushed


def test_a_pile_on_three_things_is_grouped_in_little_more_than_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = count_ratings(monkeypatch, 300), count_ratings(monkeypatch, 1200)
    assert 0 < many < 7 * few  # rated anew at each joining, they would be 11 times as many
