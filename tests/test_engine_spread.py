"""Finding in processes leaves the case that one process leaves, whatever happens to them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from dateline.engine.alone import Alone
from dateline.engine.copies import find_copies
from dateline.engine.engines import Choice, Engine, open_place
from dateline.engine.place import Fresh
from dateline.engine.processes import Processes
from dateline.engine.shelf import Done, Shelf
from dateline.engine.slices import Met, Shard, cut_shards, read_slices
from dateline.engine.spread import Spread, Task
from dateline.ingest.reading import Skipped
from dateline.link.copies.bands import gather_copies, make_bands, pair_up
from dateline.link.copies.shingles import make_shingles
from dateline.link.linking import link
from dateline.model.errors import UsageError
from dateline.model.findings import Findings
from dateline.model.report import Report
from dateline.nlp.encoder import Encoder
from tests.spreading import SAMPLE, DeadlyShelf, ToldShelf, build, make_pile


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return make_pile(tmp_path_factory.mktemp("pile"))


@pytest.fixture(scope="module")
def alone(pile: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return build(tmp_path_factory.mktemp("alone") / "pile.dateline", pile)


def test_four_processes_leave_the_bytes_of_one(tmp_path: Path) -> None:
    alone = build(tmp_path / "one.dateline", [SAMPLE])
    place = Spread(Processes(4), Shelf(str(tmp_path / "found"), "m"))
    assert build(tmp_path / "four.dateline", [SAMPLE], place) == alone


def test_a_process_that_is_killed_costs_nothing(tmp_path: Path, pile: list[str], alone: str) -> None:
    shelf = DeadlyShelf(str(tmp_path / "found"), "m", str(tmp_path / "log"))
    assert build(tmp_path / "pile.dateline", pile, Spread(Processes(2), shelf)) == alone
    assert (tmp_path / "log.before").exists()
    assert (tmp_path / "log.after").exists()


@pytest.mark.soak
def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path, pile: list[str], alone: str) -> None:
    log = tmp_path / "log"
    place = Spread(Processes(1), ToldShelf(str(tmp_path / "found"), "m", str(log)))
    found = place.find(pile, published=None, fresh=Fresh(()), skipped=[])
    list(islice(found, 1))
    found.close()  # type: ignore[attr-defined]  # a generator
    before = log.read_text().split()
    assert before
    assert build(tmp_path / "pile.dateline", pile, place) == alone
    after = log.read_text().split()
    assert len(after) > len(before)
    assert len(set(after)) == len(after)
    # A third run finds all of it done and does not even read it.
    assert build(tmp_path / "again.dateline", pile, Spread(_NoWorkers(Encoder.load()), place.shelf)) == alone


class _NoWorkers(Alone):
    def run(self, shards: Sequence[Shard], task: Task) -> Iterator[tuple[Done, bool]]:
        assert shards == []
        return iter(())


def test_what_a_case_holds_is_not_searched_again(tmp_path: Path, pile: list[str], alone: str) -> None:
    log = tmp_path / "log"
    case = tmp_path / "pile.dateline"
    build(case, [pile[0]])
    place = Spread(Processes(1), ToldShelf(str(tmp_path / "found"), "m", str(log)))
    build(case, pile, place)
    things = [thing for key in log.read_text().split() for thing in place.shelf.read(key)]
    held = {one.report.id for one in things if not isinstance(one, Skipped)}
    assert _read_first(pile[0]).id not in held
    assert len(held) == 18


def _read_first(path: str) -> Report:
    (shard,) = cut_shards([path])
    (slice_,) = read_slices(shard, published=None, known=())
    (report,) = slice_.things
    assert isinstance(report, Report)
    return report


def test_known_reports_are_met_and_not_searched(pile: list[str]) -> None:
    (shard,) = cut_shards(pile[:1])
    report = _read_first(pile[0])
    (slice_,) = read_slices(shard, published=None, known={report.id})
    assert slice_.things == ()
    assert slice_.met == (Met(report.id, pile[0]),)


def test_the_first_slices_are_small_and_all_is_in_them_once(pile: list[str]) -> None:
    (shard,) = cut_shards(pile[1:])
    slices = list(read_slices(shard, published=None, known=()))
    assert [len(one.things) for one in slices] == [2, 4, 8, 7]
    assert [one.is_last for one in slices] == [False, False, False, True]
    assert [one.path for one in slices[-1].things if isinstance(one, Skipped)] == [f"{pile[1]}/torn.pdf"]


def test_a_shard_changes_its_key_when_a_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("One.")
    (before,) = cut_shards([str(file)])
    assert [one.key for one in cut_shards([str(file)])] == [before.key]
    file.write_text("One and two.")
    (after,) = cut_shards([str(file)])
    assert after.key != before.key


def test_what_was_found_is_kept_until_the_case_is_whole(tmp_path: Path) -> None:
    case = tmp_path / "story.dateline"
    choice = Choice(Engine.PROCESSES, workers=1)
    beside = tmp_path / ".story.dateline.findings"
    beside.mkdir()
    with pytest.raises(RuntimeError, match="stopped"), open_place(choice, case):
        raise RuntimeError("stopped")
    assert beside.is_dir()
    with open_place(choice, case):
        pass
    assert not beside.exists()


def test_what_is_kept_in_a_folder_that_is_named_stays(tmp_path: Path) -> None:
    choice = Choice(Engine.PROCESSES, workers=1, findings=str(tmp_path / "found"))
    with open_place(choice, tmp_path / "story.dateline") as place:
        assert place is not None
        place.shelf.put("a", ())
    assert (tmp_path / "found").is_dir()


@pytest.mark.parametrize(
    "choice",
    [{"workers": 2}, {"findings": "found"}, {"engine": Engine.PROCESSES, "address": "auto"}],
)
def test_options_of_another_engine_are_refused(choice: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="go"):
        Choice(**choice)  # type: ignore[arg-type]


def test_copies_over_all_parts_are_those_of_a_story(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path / "found"), "m")
    done = list(Spread(Alone(Encoder.load()), shelf).run([SAMPLE], published=None, known=()))
    parts = [one.part for one in done if one.part is not None]
    assert len(parts) > 1
    pairs = find_copies(shelf, parts)
    record = link([one for key in parts for one in shelf.read(key) if isinstance(one, Findings)])
    groups = {frozenset((one.original, *one.copies)) for one in record.copies if one.original is not None}
    first = gather_copies(pairs)
    assert groups
    assert {frozenset(one for one in first if first[one] == low) for low in first.values()} == groups


def test_reports_that_share_next_to_nothing_are_no_pair() -> None:
    assert gather_copies([]) == {}
    joined = gather_copies([("b", "c"), ("a", "b"), ("x", "y")])
    assert joined == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}
    assert list(pair_up("dcbaz")) == [
        ("a", "b"), ("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d"),
        ("a", "z"), ("b", "z"), ("c", "z"), ("d", "z"),
    ]  # fmt: skip


def test_bands_are_of_the_words_and_of_nothing_else() -> None:
    words = [f"word{n}" for n in range(300)]
    whole = make_shingles(Report.of_text(" ".join(words)))
    half = make_shingles(Report.of_text(" ".join(words[:150])))
    other = make_shingles(Report.of_text(" ".join(f"other{n}" for n in range(300))))
    bands = set(make_bands(whole))
    assert bands == set(make_bands(make_shingles(Report.of_text("\n".join(words)))))
    assert bands & set(make_bands(half))
    assert not bands & set(make_bands(other))
    assert make_bands(make_shingles(Report.of_text("Too short for that."))) == []
