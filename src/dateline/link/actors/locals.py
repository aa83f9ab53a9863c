"""Who is who inside one report: its mentions gathered into locals, which linking then joins across reports.

The finders already say which mentions of a report are one; here names are read off them, a surname joins the
full name it stands for, and a speaker whom no mention covers gets a local of his own.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from dateline.lexicons import load
from dateline.link.actors.names import (
    clean_name,
    find_known_name,
    find_seated,
    fold_name,
    is_demonym,
    is_name,
    is_only_title,
    split_brackets,
    split_person,
)
from dateline.model.findings import Findings, Mention, MentionType, SpeakerKind, Statement
from dateline.model.report import Report
from dateline.model.span import Span

# A name that is a person's in one mention of so many is a person's in none; and in all, the other way round.
_MAJORITY = 3
_LONGEST_WORD = 24
_WORD_BEFORE = re.compile(r"(?<![\w.-])([A-Z][\w.]*) $")
_LONGEST_NICKNAME = 50
_NICKNAMED = re.compile(
    r"(?<![\w-])([A-Z][\w-]+) (“[^“”\n]+”|‘[^‘’\n]+’|\"[^\"\n]+\"|'[^'\n]+'|\([^()\n]+\)) $"
)
_ONE_NAME = re.compile(r"[A-Z][a-z]+")
_WORD_AFTER = re.compile(r" ([a-z]+)\b(?![’'-])")
_GAP = re.compile(r"[\s,.]*")
# Types that are given to a person's name now and then.
_DOUBTFUL = frozenset((MentionType.ORGANIZATION, MentionType.PLACE, MentionType.GROUP, MentionType.OTHER))
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


def settle_types(all_findings: Iterable[Findings]) -> dict[str, MentionType]:
    """Return the folded names to which the mentions of a case give types that cannot all be right, with one.

    A few mentions that take a name for a person's are overruled by the many that do not, and the other way
    round. One word that is nobody's full name's last is a person's only where most mentions say so.
    """
    types: dict[str, Counter[MentionType]] = defaultdict(Counter)
    surnames: set[str] = set()
    for findings in all_findings:
        for mention in findings.mentions:
            name = mention.name or findings.report.text[mention.start : mention.end]
            types[fold_name(name)][mention.type] += 1
            if mention.type is MentionType.PERSON and len(words := split_person(name)) > 1:
                surnames.add(words[-1])
    settled = {}
    for name, counts in types.items():
        people, every = counts[MentionType.PERSON], sum(counts.values())
        things = sum(counts[kind] for kind in _DOUBTFUL)
        alone = " " not in name and name not in surnames
        if people * _MAJORITY <= every or (alone and people <= things):
            settled[name] = max(
                counts, key=lambda kind: (kind is not MentionType.PERSON, counts[kind], kind.value)
            )
        elif (every - people) * _MAJORITY <= every and not _is_known(name):
            settled[name] = MentionType.PERSON
    return settled


def _is_known(name: str) -> bool:
    return find_known_name(name, outlet=True) is not None or find_seated(name) is not None


def gather_locals(findings: Findings, settled: Mapping[str, MentionType]) -> Locals:
    """Return the locals of one report, in the order in which it names them.

    Args:
        findings: What was found in the report.
        settled: The types of names that are a person's or none whatever a mention says, as `settle_types`
            gives them.
    """
    sources = {span for one in findings.statements for span in one.source}
    gathering = _Gathering(findings.report, settled, sources)
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
    def __init__(self, report: Report, settled: Mapping[str, MentionType], sources: Container[Span]) -> None:
        self._settled = settled
        self._sources = sources
        self._seated: dict[Span, Local] = {}
        self.all: list[Local] = []
        self._report = report
        self._by_key: dict[tuple[str, ...], Local] = {}
        self._by_place: dict[str, list[tuple[Span, Local]]] = defaultdict(list)

    def add_mention(self, mention: Mention) -> Local | None:
        printed = " ".join(self._report.text[mention.start : mention.end].split())
        name = mention.name or printed
        kind = self._correct(mention, name)
        if not is_name(name) or is_demonym(printed) or (kind is MentionType.PERSON and is_only_title(name)):
            return None
        span = Span(mention.start, mention.end)
        if kind is MentionType.PERSON:
            name, nickname = self._read_given(mention.start, name)
            key = ("name", "person", " ".join(split_person(name)))
            local = self._find(("id", mention.actor) if mention.actor else key)
            self._by_key.setdefault(key, local)
            local.given += nickname
        else:
            country = find_seated(printed) if span in self._sources else None
            # A capital that says something is its country's government: no name of the town.
            printed, name = (country, country) if country else self._read_thing(mention, printed, name)
            local = self._find(("name", "thing", fold_name(name)))
            if country:
                self._seated[span] = local
        if mention.actor:
            self._by_key.setdefault(("id", mention.actor), local)
            self._by_place[mention.actor].append((span, local))
        self._add(local, span, kind, printed, name)
        return local

    def _read_given(self, start: int, name: str) -> tuple[str, list[str]]:
        """Return a name of one word with the given name that a nickname parts it from, and with the nickname.

        "Adaline (Ada) Osei" is an Adaline and an Ada Osei; "Ada “the Iron Mayor” Osei" an Ada Osei alone.
        """
        match = _NICKNAMED.search(self._report.text, max(0, start - _LONGEST_NICKNAME), start)
        if match is None or " " in name or is_only_title(match[1]):
            return name, []
        nickname = match[2][1:-1]
        return f"{match[1]} {name}", [f"{nickname} {name}"] if _ONE_NAME.fullmatch(nickname) else []

    def _read_thing(self, mention: Mention, printed: str, name: str) -> tuple[str, str]:
        """Return the form and the name by which to know a thing.

        Of the finders' name only the longer form of a short one is taken, "Shore Guards" for "Guards":
        initials and second names are joined across reports, and here with what stands right before the name.
        """
        if mention.type in (MentionType.ORGANIZATION, MentionType.GROUP, MentionType.OTHER):
            printed += self._read_head(mention.end)
        if mention.type in (MentionType.ORGANIZATION, MentionType.GROUP):
            printed = self._read_country(mention.start) + printed
        longer = _is_part(_read_words(printed, person=False), _read_words(name, person=False))
        return printed, name if longer else printed

    def _read_country(self, start: int) -> str:
        """Return the word for a country's people right before a name: the "Norwegian " of a group's name."""
        match = _WORD_BEFORE.search(self._report.text, max(0, start - _LONGEST_WORD), start)
        return (
            f"{match[1]} "
            if match and (is_demonym(match[1]) or find_known_name(match[1], outlet=False))
            else ""
        )

    def _read_head(self, end: int) -> str:
        """Return the noun right after a name that says what it is: the " network" of "the Veld network"."""
        match = _WORD_AFTER.match(self._report.text, end)
        return match[0] if match and match[1] in load("en", "nominals").lists["bodies"] else ""

    def _correct(self, mention: Mention, name: str) -> MentionType:
        settled = self._settled.get(fold_name(name), mention.type)
        if mention.type is MentionType.PERSON or (
            mention.type in _DOUBTFUL and settled is MentionType.PERSON
        ):
            return settled
        return mention.type

    def add_speaker(self, statement: Statement) -> Local | None:
        speaker = statement.speaker
        for source in statement.source:
            if source in self._seated:
                return self._seated[source]
        if speaker.actor and (local := self._find_named(speaker.actor, statement.source)) is not None:
            return local
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

    def _find_named(self, actor: str, sources: Iterable[Span]) -> Local | None:
        """Return the local of an actor that a source names, by its first place there."""
        places = self._by_place[actor]
        for source in sources:
            # The mentions come in the order of the text.
            first = bisect_left(places, source.start, key=lambda place: place[0].start)
            if first < len(places) and source.covers(places[first][0]):
                return places[first][1]
        return None

    def _find(self, key: tuple[str, ...]) -> Local:
        if key not in self._by_key:
            self._by_key[key] = Local(self._report)
            self.all.append(self._by_key[key])
        return self._by_key[key]

    def _add(self, local: Local, span: Span, kind: MentionType, printed: str, name: str) -> None:
        local.spans.append((span, kind))
        # An outlet may write itself small: "dpa".
        small = kind is MentionType.OUTLET
        local.forms += (clean_name(form) for form in split_brackets(printed) if small or is_name(form))
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
