"""The first page tells what a pile of reports is, and each of its numbers leads to what it counts."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.file import Case
from dateline.link.linking import link
from dateline.reader.app import make_app
from dateline.reader.pile import read_pile
from tests.marked import make_report
from tests.story import make_story


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("case") / "lock.dateline"
    with Case.open_or_create(file) as case:
        case.extend(make_story(), link(make_story()), model="m1")
    return file


@pytest.fixture(scope="module")
def reader(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, token="t", port=8000), base_url="http://127.0.0.1:8000") as client:
        yield client


def find_links(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="(/[^"]*)"', page)]


def test_the_story_counts_what_the_case_holds(reader: TestClient) -> None:
    story = reader.get("/story.json").json()
    assert (story["reports"], story["outlets"], story["statements"]) == (5, 1, 5)
    assert (story["pile"]["first"], story["pile"]["last"]) == ("2031-09-01", "2031-10-05")
    assert story["questions"]["undated"] == 2
    assert story["questions"]["unnamed"] == 4
    leading = {one["name"]: (one["statements"], one["reports"]) for one in story["leading"]}
    assert leading["Ada Osei"] == (2, 2)
    assert leading["Bo Osei"] == (0, 1)


def test_every_link_of_the_story_leads_to_a_page_that_agrees(reader: TestClient) -> None:
    story = reader.get("/story.json").json()
    for row in story["pile"]["rows"]:
        path, _, query = row["href"].partition("?")
        assert reader.get(f"{path}.json?{query}").json()["pager"]["entries"] == row["many"]
        for bar in row["bars"]:
            path, _, query = bar["href"].partition("?")
            found = reader.get(f"{path}.json?{query}").json()["pager"]["entries"]
            assert f": {found} report" in bar["title"]
    for address in find_links(reader.get("/").text):
        assert reader.get(address).status_code == 200, address


def test_dates_say_whose_word_they_are(reader: TestClient) -> None:
    dates = reader.get("/story.json").json()["dates"]
    told = {one["date"]["earliest"]: one["sentences"][0] for one in dates}
    assert "broke on May 6, 2031" in told["2031-05-06"]["words"]["exact"]
    assert told["2031-05-06"]["voices"] == []
    assert [one["name"] for one in told["2032-06-01"]["voices"]] == ["Ada Osei"]
    page = reader.get("/").text
    assert "the report’s own word" in page
    assert 'href="/timeline?top=' in page


def test_a_bar_is_a_day_a_month_or_a_year(tmp_path: Path) -> None:
    for days, unit, bars in (
        (("2031-01-30", "2031-02-02"), "day", 2),
        (("2031-01-30", "2031-01-02", "2031-05-05"), "month", 2),
        (("2019-03-01", "2031-05-05"), "year", 2),
    ):
        found = [
            make_report(day, f"Ships wait on {day}.", published=day, outlet="Elm Courier") for day in days
        ]
        with Case.open_or_create(tmp_path / f"{unit}.dateline") as case:
            case.extend(found, link(found), model="m1")
            pile = read_pile(case)
        assert pile.unit == unit
        (row,) = pile.rows
        assert len(row.bars) == bars
        assert row.bars[0].x < row.bars[-1].x
        assert all(0 <= bar.x <= bar.x + bar.width <= 100.01 for bar in row.bars)
    assert row.bars[-1].href == "/reports?outlet=Elm+Courier&after=2031&before=2032"


def test_outlets_beyond_a_dozen_share_a_row(tmp_path: Path) -> None:
    found = [
        make_report(f"r{n}", "Ships wait.", published="2031-01-02", outlet=f"Paper {n:02}") for n in range(15)
    ]
    with Case.open_or_create(tmp_path / "many.dateline") as case:
        case.extend(found, link(found), model="m1")
        rows = read_pile(case).rows
    assert [row.outlet for row in rows] == [*(f"Paper {n:02}" for n in range(12)), None]
    assert (rows[-1].others, rows[-1].many) == (3, 3)


def test_reports_are_listed_by_what_they_are(reader: TestClient) -> None:
    def list_paths(query: str) -> list[str]:
        return [one["path"] for one in reader.get(f"/reports.json?{query}").json()["reports"]]

    everything = list_paths("")
    assert len(everything) == 5
    assert everything[:3] == list_paths("dated=yes")
    assert sorted(everything[3:]) == sorted(list_paths("dated=no"))
    assert list_paths("outlet=Elm+Courier") == list_paths("named=yes") == everything[2:3]
    assert list_paths("after=2031-09-02&before=2031-10") == everything[1:2]
    assert list_paths("before=2031") == []
    page = reader.get("/reports").text
    assert page.count("undated") >= 2
    assert "No report meets this" in reader.get("/reports?before=2031").text
    assert reader.get("/reports?dated=maybe").status_code == 400
