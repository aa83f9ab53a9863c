"""The record: what a pile of reports says together, each entry with the words it rests on."""

from dataclasses import dataclass
from typing import Any, Protocol

from dateline.model.findings import Act, Anonymity, Findings, Form, Interval, Said, Speaker


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words an entry rests on: `text[start:end] == exact` in the report's text.

    `page` is the page's number, from 1, in paginated formats and None in others.
    """

    report: str
    start: int
    end: int
    exact: str
    page: int | None = None


class Entry(Protocol):
    """What every entry of the record has."""

    @property
    def id(self) -> str:
        """The hash of what the entry says."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words it rests on, never empty."""


def require_evidence(entry: Entry) -> None:
    """Refuse an entry without evidence.

    Raises:
        ValueError: No words, no entry.
    """
    if not entry.evidence:
        raise ValueError(f"{type(entry).__name__} {entry.id} has no evidence: no words, no entry")


class _Checked:
    """A mixin: an entry without evidence cannot be made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        require_evidence(self)  # type: ignore[arg-type]  # every subclass is an Entry


@dataclass(frozen=True, slots=True)
class Alias:
    """A form under which an actor appears, and how often."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ActorRole:
    """An office or title that reports give an actor, and the dates of the first and last report that do.

    `since` and `until` are called `from` and `to` in the record's format.
    """

    role: str
    since: str | None
    until: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a place lies, as far as the reports and the gazetteer leave no doubt.

    `country` is ISO 3166-1, two letters; `lat` and `lon` are degrees north and east, None for countries and
    states; `geonames` is GeoNames' id, None where only the country is known; `name` is the gazetteer's name,
    and `why` says how it was told.
    """

    country: str
    lat: float | None
    lon: float | None
    geonames: int | None
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Actor(_Checked):
    """Someone or something that acts or speaks, under all its names; `kind` as in the mentions' `type`.

    `place` is where it lies if it is a place and that is known; None is no statement that it is nowhere.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[Alias, ...]
    roles: tuple[ActorRole, ...]
    evidence: tuple[Evidence, ...]
    why: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class StatementEntry(_Checked):
    """A statement in the record: a report's finding with its words and the report's date.

    `published` is when its report was, `said` when it was said; `said.time` indexes the times of that report.
    """

    id: str
    report: str
    published: Interval
    content: str
    speaker: Speaker
    anonymity: Anonymity | None
    chain: tuple[str, ...]
    form: Form
    act: Act
    confidence: float
    evidence: tuple[Evidence, ...]
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class EventEntry(_Checked):
    """One event in the world, however many reports tell of it.

    `status` holds what was said of it and when, by day of report; `figures` hold for each thing that is
    counted the lowest and highest bound given, the latest figure, and who gave each; a bound is None where it
    is open. `independent_origins` counts the reports that are no copy of another and pass on no other.
    `links` lead to other events: `plan_of` from a plan to what came of it, `execution_of` back.
    """

    id: str
    mentions: tuple[dict[str, str], ...]
    date: Interval
    type: str | None
    status: tuple[dict[str, str | None], ...]
    figures: tuple[dict[str, Any], ...]
    reports: int
    outlets: int
    independent_origins: int
    evidence: tuple[Evidence, ...]
    links: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineDate:
    """A date of the timeline: inclusive ISO bounds, and day, month, season, year, decade or interval.

    `season` is the TIMEX3 value of a season ("2020-FA"), None of all else: where nobody tells which half of
    the earth is meant, the bounds take in both, and those of spring and autumn are the same.
    """

    earliest: str
    latest: str
    precision: str
    season: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry(_Checked):
    """What the reports say of one date: their sentences, verbatim.

    `events` are the ids of those of the record that the reports date so. `according_to` are the statements
    that hold the sentences' dates: where it is not empty, the sentence is a source's word and not the
    report's own.
    """

    id: str
    date: TimelineDate
    summary: tuple[str, ...]
    events: tuple[str, ...]
    according_to: tuple[str, ...]
    salience: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Disagreement(_Checked):
    """Two entries that do not say the same; `kind` says in which way.

    `left` and `right` are ids of statements or, where a report says it in its own voice, of events; where it
    is known which was said first, that is `left`. The first entry of `evidence` holds the words of `left`,
    the second those of `right`. `about` is what they are compared by: a deed or a unit.
    """

    id: str
    left: str
    right: str
    about: str | None
    kind: str
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Commitment(_Checked):
    """What was announced, promised, threatened, predicted or denied, and what came of it.

    `kind` is plan, promise, threat, prediction or denial. `by` is an actor's id or a source's, None where
    nobody is named; `on` is when it was said, in EDTF, or when its report was published where that is not
    told. `horizon` is when it is to be, inclusive ISO dates. `outcome` is reported_done, reported_not_done,
    reversed, repeated or open; `outcome_on` is the day of the report that shows it, `outcome_evidence` the
    words of both, and `why` says how it was told, or why it is open. `chain` is on whose authority, as a
    statement's; `statements` and `events` are the findings it is made of: none of the former where a report
    says it in its own voice.
    """

    id: str
    by: str | None
    on: str | None
    what: str
    horizon: Interval | None
    outcome: str
    outcome_evidence: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    kind: str = ""
    outcome_on: str | None = None
    why: str = ""
    chain: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEntry(_Checked):
    """An origin of information, named or not, and the statements that rest on it."""

    id: str
    name: str
    kind: str
    named: bool
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """One report passing on what another outlet reported."""

    report: str
    outlet: str | None
    relays: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CopyGroup(_Checked):
    """Reports that are one text, or that pass on another outlet's report.

    `overlap` is the smallest share of words, in runs of five and more, that a copy and the original have in
    common, of the one of them that has more of the other; a group without copies holds only `relays`. A
    report that holds two texts is a copy in the groups of both.
    """

    id: str
    original: str | None
    copies: tuple[str, ...]
    overlap: float | None
    relays: tuple[Relay, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All tables of the record, sorted by id; `reports` are the findings with actors and narrowed dates."""

    reports: tuple[Findings, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
