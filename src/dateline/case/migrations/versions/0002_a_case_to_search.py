"""What the reader and the library look things up by: more key columns, names, sentences and their words.

A case of the first form keeps no meanings of sentences: those come with the next reading of its reports.
"""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

from dateline.case.migrations.columns import TEXT

if TYPE_CHECKING:
    from dateline.model.report import Report

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FULLTEXT = (
    "CREATE VIRTUAL TABLE fulltext USING fts5"
    "(text, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3 4')"
)
# In PostgreSQL the words of sentences are told apart before they come here, as `dateline.case.lexemes` does;
# `called` has the names of each actor as a query. `plain_json` reads an entry of which a text holds what no
# text may hold there, NUL or half of a character: another sign stands in its place.
_IN_POSTGRESQL = (
    """
    CREATE TABLE fulltext (
        rowid INTEGER PRIMARY KEY REFERENCES sentences (id),
        text TEXT COLLATE "C" NOT NULL,
        words TSVECTOR NOT NULL,
        length INTEGER NOT NULL
    )
    """,
    "CREATE INDEX ix_fulltext_words ON fulltext USING gin (words)",
    """
    CREATE TABLE called (
        actor TEXT COLLATE "C" PRIMARY KEY REFERENCES actors (id) ON DELETE CASCADE,
        wanted TEXT COLLATE "C" NOT NULL
    )
    """,
    "CREATE TABLE fulltext_size (sentences BIGINT NOT NULL, words BIGINT NOT NULL)",
    "INSERT INTO fulltext_size VALUES (0, 0)",
    r"""
    CREATE FUNCTION plain_json(entry TEXT) RETURNS JSON LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE
            WHEN strpos(entry, '\u0000') = 0 AND strpos(entry, '\ud') = 0 THEN entry::JSON
            ELSE regexp_replace(
                -- With each backslash that is meant as one out of the way, what is left begins an escape.
                regexp_replace(entry, '\\\\', '\\u005c', 'g'),
                '\\u0000|\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]..', '\\ufffd', 'g'
            )::JSON
        END
    $$
    """,
)
# Table, column, type, where it stands in the entry's plain form, whether it is searched by.
_COLUMNS = (
    ("reports", "title", TEXT, "$.title", False, "findings"),
    ("statements", "speaker", TEXT, "$.speaker.name", False, "data"),
    ("statements", "form", TEXT, "$.form", False, "data"),
    ("statements", "start", sa.Integer, "$.evidence[0].start", False, "data"),
    ("statements", "confidence", sa.Float, "$.confidence", False, "data"),
    ("events", "status", TEXT, "$.status[#-1].status", False, "data"),
    ("events", "reports", sa.Integer, "$.reports", False, "data"),
    ("events", "origins", sa.Integer, "$.independent_origins", False, "data"),
    ("commitments", "kind", TEXT, "$.kind", False, "data"),
    ("commitments", "on", TEXT, "$.on", True, "data"),
)


def upgrade() -> None:
    connection = op.get_bind()
    # No case of the first form lies in a PostgreSQL database: there is nothing to fill there.
    filled = connection.dialect.name == "sqlite"
    if filled:
        driver = connection.connection.driver_connection
        driver.create_function("storable", 1, _write_storable)  # type: ignore[union-attr]
    for table, column, kind, path, indexed, source in _COLUMNS:
        op.add_column(table, sa.Column(column, kind))
        if filled:
            value = f"json_extract({source}, :path)"
            value = f"storable(CAST({value} AS BLOB))" if kind is TEXT else value
            connection.execute(sa.text(f'UPDATE {table} SET "{column}" = {value}'), {"path": path})
        if indexed:
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.add_column("reports", sa.Column("head", TEXT))
    op.create_index("ix_reports_earliest", "reports", ["earliest"])
    op.create_index("ix_reports_outlet", "reports", ["outlet"])
    _make_names(connection)
    op.create_table(
        "sentences",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", TEXT, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("meaning", sa.LargeBinary),
    )
    op.create_index("ix_sentences_report", "sentences", ["report"])
    for statement in (_FULLTEXT,) if filled else _IN_POSTGRESQL:
        op.execute(statement)
    _read_reports(connection)


def _write_storable(text: bytes | None) -> str | None:
    """Return a text of SQLite's JSON in the form that a column keeps: a lone surrogate has none."""
    if text is None:
        return None
    return text.decode("utf-8", "surrogatepass").encode("utf-8", "backslashreplace").decode()


def _make_names(connection: sa.Connection) -> None:
    from dateline.link.actors.names import fold_name

    op.create_table(
        "names",
        sa.Column("actor", TEXT, sa.ForeignKey("actors.id"), primary_key=True),
        sa.Column("name", TEXT, primary_key=True),
    )
    op.create_index("ix_names_name", "names", ["name"])
    put = sa.text("INSERT INTO names (actor, name) VALUES (:actor, :name) ON CONFLICT DO NOTHING")
    for actor, data in connection.execute(sa.text("SELECT id, data FROM actors")).all():
        entry = json.loads(data)
        for name in {fold_name(entry["name"]), *(fold_name(one["name"]) for one in entry["aliases"])}:
            connection.execute(put, {"actor": actor, "name": name})


def _read_reports(connection: sa.Connection) -> None:
    """Give each report the line that lists show of it, and cut it into sentences."""
    from dateline.model.findings import Findings
    from dateline.model.plain import from_plain, to_plain
    from dateline.model.report import Published, make_head

    put_head = sa.text("UPDATE reports SET head = :head WHERE id = :id")
    read = sa.text("SELECT findings, links FROM reports WHERE id = :id")
    # One by one: the findings of a large case are larger than the memory of a small machine.
    for id_ in connection.execute(sa.text("SELECT id FROM reports ORDER BY id")).scalars().all():
        data, links = connection.execute(read, {"id": id_}).one()
        report = from_plain(Findings, json.loads(data)).report
        linked = json.loads(links)
        published = from_plain(Published, linked["published"]) if "published" in linked else report.published
        head = json.dumps(to_plain(make_head(replace(report, published=published))), separators=(",", ":"))
        connection.execute(put_head, {"head": head, "id": report.id})
        _cut_sentences(connection, report)


def _cut_sentences(connection: sa.Connection, report: "Report") -> None:
    from dateline.nlp.sentences import find_paragraphs, find_sentences

    put = sa.text('INSERT INTO sentences (report, start, "end") VALUES (:report, :start, :end) RETURNING id')
    put_words = sa.text("INSERT INTO fulltext (rowid, text) VALUES (:id, :text)")
    for span in find_sentences(report.text, find_paragraphs(report.text, report.body)):
        place = {"report": report.id, "start": span.start, "end": span.end}
        id_ = connection.execute(put, place).scalar_one()
        text = span.of(report.text).encode("utf-8", "backslashreplace").decode().replace("\0", "\u2400")
        connection.execute(put_words, {"id": id_, "text": text})
