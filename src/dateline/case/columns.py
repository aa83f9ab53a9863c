"""Which columns each table of a case has for people who compute with tables: named, typed and told of.

In: entries in plain form. Out: flat rows, a row an entry, of text, days, numbers and yes or no. What is many
in an entry is counted or joined; the entry itself has all of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.case.schema import follow

Cell = str | int | float | bool | None
Path = tuple[str | int, ...]


class Holds(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    CHOICE = "one of a few words"
    DAY = "day"
    COUNT = "count"
    NUMBER = "number"
    PAGE = "page"
    TRUTH = "true or false"


class Given(StrEnum):
    """What can be told of an id that an entry holds: of a report, of an actor or source, of a statement."""

    OUTLET = "outlet"
    TITLE = "title"
    NAME = "name"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: As in a table's heading.
        about: What it says, in a few words.
        path: Where it stands in the entry's plain form, as in `EntryTable.columns`.
        holds: What its cells are.
        make: Makes a cell of what stands there, where that is no cell.
        gives: What of the id that stands there is told; None for what stands there itself.
    """

    name: str
    about: str
    path: Path
    holds: Holds = Holds.TEXT
    make: Callable[[Any], Cell] | None = None
    gives: Given | None = None


Told = Mapping[Given, Mapping[str, str | None]]
"""What is told of ids."""


def make_rows(
    columns: Iterable[Column], entries: Iterable[Mapping[str, Any]], told: Told
) -> Iterator[tuple[Cell, ...]]:
    """Yield the row of each entry, given in plain form; what an entry does not say is None."""
    wanted = tuple(columns)
    for entry in entries:
        yield tuple(_read_cell(column, entry, told) for column in wanted)


def _read_cell(column: Column, entry: Mapping[str, Any], told: Told) -> Cell:
    found = follow(entry, column.path)
    if found is None:
        return None
    if column.gives is not None:
        return told[column.gives].get(found)
    cell: Cell = column.make(found) if column.make else found
    return None if cell == "" else cell


def _join_names(aliases: list[dict[str, Any]]) -> str:
    return "; ".join(one["name"] for one in aliases)


def _join_roles(roles: list[dict[str, Any]]) -> str:
    return "; ".join(dict.fromkeys(one["role"] for one in roles))


def _count_mentions(aliases: list[dict[str, Any]]) -> int:
    return sum(one["count"] for one in aliases)


def _write_figures(figures: list[dict[str, Any]]) -> str:
    """Return what is counted of an event, each with the lowest and highest bound given: "12 to 15 killed"."""
    return "; ".join(
        f"{_write_range(one['low'], one['high'])} {one['of'] if one['unit'] == 'money' else one['unit']}"
        for one in figures
    )


def _write_range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"up to {high:.15g}" if high is not None else f"{low or 0:.15g} or more"
    return f"{low:.15g}" if low == high else f"{low:.15g} to {high:.15g}"


_ID = Column("id", "of the entry", ("id",))
_REPORT = (
    Column("report", "id of the report it stands in", ("evidence", 0, "report")),
    Column("outlet", "who printed that report", ("evidence", 0, "report"), gives=Given.OUTLET),
    Column("title", "of that report", ("evidence", 0, "report"), gives=Given.TITLE),
)
_FIRST_WORDS = (
    Column("words", "the first words it rests on, as printed", ("evidence", 0, "exact")),
    *_REPORT,
    Column("start", "where they begin, in code points of its text", ("evidence", 0, "start"), Holds.COUNT),
    Column("end", "where they end", ("evidence", 0, "end"), Holds.COUNT),
    Column("page", "their page, from 1, where the format has pages", ("evidence", 0, "page"), Holds.PAGE),
)
_EVIDENCE = Column("evidence", "how many stretches of words it rests on", ("evidence",), Holds.COUNT, len)
_DATE = (
    Column("earliest", "the first day it may lie on", ("date", "earliest"), Holds.DAY),
    Column("latest", "the last day it may lie on", ("date", "latest"), Holds.DAY),
)
_SIDES = tuple(
    Column(f"{side}_{name}", f"{about} {side}", ("evidence", at, field), holds, gives=gives)
    for at, side in enumerate(("left", "right"))
    for name, about, field, holds, gives in (
        ("words", "the words on the", "exact", Holds.TEXT, None),
        ("report", "id of the report on the", "report", Holds.TEXT, None),
        ("outlet", "who printed the report on the", "report", Holds.TEXT, Given.OUTLET),
        ("start", "where the words begin on the", "start", Holds.COUNT, None),
        ("end", "where the words end on the", "end", Holds.COUNT, None),
    )
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "statements": (
        _ID,
        Column("speaker", "whose word it is, where a name is known", ("speaker", "name")),
        Column("speaker_kind", "how the speaker is known", ("speaker", "kind"), Holds.CHOICE),
        Column("described_as", "what the report calls who has no name", ("anonymity", "descriptor")),
        Column("act", "what the speaker does by saying it", ("act",), Holds.CHOICE),
        Column("content", "what is said, as printed", ("content",)),
        Column("form", "whether it is quoted", ("form",), Holds.CHOICE),
        Column("chain", "on whose authority, nearest first, with ← between", ("chain",), make=" ← ".join),
        Column("said_earliest", "the first day it may have been said on", ("said", "earliest"), Holds.DAY),
        Column("said_latest", "the last day it may have been said on", ("said", "latest"), Holds.DAY),
        Column("published_earliest", "of its report", ("published", "earliest"), Holds.DAY),
        Column("published_latest", "of its report", ("published", "latest"), Holds.DAY),
        *_REPORT,
        Column("start", "where its words begin, in code points", ("evidence", 0, "start"), Holds.COUNT),
        Column("end", "where its words end", ("evidence", -1, "end"), Holds.COUNT),
        Column("page", "where the format has pages, from 1", ("evidence", 0, "page"), Holds.PAGE),
        Column("actor", "id of the speaker among actors or sources", ("speaker", "actor")),
        Column("confidence", "that the words are attributed so", ("confidence",), Holds.NUMBER),
    ),
    "events": (
        _ID,
        Column("type", "by PLOVER", ("type",), Holds.CHOICE),
        Column("status", "as last told: happened, planned …", ("status", -1, "status"), Holds.CHOICE),
        Column("polarity", "negative: that it is not so", ("status", -1, "polarity"), Holds.CHOICE),
        Column("according_to", "id of the statement that tells it so", ("status", -1, "according_to")),
        Column("told_by", "whose word that is", ("status", -1, "according_to"), gives=Given.VOICE),
        *_DATE,
        Column("figures", "what is counted, lowest to highest", ("figures",), make=_write_figures),
        Column("reports", "that tell of it", ("reports",), Holds.COUNT),
        Column("outlets", "that tell of it", ("outlets",), Holds.COUNT),
        Column("independent_origins", "no copies, not passed on", ("independent_origins",), Holds.COUNT),
        *_FIRST_WORDS,
    ),
    "timeline": (
        _ID,
        *_DATE,
        Column("precision", "day, month, season, year …", ("date", "precision"), Holds.CHOICE),
        Column("summary", "the sentences that tell of it", ("summary",), make=" ".join),
        Column("claimed", "whether a source says so, not the report", ("according_to",), Holds.TRUTH, bool),
        Column("salience", "how much is made of it", ("salience",), Holds.NUMBER),
        *_FIRST_WORDS,
    ),
    "disagreements": (
        _ID,
        Column("kind", "in which way they differ", ("kind",), Holds.CHOICE),
        Column("about", "what they are compared by", ("about",)),
        Column("why", "they differ", ("why",)),
        Column("left", "id of the statement or event on the left", ("left",)),
        Column("right", "id of the statement or event on the right", ("right",)),
        *_SIDES,
    ),
    "commitments": (
        _ID,
        Column("kind", "plan, promise, threat, prediction or denial", ("kind",), Holds.CHOICE),
        Column("by_name", "whose it is", ("by",), gives=Given.NAME),
        Column("what", "as printed", ("what",)),
        Column("on", "when it was said, in EDTF", ("on",)),
        Column("horizon_earliest", "the first day it may be for", ("horizon", "earliest"), Holds.DAY),
        Column("horizon_latest", "the last day it may be for", ("horizon", "latest"), Holds.DAY),
        Column("outcome", "what came of it", ("outcome",), Holds.CHOICE),
        Column("outcome_on", "the day of the report that shows it", ("outcome_on",), Holds.DAY),
        Column("why", "how the outcome was told", ("why",)),
        Column("chain", "on whose authority, nearest first", ("chain",), make=" ← ".join),
        Column("by", "id among actors or sources", ("by",)),
        *_FIRST_WORDS,
    ),
    "actors": (
        _ID,
        Column("name", "that it goes by", ("name",)),
        Column("kind", "person, organization, place …", ("kind",), Holds.CHOICE),
        Column("aliases", "all its names", ("aliases",), make=_join_names),
        Column("mentions", "of it, in all reports", ("aliases",), Holds.COUNT, _count_mentions),
        Column("roles", "that reports give it", ("roles",), make=_join_roles),
        Column("country", "ISO 3166-1, where it is a place that is known", ("place", "country")),
        Column("latitude", "degrees north", ("place", "lat"), Holds.NUMBER),
        Column("longitude", "degrees east", ("place", "lon"), Holds.NUMBER),
        Column("why", "these names are one", ("why",)),
    ),
    "sources": (
        _ID,
        Column("name", "or what a report calls it", ("name",)),
        Column("kind", "how it is known", ("kind",), Holds.CHOICE),
        Column("named", "whether it has a name", ("named",), Holds.TRUTH),
        Column("statements", "that rest on it", ("statements",), Holds.COUNT, len),
        Column("reports", "that cite it", ("reports",), Holds.COUNT, len),
        *_FIRST_WORDS,
    ),
    "reports": (
        _ID,
        Column("outlet", "who printed it", ("outlet",)),
        Column("title", "as printed", ("title",)),
        Column("bylines", "who wrote it", ("bylines",), make="; ".join),
        Column("published", "in EDTF, as far as it is known", ("published", "value")),
        Column("earliest", "the first day it may be of", ("published", "earliest"), Holds.DAY),
        Column("latest", "the last day it may be of", ("published", "latest"), Holds.DAY),
        Column("basis", "what that rests on", ("published", "basis"), Holds.CHOICE),
        Column("language", "BCP 47", ("language",), Holds.CHOICE),
        Column("length", "of its article, in code points", ("length",), Holds.COUNT),
        Column("url", "where it stood", ("url",)),
        Column("path", "as it was named", ("path",)),
    ),
    "copies": (
        _ID,
        Column("original", "id of the report that was first", ("original",)),
        Column("original_outlet", "who printed it", ("original",), gives=Given.OUTLET),
        Column("copies", "how many reports are copies of it", ("copies",), Holds.COUNT, len),
        Column("relays", "how many reports pass another one on", ("relays",), Holds.COUNT, len),
        Column("overlap", "the smallest share of words in common", ("overlap",), Holds.NUMBER),
        _EVIDENCE,
    ),
}
"""The columns of each table, by its name."""
