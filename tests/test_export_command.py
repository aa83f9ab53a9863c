"""`dateline export`: formats listed without a case, one file to standard output, several to a folder."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.export.exporter import exporters

REPORT = """PORT ELM, 4 March 2020 (Elm Wire) - The lock will open in May, harbour minister Ada Osei said.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    (folder / "lock.txt").write_text(REPORT, "utf-8")
    assert run("build", folder / "lock.txt", "-o", folder / "lock.dateline").exit_code == 0
    return folder / "lock.dateline"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_formats_are_listed_by_name_without_a_case() -> None:
    result = run("export", "--list")
    assert result.exit_code == 0
    names = [line.split()[0] for line in result.stdout.splitlines()]
    assert names == sorted(names) == [one.name for one in exporters()]
    assert len(names) == 18


@pytest.mark.parametrize("exporter", exporters(), ids=lambda one: one.name)
def test_each_writes_a_case_that_was_built(exporter: object, case: Path, tmp_path: Path) -> None:
    name = exporter.name  # type: ignore[attr-defined]
    result = run("export", case, "--to", name, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "out").exists()


def test_one_file_goes_to_standard_output(case: Path, tmp_path: Path) -> None:
    shown = run("export", case, "--to", "ftm", "-o", "-")
    run("export", case, "--to", "ftm", "-o", tmp_path / "out")
    assert shown.stdout_bytes == (tmp_path / "out").read_bytes()
    assert json.loads(shown.stdout.splitlines()[0])["schema"] == "Article"


def test_several_files_do_not(case: Path) -> None:
    result = run("export", case, "--to", "tables", "-o", "-")
    assert result.exit_code == 2
    assert "several files" in result.stderr


def test_an_older_file_is_written_over_and_the_case_never(case: Path, tmp_path: Path) -> None:
    (tmp_path / "lock.db").write_text("old")
    assert run("export", case, "--to", "datasette", "-o", tmp_path / "lock.db").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "lock.db")) as database:
        assert database.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    assert run("export", case, "--to", "datasette", "-o", case).exit_code == 2


def test_without_spacy_it_says_what_to_install(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    result = run("export", case, "--to", "spacy", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "pip install 'dateline[spacy]'" in result.stderr
