"""Search: the sentences of a case that hold some words, or mean what is asked, and whose word they are.

A question is words as `dateline.case.words` reads them, beside fields that narrow them down: `speaker:`,
`outlet:`, `title:`, `report:`, `act:`, `form:`, `kind:`, `before:` and `after:`, a value of several words in
quotation marks. What is found by its words is sorted by BM25; what is near, by its meaning and by some of the
words, comes apart, for it is only ever likely. A sentence that several reports have alike is told once, with
where else it stands.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from dateline.case.conditions import (
    Condition,
    first_day,
    holds,
    is_among,
    is_of_outlet,
    is_of_speaker,
    is_one_of,
    lies_within,
    match_words,
    shares_words,
)
from dateline.case.fulltext import find_shares, holds_words, mark, rank, show
from dateline.case.lexemes import CLOSE, LONG, OPEN
from dateline.case.meanings import Meanings
from dateline.case.schema import ENTRY_TABLES, evidence, fulltext, reports, sentences
from dateline.case.voices import read_voices
from dateline.case.wording import is_chosen_by, is_found_by
from dateline.case.words import has_word, read_words
from dateline.model.errors import UsageError
from dateline.model.findings import Act, Form, SpeakerKind
from dateline.model.found import Found, Hit, Repeat

_FIELD = re.compile(r'(?<!\S)(?P<name>[A-Za-z]+):(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')
_CHOICES = {
    "act": tuple(Act),
    "form": tuple(Form),
    "kind": tuple(SpeakerKind),
}
_FIELDS = ("speaker", "outlet", "title", "report", "act", "form", "kind", "before", "after")
_DATES = ("before", "after")
# From here on a name that is no field is taken for one that is misspelled ("speker", "outlets").
_ALIKE = 0.8
# What other programs call them.
_OTHERWISE = {"from": "after", "since": "after", "until": "before", "by": "speaker", "source": "speaker"}
_BY_MEANING = 6
_NEAREST = (100, 1000)

statements = next(one.table for one in ENTRY_TABLES if one.name == "statements")


@dataclass(frozen=True, slots=True)
class Question:
    """A search as it is understood: words to look for, "" for none, and what narrows them down."""

    words: str
    speaker: str | None = None
    outlet: str | None = None
    title: str | None = None
    report: str | None = None
    act: str | None = None
    form: str | None = None
    kind: str | None = None
    before: str | None = None
    after: str | None = None


def read_question(query: str) -> Question:
    """Return what is asked for by a query as a person types it.

    Raises:
        UsageError: There is nothing in it to look for, or a field cannot have this value.
    """
    fields: dict[str, str] = {}

    def take(match: re.Match[str]) -> str:
        name, value = match["name"].lower(), match["plain"] if match["quoted"] is None else match["quoted"]
        if name not in _FIELDS:
            _refuse_misspelled(match["name"])
            return match[0]
        if name in _CHOICES:
            value = value.lower().replace("-", "_").replace(" ", "_")
            if value not in _CHOICES[name]:
                raise UsageError(f"{name}:{value} is none of {', '.join(_CHOICES[name])}")
        if name in _DATES:
            first_day(value)
        fields[name] = value
        return " "

    words = " ".join(_FIELD.sub(take, query).split())
    if not fields and not has_word(words):
        raise UsageError('nothing to look for: give words, a "phrase", or a field such as speaker:name')
    return Question(words if has_word(words) else "", **fields)


def _refuse_misspelled(name: str) -> None:
    """Refuse a field that none is called but nearly: its words would hardly ever be found.

    Raises:
        UsageError: It is meant as a field.
    """
    near = get_close_matches(name.lower(), _FIELDS, n=1, cutoff=_ALIKE)
    meant = _OTHERWISE.get(name.lower()) or next(iter(near), None)
    if meant is not None:
        raise UsageError(
            f"{name}: is no field; {meant}: is. To look for the word itself, write it in quotation marks"
        )


def search(
    connection: sa.Connection, query: str, *, page: int, size: int, meanings: Callable[[], Meanings] | None
) -> Found:
    """Return the sentences that a query finds.

    Args:
        connection: To a case.
        query: As a person types it.
        page: Which page of what is found by its words, from 1.
        size: How many on a page.
        meanings: Gives what the sentences of the case mean; None where only words are looked for. It is asked
            on the first page alone.

    Raises:
        UsageError: The query cannot be understood.
    """
    question = read_question(query)
    narrowed = list(_narrow(connection, question))
    hits, total, more = _find_words(connection, question, narrowed, page, size)
    near: tuple[Hit, ...] = ()
    if meanings is not None and question.words and page == 1:
        near = _find_near(connection, question, narrowed, meanings())
    return Found(_add_voices(connection, hits), total, _add_voices(connection, near), more)


def _fold(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits in their order, those with the same words as one: BM25 has put them side by side."""
    kept: dict[str, Hit] = {}
    for hit in hits:
        words = " ".join("".join(hit.pieces).split()).lower()
        first = kept.setdefault(words, hit)
        if first is not hit:
            kept[words] = replace(first, also=(*first.also, Repeat(hit.report, hit.start, hit.end)))
    return tuple(kept.values())


def _narrow(connection: sa.Connection, question: Question) -> Iterable[Condition]:
    """Yield the conditions on a sentence that the fields of a question make."""
    if question.outlet is not None:
        yield is_of_outlet(sentences.c.report, question.outlet)
    if question.title is not None:
        yield sentences.c.report.in_(sa.select(reports.c.id).where(holds(reports.c.title, question.title)))
    if question.report is not None:
        named = (
            reports.c.id.startswith(question.report, autoescape=True),
            holds(reports.c.path, question.report),
        )
        yield sentences.c.report.in_(sa.select(reports.c.id).where(sa.or_(*named)))
    if question.before is not None or question.after is not None:
        dated = lies_within(
            reports.c.earliest, reports.c.latest, after=question.after, before=question.before
        )
        yield sentences.c.report.in_(sa.select(reports.c.id).where(*dated))
    said: list[Condition] = [
        *is_one_of(statements.c.act, question.act),
        *is_one_of(statements.c.form, question.form),
        *is_one_of(statements.c.speaker_kind, question.kind),
    ]
    if question.speaker is not None:
        said.append(is_of_speaker(statements.c.actor, statements.c.speaker, question.speaker))
    if said:
        spoken = (
            sa.select(sentences.c.id)
            .join(evidence, shares_words())
            .where(is_chosen_by(connection, evidence.c.entry, sa.select(statements.c.id).where(*said)))
        )
        # Found once and handed over: it narrows three queries, and none of them finds it quicker.
        yield is_found_by(connection, sentences.c.id, spoken.distinct())


def _find_words(
    connection: sa.Connection, question: Question, narrowed: Sequence[Condition], page: int, size: int
) -> tuple[tuple[Hit, ...], int, bool]:
    """Return the hits of a page, how many sentences are found in all, and whether there are more pages."""
    place = (sentences.c.report, sentences.c.start, sentences.c.end)
    if question.words:
        wanted = read_words(question.words)
        chosen = (
            sa.select(*place, show().label("text"))
            .select_from(sentences.join(fulltext, fulltext.c.rowid == sentences.c.id))
            .where(holds_words(wanted), *narrowed)
        )
        order: tuple[sa.ColumnElement[Any], ...] = (
            rank(connection, wanted),
            sentences.c.report,
            sentences.c.start,
        )
    else:
        chosen = (
            sa.select(*place, sa.func.substr(fulltext.c.text, 1, LONG + 1).label("text"))
            .select_from(
                sentences.join(fulltext, fulltext.c.rowid == sentences.c.id).join(
                    reports, reports.c.id == sentences.c.report
                )
            )
            .where(*narrowed)
        )
        order = (reports.c.earliest.nulls_last(), sentences.c.report, sentences.c.start)
    total = connection.execute(_count(chosen, question, narrowed)).scalar_one()
    until = page * size
    if until - size >= total:
        return (), total, False
    # What several reports have alike is one hit: a page is full only after more sentences than it has hits.
    reading = until + size
    while True:
        rows = connection.execute(chosen.order_by(*order).limit(reading)).all()
        texts = [row.text for row in rows]
        if question.words:
            texts = mark(connection, wanted, texts)
        hits = _fold(_make_hit(row, text) for row, text in zip(rows, texts, strict=True))
        if len(hits) > until or len(rows) < reading:
            return hits[until - size : until], total, len(hits) > until
        reading *= 4


def _count(chosen: sa.Select[Any], question: Question, narrowed: Sequence[Condition]) -> sa.Select[Any]:
    """Return the query for how many sentences are chosen: where nothing but words does, their index knows."""
    if question.words and not narrowed:
        return sa.select(sa.func.count()).select_from(fulltext).where(match_words(question.words))
    return sa.select(sa.func.count()).select_from(chosen.with_only_columns(sentences.c.id).subquery())


def _find_near(
    connection: sa.Connection,
    question: Question,
    narrowed: Sequence[Condition],
    meanings: Meanings,
) -> tuple[Hit, ...]:
    """Return the sentences that lie nearest to a question, but for those that are found by its words."""
    words = read_words(question.words)
    # Whatever holds any of one group is found by words.
    shares = find_shares(connection, words) if len(words.groups) > 1 else {}
    chosen = (
        sa.select(sentences.c.id, sentences.c.report, sentences.c.start, sentences.c.end)
        .add_columns(sa.func.substr(fulltext.c.text, 1, 4 * LONG).label("text"))
        .join(fulltext, fulltext.c.rowid == sentences.c.id)
        .where(sentences.c.id.not_in(sa.select(fulltext.c.rowid).where(holds_words(words))), *narrowed)
    )
    near: list[Hit] = []
    folded: tuple[Hit, ...] = ()
    nearest = meanings.find_nearest(question.words, shares)
    # Of the nearest a few, then more, then all are held against the fields: mostly the few will do.
    for first, last in pairwise((0, *_NEAREST, len(nearest))):
        among = dict(nearest[first:last])
        rows = {row.id: row for row in connection.execute(chosen.where(is_among(sentences.c.id, among)))}
        kept = ((rows[at], round(alike, 3)) for at, alike in among.items() if at in rows)
        near += (replace(_make_hit(row, row.text), likeness=alike) for row, alike in kept)
        folded = _fold(near)
        if len(folded) >= _BY_MEANING:
            break
    return folded[:_BY_MEANING]


def _make_hit(row: Any, text: str) -> Hit:
    pieces: list[str] = []
    found: list[bool] = []
    for part in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", _cut(text)):
        if part:
            pieces.append(part.replace(OPEN, "").replace(CLOSE, ""))
            found.append(part.startswith(OPEN))
    return Hit(row.report, row.start, row.end, tuple(pieces), tuple(found), ())


def _cut(text: str) -> str:
    """Return the beginning of a long text in which nothing is marked, with an ellipsis; other texts whole."""
    if OPEN in text:
        return text[: 4 * LONG]
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0] or text[:LONG]} …"


def _add_voices(connection: sa.Connection, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits with the statements that each is part of."""
    voices = read_voices(connection, [(hit.report, hit.start, hit.end) for hit in hits])
    return tuple(replace(hit, voices=voices[hit.report, hit.start, hit.end]) for hit in hits)
