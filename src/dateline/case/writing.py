"""Writing a case: what is kept at once, in one transaction, or refused because others were quicker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from dateline.case.fulltext import settle
from dateline.case.log import add_corrections, apply_added, replay
from dateline.case.migrating import migrate
from dateline.case.overlay import Overlay
from dateline.case.recording import drop_reports, replace_record
from dateline.case.remembered import put_remembered
from dateline.case.rows import (
    LINKED,
    count_change,
    put_as_read,
    put_meta,
    put_report,
    read_change,
    read_given,
)
from dateline.case.store import Store
from dateline.link.memory import Kept
from dateline.model.correction import ON_REPORTS, Correction, Deed
from dateline.model.errors import CaseChanged
from dateline.model.findings import Findings
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.model.version import __version__


@dataclass(frozen=True, slots=True)
class Addition:
    """What is kept at once: see `Case.extend`, whose arguments these are."""

    added: Sequence[Findings]
    record: Record
    model: str
    published: str | None = None
    again: Sequence[Findings] = ()
    corrections: Sequence[Correction] = ()
    as_read: Mapping[str, Report] = field(default_factory=dict)
    gone: Collection[str] = ()
    remembered: Mapping[tuple[str, str], Kept] = field(default_factory=dict)


def create_case(store: Store, addition: Addition) -> None:
    """Make the case that `store` is to keep.

    Raises:
        CaseChanged: Another program has made one there meanwhile.
        CaseError: It cannot be written; nothing is left.
    """
    with store.making() as connection:
        migrate(connection)
        _write(connection, addition)


def extend_stored_case(store: Store, addition: Addition, *, change: str) -> None:
    """Change the case that `store` keeps, which was read when its reports had changed `change` times.

    Corrections of the record that others made meanwhile are applied to the new one.

    Raises:
        CaseChanged: Another program has changed it since: `addition` was made from what is not all there is.
        CaseError: It cannot be written; it is as it was before.
    """
    store.check_writable()
    with store.writing() as connection:
        if read_change(connection, LINKED) != change:
            where = store.location
            raise CaseChanged(f"{where}: another program has changed it meanwhile; run this once more")
        _write(connection, addition)


def correct_stored_case(store: Store, added: Sequence[Correction]) -> int:
    """Add corrections to the log of the case that `store` keeps and apply them; return how many were new.

    Raises:
        CaseError: It cannot be written; it is as it was before.
    """
    with store.writing() as connection:
        fresh = add_corrections(connection, added)
        apply_added(connection, fresh)
        if fresh:
            read_otherwise = any(one.deed in ON_REPORTS or one.deed is Deed.UNDO for one in fresh)
            count_change(connection, *([LINKED] if read_otherwise else []))
    return len(fresh)


def _write(connection: sa.Connection, addition: Addition) -> None:
    # What is compared with what linking makes now is what it made before, without the corrections.
    Overlay(connection).restore()
    given = read_given(connection) if addition.again else {}
    for findings in addition.again:
        put_report(connection, findings, model=addition.model, published=given.get(findings.report.id))
    for findings in addition.added:
        put_report(connection, findings, model=addition.model, published=addition.published)
    put = {findings.report.id for findings in (*addition.again, *addition.added)}
    replace_record(connection, addition.record, renewed=put)
    put_remembered(connection, addition.remembered)
    drop_reports(connection, addition.gone)
    put_meta(connection, dateline=__version__, model=addition.model)
    count_change(connection, LINKED)
    add_corrections(connection, addition.corrections)
    replay(connection)
    put_as_read(connection, addition.as_read)
    settle(connection)
