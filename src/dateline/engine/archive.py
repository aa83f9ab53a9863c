"""An archive about everything: what is found in it, the stories it tells, and a case for each.

In: what the user named, and workers. Out: a folder of cases, named by the ids of their stories, with a list
of them, `stories.jsonl`. Searching, gists and copies go part by part and cases story by story, each of them
anywhere; only the placing of reports in stories is one pass over their gists, in order of publication.
Reports that are one text stand in one story, the earliest of those that they were placed in.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dateline.case.file import Case
from dateline.engine.building import Unwatched, Watch
from dateline.engine.dating import link_by_date
from dateline.engine.finding import find_in_reports
from dateline.engine.place import Fresh
from dateline.engine.shelf import Shelf
from dateline.engine.spread import Spread, load_encoder
from dateline.ingest.reading import Skipped
from dateline.link.copies.bands import gather_copies
from dateline.link.stories.gists import Gist, order_gist, read_gist
from dateline.link.stories.story_stream import Story, assign_stories, make_story
from dateline.model.errors import CaseError
from dateline.model.findings import Findings
from dateline.nlp.release import read_model_version


class _Met(NamedTuple):
    """A report of a part, what it is about, and the name under which it was read."""

    gist: Gist
    path: str


@dataclass(frozen=True, slots=True)
class _Order:
    """A case to be built: of which reports, in the order met, and for each its part and its name."""

    story: str
    reports: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """What became of an archive.

    Args:
        stories: In order of publication, that of its first report for each.
        reports: How many reports are in them.
        skipped: What could not be read, in the order met.
    """

    stories: tuple[Story, ...]
    reports: int
    skipped: tuple[Skipped, ...]


def build_archive(
    folder: Path,
    paths: Sequence[str],
    spread: Spread,
    *,
    published: str | None = None,
    watch: Watch | None = None,
) -> Archive:
    """Build a case for each story that the reports in `paths` tell.

    A run that was stopped goes on: what was found is kept on the shelf, and cases that are whole stay.

    Args:
        folder: Where the cases are built, by whichever worker; made where it does not exist.
        paths: Files and folders.
        spread: Where the work is done, and where what is found is kept.
        published: The publication date of all of them (EDTF), where the user gives one.
        watch: Is told what is done.

    Raises:
        CaseError: A case in the folder is of something else, or cannot be written.
    """
    watch = watch or Unwatched()
    shelf, workers = spread.shelf, spread.workers
    done = spread.run(paths, published=published, known=())
    parts = list(dict.fromkeys(one.part for one in done if one.part is not None))
    watch.say("Telling stories")
    fresh = Fresh(())
    gists: list[Gist] = []
    places: dict[str, tuple[int, str]] = {}
    skipped: list[Skipped] = []
    for part, (met, unread) in zip(parts, workers.map(partial(_read_part, shelf=shelf), parts), strict=True):
        skipped += unread
        for one in met:
            if fresh.take(one.gist.report, one.path):
                gists.append(one.gist)
                places[one.gist.report] = (len(places), part)
    copies = gather_copies(workers.find_copies(shelf, parts))
    stories = join_copies(assign_stories(sorted(gists, key=order_gist)), copies)
    watch.say("Joining")
    folder.mkdir(parents=True, exist_ok=True)
    orders = [_make_order(story, places, fresh) for story in stories]
    step = partial(_build, folder=folder, shelf=shelf, published=published)
    for _ in workers.map(step, orders):
        pass
    (folder / "stories.jsonl").write_text("".join(map(_write_line, stories)), "utf-8", "surrogatepass")
    return Archive(tuple(stories), len(gists), tuple(skipped))


def join_copies(stories: Iterable[Story], copies: Mapping[str, str]) -> list[Story]:
    """Return stories in order of publication, with reports that are one text in one of them.

    Args:
        stories: Each report in one of them.
        copies: For each report that has copies, the one that stands for all that are its text.
    """
    placed = sorted(stories, key=lambda story: order_gist(story.gists[0]))
    home: dict[str, int] = {}
    for number, story in enumerate(placed):
        for report in story.reports:
            home.setdefault(copies.get(report, report), number)
    gists: dict[int, list[Gist]] = defaultdict(list)
    for story in placed:
        for gist in story.gists:
            gists[home[copies.get(gist.report, gist.report)]].append(gist)
    return sorted(map(make_story, gists.values()), key=lambda story: order_gist(story.gists[0]))


def _read_part(part: str, shelf: Shelf) -> tuple[list[_Met], list[Skipped]]:
    things = list(shelf.read(part))
    met = [_Met(read_gist(one), one.report.path) for one in things if isinstance(one, Findings)]
    return met, [one for one in things if isinstance(one, Skipped)]


def _make_order(story: Story, places: Mapping[str, tuple[int, str]], fresh: Fresh) -> _Order:
    ids = sorted(story.reports, key=lambda report: places[report][0])
    return _Order(story.id, tuple((one, places[one][1], fresh.path(one)) for one in ids))


def _build(order: _Order, folder: Path, shelf: Shelf, published: str | None) -> None:
    """Build a case; one that is there, whole and of the same reports, stays as it is.

    Raises:
        CaseError: Another case is there.
    """
    file = folder / f"{order.story}.dateline"
    model = read_model_version()
    ids = {report for report, _, _ in order.reports}
    with Case.open_or_create(file) as case:
        if len(case):
            if case.known(model, published=published) != ids or len(case) != len(ids):
                raise CaseError(f"{file}: is there already, and of other reports; name another folder")
            return
        added = _read_named(order, shelf)
        memory = case.memory()
        memory.note(added)
        record = link_by_date(added, lambda reports: find_in_reports(reports, encoder=load_encoder()), memory)
        case.extend(added, record, model=model, published=published, remembered=memory.fresh)


def _read_named(order: _Order, shelf: Shelf) -> list[Findings]:
    """Return the findings of the reports of a case, in order, each under its name."""
    found: dict[tuple[str, str], Findings] = {}
    for part in dict.fromkeys(part for _, part, _ in order.reports):
        for thing in shelf.read(part):
            if isinstance(thing, Findings):
                found.setdefault((part, thing.report.id), thing)
    return [
        replace(found[part, report], report=replace(found[part, report].report, path=path))
        for report, part, path in order.reports
    ]


def _write_line(story: Story) -> str:
    told = {
        "case": f"{story.id}.dateline",
        "title": story.title,
        "first": story.first,
        "last": story.last,
        "actors": story.actors,
        "reports": story.reports,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
