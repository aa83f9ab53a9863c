"""Who commits to what: are commitments found, with kind and horizon, and is what became of them right.

Against the labels of `annotations/commitments.jsonl`. In whole articles of PolNeAR's dev part and of
SemEval's trial corpus (MEANTIME's Apple series) every commitment is marked by a word: an entry is right where
its words hold a label; one that holds only labels of what may be taken for a commitment counts for nothing.
Then two stories, built as one record each, the sample and the Apple series, whose outcomes are all labelled.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.engine.finding import find_in_reports
from dateline.ingest.reading import read_reports
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.model.record import Commitment
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from evaluation.timelines import read_politics, read_trial

ANNOTATIONS = Path(__file__).parent / "annotations" / "commitments.jsonl"
_SAMPLE = Path(__file__).parent.parent / "samples" / "harbour"
_TRIAL = "entity-timelines/semeval2015-task4-trial/Corpus-trial-data_task4_events_timelines"
PARTS = ("looked at", "held out")

Row = Mapping[str, Any]


def measure(data: Path) -> dict[str, float]:
    """Return precision and recall of commitments, shares of right kinds and horizons, and of outcomes."""
    rows = read_rows()
    encoder = Encoder.load()
    trial = list(find_in_reports(read_trial(data / _TRIAL), encoder=encoder))
    dev = list(find_in_reports(read_politics(data / "polnear", "dev"), encoder=encoder))
    figures: dict[str, float] = {}
    for part in PARTS:
        figures |= score_found(part, rows, [*trial, *dev])
    sample = [one for one in read_reports([str(_SAMPLE)]) if isinstance(one, Report)]
    for story, findings in (
        ("sample", list(find_in_reports(sample, encoder=encoder))),
        ("Apple", trial),
    ):
        figures |= score_outcomes(story, rows, findings)
    return figures


def read_rows() -> list[dict[str, Any]]:
    """Return the labels."""
    return [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]


def name_text(report: Report) -> str:
    """Return by what name the labels know a report."""
    return report.path.rsplit("/", 1)[-1]


def score_found(part: str, rows: Sequence[Row], findings: Sequence[Findings]) -> dict[str, float]:
    """Return how well the commitments of whole articles are found, each article on its own."""
    named = {name_text(one.report): one for one in findings}
    counts: Counter[str] = Counter()
    for text in sorted({row["text"] for row in rows if row.get("part") == part and "story" not in row}):
        labels = [row for row in rows if row["text"] == text and "kind" in row and "story" not in row]
        made = link([named[text]]).commitments
        for row in labels:
            if row.get("may_be"):
                continue
            counts["meant"] += 1
            holding = [one for one in made if holds(one, row)]
            if holding:
                counts["recalled"] += 1
                counts["kinds right"] += any(one.kind == row["kind"] for one in holding)
                if "horizon" in row:
                    counts["horizons"] += 1
                    counts["horizons right"] += any(read_horizon(one) == row["horizon"] for one in holding)
                    counts["horizons meant"] += row["horizon"] is not None
                    counts["horizons found"] += row["horizon"] is not None and any(
                        read_horizon(one) == row["horizon"] for one in holding
                    )
        for one in made:
            held = [row for row in labels if holds(one, row)]
            if not held or not all(row.get("may_be") for row in held):
                counts["found"] += 1
                counts["right"] += bool(held)
    return {
        f"found, {part}, precision": counts["right"] / max(counts["found"], 1),
        f"found, {part}, recall": counts["recalled"] / max(counts["meant"], 1),
        f"kind right, {part}": counts["kinds right"] / max(counts["recalled"], 1),
        f"horizon right or rightly none, {part}": counts["horizons right"] / max(counts["horizons"], 1),
        f"horizons found, {part}": counts["horizons found"] / max(counts["horizons meant"], 1),
    }


def score_outcomes(story: str, rows: Sequence[Row], findings: Sequence[Findings]) -> dict[str, float]:
    """Return precision and recall of the outcomes of a story; open ones count for neither."""
    meant = [row for row in rows if row.get("story") == story]
    texts = {one.report.id: name_text(one.report) for one in findings}
    made = [one for one in link(findings).commitments if one.outcome != "open"]
    right = sum(any(is_right(one, row, texts) for row in meant) for one in made)
    recalled = sum(any(is_right(one, row, texts) for one in made) for row in meant)
    return {
        f"outcomes, {story}, precision": right / max(len(made), 1),
        f"outcomes, {story}, recall": recalled / max(len(meant), 1),
        f"outcomes, {story}, given": float(len(made)),
    }


def is_right(one: Commitment, row: Row, texts: Mapping[str, str]) -> bool:
    """Tell whether a commitment has the outcome, or one of two that will do, that a label gives it."""
    held = any(
        texts[words.report] == row["text"] and words.start <= row["start"] and row["end"] <= words.end
        for words in one.evidence
    )
    return held and one.outcome in row["outcomes"]


def holds(one: Commitment, row: Row) -> bool:
    """Tell whether the words of a commitment hold the word of a label, in its first report."""
    first = one.evidence[0].report
    return any(
        words.report == first and words.start <= row["start"] and row["end"] <= words.end
        for words in one.evidence
    )


def read_horizon(one: Commitment) -> list[str | None] | None:
    """Return a horizon as the labels write it."""
    return None if one.horizon is None else [one.horizon.earliest, one.horizon.latest]
