"""Names in tweets: the Broad Twitter Corpus and WNUT17.

In: one word and label a line. Out: documents with names.
"""

from __future__ import annotations

import re
from pathlib import Path

from evaluation.corpora.document import Document, find_lines

_TWEET_TYPES = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "person": "person",
    "corporation": "organization",
    "location": "place",
    "group": "group",
    "creative-work": "other",
    "product": "other",
}


def read_tweets(path: Path, *, corpus: str, weight: float) -> list[Document]:
    """Read tweets with names, one word and label a line, a blank line between tweets.

    Broad Twitter has no label for other names, so its `O` only says: not a person, organisation or place.
    """
    documents = []
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").replace("\r", ""))
    for index, block in enumerate(blocks):
        text = ""
        spans: list[tuple[int, int, str]] = []
        for line in block.split("\n"):
            form, _, label = line.rstrip().rpartition("\t")
            form = form.strip("'\"") or form if len(form) > 1 else form
            if not form.strip():
                continue
            if text and not (re.fullmatch(r"[.,:;!?)'’]|n't|'\w+", form) or text.endswith("(")):
                text += " "
            start = len(text)
            text += form
            if label.startswith("I-") and spans and spans[-1][2] == _TWEET_TYPES.get(label[2:]):
                spans[-1] = (spans[-1][0], len(text), spans[-1][2])
            elif label[:2] in ("B-", "I-"):
                spans.append((start, len(text), _TWEET_TYPES[label[2:]]))
        if text:
            documents.append(
                Document(f"{corpus}/{index}", text, find_lines(text), names=tuple(spans), names_weight=weight)
            )
    return documents
