"""Is the confidence of an event to be trusted: of those given 0.8, are eight in ten right?

In: ECB+'s dev topics, in their annotated sentences, and TBAQ. An entry is right if its word lies over one
that is marked and, where the marks tell, it is told as a fact or not as they have it. The weights are fitted
to half of the documents, by the hash of their names, and measured on the other. Out: for both halves the
expected calibration error, the error that chance alone would make, and the Brier score beside that of giving
each event the share that is right of all. `python -m evaluation.event_confidence DATA` fits anew.
"""

import hashlib
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.find.events.events import find_described_events
from dateline.find.finding import find_findings
from dateline.model.findings import Event
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation import corpora
from evaluation.confidence import Printed, fit
from evaluation.corpora.marked_events import read_tbaq
from evaluation.events import FACTUAL, make_report
from evaluation.reliability import Judged, score_judged


@dataclass(frozen=True, slots=True)
class Marked:
    """A word that is marked: where it stands, and whether it is told as a fact; None where nothing says."""

    start: int
    end: int
    factual: bool | None


def measure(data: Path) -> dict[str, float]:
    """Return the calibration errors and Brier scores of both halves."""
    figures: dict[str, float] = {}
    for name, printed in zip(("fitted to", "held back"), judge_halves(data, Encoder.load()), strict=True):
        judged = [Judged(one.given, one.right) for one in printed]
        figures |= score_judged(name, judged, of="events")
    return figures


def judge_halves(data: Path, encoder: Encoder) -> tuple[list[Printed], list[Printed]]:
    """Return the events of both halves, judged: that which the weights are fitted to, then the other."""
    halves: tuple[list[Printed], list[Printed]] = ([], [])
    for number, (report, marked) in enumerate(_read(data)):
        half = halves[int(hashlib.sha256(report.path.encode()).hexdigest(), 16) % 2]
        for event, features, right in _judge(report, marked, encoder):
            half.append(Printed(number, features, event.confidence, right))
    return halves


def _read(data: Path) -> Iterator[tuple[Report, list[Marked]]]:
    for one in corpora.read_ecbplus(data / "ecbplus" / "ECB+", held_out=True):
        marked = [Marked(start, end, None) for start, end, kind in one.events or () if kind == "action"]
        yield make_report(one.name, one.text), marked
    for text in read_tbaq(data / "time" / "tbaq"):
        yield (
            text.document.as_report(),
            [Marked(event.start, event.end, event.factual) for event in text.events],
        )


def _judge(
    report: Report, marked: Sequence[Marked], encoder: Encoder
) -> Iterator[tuple[Event, tuple[float, ...], bool]]:
    """Yield the events in sentences where anything is marked, with features and whether they are right."""
    (encoding,) = encoder.encode([(report.text, report.body)])
    found = find_findings(report, encoding=encoding)
    sentences = tuple(find_sentences(report.text, find_paragraphs(report.text, report.body)))
    read = [s for s in sentences if any(s.start <= one.start < s.end for one in marked)]
    given = (report, encoding, found.times, found.mentions, found.statements, sentences)
    for event, features in find_described_events(*given):
        if not any(s.start <= event.trigger.start < s.end for s in read):
            continue
        over = [one for one in marked if one.start < event.trigger.end and event.trigger.start < one.end]
        right = bool(over) and over[0].factual in (None, event.status in FACTUAL)
        yield event, features, right


def main() -> None:
    parser = ArgumentParser(description="Fit the confidence of events and print its weights.")
    parser.add_argument("data", type=Path)
    print(fit(judge_halves(parser.parse_args().data, Encoder.load())[0]))


if __name__ == "__main__":
    main()
