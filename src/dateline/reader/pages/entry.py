"""One entry of the record and how it came about: what `dateline explain` prints, with its words in place."""

from dataclasses import dataclass

from dateline.case.explaining import explain
from dateline.case.file import Case
from dateline.model.found import Voice
from dateline.model.record import Evidence
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import read_heads
from dateline.reader.page import Page

# An actor may be named in every report of a case: so many are told of.
_MOST_REPORTS = 40


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry: its table, how it came about in lines of text, and the words it rests on.

    `voices` are whose word each of them is, none where it is the report's own, in the same order;
    `reports` counts the reports it rests on; `heads` are those that are told of, by id.
    """

    id: str
    table: str
    lines: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    voices: tuple[tuple[Voice, ...], ...]
    reports: int
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> EntryView:
    """Return the entry whose id, or the beginning of it, is in the address."""
    table, entry = case.locate(asked.parts["id"])
    words = (*entry.evidence, *getattr(entry, "outcome_evidence", ()))
    reports = list(dict.fromkeys(one.report for one in words))
    told = set(reports[:_MOST_REPORTS])
    lines = explain(case.part(told), entry.id).splitlines()
    shown = tuple(dict.fromkeys(one for one in words if one.report in told))
    found = case.voices(shown)
    voices = tuple(found[one] for one in shown)
    return EntryView(entry.id, table, tuple(lines), shown, voices, len(reports), read_heads(case, shown))


PAGE = Page(name="entry", path="/entry/{id}", read=read, title="How it came about")
