"""What one actor did, said and had done to it, in order: the lines of its own timeline.

In: the findings of a record. Out: lines, one an event, with the words that tell of it in each report. A deed
is an event that the actor takes part in, under its name or under a word that means it, or a statement that it
makes or that is about it and nothing else. What is planned, feared or denied is no deed.

A deed without a day of its own is dated by where it is told: as the last dated deed before it in its report,
else as the report. `is_dated` keeps the two apart: such a date places a deed among the others and is nobody's
word for when it was.

Source: Laparra, Aldabe and Rigau, "Document level time-anchoring for TimeLine extraction", ACL 2015, for
dating what is told by what was told before it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dateline.link.precision import make_date
from dateline.link.timeline.referents import Referents
from dateline.model.findings import Event, Findings, Order, Participant, Polarity, Role, Statement, Status
from dateline.model.record import TimelineDate
from dateline.model.span import Span

_TOLD: Final = (Status.HAPPENED, Status.ONGOING)
_PARTS: Final = (Role.AGENT, Role.TARGET, Role.OTHER)
_LONGEST_DAYS: Final = 366
# "unveiled the new Osprey" is about the Osprey, "said the new Osprey was late" is not.
_MOST_BESIDE: Final = 2
_LONGEST_NAME: Final = 100  # characters
_WORD: Final = re.compile(r"[\w’'-]+")
_NOT_THE_VERB: Final = frozenset(
    {"has", "had", "have", "having", "is", "are", "was", "were", "be", "been", "being"}
    | {"did", "do", "does", "also", "not"}
)
_NO_VERB: Final = frozenset({"according", "per", "as", "in", "by", "of", "to", "for", "from"})
_ENDINGS: Final = ("ing", "ed", "es", "s", "e")


@dataclass(frozen=True, slots=True)
class Deed:
    """One telling of something that an actor did or that befell it.

    Attributes:
        id: That of the event or of the statement in the report's findings.
        report: The report's id.
        words: The words that name it.
        stem: The same, folded, without ending.
        date: When it was, or where it is told among others; None where neither is known.
        is_dated: Whether the report says that it was then.
        is_saying: Whether it is a statement.
    """

    id: str
    report: str
    words: Span
    stem: str
    date: TimelineDate | None
    is_dated: bool
    is_saying: bool


@dataclass(frozen=True, slots=True)
class DeedLine:
    """One event in an actor's life: `ordinal` is its place from 1 on, 0 where nothing says when it was."""

    ordinal: int
    date: TimelineDate | None
    deeds: tuple[Deed, ...]


def order_deeds(reports: Iterable[Findings], actors: Collection[str]) -> tuple[DeedLine, ...]:
    """Return the lines of an actor's timeline, in order; those without a place come first.

    Tellings of one event share a line: deeds of one date with the same word, sayings left out, for much is
    said on one day. Lines of one date have one ordinal, but where a report says which was first.

    Args:
        reports: Findings with the record's actors, in any order.
        actors: The ids of one or more actors that are taken as one.
    """
    ordered = sorted(reports, key=lambda one: (one.report.published.earliest or "", one.report.id))
    orders = {one.report.id: one.order for one in ordered}
    groups: dict[tuple[object, ...], list[Deed]] = defaultdict(list)
    for findings in ordered:
        for deed in _place_deeds(findings, find_deeds(findings, actors)):
            own = deed.is_saying or deed.date is None
            groups[(deed.report, deed.words) if own else (deed.date, deed.stem)].append(deed)
    by_date: dict[TimelineDate | None, list[list[Deed]]] = defaultdict(list)
    for group in groups.values():
        by_date[group[0].date].append(group)
    lines = [DeedLine(0, None, tuple(group)) for group in by_date.pop(None, [])]
    last = 0
    for day in sorted(filter(None, by_date), key=lambda one: (one.earliest, one.latest)):
        levels = _find_levels(by_date[day], orders)
        levelled = sorted(zip(levels, by_date[day], strict=True), key=lambda one: one[0])
        lines += [DeedLine(last + level, day, tuple(group)) for level, group in levelled]
        last += max(levels)
    return tuple(lines)


def find_deeds(findings: Findings, actors: Collection[str]) -> list[Deed]:
    """Return what a report says that actors did, said or had done to them, in the order of the text.

    Of two that share words the saying is kept.

    Args:
        findings: One report's, with the record's actors.
        actors: The ids of one or more actors that are taken as one.
    """
    sayings, doings = list(_find_sayings(findings, actors)), list(_find_doings(findings, actors))
    kept: list[Deed] = []
    for one in sorted([*sayings, *doings], key=lambda one: (one.words.start, not one.is_saying)):
        if not kept or kept[-1].words.end <= one.words.start:
            kept.append(one)
    return kept


def find_events_of(findings: Findings, actors: Collection[str]) -> Iterator[Event]:
    """Yield the events of a report that actors take part in, whatever is said of them, as they stand."""
    for one, parts in find_participants(findings):
        if any(actor in actors for part, actor in parts if part.role in _PARTS):
            yield one


def find_participants(findings: Findings) -> Iterator[tuple[Event, list[tuple[Participant, str]]]]:
    """Yield each event of a report with those who take part in it and are known, and who that is.

    An actor takes part under its name or under a word that means it: "he", "its", "the board".
    """
    parts = [part for one in findings.events for part in one.participants]
    unnamed = [Span(part.start, part.end) for part in parts if part.actor is None]
    meant = Referents(findings).find(unnamed) if unnamed else {}
    for one in findings.events:
        known = ((part, part.actor or meant.get(Span(part.start, part.end))) for part in one.participants)
        yield one, [(part, actor) for part, actor in known if actor is not None]


def read_event_day(findings: Findings, event: Event) -> TimelineDate | None:
    """Return the date of an event, None where the report does not say it, or no closer than a year."""
    return _read_day(findings, event.date.earliest, event.date.latest, event.time)


def _find_doings(findings: Findings, actors: Collection[str]) -> Iterator[Deed]:
    for one in find_events_of(findings, actors):
        if one.status in _TOLD and one.polarity is Polarity.POSITIVE:
            yield _make_deed(findings, one, one.trigger, read_event_day(findings, one))


def _find_sayings(findings: Findings, actors: Collection[str]) -> Iterator[Deed]:
    named = [Span(one.start, one.end) for one in findings.mentions if one.actor in actors]
    for one in findings.statements:
        words = _find_verb(findings.report.text, one)
        if words is None:
            continue
        if one.speaker.actor in actors or _is_about(findings.report.text, one, named):
            said = one.said
            day = _read_day(findings, said.earliest, said.latest, said.time) if said else None
            yield _make_deed(findings, one, words, day)


def _is_about(text: str, statement: Statement, named: Sequence[Span]) -> bool:
    """Tell whether what is said is somebody's name and nothing else: "unveiled the Osprey"."""
    return any(
        part.covers(name) and _count_words(part.of(text)) <= _count_words(name.of(text)) + _MOST_BESIDE
        for part in statement.content
        if part.end - part.start < _LONGEST_NAME
        for name in named
    )


def _count_words(words: str) -> int:
    return len(_WORD.findall(words))


def _find_verb(text: str, statement: Statement) -> Span | None:
    """Return the verb of a cue, None where it has none: "according to"."""
    if not statement.cue:
        return None
    cue = statement.cue[0]
    for match in _WORD.finditer(cue.of(text)):
        word = match[0].lower()
        if word in _NO_VERB:
            return None
        if word not in _NOT_THE_VERB and not word.endswith("ly"):
            return Span(cue.start + match.start(), cue.start + match.end())
    return None


def _make_deed(findings: Findings, told: Event | Statement, words: Span, day: TimelineDate | None) -> Deed:
    stem = _find_stem(words.of(findings.report.text))
    is_saying = isinstance(told, Statement)
    return Deed(told.id, findings.report.id, words, stem, day, day is not None, is_saying)


def _find_stem(words: str) -> str:
    """Return a word without the ending that tells tense or number: "launch" of "launched", "launching"."""
    folded = " ".join(words.casefold().split())
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) > 2:
            return folded.removesuffix(ending)
    return folded


def _read_day(
    findings: Findings, earliest: str | None, latest: str | None, time: int | None
) -> TimelineDate | None:
    """Return an interval as a date of a timeline, None where it is open or longer than a year."""
    if earliest is None or latest is None:
        return None
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
    if not 0 < days <= _LONGEST_DAYS:
        return None
    value = findings.times[time].value if time is not None else None
    return make_date(earliest, latest, value)


def _place_deeds(findings: Findings, deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Yield the deeds of a report, those without a date placed by what was told before them."""
    published = findings.report.published
    last = _read_day(findings, published.earliest, published.latest, None)
    for deed in deeds:
        if deed.date is not None:
            last = deed.date
        yield deed if deed.date is not None else replace(deed, date=last)


def _find_levels(groups: Sequence[Sequence[Deed]], orders: Mapping[str, Sequence[Order]]) -> list[int]:
    """Return for each event of one date the place that the reports' own words give it among them, from 1."""
    holders: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for n, group in enumerate(groups):
        for deed in group:
            holders[deed.report].append((deed.words, n))
    after: dict[int, set[int]] = defaultdict(set)
    for report, held in holders.items():
        for pair in orders[report] if len(held) > 1 else ():
            first = [n for words, n in held if words.overlaps(pair.before)]
            second = [n for words, n in held if words.overlaps(pair.after)]
            for one in first:
                after[one].update(other for other in second if other != one)
    levels = [1] * len(groups)
    for _ in range(len(after)):  # as many steps as the longest chain can have; a circle ends there too
        for one, others in after.items():
            for other in others:
                levels[other] = max(levels[other], min(levels[one] + 1, len(after) + 1))
    return levels
