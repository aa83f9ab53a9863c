"""Paths -> stories, and a case for each: what `dateline stories` does.

A pile is read whole, then its gists are put in order of publication, so that the order in which it was named
leaves no trace. A stream is taken to come in that order, and only what is open of it is held. Findings are
put aside on disk where cases are to be built, and taken back a story at a time.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Final

from dateline.case.file import Case
from dateline.engine.building import Unwatched, Watch
from dateline.engine.dating import link_by_date
from dateline.engine.finding import find_in_reports
from dateline.engine.reading import read_findings
from dateline.ingest.reading import Skipped
from dateline.link.stories.gists import Gist, order_gist, read_gist
from dateline.link.stories.story_stream import QUIET_DAYS, TOGETHER, Story, assign_stories
from dateline.model.errors import UsageError
from dateline.model.findings import Findings
from dateline.nlp.encoder import Encoder
from dateline.nlp.release import read_model_version

_LONGEST_NAME: Final = 60


class Aside:
    """Findings put aside on disk, by the id of their report; a context manager."""

    def __init__(self) -> None:
        """Open an empty file that nobody else sees."""
        self._file = TemporaryFile()  # noqa: SIM115  it is closed with this
        self._places: dict[str, tuple[str, int]] = {}

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, findings: Findings) -> None:
        """Put findings aside; of a report met under two names those under the first of them are kept."""
        report = findings.report
        if report.id not in self._places or report.path < self._places[report.id][0]:
            self._places[report.id] = (report.path, self._file.seek(0, 2))
            pickle.dump(findings, self._file, protocol=5)

    def take(self, ids: Iterable[str]) -> list[Findings]:
        """Take back the findings of some reports, in their order."""
        taken: list[Findings] = []
        for one in ids:
            self._file.seek(self._places.pop(one)[1])
            taken.append(pickle.load(self._file))
        return taken


def read_stories(
    paths: Sequence[str],
    *,
    published: str | None = None,
    is_stream: bool = False,
    quiet_days: int = QUIET_DAYS,
    skipped: list[Skipped],
    stdin: BinaryIO | None = None,
    aside: Aside | None = None,
    watch: Watch | None = None,
) -> Iterator[Story]:
    """Yield the stories that the reports in `paths` tell, each when it has gone quiet, the rest at the end.

    Args:
        paths: Files, folders, or `-` for `stdin`.
        published: The publication date of all of them (EDTF), where the user gives one.
        is_stream: The reports come in order of publication: they are placed as they are read.
        quiet_days: A story of which so many days tell nothing is over.
        skipped: What could not be read is appended here, as it is met.
        stdin: Where `-` reads from.
        aside: Where findings are put for building cases; None where none are built.
        watch: Sees the work go by; None where nobody looks.
    """
    watch = watch or Unwatched()
    found = watch(read_findings(paths, published=published, skipped=skipped, stdin=stdin))
    gists = _read_gists(found, aside)
    ordered = gists if is_stream else iter(sorted(gists, key=order_gist))
    together = 1 if is_stream else TOGETHER
    yield from assign_stories(ordered, quiet_days=quiet_days, together=together)


def _read_gists(found: Iterable[Findings], aside: Aside | None) -> Iterator[Gist]:
    for one in found:
        if aside is not None:
            aside.put(one)
        yield read_gist(one)


class Cases:
    """A folder with a case for each story, named after its title."""

    def __init__(self, folder: Path, aside: Aside, *, published: str | None = None) -> None:
        """Begin with a folder that holds no case.

        Args:
            folder: Made where it does not exist.
            aside: Where the findings of the reports are.
            published: The publication date of all of them (EDTF), where the user gave one.

        Raises:
            UsageError: There are cases in the folder: they would not be told from new ones.
        """
        if folder.is_dir() and any(folder.glob("*.dateline")):
            raise UsageError(f"{folder} holds cases already; name another folder")
        self._folder = folder
        self._aside = aside
        self._published = published
        self._names: set[str] = set()

    def build(self, story: Story) -> Path:
        """Build the case of a story and return its file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{self._choose_name(story)}.dateline"
        encoder = Encoder.load()
        added = self._aside.take(story.reports)
        with Case.open_or_create(file) as case:
            memory = case.memory()
            memory.note(added)
            record = link_by_date(added, lambda reports: find_in_reports(reports, encoder=encoder), memory)
            case.extend(
                added,
                record,
                model=read_model_version(),
                published=self._published,
                remembered=memory.fresh,
            )
        return file

    def _choose_name(self, story: Story) -> str:
        """Return a name made of the story's title; the beginning of its id tells it from an earlier one."""
        name = name_case(story.title)
        if name in self._names:
            name = f"{name}-{story.id[:8]}"
        self._names.add(name)
        return name


def name_case(title: str) -> str:
    """Return a title as a file's name: "Crane falls in Port Elm" → "crane-falls-in-port-elm"."""
    words = re.findall(r"[^\W_]+", title.casefold())
    name = ""
    for word in words:
        if len(name) + len(word) >= _LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word
    return name or "story"
