"""Cut text into tokens: words and single marks.

In: text. Out: half-open code-point intervals. A word is a run of letters, digits and underscores; anything
else that is not white space is a token of one character. The evaluation counts in these tokens.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.model.span import Span

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")


def find_tokens(text: str, span: Span | None = None) -> list[Span]:
    """Find the tokens of a text, in order.

    Args:
        text: Any text.
        span: Where to look, in code points; everywhere if None. A word that runs past its ends is cut there.

    Returns:
        One span a token; empty where there is only white space.
    """
    start, end = (0, len(text)) if span is None else (span.start, span.end)
    return [Span(match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]


def widen_to_words(text: str, span: Span) -> Span:
    """Widen a span so that it cuts no word in half."""
    start, end = span.start, span.end
    while start > 0 and _is_word(text[start - 1]) and _is_word(text[start]):
        start -= 1
    while end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]):
        end += 1
    return Span(start, end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
