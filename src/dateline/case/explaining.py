"""How an entry came about, in plain text: rule or model, the exact words, the sentence, the report.

In comes an id of the record, or an address in a report for what has no id of its own: time expressions and
mentions. The beginning of an id will do where only one begins so. What is told stands in
`dateline.case.entry_lines` and `dateline.case.finding_lines`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.case.entry_lines import EntryLines
from dateline.case.finding_lines import tell_place, tell_published, tell_time
from dateline.model.errors import UnknownEntry
from dateline.model.findings import Findings
from dateline.model.record import Record
from dateline.model.span import Span

# "4e3fa7:120-131", "4e3fa7:t2" and, on the page, "r4e3fa7-c120"; of one report alone "t2" will do.
_ADDRESS = re.compile(
    r"(?P<report>[0-9a-z]+):(?P<start>\d+)(?:-(?P<end>\d+))?|r(?P<page>[0-9a-f]+)(?:-c(?P<at>\d+))?"
    r"|(?:(?P<holder>[0-9a-z]+):)?t(?P<number>\d+)"
)
_SHORTEST_PREFIX = 4
# On the page an entry's address ends in "#s-" and its id.
_ANCHOR = re.compile(r"^(?:.*#)?(?:[a-z]-)?")


def explain(record: Record, entry_id: str) -> str:
    """Return how the entry with this id came about, as lines of text without a closing line break.

    Args:
        record: The record that holds it.
        entry_id: The id of a report, actor, statement, event, timeline entry, disagreement, source,
            commitment or group of copies, or its beginning, or its address on the page (`#s-…`); or
            `REPORT:START-END` (code points into the report's text) for the time expressions, mentions and
            statements that stand there; or `REPORT:t2` for the second time expression of a report, `t2`
            where there is but one report.

    Raises:
        UnknownEntry: Nothing has this id, more than one thing begins with it, or nothing was found there.
    """
    plain = _ANCHOR.sub("", entry_id.strip())
    return "\n".join(map(_quieten, _explain(record, plain)))


def name_beginning(entry_id: str) -> str:
    """Return the beginning of the id of the report or entry that is asked for: 4e3fa7 of 4e3fa7:120-131."""
    plain = _ANCHOR.sub("", entry_id.strip())
    address = _ADDRESS.fullmatch(plain)
    return plain if address is None else address["report"] or address["page"] or address["holder"] or ""


def explain_times(findings: Findings) -> str:
    """Return when a report was published and each of its time expressions, with how that is known.

    In lines of text without a closing line break.
    """
    lines = [f"report {findings.report.path}", *tell_published(findings.report)]
    for time in findings.times:
        lines += tell_time(findings, time)
    return "\n".join(map(_quieten, lines))


def _explain(record: Record, entry_id: str) -> Iterator[str]:
    reports = {one.report.id: one for one in record.reports}
    lines = EntryLines(record)
    address = _ADDRESS.fullmatch(entry_id)
    if address is None:
        yield from lines.tell(_find_one({**reports, **_read_entries(record)}, entry_id))
    elif address["page"] and address["at"] is None:
        yield from lines.tell(_find_one(reports, address["page"]))
    elif address["number"]:
        findings = _find_holder(reports, address["holder"])
        number = int(address["number"])
        if not 1 <= number <= len(findings.times):
            raise UnknownEntry(
                f"{findings.report.id} has {len(findings.times)} time expressions, no t{number}"
            )
        time = findings.times[number - 1]
        yield from tell_time(findings, time)
        yield from lines.tell_where(findings.report, Span(time.start, time.end))
    else:
        findings = _find_one(reports, address["report"] or address["page"])
        start = int(address["start"] or address["at"])
        place = Span(start, max(int(address["end"] or 0), start + 1))
        told = list(tell_place(findings, place))
        if not told:
            raise UnknownEntry(f"nothing was found at {findings.report.id}:{start}-{place.end}")
        yield from told
        yield from lines.tell_where(findings.report, place)


def _find_holder(reports: dict[str, Findings], report: str | None) -> Findings:
    if report is not None:
        holder: Findings = _find_one(reports, report)
        return holder
    if len(reports) != 1:
        raise UnknownEntry(f"there are {len(reports)} reports: say of which, as in REPORT:t1")
    return next(iter(reports.values()))


def _read_entries(record: Record) -> dict[str, Any]:
    tables: tuple[Sequence[Any], ...] = (
        record.actors,
        record.statements,
        record.events,
        record.timeline,
        record.disagreements,
        record.commitments,
        record.sources,
        record.copies,
    )
    return {entry.id: entry for table in tables for entry in table}


def _find_one(things: dict[str, Any], entry_id: str) -> Any:
    if entry_id in things:
        return things[entry_id]
    found = [one for one in things if one.startswith(entry_id)] if len(entry_id) >= _SHORTEST_PREFIX else []
    if len(found) == 1:
        return things[found[0]]
    if found:
        raise UnknownEntry(f"{len(found)} entries have an id that begins with {entry_id}; give more of it")
    raise UnknownEntry(f"no entry has the id {entry_id}; `dateline export` lists them all")


def _quieten(line: str) -> str:
    """Return a line without what a terminal would take for a command."""
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
