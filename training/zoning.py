"""Learn the weights of the line classifier: labelled pages in, `src/dateline/ingest/zoning.json` out.

    python -m training.zoning ../shared/data/pages/scrapinghub          writes the weights
    python -m training.zoning --check ../shared/data/pages/scrapinghub  five folds by site, nothing written

A linear-chain conditional random field with two classes and an L2 prior, trained on all looks of each page
(`evaluation.dumps`) by Adam over the whole set: no random numbers, the same weights each time. Weights are
names of features and numbers; nothing of a page's words is in them.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.ingest.line_features import describe_lines
from dateline.ingest.lines import split_lines
from dateline.ingest.zoning import Weights, decode
from evaluation.dumps import Dump, LabelledPage, dump_page, read_pages

OUT = Path(__file__).parent.parent / "src" / "dateline" / "ingest" / "zoning.json"
# A clean article is one look among many here and the rule in the wild.
_COUNTS = {
    "clean": 3.0, "clean, no blank lines": 3.0, "wrapped": 2.0, "brief": 10.0, "short": 5.0, "one line": 10.0,
    "whole": 0.5, "browser": 0.5, "furniture only": 0.25, "tail": 2.0, "head and tail": 1.5, "long tail": 1.0,
}  # fmt: skip
_RARE, _PRIOR, _STEPS, _RATE = 4, 3e-5, 350, 0.08


@dataclass(frozen=True, slots=True)
class Chain:
    """A dump as the field sees it: features of each line, its class, the weight of each line."""

    site: str
    look: str
    rows: list[list[str]]
    classes: list[bool]
    weights: list[float]


def read_sequences(pages: Iterable[LabelledPage]) -> list[Chain]:
    """Return the looks of all English pages as sequences."""
    found = []
    for page in pages:
        if is_english(page.article):
            found += [_read(dump) for dump in dump_page(page)]
    return found


def is_english(article: str) -> bool:
    """Tell by its commonest words whether a text is English."""
    words = Counter(article.lower().split())
    return words["the"] + words["of"] + words["and"] + words["to"] >= 0.06 * max(1, words.total())


def _read(dump: Dump) -> Chain:
    lines = split_lines(dump.text)
    classes, at = [], 0
    for line in lines:
        while dump.marked[at][1] <= line.start:
            at += 1
        classes.append(dump.marked[at][2])
    # Half by line, half by length: a lost paragraph is worse than a kept menu entry.
    weights = [_COUNTS[dump.look] * (0.5 + min(3.0, (line.end - line.start) / 150)) for line in lines]
    return Chain(dump.site, dump.look, describe_lines(lines), classes, weights)


def train(sequences: Sequence[Chain]) -> Weights:
    """Return the weights under which the classes are most probable.

    The likelihood of each line's class given the page (its marginal) is weighted by line; passing is learned
    with it. Marginals come from the forward-backward recursion over all sequences at once, longest first.
    """
    counts = Counter(name for one in sequences for row in one.rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= _RARE)
    index = {name: at for at, name in enumerate(names)}
    batch = _Batch(sorted(sequences, key=lambda one: -len(one.rows)), index)
    theta = np.zeros(len(names) + 4)
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, _STEPS + 1):
        loss, gradient = batch.loss(theta)
        gradient += 2 * _PRIOR * theta
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = _RATE * (1 - (step - 1) / _STEPS)
        theta -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        if step % 50 == 0:
            print(f"  step {step}: loss {loss:.5f}", flush=True)
    features = {name: round(float(theta[at]), 3) for name, at in index.items() if abs(theta[at]) >= 0.0005}
    a, b, c, d = (round(float(one), 3) for one in theta[-4:])
    return Weights(features, ((a, b), (c, d)))


class _Batch:
    """All sequences, laid out by position so that one step of the recursion serves all of them."""

    def __init__(self, sequences: Sequence[Chain], index: dict[str, int]) -> None:
        lengths = np.array([len(one.rows) for one in sequences])
        self.longest = int(lengths[0])
        self.alive = [int((lengths > at).sum()) for at in range(self.longest)]
        order = [(at, n) for at in range(self.longest) for n in range(self.alive[at])]
        self.offsets = np.concatenate([[0], np.cumsum(self.alive)])
        rows = [sorted({index[name] for name in sequences[n].rows[at] if name in index}) for at, n in order]
        self.columns = np.array([column for row in rows for column in row], dtype=np.int64)
        self.row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        self.classes = np.array([sequences[n].classes[at] for at, n in order], dtype=np.int64)
        weights = np.array([sequences[n].weights[at] for at, n in order])
        self.total = float(weights.sum())
        # One weight a sequence: the field's likelihood is of the whole sequence.
        whole = np.array([np.mean(one.weights) for one in sequences])
        self.weight_of = np.concatenate([whole[: self.alive[at]] for at in range(self.longest)])

    def loss(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        passing = theta[-4:].reshape(2, 2)
        scores = np.bincount(self.row_of, weights=theta[self.columns], minlength=len(self.classes))
        emission = np.stack([np.zeros_like(scores), scores], axis=1)
        forward = np.empty_like(emission)
        backward = np.zeros_like(emission)
        o = self.offsets
        forward[o[0] : o[1]] = emission[o[0] : o[1]]
        for at in range(1, self.longest):
            before = forward[o[at - 1] : o[at - 1] + self.alive[at]]
            forward[o[at] : o[at + 1]] = emission[o[at] : o[at + 1]] + np.logaddexp(
                before[:, :1] + passing[0], before[:, 1:] + passing[1]
            )
        for at in range(self.longest - 2, -1, -1):
            after = emission[o[at + 1] : o[at + 2]] + backward[o[at + 1] : o[at + 2]]
            n = self.alive[at + 1]
            backward[o[at] : o[at] + n] = np.logaddexp(
                after[:, :1] + passing[:, 0], after[:, 1:] + passing[:, 1]
            )
        both = forward + backward
        norm = np.logaddexp(both[:, 0], both[:, 1])
        article = np.exp(both[:, 1] - norm)
        difference = (article - self.classes) * self.weight_of
        gradient = np.empty_like(theta)
        gradient[:-4] = np.bincount(self.columns, weights=difference[self.row_of], minlength=len(theta) - 4)
        pairs, gold_pairs = np.zeros((2, 2)), np.zeros((2, 2))
        loss = 0.0
        for at in range(1, self.longest):
            n = self.alive[at]
            a, b = slice(o[at - 1], o[at - 1] + n), slice(o[at], o[at] + n)
            joint = (
                forward[a][:, :, None]
                + passing
                + (emission[b] + backward[b])[:, None, :]
                - norm[b][:, None, None]
            )
            pairs += (np.exp(joint) * self.weight_of[b][:, None, None]).sum(axis=0)
            np.add.at(gold_pairs, (self.classes[a], self.classes[b]), self.weight_of[b])
        gradient[-4:] = (pairs - gold_pairs).ravel()
        loss = float((norm[: o[1]] * self.weight_of[: o[1]]).sum())
        loss -= float((scores * self.classes * self.weight_of).sum()) + float((gold_pairs * passing).sum())
        return loss / self.total, gradient / self.total


def folds(sequences: Sequence[Chain], number: int) -> Iterable[tuple[list[Chain], list[Chain]]]:
    """Yield training and held-out sequences, never one site on both sides."""

    def fold(site: str) -> int:
        return int(hashlib.sha256(site.encode()).hexdigest(), 16) % number

    for at in range(number):
        yield [s for s in sequences if fold(s.site) != at], [s for s in sequences if fold(s.site) == at]


def report(sequences: Iterable[Chain], weights: Weights, tally: Counter[tuple[str, bool, bool]]) -> None:
    """Add to `tally` the lines by look, class and decision, and under look + " (length)" their weight."""
    for one in sequences:
        for gold, found, weight in zip(one.classes, decode(one.rows, weights), one.weights, strict=True):
            tally[one.look, gold, found] += 1
            tally[one.look + " *", gold, found] += weight / _COUNTS[one.look]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate by site and write nothing")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    sequences = read_sequences(page for folder in options.folders for page in read_pages(folder))
    print(f"{len(sequences)} sequences, {sum(len(one.rows) for one in sequences)} lines")
    if not options.check:
        weights = train(sequences)
        data = {"passing": weights.passing, "features": weights.features}
        OUT.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", "utf-8")
        return
    tally: Counter[tuple[str, bool, bool]] = Counter()
    for training, held_out in folds(sequences, options.folds):
        report(held_out, train(training), tally)
    for look in sorted({look for look, _, _ in tally}):
        hit, missed, wrong = tally[look, True, True], tally[look, True, False], tally[look, False, True]
        print(
            f"{look:<28} precision {hit / max(hit + wrong, 1):.4f}  recall {hit / max(hit + missed, 1):.4f}"
        )


if __name__ == "__main__":
    main()
