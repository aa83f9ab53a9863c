"""The encoder's grammar for words as anyone cuts them: tags, parts of speech, heads, relations.

In: an encoding, the words of its text, cut by whatever tokenizer, and its sentences. Out: for each word its
Penn tag, its universal part of speech, its head and its relation to it. The piece that holds a word's first
character speaks for the word, as when the encoder was trained. Where sentences begin is left to `sentences`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.model.span import Span
from dateline.nlp.encoding import Encoding, Ints
from dateline.nlp.trees import ROOT, UNSPECIFIED, grow_trees

UNKNOWN_TAG: Final = "XX"
"""OntoNotes' tag of a word of unknown kind."""

_PARTS: Final = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS", "WRB"), "ADV"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("PRP", "PRP$", "WP", "WP$", "EX"), "PRON"),
    **dict.fromkeys(("DT", "PDT", "WDT"), "DET"),
    **dict.fromkeys(("IN", "RP"), "ADP"),
    **dict.fromkeys(("TO", "POS"), "PART"),
    **dict.fromkeys((",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"), "PUNCT"),
    **dict.fromkeys(("$", "#", "SYM"), "SYM"),
    **{"CC": "CCONJ", "CD": "NUM", "MD": "AUX", "UH": "INTJ"},
}
# UD draws some lines by the word's relation to its head and not by its tag.
_PARTS_BY_RELATION: Final = {
    ("VERB", "aux"): "AUX",
    ("VERB", "cop"): "AUX",
    ("ADP", "mark"): "SCONJ",
    ("ADV", "mark"): "SCONJ",
}
_NOT: Final = frozenset({"not", "n't", "n’t", "nt"})
# What stands before "n't" and "not" in one piece, by its tag.
_BEFORE_NOT: Final = {
    **dict.fromkeys(("can", "ca", "could", "wo", "would", "sha", "should", "must", "might", "need"), "MD"),
    **dict.fromkeys(("do", "have", "are", "ai"), "VBP"),
    **dict.fromkeys(("does", "has", "is"), "VBZ"),
    **dict.fromkeys(("did", "had", "was", "were"), "VBD"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The grammar of the words of one text, a list entry a word.

    Attributes:
        tags: Penn tags; `XX` where the encoder says nothing of a word.
        parts: Universal parts of speech.
        heads: Index of the word's head, -1 at the root of each sentence; one tree a sentence.
        relations: Universal Dependencies relations, without subtypes.
        starts: Index of the first word of each sentence, rising.
    """

    tags: list[str]
    parts: list[str]
    heads: list[int]
    relations: list[str]
    starts: list[int]


def read_words(encoding: Encoding, words: Sequence[Span], sentences: Sequence[Span]) -> Words:
    """Say of each word what the encoder says of it.

    Of two words that share a piece ("is" and "n't" in "isn't", whose pieces are "isn", "'", "t") the encoder
    speaks of the second; the first goes with it. A word without a piece hangs on the one before.

    Args:
        encoding: The encoder's output.
        words: Code points of the encoding's text, sorted, not overlapping, none of them white space alone.
        sentences: Sorted, not overlapping. No tree reaches from one into another.
    """
    count = len(words)
    if not count:
        return Words([], [], [], [], [])
    firsts = np.fromiter((word.start for word in words), np.int64, count)
    pieces, own = _find_pieces(encoding, words, firsts)
    labels = encoding.labels
    tags = [labels.tags[encoding.tags[p]] if o else UNKNOWN_TAG for p, o in zip(pieces, own, strict=True)]
    relations = [
        labels.relations[encoding.relations[p]] if o else UNSPECIFIED
        for p, o in zip(pieces, own, strict=True)
    ]
    heads = [_find_head(encoding, firsts, pieces[i]) if own[i] else i - 1 for i in range(count)]
    for i in range(count - 1):
        if not own[i] and pieces[i] >= 0 and pieces[i] == pieces[i + 1]:
            text = words[i].of(encoding.text).lower()
            tags[i] = _BEFORE_NOT.get(text, UNKNOWN_TAG)
            itself = heads[i + 1] in (i, i + 1)
            heads[i], relations[i] = (-1, ROOT) if itself else (heads[i + 1], "aux")
            heads[i + 1] = i if itself else heads[i + 1]
    starts = sorted({0, *(at for s in sentences if (at := int(np.searchsorted(firsts, s.start))) < count)})
    heads, relations = grow_trees(heads, relations, starts)
    parts = [
        _tell_part(tag, relation, word.of(encoding.text))
        for tag, relation, word in zip(tags, relations, words, strict=True)
    ]
    return Words(tags, parts, heads, relations, starts)


def _find_pieces(encoding: Encoding, words: Sequence[Span], firsts: Ints) -> tuple[list[int], list[bool]]:
    """Find the piece of each word's first character, -1 for none, and whether it speaks for the word."""
    at = np.searchsorted(encoding.pieces[:, 1], firsts, side="right")
    ends = np.fromiter((word.end for word in words), np.int64, len(words))
    begins = np.append(encoding.pieces[:, 0], np.iinfo(np.int64).max)
    pieces = np.where(begins[at] < ends, at, -1)
    own = pieces >= 0
    own[:-1] &= pieces[:-1] != pieces[1:]
    return pieces.tolist(), own.tolist()


def _find_head(encoding: Encoding, firsts: Ints, piece: int) -> int:
    """Return the word that the head of a piece stands in, -1 at a root."""
    head = int(encoding.heads[piece])
    if head < 0:
        return -1
    return int(np.searchsorted(firsts, encoding.pieces[head, 0], side="right")) - 1


def _tell_part(tag: str, relation: str, word: str) -> str:
    """Tell the universal part of speech: the tag's, but by the relation where UD draws the line elsewhere."""
    if tag == "RB" and word.lower() in _NOT:
        return "PART"
    if tag in ("DT", "WDT") and relation != "det":
        return "PRON"
    if tag == "TO" and relation == "case":
        return "ADP"
    part = _PARTS.get(tag, "X")
    return _PARTS_BY_RELATION.get((part, relation), part)
