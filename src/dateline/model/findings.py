"""What is found in one report: times, names, statements, events.

The fields and the words they may hold are those of the findings format that `dateline read` prints;
`rule` and `why` come on top of it, so that `dateline explain` can say how an entry came about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dateline.model.report import Report
from dateline.model.span import Span

UNPRINTED: Final[Mapping[str, bool]] = {"printed": False}
"""Metadata of a field that a case keeps, for linking and search, and that findings as printed leave out."""


class TimexType(StrEnum):
    """The TIMEX3 types of ISO-TimeML."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """What a relative time expression was counted from."""

    PUBLISHED = "published"
    NARRATIVE = "narrative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression: TIMEX3 `type`, `value`, `mod`, and the calendar interval it means.

    `earliest` and `latest` are ISO dates, inclusive, None where the text does not let one say.
    `rule` names the rule that made it, as a reader would say it. `counted_from` is the index, among the times
    of the report, of the one that it was counted from where `anchor` is `narrative`, None where it is not.
    `event` is where the report dates the event that a time is counted from ("two weeks before the vote"): the
    words that name it and its day; None for a time counted from no event. `zone` is how far the clock of a
    time of day is ahead of UTC, "-05:00" or "Z", None where the text names no zone; `value` is by that clock.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    mod: str | None
    earliest: str | None
    latest: str | None
    anchor: Anchor
    rule: str
    counted_from: int | None = None
    event: Span | None = None
    zone: str | None = None


class MentionType(StrEnum):
    """What kind of thing a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    OFFICE = "office"
    OUTLET = "outlet"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an actor; `actor` is the id that all mentions of one actor share."""

    start: int
    end: int
    type: MentionType
    name: str | None
    actor: str | None
    rule: str


class SpeakerKind(StrEnum):
    """How a speaker is known."""

    NAMED_PERSON = "named_person"
    NAMED_ORGANIZATION = "named_organization"
    ANONYMOUS = "anonymous"
    GROUP = "group"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose word a statement is; `why` says how it was told, in a clause a reader understands."""

    actor: str | None
    name: str | None
    kind: SpeakerKind
    why: str


@dataclass(frozen=True, slots=True)
class Anonymity:
    """How a report describes an unnamed source (as printed) and, where it says so, why it is unnamed."""

    descriptor: str
    reason: Span | None


class Form(StrEnum):
    """Whether a statement is quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a speaker does by saying something."""

    ASSERTION = "assertion"
    PLAN = "plan"
    PROMISE = "promise"
    THREAT = "threat"
    DEMAND = "demand"
    DENIAL = "denial"
    PREDICTION = "prediction"
    ASSESSMENT = "assessment"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said: ISO dates, inclusive, None where open or unknown.

    `time` indexes the time of the report that names the day of the saying, None where none does: then what is
    known is that it was said before the report was published. `why` says how it was told.
    """

    earliest: str | None
    latest: str | None
    time: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is said to have said, thought or announced what.

    The roles are those of PolNeAR's guidelines; a role has several spans where the text interrupts it,
    `source` none where the report names none. `chain` says on whose authority, nearest first; the outlet
    the report belongs to is its start and is not repeated in it. `said` is when it was said, which is neither
    when the report was published nor when what it tells of happens; None where that was not looked for.

    Raises:
        ValueError: There is no content: without words there is no statement.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Speaker
    anonymity: Anonymity | None
    chain: tuple[str, ...]
    form: Form
    act: Act
    confidence: float
    rule: str
    said: Said | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement rests on its content: no words, no entry")


class Role(StrEnum):
    """What part someone plays in an event."""

    AGENT = "agent"
    TARGET = "target"
    OTHER = "other"
    PLACE = "place"


class Status(StrEnum):
    """What a report says of an event."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PREDICTED = "predicted"
    DEMANDED = "demanded"
    THREATENED = "threatened"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Polarity(StrEnum):
    """Whether an event is said to be or not to be."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Interval:
    """A calendar interval: ISO dates, inclusive, None where open or unknown."""

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone or some place that takes part in an event."""

    role: Role
    start: int
    end: int
    actor: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a report gives: killed, held, displaced, money; a bound is None where it is open.

    `unit` is `killed`, `wounded`, `held`, `displaced`, `missing`, `casualties`, `people`, `troops`, `money`,
    `vehicles`, `aircraft`, `vessels`, `buildings`, `weapons`, `votes` or `jobs`. `of` is whom or what is
    counted, as printed ("Pakistani soldiers"), or the currency ("US dollars"). `as_of` indexes the report's
    times where it is said as of when the number stands.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    as_of: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What one report says happened, or is meant, feared, denied; `time` indexes the report's times.

    `meaning` is what the trigger means where it stands, for linking: a vector of signed bytes in base64, of
    which only the direction counts. None where the encoder was not asked; a case keeps it, findings as
    printed leave it out.
    """

    id: str
    trigger: Span
    participants: tuple[Participant, ...]
    time: int | None
    date: Interval
    type: str | None
    mode: str | None
    status: Status
    polarity: Polarity
    according_to: tuple[str, ...]
    figures: tuple[Figure, ...]
    confidence: float
    rule: str
    meaning: str | None = field(default=None, metadata=UNPRINTED)


@dataclass(frozen=True, slots=True)
class Order:
    """What a report says came first, where it says so in words: `signal` is the word, as "after" or "then".

    `before` and `after` are the words that name the two: a verb, a noun, or an expression of time. `why` says
    how it was told; `according_to` holds the statements within whose content it is said.
    """

    before: Span
    after: Span
    signal: Span
    confidence: float
    why: str
    according_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article; `meaning` is what it means as a whole, for search, as that of an event."""

    start: int
    end: int
    meaning: str | None = field(default=None, metadata=UNPRINTED)


@dataclass(frozen=True, slots=True)
class Findings:
    """A report and all that was found in it, each list sorted by where it stands."""

    report: Report
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = field(default=())
    order: tuple[Order, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=(), metadata=UNPRINTED)
