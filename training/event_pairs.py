"""Learn when two mentions are one event: `python -m training.event_pairs [--data FOLDER]`.

In: ECB+'s train topics, read by the program as it is, in piles of several topics as nobody sorts what he
keeps; and PolNeAR's train articles, for how common words are. Each pair that linking compares, both in
annotated sentences, is one event or not; the weights are those of a logistic regression with a square
penalty, found by Newton's method. Minutes on one core, no chance in it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline.link.events.event_pairs import WEIGHTS
from dateline.link.word_rows import SHARES, count_words
from dateline.nlp.encoder import Encoder
from evaluation.corpora.event_chains import read_event_chains
from evaluation.event_piles import DEV, cut_folds, make_pile, prepare
from evaluation.event_weights import learn

DATA = Path(__file__).parents[2] / "shared" / "data"
LEAST_SHARE = 0.02


def share_words(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return for each word that is common in all of some corpora the mean of its shares of their texts."""
    counts = [Counter(word for text in corpus for word in count_words(text)) for corpus in texts]
    shares = {
        word: sum(count[word] / len(corpus) for count, corpus in zip(counts, texts, strict=True)) / len(texts)
        for word in set.intersection(*(set(count) for count in counts))
    }
    return {word: round(share, 3) for word, share in sorted(shares.items()) if share >= LEAST_SHARE}


def main() -> None:
    """Count the common words, learn the weights, and write both beside the modules that read them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    texts = [one for one in read_event_chains(options.data / "ecbplus") if one.topic not in DEV]
    articles = [
        path.read_text("utf-8") for path in sorted((options.data / "polnear/train/text").glob("*.txt"))
    ]
    shares = share_words([articles, [one.text for one in texts]])
    SHARES.write_text(json.dumps(shares, indent=0, sort_keys=True) + "\n", "utf-8")
    marked = list(prepare(texts, Encoder.load()))
    piles = [
        make_pile([one.with_all for one in marked if one.text.topic in fold], marked)
        for fold in cut_folds(texts)
    ]
    weights = {"weights": learn(piles)}
    WEIGHTS.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
