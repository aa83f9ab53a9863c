"""The entries of a record in plain text: how each came about, with the exact words it rests on.

In: a record and one of its entries. Out: lines, the first of which names the entry. What was found in one
report is told in `dateline.case.finding_lines`; which entry an id means, in `dateline.case.explaining`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.case.event_lines import tell_event
from dateline.case.finding_lines import flatten, quote, tell_published, tell_statement, tell_time
from dateline.model.findings import Findings
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Disagreement,
    EventEntry,
    Evidence,
    Record,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences


class EntryLines:
    """The lines of each entry of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._reports = {one.report.id: one for one in record.reports}
        self._actors = {actor.id: actor for actor in record.actors}
        self._sources = {source.id: source for source in record.sources}
        self._tell: dict[type, Callable[[Any], Iterator[str]]] = {
            Findings: self._tell_report,
            Actor: self._tell_actor,
            StatementEntry: self._tell_statement,
            TimelineEntry: self._tell_timeline,
            SourceEntry: self._tell_source,
            Commitment: self._tell_commitment,
            CopyGroup: self._tell_copies,
            EventEntry: self._tell_event,
            Disagreement: self._tell_disagreement,
        }

    def tell(self, entry: Any) -> Iterator[str]:
        """Yield how an entry of the record, or a report's findings, came about."""
        yield from self._tell.get(type(entry), self._tell_other)(entry)

    def _tell_report(self, findings: Findings) -> Iterator[str]:
        report = findings.report
        yield f"report {report.id}"
        yield f"  file: {report.path}"
        for label, value in (("title", report.title), ("outlet", report.outlet), ("address", report.url)):
            if value:
                yield f"  {label}: {value}"
        if report.bylines:
            yield f"  by: {', '.join(report.bylines)}"
        yield from tell_published(report)
        times = f"{len(findings.times)} time expressions"
        if findings.times:
            times += f" ({report.id}:t1 is the first)"
        yield (
            f"  found in it: {times}, {len(findings.mentions)} mentions, "
            f"{len(findings.statements)} statements"
        )
        for group in self._record.copies:
            if report.id in (group.original, *group.copies):
                yield f"  one text with others: {group.id}"

    def _tell_actor(self, actor: Actor) -> Iterator[str]:
        yield f"actor {actor.id}: {actor.name} ({actor.kind})"
        yield f"  names: {', '.join(f'{alias.name} ({alias.count})' for alias in actor.aliases)}"
        yield f"  why one actor: {actor.why}"
        for role in actor.roles:
            when = " to ".join(dict.fromkeys(date for date in (role.since, role.until) if date))
            yield f"  role: {role.role}{f', in reports of {when}' if when else ''}"
            yield from self._tell_words(role.evidence, "    ")
        yield "  first named in each report:"
        yield from self._tell_words(actor.evidence, "    ")

    def _tell_statement(self, entry: StatementEntry) -> Iterator[str]:
        findings = self._reports[entry.report]
        statement = next(one for one in findings.statements if one.id == entry.id)
        yield f"statement {entry.id}"
        yield from tell_statement(findings.report, statement)
        yield from self.tell_where(findings.report, statement.content[0])

    def _tell_timeline(self, entry: TimelineEntry) -> Iterator[str]:
        day = entry.date
        dates = day.earliest if day.earliest == day.latest else f"{day.earliest} to {day.latest}"
        yield f"timeline entry {entry.id}: {dates} ({day.precision}), salience {entry.salience}"
        yield "  words of the reports, the summary first:"
        chosen = [words for words in entry.evidence if words.exact in entry.summary]
        yield from self._tell_words(dict.fromkeys((*chosen, *entry.evidence)), "    ")
        if entry.according_to:
            yield f"  a source's word in statements: {', '.join(entry.according_to)}"
        yield "  the dates it rests on:"
        yield from self._tell_dates(entry)

    def _tell_dates(self, entry: TimelineEntry) -> Iterator[str]:
        for words in entry.evidence:
            findings = self._reports[words.report]
            for time in findings.times:
                if (time.start, time.end) == (words.start, words.end):
                    yield from tell_time(findings, time, "    ")
                    yield f"      in {findings.report.path}"
        for report in dict.fromkeys(words.report for words in entry.evidence):
            published = self._reports[report].report.published
            if published.earliest == published.latest == entry.date.earliest == entry.date.latest:
                yield f"    {self._reports[report].report.path} was published on that day"
                yield from tell_published(self._reports[report].report, "      ")

    def _tell_source(self, entry: SourceEntry) -> Iterator[str]:
        yield f"source {entry.id}: {entry.name} ({entry.kind}, {'named' if entry.named else 'not named'})"
        yield f"  {len(entry.statements)} statements in {len(entry.reports)} reports rest on it:"
        contents = {one.id: one.content for one in self._record.statements}
        for statement in entry.statements:
            yield f"    {statement} “{flatten(contents.get(statement, ''))}”"
        if not entry.named:
            yield "  An unnamed source is never joined with one of another report."
        yield from self._tell_words(entry.evidence, "    ")

    def _tell_commitment(self, entry: Commitment) -> Iterator[str]:
        yield f"commitment {entry.id}{f' ({entry.kind})' if entry.kind else ''}"
        who = self._actors.get(entry.by or "") or self._sources.get(entry.by or "")
        yield f"  by: {who.name if who else 'not named'}, said or reported {entry.on or 'on an unknown date'}"
        if entry.chain:
            yield f"  on whose authority, nearest first: {', '.join(entry.chain)}"
        if entry.kind and not entry.statements:
            yield "  the report says it in its own voice"
        yield f"  what: “{flatten(entry.what)}”"
        if entry.horizon:
            yield f"  to be: {entry.horizon.earliest or '…'} to {entry.horizon.latest or '…'}"
        yield "  the words that say so:"
        yield from self._tell_words(entry.evidence, "    ")
        day = f", shown by a report of {entry.outcome_on}" if entry.outcome_on else ""
        yield f"  outcome: {entry.outcome.replace('_', ' ')}{day}"
        if entry.why:
            yield f"  why: {entry.why}"
        later = [words for words in entry.outcome_evidence if words not in entry.evidence]
        yield from self._tell_words(later, "    ")
        for said in entry.statements:
            yield f"  made of: statement {said}"

    def _tell_copies(self, group: CopyGroup) -> Iterator[str]:
        if group.original is not None:
            yield f"reports that are one text {group.id}"
            yield f"  original: {self._say_report(group.original)}"
            for copy in group.copies:
                yield f"  copy: {self._say_report(copy)}"
            share = f"{group.overlap:.0%} or more of the one stands in the other"
            yield f"  of each copy and the original, {share}, in runs of five words and more"
        else:
            yield f"reports that pass on another outlet's {group.id}"
        for relay in group.relays:
            yield f"  {self._say_report(relay.report)} relays {relay.relays}"
        yield "  the words they share:" if group.original else "  the words that say so:"
        yield from self._tell_words(group.evidence, "    ")

    def _tell_disagreement(self, entry: Disagreement) -> Iterator[str]:
        about = f", about {entry.about}" if entry.about else ""
        yield f"disagreement {entry.id}: {entry.kind.replace('_', ' ')}{about}"
        yield f"  why: {entry.why}"
        statements = {one.id: one for one in self._record.statements}
        for label, side, words in zip(
            ("one side", "the other"), (entry.left, entry.right), entry.evidence, strict=False
        ):
            own = "a statement" if side in statements else "the report's own words, event"
            yield f"  {label} ({own} {side}):"
            yield from self._tell_words((words,), "    ")
            yield from tell_published(self._reports[words.report].report, "    ")

    def _tell_event(self, entry: EventEntry) -> Iterator[str]:
        yield from tell_event(entry, self._reports)

    def _tell_other(self, entry: Any) -> Iterator[str]:
        yield f"{type(entry).__name__} {entry.id}"
        yield from self._tell_words(entry.evidence, "    ")

    def tell_where(self, report: Report, span: Span) -> Iterator[str]:
        """Yield the sentences at a place, and the report with the evidence for its date."""
        for sentence in find_sentences(report.text, find_paragraphs(report.text, report.body)):
            if sentence.overlaps(span):
                yield f"  sentence: {quote(report, sentence)}"
        page = report.page_at(span.start)
        yield f"  report: {self._say_report(report.id)}{f', page {page}' if page else ''}"
        yield from tell_published(report)

    def _tell_words(self, evidence: Iterable[Evidence], indent: str) -> Iterator[str]:
        for words in evidence:
            place = f"{self._reports[words.report].report.path}{f', page {words.page}' if words.page else ''}"
            yield f"{indent}“{flatten(words.exact)}” [{words.start}, {words.end}) in {place}"

    def _say_report(self, report_id: str) -> str:
        return f"{self._reports[report_id].report.path} ({report_id})"
