"""What was found in one report, in plain text: each finding with its words, its rule, and how it was told.

In: a report's findings. Out: lines, the first of each finding at the margin. What the record makes of them is
told in `dateline.case.entry_lines`.
"""

from collections.abc import Iterator

from dateline.find.timex.arithmetic import say_arithmetic
from dateline.model.findings import Findings, Mention, Said, Statement, TimeExpression
from dateline.model.report import Published, Report
from dateline.model.span import Span


def tell_place(findings: Findings, place: Span) -> Iterator[str]:
    """Yield what was found at a place of a report: times, mentions, statements; nothing where none was."""
    report = findings.report
    for time in findings.times:
        if place.overlaps(Span(time.start, time.end)):
            yield from tell_time(findings, time)
    for mention in findings.mentions:
        if place.overlaps(Span(mention.start, mention.end)):
            yield from _tell_mention(report, mention)
    for statement in findings.statements:
        if any(place.overlaps(span) for span in statement.content):
            yield f"statement {statement.id}"
            yield from tell_statement(report, statement)


def tell_time(findings: Findings, time: TimeExpression, indent: str = "") -> Iterator[str]:
    """Yield what a time expression means, the rule that read it, and the way to its date."""
    report = findings.report
    name = f"{report.id}:t{findings.times.index(time) + 1}"
    yield f"{indent}time expression {quote(report, Span(time.start, time.end))} ({name})"
    yield f"{indent}  {_say_meaning(time)}"
    yield f"{indent}  rule: {time.rule}"
    yield f"{indent}  {say_arithmetic(time, findings.times, report.published, report.text)}"


def _say_zone(zone: str) -> str:
    return "of UTC" if zone == "Z" else f"{zone[1:]} {'ahead of' if zone[0] == '+' else 'behind'} UTC"


def _say_meaning(time: TimeExpression) -> str:
    mod = f" {time.mod}" if time.mod else ""
    zone = f", by a clock {_say_zone(time.zone)}" if time.zone else ""
    value = f"{time.type} {time.value or 'without a value'}{mod}{zone}"
    if time.earliest is None and time.latest is None:
        return value
    return f"{value} ({time.earliest or '…'} to {time.latest or '…'})"


def _tell_mention(report: Report, mention: Mention) -> Iterator[str]:
    yield f"mention {quote(report, Span(mention.start, mention.end))} ({mention.type})"
    yield f"  of: {mention.name or 'no one known'}{f' ({mention.actor})' if mention.actor else ''}"
    yield f"  found by: {mention.rule}"


def tell_statement(report: Report, statement: Statement) -> Iterator[str]:
    """Yield whose word a statement is and why, by what it was found, and the words of its roles."""
    speaker = statement.speaker
    name = speaker.name or "not named"
    yield f"  speaker: {name} ({speaker.kind}{f', {speaker.actor}' if speaker.actor else ''})"
    yield f"  why this speaker: {speaker.why}"
    if statement.anonymity is not None:
        yield f"  described as: “{statement.anonymity.descriptor}”"
        reason = statement.anonymity.reason
        yield f"  why unnamed: {quote(report, reason) if reason else 'the report does not say'}"
    if statement.chain:
        yield f"  on the authority of: {' ← '.join(statement.chain)}"
    if statement.said is not None:
        yield f"  said: {_say_said(statement.said)}"
    yield f"  form: {statement.form}; act: {statement.act}"
    yield f"  found by: {statement.rule}; confidence {statement.confidence:.2f}"
    for role in ("content", "cue", "source"):
        for span in getattr(statement, role):
            yield f"  {role}: {quote(report, span)}"


def _say_said(said: Said) -> str:
    if said.earliest is None and said.latest is None:
        return f"unknown when ({said.why})"
    if said.earliest == said.latest:
        return f"{said.earliest} ({said.why})"
    return f"{said.earliest or '…'} to {said.latest or '…'} ({said.why})"


def tell_published(report: Report, indent: str = "  ") -> Iterator[str]:
    """Yield when a report was published, and each piece of evidence with the words it rests on."""
    yield f"{indent}published: {_say_published(report.published)}"
    for reason in report.published.evidence:
        if reason.start is not None and reason.end is not None and reason.start < reason.end:
            yield f"{indent}  {reason.why}: {quote(report, Span(reason.start, reason.end))}"
        else:
            yield f"{indent}  {reason.why}"
    if not report.published.evidence:
        yield f"{indent}  nothing in it or about it says when"


def _say_published(published: Published) -> str:
    if published.value is None:
        known = [f"not before {published.earliest}"] if published.earliest else []
        known += [f"not after {published.latest}"] if published.latest else []
        return f"date unknown{''.join(f', {one}' for one in known)} ({published.basis})"
    bounds = f", {published.earliest or '…'} to {published.latest or '…'}"
    return f"{published.value} ({published.basis}{'' if published.earliest == published.latest else bounds})"


def quote(report: Report, span: Span) -> str:
    """Return the words of a span on one line, with where they stand."""
    return f"“{flatten(span.of(report.text))}” [{span.start}, {span.end})"


def flatten(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())
