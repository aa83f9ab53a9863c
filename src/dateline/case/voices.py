"""Whose word the words at some places are, and whom they name.

In come places in reports, out go for each the statements that lie over it, and the actors whose names stand
in it. One query for all places: what costs is the reports they stand in, and not how long the case is.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.case.schema import ENTRY_TABLES, evidence, names
from dateline.case.wording import read_json
from dateline.link.actors.names import fold_name
from dateline.model.found import Voice
from dateline.model.record import Evidence

Place = tuple[str, int, int]
"""A report's id, and `start <= i < end` in its text."""

_POSSESSIVE = re.compile(r"['’]s\b")

statements, sources = (
    next(one.table for one in ENTRY_TABLES if one.name == name) for name in ("statements", "sources")
)


def read_voices(connection: sa.Connection, places: Collection[Place]) -> dict[Place, tuple[Voice, ...]]:
    """Return the statements over each place, in the order of the text; none in a report's own voice."""
    called = sa.select(sources.c.name).where(sources.c.id == statements.c.actor).scalar_subquery()
    described = read_json(statements.c.data, "anonymity", "descriptor")
    name = sa.func.coalesce(statements.c.speaker, described, called)
    wanted = (
        sa.select(evidence.c.report, evidence.c.start, evidence.c.end, statements.c.id, statements.c.actor)
        .add_columns(name.label("name"))
        .join(statements, statements.c.id == evidence.c.entry)
        # By the statements of a report, which are fewer than all that rests on its words.
        .where(statements.c.report.in_(_list_reports(places)))
        .order_by(statements.c.start, statements.c.id)
    )
    said = _group(connection.execute(wanted))
    return {
        (report, start, end): tuple(
            dict.fromkeys(
                Voice(row.id, row.actor, row.name)
                for row in said.get(report, ())
                if row.start < end and start < row.end
            )
        )
        for report, start, end in places
    }


def read_named(connection: sa.Connection, words: Iterable[Evidence]) -> dict[Evidence, tuple[str, ...]]:
    """Return the ids of the actors whose names stand in words of reports, sorted.

    Of two that are called alike it is the one that the report is known to name.
    """
    told = list(words)
    wanted = (
        sa.select(evidence.c.report, names.c.actor, names.c.name)
        .join(names, names.c.actor == evidence.c.entry)
        .where(evidence.c.report.in_(_list_reports((one.report, 0, 0) for one in told)))
    )
    known = _group(connection.execute(wanted))
    found = {}
    for one in told:
        folded = f" {fold_name(_POSSESSIVE.sub('', one.exact))} "
        rows = known.get(one.report, ())
        found[one] = tuple(sorted({row.actor for row in rows if f" {row.name} " in folded}))
    return found


def _list_reports(places: Iterable[Place]) -> list[str]:
    return sorted({report for report, _, _ in places})


def _group(rows: Iterable[Any]) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.report].append(row)
    return found
