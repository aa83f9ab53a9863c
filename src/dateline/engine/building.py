"""Paths -> case file: what `dateline build`, `dateline add` and `dateline remove` do.

Only what the case does not hold yet is read and searched; the record is then linked anew from all findings,
so that building in steps, and taking out again, gives the same record as building what is there at once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dateline.case.file import Case
from dateline.case.location import Location
from dateline.engine.dating import link_by_date
from dateline.engine.finding import find_in_reports
from dateline.engine.place import Fresh, Here, Place
from dateline.engine.revising import Revisions, find_revisions, revise
from dateline.engine.spacy_pipeline import Pipeline
from dateline.find.finding import has_findings
from dateline.ingest.reading import Skipped
from dateline.model.correction import Correction
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from dateline.nlp.release import read_model_version


class Watch(Protocol):
    """Sees the work go by, for a progress bar."""

    def __call__(self, things: Iterable[Findings]) -> Iterable[Findings]:
        """Pass on each report's findings."""

    def say(self, task: str) -> None:
        """Be told what is done now."""


class Unwatched:
    """Nobody looks."""

    def __call__(self, things: Iterable[Findings]) -> Iterable[Findings]:
        """Pass on each report's findings."""
        return things

    def say(self, task: str) -> None:
        """Be told what is done now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the inputs.

    Args:
        read: Reports that are new in the case.
        known: Reports that the case held already, or that were named twice.
        skipped: Inputs that could not be read, in the order met.
        other_language: New reports in a language that the finders do not read.
        held: Reports in the case now.
    """

    read: int
    known: int
    skipped: tuple[Skipped, ...]
    other_language: int
    held: int


def extend_case(
    file: Location,
    paths: Sequence[str],
    *,
    published: str | None = None,
    create: bool,
    watch: Watch | None = None,
    pipeline: Pipeline | None = None,
    corrections: Sequence[Correction] = (),
    place: Place | None = None,
    gone: Collection[str] = (),
) -> Outcome:
    """Bring the reports in `paths` into the case at `file`, or leave it as it was.

    Args:
        file: Where the case lies; made where it does not exist and `create` is true.
        paths: Files and folders.
        published: The publication date of all of them (EDTF), where the user gives one.
        create: Whether a case that does not exist is made.
        watch: Sees the work go by; None where nobody looks.
        pipeline: Gives what it finds in the place of the encoder.
        corrections: Added to those of the case; reports that they change are read anew.
        place: Where the reports in `paths` are searched; None for this process.
        gone: The ids of reports that the case holds and shall hold no more.

    Raises:
        CaseError: `file` is no case, cannot be written, or does not exist and is not to be made.
    """
    watch = watch or Unwatched()
    skipped: list[Skipped] = []
    # What was found with another pipeline, or with none, is found anew: one record has one reader.
    model = "+".join([read_model_version(), *([pipeline.version] if pipeline else [])])
    look = pipeline.read if pipeline else None
    with Case.open_or_create(file) if create else Case.open(file) as case:
        revisions = find_revisions((*case.corrections(), *corrections))
        as_read = case.as_read()
        held = {one.report.id: one for one in case.findings() if one.report.id not in gone}
        corrected = _Corrected(revisions, as_read)
        found_now = case.known(model)
        fresh = Fresh(case.known(model, published=published))
        encoder = Encoder.load()
        there = place or Here(encoder, look)
        found = list(watch(there.find(paths, published=published, fresh=fresh, skipped=skipped)))
        # A place reads reports as they are; what corrections change of them is found anew.
        moved = {
            one.report.id: revised for one in found if (revised := corrected.revise(one.report)) != one.report
        }
        anew = find_in_reports(moved.values(), encoder=encoder, look=look, skipped=skipped)
        found = [*(one for one in found if one.report.id not in moved), *anew]
        # What an earlier encoder found is found anew: one record is the work of one encoder.
        named = {one.report.id for one in found}
        wanted = {id_: corrected.revise_held(one.report) for id_, one in held.items()}
        stale = [
            wanted[id_]
            for id_, one in held.items()
            if id_ not in named and (id_ not in found_now or wanted[id_] != one.report)
        ]
        refound = {
            one.report.id: one
            for one in watch(find_in_reports(stale, encoder=encoder, look=look, skipped=skipped))
        }
        added = [fresh.name(one) for one in found]
        others = [fresh.name(refound.get(id_, one)) for id_, one in held.items() if id_ not in named]
        again = [one for one in others if one is not held[one.report.id]]
        if added or again or corrections or gone:
            watch.say("Joining")
            memory = case.memory()
            memory.note((*added, *again))
            memory.reader = model
            record = link_by_date(
                [*others, *added],
                lambda reports: find_in_reports(reports, encoder=encoder, look=look),
                memory,
            )
            watch.say("Keeping")
            case.extend(
                added,
                record,
                model=model,
                published=published,
                again=again,
                corrections=corrections,
                as_read=corrected.as_read,
                gone=gone,
                remembered=memory.fresh,
            )
        return Outcome(
            read=len(added),
            known=fresh.met_again,
            # A case kept in the folder of its reports is no input that anyone would miss.
            skipped=tuple(one for one in skipped if not _is_same_file(one.path, file)),
            other_language=sum(not has_findings(one.report) for one in added),
            held=len(others) + len(added),
        )


def _is_same_file(path: str, file: Location) -> bool:
    try:
        return isinstance(file, Path) and file.samefile(path)
    except OSError:
        return False


class _Corrected:
    """Reports as corrections leave them; `as_read` gathers what was read of those that differ, by id."""

    def __init__(self, revisions: Revisions, known: Mapping[str, Report]) -> None:
        self._revisions = revisions
        self._known = known
        self.as_read: dict[str, Report] = {}

    def revise(self, report: Report) -> Report:
        """Return a report as it is to be searched, given as it was read."""
        revised = revise(report, self._revisions.get(report.id, ()))
        if revised != report:
            self.as_read[report.id] = report
        return revised

    def revise_held(self, report: Report) -> Report:
        """Return a report that the case holds as it is to be searched now."""
        return self.revise(self._known.get(report.id, report))
