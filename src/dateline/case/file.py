"""The case: all reports of a story, what was found in them, and the record they make, in one place.

Here it is opened and asked; how it is written, and what becomes of it when that goes wrong, `writing` tells.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import TracebackType

import sqlalchemy as sa

from dateline.case.counts import Counts
from dateline.case.explaining import explain, name_beginning
from dateline.case.location import Location
from dateline.case.log import bring_up_to_date, read_confirmed, read_corrections, read_unfit
from dateline.case.meanings import keep_meanings
from dateline.case.migrating import check_revision
from dateline.case.part import read_part
from dateline.case.remembered import read_digests, read_remembered
from dateline.case.rows import (
    LINKED,
    find_reports_of,
    locate_entries,
    read_as_read,
    read_change,
    read_entry,
    read_findings,
    read_passage,
    read_record,
    read_report,
    read_reports,
)
from dateline.case.schema import meta, reports
from dateline.case.search import read_question, search
from dateline.case.store import Store, find_store
from dateline.case.tables import Tables
from dateline.case.voices import read_named, read_voices
from dateline.case.writing import Addition, correct_stored_case, create_case, extend_stored_case
from dateline.link.memory import Kept, Memory
from dateline.model.correction import Correction, Unfit
from dateline.model.errors import CaseError, UnknownEntry
from dateline.model.findings import Findings
from dateline.model.found import Found, Passage, Voice
from dateline.model.record import Entry, Evidence, Record
from dateline.model.report import Report


class Case(Tables, Counts):
    """A case, open for reading and for additions; a context manager that closes it.

    Made by `Case.open` and `Case.open_or_create`; a case that does not exist yet reads as empty, and its
    file comes into being with the first `extend`.
    """

    def __init__(self, store: Store, *, exists: bool) -> None:
        self.path = store.location
        self._store = store
        self._exists = exists
        self._held: sa.Connection | None = None
        self._change = self._read_change()

    @classmethod
    def open(cls, path: Location) -> "Case":
        """Open the case at `path`; one that an earlier release wrote is brought up to date.

        Raises:
            CaseError: There is none, it is no case, or it cannot be read.
            CaseTooNew: A later release wrote it.
        """
        with _close_if_refused(find_store(path)) as store:
            return cls._open(store)

    @classmethod
    def _open(cls, store: Store) -> "Case":
        store.check()
        where = str(store.location)
        with store.reading() as connection:
            old = check_revision(connection, where)
        if old:
            if not store.is_writable():
                raise CaseError(
                    f"{where}: of an earlier release, and cannot be brought up to date here; {store.remedy}"
                )
            with store.writing() as connection:
                bring_up_to_date(connection)
        return cls(store, exists=True)

    @classmethod
    def open_or_create(cls, path: Location) -> "Case":
        """Open the case at `path`, or an empty one whose file the first `extend` makes.

        Raises:
            CaseError: What is there is no case, or it cannot be written.
            CaseTooNew: A later release wrote it.
        """
        with _close_if_refused(find_store(path)) as store:
            store.check_writable()
            store.clear_leftovers()
            return cls._open(store) if store.is_made() else cls(store, exists=False)

    def __repr__(self) -> str:
        return f"<the case {self.path}: {len(self)} reports>"

    def __enter__(self) -> "Case":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the end of a `with` block does so too."""
        self._store.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Show within the block the case as it is at its first question, whatever others write meanwhile.

        For questions that belong together; others wait to write until it ends, so keep it short. The case is
        not changed within it.
        """
        with self._read() as connection:
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    def __len__(self) -> int:
        """Return how many reports the case holds."""
        with self._read() as connection:
            if connection is None:
                return 0
            return connection.execute(sa.select(sa.func.count()).select_from(reports)).scalar_one()

    def known(self, model: str, *, published: str | None = None) -> set[str]:
        """Return the ids of the reports that need not be read again.

        Args:
            model: The version of the encoder at hand; what another one found is not known.
            published: The publication date given by hand, if one is; a report that was kept with another
                date, or without one, is not known then.
        """
        wanted = sa.select(reports.c.id).where(reports.c.model == model)
        if published is not None:
            wanted = wanted.where(reports.c.published_given == published)
        with self._read() as connection:
            return set() if connection is None else set(connection.execute(wanted).scalars())

    def meta(self) -> dict[str, str]:
        """Return what the case says of itself: the program's and the encoder's version, its change count."""
        with self._read() as connection:
            if connection is None:
                return {}
            rows = connection.execute(sa.select(meta.c.key, meta.c.value))
            return {row.key: row.value for row in rows}

    def findings(self) -> Iterator[Findings]:
        """Yield what was found in each report alone, before linking, sorted by report id.

        Without the sentences, which only search needs.
        """
        with self._read() as connection:
            if connection is not None:
                yield from read_findings(connection)

    def record(self) -> Record:
        """Return the whole record, each table sorted by id."""
        with self._read() as connection:
            return Record() if connection is None else read_record(connection)

    def report(self, report_id: str) -> Findings:
        """Return what was found in one report, with the actors and the date that linking gave.

        Raises:
            UnknownEntry: No report has this id.
        """
        with self._read() as connection:
            found = None if connection is None else read_report(connection, report_id)
        if found is None:
            raise UnknownEntry(f"{self.path}: no report has the id {report_id}")
        return found

    def entry(self, entry_id: str) -> Entry:
        """Return the entry of the record that has this id, whatever its table.

        Raises:
            UnknownEntry: No entry has it.
        """
        with self._read() as connection:
            found = None if connection is None else read_entry(connection, entry_id)
        if found is None:
            raise UnknownEntry(f"{self.path}: no entry has the id {entry_id}")
        return found

    def search(self, query: str, *, page: int = 1, size: int = 20, by_meaning: bool = True) -> Found:
        """Return the sentences that hold the words of `query`, and those that lie near it in meaning.

        Args:
            query: Words, "phrases", beginn* and `NEAR(a b, 5)`; `OR`, `NOT` or a minus; and the fields
                `speaker:`, `outlet:`, `title:`, `report:`, `act:`, `form:`, `kind:`, `before:` and `after:`.
                Words such as "the" and "of" are not looked for where others are.
            page: Which page, from 1.
            size: How many sentences on a page.
            by_meaning: Whether to look for what is near in meaning too, which takes the encoder.

        Raises:
            UsageError: The query cannot be understood.
        """
        with self._read() as connection:
            if connection is None:
                read_question(query)
                return Found((), 0, ())
            meanings = partial(keep_meanings, connection, self._store)
            return search(connection, query, page=page, size=size, meanings=meanings if by_meaning else None)

    def voices(self, words: Iterable[Evidence]) -> dict[Evidence, tuple[Voice, ...]]:
        """Return the statements over some words of reports, none where it is the report's own voice."""
        places = {one: (one.report, one.start, one.end) for one in words}
        with self._read() as connection:
            found = {} if connection is None else read_voices(connection, set(places.values()))
        return {one: found.get(place, ()) for one, place in places.items()}

    def named(self, words: Iterable[Evidence]) -> dict[Evidence, tuple[str, ...]]:
        """Return the ids of the actors that some words of reports name, sorted, for each."""
        with self._read() as connection:
            return {} if connection is None else read_named(connection, words)

    def part(self, reports: Collection[str]) -> Record:
        """Return the record of some reports: they, and of each entry what rests on words in them."""
        with self._read() as connection:
            return Record() if connection is None else read_part(connection, reports)

    def locate(self, entry_id: str) -> tuple[str, Entry]:
        """Return the entry that has this id or one that begins so, and the name of its table.

        Raises:
            UnknownEntry: None has it, or several begin so.
        """
        with self._read() as connection:
            found = [] if connection is None else locate_entries(connection, entry_id)
        if len(found) == 1:
            return found[0]
        many = f"{len(found)} entries begin" if found else "no entry begins"
        raise UnknownEntry(f"{self.path}: {many} with the id {entry_id}")

    def explain(self, entry_id: str, *, most: int = 40) -> str:
        """Return how an entry came about, in lines of text: rule or model, words, sentence, report.

        Args:
            entry_id: The id of an entry or of a report, or its beginning; or an address in a report, as
                `REPORT:START-END` or `REPORT:t2`.
            most: An entry that rests on more reports is told by the first so many.

        Raises:
            UnknownEntry: Nothing has this id, more than one thing begins with it, or nothing was found there.
        """
        with self._read() as connection:
            beginning = name_beginning(entry_id)
            wanted = [] if connection is None else find_reports_of(connection, beginning, most=most)
            part = Record() if connection is None else read_part(connection, wanted)
        return explain(part, entry_id)

    def text(self, words: Evidence) -> Passage:
        """Return words that an entry rests on in the sentences they stand in.

        Raises:
            UnknownEntry: The case does not hold their report.
        """
        with self._read() as connection:
            found = None if connection is None else read_passage(connection, words)
        if found is None:
            raise UnknownEntry(f"{self.path}: no report has the id {words.report}")
        return found

    def corrections(self) -> tuple[Correction, ...]:
        """Return every correction, also those that were undone, in the order in which they were made."""
        with self._read() as connection:
            return () if connection is None else read_corrections(connection)

    def unfit(self) -> tuple[Unfit, ...]:
        """Return the corrections that find nothing to change in the record as it is now."""
        with self._read() as connection:
            return () if connection is None else read_unfit(connection)

    def confirmed(self) -> dict[str, Correction]:
        """Return what is confirmed, by the ids of the entries: of each the last correction that says so."""
        with self._read() as connection:
            return {} if connection is None else read_confirmed(connection)

    def as_read(self) -> dict[str, Report]:
        """Return the reports that corrections changed as they were read, by id."""
        with self._read() as connection:
            return {} if connection is None else read_as_read(connection)

    def reports_as_kept(self, ids: Collection[str]) -> dict[str, Report]:
        """Return those of some reports that the case holds, as they were searched, by id."""
        with self._read() as connection:
            return {} if connection is None else read_reports(connection, ids)

    def memory(self) -> Memory:
        """Return what earlier linking kept of single reports, to be looked up while this case is open."""

        def recall(step: str) -> dict[str, Kept]:
            with self._read() as connection:
                return {} if connection is None else read_remembered(connection, step)

        with self._read() as connection:
            return Memory(recall, {} if connection is None else read_digests(connection))

    def correct(self, added: Sequence[Correction]) -> int:
        """Add corrections to the log and apply them to the record; return how many were new.

        Those of reports (their date, their outlet, what of them is article) take
        `dateline.engine.correcting`, which reads the reports anew. Others may have written to the case
        meanwhile: nothing of theirs is lost.

        Raises:
            CaseError: The file is not there or cannot be written; it is as it was before.
        """
        if not self._exists:
            raise CaseError(f"{self.path}: there is no such case file; `dateline build` makes one")
        many = correct_stored_case(self._store, added)
        self._change = self._read_change()
        return many

    def extend(
        self,
        added: Sequence[Findings],
        record: Record,
        *,
        model: str,
        published: str | None = None,
        again: Sequence[Findings] = (),
        corrections: Sequence[Correction] = (),
        as_read: Mapping[str, Report] | None = None,
        gone: Collection[str] = (),
        remembered: Mapping[tuple[str, str], Kept] | None = None,
    ) -> None:
        """Keep `added` beside the reports that are there and put `record` in place of the old one, at once.

        Args:
            added: Findings before linking; a report that the case holds already is replaced.
            record: Made from all findings of the case, `added` and `again` among them.
            model: The version of the encoder that `added` and `again` were found with.
            published: The publication date given by hand for `added`, if one was.
            again: What another encoder found in reports that the case holds; the date that was given by
                hand for them stays.
            corrections: Added to the log; they and those that are there are applied to the record.
            as_read: Of the reports in `added` and `again` that corrections changed, what was read, by id.
            gone: The ids of reports that are deleted; nothing in `record` rests on them.
            remembered: What linking worked out of single reports, for the next time.

        Raises:
            CaseError: The file cannot be written, or another program has changed its reports since it was
                opened; it is as it was before.
        """
        addition = Addition(
            added, record, model, published, again, corrections, as_read or {}, gone, remembered or {}
        )
        if not self._exists:
            create_case(self._store, addition)
            self._exists = True
        else:
            extend_stored_case(self._store, addition, change=self._change)
        self._change = self._read_change()

    def _read_change(self) -> str:
        with self._read() as connection:
            return "0" if connection is None else read_change(connection, LINKED)

    @contextmanager
    def _read(self) -> Iterator[sa.Connection | None]:
        if self._held is not None or not self._exists:
            yield self._held
            return
        with self._store.reading() as connection:
            yield connection


@contextmanager
def _close_if_refused(store: Store) -> Iterator[Store]:
    """Give a store that goes on to be open, but where the block raises."""
    try:
        yield store
    except BaseException:
        store.close()
        raise
