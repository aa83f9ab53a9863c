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
from typing import Any, Final

import numpy as np

from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from evaluation.confidence import cross_fit, fit, read_printed
from evaluation.corpora import read_polnear, split_held_out
from evaluation.reliability import Judged, compute_brier, compute_error, expect_error
from evaluation.statements import (
    Attributed,
    Counts,
    find_attributed,
    find_gold,
    score,
)

# Where tuning begins: what suited the release before.
_BEGIN: Final[dict[str, Any]] = {
    "content_link": 0.1,
    "content_near": 0.1,
    "content_far": 0.8,
    "content_gap": 2,
    "source_link": 0.05,
    "source_shared": 0.05,
    "role_bias": [0.3, 0.9, 0.9, -0.3, 0.0, -0.6, 0.0],
}
# The least that a change must gain: forty articles tell no smaller difference from chance.
_LEAST_GAIN: Final = 2e-3


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
                if (found := judge(tried)) > best + _LEAST_GAIN:
                    best, settings = found, tried
        for label, shift in product(range(7), (-0.6, -0.3, 0.3, 0.6)) if first else ():
            bias = list(settings["role_bias"])
            bias[label] = round(bias[label] + shift, 3)
            tried = settings | {"role_bias": bias}
            if (found := judge(tried)) > best + _LEAST_GAIN:
                best, settings = found, tried
        print(f"after {best:.4f} {settings}", flush=True)
    return settings


def fit_scores(folder: Path, stems: list[str], encoder: Encoder, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with the scores fitted to what is printed, and print how well they do.

    What is printed hangs on the scores, if little: who speaks for nobody has to be surer. So they are fitted
    twice.
    """
    for _ in range(2):
        encoder.labels = replace(encoder.labels, settings=settings)
        printed = read_printed(folder, stems, encoder)
        settings = settings | {"score": fit(printed)}
    judged = [Judged(p, one.right) for p, one in zip(cross_fit(printed), printed, strict=True)]
    print(f"cross-fitted Brier score {compute_brier(judged):.4f}, calibration error", end=" ")
    print(f"{compute_error(judged):.4f}, by chance alone {expect_error(judged):.4f}")
    return settings


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
    path = given.weights / "labels.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    settings: dict[str, Any] = made.get("settings", {}) if given.no_tuning else dict(_BEGIN)
    if not given.no_tuning:
        settings = tune(encodings, gold, settings)
    settings = fit_scores(folder, [d.name.split("/", 1)[1] for d in held_out], encoder, settings)
    made["settings"] = settings
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
