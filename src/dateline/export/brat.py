"""The findings as brat has them: for each report its text and a stand-off file, and one configuration.

In: a record. Out: `NAME.txt`, `NAME.ann` and `annotation.conf` in a folder that brat opens. Statements are
events of brat, whose trigger is the cue and whose arguments are content and source; events have theirs with
`AccordingTo` leading to the statement they lie in. Offsets are code points, as brat counts.

Source: brat's stand-off format (Stenetorp et al., EACL 2012).
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.export.documents import name_documents
from dateline.export.exporter import Exporter, make_encodable, make_folder, put_file
from dateline.export.page.controls import show_line
from dateline.link.disagreements.holders import name_speaker
from dateline.model.findings import (
    Act,
    Event,
    Findings,
    Form,
    Mention,
    MentionType,
    Polarity,
    Role,
    Statement,
    Status,
    TimeExpression,
)
from dateline.model.record import Record
from dateline.model.span import Span

_ATTRIBUTES = {"Act": ("Statement", Act), "Form": ("Statement", Form), "Status": ("Event", Status),
               "Polarity": ("Event", Polarity)}  # fmt: skip


def make_configuration() -> str:
    """Return `annotation.conf`: the types that the stand-off files use."""
    mentions = "\n".join(one.value.capitalize() for one in MentionType)
    roles = ", ".join(f"{role.value.capitalize()}*:<ENTITY>" for role in Role)
    attributes = "\n".join(
        f"{name}\tArg:{on}, Value:{'|'.join(one.value for one in kind)}"
        for name, (on, kind) in _ATTRIBUTES.items()
    )
    return (
        f"[entities]\n{mentions}\nTimex\nContent\nSource\nParticipant\n\n[relations]\n\n"
        f"[events]\nStatement\tContent*:Content, Source*:Source\n"
        f"Event\tAccordingTo*:Statement, {roles}\n\n[attributes]\n{attributes}\n"
    )


def make_standoff(findings: Findings) -> str:
    """Return the stand-off file of one report."""
    return "".join(f"{line}\n" for line in _Standoff(findings).lines())


class _Standoff:
    """Numbers the annotations of one report as they are made."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._text = findings.report.text
        self._counts = {"T": 0, "E": 0, "A": 0, "#": 0}
        self._lines: list[str] = []

    def lines(self) -> Sequence[str]:
        for mention in self._findings.mentions:
            self._mention(mention)
        for time in self._findings.times:
            self._time(time)
        statements = {one.id: self._statement(one) for one in self._findings.statements}
        for event in self._findings.events:
            self._event(event, statements)
        return self._lines

    def _mention(self, one: Mention) -> None:
        made = self._mark(one.type.value.capitalize(), [Span(one.start, one.end)])
        if one.actor:
            self._note(made, f"actor {one.actor} {one.name or ''}")

    def _time(self, one: TimeExpression) -> None:
        made = self._mark("Timex", [Span(one.start, one.end)])
        bounds = f"{one.earliest or '..'}/{one.latest or '..'}"
        self._note(made, f"{one.type.value} {one.value or 'not known'} {bounds}")

    def _statement(self, one: Statement) -> str:
        # Where a report names no cue, the words themselves are what says that somebody says them.
        trigger = self._mark("Statement", one.cue or one.content)
        arguments = [("Content", self._mark("Content", one.content))]
        if one.source:
            arguments.append(("Source", self._mark("Source", one.source)))
        made = self._link("Statement", trigger, arguments)
        self._say("Act", made, one.act.value)
        self._say("Form", made, one.form.value)
        chain = f"; through {', '.join(one.chain)}" if one.chain else ""
        who = f"{name_speaker(one, self._findings.report)} ({one.speaker.kind.value}){chain}"
        self._note(made, f"{who}; confidence {one.confidence:.2f}; {one.id}")
        return made

    def _event(self, one: Event, statements: dict[str, str]) -> None:
        trigger = self._mark("Event", [one.trigger])
        arguments = [
            (part.role.value.capitalize(), self._mark("Participant", [Span(part.start, part.end)]))
            for part in one.participants
        ]
        arguments += [("AccordingTo", statements[said]) for said in one.according_to if said in statements]
        made = self._link("Event", trigger, arguments)
        self._say("Status", made, one.status.value)
        self._say("Polarity", made, one.polarity.value)
        bounds = f"{one.date.earliest or '..'}/{one.date.latest or '..'}"
        self._note(made, f"{one.type or 'no type'}; {bounds}; confidence {one.confidence:.2f}; {one.id}")

    def _mark(self, kind: str, spans: Iterable[Span]) -> str:
        """Add the words of `spans`; a line of the file holds no line break, so spans are cut at them."""
        parts = [part for span in spans for part in _cut_lines(self._text, span)]
        places = ";".join(f"{one.start} {one.end}" for one in parts)
        words = " ".join(make_encodable(one.of(self._text)).replace("\t", " ") for one in parts)
        return self._add("T", f"{kind} {places}\t{words}")

    def _link(self, kind: str, trigger: str, arguments: Sequence[tuple[str, str]]) -> str:
        seen: dict[str, int] = {}
        named = []
        for role, target in arguments:
            seen[role] = seen.get(role, 0) + 1
            named.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{target}")
        return self._add("E", " ".join([f"{kind}:{trigger}", *named]))

    def _say(self, name: str, target: str, value: str) -> None:
        self._add("A", f"{name} {target} {value}")

    def _note(self, target: str, words: str) -> None:
        self._add("#", f"AnnotatorNotes {target}\t{show_line(words)}")

    def _add(self, letter: str, rest: str) -> str:
        self._counts[letter] += 1
        name = f"{letter}{self._counts[letter]}"
        self._lines.append(f"{name}\t{rest}")
        return name


def _cut_lines(text: str, span: Span) -> Iterator[Span]:
    """Return `span` without what ends a line; all of it where it holds nothing else."""
    start = span.start
    found = False
    for at in range(span.start, span.end + 1):
        if at == span.end or text[at].splitlines() == [""]:
            if at > start:
                found = True
                yield Span(start, at)
            start = at + 1
    if not found:
        yield span


def _write(record: Record, target: Path, *, title: str) -> None:
    make_folder(target)
    put_file(target / "annotation.conf", make_configuration().encode())
    for name, findings in name_documents(record.reports):
        put_file(target / f"{name}.txt", make_encodable(findings.report.text).encode())
        put_file(target / f"{name}.ann", make_standoff(findings).encode())


EXPORTER = Exporter(
    name="brat", summary="brat stand-off, a text and its findings a report", write=_write, is_folder=True
)
