"""Parts of speech, trees and sentence starts on GUM's and the English Web Treebank's dev and test parts.

Words are the treebanks' own. What the encoder says at a word's first piece counts: its tag, its head (UAS),
its head and relation without subtype together (LAS), all words and marks counted. Beside the encoder's
sentence starts stand those of the rules that cut sentences for every finder.
"""

from collections import Counter
from pathlib import Path

import numpy as np

from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from dateline.nlp.sentences import find_sentences
from evaluation import corpora
from evaluation.corpora import Document


def measure(data: Path) -> dict[str, float]:
    """Return accuracies of tags and trees and F1 of sentence starts."""
    return measure_encoder(data, Encoder.load())


def measure_encoder(data: Path, encoder: Encoder) -> dict[str, float]:
    """Return the same for any encoder."""
    gum, ewt = data / "treebanks" / "gum", data / "treebanks" / "ewt"
    every = [*corpora.read_gum(gum, "dev"), *corpora.read_gum(gum, "test")]
    figures: dict[str, float] = {}
    for name, documents in (
        ("gum news", [d for d in every if d.name.startswith("gum/GUM_news")]),
        ("gum", every),
        ("ewt dev", corpora.read_ewt(ewt / "en_ewt-ud-dev.conllu")),
    ):
        right: Counter[str] = Counter()
        words = 0
        starts = {"sentence starts": Counter[str](), "sentence starts by rule": Counter[str]()}
        encodings = encoder.encode([(d.text, _span_paragraphs(d)) for d in documents])
        for document, encoding in zip(documents, encodings, strict=True):
            words += len(document.trees or ())
            right.update(_count_right(document, encoding))
            meant = frozenset(document.sentences or ())
            by_rule = {s.start for s in find_sentences(document.text, _span_paragraphs(document))}
            opened = {int(start) for start in encoding.pieces[encoding.starts == 1, 0]}
            opened &= {start for start, _, _ in document.tags or ()}
            for kind, found in (("sentence starts", opened), ("sentence starts by rule", by_rule)):
                starts[kind].update(right=len(found & meant), found=len(found), meant=len(meant))
        figures |= {f"{name} {kind}": right[kind] / words for kind in ("tags", "UAS", "LAS")}
        figures |= {
            f"{name} {kind} F1": 2 * counts["right"] / (counts["found"] + counts["meant"])
            for kind, counts in starts.items()
        }
    return figures


def _span_paragraphs(document: Document) -> list[Span]:
    return [Span(start, end) for start, end in document.paragraphs]


def _count_right(document: Document, encoding: Encoding) -> Counter[str]:
    """Count the words whose tag, head, and head with relation are right."""
    pieces, labels = encoding.pieces, encoding.labels
    tags = {start: tag for start, _, tag in document.tags or ()}
    counts: Counter[str] = Counter()
    for start, head, relation in document.trees or ():
        at = int(np.searchsorted(pieces[:, 1], start, side="right"))
        if at == len(pieces) or pieces[at, 0] > start:
            continue
        found = int(encoding.heads[at])
        headed = found < 0 if head < 0 else found >= 0 and pieces[found, 0] <= head < pieces[found, 1]
        counts["tags"] += labels.tags[encoding.tags[at]] == tags[start]
        counts["UAS"] += headed
        counts["LAS"] += headed and labels.relations[encoding.relations[at]] == relation
    return counts
