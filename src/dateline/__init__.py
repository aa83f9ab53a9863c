"""dateline turns a folder of news reports into a record one can check.

What happened when, who said so, on whose authority: every entry leads to the words it rests on.
The floors of the house, from the top: `cli`, `engine`, `case` and `export`, `link`, `find`, `ingest`,
`nlp`, `lexicons`, `model`. Imports go down only.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from dateline.case.file import Case

__version__ = "0.1.0"


def open(path: "str | os.PathLike[str]") -> "Case":  # noqa: A001  `dateline.open` reads as it should
    """Open the case file at `path` to ask it for statements, events, actors and what else it holds.

    Args:
        path: A file that `dateline build` wrote; one of an earlier release is brought up to date.

    Returns:
        A context manager; `case.statements(speaker="…", before="2012-01-01").to_pandas()`.

    Raises:
        CaseError: There is none, it is no case file, or it cannot be read.
        CaseTooNew: A later release wrote it.
    """
    from pathlib import Path

    from dateline.case.file import Case

    return Case.open(Path(path))
