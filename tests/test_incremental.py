"""Whatever is added, removed and corrected in whatever order: the case is as one built from what is left."""

import random
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.cli import main
from dateline.engine import building, place
from dateline.engine.building import extend_case
from dateline.engine.correcting import correct_case
from dateline.engine.finding import find_in_reports
from dateline.engine.removing import remove_reports
from dateline.export.exporter import exporters
from dateline.model.correction import Correction
from dateline.model.errors import UnknownEntry, UsageError
from dateline.model.findings import Findings
from dateline.model.report import Report

SAMPLE = Path(__file__).parent.parent / "samples" / "harbour"
# Of one story, so that each leans on others: copies, a plan and what came of it, two counts, an undated one.
_STORM = (
    "The harbour board will close the north quay in June 2031, its chairwoman, Ruth Okafor, said in a "
    "statement on Friday.\n\nA storm damaged the quay on 28 April 2031, and 12 people were wounded, the "
    "board said. “The quay is not safe,” Okafor told reporters at the town hall.\n"
)
REPORTS = {
    "01-wire.txt": f"PORT ELM, May 2, 2031: {_STORM}",
    "02-copy.txt": f"May 3, 2031\n\n{_STORM}",
    "03-count.txt": (
        "PORT ELM, May 9, 2031: The storm that damaged the north quay on 28 April 2031 wounded 15 people, "
        "doctors said.\n\nA senior official of the Port Elm Harbour Board (PEHB), who spoke on condition of "
        "anonymity because the report is not public, said that the repair would cost 40 million crowns.\n"
    ),
    "04-closed.txt": (
        "PORT ELM, June 20, 2031: The harbour board closed the north quay on Thursday. Mayor Osei Lindqvist "
        "denied that the town had asked for it.\n\nThe PEHB declined to comment.\n"
    ),
    "05-undated.txt": (
        "Okafor met fishermen on Monday. The board had promised them to reopen the north quay by spring "
        "2032, they said, citing the Courier.\n\n“Nobody asked us,” said Bo Lindqvist, who fishes here.\n"
    ),
    "06-cost.txt": (
        "PORT ELM, March 3, 2032: The repair of the north quay cost 65 million crowns and not 40 million, "
        "Ruth Okafor, the chairwoman of the harbour board, said.\n\nThe quay reopened on 1 March 2032.\n"
    ),
}
DEEDS = (
    "add",
    "add",
    "add",
    "remove",
    "remove",
    "merge",
    "split",
    "rename",
    "reject",
    "date",
    "undo",
    "undo",
)
STEP = st.tuples(st.sampled_from(DEEDS), st.integers(0, 10**6), st.integers(0, 10**6))
_FOUND: dict[Report, Findings] = {}


@pytest.fixture(autouse=True)
def find_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find in each report once: what is tried here is what becomes of findings."""

    def find(reports: Iterable[Report], **given: Any) -> Iterator[Findings]:
        for report in reports:
            if report not in _FOUND:
                (_FOUND[report],) = find_in_reports([report], **given)
            yield _FOUND[report]

    for module in (building, place):
        monkeypatch.setattr(module, "find_in_reports", find)


@cache
def write_reports() -> tuple[str, ...]:
    folder = Path(tempfile.mkdtemp(prefix="dateline-incremental-"))
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(sorted(map(str, folder.iterdir())))


@dataclass
class World:
    """A case to which things are done, and what should be in it: reports by path, and corrections."""

    case: Path
    paths: tuple[str, ...]
    held: set[str] = field(default_factory=set)
    log: list[Correction] = field(default_factory=list)

    def take(self, step: tuple[str, int, int], number: int) -> None:
        """Do one thing, whatever some numbers happen to mean."""
        deed, one, two = step
        if deed == "add":
            some = {self.paths[one % len(self.paths)], self.paths[two % len(self.paths)]}
            extend_case(self.case, sorted(some), create=True)
            self.held |= some
        elif deed == "remove" and self.held:
            path = sorted(self.held)[one % len(self.held)]
            with Case.open(self.case) as case:
                inside = [head.id for head in case.reports() if head.path.split("#")[0] == path]
            assert len(remove_reports(self.case, inside).gone) == len(inside)
            self.held.discard(path)
        elif self.held and (what := self._choose(deed, one, two)) is not None:
            with Case.open(self.case) as case:
                try:
                    made = make(case, deed, what, at=f"2031-07-01T10:00:00.{number:06}Z", by="Ana")
                except (UsageError, UnknownEntry):
                    return
            correct_case(self.case, [made])
            self.log.append(made)

    def _choose(self, deed: str, one: int, two: int) -> list[str] | None:
        with Case.open(self.case) as case:
            if deed == "undo":
                return [self.log[one % len(self.log)].id] if self.log else None
            if deed == "date":
                heads = list(case.reports())
                return [heads[one % len(heads)].id, f"2031-05-{two % 28 + 1:02}"]
            record = case.record()
        if deed == "reject":
            tables = ("statements", "events", "timeline", "disagreements", "commitments")
            ids = [entry.id for table in tables for entry in getattr(record, table)]
            return [ids[one % len(ids)]] if ids else None
        if not record.actors:
            return None
        actor, other = record.actors[one % len(record.actors)], record.actors[two % len(record.actors)]
        alias = actor.aliases[two % len(actor.aliases)].name
        return [actor.id, {"merge": other.id, "split": alias, "rename": f"N{two % 7}"}[deed]]

    def build_anew(self, case: Path) -> None:
        """Build another case from nothing, of what should be in this one."""
        extend_case(case, sorted(self.held), create=True, corrections=self.log)


def read_tables(case: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of all tables, sorted, but not how often the case was changed, nor numbers of rows."""
    connection = sqlite3.connect(case)
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("fulltext", "sentences"))
    ]
    tables = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    del tables["remembered"]  # no part of the case: it may be deleted at any time
    tables["meta"] = [row for row in tables["meta"] if row[0] not in ("change", "linked")]
    tables["sentences"] = sorted(
        connection.execute(
            'SELECT report, start, "end", meaning, text FROM sentences '
            "JOIN fulltext ON fulltext.rowid = sentences.id"
        )
    )
    for name in ("sentences", "fulltext"):
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(tables["sentences"]),)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return tables


def export(case: Path, to: Path) -> dict[str, bytes]:
    exporter = next(one for one in exporters() if one.name == "jsonl")
    with Case.open(case) as opened:
        exporter.write(opened.record(), to, title="Quay")
    return {file.name: file.read_bytes() for file in sorted(to.iterdir())}


def check_as_built_anew(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        anew = Path(folder) / "anew.dateline"
        world.build_anew(anew)
        here, there = read_tables(world.case), read_tables(anew)
        assert here.keys() == there.keys()
        for name in here:
            assert here[name] == there[name], name
        assert export(world.case, Path(folder) / "here") == export(anew, Path(folder) / "there")


STEPS = st.lists(STEP, min_size=3, max_size=9)


def check_steps(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "quay.dateline", write_reports())
        for number, step in enumerate([("add", 0, 1), *steps, ("add", 2, 3)]):
            world.take(step, number)
        check_as_built_anew(world)


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_order_of_adding_removing_and_correcting_ends_as_built_from_nothing(
    steps: list[tuple[str, int, int]],
) -> None:
    check_steps(steps)


@pytest.mark.soak
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_very_many_orders_end_as_built_from_nothing(steps: list[tuple[str, int, int]]) -> None:
    check_steps(steps)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_the_sample_in_a_random_order_ends_as_built_from_nothing(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    world = World(tmp_path / "harbour.dateline", tuple(sorted(map(str, SAMPLE.iterdir()))))
    for number in range(16):
        step = (rng.choice(DEEDS), rng.randrange(10**6), rng.randrange(10**6))
        world.take(step if number else ("add", 0, 5), number)
    assert len(world.held) > 2
    assert world.log
    check_as_built_anew(world)


def build_three(folder: Path) -> Path:
    case = folder / "quay.dateline"
    extend_case(case, write_reports()[:3], create=True)
    return case


def test_what_rested_on_a_report_alone_goes_with_it_and_comes_back(tmp_path: Path) -> None:
    case = build_three(tmp_path)
    before = read_tables(case)
    result = CliRunner().invoke(main, ["remove", str(case), "03-count.txt"])
    assert result.exit_code == 0
    assert "removed" in result.stderr
    assert "1 removed, 2 left in quay.dateline" in result.stderr
    with Case.open(case) as opened:
        record = opened.record()
        assert not opened.search("anonymity", by_meaning=False).total
    assert {Path(one.report.path).name for one in record.reports} == {"01-wire.txt", "02-copy.txt"}
    assert not any("15 people" in words.exact for one in record.events for words in one.evidence)
    assert not any(one.anonymity for one in record.statements)
    extend_case(case, write_reports()[2:3], create=False)
    assert read_tables(case) == before


def test_a_correction_of_a_report_that_is_removed_is_kept_and_holds_when_it_is_back(tmp_path: Path) -> None:
    case = build_three(tmp_path)
    with Case.open(case) as opened:
        (count,) = (one for one in opened.reports() if one.path.endswith("03-count.txt"))
        dated = make(opened, "date", [count.id, "2031-05-20"], at="2031-07-01T10:00:00.000000Z", by="Ana")
    correct_case(case, [dated])
    corrected = read_tables(case)
    done = remove_reports(case, [count.id[:8]])
    assert [one.correction for one in done.unfit] == [dated]
    with Case.open(case) as opened:
        assert opened.corrections() == (dated,)
        assert [one.correction for one in opened.unfit()] == [dated]
    extend_case(case, write_reports()[2:3], create=False)
    assert read_tables(case) == corrected


def test_nothing_goes_where_one_of_the_reports_is_not_there(tmp_path: Path) -> None:
    case = build_three(tmp_path)
    before = case.read_bytes()
    with pytest.raises(UnknownEntry, match="no report of the case"):
        remove_reports(case, ["01-wire.txt", "no-such.txt"])
    assert case.read_bytes() == before


def test_the_last_report_leaves_an_empty_case(tmp_path: Path) -> None:
    case = build_three(tmp_path)
    with dateline.remove(["01-wire.txt", "02-copy.txt", "03-count.txt"], case) as opened:
        assert len(opened) == 0
        assert opened.record().statements == ()
    assert read_tables(case)["evidence"] == []


def test_a_report_is_removed_by_its_address(tmp_path: Path) -> None:
    page = (
        '<html><head><link rel="canonical" href="https://elm.example/2031/05/quay"></head><body><article><p>'
        "The harbour board closed the north quay on Thursday, Ruth Okafor said.</p></article></body></html>"
    )
    (tmp_path / "page.html").write_text(page, "utf-8")
    case = build_three(tmp_path)
    extend_case(case, [str(tmp_path / "page.html")], create=False)
    done = remove_reports(case, ["https://elm.example/2031/05/quay"])
    assert [Path(one.name or "").name for one in done.gone] == ["page.html"]
    assert done.held == 3
