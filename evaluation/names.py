"""Names in news: span F1 by kind on GUM's news of dev and test, and on MEANTIME's Apple articles held out.

GUM marks every mention; a gold name is the stretch of proper nouns at a mention's head, as
`evaluation/corpora` reads it. Of MEANTIME every third file is held out from training and the others are
trained on, so that figure is for articles of a kind that was seen.
"""

from collections import Counter
from pathlib import Path

from dateline.find.layers import decode_names
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation import corpora


def measure(data: Path) -> dict[str, float]:
    """Return span F1, typed and by kind."""
    return measure_encoder(data, Encoder.load())


def measure_encoder(data: Path, encoder: Encoder) -> dict[str, float]:
    """Return the same for any encoder."""
    gum = data / "treebanks" / "gum"
    meantime = data / "entity-timelines" / "meantime" / "intra-doc_annotation" / "corpus_apple"
    every = [*corpora.read_gum(gum, "dev"), *corpora.read_gum(gum, "test")]
    figures = {}
    for name, documents in (
        ("gum news", [d for d in every if d.name.startswith("gum/GUM_news")]),
        ("gum", every),
        ("meantime", corpora.read_meantime(meantime, held_out=True)),
    ):
        right: Counter[str] = Counter()
        found: Counter[str] = Counter()
        meant: Counter[str] = Counter()
        encodings = encoder.encode([(d.text, [Span(0, len(d.text))]) for d in documents])
        for document, encoding in zip(documents, encodings, strict=True):
            marked = document.names or ()
            gold = {*marked, *((start, end, "span") for start, end, _ in marked)}
            names = decode_names(encoding)
            ours = {*((n.start, n.end, n.type) for n in names), *((n.start, n.end, "span") for n in names)}
            right.update(kind for *_, kind in gold & ours)
            found.update(kind for *_, kind in ours)
            meant.update(kind for *_, kind in gold)
        for counts in (right, found, meant):
            counts["all"] = sum(value for kind, value in counts.items() if kind != "span")
        for kind in sorted(meant):
            figures[f"{name} {kind}"] = 2 * right[kind] / max(found[kind] + meant[kind], 1)
    return figures
