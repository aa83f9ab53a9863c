"""Acts of statements: how far two annotators agree, and how far the program agrees with them.

400 statements of PolNeAR train, each labelled twice and apart; `annotations/README.md` has the guide. The
words come from the data, the offsets and labels from here. Cue and content are PolNeAR's own, so what the
encoder misses does not count. "agreed" is where both annotators gave the same label. Whoever betters the
rules looks at the errors of the statements with an even number only: the others are the "held-out half".
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dateline.find.statements.acts import tell_act

ANNOTATIONS = Path(__file__).parent / "annotations" / "acts.jsonl"
MORE = ANNOTATIONS.with_name("acts_more.jsonl")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One statement with its words and the labels of both annotators; `number` is its line, from 0."""

    number: int
    stratum: str
    cue: str
    content: str
    a: str
    b: str


def measure(data: Path) -> dict[str, float]:
    """Return Cohen's kappa, accuracy and macro-F1: annotators with each other, then the program with them."""
    rows = read_labelled(data / "polnear" / "train" / "text")
    told = {row.number: tell_act(row.cue, row.content)[0].value for row in rows}
    figures = {}
    for name in ("all", "plain", "marked"):
        pairs = [(row.a, row.b) for row in rows if name in ("all", row.stratum)]
        figures[f"annotators, {name}, agreement"] = compute_accuracy(pairs)
        figures[f"annotators, {name}, kappa"] = compute_kappa(pairs)
    agreed = [row for row in rows if row.a == row.b]
    halves = {
        "agreed": agreed,
        "agreed, plain": [row for row in agreed if row.stratum == "plain"],
        "agreed, marked": [row for row in agreed if row.stratum == "marked"],
        "agreed, looked-at half": [row for row in agreed if row.number % 2 == 0],
        "agreed, held-out half": [row for row in agreed if row.number % 2 == 1],
    }
    for name, part in halves.items():
        pairs = [(row.a, told[row.number]) for row in part]
        figures[f"{name}, accuracy"] = compute_accuracy(pairs)
        figures[f"{name}, macro-F1"] = compute_macro_f1(pairs)
    for annotator in ("a", "b"):
        pairs = [(getattr(row, annotator), told[row.number]) for row in rows]
        figures[f"against {annotator}, accuracy"] = compute_accuracy(pairs)
        figures[f"against {annotator}, kappa"] = compute_kappa(pairs)
        figures[f"against {annotator}, macro-F1"] = compute_macro_f1(pairs)
    return figures


def read_labelled(folder: Path) -> list[Labelled]:
    """Read the labels, and the words they are about from the texts in `folder`."""
    rows = []
    for number, line in enumerate(ANNOTATIONS.read_text("utf-8").splitlines()):
        row = json.loads(line)
        text = (folder / f"{row['text']}.txt").read_bytes().decode("utf-8")
        cue, content = (" ".join(text[start:end] for start, end in row[role]) for role in ("cue", "content"))
        rows.append(Labelled(number, row["stratum"], cue, content, row["a"], row["b"]))
    return rows


def compute_accuracy(pairs: list[Pair]) -> float:
    """Return the share of pairs that are of one label."""
    return sum(left == right for left, right in pairs) / max(len(pairs), 1)


def compute_kappa(pairs: list[Pair]) -> float:
    """Return Cohen's kappa: agreement beyond what the two would reach by chance with their own shares."""
    left, right = Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    by_chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    return (compute_accuracy(pairs) - by_chance) / (1 - by_chance)


def compute_macro_f1(pairs: list[Pair]) -> float:
    """Return the mean F1 of the labels that occur among the left ones."""
    left, right = Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    both = Counter(one for one, other in pairs if one == other)
    return sum(2 * both[label] / (left[label] + right[label]) for label in left) / len(left)
