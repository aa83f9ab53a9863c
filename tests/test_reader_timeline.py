"""The timeline: dates by year with whose word each is, and what is planned apart from what happened."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.file import Case
from dateline.link.linking import link
from dateline.model.findings import Interval
from dateline.model.record import EventEntry, Record, TimelineEntry
from dateline.reader.app import make_app
from dateline.reader.asked import Asked
from dateline.reader.dates import KINDS
from dateline.reader.pages.timeline import read
from tests.marked import make_report
from tests.story import make_story
from tests.test_case_tables import cut


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("case") / "lock.dateline"
    with Case.open_or_create(file) as case:
        case.extend([cut(one) for one in make_story()], link(make_story()), model="m1")
    return file


@pytest.fixture(scope="module")
def reader(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, token="t", port=8000), base_url="http://127.0.0.1:8000") as client:
        yield client


def list_days(reader: TestClient, query: str = "") -> list[str]:
    years = reader.get(f"/timeline.json?{query}").json()["years"]
    return [one["date"]["earliest"] for year in years for one in year["dates"]]


def test_dates_stand_by_year_with_whose_word_they_are(reader: TestClient) -> None:
    view = reader.get("/timeline.json").json()
    assert [year["name"] for year in view["years"]] == ["2031", "2032"]
    assert list_days(reader) == sorted(list_days(reader))
    (summer,) = view["years"][1]["dates"]
    assert [one["name"] for one in summer["sentences"][0]["voices"]] == ["Ada Osei"]
    page = reader.get("/timeline").text
    assert 'id="y-2032"' in page
    assert f'id="t-{summer["id"]}"' in page
    assert "the report’s own word" in page


def test_dates_are_narrowed_as_on_the_command_line(reader: TestClient) -> None:
    everything = list_days(reader)
    assert list_days(reader, "from=2032") == ["2032-06-01"]
    assert list_days(reader, "from=2032-08-31") == ["2032-06-01"]
    assert list_days(reader, "to=2031-05") == everything[:1] == ["2031-05-06"]
    assert list_days(reader, "words=ferries") == ["2031-05-06"]
    assert list_days(reader, "about=nobody") == []
    assert len(list_days(reader, "top=1")) == 1
    assert set(list_days(reader, "top=2")) <= set(everything)
    assert "No date meets this" in reader.get("/timeline?about=nobody").text
    for query in ("from=soon", "top=0", "lanes=colour"):
        assert reader.get(f"/timeline?{query}").status_code == 400


def test_the_dates_of_an_actor_are_told_by_sentences_that_name_it(reader: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        actors = {one.name: one.id for one in case.actors()}
        bo, ada = actors["Bo Osei"], actors["Ada Osei"]
        for name in (bo, "bo osei"):
            view = read(case, Asked("/timeline", (("about", name),)))
            (date,) = [one for year in view.years for one in year.dates]
            assert date.date.earliest == "2031-05-06"
            assert ["Bo Osei" in one.words.exact for one in date.sentences] == [True]
        assert read(case, Asked("/timeline", (("about", bo),))).about == "Bo Osei"
        ((summer,),) = (
            year.dates for year in read(case, Asked("/timeline", (("about", ada), ("from", "2032")))).years
        )
        assert "Ada Osei" in summer.sentences[0].words.exact
    assert "The dates of <bdi>Bo Osei</bdi>" in reader.get(f"/timeline?about={bo}").text


def test_only_the_twin_holds_the_picture(reader: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        assert read(case, Asked("/timeline")).picture is None
    picture = reader.get("/timeline.json").json()["picture"]
    assert {mark["earliest"] for mark in picture["marks"]} == set(list_days(reader))
    for mark in picture["marks"]:
        address, _, anchor = mark["href"].partition("#")
        assert f'id="{anchor}"' in reader.get(address).text
        assert mark["exact"] == (mark["earliest"] == mark["latest"])
    assert sum(lane["many"] for lane in picture["lanes"]) == len(picture["marks"])
    assert picture["first"] < "2031-09-01" < picture["last"]


def test_lanes_are_of_kinds_or_of_actors(reader: TestClient) -> None:
    kinds = reader.get("/timeline.json").json()["picture"]
    assert {lane["id"] for lane in kinds["lanes"]} <= {*KINDS, "told"}
    assert all(mark["lanes"] == [mark["kind"]] for mark in kinds["marks"])
    actors = reader.get("/timeline.json?lanes=actor").json()["picture"]
    names = {lane["id"]: lane["name"] for lane in actors["lanes"]}
    assert "Ada Osei" in names.values()
    summer = next(one for one in actors["marks"] if one["earliest"] == "2032-06-01")
    assert "Ada Osei" in {names[lane] for lane in summer["lanes"]}
    assert '<option value="actor" selected>' in reader.get("/timeline?lanes=actor").text


def make_told(*told: tuple[str, str | None]) -> Record:
    """Return the story's record with events under its first date: their status, and whose word it is."""
    story = make_story()
    record = link(story)
    (day,) = [one for one in record.timeline if one.date.earliest == "2031-05-06"]
    events = tuple(
        EventEntry(
            id=f"{number:020x}",
            mentions=(),
            date=Interval("2031-05-06", "2031-05-06"),
            type=None,
            status=(
                {"date": None, "status": status, "report": day.evidence[0].report, "according_to": voice},
            ),
            figures=(),
            reports=1,
            outlets=1,
            independent_origins=1,
            evidence=(day.evidence[-1],),
        )
        for number, (status, voice) in enumerate(told)
    )
    changed = TimelineEntry(
        day.id, day.date, day.summary, tuple(one.id for one in events), (), day.salience, day.evidence
    )
    timeline = tuple(changed if one.id == day.id else one for one in record.timeline)
    fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return Record(**{**fields, "events": events, "timeline": timeline})


def test_what_is_planned_has_a_mark_of_its_own(tmp_path: Path) -> None:
    told = (("happened", None), ("happened", "s1"), ("planned", "s1"), ("denied", None))
    file = tmp_path / "told.dateline"
    with Case.open_or_create(file) as case:
        case.extend(make_story(), make_told(*told), model="m1")
    with TestClient(make_app(file, token="t", port=8000), base_url="http://127.0.0.1:8000") as client:
        marks = client.get("/timeline.json").json()["picture"]["marks"]
        found = [(one["kind"], one["said"]) for one in marks if one["earliest"] == "2031-05-06"]
        assert found == [("happened", False), ("planned", True), ("denied", False)]
        page = client.get("/timeline").text
    tags = [re.sub(r"<[^>]+>", " ", one) for one in re.findall(r'<a class="deed".*?</a>', page)]
    deeds = [" ".join(unescape(one).split()) for one in tags]
    assert sum(one.endswith("planned a source says") for one in deeds) == 1
    assert sum(one.endswith("denied") for one in deeds) == 1


def test_long_timelines_are_paged_and_drawn_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reader.pages.timeline.MOST_DRAWN", 10)
    days = [f"2031-{month:02}-{day:02}" for month in range(1, 5) for day in range(1, 11)]
    found = [
        make_report(f"r{day}", f"The ferry stayed in port all day on {{{day}|{day}}}.", published=day)
        for day in days
    ]
    file = tmp_path / "long.dateline"
    with Case.open_or_create(file) as case:
        case.extend(found, link(found), model="m1")
    with TestClient(make_app(file, token="t", port=8000), base_url="http://127.0.0.1:8000") as client:
        view = client.get("/timeline.json").json()
        assert view["pager"] == {"number": 1, "last": 2, "entries": 40}
        assert view["drawn"] == len(view["picture"]["marks"]) == 10
        assert "The 10 most salient of 40 dates are drawn" in client.get("/timeline").text
        second = client.get("/timeline?page=2").text
        for mark in view["picture"]["marks"]:
            page = second if "page=2" in mark["href"] else client.get("/timeline").text
            assert f'id="t-{mark["id"]}"' in page
        assert "There is no such page" in client.get("/timeline?page=3").text
