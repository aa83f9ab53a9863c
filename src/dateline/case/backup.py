"""A backup: a copy of a case of one moment, which takes its place only once it is verified."""

from pathlib import Path

from dateline.case.checking import check_copy
from dateline.case.copying import copy_case
from dateline.case.file_store import FileStore, new_file
from dateline.case.location import Location
from dateline.case.opening import check_header, plain_errors
from dateline.model.checked import Checkup
from dateline.model.errors import CaseError, UsageError


def back_up_case(location: Location, output: Path, *, force: bool = False) -> Checkup:
    """Copy a case to `output`, and verify the copy before it takes its place there.

    Args:
        location: The case; it stays as it is, and others may read and write it meanwhile.
        output: The copy's file.
        force: Whether a file that is there already is replaced, once the copy is verified.

    Returns:
        What the check of the copy found; the copy is there only where it is sound.

    Raises:
        UsageError: `output` is the case itself, or is there already and `force` is not set.
        CaseError: The case cannot be read, the copy cannot be written, or the case is not sound.
    """
    if not isinstance(location, Path):
        raise CaseError(f"{location}: a database is backed up by its own means (pg_dump)")
    check_header(location)
    if output.exists() and output.samefile(location):
        raise UsageError(f"{output} is the case itself; name another file")
    if output.exists() and not force:
        raise UsageError(f"{output} is there already; name another file, or say --force to replace it")
    if not output.parent.is_dir():
        raise CaseError(f"{output}: there is no folder {output.parent} to write it to")
    FileStore(output).clear_leftovers()
    with plain_errors(output), new_file(output, replace=force) as building:
        copy_case(location, building)
        checkup = check_copy(building)
        if not checkup.sound:
            raise CaseError(
                f"{location}: not sound, so no backup was made of it ({checkup.found} faults); "
                "`dateline check` says which"
            )
    return checkup
