"""Split text into paragraphs and sentences by rule.

In: a text and the spans of it that count. Out: half-open code-point intervals without white space at their
ends. A paragraph always ends a sentence. Built for English news: abbreviations before names, initials,
quotations that close after the stop. What the sentences say is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from dateline.lexicons import load
from dateline.model.span import Span, trim_span

_WIDEST_WRAP: Final = 100
"""Longest line, in characters, of a text that a program broke into lines; longer lines are paragraphs."""

_BOUNDARY: Final = re.compile(
    r"""
    (?P<stop>[.!?…]+|。)                      # the stop
    (?P<close>[\"”’'»)\]]*)                   # quotation marks and brackets that close after it
    (?=(?P<gap>\s+)(?P<next>[\"“‘'«(\[–—-]*\s?\S)|\s*$)   # what follows
    """,
    re.VERBOSE,
)
_LINE: Final = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_LONGEST_WORD: Final = 40
_LAST_WORD: Final = re.compile(r"[^\s\"“”‘(\[–—/-]+$")
_NEXT_WORD: Final = re.compile(r"[\w’']+")


def find_paragraphs(text: str, spans: Iterable[Span] | None = None) -> list[Span]:
    """Find the paragraphs of a text.

    An empty line ends a paragraph, and so does a line end, unless the text was broken into lines by a
    program: then no line is longer than a page is wide, and a line ended because the next word had no more
        room in it.

    Args:
        text: The whole text.
        spans: The parts to look at, sorted; the whole text if None. A paragraph never reaches from one into
            the next.

    Returns:
        Paragraphs in order, without white space at their ends.
    """
    parts = [Span(0, len(text))] if spans is None and text else list(spans or ())
    lines = [(s, e) for part in parts for s, e in _find_lines(text, part)]
    width = max((end - start for start, end in lines), default=0)
    wrapped = width <= _WIDEST_WRAP and _looks_wrapped(text, lines, width)
    paragraphs: list[Span] = []
    for part in parts:
        opened: int | None = None
        last: tuple[int, int] | None = None
        for start, end in _find_lines(text, part):
            goes_on = (
                wrapped
                and last is not None
                and _is_single(text, last[1], start)
                and _is_full(text, last, start, width)
            )
            if not goes_on and opened is not None and last is not None:
                paragraphs.append(Span(opened, last[1]))
                opened = None
            if opened is None:
                opened = start
            last = (start, end)
        if opened is not None and last is not None:
            paragraphs.append(Span(opened, last[1]))
    return paragraphs


def _find_lines(text: str, part: Span) -> Iterator[tuple[int, int]]:
    """Yield the lines of a part that hold more than white space, trimmed."""
    for match in _LINE.finditer(text, part.start, part.end):
        trimmed = trim_span(text, match.start(), match.end())
        if trimmed is not None:
            yield trimmed.start, trimmed.end


def _is_single(text: str, start: int, end: int) -> bool:
    """Tell whether one line end, and no empty line, stands between two lines; any program's line end."""
    return len(_LINE_END.findall(text, start, end)) == 1


def _is_full(text: str, line: tuple[int, int], after: int, width: int) -> bool:
    """Tell whether the first word of the line that starts at `after` had no room left in `line`."""
    word = re.compile(r"\S+").match(text, after)
    return word is not None and line[1] - line[0] + 1 + len(word.group()) > width


def _looks_wrapped(text: str, lines: list[tuple[int, int]], width: int) -> bool:
    """Tell whether most single line ends stand where a program would have broken the line."""
    single = [(a, b) for a, b in pairwise(lines) if _is_single(text, a[1], b[0])]
    full = sum(_is_full(text, line, after[0], width) for line, after in single)
    return full >= 3 and full * 2 > len(single)


def find_sentences(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Find the sentences of paragraphs.

    Args:
        text: The whole text.
        paragraphs: As `find_paragraphs` returns them.

    Returns:
        Sentences in order, without white space at their ends; together they hold everything but the white
        space.
    """
    sentences: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        body = text[paragraph.start : paragraph.end]
        for match in _BOUNDARY.finditer(body):
            if match["gap"] is None or not _ends_sentence(body, match):
                continue
            cut = paragraph.start + match.end("close")
            if (sentence := trim_span(text, start, cut)) is not None:
                sentences.append(sentence)
            start = cut
        if (sentence := trim_span(text, start, paragraph.end)) is not None:
            sentences.append(sentence)
    return sentences


def _ends_sentence(body: str, match: re.Match[str]) -> bool:
    """Decide whether the stop that was matched ends a sentence."""
    first = match["next"][-1]
    word_match = _NEXT_WORD.match(body, match.end("next") - 1)
    word = word_match.group() if word_match else ""
    if first.islower() or first in ",;:)]":
        # "Yahoo! said", "'Why?' he asked": a sentence starts with a capital, save names such as iPhone.
        return bool(re.match(r"[a-z][A-Z]", word)) and match["stop"] == "."
    if set(match["stop"]) & set("!?"):
        return True
    if match["close"] or len(match["stop"]) > 1 or match["stop"] in "…。":
        return True
    before = _LAST_WORD.search(body, max(0, match.start() - _LONGEST_WORD), match.start())
    if before is None:
        return True
    return _ends_after_word(before.group(), word)


def _ends_after_word(last: str, word: str) -> bool:
    """Decide about a single stop after the word `last` and before the capitalised word or figure `word`."""
    words = _read_words()
    plain = last.lower()
    starts = word.lower() in words["starters"]
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last):
        # "the U.S. Senate" against "in the U.S. The Senate"; "J.K. Rowling"; "at 5 p.m. Police said".
        hour = plain in ("a.m", "p.m") and word[:1].isalpha() and word.lower() not in words["after_hours"]
        return starts or hour
    if len(last) == 1 and last.isalpha() and last.isupper():
        # An initial, "Lloyd J. Austin"; but "Plan B. The", "vitamin C. It", and "I." end.
        return starts and (last != "J" and last != "A")
    if plain in words["before_names"]:
        return False
    if plain in words["before_figures"] and word[:1].isdigit():
        return False
    if plain in words["after_names"] and last[:1].isupper():
        return starts or not word
    return True


@cache
def _read_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries) for name, entries in load("en", "abbreviations").lists.items()}
