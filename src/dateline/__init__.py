"""dateline turns a folder of news reports into a record one can check.

What happened when, who said so, on whose authority: every entry leads to the words it rests on.
The floors of the house, from the top: `cli`, `engine`, `case` and `export`, `link`, `find`, `ingest`,
`nlp`, `lexicons`, `model`. Imports go down only.

    import dateline

    with dateline.build(["my-folder"], "story.dateline") as case:
        said = case.statements(speaker="Kayani", before="2012-01-01").to_pandas()
"""

from typing import TYPE_CHECKING

from dateline.model.version import __version__

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from dateline.case.file import Case
    from dateline.case.location import Database
    from dateline.ingest.reading import Skipped
    from dateline.model.checked import Checkup
    from dateline.model.findings import Findings

    Path = str | os.PathLike[str]


__all__ = ["__version__", "backup", "build", "check", "open", "read", "remove"]


def open(path: "Path | Database") -> "Case":  # noqa: A001  `dateline.open` reads as it should
    """Open the case file at `path` to ask it for statements, events, actors and what else it holds.

    Args:
        path: A file that `dateline build` wrote, or the address of a database, `postgresql://…`; a case of an
            earlier release is brought up to date.

    Returns:
        A context manager; `case.statements(speaker="…", before="2012-01-01").to_pandas()`.

    Raises:
        CaseError: There is none, it is no case file, or it cannot be read.
        CaseTooNew: A later release wrote it.
    """
    from dateline.case.file import Case
    from dateline.case.location import read_location

    return Case.open(read_location(path))


def build(
    paths: "Path | Iterable[Path]",
    case: "Path | Database",
    *,
    published: str | None = None,
    spacy: str | None = None,
) -> "Case":
    """Build the record of a story into one case file, or add to it, as `dateline build` does.

    Reports that the case holds already are not read again. What cannot be read is left out, with a
    `SkippedInput` warning for each.

    Args:
        paths: Files and folders of reports.
        case: The case file, or the address of a database; made where there is none.
        published: The publication date of all of them, as 2011-09-17, 2011-09 or 2011.
        spacy: A spaCy pipeline, installed or in a folder, whose names are used in the place of dateline's.

    Returns:
        The case, opened.

    Raises:
        UsageError: `published` is no date.
        CaseError: `case` is no case file or cannot be written, or nothing could be read.
    """
    from dateline.case.location import read_location
    from dateline.engine.building import extend_case
    from dateline.engine.spacy_pipeline import load_pipeline

    outcome = extend_case(
        read_location(case),
        _name_paths(paths),
        published=_check(published),
        create=True,
        pipeline=None if spacy is None else load_pipeline(spacy),
    )
    _warn(outcome.skipped)
    return open(case)


def read(
    paths: "Path | Iterable[Path]", *, published: str | None = None, spacy: str | None = None
) -> "Iterator[Findings]":
    """Yield what each report says on its own, without a case: its times, names, statements and events.

    What cannot be read is left out, with a `SkippedInput` warning for each at the end.

    Args:
        paths: Files and folders of reports.
        published: The publication date of all of them, as 2011-09-17, 2011-09 or 2011.
        spacy: A spaCy pipeline, installed or in a folder, whose names are used in the place of dateline's.

    Raises:
        UsageError: `published` is no date.
    """
    from dateline.engine.reading import read_findings
    from dateline.engine.spacy_pipeline import load_pipeline

    skipped: list[Skipped] = []
    yield from read_findings(
        _name_paths(paths),
        published=_check(published),
        skipped=skipped,
        pipeline=None if spacy is None else load_pipeline(spacy),
    )
    _warn(skipped)


def remove(reports: "str | Iterable[str]", case: "Path | Database") -> "Case":
    """Take reports out of a case, with all that rested on them alone, as `dateline remove` does.

    The record is then the same as if they had never been added. Corrections that find nothing to change any
    more stay in the log, and `case.unfit()` lists them.

    Args:
        reports: Of each the id or its beginning, the path or its end, or the address.
        case: The case file.

    Returns:
        The case, opened.

    Raises:
        CaseError: `case` is no case file or cannot be written.
        UnknownEntry: The case holds no such report.
        UsageError: Several reports are meant by one name.
    """
    from dateline.case.location import read_location
    from dateline.engine.removing import remove_reports

    remove_reports(read_location(case), [reports] if isinstance(reports, str) else reports)
    return open(case)


def check(case: "Path | Database") -> "Checkup":
    """Verify all that a case holds, as `dateline check` does; the case is not touched.

    Args:
        case: A file that `dateline build` wrote.

    Returns:
        What was `verified`, in counts, and the `faults`, each with `where`, `what` and `todo`; `sound` where
        there are none.

    Raises:
        CaseError: There is none, it is no case file, or there is no room for a copy to look at.
        CaseTooNew: A later release wrote it.
    """
    from dateline.case.checking import check_case
    from dateline.case.location import read_location

    return check_case(read_location(case))


def backup(case: "Path | Database", to: "Path", *, force: bool = False) -> "Checkup":
    """Copy a case while others may be writing to it, and verify the copy, as `dateline backup` does.

    Args:
        case: A file that `dateline build` wrote.
        to: The copy; it is there only once it is whole and sound.
        force: Whether a file that is there already is replaced.

    Returns:
        What the check of the copy verified.

    Raises:
        UsageError: `to` is the case itself, or is there already and `force` is not set.
        CaseError: The case cannot be read or is not sound, or the copy cannot be written.
    """
    from pathlib import Path

    from dateline.case.backup import back_up_case
    from dateline.case.location import read_location

    return back_up_case(read_location(case), Path(to), force=force)


def _name_paths(paths: "Path | Iterable[Path]") -> list[str]:
    import os

    return [os.fspath(one) for one in ([paths] if isinstance(paths, str | os.PathLike) else paths)]


def _check(published: str | None) -> str | None:
    from dateline.case.conditions import first_day

    if published is not None:
        first_day(published)
    return published


def _warn(skipped: "Iterable[Skipped]") -> None:
    import warnings

    from dateline.model.errors import SkippedInput

    for one in skipped:
        warnings.warn(f"{one.path}: {one.reason}", SkippedInput, stacklevel=3)
