"""Decode the encoder's output into attributions: who says what, with which words.

In: an `Encoding`. Out: attributions of cue, source and content spans with a calibrated score. Who the speaker
is and what he does by speaking is left to the finders above.

Roles and their extent follow PolNeAR's guidelines (Newell et al., LREC 2018): the quotation marks and a
leading "that" belong to the content, the stop of the reporting sentence does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.find.segments import Floats, Segment, Words, find_segments, group_words, label_words, span_of
from dateline.model.span import Span, merge_spans
from dateline.nlp.encoding import Encoding

_SOURCE: Final = "Source"
_CUE: Final = "Cue"
_CONTENT: Final = "Content"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution.

    Attributes:
        cue: The words that attribute, as "said" or "according to"; never empty.
        source: Whom they attribute to; empty where the report names nobody.
        content: What is attributed, several spans where the text interrupts it; never empty.
        score: Probability that cue, source and content are right, set on held-out articles.
        by: What found it.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    by: str = "encoder"


@dataclass(frozen=True, slots=True)
class Described:
    """An attribution before it has a score.

    Attributes:
        cue: As in `Attribution`.
        source: As in `Attribution`.
        content: As in `Attribution`.
        features: How sure each part is: cue, content on the whole and at its least sure word, the content's
            link, the source and its link, then whether there is no source, the length of the content (log
            of words) and whether it is interrupted; the first six again as log-odds; and how much of the
            content stands in quotation marks.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    features: tuple[float, ...]


def decode_attributions(encoding: Encoding) -> list[Attribution]:
    """Decode the attributions of one report.

    The likeliest sequence of labels in which no span begins in the middle gives the segments; each segment
    of a source or content points to the cue of its attribution, and segments that point to one cue belong
    together. A content without a cue, and a cue without a content, are dropped.

    Args:
        encoding: One report's.

    Returns:
        Attributions sorted by the start of their content, then of their cue.
    """
    weights = encoding.labels.settings.get("score")
    return [
        Attribution(d.cue, d.source, d.content, _calibrate(d.features, weights))
        for d in describe_attributions(encoding)
    ]


def describe_attributions(encoding: Encoding) -> list[Described]:
    """Decode the attributions of one report as `decode_attributions` does, with what their score rests on."""
    if not len(encoding):
        return []
    words = group_words(encoding)
    bias = np.array(encoding.labels.settings.get("role_bias", [0.0] * len(encoding.labels.roles)))
    path, scores = label_words(encoding.roles, encoding.labels.roles, words, bias=bias)
    by_window: dict[int, list[Segment]] = {}
    for segment in find_segments(path, scores, encoding.labels.roles, words):
        by_window.setdefault(segment.window, []).append(segment)
    found = [
        attribution
        for window, members in sorted(by_window.items())
        for attribution in _link(encoding, words, window, members)
    ]
    return sorted(found, key=lambda a: (a.content[0].start, a.cue[0].start, a.content))


def _link(encoding: Encoding, words: Words, window: int, members: list[Segment]) -> list[Described]:
    """Join the segments of one window into attributions."""
    cues = [segment for segment in members if segment.kind == _CUE]
    others = [segment for segment in members if segment.kind != _CUE]
    if not cues or not others:
        return []
    settings = encoding.labels.settings
    arcs = _find_arcs(encoding, words, window, others, cues)
    contents: dict[int, list[int]] = {}
    sources: dict[int, list[int]] = {}
    for row, segment in enumerate(others):
        best = int(arcs[row].argmax())
        if segment.kind == _CONTENT:
            if arcs[row, best] >= settings.get("content_link", 0.2):
                contents.setdefault(best, []).append(row)
        elif arcs[row, best] >= settings.get("source_link", 0.3):
            sources.setdefault(best, []).append(row)
    found = []
    for index, cue in enumerate(cues):
        said = contents.get(index)
        if not said:
            continue
        by = sources.get(index, [])
        if not by:
            # "He came and said": one source may serve two cues, and its arc goes to both.
            shared = [row for row, s in enumerate(others) if s.kind == _SOURCE]
            shared = [row for row in shared if arcs[row, index] >= settings.get("source_shared", 0.2)]
            by = sorted(shared, key=lambda row: (-arcs[row, index], row))[:1]
        elif len(by) > 1:
            by = [max(by, key=lambda row: (arcs[row, index], -row))]
        said = _choose_contents(
            encoding, words, others, said, arcs[:, index], [cue, *(others[row] for row in by)]
        )
        spans = [
            merge_spans(span for segment in group if (span := span_of(encoding, words, segment)) is not None)
            for group in ([cue], [others[row] for row in by], [others[row] for row in said])
        ]
        if not spans[0] or not spans[2]:
            continue
        features = _describe(
            encoding, words, cue, [others[row] for row in said], arcs[said, index], by, others, arcs[:, index]
        )
        found.append(Described(spans[0], spans[1], spans[2], features))
    return found


def _choose_contents(
    encoding: Encoding,
    words: Words,
    others: list[Segment],
    said: list[int],
    arcs: Floats,
    own: list[Segment],
) -> list[int]:
    """Choose which of the segments that point to a cue are its content.

    The surest one is. Another joins it if little but the cue and its source stands between, as where a
    reporting clause interrupts a quotation; across other words it has to be surer.
    """
    settings = encoding.labels.settings
    chosen = [max(said, key=lambda row: (arcs[row], -row))]
    taken = {at for segment in own for at in range(segment.first, segment.last + 1)}
    for row in sorted(said, key=lambda row: (-arcs[row], row))[1:]:
        segment = others[row]
        gaps = []
        for near in (others[other] for other in chosen):
            between = range(min(near.last, segment.last) + 1, max(near.first, segment.first))
            gaps.append(sum(at not in taken and _is_word(encoding, words, at) for at in between))
        near_enough = min(gaps) <= settings.get("content_gap", 2)
        if arcs[row] >= settings.get(
            "content_near" if near_enough else "content_far", 0.3 if near_enough else 0.8
        ):
            chosen.append(row)
    return sorted(chosen)


def _is_word(encoding: Encoding, words: Words, at: int) -> bool:
    return encoding.text[int(encoding.pieces[words.first[at], 0])].isalnum()


def _find_arcs(
    encoding: Encoding, words: Words, window: int, segments: list[Segment], cues: list[Segment]
) -> Floats:
    """Find how likely the cue of each segment is each of `cues`, by the piece that it begins at.

    The mass goes over the whole window and to nowhere, not only over the cues that were decoded: a segment
    whose cue was missed then points to none of the others.

    Returns:
        Probabilities, `(segments, cues)`.
    """
    first, end = np.searchsorted(encoding.windows, (window, window + 1))
    targets = np.concatenate((encoding.cues[first:end], encoding.nowhere[window][None])).astype(np.float64)
    bounds = [at for one in segments for at in (words.first[one.first], words.last[one.last] + 1)]
    low, high = min(bounds), max(bounds)
    pointers = encoding.pointers[low : high + 1].astype(np.float64)
    if high == len(encoding):
        pointers = np.append(pointers, np.zeros_like(pointers[:1]), axis=0)
    summed = np.add.reduceat(pointers, np.array(bounds) - low)[::2]
    pointing = summed / np.diff(bounds)[::2, None]
    scores = pointing @ targets.T
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    arcs: Floats = scores[:, [words.first[cue.first] - first for cue in cues]]
    return arcs


def _describe(
    encoding: Encoding,
    words: Words,
    cue: Segment,
    said: list[Segment],
    arcs: Floats,
    by: list[int],
    others: list[Segment],
    all_arcs: Floats,
) -> tuple[float, ...]:
    """Describe an attribution for calibration: how sure each part is, in the order `Described` states."""
    length = sum(segment.last - segment.first + 1 for segment in said)
    source = others[by[0]] if by else None
    of_attribution = (
        math.exp(cue.likelihood),
        math.exp(min(segment.likelihood for segment in said)),
        math.exp(min(segment.weakest for segment in said)),
        float(arcs.min()),
    )
    of_source = (math.exp(source.likelihood), float(all_arcs[by[0]])) if source else (0.0, 0.0)
    quoted = sum(int(encoding.quoted[words.first[s.first] : words.last[s.last] + 1].sum()) for s in said)
    pieces = sum(int(words.last[s.last] - words.first[s.first]) + 1 for s in said)
    return (
        *of_attribution,
        *of_source,
        0.0 if by else 1.0,
        math.log(length),
        1.0 if len(said) > 1 else 0.0,
        *(_log_odds(p) for p in of_attribution),
        *(_log_odds(p) if by else 0.0 for p in of_source),
        quoted / pieces,
    )


def _log_odds(probability: float) -> float:
    """Return log-odds, bounded: what is all but certain is not to outweigh the rest."""
    bounded = min(max(probability, 0.02), 0.995)
    return math.log(bounded / (1.0 - bounded))


def _calibrate(features: Sequence[float], weights: Sequence[float] | None) -> float:
    """Turn a description into a probability: logistic regression, its constant first.

    Weights that were fitted to fewer features read the first of them.
    """
    if weights is None:
        return round(features[0] * features[1] * features[3], 4)
    total = weights[0] + sum(w * f for w, f in zip(weights[1:], features, strict=False))
    return round(1.0 / (1.0 + math.exp(-total)), 4)
