"""A colleague's corrections: the lines that the reader or `dateline corrections export` wrote."""

from dateline.case.file import Case
from dateline.export.corrections import read_lines
from dateline.model.correction import Correction
from dateline.model.errors import UsageError
from dateline.reader.action import Action
from dateline.reader.asked import Asked


def read(_case: Case, asked: Asked, _by: str) -> tuple[Correction, ...]:
    """Return the corrections in a file, or pasted; those of them that the case holds change nothing."""
    lines = "\n".join(value for key, value in asked.query if key == "lines")
    found = tuple(read_lines(lines))
    if not found:
        raise UsageError("There are no corrections in this: choose the file that a colleague exported.")
    return found


ACTION = Action(name="take_in", path="/corrections/import", read=read)
