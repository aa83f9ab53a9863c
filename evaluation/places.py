"""Places against labels: is a place where the record says it is, and how many of those it could know it does.

The labels are those of `annotations/places.jsonl`: names of places in GUM, ECB+ and MEANTIME as those
corpora mark them, drawn by hash; each document is a report of its own, and its names are given, so that
only the locating is measured. Part `first` was looked at while the rules were written; `second`, of other
documents, was drawn when they stood: three of its 125 places were wrong then, and two kinds of error were
mended since. Most of each part were drawn among names that were given a place, so recall stands for nothing
but a fall. A place is right where country and GeoNames' id are those of the label; a label without either
is a place that the gazetteer lacks, or that nobody can tell.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.link.linking import link
from dateline.model.findings import Findings, Mention, MentionType
from dateline.model.record import Place
from dateline.model.report import Report
from evaluation import corpora
from evaluation.corpora import UNKNOWN, Document

LABELS = Path(__file__).parent / "annotations" / "places.jsonl"


@dataclass(frozen=True)
class Judged:
    """One name: what the label says of it, and what the record does; None for nothing.

    `is_town` tells those that are no country and no state, or that were taken for a town.
    """

    n: int
    name: str
    meant: tuple[str, int | None] | None
    found: Place | None
    is_town: bool
    part: str

    @property
    def right(self) -> bool:
        """Whether the record has a place and it is the one meant."""
        return self.found is not None and self.meant == (self.found.country, self.found.geonames)


def measure(data: Path) -> dict[str, float]:
    """Return precision where a place is given, and the share of places in the gazetteer that are given."""
    judged = judge(data)
    figures = {}
    for part in ("first", "second"):
        ones = [one for one in judged if one.part == part]
        for kind, some in (("", ones), ("towns, ", [one for one in ones if one.is_town])):
            given = [one for one in some if one.found is not None]
            known = [one for one in some if one.meant is not None]
            figures[f"{kind}precision, {part}"] = sum(one.right for one in given) / max(len(given), 1)
            figures[f"{kind}recall, {part}"] = sum(one.right for one in known) / max(len(known), 1)
    return figures


def judge(data: Path) -> list[Judged]:
    """Return each labelled name, in order, with what the record says of it."""
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    documents = {one.name: one for one in read_documents(data)}
    found = {name: locate(documents[name]) for name in sorted({row["text"] for row in rows})}
    judged = []
    for row in rows:
        text = documents[row["text"]].text
        meant = None if row["country"] is None else (row["country"], row["geonames"])
        span = (row["start"], row["end"])
        judged.append(
            Judged(
                row["n"], text[slice(*span)], meant, found[row["text"]].get(span), row["town"], row["part"]
            )
        )
    return judged


def read_documents(data: Path) -> Iterator[Document]:
    """Yield the documents whose names of places are labelled."""
    folder = data / "entity-timelines/meantime/intra-doc_annotation/corpus_apple"
    for part in ("train", "dev", "test"):
        yield from corpora.read_gum(data / "treebanks/gum", part)
    for held_out in (False, True):
        yield from corpora.read_ecbplus(data / "ecbplus" / "ECB+", held_out=held_out)
        yield from corpora.read_meantime(folder, held_out=held_out)


def locate(document: Document) -> dict[tuple[int, int], Place]:
    """Return where the places named in one document lie, by the span of each name."""
    text = document.text
    report = Report.of_text(text, id=document.name, path=document.name)
    mentions = tuple(
        Mention(start, end, MentionType(kind), None, None, "given")
        for start, end, kind in document.names or ()
        if kind != UNKNOWN
    )
    record = link([Findings(report, (), mentions, ())])
    places = {actor.id: actor.place for actor in record.actors}
    return {
        (mention.start, mention.end): place
        for one in record.reports
        for mention in one.mentions
        if mention.actor and (place := places[mention.actor]) is not None
    }


def list_errors(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each name whose place is wrong or missing."""
    for one in judged:
        if not one.right and (one.meant or one.found):
            yield f"{one.n} {one.name!r} meant {one.meant} found {one.found}"
