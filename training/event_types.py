"""Learn the weights of `dateline.find.events.event_types`: `python -m training.event_types [--data FOLDER]`.

In: PLV's train part, source and target marked, and what the lexicon says of words. Out: the head's weights,
and those of the networks of `dateline.find.events.act_reader`. Two minutes on one core, no PyTorch; chance
comes from seeds. How sure both are together, is scaled on what they say of rows that they were not fitted to.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.find.events import act_reader
from dateline.find.events.event_types import WEIGHTS
from evaluation.act_readers import fit_readers
from evaluation.corpora.plover import read_plv
from evaluation.event_types import cross_score, fit, look_at_rows

DATA = Path(__file__).parents[2] / "shared" / "data"
# Weights are written as whole numbers of this.
UNIT = 0.02
# The share of belief below which no type is given.
LEAST = 0.45


def main() -> None:
    """Learn from all rows and write the weights beside the modules that read them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    rows = read_plv(options.data / "event-coding")
    described, sights = look_at_rows(rows)
    types, names, weights = fit(described, [row.type for row in rows])
    scores, wanted = cross_score(rows, described, sights)
    rounded = np.rint(weights / UNIT).astype(int)
    made = {
        "types": types,
        "unit": UNIT,
        "scale": find_scale(scores, wanted),
        "least": LEAST,
        "bias": [round(float(one), 3) for one in weights[-1]],
        "weights": {
            name: row.tolist() for name, row in zip(names[:-1], rounded[:-1], strict=True) if row.any()
        },
    }
    lines = json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    WEIGHTS.write_text(lines + "\n", "utf-8")
    reader = fit_readers(sights, wanted.tolist(), types=len(types))
    halved = {name: values.astype(np.float16) for name, values in vars(reader).items()}
    np.savez(act_reader.WEIGHTS, allow_pickle=False, **halved)


def find_scale(scores: NDArray[np.float32], wanted: NDArray[np.int64]) -> float:
    """Return the factor of the scores under which the right types are likeliest."""

    def lose(scale: float) -> float:
        scaled = scores * scale
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        total = np.log(np.exp(scaled).sum(axis=1))
        return float((total - scaled[np.arange(len(wanted)), wanted]).mean())

    return min((round(0.3 + 0.02 * step, 2) for step in range(100)), key=lose)


if __name__ == "__main__":
    main()
