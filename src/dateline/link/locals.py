"""Who is who inside one report: its mentions gathered into locals, which linking then joins across reports.

The finders already say which mentions of a report are one; here names are read off them, a surname joins the
full name it stands for, and a speaker whom no mention covers gets a local of his own.
"""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from dateline.link.names import clean_name, fold_name, is_name, split_brackets, split_person
from dateline.model.findings import Findings, Mention, MentionType, SpeakerKind, Statement
from dateline.model.report import Report
from dateline.model.span import Span

_GAP = re.compile(r"[\s,.]*")
_SPEAKER_TYPES = {
    SpeakerKind.NAMED_PERSON: MentionType.PERSON,
    SpeakerKind.NAMED_ORGANIZATION: MentionType.ORGANIZATION,
    SpeakerKind.OUTLET: MentionType.OUTLET,
}


@dataclass(slots=True)
class Local:
    """Someone or something as one report names it.

    Args:
        report: Where.
        spans: Each place where it is named, in order, with the type the mention has.
        forms: The names printed there, in order.
        given: The names that the finders gave it.
    """

    report: Report
    spans: list[tuple[Span, MentionType]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)

    @property
    def type(self) -> MentionType:
        """The type that most of its mentions have; the first one's where as many have another."""
        counts = Counter(kind for _, kind in self.spans)
        return max(counts, key=lambda kind: counts[kind])

    @property
    def is_person(self) -> bool:
        """Whether it is a person, whose names follow rules of their own."""
        return self.type is MentionType.PERSON

    def full_forms(self) -> list[str]:
        """Return its names, each once, without those that are a part of another: "Osei" beside "Ada Osei".

        The names printed come before those the finders gave; an acronym is kept beside what it stands for.
        """
        names = {fold_name(form): form for form in reversed([*self.forms, *self.given]) if fold_name(form)}
        words = {folded: _read_words(form, person=self.is_person) for folded, form in names.items()}
        return [
            form
            for folded, form in reversed(names.items())
            if not any(_is_part(words[folded], words[other]) for other in names if other != folded)
        ]


@dataclass(frozen=True, slots=True)
class Locals:
    """The locals of one report, and which one each mention and each statement's speaker is, or None."""

    findings: Findings
    all: tuple[Local, ...]
    of_mention: tuple[Local | None, ...]
    of_speaker: tuple[Local | None, ...]


def gather_locals(findings: Findings) -> Locals:
    """Return the locals of one report, in the order in which it names them."""
    gathering = _Gathering(findings.report)
    people = {mention.start for mention in findings.mentions if mention.type is MentionType.PERSON}
    of_mention = [
        None if _is_title(findings.report, mention, people) else gathering.add_mention(mention)
        for mention in findings.mentions
    ]
    of_speaker = [gathering.add_speaker(one) for one in findings.statements]
    kept = _join_surnames(gathering.all)
    return Locals(
        findings,
        tuple(local for local in gathering.all if kept[id(local)] is local),
        tuple(None if local is None else kept[id(local)] for local in of_mention),
        tuple(None if local is None else kept[id(local)] for local in of_speaker),
    )


def _is_title(report: Report, mention: Mention, people: Container[int]) -> bool:
    """Tell whether an office stands right before a person's name: it is that person's role, and no actor."""
    gap = _GAP.match(report.text, mention.end)
    return mention.type is MentionType.OFFICE and gap is not None and gap.end() in people


class _Gathering:
    def __init__(self, report: Report) -> None:
        self.all: list[Local] = []
        self._report = report
        self._by_key: dict[tuple[str, ...], Local] = {}

    def add_mention(self, mention: Mention) -> Local | None:
        printed = " ".join(self._report.text[mention.start : mention.end].split())
        name = mention.name or printed
        if not is_name(name):
            return None
        person = "person" if mention.type is MentionType.PERSON else "thing"
        folded = " ".join(split_person(name)) if person == "person" else fold_name(name)
        local = self._find(("id", mention.actor) if mention.actor else ("name", person, folded))
        self._by_key.setdefault(("name", person, folded), local)
        self._add(local, Span(mention.start, mention.end), mention.type, printed, name)
        return local

    def add_speaker(self, statement: Statement) -> Local | None:
        speaker = statement.speaker
        if speaker.actor and ("id", speaker.actor) in self._by_key:
            return self._by_key["id", speaker.actor]
        if speaker.kind is SpeakerKind.ANONYMOUS or not speaker.name or not is_name(speaker.name):
            return None
        for person in ("person", "thing"):
            if (key := ("name", person, fold_name(speaker.name))) in self._by_key:
                return self._by_key[key]
        kind = _SPEAKER_TYPES.get(speaker.kind)
        place = next((span for span in statement.source if speaker.name in span.of(self._report.text)), None)
        if kind is None or place is None:
            return None
        start = self._report.text.index(speaker.name, place.start)
        local = self._find(
            ("name", "person" if kind is MentionType.PERSON else "thing", fold_name(speaker.name))
        )
        self._add(local, Span(start, start + len(speaker.name)), kind, speaker.name, speaker.name)
        return local

    def _find(self, key: tuple[str, ...]) -> Local:
        if key not in self._by_key:
            self._by_key[key] = Local(self._report)
            self.all.append(self._by_key[key])
        return self._by_key[key]

    def _add(self, local: Local, span: Span, kind: MentionType, printed: str, name: str) -> None:
        local.spans.append((span, kind))
        local.forms += (clean_name(form) for form in split_brackets(printed) if is_name(form))
        local.given += (clean_name(form) for form in split_brackets(name))


def _join_surnames(all_locals: list[Local]) -> dict[int, Local]:
    """Join each person known by one word to the one person of the report whose full name ends in it."""
    by_surname: dict[str, list[Local]] = {}
    single: list[tuple[Local, str]] = []
    for local in all_locals:
        if local.is_person:
            names = [split_person(form) for form in local.full_forms()]
            for surname in {words[-1] for words in names if len(words) > 1}:
                by_surname.setdefault(surname, []).append(local)
            if all(len(words) == 1 for words in names):
                single += ((local, words[0]) for words in names[:1])
    kept = {id(local): local for local in all_locals}
    for local, surname in single:
        if len(full := by_surname.get(surname, [])) == 1:
            full[0].spans += local.spans
            full[0].forms += local.forms
            full[0].given += local.given
            kept[id(local)] = full[0]
    for local in all_locals:
        local.spans.sort()
    return kept


def _read_words(form: str, *, person: bool) -> tuple[str, ...]:
    return split_person(form) if person else tuple(fold_name(form).split())


def _is_part(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether `part` stands in `whole` as a run of words."""
    return len(part) < len(whole) and any(
        whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1)
    )
