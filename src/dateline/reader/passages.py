"""The words that an entry rests on, in the sentences they stand in.

In come words and the reports they are of, out come passages: words of one sentence stand in it together, each
marked. A sentence that is words of the entry as a whole has nothing to be marked against.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.export.page.places import clip
from dateline.model.found import Passage, Voice
from dateline.model.record import Evidence
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

# Code points of a sentence that are shown on either side of the words: a line may be the whole report.
_AROUND = 400
_NEAR = 5 * _AROUND  # further off no beginning and no end of a sentence is looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage, and whether the entry rests on them."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage: the first words in it that the entry rests on, all of it in pieces, and whose word it is."""

    words: Evidence
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]


def cut_passage(passage: Passage) -> Passage:
    """Return a passage with the end of what is before its words and the beginning of what is after them."""
    before = passage.before
    return replace(
        passage,
        before=before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
        words=clip(passage.words, _AROUND),
        after=clip(passage.after, _AROUND),
    )


def cut_passages(
    words: Iterable[Evidence], reports: Mapping[str, Report], voices: Mapping[Evidence, tuple[Voice, ...]]
) -> tuple[PassageView, ...]:
    """Return passages in the order in which their first words are given.

    Args:
        words: The words, each once.
        reports: Those they stand in, by id.
        voices: Whose word each of them is; what is not in it is nobody's.
    """
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    order: dict[Evidence, int] = {}
    for one in words:
        by_report[one.report].append(one)
        order.setdefault(one, len(order))
    passages = []
    for report, found in by_report.items():
        for window, inside in _group(reports[report], found):
            first = min(inside, key=order.__getitem__)
            heard = tuple(dict.fromkeys(voice for one in inside for voice in voices.get(one, ())))
            passages.append(PassageView(first, tuple(_cut(reports[report].text, window, inside)), heard))
    return tuple(sorted(passages, key=lambda one: order[one.words]))


def _group(report: Report, words: Iterable[Evidence]) -> list[tuple[Span, list[Evidence]]]:
    """Return the words of a report by the stretch of whole sentences that they stand in."""
    sentences = _find_sentences(report, words := sorted(words, key=lambda one: (one.start, one.end)))
    groups: list[tuple[Span, list[Evidence]]] = []
    for one in words:
        around = [each for each in sentences if each.start < one.end and one.start < each.end]
        start = min([one.start, *(each.start for each in around)])
        end = max([one.end, *(each.end for each in around)])
        if groups and start < groups[-1][0].end:
            last, inside = groups.pop()
            groups.append((Span(last.start, max(last.end, end)), [*inside, one]))
        else:
            groups.append((Span(start, end), [one]))
    return groups


def _find_sentences(report: Report, words: Iterable[Evidence]) -> list[Span]:
    """Return the sentences about some words, which are sorted; of a sentence without end a part."""
    near: list[Span] = []
    for one in words:
        for body in report.body:
            start, end = max(body.start, one.start - _NEAR), min(body.end, one.end + _NEAR)
            if near and start < near[-1].end and body.start <= near[-1].start:
                near[-1] = Span(near[-1].start, max(end, near[-1].end))
            elif start < end:
                near.append(Span(start, end))
    return find_sentences(report.text, find_paragraphs(report.text, near))


def _cut(text: str, window: Span, words: Iterable[Evidence]) -> list[Piece]:
    marks = _merge(words, window)
    start, end = window.start, window.end
    if marks:
        start, end = max(start, marks[0].start - _AROUND), min(end, marks[-1].end + _AROUND)
    pieces = [Piece("…", False)] if start > window.start else []
    at = start
    for mark in marks:
        pieces += [Piece(text[at : mark.start], False), Piece(text[mark.start : mark.end], True)]
        at = mark.end
    pieces.append(Piece(text[at:end], False))
    if end < window.end:
        pieces.append(Piece("…", False))
    return [one for one in pieces if one.text]


def _merge(words: Iterable[Evidence], window: Span) -> list[Span]:
    """Return what is marked: of words that hold others the others, of the passage as a whole nothing."""
    spans = sorted({(one.start, one.end) for one in words})
    least = [
        one
        for one in spans
        if not any(one != each and one[0] <= each[0] and each[1] <= one[1] for each in spans)
    ]
    merged: list[Span] = []
    for start, end in least:
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    whole = [one for one in merged if (one.start, one.end) == (window.start, window.end)]
    return merged if len(merged) != len(whole) else []
