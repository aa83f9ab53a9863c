"""Where reports differ: how many of the pairs that are found do, and are of the kind they are said to be.

The cases are the seeds, the sample and ECB+'s topics, each half of a topic a case of its own. Each pair that
is found is held against `annotations/disagreements.jsonl`, labelled by eye; one without a label counts as
unlabelled. Then NAnCo: for two answers to one question the same comparison says whether they differ, beside
one that only counts the words they share, its threshold set on the validation questions.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.engine.dating import link_by_date
from dateline.ingest.reading import read_reports
from dateline.link.claimed_deeds import Deed, find_deeds
from dateline.link.claims import Place, find_stems
from dateline.link.contrasts import contrast_dates, contrast_deeds, contrast_sums
from dateline.link.sums import Sum, find_sums
from dateline.model.findings import Findings
from dateline.model.record import Disagreement, Record
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from evaluation.events import find_all, make_report

HERE = Path(__file__).parent
ANNOTATIONS = HERE / "annotations" / "disagreements.jsonl"
SAMPLE = HERE.parent / "samples" / "harbour"
_GLUED = re.compile(r"[.,:;!?)%]|n't|'\w+|''")
_VALIDATION = frozenset(("Q2", "Q3", "Q5", "Q6"))

Key = tuple[str, str, str, int, str, int]
"""A case, a kind, and for each side the file it stands in, without its ending, and where its words begin."""


@dataclass(frozen=True, slots=True)
class Label:
    """What was found, and whether it is right: the two do differ, and in the way that is said."""

    key: Key
    right: bool


def measure(data: Path) -> dict[str, float]:
    """Return the share of right pairs, in all and by kind, how many there are, and NAnCo's accuracies."""
    encoder = Encoder.load()
    labels = {label.key: label for label in read_labels()}
    found = [key for case, record in read_cases(data, encoder) for key in name_pairs(case, record)]
    figures = score_pairs(found, labels)
    return figures | measure_answers(data / "disagreement" / "nanco" / "nanco_dataset.json", encoder)


def score_pairs(found: Sequence[Key], labels: dict[Key, Label]) -> dict[str, float]:
    """Return the figures of what was found; a kind of which nothing was found has none."""
    judged = [labels[key] for key in found if key in labels]
    figures = {
        "pairs found": float(len(found)),
        "of them without a label": float(len(found) - len(judged)),
        "right, of the labelled": share(one.right for one in judged),
    }
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
    """Yield the cases with their records: the seeds, the sample, the halves of ECB+'s topics by name."""

    def find(reports: Iterable[Report]) -> list[Findings]:
        return find_all(list(reports), encoder=encoder)

    def build(folder: Path) -> Record:
        return link_by_date(find(read_all(folder)), find)

    yield "seeds", build(data.parent / "seeds")
    yield "harbour", build(SAMPLE)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path in sorted((data / "ecbplus" / "ECB+").rglob("*.xml")):
            half = "ecbplus" if path.stem.endswith("plus") else "ecb"
            topic = folder / f"{path.stem.split('_')[0]}_{half}"
            topic.mkdir(exist_ok=True)
            (topic / f"{path.stem}.txt").write_text(read_text(path), "utf-8")
        for topic in sorted(folder.iterdir()):
            yield topic.name, build(topic)


def read_all(folder: Path) -> Iterator[Report]:
    """Yield the reports in a folder."""
    for one in read_reports([str(folder)]):
        if isinstance(one, Report):
            yield one


def read_text(path: Path) -> str:
    """Return the whole text of one of ECB+'s files, a sentence a paragraph, as its tokens let one."""
    text, last = "", None
    for token in ET.parse(path).getroot().findall("token"):
        form, sentence = token.text or "", token.get("sentence")
        if not form:
            continue
        if last is not None and sentence != last:
            text += "\n\n"
        elif text and not _GLUED.fullmatch(form) and text[-1] != "(":
            text += " "
        last = sentence
        text += form
    return text


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of NAnCo's: its group of meaning, its words, and what may differ in it."""

    group: int
    stems: frozenset[str]
    deeds: tuple[Deed, ...]
    sums: tuple[Sum, ...]


def measure_answers(file: Path, encoder: Encoder) -> dict[str, float]:
    """Return for both parts the balanced accuracy of telling answers that differ, averaged over questions."""
    questions: dict[str, list[Answer]] = {}
    for question in json.loads(file.read_text("utf-8")):
        rows = question["answers"]
        reports = [make_report(f"{n}", row["Answer"]) for n, row in enumerate(rows)]
        found = find_all([one for one in reports if one.text], encoder=encoder)
        questions[rows[0]["qid"]] = [
            _make_answer(row["cluster_global"], one)
            for row, one in zip((row for row in rows if row["Answer"]), found, strict=True)
        ]
    validation = [ones for name, ones in sorted(questions.items()) if name in _VALIDATION]
    thresholds = [n / 20 for n in range(1, 20)]
    best = max(thresholds, key=lambda at: sum(_balance(ones, at) for ones in validation))
    test = [ones for name, ones in sorted(questions.items()) if name not in _VALIDATION]
    figures = {}
    for part, ones in (("validation", validation), ("test", test)):
        for way, threshold in (("as disagreements are told", None), ("by shared words alone", best)):
            scores = [_balance(each, threshold) for each in ones]
            figures[f"nanco {part}, {way}"] = sum(scores) / len(scores)
    return figures


def _make_answer(group: int, findings: Findings) -> Answer:
    place = Place(findings, findings.report.id, {})
    stems = find_stems(findings.report.text)
    return Answer(group, stems, tuple(find_deeds(place)), tuple(find_sums(place)))


def _balance(answers: Sequence[Answer], threshold: float | None) -> float:
    """Return the mean of the shares right of pairs that differ and of pairs that agree."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for one, other in combinations(answers, 2):
        differ = one.group != other.group
        told = _differ(one, other) if threshold is None else _overlap(one, other) < threshold
        right[differ].append(told == differ)
    return sum(share(iter(each)) for each in right.values()) / len(right)


def _overlap(one: Answer, other: Answer) -> float:
    return len(one.stems & other.stems) / max(len(one.stems | other.stems), 1)


def _differ(one: Answer, other: Answer) -> bool:
    deeds = ((a, b) for a in one.deeds for b in other.deeds if a.deed == b.deed)
    if any(contrast_deeds(a, b) or contrast_dates(a, b) for a, b in deeds):
        return True
    return any(contrast_sums(a, b) for a in one.sums for b in other.sums)
