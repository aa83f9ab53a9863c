"""The findings of one report as tables for a terminal: what `dateline read --format table` prints."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.export.ledger import make_console
from dateline.model.findings import Event, Findings, Polarity, Role, SpeakerKind, Statement
from dateline.model.report import Published
from dateline.model.span import Span

_LONGEST_QUOTE = 160  # characters of a statement's content that a row shows


def print_findings(findings: Findings, *, console: Console | None = None) -> None:
    """Print when the report was published and what was found in it, in the order of its text."""
    console = console or make_console()
    report = findings.report
    console.rule(escape(report.title or report.path), align="left", characters="─")
    console.print(escape(" · ".join(part for part in (report.path, report.outlet, *report.bylines) if part)))
    console.print(f"[bold]Published[/bold] {escape(describe_published(report.published))}")
    if findings.statements:
        console.print(_statement_table(findings))
    if findings.events:
        console.print(_event_table(findings))
    if findings.times:
        console.print(_time_table(findings))
    console.print()


def describe_published(published: Published) -> str:
    """Return the publication date and what it rests on, as a phrase."""
    bounds = " ".join(
        f"{word} {day}"
        for word, day in (("not before", published.earliest), ("not after", published.latest))
        if day
    )
    if published.value is None:
        return f"not known{', ' + bounds if bounds else ''}"
    exact = published.earliest == published.latest
    return f"{published.value} ({published.basis.value}{'' if exact or not bounds else ', ' + bounds})"


def _statement_table(findings: Findings) -> Table:
    table = Table("Who", "Act", "What", box=None, pad_edge=False, title_justify="left", title="Statements")
    for statement in findings.statements:
        words = " … ".join(_words(findings, span) for span in statement.content)
        table.add_row(escape(_speaker(findings, statement)), statement.act.value, escape(_shorten(words)))
    return table


def _event_table(findings: Findings) -> Table:
    table = Table(
        "Status", "Who", "What", "To whom", "Where", "When", "By whose word",
        box=None, pad_edge=False, title_justify="left", title="Events",
    )  # fmt: skip
    speakers = {one.id: _speaker(findings, one) for one in findings.statements}
    for event in findings.events:
        status = f"{'not ' if event.polarity is Polarity.NEGATIVE else ''}{event.status}"
        said_by = ", ".join(dict.fromkeys(speakers[one] for one in event.according_to))
        columns = (
            _play(findings, event, Role.AGENT),
            _words(findings, event.trigger),
            _play(findings, event, Role.TARGET),
            _play(findings, event, Role.PLACE),
            _say_when(findings, event),
            said_by or "the report",
        )
        table.add_row(status, *map(escape, columns))
    return table


def _play(findings: Findings, event: Event, role: Role) -> str:
    """Return the words of those who play a part in an event."""
    spans = [Span(one.start, one.end) for one in event.participants if one.role is role]
    return ", ".join(_words(findings, span) for span in spans)


def _say_when(findings: Findings, event: Event) -> str:
    if event.time is None:
        return ""
    time = findings.times[event.time]
    return _words(findings, Span(time.start, time.end))


def _time_table(findings: Findings) -> Table:
    table = Table("Words", "Value", "Means", box=None, pad_edge=False, title_justify="left", title="Times")
    for time in findings.times:
        means = f"{time.earliest} to {time.latest}" if time.earliest != time.latest else time.earliest or ""
        words = _words(findings, Span(time.start, time.end))
        table.add_row(escape(words), time.value or "", "" if means == "None to None" else means)
    return table


def _speaker(findings: Findings, statement: Statement) -> str:
    if statement.chain:
        return " ← ".join(statement.chain)
    if statement.speaker.name:
        return statement.speaker.name
    if statement.anonymity:
        return statement.anonymity.descriptor
    words = " ".join(_words(findings, span) for span in statement.source)
    return words if words and statement.speaker.kind is not SpeakerKind.UNKNOWN else "not said by whom"


def _words(findings: Findings, span: Span) -> str:
    return " ".join(span.of(findings.report.text).split())


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"
