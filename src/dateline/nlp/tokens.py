"""Cut text into tokens: words and single marks.

In: text. Out: half-open code-point intervals. A word is a run of letters, digits and underscores; anything
else that is not white space is a token of one character. The evaluation counts in these tokens.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dateline.model.span import Span

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_JOINER: Final = "\u200d"  # of no width; makes one sign of two, as in most emoji of several people


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
    """Widen a span so that it cuts no word in half, nor what is drawn as one character."""
    start, end = span.start, span.end
    if not cuts_word(text, start) and not cuts_word(text, end):  # nearly always
        return span
    while start > 0 and cuts_word(text, start):
        start -= 1
    while end < len(text) and cuts_word(text, end):
        end += 1
    return Span(start, end)


def cuts_word(text: str, at: int) -> bool:
    """Tell whether a word goes on over the bound `at`, or what is drawn as one character does."""
    return 0 < at < len(text) and (
        (_is_word(text[at - 1]) and _is_word(text[at])) or cuts_character(text, at)
    )


def cuts_character(text: str, at: int) -> bool:
    """Tell whether a mark after the bound `at` belongs to the letter before it, or joins two signs to one."""
    if not 0 < at < len(text) or (text[at].isascii() and text[at - 1].isascii()):
        return False
    return unicodedata.category(text[at]).startswith("M") or _JOINER in (text[at - 1], text[at])


def _is_word(char: str) -> bool:
    if char.isascii():  # nearly all
        return char.isalnum() or char == "_"
    return char.isalnum() or unicodedata.category(char).startswith("M")
