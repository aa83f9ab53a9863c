"""Quotation marks -> quotations, and whether a statement is quoted.

In: a text, its paragraphs, the spans of a statement. Out: the stretches between quotation marks, and the
form of a
statement: direct where all its words stand in them, mixed where some do, indirect where none does. Marks in
news are curly, straight or typed as two apostrophes; an apostrophe looks like a single mark; a quotation
that runs over paragraphs opens again at the start of each and closes once. Who is quoted is left to
`speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model.findings import Form
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
_WORD: Final = re.compile(r"\w+(?:[’'.-]\w+)*")
# A quotation in single straight marks is believed up to this length; beyond it they are apostrophes.
_LONGEST_SINGLE: Final = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks counted in.

    `depth` is 0 for a quotation and 1 for one inside it. `paragraph` is the index of its paragraph: a
    quotation that runs over several paragraphs is one `Quotation` in each, and all but the first
    `continues`.
    """

    start: int
    end: int
    depth: int
    paragraph: int
    continues: bool


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find what stands between quotation marks.

    Args:
        text: The whole text.
        paragraphs: In order, as `dateline.nlp.sentences.find_paragraphs` returns them.

    Returns:
        Quotations sorted by start, the outer before the inner. One that is never closed ends with its
        paragraph.
    """
    found: list[Quotation] = []
    still_open = False
    for index, paragraph in enumerate(paragraphs):
        opens_again = still_open and text[paragraph.start] in "“\"«„'`"
        here, still_open = _find_in_paragraph(text, paragraph, index, continues=opens_again)
        found += here
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _find_in_paragraph(
    text: str, paragraph: Span, index: int, *, continues: bool
) -> tuple[list[Quotation], bool]:
    """Return a paragraph's quotations, and whether the last of them was left open."""
    found: list[Quotation] = []
    open_marks: list[tuple[int, str]] = []

    def close(level: int, end: int) -> None:
        start, _ = open_marks[level]
        depth = min(level, 1)
        goes_on = continues and depth == 0 and start == paragraph.start
        found.append(Quotation(start, end, depth, index, goes_on))
        del open_marks[level:]

    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        level = _closes(text, match, open_marks, paragraph)
        if level is not None:
            close(level, match.end())
        elif _opens(text, match, paragraph, open_marks):
            open_marks.append((match.start(), mark))
    # Of what was left open, only double marks are believed: a single one was an apostrophe.
    doubles = [level for level, (_, mark) in enumerate(open_marks) if mark not in ("'", "‘")]
    if doubles:
        close(doubles[0], paragraph.end)
    return found, bool(doubles)


def _closes(
    text: str, match: re.Match[str], open_marks: Sequence[tuple[int, str]], paragraph: Span
) -> int | None:
    """Return the level of the open quotation that this mark closes, None where it closes none."""
    mark = match.group()
    for level in range(len(open_marks) - 1, -1, -1):
        start, opener = open_marks[level]
        if mark not in _CLOSERS[opener]:
            continue
        if opener in ("'", "‘"):
            if not _ends_single(text, match, paragraph):
                return None
            if match.end() - start > _LONGEST_SINGLE and opener == "'":
                continue
        elif mark == '"' and _follows_gap(text, match.start(), paragraph) and _precedes_word(text, match):
            continue  # a straight mark with a gap before it and a word after it opens
        return level
    return None


def _opens(text: str, match: re.Match[str], paragraph: Span, open_marks: Sequence[tuple[int, str]]) -> bool:
    mark, at = match.group(), match.start()
    if mark not in _CLOSERS or (mark == "”" and open_marks):
        return False
    if mark in ("“", "„", "«", "``"):
        return True
    if not (_follows_gap(text, at, paragraph) and _precedes_word(text, match)):
        return False
    if mark in ("'", "‘"):
        if re.match(r"\d0s\b|em\b|til\b|tis\b|twas\b|n\b|cause\b", text[match.end() : match.end() + 6]):
            return False  # the '90s, 'em, rock 'n' roll
        return mark == "‘" or _has_single_close(text, match.end(), paragraph)
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
    return not (plural and _has_single_close(text, match.end(), paragraph))


def _has_single_close(text: str, start: int, paragraph: Span) -> bool:
    stop = min(paragraph.end, start + _LONGEST_SINGLE)
    for match in re.compile(r"[’']").finditer(text, start, stop):
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if not after.isalnum() and not before.isspace():
            return True
        if before.isspace() and after.isalnum():
            return False
    return False


def covering_quotation(quotations: Iterable[Quotation], offset: int) -> Quotation | None:
    """Return the outermost quotation that holds the code point at `offset`, None where none does."""
    return next((q for q in quotations if q.depth == 0 and q.start <= offset < q.end), None)


def tell_form(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation], *, within: Quotation | None
) -> Form:
    """Tell whether a statement is quoted.

    Args:
        text: The whole text.
        content: The spans of the statement's content.
        quotations: As `find_quotations` returns them.
        within: The quotation in which the statement's cue stands, where it stands in one that is another
            speaker's: its marks are that speaker's, and only marks inside them count.

    Returns:
        `DIRECT` where every word stands in quotation marks (a "that" before them does not count), `MIXED`
        where some words do, be they one or two in scare quotes, `INDIRECT` where none does.
    """
    marks = [
        q for q in quotations if within is None or (q.depth > 0 and within.start <= q.start < within.end)
    ]
    quoted = plain = 0
    for span in content:
        near = [q for q in marks if q.start < span.end and span.start < q.end]
        for word in _WORD.finditer(text, span.start, span.end):
            if any(q.start <= word.start() < q.end for q in near):
                quoted += 1
            elif word.group().lower() != "that":
                plain += 1
    if not quoted:
        return Form.INDIRECT
    return Form.MIXED if plain else Form.DIRECT
