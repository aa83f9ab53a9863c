"""Learn the weights of `dateline.find.names.antecedents`: `python -m training.antecedents [--data FOLDER]`.

In: the training parts of GUM's openly licensed genres and of ECB+, read by the program as it is. Each
"he" and "she" that is chained to somebody named is one choice among the persons named before it; the
weights are those of a softmax over the candidates (conditional logistic regression), with a square
penalty. The features of a choice depend on what earlier pronouns were taken for, so fitting and reading
alternate. Minutes on one core, no chance in it. With `--folds 5` it prints how well weights do on the
fifth of the texts that they were not fitted to.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.find.names.antecedents import WEIGHTS
from dateline.nlp.encoder import Encoder
from evaluation.coreference import Asked, answer, prepare
from evaluation.corpora.chains import read_ecbplus, read_gum

DATA = Path(__file__).parents[2] / "shared" / "data"
PENALTY = 1.0
ROUNDS = 3
STEPS = 400
# What the first round reads with: the nearest subject that agrees.
FIRST = {"back 0": 2.0, "back 1": 1.5, "back 2": 1.0, "last as subject": 1.0, "gender known": 1.0}

# The features of each candidate, which of them are right, how much the choice counts.
Choice = tuple[list[dict[str, float]], list[bool], float]


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Return the weights under which the right candidates of all choices are likeliest, by Adam."""
    names = sorted({name for rows, *_ in choices for row in rows for name in row})
    place = {name: at for at, name in enumerate(names)}
    count = sum(len(rows) for rows, *_ in choices)
    features = np.zeros((count, len(names)))
    right, counts, choice = np.zeros(count), np.zeros(count), np.zeros(count, int)
    at = 0
    for number, (rows, marks, weight) in enumerate(choices):
        for row, mark in zip(rows, marks, strict=True):
            for name, value in row.items():
                features[at, place[name]] = value
            right[at], counts[at], choice[at] = mark, weight, number
            at += 1
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = features @ weights
        likely = np.exp(scores - scores.max())
        share = likely / np.bincount(choice, likely)[choice]
        wanted = likely * right / np.bincount(choice, likely * right)[choice]
        slope = features.T @ (counts * (share - wanted)) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def learn(texts: Sequence[Asked]) -> dict[str, float]:
    """Return the weights learned from some texts."""
    weights = FIRST
    for _ in range(ROUNDS):
        weights = fit([choice for text in texts for choice in _read_choices(text, weights)])
    return weights


def _read_choices(text: Asked, weights: dict[str, float]) -> list[Choice]:
    """Return the choices of a text; it counts by the root of their number, for its pronouns go together."""
    open_ones = [one for one in answer(text, weights) if any(one.marks) and not all(one.marks)]
    return [(one.features, one.marks, len(open_ones) ** -0.5) for one in open_ones]


def main() -> None:
    """Learn from all training texts and write the weights beside the module that reads them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=0, help="only print how well this many folds do")
    options = parser.parse_args()
    documents = [
        *read_gum(options.data / "treebanks" / "gum", ("train",)),
        *(one for one in read_ecbplus(options.data / "ecbplus", held_out=False) if one.anaphors),
    ]
    texts = list(prepare(documents, Encoder.load()))
    for fold in range(options.folds):
        weights = learn([text for at, text in enumerate(texts) if at % options.folds != fold])
        answers = [one for text in texts[fold :: options.folds] for one in answer(text, weights)]
        held = [one.right for one in answers if one.named]
        print(f"fold {fold}: {sum(held)} of {len(held)} pronouns right")
    if not options.folds:
        weights = learn(texts)
        WEIGHTS.write_text(json.dumps({"weights": weights}, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
