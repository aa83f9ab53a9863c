"""How an entry came about, in plain text: rule or model, the exact words, the sentence, the report.

In comes an id of the record, or an address in a report (`REPORT:START-END`) for what has no id of its own:
time expressions and mentions. The beginning of an id will do where only one begins so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dateline.model.errors import UnknownEntry
from dateline.model.findings import Findings, Mention, Statement, TimeExpression
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Evidence,
    Record,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)
from dateline.model.report import Published, Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_ADDRESS = re.compile(r"(?P<report>[0-9a-z]+):(?P<start>\d+)(?:-(?P<end>\d+))?")
_SHORTEST_PREFIX = 4
# On the page an entry's address ends in "#s-" and its id.
_ANCHOR = re.compile(r"^(?:.*#)?[a-z]-")


def explain(record: Record, entry_id: str) -> str:
    """Return how the entry with this id came about, as lines of text without a closing line break.

    Args:
        record: The record that holds it.
        entry_id: The id of a report, actor, statement, timeline entry, source, commitment or group of
            copies, or its beginning, or its address on the page (`#s-…`); or `REPORT:START-END` (code points
            into the report's text) for the time expressions, mentions and statements that stand there.

    Raises:
        UnknownEntry: Nothing has this id, more than one thing begins with it, or nothing was found there.
    """
    plain = _ANCHOR.sub("", entry_id.strip())
    return "\n".join(map(_quieten, _Explanation(record).explain(plain)))


class _Explanation:
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
        }

    def explain(self, entry_id: str) -> Iterator[str]:
        address = _ADDRESS.fullmatch(entry_id)
        if address is not None:
            findings = _find_one(self._reports, address["report"])
            yield from self._tell_address(findings, int(address["start"]), int(address["end"] or 0))
            return
        entry = _find_one(self._read_all(), entry_id)
        tell = self._tell.get(type(entry))
        yield from tell(entry) if tell else self._tell_other(entry)

    def _read_all(self) -> dict[str, Any]:
        record = self._record
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
        return {**self._reports, **{entry.id: entry for table in tables for entry in table}}

    def _tell_report(self, findings: Findings) -> Iterator[str]:
        report = findings.report
        yield f"report {report.id}"
        yield f"  file: {report.path}"
        for label, value in (("title", report.title), ("outlet", report.outlet), ("address", report.url)):
            if value:
                yield f"  {label}: {value}"
        if report.bylines:
            yield f"  by: {', '.join(report.bylines)}"
        yield from _tell_published(report)
        yield (
            f"  found in it: {len(findings.times)} time expressions, {len(findings.mentions)} mentions, "
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
        yield from self._tell_finding(findings.report, statement)
        yield from self._tell_where(findings.report, statement.content[0])

    def _tell_finding(self, report: Report, statement: Statement) -> Iterator[str]:
        speaker = statement.speaker
        name = speaker.name or "not named"
        yield f"  speaker: {name} ({speaker.kind}{f', {speaker.actor}' if speaker.actor else ''})"
        yield f"  why this speaker: {speaker.why}"
        if statement.anonymity is not None:
            yield f"  described as: “{statement.anonymity.descriptor}”"
            reason = statement.anonymity.reason
            yield f"  why unnamed: {_quote(report, reason) if reason else 'the report does not say'}"
        if statement.chain:
            yield f"  on the authority of: {' ← '.join(statement.chain)}"
        yield f"  form: {statement.form}; act: {statement.act}"
        yield f"  found by: {statement.rule}; confidence {statement.confidence:.2f}"
        for role in ("content", "cue", "source"):
            for span in getattr(statement, role):
                yield f"  {role}: {_quote(report, span)}"

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
                    place = _quote(findings.report, Span(time.start, time.end))
                    yield f"    {place} in {findings.report.path}"
                    yield f"      {_say_time(time)}"
        for report in dict.fromkeys(words.report for words in entry.evidence):
            published = self._reports[report].report.published
            if published.earliest == published.latest == entry.date.earliest == entry.date.latest:
                yield f"    {self._reports[report].report.path} was published on that day"
                yield from _tell_published(self._reports[report].report, "      ")

    def _tell_source(self, entry: SourceEntry) -> Iterator[str]:
        yield f"source {entry.id}: {entry.name} ({entry.kind}, {'named' if entry.named else 'not named'})"
        yield f"  {len(entry.statements)} statements in {len(entry.reports)} reports rest on it:"
        contents = {one.id: one.content for one in self._record.statements}
        for statement in entry.statements:
            yield f"    {statement} “{_flatten(contents.get(statement, ''))}”"
        if not entry.named:
            yield "  An unnamed source is never joined with one of another report."
        yield from self._tell_words(entry.evidence, "    ")

    def _tell_commitment(self, entry: Commitment) -> Iterator[str]:
        yield f"commitment {entry.id}"
        who = self._actors.get(entry.by or "") or self._sources.get(entry.by or "")
        yield f"  by: {who.name if who else 'not named'}, reported {entry.on or 'on an unknown date'}"
        yield f"  what: “{_flatten(entry.what)}”"
        if entry.horizon:
            yield f"  until: {entry.horizon.earliest or '…'} to {entry.horizon.latest or '…'}"
        yield f"  outcome: {entry.outcome}"
        yield from self._tell_words(entry.evidence, "    ")

    def _tell_copies(self, group: CopyGroup) -> Iterator[str]:
        if group.original is not None:
            yield f"reports that are one text {group.id}"
            yield f"  original: {self._say_report(group.original)}"
            for copy in group.copies:
                yield f"  copy: {self._say_report(copy)}"
            yield f"  at least {group.overlap:.0%} of a copy's five-word runs stand in the original"
        else:
            yield f"reports that pass on another outlet's {group.id}"
        for relay in group.relays:
            yield f"  {self._say_report(relay.report)} relays {relay.relays}"
        yield "  the words they share:" if group.original else "  the words that say so:"
        yield from self._tell_words(group.evidence, "    ")

    def _tell_other(self, entry: Any) -> Iterator[str]:
        yield f"{type(entry).__name__} {entry.id}"
        yield from self._tell_words(entry.evidence, "    ")

    def _tell_address(self, findings: Findings, start: int, end: int) -> Iterator[str]:
        report = findings.report
        place = Span(start, max(end, start + 1))
        found = False
        for time in findings.times:
            if place.overlaps(Span(time.start, time.end)):
                found = True
                yield f"time expression {_quote(report, Span(time.start, time.end))}"
                yield f"  {_say_time(time)}"
        for mention in findings.mentions:
            if place.overlaps(Span(mention.start, mention.end)):
                found = True
                yield from _tell_mention(report, mention)
        for statement in findings.statements:
            if any(place.overlaps(span) for span in statement.content):
                found = True
                yield f"statement {statement.id}"
                yield from self._tell_finding(report, statement)
        if not found:
            raise UnknownEntry(f"nothing was found at {report.id}:{start}-{place.end}")
        yield from self._tell_where(report, place)

    def _tell_where(self, report: Report, span: Span) -> Iterator[str]:
        for sentence in find_sentences(report.text, find_paragraphs(report.text, report.body)):
            if sentence.overlaps(span):
                yield f"  sentence: {_quote(report, sentence)}"
        page = report.page_at(span.start)
        yield f"  report: {self._say_report(report.id)}{f', page {page}' if page else ''}"
        yield from _tell_published(report)

    def _tell_words(self, evidence: Iterable[Evidence], indent: str) -> Iterator[str]:
        for words in evidence:
            place = f"{self._reports[words.report].report.path}{f', page {words.page}' if words.page else ''}"
            yield f"{indent}“{_flatten(words.exact)}” [{words.start}, {words.end}) in {place}"

    def _say_report(self, report_id: str) -> str:
        return f"{self._reports[report_id].report.path} ({report_id})"


def _find_one(things: dict[str, Any], entry_id: str) -> Any:
    if entry_id in things:
        return things[entry_id]
    found = [one for one in things if one.startswith(entry_id)] if len(entry_id) >= _SHORTEST_PREFIX else []
    if len(found) == 1:
        return things[found[0]]
    if found:
        raise UnknownEntry(f"{len(found)} entries have an id that begins with {entry_id}; give more of it")
    raise UnknownEntry(f"no entry has the id {entry_id}; `dateline export` lists them all")


def _tell_mention(report: Report, mention: Mention) -> Iterator[str]:
    yield f"mention {_quote(report, Span(mention.start, mention.end))} ({mention.type})"
    yield f"  of: {mention.name or 'no one known'}{f' ({mention.actor})' if mention.actor else ''}"
    yield f"  found by: {mention.rule}"


def _say_time(time: TimeExpression) -> str:
    dates = f"{time.earliest or 'unknown'} to {time.latest or 'unknown'}"
    counted = {"published": "counted from the report's date", "narrative": "counted from a date in the text"}
    how = counted.get(time.anchor.value, "stands by itself")
    mod = f" {time.mod}" if time.mod else ""
    return f"{time.type} {time.value or 'unresolved'}{mod} ({dates}); {how}; rule: {time.rule}"


def _tell_published(report: Report, indent: str = "  ") -> Iterator[str]:
    yield f"{indent}published: {_say_published(report.published)}"
    for reason in report.published.evidence:
        if reason.start is not None and reason.end is not None and reason.start < reason.end:
            yield f"{indent}  {reason.why}: {_quote(report, Span(reason.start, reason.end))}"
        else:
            yield f"{indent}  {reason.why}"


def _say_published(published: Published) -> str:
    if published.value is None:
        known = [f"not before {published.earliest}"] if published.earliest else []
        known += [f"not after {published.latest}"] if published.latest else []
        return f"date unknown{''.join(f', {one}' for one in known)} ({published.basis})"
    return f"{published.value} ({published.basis})"


def _quote(report: Report, span: Span) -> str:
    return f"“{_flatten(span.of(report.text))}” [{span.start}, {span.end})"


def _flatten(words: str) -> str:
    return " ".join(words.split())


def _quieten(line: str) -> str:
    """Return a line without what a terminal would take for a command."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
