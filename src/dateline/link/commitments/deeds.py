"""What a report tells of, as far as it can be held against what was announced: who does what, and is it so.

In: the findings of one report. Out: deeds, one for each event and one for each announcement in which no event
was found; and the sums of money that somebody gives. What a deed is about are the stems of who or what takes
part; what stands around it are those of its clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.find.events.quantities import Quantity, find_quantities
from dateline.link.commitments.pledges import Pledge
from dateline.link.commitments.terms import Term, read_terms, stem_of
from dateline.link.overlaps import Overlaps
from dateline.model.findings import Event, Findings, Interval, Polarity, Role, Statement, Status
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

_AROUND = 10  # words on either side
_AROUND_SUM = 6
_LARGE = 1e6  # a sum, even where the currency is left out: "forty million is the figure"
_LEADING = 3  # sentences
_REACH = 60  # characters before an event in which "will" may stand
_CARRIED = re.compile(
    r"(?i)\b(?:will|would|shall|won['’]t|['’]ll"
    r"|(?:going|plan(?:s|ning)?|preparing|ready|prepared|intends?|decided|chosen|agreed|set|due)\sto)\s"
    r"(?:(?:not|never|also|soon|still|\w+ly)\s)*(?:be\s|have\s)?"
    r"(?:(?:hold|make|launch|begin|start|stage|carry\sout|conduct|put\sup|mount)\s(?:to\s)?(?:be\s)?"
    r"(?:an?\s|the\s|its\s|his\s|her\s|their\s)?(?:[\w-]+\s){0,3}?)?$"
)
_BEGUN = re.compile(
    r"(?i)\W*(?:that\s)?(?:(?:an?|the|its|his|her|their|no)\s)?(?:not\s)?(?:to\s)?(?:\w+ly\s)?(?:be\s)?"
)
_MOST_OF_ONE = 3  # events of one commitment that are held against later reports
_CONSIDERED = re.compile(r"(?i)(?:consider|weigh|mull|study|review|examin)ing")
_THAT = re.compile(r"(?i)^\W*that\s")
_BESIDE = re.compile(
    r"(?i)\b(?:when|while|after|before|which|who|whose|that|because|since|where|until|as|if|unless)\s"
)
_PASSIVE = re.compile(r"(?i)\b(?:be|been|being|get)\s(?:\w+ly\s)?$")
_AHEAD = re.compile(
    r"(?i)\b(?:will|would|shall|won['’]t|going\sto|plans?\sto|['’]ll|to)\s+"
    r"(?P<not>(?:not|never)\s+)?(?:be\s+|have\s+)?(?P<verb>[a-z]{3,})"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a report tells of.

    Attributes:
        event: The event, None where the words alone tell ("the gates will close").
        key: Stems of what it is done to, or else of who does it.
        agent: Stems of who does it to somebody or something, empty where nobody is named.
        doers: Who does it, by the record's ids, as far as that is known.
        voice: Stems of who speaks of it, empty where the report does.
        around: Stems of the words around, those of `key` among them.
        when: When it was, as far as the report says.
        statement: Whose word it is; None where the report says it itself.
    """

    findings: Findings
    sentence: Span
    trigger: Span
    stem: str
    status: Status
    positive: bool
    key: frozenset[str]
    agent: frozenset[str]
    doers: frozenset[str]
    voice: frozenset[str]
    around: frozenset[str]
    when: Interval
    statement: Statement | None
    leads: bool
    event: Event | None = None

    @property
    def is_passive(self) -> bool:
        """Whether it is said to be done to somebody or something: "will be moved"."""
        start = max(self.sentence.start, self.trigger.start - _REACH)
        return _PASSIVE.search(self.findings.report.text, start, self.trigger.start) is not None

    @property
    def by(self) -> str | None:
        """Whose word it is: an actor's id or a source's."""
        return None if self.statement is None else self.statement.speaker.actor


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money in a report, with the stems around it."""

    findings: Findings
    sentence: Span
    quantity: Quantity
    around: frozenset[str]
    statement: Statement | None

    @property
    def terms(self) -> list[Term]:
        """The words of the amount itself."""
        return read_terms(self.findings.report.text, self.quantity.start, self.quantity.end)


class Told:
    """One report, read for what it tells of.

    Attributes:
        sentences: Those of its body, in order.
        terms: Of each sentence.

    Args:
        findings: The report's.
        sums: The amounts of money in the body, where they were read before.
    """

    def __init__(self, findings: Findings, sums: Sequence[Sum] | None = None) -> None:
        self.findings = findings
        self._sums = sums

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Those of the body, in order."""
        text = self.findings.report.text
        return find_sentences(text, find_paragraphs(text, self.findings.report.body))

    @cached_property
    def terms(self) -> list[list[Term]]:
        """Those of each sentence."""
        text = self.findings.report.text
        return [read_terms(text, sentence.start, sentence.end) for sentence in self.sentences]

    @cached_property
    def _places(self) -> Overlaps[int]:
        return Overlaps((sentence, at) for at, sentence in enumerate(self.sentences))

    @cached_property
    def _contents(self) -> Overlaps[Statement]:
        return Overlaps((span, one) for one in self.findings.statements for span in one.content)

    @cached_property
    def _title(self) -> set[str]:
        return {one.stem for one in read_terms(self.findings.report.title or "")}

    def place(self, span: Span) -> int | None:
        """Return the number of the sentence in which a span begins, None outside the body."""
        found = self._places.find(Span(span.start, span.start + 1))
        return found[0][1] if found else None

    def read_near(self, deed: Deed) -> frozenset[str]:
        """Return the stems of the sentences beside a deed's and of the title."""
        at = self.place(deed.trigger) or 0
        beside = (one.stem for terms in self.terms[max(at - 1, 0) : at + 2] for one in terms)
        return frozenset({*beside, *self._title} - {deed.stem})

    def find_statement(self, span: Span) -> Statement | None:
        """Return the innermost statement whose content holds a span."""
        held = [(outer.end - outer.start, one.id, one) for outer, one in self._contents.find(span)]
        return min(held)[2] if held else None

    def read_deeds(self) -> list[Deed]:
        """Return the deeds of all events, in their order."""
        return [deed for event in self.findings.events for deed in self._read_event(event)]

    def read_pledged(self, pledge: Pledge) -> list[Deed]:
        """Return what a pledge says will be, or is not: the events that "will" carries, or the first.

        Where there is none it is the first verb that says so. What comes after is what it is for, or how it
        is: "fees to pay for the wall" is of the fees.
        """
        chosen = [one for one in pledge.events if self._is_pledged(pledge, one)][:_MOST_OF_ONE]
        found = [deed for event in chosen for deed in self._read_event(event)]
        found = [replace(one, positive=False) if _is_denied(pledge, one) else one for one in found]
        return found or list(self._read_words(pledge))

    def _is_pledged(self, pledge: Pledge, event: Event) -> bool:
        """Tell whether an event is what a pledge says, and no part of why, when or by whom."""
        text = self.findings.report.text
        start = max((one.start for one in pledge.spans if one.start <= event.trigger.start), default=0)
        before = text[start : event.trigger.start]
        if _BEGUN.fullmatch(before):
            return True
        carried = pledge.kind == "denial" and event.status is Status.DENIED
        carried = carried or _CONSIDERED.fullmatch(event.trigger.of(text)) is not None
        carried = carried or _CARRIED.search(before[-_REACH:]) is not None
        last = re.split(r"[.;!?]\s", _THAT.sub("", before))[-1]
        return carried and _BESIDE.search(last) is None

    @cached_property
    def sums(self) -> Sequence[Sum]:
        """The sums of money in the body."""
        if self._sums is not None:
            return self._sums
        found = []
        for at, sentence in enumerate(self.sentences):
            text = self.findings.report.text
            for one in find_quantities(text, sentence.start, sentence.end):
                if one.currency is not None or (one.low or 0) >= _LARGE:
                    span = Span(one.start, one.end)
                    held = self.find_statement(span)
                    around = {
                        term.stem
                        for term in self._window(at, span, _AROUND_SUM)
                        if not term.stem[0].isdigit() and (held is None or _holds(held, term))
                    }
                    found.append(Sum(self.findings, sentence, one, frozenset(around), held))
        return found

    def find_sums(self, pledge: Pledge) -> list[Sum]:
        """Return the sums in the words of a pledge."""
        held = pledge.spans
        return [one for one in self.sums if any(s.start <= one.quantity.start < s.end for s in held)]

    def _read_event(self, event: Event) -> Iterator[Deed]:
        at = self.place(event.trigger)
        text = self.findings.report.text
        stem = next((s for s in map(stem_of, event.trigger.of(text).split()) if s), "")
        if at is None or not stem:
            return
        parts: dict[Role, set[str]] = {}
        doers = {one.actor for one in event.participants if one.role is Role.AGENT and one.actor}
        for one in event.participants:
            stems = {term.stem for term in read_terms(text, one.start, one.end)}
            parts.setdefault(one.role, set()).update(stems)
        held = self.find_statement(event.trigger)
        speaker = self._read_speaker(held)
        # Who speaks of his own doing says nothing of what he does it to.
        key = parts.get(Role.TARGET, set()) - speaker or parts.get(Role.AGENT, set()) - speaker
        yield Deed(
            findings=self.findings,
            sentence=self.sentences[at],
            trigger=event.trigger,
            stem=stem,
            status=event.status,
            positive=event.polarity is Polarity.POSITIVE,
            key=frozenset(key - {stem}),
            agent=frozenset(parts.get(Role.AGENT, set()) - {stem} if Role.TARGET in parts else ()),
            doers=frozenset(doers),
            voice=frozenset(speaker),
            around=self._around(at, event.trigger, stem) - speaker,
            when=event.date,
            statement=held,
            leads=at < _LEADING,
            event=event,
        )

    def _read_speaker(self, statement: Statement | None) -> set[str]:
        """Return the stems of whoever makes a statement, as printed there and by name."""
        if statement is None:
            return set()
        text = self.findings.report.text
        printed = [one for span in statement.source for one in read_terms(text, span.start, span.end)]
        named = statement.speaker.name or (statement.anonymity.descriptor if statement.anonymity else "")
        return {one.stem for one in (*printed, *read_terms(named))}

    def _read_words(self, pledge: Pledge) -> Iterator[Deed]:
        text = self.findings.report.text
        for span in pledge.spans:
            for match in _AHEAD.finditer(text, span.start, span.end):
                trigger, stem = Span(*match.span("verb")), stem_of(match["verb"])
                at = self.place(trigger)
                if at is None or not stem:
                    continue
                window = [one for one in self._window(at, trigger) if span.start <= one.start < span.end]
                before = {one.stem for one in window if one.end <= match.start()}
                after = {one.stem for one in window if one.start >= trigger.end}
                yield Deed(
                    findings=self.findings,
                    sentence=self.sentences[at],
                    trigger=trigger,
                    stem=stem,
                    status=Status.PLANNED,
                    positive=match["not"] is None and "won" not in match[0] and pledge.kind != "denial",
                    key=frozenset((before or after) - {stem}),
                    agent=frozenset(),
                    doers=frozenset(),
                    voice=frozenset(self._read_speaker(pledge.statement)),
                    around=self._around(at, trigger, stem) - self._read_speaker(pledge.statement),
                    when=pledge.horizon or Interval(None, None),
                    statement=pledge.statement,
                    leads=at < _LEADING,
                )
                return

    def _window(self, at: int, span: Span, size: int = _AROUND) -> list[Term]:
        """Return the terms of a sentence that stand close to a span in it."""
        terms = self.terms[at]
        before = [one for one in terms if one.end <= span.start][-size:]
        return before + [one for one in terms if one.start >= span.end][:size]

    def _around(self, at: int, span: Span, stem: str) -> frozenset[str]:
        return frozenset(one.stem for one in self._window(at, span)) - {stem}


def _is_denied(pledge: Pledge, deed: Deed) -> bool:
    """Tell whether a deed is what a denial says is not so: "denied that it had ordered a new one"."""
    return pledge.kind == "denial" and deed.status is Status.DENIED


def _holds(statement: Statement, term: Term) -> bool:
    return any(span.start <= term.start < span.end for span in statement.content)
