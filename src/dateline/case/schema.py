"""The tables of a case file, and how the record's entries become rows.

Every table keeps the key columns that one would search by and the whole entry as JSON beside them, so that
what comes out is what went in. Migrations make these tables; this module says what they are today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from dateline.case.kinds import NAME
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Disagreement,
    EventEntry,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)

# The revision in migrations/versions that this release reads and writes.
HEAD = "0007"
# "dlne": marks the SQLite file as ours, at bytes 68 to 71 of its header.
APPLICATION_ID = 0x646C6E65

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# `findings` is what was found in the report alone; `links` the actors that linking gave its mentions,
# speakers and participants, in their order, so that the text is kept once. `head` is a `ReportHead`;
# `as_read` the report as it was read, where a correction changed it.
reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("outlet", NAME),
    sa.Column("earliest", sa.Text),
    sa.Column("latest", sa.Text),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("published_given", sa.Text),
    sa.Column("findings", sa.Text, nullable=False),
    sa.Column("links", sa.Text, nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("head", sa.Text),
    sa.Column("as_read", sa.Text),
    sa.Index("ix_reports_earliest", "earliest"),
    sa.Index("ix_reports_outlet", "outlet"),
    sa.Index("ix_reports_dates", "earliest", "latest", "outlet", "id"),
)


def _table(
    name: str,
    *columns: sa.Column[Any],
    later: Sequence[sa.Column[Any]] = (),
    order: Sequence[str] = (),
    counted: Sequence[str] = (),
) -> sa.Table:
    """Return a table of entries.

    Args:
        name: Of the table.
        columns: Between its id and its data.
        later: Columns that come last, where SQLite adds them.
        order: The columns that its lists are sorted by: with an index, a page is read and no more.
        counted: The columns that its lists are narrowed and counted by: with an index of their own, the
            entries themselves, a hundred times as long, need not be passed over.
    """
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Text, primary_key=True),
        *columns,
        sa.Column("data", sa.Text, nullable=False),
        *later,
        *(
            sa.Index(f"ix_{name}_{use}", *names)
            for use, names in (("order", order), ("counted", counted))
            if names
        ),
    )


def _report_column() -> sa.Column[Any]:
    return sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False, index=True)


evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("entry", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("entry_table", sa.Text, nullable=False),
    _report_column(),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("exact", sa.Text, nullable=False),
    sa.Column("page", sa.Integer),
)


# The sentences of every report, with what each means: signed bytes, of which only the direction counts. Their
# words stand under the same number in `fulltext`, which is a full-text index of SQLite's own; in PostgreSQL
# it is a table with the words as `lexemes` tells them, and how many they are.
sentences = sa.Table(
    "sentences",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _report_column(),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("meaning", sa.LargeBinary),
    sa.Index("ix_sentences_place", "report", "start", "end"),
)
fulltext = sa.table(
    "fulltext",
    sa.column("rowid", sa.Integer),
    sa.column("text", sa.Text),
    sa.column("words", TSVECTOR),
    sa.column("length", sa.Integer),
)


@dataclass(frozen=True, slots=True)
class EntryTable:
    """A table of the record: the entries it holds, and which of their fields stand in columns.

    `columns` gives each column the path to its value in the entry's plain form, as ("date", "earliest"); a
    number in it is a place in a list, -1 the last.
    """

    name: str
    kind: type
    table: sa.Table
    columns: Mapping[str, tuple[str | int, ...]]

    def read_columns(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the key columns for an entry in plain form."""
        return {name: follow(plain, path) for name, path in self.columns.items()}


def follow(plain: Any, path: tuple[str | int, ...]) -> Any:
    """Return what a path leads to in plain data; None where it ends before, as in a list without entries."""
    for step in path:
        plain = None if plain is None or plain == [] else plain[step]
    return plain


def _name(name: str) -> sa.Column[Any]:
    return sa.Column(name, NAME, index=True)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, index=True)


ENTRY_TABLES: tuple[EntryTable, ...] = (
    EntryTable(
        "actors",
        Actor,
        _table("actors", _name("name"), sa.Column("kind", sa.Text)),
        {"name": ("name",), "kind": ("kind",)},
    ),
    EntryTable(
        "statements",
        StatementEntry,
        _table(
            "statements",
            _report_column(),
            _text("actor"),
            sa.Column("speaker_kind", sa.Text),
            sa.Column("act", sa.Text),
            _text("earliest"),
            sa.Column("latest", sa.Text),
            later=(
                sa.Column("speaker", NAME),
                sa.Column("form", sa.Text),
                sa.Column("start", sa.Integer),
                sa.Column("confidence", sa.Float),
            ),
            order=("earliest", "report", "start", "id"),
            counted=("speaker_kind", "act", "form", "actor", "speaker", "report", "id"),
        ),
        {
            "report": ("report",),
            "actor": ("speaker", "actor"),
            "speaker_kind": ("speaker", "kind"),
            "act": ("act",),
            "earliest": ("published", "earliest"),
            "latest": ("published", "latest"),
            "speaker": ("speaker", "name"),
            "form": ("form",),
            "start": ("evidence", 0, "start"),
            "confidence": ("confidence",),
        },
    ),
    EntryTable(
        "events",
        EventEntry,
        _table(
            "events",
            sa.Column("type", sa.Text),
            _text("earliest"),
            sa.Column("latest", sa.Text),
            later=(
                sa.Column("status", sa.Text),
                sa.Column("reports", sa.Integer),
                sa.Column("origins", sa.Integer),
            ),
            order=("earliest", "latest", "id"),
            counted=("type", "status", "id"),
        ),
        {
            "type": ("type",),
            "earliest": ("date", "earliest"),
            "latest": ("date", "latest"),
            "status": ("status", -1, "status"),
            "reports": ("reports",),
            "origins": ("independent_origins",),
        },
    ),
    EntryTable(
        "timeline",
        TimelineEntry,
        _table(
            "timeline",
            _text("earliest"),
            sa.Column("latest", sa.Text),
            sa.Column("precision", sa.Text),
            sa.Column("salience", sa.Float),
        ),
        {
            "earliest": ("date", "earliest"),
            "latest": ("date", "latest"),
            "precision": ("date", "precision"),
            "salience": ("salience",),
        },
    ),
    EntryTable(
        "disagreements",
        Disagreement,
        _table("disagreements", _text("left"), _text("right"), sa.Column("kind", sa.Text)),
        {"left": ("left",), "right": ("right",), "kind": ("kind",)},
    ),
    EntryTable(
        "commitments",
        Commitment,
        _table(
            "commitments",
            _text("by"),
            sa.Column("outcome", sa.Text),
            later=(sa.Column("kind", sa.Text), _text("on")),
            order=("on", "id"),
            counted=("kind", "outcome", "by", "id"),
        ),
        {"by": ("by",), "outcome": ("outcome",), "kind": ("kind",), "on": ("on",)},
    ),
    EntryTable(
        "sources",
        SourceEntry,
        _table("sources", _name("name"), sa.Column("kind", sa.Text), sa.Column("named", sa.Boolean)),
        {"name": ("name",), "kind": ("kind",), "named": ("named",)},
    ),
    EntryTable("copies", CopyGroup, _table("copies", _text("original")), {"original": ("original",)}),
)

# The names of actors as `dateline.link.actors.names.fold_name` leaves them.
names = sa.Table(
    "names",
    metadata,
    sa.Column("actor", sa.Text, sa.ForeignKey("actors.id"), primary_key=True),
    sa.Column("name", NAME, primary_key=True),
    sa.Index("ix_names_name", "name"),
)

# Who is named in whose words: the first that name an actor within the statement's content. And who takes part
# in what, in which role: `event` is an id of the report's findings, `entry` one of the record's events.
spoken_of = sa.Table(
    "spoken_of",
    metadata,
    sa.Column("statement", sa.Text, primary_key=True),
    sa.Column("actor", sa.Text, primary_key=True, index=True),
    _report_column(),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
taking_part = sa.Table(
    "taking_part",
    metadata,
    sa.Column("event", sa.Text, primary_key=True),
    sa.Column("actor", sa.Text, primary_key=True, index=True),
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("entry", sa.Text, nullable=False),
    _report_column(),
)

# What linking worked out of one report alone, by step, under a key of all it was worked out from: a report
# that is as it was is not worked through again. Nothing rests on these rows, and they may always be deleted.
remembered = sa.Table(
    "remembered",
    metadata,
    sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

# The log of corrections, to which rows are only ever added; `linked` keeps what linking made of the rows that
# they change (None where there was none), so that each can be taken back; `unfit` those that found nothing.
corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("deed", sa.Text, nullable=False),
    sa.Column("target", sa.Text, nullable=False, index=True),
    sa.Column("data", sa.Text, nullable=False),
)
linked = sa.Table(
    "linked",
    metadata,
    sa.Column("entry_table", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text),
)
unfit = sa.Table(
    "unfit",
    metadata,
    sa.Column("correction", sa.Text, sa.ForeignKey("corrections.id"), primary_key=True),
    sa.Column("why", sa.Text, nullable=False),
)
