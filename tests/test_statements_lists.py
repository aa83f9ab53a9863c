"""Statements as they are filtered: as files from the reader, and from the command line."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import dateline
from dateline.case.file import Case
from dateline.cli import main
from dateline.link.linking import link
from dateline.reader.app import make_app
from tests.story import make_story
from tests.test_case_tables import cut

ORIGIN = "http://127.0.0.1:4000"
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("case") / "story.dateline"
    story = [cut(one) for one in make_story()]
    story = [
        replace(one, report=replace(one.report, outlet=FORMULA)) if "Ships wait" in one.report.text else one
        for one in story
    ]
    with Case.open_or_create(file) as case:
        case.extend(story, link(story), model="m1")
    return file


@pytest.fixture(scope="module")
def client(path: Path) -> TestClient:
    return TestClient(make_app(path, token="t", port=4000), base_url=ORIGIN)


def read_ids(text: str) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize(
    "query", ["", "?act=promise", "?kind=anonymous&kind=outlet", "?speaker=osei&before=2031-09-02", "?page=9"]
)
def test_the_files_hold_what_the_page_counts(client: TestClient, query: str) -> None:
    entries = client.get(f"/statements.json{query}").json()["pager"]["entries"]
    table = client.get(f"/statements.csv{query}")
    assert table.headers["content-type"].startswith("text/csv")
    assert "attachment" in table.headers["content-disposition"]
    lines = client.get(f"/statements.jsonl{query}").text.splitlines()
    assert read_ids(table.text) == [json.loads(line)["id"] for line in lines]
    assert len(lines) == entries
    assert entries > 0


def test_a_cell_is_no_formula(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/statements.csv").text, newline="")))
    assert {row["outlet"] for row in rows} >= {f"'{FORMULA}"}
    assert all(not cell.startswith("=") for row in rows for cell in row.values())


def test_what_cannot_be_asked_is_no_file(client: TestClient) -> None:
    assert client.get("/statements.csv?act=singing").status_code == 400
    assert client.get("/search.csv").status_code == 404
    assert client.get("/statements.csv", headers={"host": "elsewhere.example"}).status_code == 421


def test_the_page_leads_to_its_files_and_to_the_speaker(client: TestClient, path: Path) -> None:
    page = client.get("/statements?speaker=Ada+Osei&page=1").text
    assert 'href="/statements.csv?speaker=Ada+Osei"' in page
    assert 'href="/statements.jsonl?speaker=Ada+Osei"' in page
    with dateline.open(path) as case:
        (actor,) = case.actors(name="Ada Osei")
    assert f'href="/actor/{actor.id}"><bdi>Ada Osei</bdi></a>' in page
    assert ".csv" not in client.get("/statements?speaker=nobody").text


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["statements", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_prints_what_is_asked_for(path: Path) -> None:
    printed = run(str(path), "--speaker", "osei", "--before", "2031-09-02")
    assert "1 September 2031" in printed
    assert "will open the new lock by the summer of 2032" in printed
    assert "Ada Osei, promise, indirect" in printed
    assert "2 September 2031" not in printed
    several = run(str(path), "--kind", "anonymous", "--kind", "outlet")
    assert several.count("An official") + several.count("an official") == 2
    assert "The Ledger, assertion, indirect; Elm Courier" in several
    assert run(str(path), "--speaker", "nobody") == "Nobody is found saying this.\n"


def test_the_command_prints_for_programs(path: Path) -> None:
    table = run(str(path), "--act", "promise", "--format", "csv")
    entries = json.loads(run(str(path), "--act", "promise", "--format", "json"))
    assert read_ids(table) == [one["id"] for one in entries]
    assert len(entries) == 2
    assert json.loads(run(str(path), "--speaker", "nobody", "--format", "json")) == []
    wrong = CliRunner().invoke(main, ["statements", str(path), "--act", "singing"])
    assert wrong.exit_code == 2
