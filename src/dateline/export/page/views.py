"""What the templates are given: plain frozen views, every word and link worked out."""

from dataclasses import dataclass

from dateline.export.page.drawing import Drawing
from dateline.export.page.pieces import Block


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to words in a report: the report's number and name, its date, the place, the entry's label.

    `page` is the page's number in paginated formats.
    """

    number: int
    name: str
    date: str
    href: str
    key: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere; `href` "" where they lead nowhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, verbatim, with every place where it stands.

    `according_to` is empty where the reports say it in their own voice.
    """

    text: str
    refs: tuple[Ref, ...]
    according_to: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineView:
    """One date of the timeline; `more` are the places of sentences on it that are not shown."""

    anchor: str
    label: str
    year: str
    date: str
    exact: bool
    sentences: tuple[SentenceView, ...]
    more: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its words; `also` are the same words of the same speaker in other reports.

    `cue` are the words that make it one ("denied"), which a content alone may need to be understood.
    `commitment` is the link to what became of it, "" where it commits to nothing.
    """

    anchor: str
    label: str
    text: str
    cue: str
    form: str
    act: str
    confidence: str
    doubtful: bool
    ref: Ref
    chain: tuple[str, ...]
    commitment: str
    also: tuple["StatementView", ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker and the statements, by date; for the unnamed the descriptor and the reason given."""

    anchor: str
    name: str
    href: str
    subtitle: str
    reason: Link | None
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """An office or title, and the reports' dates between which it is given."""

    role: str
    dates: str
    href: str


@dataclass(frozen=True, slots=True)
class ActorView:
    """Someone or something with all its names."""

    anchor: str
    name: str
    kind: str
    aliases: tuple[tuple[str, int], ...]
    roles: tuple[RoleView, ...]
    mentions: int
    statements: Link | None
    refs: tuple[Ref, ...]
    why: str


@dataclass(frozen=True, slots=True)
class RelayView:
    """One report that passes on what another outlet reported."""

    ref: Ref
    relays: str


@dataclass(frozen=True, slots=True)
class CopyView:
    """Reports that are one text, and relays."""

    original: Ref | None
    copies: tuple[Ref, ...]
    overlap: str
    relays: tuple[RelayView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """An origin of information and what rests on it."""

    name: str
    kind: str
    named: bool
    href: str
    statements: tuple[Link, ...]
    reports: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """What someone bound themselves to, or foresaw, or denied, and what came of it.

    `why` says how the outcome was told; `also` are the places of entries with the same words, shown as one.
    """

    anchor: str
    label: str
    kind: str
    by: str
    on: str
    what: str
    horizon: str
    outcome: str
    refs: tuple[Ref, ...]
    outcome_refs: tuple[Ref, ...]
    why: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a disagreement."""

    text: str
    who: str
    link: Link


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """Two entries that do not say the same."""

    anchor: str
    label: str
    kind: str
    about: str
    why: str
    sides: tuple[SideView, ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class TellingView:
    """A sentence that tells of an event, cut at both ends where it is long; `words` name it."""

    before: str
    words: str
    after: str
    refs: tuple[Ref, ...]
    according_to: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number as printed, with what it counts; who gave it, `own` where a report did so in its own voice.

    `bounds` is what it means where the words leave that open: "24 to 99" for "dozens".
    """

    amount: str
    bounds: str
    by: tuple[Link, ...]
    own: bool
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event in the world; `more` are the places of sentences on it that are not shown."""

    anchor: str
    label: str
    date: str
    type: str
    status: str
    figures: tuple[FigureView, ...]
    standing: str
    tellings: tuple[TellingView, ...]
    more: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as it was read."""

    number: int
    anchor: str
    title: str
    outlet: str
    date: str
    dated: bool
    basis: str
    reasons: tuple[Link, ...]
    dateline: str
    bylines: str
    language: str
    path: str
    url: str
    url_links: bool
    collected: str
    statements: int
    wrapped: bool
    open: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """What the pile is."""

    title: str
    reports: str
    outlets: tuple[str, ...]
    span: str
    undated: int
    statements: str
    dates: str


@dataclass(frozen=True, slots=True)
class PageView:
    """All the page shows; a section whose part is empty is left out."""

    head: HeadView
    drawings: tuple[Drawing, ...]
    timeline: tuple[tuple[str, tuple[TimelineView, ...]], ...]
    named: tuple[SpeakerView, ...]
    unnamed: tuple[SpeakerView, ...]
    unknown: tuple[SpeakerView, ...]
    actors: tuple[tuple[str, tuple[ActorView, ...]], ...]
    minor_actors: tuple[ActorView, ...]
    copies: tuple[CopyView, ...]
    sources: tuple[SourceView, ...]
    commitments: tuple[CommitmentView, ...]
    disagreements: tuple[DisagreementView, ...]
    events: tuple[EventView, ...]
    minor_events: tuple[EventView, ...]
    reports: tuple[ReportView, ...]
