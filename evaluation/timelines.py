"""Timelines of whole stories beside those that were written by hand: which days, and which sentences.

A timeline gets as many dates as the one it is laid beside, with one sentence each, as `dateline timeline
--top` prints it; one that is vaguer than a day counts as the first day that it may be. Stories: the sample;
the trial corpus of SemEval-2015 task 4 (Apple); and what PolNeAR's train articles tell of a campaign, of an
affair and two candidates in it, and of attacks. The hand-written ones stand in `annotations/timelines`; all
but the sample's were written from general knowledge before the program's were seen. The weights of salience
were first set on four ("later piles" are the rest), then with those of sentences on all seven.

Beside the program stand a bare one, the days on which most was published with the first sentence of a report
of that day, and `datewise`, made the way that the field measures itself by: its choice of dates learned on
the other piles; once more with its sentences held to the words that chose the reports, which nobody tells the
program.

Published, on Timeline17 (not here): DATEWISE (Gholipour Ghalandari and Ifrim, ACL 2020) date F1 .544, AR1
.120, AR2 .035. What these stories give is not to be compared with it figure by figure: other reports, other
hands.
"""

import csv
import re
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Literal

from dateline.engine.finding import find_in_reports
from dateline.export.timeline import select_entries
from dateline.ingest.publication import date_report
from dateline.ingest.reading import read_reports
from dateline.ingest.zoning import zone
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.model.ids import make_id
from dateline.model.record import Record
from dateline.model.report import Basis, Published, Report
from dateline.nlp.encoder import Encoder
from dateline.nlp.sentences import find_paragraphs, find_sentences
from evaluation import datewise
from evaluation.chained_texts import put_together
from evaluation.timeline_scores import Scores, Timeline, score_timeline

_BY_HAND = Path(__file__).parent / "annotations" / "timelines"
_SAMPLE = Path(__file__).parent.parent / "samples" / "harbour"
_TRIAL = "entity-timelines/semeval2015-task4-trial/Corpus-trial-data_task4_events_timelines"
_PILES = {
    "harbour": "sample",
    "apple": "trial",
    "us-campaign-2016": "politics",
    "clinton-emails": "politics",
    "sanders": "politics",
    "cruz": "politics",
    "attacks": "politics",
}
_FIRST_PILES = 4
# An article is about something that it names so often.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class ByHand:
    """A timeline written by hand, and the words that choose its reports where they do not stand alone."""

    name: str
    days: Timeline
    about: tuple[str, ...]
    all: tuple[str, ...]

    def chooses(self, text: str) -> bool:
        """Tell whether a report tells of the story: it has words of each list often enough."""
        return all(
            not words or len(re.findall(rf"(?i)\b(?:{'|'.join(words)})\b", text)) >= _OFTEN
            for words in (self.about, self.all)
        )


def measure(data: Path) -> dict[str, float]:
    """Return date F1, AR1 and AR2 by story and on average, for the program, DATEWISE and a bare timeline."""
    piles = read_piles(data)
    days = [datewise.read_days(chosen) for _, chosen in piles]
    ways = ("", ", DATEWISE", ", DATEWISE told the topic", ", bare")
    scores: dict[str, dict[str, Scores]] = {way: {} for way in ways}
    unnumbered = []
    for n, (by_hand, chosen) in enumerate(piles):
        count = len(by_hand.days)
        weights = datewise.learn(
            (told, other.days) for m, ((other, _), told) in enumerate(zip(piles, days, strict=True)) if m != n
        )
        words = datewise.Words(days[n])
        ranked = datewise.rank_days(days[n], weights)[:count]
        record = link(chosen)
        uncounted = _cut(make_timeline(record, "that matter"), len(record.timeline))
        unnumbered.append(score_timeline(uncounted, by_hand.days).date_f1)
        made = {
            "": make_timeline(record, count),
            ", DATEWISE": _summarize(words, days[n], ranked, ()),
            ", DATEWISE told the topic": _summarize(words, days[n], ranked, by_hand.about),
            ", bare": make_bare(chosen),
        }
        for way, found in made.items():
            scores[way][by_hand.name] = score_timeline(_cut(found, count), by_hand.days)
    return {**_describe(scores), "mean, date F1 without a number of dates": fmean(unnumbered)}


def _summarize(
    words: datewise.Words, days: Mapping[str, datewise.Day], ranked: Iterable[str], keywords: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the best sentence of each day as DATEWISE chooses it."""
    return [(day, one) for day in ranked for one in words.summarize(days[day], 1, keywords)]


def _describe(scores: Mapping[str, Mapping[str, Scores]]) -> dict[str, float]:
    """Return scores by way and story as figures, with their means over all stories and the later ones."""
    figures: dict[str, float] = {}
    for way, by_story in scores.items():
        groups = {name: [score] for name, score in by_story.items()}
        groups |= {"mean": [*by_story.values()], "later piles": [*by_story.values()][_FIRST_PILES:]}
        for name, group in groups.items():
            figures[f"{name}{way}, date F1"] = fmean(one.date_f1 for one in group)
            figures[f"{name}{way}, AR1"] = fmean(one.ar1 for one in group)
            figures[f"{name}{way}, AR2"] = fmean(one.ar2 for one in group)
    return figures


def read_piles(data: Path) -> list[tuple[ByHand, list[Findings]]]:
    """Return the timelines written by hand with what is found in the reports of their stories."""
    encoder = Encoder.load()
    sample = [one for one in read_reports([str(_SAMPLE)]) if isinstance(one, Report)]
    found = {
        "sample": list(find_in_reports(sample, encoder=encoder)),
        "trial": list(find_in_reports(read_trial(data / _TRIAL), encoder=encoder)),
        "politics": list(find_in_reports(read_politics(data / "polnear"), encoder=encoder)),
    }
    piles = []
    for file, corpus in _PILES.items():
        by_hand = read_by_hand(_BY_HAND / f"{file}.toml")
        piles.append((by_hand, [one for one in found[corpus] if by_hand.chooses(one.report.text)]))
    return piles


def read_by_hand(file: Path) -> ByHand:
    """Return a timeline written by hand."""
    table = tomllib.loads(file.read_text("utf-8"))
    return ByHand(table["name"], table["days"], tuple(table.get("about", ())), tuple(table.get("all", ())))


def read_trial(folder: Path) -> list[Report]:
    """Return the reports of SemEval's trial corpus, dated by the line that says when they came out."""
    reports = []
    for file in sorted(folder.glob("*.xml")):
        text, _ = put_together(ET.parse(file).getroot().iter("token"))
        published = date_report(text, zone(text), (), given=None, url=None, collected=None)[0]
        reports.append(_make_report(file.stem, text, published))
    return reports


def read_politics(folder: Path, part: str = "train") -> list[Report]:
    """Return the articles of a part of PolNeAR with the dates of its metadata."""
    with (folder / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["compartment"] == part]
    reports = []
    for row in rows:
        path = folder / part / "text" / f"{row['filename']}.txt"
        if path.is_file() and (day := row["publication_date"]):
            report = _make_report(path.stem, path.read_text("utf-8"), Published(day, day, day, Basis.GIVEN))
            reports.append(replace(report, outlet=row["publisher"]))
    return reports


def _make_report(name: str, text: str, published: Published) -> Report:
    return Report.of_text(text, id=make_id("report", name), path=name, published=published)


def make_timeline(record: Record, count: int | Literal["that matter"]) -> list[tuple[str, str]]:
    """Return what `dateline timeline --top N --sentences 1` prints, an entry by the first day it may mean."""
    entries = select_entries(record, top=count, sentences=1)
    return [(one.date.earliest, one.summary[0]) for one in entries]


def make_bare(reports: Sequence[Findings]) -> list[tuple[str, str]]:
    """Return the days on which most was published, each with the first sentence of a report of that day."""
    counts = Counter(_read_days(reports))
    ledes: dict[str, str] = {}
    for one in sorted(reports, key=lambda one: one.report.id):
        day = one.report.published.earliest
        if day is not None and day in counts and day not in ledes:
            text = one.report.text
            spans = find_sentences(text, find_paragraphs(text, one.report.body))
            ledes[day] = next((span.of(text) for span in spans if len(span.of(text).split()) > 5), "")
    return [(day, ledes[day]) for day in sorted(counts, key=lambda day: (-counts[day], day))]


def _read_days(reports: Iterable[Findings]) -> list[str]:
    published = [one.report.published for one in reports]
    return [one.earliest for one in published if one.earliest is not None and one.earliest == one.latest]


def _cut(found: Iterable[tuple[str, str]], count: int) -> Timeline:
    sentences: dict[str, list[str]] = {}
    for day, sentence in list(found)[:count]:
        sentences.setdefault(day, []).append(sentence)
    return sentences
