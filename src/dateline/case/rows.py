"""Findings and entries to rows of the case file and back; nothing here begins or ends a transaction."""

import base64
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from dateline.case.conditions import is_among
from dateline.case.fulltext import put_called, put_words
from dateline.case.schema import ENTRY_TABLES, EntryTable, evidence, fulltext, meta, names, reports, sentences
from dateline.case.wording import begins_with
from dateline.link.actors.names import fold_name
from dateline.model.findings import Event, Findings, TimeExpression
from dateline.model.found import Passage
from dateline.model.plain import from_plain, to_plain
from dateline.model.record import Actor, Entry, Evidence, Record
from dateline.model.report import Published, Report, make_head

_ROWS_AT_ONCE = 500
# ASCII only: a lone surrogate in a report's text is no valid UTF-8, and SQLite keeps text as UTF-8.
_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False)
_Links = Mapping[str, Any]


def read_findings(connection: sa.Connection) -> Iterator[Findings]:
    """Yield what was found in each report alone, sorted by report id."""
    for (data,) in connection.execute(sa.select(reports.c.findings).order_by(reports.c.id)):
        yield from_plain(Findings, json.loads(data))


def read_record(connection: sa.Connection) -> Record:
    """Return the record, each table sorted by id."""
    tables: dict[str, Any] = {}
    for entries in ENTRY_TABLES:
        rows = connection.execute(sa.select(entries.table.c.data).order_by(entries.table.c.id))
        tables[entries.name] = tuple(from_plain(entries.kind, json.loads(data)) for (data,) in rows)
    rows = connection.execute(sa.select(reports.c.findings, reports.c.links).order_by(reports.c.id))
    tables["reports"] = tuple(
        apply_links(from_plain(Findings, json.loads(data)), json.loads(links)) for data, links in rows
    )
    return Record(**tables)


def read_entry(connection: sa.Connection, entry_id: str) -> Entry | None:
    """Return the entry that has this id, whatever its table, or None."""
    for entries in ENTRY_TABLES:
        wanted = sa.select(entries.table.c.data).where(entries.table.c.id == entry_id)
        data = connection.execute(wanted).scalar()
        if data is not None:
            found: Entry = from_plain(entries.kind, json.loads(data))
            return found
    return None


def locate_entries(connection: sa.Connection, beginning: str) -> list[tuple[str, Entry]]:
    """Return the entries whose id begins so, each with its table; only the one that has it whole, if any."""
    found: list[tuple[str, Entry]] = []
    for entries in ENTRY_TABLES:
        column = entries.table.c
        wanted = sa.select(column.data).where(begins_with(column.id, beginning)).limit(2)
        for data in connection.execute(wanted.order_by(column.id)).scalars():
            found.append((entries.name, from_plain(entries.kind, json.loads(data))))
    return [one for one in found if one[1].id == beginning] or found


def find_reports_of(connection: sa.Connection, beginning: str, *, most: int) -> list[str]:
    """Return the ids of the reports that begin so, and of those that entries which begin so rest on.

    Of each entry at most so many, in the order of its evidence.
    """
    begins = begins_with(reports.c.id, beginning)
    found = dict.fromkeys(connection.execute(sa.select(reports.c.id).where(begins).limit(2)).scalars())
    for _, entry in locate_entries(connection, beginning):
        words = (*entry.evidence, *getattr(entry, "outcome_evidence", ()))
        found |= dict.fromkeys(list(dict.fromkeys(one.report for one in words))[:most])
    return list(found)


def read_passage(connection: sa.Connection, words: Evidence) -> Passage | None:
    """Return words in the sentences they stand in; None where the report is not kept."""
    data = connection.execute(sa.select(reports.c.findings).where(reports.c.id == words.report)).scalar()
    if data is None:
        return None
    text = json.loads(data)["text"]
    column = sentences.c
    around = sa.select(sa.func.min(column.start), sa.func.max(column.end)).where(
        column.report == words.report, column.start < words.end, words.start < column.end
    )
    first, last = connection.execute(around).one()
    before = text[words.start if first is None else min(first, words.start) : words.start]
    after = text[words.end : words.end if last is None else max(last, words.end)]
    return Passage(words.report, words.start, words.end, before, text[words.start : words.end], after)


def read_report(connection: sa.Connection, report_id: str) -> Findings | None:
    """Return what was found in one report, with the actors and the date that linking gave, or None."""
    wanted = sa.select(reports.c.findings, reports.c.links).where(reports.c.id == report_id)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    return apply_links(from_plain(Findings, json.loads(row.findings)), json.loads(row.links))


def read_reports(connection: sa.Connection, ids: Collection[str]) -> dict[str, Report]:
    """Return those of some reports that are kept, as they were searched, by id."""
    rows = connection.execute(sa.select(reports.c.id, reports.c.findings).where(is_among(reports.c.id, ids)))
    return {row.id: from_plain(Findings, json.loads(row.findings)).report for row in rows}


def read_given(connection: sa.Connection) -> dict[str, str | None]:
    """Return the publication date given by hand for each report, None where none was."""
    rows = connection.execute(sa.select(reports.c.id, reports.c.published_given))
    return {row.id: row.published_given for row in rows}


def put_report(connection: sa.Connection, findings: Findings, *, model: str, published: str | None) -> None:
    """Keep one report and its findings, in place of what was kept of it before.

    The sentences have a table of their own: only search needs them, and linking reads the findings often.
    """
    report = findings.report
    row = {
        "path": storable(report.path),
        "outlet": storable(report.outlet),
        "earliest": report.published.earliest,
        "latest": report.published.latest,
        "model": model,
        "published_given": published,
        "findings": dump(to_plain(replace(findings, sentences=()))),
        "links": dump(read_links(findings)),
        "title": storable(report.title),
        "head": dump(to_plain(make_head(report))),
    }
    there = connection.execute(sa.update(reports).where(reports.c.id == report.id).values(row))
    if not there.rowcount:
        connection.execute(sa.insert(reports).values(id=report.id, **row))
    _put_sentences(connection, findings)


def drop_sentences(connection: sa.Connection, report: str) -> None:
    """Delete the sentences of a report and their words."""
    old = sa.select(sentences.c.id).where(sentences.c.report == report)
    connection.execute(sa.delete(fulltext).where(fulltext.c.rowid.in_(old)))
    connection.execute(sa.delete(sentences).where(sentences.c.report == report))


def _put_sentences(connection: sa.Connection, findings: Findings) -> None:
    """Keep the sentences of a report and their words, in place of those that were kept of it before."""
    drop_sentences(connection, findings.report.id)
    first = connection.execute(sa.select(sa.func.coalesce(sa.func.max(sentences.c.id), 0))).scalar_one() + 1
    rows, words = [], {}
    for number, one in enumerate(findings.sentences, first):
        meaning = None if one.meaning is None else base64.b64decode(one.meaning)
        place = {"report": findings.report.id, "start": one.start, "end": one.end}
        rows.append({"id": number, **place, "meaning": meaning})
        words[number] = searchable(findings.report.text[one.start : one.end])
    _insert(connection, sentences, rows)
    put_words(connection, words)


CHANGE = "change"
"""The key under which a case counts how often it was changed."""

LINKED = "linked"
"""The key under which it counts how often its reports, or how they are read, were changed."""


def put_meta(connection: sa.Connection, **values: str) -> None:
    """Keep what the case says of itself."""
    for key, value in values.items():
        there = connection.execute(sa.update(meta).where(meta.c.key == key).values(value=value))
        if not there.rowcount:
            connection.execute(sa.insert(meta).values(key=key, value=value))


def read_change(connection: sa.Connection, key: str = CHANGE) -> str:
    """Return how often the case was changed, or with `LINKED` what its record is made from."""
    now = connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar()
    return "0" if now is None else str(now)


def count_change(connection: sa.Connection, *keys: str) -> None:
    """Count one more change, so that whoever read the case before knows that it is not what it was."""
    put_meta(connection, **{key: str(int(read_change(connection, key)) + 1) for key in (CHANGE, *keys)})


def read_as_read(connection: sa.Connection) -> dict[str, Report]:
    """Return the reports that corrections changed as they were read, by id."""
    rows = connection.execute(
        sa.select(reports.c.id, reports.c.as_read).where(reports.c.as_read.is_not(None))
    )
    return {row.id: from_plain(Report, json.loads(row.as_read)) for row in rows}


def put_as_read(connection: sa.Connection, as_read: Mapping[str, Report]) -> None:
    """Keep the reports that corrections changed as they were read, and of no others."""
    connection.execute(sa.update(reports).where(reports.c.as_read.is_not(None)).values(as_read=None))
    for id_, report in as_read.items():
        row = {"as_read": dump(to_plain(report))}
        connection.execute(sa.update(reports).where(reports.c.id == id_).values(row))


def batch(ids: Iterable[str]) -> Iterator[list[str]]:
    """Yield ids in their order, so many at a time as a query may name."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _ROWS_AT_ONCE):
        yield ordered[start : start + _ROWS_AT_ONCE]


def dump(plain: Any) -> str:
    """Return plain data as the JSON that a row keeps."""
    return _ENCODER.encode(plain)


def searchable(text: str) -> str:
    """Return the text of a sentence in the form that is searched: SQLite marks no words behind NUL."""
    return str(storable(text)).replace("\0", "\u2400")


def storable(value: Any) -> Any:
    """Return a column's value in a form SQLite keeps; the JSON beside it has the exact one."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _put(connection: sa.Connection, entries: EntryTable, things: Sequence[Mapping[str, Any]]) -> None:
    rows: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for plain in things:
        columns = {key: storable(value) for key, value in entries.read_columns(plain).items()}
        rows.append({"id": plain["id"], **columns, "data": dump(plain)})
        words += (
            _make_evidence_row(entries.name, plain["id"], n, e) for n, e in enumerate(plain["evidence"])
        )
    _insert(connection, entries.table, rows)
    _insert(connection, evidence, words)
    if entries.kind is Actor:
        _insert(connection, names, [row for plain in things for row in read_names(plain)])
        put_called(connection, things)


def put_plain(connection: sa.Connection, table: str, things: Mapping[str, Mapping[str, Any] | None]) -> None:
    """Put entries in plain form in the place of those of `table` with their ids; None takes one out."""
    entries = next(one for one in ENTRY_TABLES if one.name == table)
    for some in batch(things):
        connection.execute(sa.delete(evidence).where(evidence.c.entry.in_(some)))
        if entries.kind is Actor:
            connection.execute(sa.delete(names).where(names.c.actor.in_(some)))
        connection.execute(sa.delete(entries.table).where(entries.table.c.id.in_(some)))
    _put(connection, entries, [plain for id_ in sorted(things) if (plain := things[id_]) is not None])


def read_names(actor: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield a row for each name of an actor in plain form, folded, sorted."""
    called = {fold_name(actor["name"]), *(fold_name(alias["name"]) for alias in actor["aliases"])}
    for name in sorted(called):
        yield {"actor": actor["id"], "name": storable(name)}


def _make_evidence_row(table: str, entry: str, position: int, words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "entry_table": table,
        "entry": entry,
        "position": position,
        "report": words["report"],
        "start": words["start"],
        "end": words["end"],
        "exact": storable(words["exact"]),
        "page": words["page"],
    }


def _insert(connection: sa.Connection, table: sa.TableClause, rows: Sequence[Mapping[str, Any]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        connection.execute(sa.insert(table), rows[start : start + _ROWS_AT_ONCE])


def read_links(findings: Findings) -> dict[str, Any]:
    """Return what linking gave a report, as its row keeps it, all of it as linked.

    The actors of mentions, speakers (both with names) and participants, in order, and the date.
    """
    return {
        "published": to_plain(findings.report.published),
        "mentions": [[mention.actor, mention.name] for mention in findings.mentions],
        "speakers": [[one.speaker.actor, one.speaker.name] for one in findings.statements],
        "participants": [[one.actor for one in event.participants] for event in findings.events],
    }


def apply_links(findings: Findings, links: _Links) -> Findings:
    """Return `findings` with the actors and the date that linking gave; the reverse of `read_links`."""
    report = findings.report
    if "published" in links:  # cases of earlier releases have none
        report = replace(report, published=from_plain(Published, links["published"]))
    if "times" in links:
        findings = replace(
            findings,
            times=tuple(from_plain(TimeExpression, one) for one in links["times"]),
            events=tuple(from_plain(Event, one) for one in links["events"]),
        )
    return replace(
        findings,
        report=report,
        mentions=tuple(
            replace(mention, actor=actor, name=name)
            for mention, (actor, name) in zip(findings.mentions, links["mentions"], strict=True)
        ),
        statements=tuple(
            replace(one, speaker=replace(one.speaker, actor=actor, name=name))
            for one, (actor, name) in zip(findings.statements, links["speakers"], strict=True)
        ),
        # Cases of earlier releases have no events, and no actors of their participants.
        events=tuple(
            replace(
                event,
                participants=tuple(
                    replace(one, actor=actor) for one, actor in zip(event.participants, actors, strict=True)
                ),
            )
            for event, actors in zip(findings.events, links.get("participants", []), strict=True)
        ),
    )
