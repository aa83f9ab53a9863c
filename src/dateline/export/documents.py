"""What a report's document is called in formats that write one document a report."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.model.findings import Findings

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST = 100  # characters


def name_document(path: str) -> str:
    """Return what the document of the report at `path` is called: its file, of `container#member` both."""
    if path == "-":
        return "stdin"
    container, _, member = path.partition("#")
    file = Path(container)
    name = f"{file.name}-{member}" if member else file.stem
    return _NOT_IN_NAMES.sub("-", name).strip("-.")[:_LONGEST] or "report"


def name_documents(findings: Iterable[Findings]) -> Iterator[tuple[str, Findings]]:
    """Return each report with the name of its document; of two of one name the second bears its id too."""
    taken: set[str] = set()
    for one in findings:
        name = name_document(one.report.path)
        if name.casefold() in taken:
            name = f"{name}-{one.report.id}"
        taken.add(name.casefold())
        yield name, one
