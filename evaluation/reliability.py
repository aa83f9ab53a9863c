"""Is the confidence of a statement to be trusted: of those given 0.8, are eight in ten right?

In: PolNeAR's dev part, and the 40 articles of its train part that the encoder did not learn from. The scores
are fitted to the latter, so there each article is judged by a fit to the others. A printed statement is right
if it is paired with an attribution of the first annotator as in `evaluation.statements`; whether it has the
right speaker is judged in `evaluation.speakers`. Out: the expected calibration error, the error that chance
alone would make of scores that are just right, and the Brier score, beside that of giving each statement the
share that is right of all. `python -m evaluation.reliability DATA` draws the diagram.
"""

import math
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.nlp.encoder import Encoder
from evaluation.confidence import cross_fit, read_printed
from evaluation.corpora import read_polnear, split_held_out

BINS = 10
_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement: what it was given, between 0 and 1, and whether it is right."""

    given: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements given `low` to `low + 1 / BINS`: how many, the mean given, the share right."""

    low: float
    count: int
    given: float
    right: float


def measure(data: Path) -> dict[str, float]:
    """Return the calibration errors and Brier scores of both parts."""
    figures: dict[str, float] = {}
    for name, judged in judge_parts(data, Encoder.load()).items():
        figures |= score_judged(name, judged, of="statements")
    return figures


def score_judged(name: str, judged: Sequence[Judged], *, of: str) -> dict[str, float]:
    """Return under a name how many there are `of` what is judged, the share right, and the scores."""
    share = sum(one.right for one in judged) / len(judged)
    return {
        f"{name}, {of}": float(len(judged)),
        f"{name}, share right": share,
        f"{name}, mean given": sum(one.given for one in judged) / len(judged),
        f"{name}, calibration error": compute_error(judged),
        f"{name}, calibration error by chance": expect_error(judged),
        f"{name}, Brier score": compute_brier(judged),
        f"{name}, Brier score of one for all": share * (1 - share),
    }


def judge_parts(data: Path, encoder: Encoder) -> dict[str, list[Judged]]:
    """Return the statements of PolNeAR's dev part and of the articles held out of its train part, judged."""
    train, dev = data / "polnear" / "train", data / "polnear" / "dev"
    _, documents = split_held_out(read_polnear(train))
    held_out = read_printed(train, [document.name.split("/", 1)[1] for document in documents], encoder)
    unseen = read_printed(dev, sorted(path.stem for path in (dev / "text").glob("*.txt")), encoder)
    return {
        "dev": [Judged(one.given, one.right) for one in unseen],
        "held out": [Judged(p, one.right) for p, one in zip(cross_fit(held_out), held_out, strict=True)],
    }


def fill_bins(judged: Iterable[Judged]) -> list[Bin]:
    """Return the bins that hold anything, the lowest first."""
    held: dict[int, list[Judged]] = {}
    for one in judged:
        held.setdefault(_bin(one), []).append(one)
    return [
        Bin(
            number / BINS,
            len(ones),
            sum(one.given for one in ones) / len(ones),
            sum(one.right for one in ones) / len(ones),
        )
        for number, ones in sorted(held.items())
    ]


def _bin(one: Judged) -> int:
    return min(int(one.given * BINS), BINS - 1)


def compute_error(judged: Sequence[Judged]) -> float:
    """Return the expected calibration error (Naeini et al., AAAI 2015).

    The mean distance between what was given and the share right, over bins of equal width by their counts.
    """
    return sum(one.count * abs(one.given - one.right) for one in fill_bins(judged)) / max(len(judged), 1)


def expect_error(judged: Iterable[Judged]) -> float:
    """Return the calibration error to expect by chance where each is right just as often as was given."""
    held: dict[int, list[float]] = {}
    for one in judged:
        held.setdefault(_bin(one), []).append(one.given)
    # The mean distance of a normal distribution from its mean is sqrt(2 / pi) of its standard deviation.
    spreads = [math.sqrt(2 / math.pi * sum(p * (1 - p) for p in given)) for given in held.values()]
    return sum(spreads) / max(sum(len(given) for given in held.values()), 1)


def compute_brier(judged: Sequence[Judged]) -> float:
    """Return the mean square of the distance between what was given and what is."""
    return sum((one.given - one.right) ** 2 for one in judged) / max(len(judged), 1)


def draw(bins: Iterable[Bin]) -> str:
    """Return a reliability diagram as text: a bar for the share right, a `|` where what was given ends."""
    lines = [f"{'given':<10}{'statements':>10}{'mean':>7}{'right':>7}"]
    for one in bins:
        bar = list("█" * round(one.right * _WIDTH) + " " * (_WIDTH - round(one.right * _WIDTH) + 1))
        bar[round(one.given * _WIDTH)] = "|"
        shown = f"{one.low:.1f} to {one.low + 1 / BINS:.1f}"
        lines.append(f"{shown:<10}{one.count:>10}{one.given:>7.2f}{one.right:>7.2f}  {''.join(bar).rstrip()}")
    return "\n".join(lines)


def main() -> None:
    parser = ArgumentParser(description="Draw how far the confidence of statements is to be trusted.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, help="other weights than those of the package")
    options = parser.parse_args()
    for name, judged in judge_parts(options.data, Encoder.load(options.weights)).items():
        print(
            f"{name}: calibration error {compute_error(judged):.3f}, Brier score {compute_brier(judged):.3f}"
        )
        print(draw(fill_bins(judged)), end="\n\n")


if __name__ == "__main__":
    main()
