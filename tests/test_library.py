"""dateline as a library: it is quick to import, typed, and does what its notebook and its how-to show."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, assert_type

import pytest

import dateline
from dateline.case.columns import COLUMNS, Holds
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.case.schema import ENTRY_TABLES
from dateline.case.selection import Selection
from dateline.link.linking import link
from dateline.model.errors import SkippedInput, UnknownEntry, UsageError
from dateline.model.found import Passage
from dateline.model.record import EventEntry, Evidence, StatementEntry
from dateline.model.report import ReportHead
from tests.story import make_story
from tests.test_case_tables import cut

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "library.ipynb"
_SECONDS = 0.05


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    file = tmp_path_factory.mktemp("case") / "story.dateline"
    with Case.open_or_create(file) as made:
        made.extend([cut(one) for one in make_story()], link(make_story()), model="m1")
    with dateline.open(file) as opened:
        yield opened


def test_it_is_imported_in_no_time() -> None:
    code = "import time; t = time.process_time(); import dateline; print(time.process_time() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    assert min(times) < _SECONDS
    code = "import dateline, sys; print([m for m in sys.modules if m.startswith(('numpy', 'sqlalchemy'))])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def use(path: Location) -> list[str]:
    """Do what a script of a user does; `mypy` reads it as all of this folder."""
    with dateline.open(path) as case:
        chosen = case.statements(speaker="Osei", kind=["named_person"], before="2032")
        assert_type(chosen, Selection[StatementEntry])
        assert_type(chosen.first(), StatementEntry | None)
        assert_type(chosen[0], StatementEntry)
        assert_type(chosen[:3], tuple[StatementEntry, ...])
        assert_type(case.events().first(), EventEntry | None)
        assert_type(case.reports()[0], ReportHead)
        assert_type(case.text(chosen[0].evidence[0]), Passage)
        with pytest.raises(TypeError):
            case.statements(speakr="Osei")  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            case.statements("Osei")  # type: ignore[call-arg]
        return [one.content for one in chosen]


def test_a_script_of_a_user_is_typed(case: Case) -> None:
    assert (Path(dateline.__file__).parent / "py.typed").exists()
    assert use(case.path) == ["will open the new lock by the summer of 2032"] * 2


def test_a_selection_says_what_it_is(case: Case) -> None:
    assert repr(case.statements()) == "<statements; nothing is read yet>"
    asked = repr(case.statements(speaker="osei", before="2032"))
    assert asked == "<statements where speaker='osei', before='2032'; nothing is read yet>"
    assert repr(case.reports(dated=True)) == "<reports where dated=True; nothing is read yet>"
    assert repr(case) == f"<the case {case.path}: 5 reports>"


def test_a_selection_is_a_sequence(case: Case) -> None:
    chosen = case.statements()
    whole = list(chosen)
    assert chosen.first() == chosen[0] == whole[0]
    assert chosen[-1] == whole[-1]
    for part in (slice(1, 3), slice(None, 2), slice(-2, None), slice(None, None, -2), slice(9, 12)):
        assert chosen[part] == tuple(whole[part])
    with pytest.raises(IndexError):
        chosen[5]
    nobody = case.statements(speaker="nobody")
    assert nobody.first() is None
    assert not nobody
    assert chosen


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_table_is_a_frame(case: Case, name: str) -> None:
    pandas = pytest.importorskip("pandas")
    chosen = getattr(case, name)()
    frame = chosen.to_pandas()
    assert list(frame.columns) == [column.name for column in COLUMNS[name]]
    assert list(frame["id"]) == [one.id for one in chosen]
    for column in COLUMNS[name]:
        kind = frame[column.name].dtype
        match column.holds:
            case Holds.DAY:
                assert kind.kind == "M", column
            case Holds.CHOICE:
                assert isinstance(kind, pandas.CategoricalDtype), column
            case Holds.COUNT:
                assert kind == "int64", column
            case Holds.PAGE:
                assert kind == "Int32", column


def test_every_entry_table_has_columns() -> None:
    assert set(COLUMNS) == {"reports", *(one.name for one in ENTRY_TABLES)}
    for columns in COLUMNS.values():
        assert len({column.name for column in columns}) == len(columns)


def test_a_row_has_what_its_entry_says(case: Case) -> None:
    pandas = pytest.importorskip("pandas")
    frame = case.statements().to_pandas()
    promise = frame[frame["act"] == "promise"].iloc[0]
    doubt = frame[frame["speaker_kind"] == "anonymous"].iloc[0]
    assert promise["speaker"] == "Ada Osei"
    assert promise["act"] == "promise"
    assert promise["published_earliest"] == pandas.Timestamp("2031-09-01")
    assert pandas.isna(promise["described_as"])
    assert pandas.isna(doubt["speaker"])
    relayed = frame[frame["chain"] == "The Ledger"].iloc[0]
    assert relayed["outlet"] == "Elm Courier"
    for row in frame.itertuples():
        text = case.report(row.report).report.text
        assert row.content in text[row.start : row.end]
    undated = case.reports(dated=False).to_pandas()
    assert undated["earliest"].isna().all()


def test_days_of_long_ago_are_days(case: Case) -> None:
    from dateline.case.columns import Column
    from dateline.case.frames import make_arrow

    table = make_arrow([Column("day", "", ("day",), Holds.DAY)], [("0600-09-09",), (None,), ("2031-05-06",)])
    assert table["day"].to_pylist() == [date(600, 9, 9), None, date(2031, 5, 6)]


def test_polars_takes_it_too(case: Case) -> None:
    polars = pytest.importorskip("polars")
    frame = case.statements().to_polars()
    assert frame.schema["published_earliest"] == polars.Date
    assert frame.height == 5


def test_words_are_shown_in_their_sentence(case: Case) -> None:
    promise = next(iter(case.statements(act="promise")))
    passage = case.text(promise.evidence[0])
    assert passage.words == promise.evidence[0].exact
    assert str(passage).startswith("The Port Elm Authority (PEA) will open")
    assert str(passage).endswith("Ada Osei said.")
    text = case.report(passage.report).report.text
    assert text[passage.start : passage.end] == passage.words
    with pytest.raises(UnknownEntry):
        case.text(Evidence("nothing", 0, 3, "The"))


def test_entries_are_explained_by_the_reports_they_rest_on(case: Case) -> None:
    promise = next(iter(case.statements(act="promise")))
    told = case.explain(promise.id[:8])
    assert told.splitlines()[0] == f"statement {promise.id}"
    assert case.explain(f"#s-{promise.id}") == told
    words = promise.evidence[0]
    at_place = case.explain(f"{words.report[:10]}:{words.start}-{words.end}")
    assert promise.id in at_place
    assert case.explain(words.report).startswith(f"report {words.report}")
    with pytest.raises(UnknownEntry):
        case.explain("ffffffffff")


def test_building_and_reading_are_one_call(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("PORT ELM, 3 May 2031 — The lock is shut, the mayor, Ada Osei, said.\n")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.warns(SkippedInput, match=r"bad\.pdf"):
        case = dateline.build(tmp_path, tmp_path / "story.dateline", published="2031-05")
    with case:
        assert len(case) == 1
        assert [one.speaker.name for one in case.statements()] == ["Ada Osei"]
    (findings,) = dateline.read(tmp_path / "one.txt")
    assert findings.statements[0].speaker.name == "Ada Osei"
    with pytest.raises(UsageError, match="no date such as"):
        next(dateline.read(tmp_path / "one.txt", published="soon"))


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "docs").mkdir()
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path / "docs")
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (notebook["nbformat"], len({cell["id"] for cell in notebook["cells"]})) == (
        4,
        len(notebook["cells"]),
    )
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            show(run_cell("".join(cell["source"]), names))
    assert set(names["said"]["speaker"]) == {"Tomas Verrin"}
    assert names["passage"].words in str(names["passage"])
    assert len(names["unnamed"]) > 3
    assert names["found"].total > 0


def run_cell(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does, and return what its last line says."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def show(value: object) -> None:
    assert repr(value)
