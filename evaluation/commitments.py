"""Who commits to what: are commitments found, with kind and horizon, and is what became of them right.

Against the labels of `annotations/commitments.jsonl`. In whole articles of PolNeAR's dev part and of
SemEval's trial corpus (MEANTIME's Apple series) every commitment is marked by a word: an entry is right where
its words hold a label; one that holds only labels of what may be taken for a commitment counts for nothing.
Then stories, built as one record each, with all outcomes labelled: the sample, the Apple series, and four of
AQUAINT (in TBAQ), of which one was looked at while the rules were written and three were held out.
"""

import json
import re
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
from evaluation.timeml import read_timeml

ANNOTATIONS = Path(__file__).parent / "annotations" / "commitments.jsonl"
_SAMPLE = Path(__file__).parent.parent / "samples" / "harbour"
_TRIAL = "entity-timelines/semeval2015-task4-trial/Corpus-trial-data_task4_events_timelines"
PARTS = ("looked at", "held out")
# What the reports of a story have in them, the first that fits.
_STORIES = {
    "Elian": re.compile(r"Elian"),
    "Slepian": re.compile(r"Slepian|Kopp|abortion"),
    "NATO": re.compile(r"(?s)NATO.*Poland|Poland.*NATO"),
    "embassies": re.compile(r"(?is)embass.*(?:Kenya|Tanzania)|(?:Kenya|Tanzania).*embass"),
}

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
        figures |= score_outcomes(story, [row for row in rows if row.get("story") == story], [findings])
    stories = read_stories(data / "time" / "tbaq" / "AQUAINT")
    for part in PARTS:
        told = [row for row in rows if row.get("story") in stories and row["part"] == part]
        names = sorted({row["story"] for row in told})
        piles = [list(find_in_reports(stories[name], encoder=encoder)) for name in names]
        figures |= score_outcomes(part, told, piles)
        figures |= score_speakers(part, told, piles)
    return figures


def read_stories(folder: Path) -> dict[str, list[Report]]:
    """Return the reports of four stories by its name, dated as their files are."""
    stories: dict[str, list[Report]] = {}
    for file in sorted(folder.glob("*.tml")):
        report = read_timeml(file).as_report()
        name = next((name for name, words in _STORIES.items() if words.search(report.text)), None)
        if name is not None:
            stories.setdefault(name, []).append(report)
    return stories


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


def score_outcomes(name: str, meant: Sequence[Row], piles: Sequence[Sequence[Findings]]) -> dict[str, float]:
    """Return precision and recall of the outcomes of stories; open ones count for neither.

    What may be taken for an outcome, or not, counts for neither where it is missed, and as right where it is
    found.
    """
    texts = {one.report.id: name_text(one.report) for pile in piles for one in pile}
    made = [one for pile in piles for one in link(pile).commitments if one.outcome != "open"]
    right = sum(any(is_right(one, row, texts) for row in meant) for one in made)
    sure = [row for row in meant if not row.get("may_be")]
    recalled = sum(any(is_right(one, row, texts) for one in made) for row in sure)
    return {
        f"outcomes, {name}, precision": right / max(len(made), 1),
        f"outcomes, {name}, recall": recalled / max(len(sure), 1),
        f"outcomes, {name}, given": float(len(made)),
    }


def score_speakers(name: str, rows: Sequence[Row], piles: Sequence[Sequence[Findings]]) -> dict[str, float]:
    """Return the share of the commitments found whose `by` is the one that the labels name."""
    found = right = 0
    for pile in piles:
        record = link(pile)
        texts = {one.report.id: name_text(one.report) for one in pile}
        named = {name_text(one.report): one for one in record.reports}
        for row in rows:
            if "by" not in row or row["text"] not in named:
                continue
            start, end = row["by"]
            findings = named[row["text"]]
            actors = {one.actor for one in findings.mentions if one.start < end and start < one.end}
            actors |= {
                one.speaker.actor
                for one in findings.statements
                if any(span.start < end and start < span.end for span in one.source)
            }
            holding = [one for one in record.commitments if _is_held(one, row, texts)]
            found += bool(holding)
            right += any(one.by is not None and one.by in actors for one in holding)
    return {f"by whom right, {name}": right / max(found, 1)}


def is_right(one: Commitment, row: Row, texts: Mapping[str, str]) -> bool:
    """Tell whether a commitment has the outcome, or one of two that will do, that a label gives it."""
    return _is_held(one, row, texts) and one.outcome in row["outcomes"]


def _is_held(one: Commitment, row: Row, texts: Mapping[str, str]) -> bool:
    """Tell whether words of a commitment are among those of a label, that may reach over cue and content."""
    return any(
        texts[words.report] == row["text"] and words.start < row["end"] and row["start"] < words.end
        for words in one.evidence
    )


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
