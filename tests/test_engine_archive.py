"""A mixed pile becomes a case a story, the same ones whoever does the work."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from dateline.case.file import Case
from dateline.engine.alone import Alone
from dateline.engine.archive import build_archive, join_copies
from dateline.engine.processes import Processes
from dateline.engine.shelf import Shelf
from dateline.engine.spread import Spread
from dateline.link.stories.gists import Gist, read_gist
from dateline.link.stories.story_stream import make_story
from dateline.model.errors import CaseError
from dateline.nlp.encoder import Encoder
from tests.marked import make_report
from tests.spreading import SAMPLE, make_pile


def hash_folder(folder: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def test_an_archive_becomes_a_case_a_story(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    wire = [f"{SAMPLE}/{name}" for name in ("02-meridian-feed.xml", "03-northern-courier-flood-barrier.html")]
    paths = [*make_pile(pile), *wire]
    alone = Spread(Alone(Encoder.load()), Shelf(str(tmp_path / "found"), "m"))
    one = build_archive(tmp_path / "one", paths, alone)
    assert one.reports == 22
    assert [skipped.path for skipped in one.skipped] == [str(pile / "torn.pdf")]
    assert len(one.stories) > 1
    told = [json.loads(line) for line in (tmp_path / "one/stories.jsonl").read_text("utf-8").splitlines()]
    assert sum(len(story["reports"]) for story in told) == one.reports
    for story in told:
        with Case.open(tmp_path / "one" / story["case"]) as case:
            assert {found.report.id for found in case.findings()} == set(story["reports"])
    # What is whole stays as it is, what is missing is built anew.
    before = hash_folder(tmp_path / "one")
    (tmp_path / "one" / told[0]["case"]).unlink()
    build_archive(tmp_path / "one", paths, alone)
    assert hash_folder(tmp_path / "one") == before
    (tmp_path / "one" / told[0]["case"]).write_bytes((tmp_path / "one" / told[1]["case"]).read_bytes())
    with pytest.raises(CaseError, match="of other reports"):
        build_archive(tmp_path / "one", paths, alone)


@pytest.mark.soak
def test_processes_leave_the_cases_of_one(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    pile = make_pile(tmp_path / "pile")
    shelves = [Shelf(str(tmp_path / name / "found"), "m") for name in ("one", "two")]
    one = build_archive(tmp_path / "a", pile, Spread(Alone(Encoder.load()), shelves[0]))
    assert build_archive(tmp_path / "b", pile, Spread(Processes(2), shelves[1])) == one
    assert hash_folder(tmp_path / "b") == hash_folder(tmp_path / "a")


def gist(name: str, day: str) -> Gist:
    return read_gist(make_report(name, f"The {name} broke, and nobody knew why.", published=day))


def test_copies_stand_in_the_story_of_the_first() -> None:
    early, late, other = gist("lock", "2031-05-01"), gist("crane", "2031-08-01"), gist("quay", "2031-08-01")
    stories = [make_story([late, other]), make_story([early])]
    assert join_copies(stories, {}) == [make_story([early]), make_story([late, other])]
    copies = {late.report: late.report, early.report: late.report}
    assert join_copies(stories, copies) == [make_story([early, late]), make_story([other])]
