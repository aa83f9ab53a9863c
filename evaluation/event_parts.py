"""What happens, who takes part, where and when: span F1 on ECB+'s usual dev topics.

Nothing was trained on them. Spans count with their kind, in each annotated sentence by itself; what they make
together is measured elsewhere.
"""

from collections import Counter
from pathlib import Path

from dateline.find.layers import decode_event_parts
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation import corpora
from evaluation.corpora import EVENT_KINDS


def measure(data: Path) -> dict[str, float]:
    """Return span F1 by kind and of all."""
    return measure_encoder(data, Encoder.load())


def measure_encoder(data: Path, encoder: Encoder) -> dict[str, float]:
    """Return the same for any encoder."""
    documents = corpora.read_ecbplus(data / "ecbplus" / "ECB+", held_out=True)
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    encodings = encoder.encode([(d.text, [Span(*p) for p in d.paragraphs]) for d in documents])
    for document, encoding in zip(documents, encodings, strict=True):
        gold = set(document.events or ())
        ours = {(part.start, part.end, part.type) for part in decode_event_parts(encoding)}
        right.update(kind for *_, kind in gold & ours)
        found.update(kind for *_, kind in ours)
        meant.update(kind for *_, kind in gold)
    for counts in (right, found, meant):
        counts["all"] = sum(counts.values())
    return {
        f"ecb+ dev {kind}": 2 * right[kind] / max(found[kind] + meant[kind], 1)
        for kind in ("all", *EVENT_KINDS)
    }
