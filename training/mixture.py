"""What the encoder is trained on: which documents of which corpora, and which of them an epoch reads.

In: the data folder. Out: documents, those held out, and for each epoch a choice.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from evaluation.corpora import (
    Document,
    read_ecbplus,
    read_ewt,
    read_gum,
    read_meantime,
    read_polnear,
    read_tweets,
    split_held_out,
)
from training.examples import Labelled


def read_training(data: Path) -> tuple[list[Document], list[Document]]:
    """Read what is trained on, and the PolNeAR train articles held out for early decisions."""
    polnear, held_out = split_held_out(read_polnear(data / "polnear" / "train"))
    documents = [
        *polnear,
        *read_gum(data / "treebanks" / "gum", "train"),
        *read_ewt(data / "treebanks" / "ewt" / "en_ewt-ud-train.conllu"),
        *read_meantime(find_meantime(data), held_out=False),
        *read_ecbplus(data / "ecbplus" / "ECB+"),
        *read_tweets(data / "names" / "broad-twitter" / "btc.train", corpus="broad-twitter", weight=0.4),
        *read_tweets(data / "names" / "wnut17" / "wnut17train.conll", corpus="wnut17", weight=0.4),
    ]
    return documents, held_out


def find_meantime(data: Path) -> Path:
    """Find the folder of MEANTIME's document-level annotation."""
    return data / "entity-timelines" / "meantime" / "intra-doc_annotation" / "corpus_apple"


def join_tweets(documents: list[Document]) -> list[Document]:
    """Join tweets into texts of eight paragraphs, so that windows are not all marks."""
    joined, rest = [], [d for d in documents if not d.name.startswith(("broad-twitter", "wnut17"))]
    for corpus in ("broad-twitter", "wnut17"):
        tweets = [d for d in documents if d.name.startswith(corpus)]
        for first in range(0, len(tweets), 8):
            text, names, paragraphs = "", [], []
            for tweet in tweets[first : first + 8]:
                base = len(text)
                names += [(base + start, base + end, kind) for start, end, kind in tweet.names or ()]
                text += tweet.text.replace("\n", " ")
                paragraphs.append((base, len(text)))
                text += "\n"
            joined.append(
                Document(
                    f"{corpus}/{first}",
                    text,
                    tuple(paragraphs),
                    names=tuple(names),
                    names_weight=tweets[0].names_weight,
                )
            )
    return rest + joined


def set_british(document: Document) -> Document:
    """Set the quotation marks of a text as British papers do, which the corpus has none of; offsets stay."""
    return replace(document, text=document.text.translate(str.maketrans('“”"', "‘’'")))


def choose_epoch(
    corpus: list[Labelled], british: dict[str, Labelled], *, chance: random.Random
) -> list[Labelled]:
    """Choose what an epoch reads: half of the tweets, one report in twelve in British marks."""
    chosen = []
    for labelled in corpus:
        name = labelled.document.name
        if name.startswith(("broad-twitter", "wnut17")) and chance.random() < 0.5:
            continue
        chosen.append(british[name] if name in british and chance.random() < 1 / 12 else labelled)
    return chosen


def count_tags(documents: list[Document], *, least: int = 30) -> list[str]:
    """List the part-of-speech tags seen at least so often, sorted."""
    counts: dict[str, int] = {}
    for document in documents:
        for _, _, tag in document.tags or ():
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(tag for tag, count in counts.items() if count >= least)
