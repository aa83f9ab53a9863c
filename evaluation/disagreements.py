"""Where reports differ: how many of the pairs that are found do, and are of the kind they are said to be.

The cases are the seeds, the sample, ECB+ topics, TBAQ, and PolNeAR train texts (`disagreement_piles`); a pair
found twice counts once. Each is held against `annotations/disagreements.jsonl`, labelled by eye; one that has
no label counts as unlabelled. By what is held back no rule was mended. Then NAnCo (`evaluation.nanco`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.engine.dating import link_by_date
from dateline.ingest.reading import read_reports
from dateline.model.findings import Findings
from dateline.model.record import Disagreement, Record
from dateline.model.report import Published, Report
from dateline.nlp.encoder import Encoder
from evaluation.disagreement_piles import write_piles
from evaluation.events import find_all
from evaluation.nanco import measure_answers

HERE = Path(__file__).parent
ANNOTATIONS = HERE / "annotations" / "disagreements.jsonl"
SAMPLE = HERE.parent / "samples" / "harbour"
_HELD_BACK = frozenset(("31", "33", "35", "polnear, held back"))

Key = tuple[str, str, str, int, str, int]
"""A case, a kind, and for each side the file it stands in and where its words begin."""


@dataclass(frozen=True, slots=True)
class Label:
    """What was found, and whether it is right: the two do differ, and in the way that is said."""

    key: Key
    right: bool


def measure(data: Path) -> dict[str, float]:
    """Return the share of right pairs, in all and by kind, how many there are, and NAnCo's accuracies."""
    encoder = Encoder.load()
    labels = {label.key: label for label in read_labels()}
    found = sorted({key for case, record in read_cases(data, encoder) for key in name_pairs(case, record)})
    figures = score_pairs(found, labels)
    return figures | measure_answers(data / "disagreement" / "nanco" / "nanco_dataset.json", encoder)


def is_held_back(case: str) -> bool:
    """Tell whether no rule was mended by what a case gives."""
    return case in _HELD_BACK


def score_pairs(found: Sequence[Key], labels: dict[Key, Label]) -> dict[str, float]:
    """Return the figures of what was found; a kind of which nothing was found has none."""
    judged = [labels[key] for key in found if key in labels]
    figures = {
        "pairs found": float(len(found)),
        "of them without a label": float(len(found) - len(judged)),
        "right, of the labelled": share(one.right for one in judged),
    }
    for part, held_back in (("looked at", False), ("held back", True)):
        rights = [one.right for one in judged if is_held_back(one.key[0]) == held_back]
        figures[f"{part}: labelled"] = float(len(rights))
        if rights:
            figures[f"{part}: right"] = share(iter(rights))
    kinds = Counter(key[1] for key in found)
    for kind in sorted(kinds):
        figures[f"{kind}: found"] = float(kinds[kind])
        if rights := [one.right for one in judged if one.key[1] == kind]:
            figures[f"{kind}: right"] = share(iter(rights))
    return figures


def share(rights: Iterator[bool]) -> float:
    """Return the share of what is true, 0 of nothing."""
    kept = list(rights)
    return sum(kept) / len(kept) if kept else 0.0


def read_labels() -> list[Label]:
    """Return the labels in the order of their file."""
    rows = map(json.loads, ANNOTATIONS.read_text("utf-8").splitlines())
    return [
        Label((row["case"], row["kind"], *row["sides"][0], *row["sides"][1]), row["right"]) for row in rows
    ]


def name_pairs(case: str, record: Record) -> list[Key]:
    """Return the keys of what was found in a case."""
    names = {one.report.id: Path(one.report.path).name for one in record.reports}

    def name(entry: Disagreement) -> Key:
        left, right = entry.evidence
        return (case, entry.kind, names[left.report], left.start, names[right.report], right.start)

    return [name(entry) for entry in record.disagreements]


def read_cases(data: Path, encoder: Encoder) -> Iterator[tuple[str, Record]]:
    """Yield the cases with their records: the seeds, the sample, and the piles."""
    known: dict[tuple[str, Published], Findings] = {}

    def find(reports: Iterable[Report]) -> list[Findings]:
        asked = list(reports)
        new = [one for one in asked if (one.id, one.published) not in known]
        for one, found in zip(new, find_all(new, encoder=encoder), strict=True):
            known[one.id, one.published] = found
        return [replace(known[one.id, one.published], report=one) for one in asked]

    def build(folder: Path) -> Record:
        return link_by_date(find(read_all(folder)), find)

    yield "seeds", build(data.parent / "seeds")
    yield "harbour", build(SAMPLE)
    with TemporaryDirectory() as name:
        for case, folder in write_piles(data, Path(name)):
            yield case, build(folder)


def read_all(folder: Path) -> Iterator[Report]:
    """Yield the reports in a folder."""
    for one in read_reports([str(folder)]):
        if isinstance(one, Report):
            yield one
