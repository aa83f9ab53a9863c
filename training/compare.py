"""Compare two weights folders figure by figure: int8 with fp32, a release with the one before.

In: the folders and the corpora. Out: a table, the second's figures beside the first's. What is compared is
the encoder as decoded alone, on dev parts.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline.nlp.encoder import Encoder
from evaluation import event_parts, names, statements, syntax


def measure_all(data: Path, weights: Path) -> dict[str, float]:
    """Return the figures of every task for one weights folder."""
    encoder = Encoder.load(weights)
    figures = statements.measure_folder(data / "polnear" / "dev", encoder)
    for task in (names, syntax, event_parts):
        figures |= task.measure_encoder(data, encoder)
    return figures


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Compare two weights folders on every task.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--beside", type=Path, required=True, help="the folder to compare with")
    given = parser.parse_args()
    ours, theirs = (measure_all(given.data, folder) for folder in (given.weights, given.beside))
    print(f"{'figure':<44}{'weights':>9}{'beside':>9}{'differs':>9}")
    for name, value in ours.items():
        print(f"{name:<44}{value:>9.4f}{theirs[name]:>9.4f}{value - theirs[name]:>+9.4f}")


if __name__ == "__main__":
    main()
