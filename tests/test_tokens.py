"""Tokens: words and single marks, with their places."""

import pytest

from dateline.model.span import Span
from dateline.nlp.tokens import find_tokens, widen_to_words

TOKENS = [
    ("Mr. Vale's 3.5m", ["Mr", ".", "Vale", "'", "s", "3", ".", "5m"]),
    ("“Café”—now", ["“", "Café", "”", "—", "now"]),
    ("a_b  c\n", ["a_b", "c"]),
    ("", []),
    ("𝔸 ok", ["𝔸", "ok"]),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens_are_words_and_single_marks(text: str, tokens: list[str]) -> None:
    assert [span.of(text) for span in find_tokens(text)] == tokens


def test_tokens_of_a_part_are_placed_in_the_whole() -> None:
    assert find_tokens("one two three", Span(4, 7)) == [Span(4, 7)]


WIDENED = [
    ("the harbour shut", Span(5, 8), "harbour"),
    ("the harbour shut", Span(4, 11), "harbour"),
    ("he said.", Span(3, 8), "said."),
    ("he said.", Span(4, 8), "said."),
    ("“yes” he", Span(0, 5), "“yes”"),
    ("Rene\u0301 said", Span(0, 4), "Rene\u0301"),
    ("Rene\u0301e said", Span(0, 4), "Rene\u0301e"),
    ("by 👩\u200d🚀 Reed", Span(3, 4), "👩\u200d🚀"),
]


@pytest.mark.parametrize(("text", "span", "words"), WIDENED)
def test_a_span_is_widened_to_whole_words(text: str, span: Span, words: str) -> None:
    assert widen_to_words(text, span).of(text) == words
