"""Set thresholds and the calibration of scores on the train articles that no weight was trained on.

In: the weights folder and the corpora. Out: `settings` in its `labels.json`. The int8 network is read as it
ships.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from dateline.find.attributions import describe_attributions
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder, Encoding
from evaluation.statements import (
    Attributed,
    Counts,
    cover,
    find_attributed,
    find_gold,
    index_tokens,
    pair_up,
    score,
)
from training.corpora import read_polnear, split_held_out


def value(counts: Counts) -> float:
    """Weigh the figures that thresholds are chosen by: whole attributions thrice, tokens twice."""
    f1 = counts.compute_f1()
    tokens = [f1[f"{role} tokens"] for role in ("source", "cue", "content")]
    return float(np.mean([f1["attributions"] * 2, *tokens, *f1.values()]))


def tune(encodings: list[Encoding], gold: list[list[Attributed]], settings: dict[str, Any]) -> dict[str, Any]:
    """Choose thresholds and label biases one after the other, each the best of a few."""

    def judge(tried: dict[str, Any]) -> float:
        counts = Counts()
        for encoding, meant in zip(encodings, gold, strict=True):
            score(
                meant,
                find_attributed(replace(encoding, labels=replace(encoding.labels, settings=tried))),
                counts,
            )
        return value(counts)

    best = judge(settings)
    print(f"before {best:.4f}")
    for first in (True, False):
        for key, options in (
            ("content_link", (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)),
            ("content_near", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)),
            ("content_far", (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)),
            ("content_gap", (0, 1, 2, 3, 5)),
            ("source_link", (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)),
            ("source_shared", (0.05, 0.1, 0.2, 0.3, 0.5)),
        ):
            for option in options:
                tried = settings | {key: option}
                if (found := judge(tried)) > best + 1e-4:
                    best, settings = found, tried
        for label, shift in product(range(7), (-0.6, -0.3, 0.3, 0.6)) if first else ():
            bias = list(settings["role_bias"])
            bias[label] = round(bias[label] + shift, 3)
            tried = settings | {"role_bias": bias}
            if (found := judge(tried)) > best + 2e-4:
                best, settings = found, tried
        print(f"after {best:.4f} {settings}", flush=True)
    return settings


def fit(encodings: list[Encoding], gold: list[list[Attributed]]) -> tuple[list[float], float, float]:
    """Fit the logistic regression that scores attributions.

    Returns:
        Its weights, the constant first; the mean score and the share that is right, which should agree.
    """
    rows, right = [], []
    for encoding, meant in zip(encodings, gold, strict=True):
        starts, ends = index_tokens(encoding.text)
        described = describe_attributions(encoding)
        found = [
            Attributed(
                *(
                    cover([(s.start, s.end) for s in part], starts, ends)
                    for part in (d.source, d.cue, d.content)
                )
            )
            for d in described
        ]
        paired = {j for _, j in pair_up(meant, found)}
        rows += [(1.0, *d.features) for d in described]
        right += [float(j in paired) for j in range(len(described))]
    x, y = np.array(rows), np.array(right)
    weights = np.zeros(x.shape[1])
    for _ in range(100):  # Newton's method with a little shrinkage
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - 0.5 * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    p = 1 / (1 + np.exp(-x @ weights))
    return [round(float(w), 4) for w in weights], float(p.mean()), float(y.mean())


def main() -> None:
    """Read the command line and write the settings."""
    parser = argparse.ArgumentParser(description="Set thresholds and calibration on held-out articles.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--no-tuning", action="store_true", help="keep thresholds, only fit the scores")
    given = parser.parse_args()
    folder = given.data / "polnear" / "train"
    _, held_out = split_held_out(read_polnear(folder))
    encoder = Encoder.load(given.weights)
    encodings = encoder.encode([(d.text, [Span(0, len(d.text))]) for d in held_out])
    gold = [find_gold(folder, d.name.split("/", 1)[1], d.text) for d in held_out]
    settings: dict[str, Any] = {
        "content_link": 0.2,
        "content_near": 0.3,
        "content_far": 0.8,
        "content_gap": 2,
        "source_link": 0.3,
        "source_shared": 0.2,
        "role_bias": [0.0] * 7,
    }
    if not given.no_tuning:
        settings = tune(encodings, gold, settings)
    tuned = [replace(e, labels=replace(e.labels, settings=settings)) for e in encodings]
    settings["score"], mean, share = fit(tuned, gold)
    print(f"mean score {mean:.3f}, right {share:.3f}")
    path = given.weights / "labels.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    made["settings"] = settings
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
