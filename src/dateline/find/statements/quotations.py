"""Quotation marks -> quotations: what stands between them, with their real-world trouble.

In: a text and its paragraphs. Out: the stretches between quotation marks. Marks in news are curly, straight
or typed as two apostrophes, double or, in British papers, single; an apostrophe looks like a single mark; a
quotation that runs over paragraphs opens again at the start of each and closes once; one mark of a pair is
forgotten, or is typed as its twin. Who is quoted is left to `speakers`, whether a statement is to `forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.model.span import Span

# What opens a quotation, and what may close it. Two apostrophes are how some wires send a double mark.
_CLOSERS: Final = {
    "“": ("”", '"'),
    "”": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    '"': ('"', "”"),
    "''": ("''",),
    "``": ("''",),
    "‘": ("’",),
    "'": ("'",),
}
_MARK: Final = re.compile(r"''|``|[“”„«»\"‘’']")
_SINGLE: Final = ("'", "‘")
# A quotation in single straight marks that begins within a paragraph is believed up to this length; beyond
# it they are apostrophes.
_LONGEST_SINGLE: Final = 400
# The '90s, 'em, rock 'n' roll.
_CLIPPED: Final = re.compile(r"(?:\d0s|em|til|tis|twas|n|cause)\b", re.I)
# The end of a quotation whose opening mark was forgotten: "The pier is closed,” she said."
_FORGOTTEN: Final = re.compile(r"(?<=[,.?!…—])(?:”|''|\"(?=[\s)\]—–-]|$))")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks counted in.

    `depth` is 0 for a quotation and 1 for one inside it. `paragraph` is the index of its paragraph: a
    quotation that runs over several paragraphs is one `Quotation` in each, and all but the first
    `continues`. One that is not `closed` may reach too far: nothing says where in its paragraph it ends.
    """

    start: int
    end: int
    depth: int
    paragraph: int
    continues: bool
    closed: bool = True


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find what stands between quotation marks.

    Args:
        text: The whole text.
        paragraphs: In order, as `dateline.nlp.sentences.find_paragraphs` returns them.

    Returns:
        Quotations sorted by start, the outer before the inner. One that is never closed ends before the next
        of its kind, or else with its paragraph; one that is never opened begins with its paragraph.
    """
    found: list[Quotation] = []
    still_open = ""
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1].start if index + 1 < len(paragraphs) else len(text)
        here, still_open = _read_paragraph(text, paragraph, index, still_open, text[after : after + 1])
        found += here
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _read_paragraph(
    text: str, paragraph: Span, index: int, before: str, after: str
) -> tuple[list[Quotation], str]:
    """Find the quotations of one paragraph.

    Args:
        text: The whole text.
        paragraph: Where it stands.
        index: Which one it is.
        before: The mark of the quotation that the paragraph before left open, "" where it left none.
        after: The character with which the next paragraph begins.

    Returns:
        Its quotations, and the mark of the one that it leaves open itself, "" where it leaves none.
    """
    found: list[Quotation] = []
    open_marks: list[tuple[int, str]] = []
    reopens = bool(before) and text[paragraph.start] in "“\"«„'`‘"

    def close(level: int, end: int, *, closed: bool = True) -> None:
        start, _ = open_marks[level]
        goes_on = reopens and level == 0 and start == paragraph.start
        found.append(Quotation(start, end, min(level, 1), index, goes_on, closed))
        del open_marks[level:]

    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        level = _closes(text, match, open_marks, paragraph)
        if level is not None:
            close(level, match.end())
        elif _opens(text, match, paragraph, open_marks, after=after):
            open_marks.append((match.start(), mark))
        elif not found and not open_marks and _FORGOTTEN.match(text, match.start()):
            found.append(Quotation(paragraph.start, match.end(), 0, index, bool(before)))
    # Of what was left open, a single mark is an apostrophe, unless the next paragraph opens with it again.
    left = [
        level
        for level, (at, mark) in enumerate(open_marks)
        if mark not in _SINGLE or (at == paragraph.start and after == mark)
    ]
    if not left:
        return found, ""
    start, mark = open_marks[left[0]]
    close(left[0], paragraph.end, closed=False)
    return _end_forgotten(text, found, start), mark


def _end_forgotten(text: str, found: list[Quotation], start: int) -> list[Quotation]:
    """End the quotation left open at `start` before the next with the same marks, which is none inside it."""
    inside = [q for q in found if q.start > start and text[q.start] == text[start]]
    if not inside:
        return found
    end = len(text[: min(q.start for q in inside)].rstrip())
    return [
        replace(one, end=end) if one.start == start else replace(one, depth=0) if one in inside else one
        for one in found
    ]


def _closes(
    text: str, match: re.Match[str], open_marks: Sequence[tuple[int, str]], paragraph: Span
) -> int | None:
    """Return the level of the open quotation that this mark closes, None where it closes none."""
    mark = match.group()
    for level in range(len(open_marks) - 1, -1, -1):
        start, opener = open_marks[level]
        twin = mark == opener == "“" and _ends_words(text, match)
        if mark not in _CLOSERS[opener] and not twin:
            continue
        if opener in _SINGLE:
            if not _ends_single(text, match, paragraph):
                return None
            if match.end() - start > _LONGEST_SINGLE and opener == "'" and start > paragraph.start:
                continue
        elif mark == '"' and _follows_gap(text, match.start(), paragraph) and _precedes_word(text, match):
            continue  # a straight mark with a gap before it and a word after it opens
        return level
    return None


def _ends_words(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark stands right behind a word or its punctuation, and before a gap."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before.strip()) and not after.isalnum()


def _opens(
    text: str, match: re.Match[str], paragraph: Span, open_marks: Sequence[tuple[int, str]], *, after: str
) -> bool:
    """Tell whether a mark opens a quotation; `after` is what the next paragraph begins with."""
    mark, at = match.group(), match.start()
    if mark not in _CLOSERS or (mark == "”" and open_marks):
        return False
    if mark in ("“", "„", "«", "``"):
        return True
    if mark == '"' and not open_marks and at == paragraph.start:
        return True  # a blank behind it is a slip
    if mark == '"' and not open_marks and text[at - 1] in ":.?!,;" and _precedes_word(text, match):
        return True  # and so is none before it
    if not (_follows_gap(text, at, paragraph) and _precedes_word(text, match)):
        return False
    if mark in _SINGLE:
        if _CLIPPED.match(text, match.end()):
            return False
        if at == paragraph.start and (after == mark or _has_single_close(text, match.end(), paragraph.end)):
            return True  # it may run on, and open again with the next paragraph
        return mark == "‘" or _has_single_close(
            text, match.end(), min(paragraph.end, match.end() + _LONGEST_SINGLE)
        )
    return True


def _follows_gap(text: str, at: int, paragraph: Span) -> bool:
    return at == paragraph.start or text[at - 1].isspace() or text[at - 1] in "([{—–-/“\"‘'"


def _precedes_word(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    return bool(after) and (after.isalnum() or after in "“‘'\"[($€£.…—–-@#¿¡")


def _ends_single(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """Tell whether a single mark closes: no letter follows, and it is not the possessive of a plural."""
    after = text[match.end() : match.end() + 1]
    if after.isalnum():
        return False
    before = text[match.start() - 1 : match.start()]
    plural = before == "s" and re.match(r"\s+[a-z]", text[match.end() : match.end() + 3]) is not None
    stop = min(paragraph.end, match.end() + _LONGEST_SINGLE)
    return not (plural and _has_single_close(text, match.end(), stop))


def _has_single_close(text: str, start: int, stop: int) -> bool:
    for match in re.compile(r"[’']").finditer(text, start, stop):
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if not after.isalnum() and not before.isspace():
            return True
        if before.isspace() and after.isalnum():
            return False
    return False


def covering_quotation(quotations: Iterable[Quotation], offset: int) -> Quotation | None:
    """Return the outermost quotation that holds the code point at `offset`, None where none does.

    Args:
        quotations: Sorted by start, as `find_quotations` returns them.
        offset: Of a code point.
    """
    for one in quotations:
        if one.start > offset:
            return None
        if offset < one.end and one.depth == 0:
            return one
    return None
