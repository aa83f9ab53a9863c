"""One entry of the record and how it came about: what `dateline explain` tells, with its words in place."""

from dataclasses import dataclass

from dateline.case.explaining import explain
from dateline.case.file import Case
from dateline.model.record import Commitment, Disagreement, Entry, Evidence, StatementEntry
from dateline.model.report import ReportHead
from dateline.reader.asked import Asked
from dateline.reader.lists import name_unnamed, read_heads
from dateline.reader.page import Page
from dateline.reader.passages import PassageView, cut_passages

# An actor may be named in every report of a case: so many are told of.
_MOST_REPORTS = 40


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry: its table, itself, how it came about in lines of text, and the words it rests on.

    `passages` are its words in the sentences they stand in. `names` are those of the actors and sources that
    it tells of, by id; of a disagreement `sides` are the statements among its two sides, by id. `reports`
    counts the reports it rests on; `heads` are those that are told of, by id.
    """

    id: str
    table: str
    entry: Entry
    lines: tuple[str, ...]
    passages: tuple[PassageView, ...]
    names: dict[str, str]
    sides: dict[str, StatementEntry]
    reports: int
    heads: dict[str, ReportHead]


def read(case: Case, asked: Asked) -> EntryView:
    """Return the entry whose id, or the beginning of it, is in the address."""
    table, entry = case.locate(asked.parts["id"])
    words: tuple[Evidence, ...] = (*entry.evidence, *getattr(entry, "outcome_evidence", ()))
    reports = list(dict.fromkeys(one.report for one in words))
    told = set(reports[:_MOST_REPORTS])
    part = case.part(told)
    shown = tuple(dict.fromkeys(one for one in words if one.report in told))
    # Who is named is nobody's word, and what two reports have in common is both of theirs.
    voices = {} if table in ("actors", "sources", "copies") else case.voices(shown)
    sides = {one.id: one for one in case.statements(ids=_list_sides(entry))}
    names = name_unnamed(case, sides.values())
    if isinstance(entry, Commitment) and entry.by:
        names |= case.names([entry.by])
    return EntryView(
        id=entry.id,
        table=table,
        entry=entry,
        lines=tuple(explain(part, entry.id).splitlines()),
        passages=cut_passages(shown, {one.report.id: one.report for one in part.reports}, voices),
        names=names,
        sides=sides,
        reports=len(reports),
        heads=read_heads(case, shown),
    )


def _list_sides(entry: Entry) -> list[str]:
    """Return the statements whose speakers are told of: a statement itself, or what may be both sides."""
    if isinstance(entry, Disagreement):
        return [entry.left, entry.right]
    return [entry.id] if isinstance(entry, StatementEntry) else []


PAGE = Page(name="entry", path="/entry/{id}", read=read, title="How it came about")
