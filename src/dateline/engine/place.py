"""Where finding runs: on this machine, or in whatever else does the same work, as processes or a cluster.

In: what the user named. Out: what is found in each report, in the order named. Whoever builds a case asks a
place and knows no more of it; each place calls the same functions, so that what is found is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.engine.finding import find_in_reports
from dateline.engine.reading import put_skipped_aside
from dateline.find.finding import Given
from dateline.ingest.reading import Skipped, read_reports
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder


class Fresh:
    """Tells which reports are to be searched, each once, and counts the others.

    The same bytes under two names are one report; it goes by the name that sorts first, whichever was met
    first, so that the order of building leaves no trace.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self.met_again = 0
        self._seen = set(self.known)
        self._paths: dict[str, str] = {}

    def take(self, report: str, path: str) -> bool:
        """Tell whether the report of that id, met under that name, is met for the first time."""
        self._paths[report] = min(path, self._paths.get(report, path))
        if report in self._seen:
            self.met_again += 1
            return False
        self._seen.add(report)
        return True

    def path(self, report: str) -> str:
        """Return the name, of those under which a report was met, that sorts first."""
        return self._paths[report]

    def name(self, findings: Findings) -> Findings:
        """Return `findings` under the first of its report's names: itself where it has that one."""
        report = findings.report
        path = min(report.path, self._paths.get(report.id, report.path))
        return findings if path == report.path else replace(findings, report=replace(report, path=path))


class Place(Protocol):
    """Somewhere that finding runs."""

    def find(
        self, paths: Sequence[str], *, published: str | None, fresh: Fresh, skipped: list[Skipped]
    ) -> Iterator[Findings]:
        """Yield what is found in each report that is fresh, in the order in which the paths name them.

        Args:
            paths: Files and folders.
            published: The publication date of all of them (EDTF), where the user gives one.
            fresh: Is told of every report that is met.
            skipped: What cannot be read is appended here.
        """


@dataclass(frozen=True, slots=True)
class Here:
    """This process; the encoder's threads read the next reports meanwhile.

    Args:
        encoder: Reads the words of all of them.
        look: What another reader says of a report; None where there is no other.
    """

    encoder: Encoder
    look: Callable[[Report], Given] | None = None

    def find(
        self, paths: Sequence[str], *, published: str | None, fresh: Fresh, skipped: list[Skipped]
    ) -> Iterator[Findings]:
        """Yield what is found, see `Place`."""
        reports = put_skipped_aside(read_reports(paths, published=published), skipped)
        taken = (one for one in reports if fresh.take(one.id, one.path))
        return find_in_reports(taken, encoder=self.encoder, look=self.look, skipped=skipped)
