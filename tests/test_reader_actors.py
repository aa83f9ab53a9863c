"""Who's who: the page of an actor or a source, its words as a picture, and what leads to it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.counts import Pair, Tally
from dateline.case.file import Case
from dateline.export.page.scale import Days
from dateline.link.linking import link
from dateline.model.record import Record
from dateline.reader.app import make_app
from dateline.reader.network import draw_network
from dateline.reader.positions import Addresses, Change, draw_positions
from tests.export_records import HOSTILE, make_full, make_harmful
from tests.story import make_story
from tests.test_case_relations import make_pile
from tests.test_reader import open_reader

ADDRESSES = Addresses("osei", lambda id_: f"/report/{id_}")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with open_reader(tmp_path_factory.mktemp("case") / "lock.dateline", make_story()) as client:
        yield client


def find_speaker(reader: TestClient, **query: str) -> str:
    """Return the id of whoever says the first of these statements."""
    found: str = reader.get("/statements.json", params=query).json()["statements"][0]["speaker"]["actor"]
    return found


def test_an_actor_has_its_names_its_words_and_its_ledger(reader: TestClient) -> None:
    id_ = find_speaker(reader, speaker="osei")
    view = reader.get(f"/actor/{id_}.json").json()
    assert view["who"]["name"] == "Ada Osei"
    assert view["who"]["is_actor"]
    assert view["who"]["first"] == "2031-09-01"
    assert view["said"] == 2
    assert [one["act"] for one in view["statements"]] == ["promise", "promise"]
    assert [lane["act"] for lane in view["positions"]["lanes"]] == ["promise"]
    page = reader.get(f"/actor/{id_}").text
    assert page.count("will open the new lock by the summer of 2032") >= 2
    assert f'href="/commitments?by={id_}' in page
    assert f'href="/statements?speaker={id_}"' in page


def test_a_source_without_a_name_has_a_page_and_is_told_to_have_none(reader: TestClient) -> None:
    id_ = find_speaker(reader, kind="anonymous")
    view = reader.get(f"/actor/{id_}.json").json()
    assert view["who"]["name"] == "An official who asked not to be named"
    assert not view["who"]["named"]
    assert not view["who"]["is_actor"]
    page = reader.get(f"/actor/{id_}").text
    assert "a source without a name" in page
    assert "So called in 1 report, without a name" in page
    listed = reader.get(f"/statements.json?speaker={id_}").json()
    assert listed["pager"]["entries"] == view["said"] == 1


def test_what_is_no_actor_has_no_page(reader: TestClient) -> None:
    statement = reader.get("/statements.json").json()["statements"][0]["id"]
    assert reader.get(f"/actor/{statement}").status_code == 404
    assert reader.get("/actor/ffff").status_code == 404


def make_tallies(*days: str, act: str = "assertion", many: int = 1) -> list[Tally]:
    return [Tally(act, day, day, many, f"s{n}") for n, day in enumerate(days)]


def test_a_day_is_a_dot_and_what_lies_between_two_days_is_a_bar() -> None:
    unsure = Tally("denial", "2031-05-03", "2031-05-09", 2, "d1")
    nowhere = Tally("denial", None, None, 3, "d2")
    picture = draw_positions([*make_tallies("2031-05-01", "2031-05-20"), unsure, nowhere], [], ADDRESSES)
    assert picture is not None
    told, denied = picture.lanes
    assert [(mark.width, mark.href) for mark in told.marks] == [(None, "/report/s0"), (None, "/report/s1")]
    assert told.marks[0].x < told.marks[1].x
    (bar,) = denied.marks
    assert bar.width is not None
    assert bar.width > 20
    assert bar.href == "/statements?speaker=osei&act=denial&after=2031-05-03&before=2031-05-10"
    assert "within 3 – 9 May 2031" in bar.title
    assert (denied.many, denied.undated) == (5, 3)


def test_planned_and_denied_are_drawn_apart_from_told() -> None:
    tallies = [
        Tally(act, "2031-05-01", "2031-05-01", 1, act) for act in ("question", "denial", "plan", "assertion")
    ]
    picture = draw_positions(tallies, [], ADDRESSES)
    assert picture is not None
    drawn = [(lane.act, lane.marks[0].classes) for lane in picture.lanes]
    assert drawn == [("assertion", "told"), ("plan", "ahead"), ("denial", "denied"), ("question", "asked")]


def test_many_days_share_marks_that_lead_to_all_their_statements() -> None:
    first = date(2031, 1, 1)
    days = [(first + timedelta(days=n)).isoformat() for n in range(1200)]
    picture = draw_positions(make_tallies(*days), [], ADDRESSES)
    assert picture is not None
    (lane,) = picture.lanes
    assert picture.bin_days == 28
    assert len(lane.marks) < 60
    assert lane.many == 1200
    assert "&before=" in lane.marks[3].href
    assert all(0 <= mark.x <= 100 for mark in lane.marks)


def test_a_changed_position_is_a_line_from_the_one_word_to_the_other() -> None:
    days = [Days(day, day) for day in (date(2031, 5, 1).toordinal(), date(2031, 5, 20).toordinal())]
    change = Change("c1", days[0], days[1], "said otherwise")
    picture = draw_positions(make_tallies("2031-05-01", "2031-05-20"), [change], ADDRESSES)
    assert picture is not None
    assert picture.changes is not None
    (mark,) = picture.changes.marks
    assert (mark.href, mark.title) == ("/entry/c1", "said otherwise")
    assert mark.width is not None
    assert mark.width > 80


def test_where_nothing_has_a_day_nothing_is_drawn() -> None:
    assert draw_positions([Tally("plan", None, None, 4, "s")], [], ADDRESSES) is None


def open_record(path: Path, record: Record) -> TestClient:
    with Case.open_or_create(path) as case:
        case.extend(record.reports, record, model="m1")
    return TestClient(make_app(path, token="t", port=8000), base_url="http://127.0.0.1:8000")


def test_disagreements_are_narrowed_to_those_of_one_side(tmp_path: Path) -> None:
    record = make_full()
    sides = {one.left for one in record.disagreements} | {one.right for one in record.disagreements}
    speakers = {one.speaker.actor for one in record.statements if one.id in sides and one.speaker.actor}
    others = {one.id for one in record.actors} - speakers
    assert speakers
    assert others
    with open_record(tmp_path / "mill.dateline", record) as reader:
        for id_ in speakers:
            own = reader.get(f"/disagreements.json?by={id_}").json()["disagreements"]
            assert len(own) == reader.get(f"/actor/{id_}.json").json()["differs"] > 0
        for id_ in others:
            assert reader.get(f"/disagreements.json?by={id_}").json()["disagreements"] == []
            assert reader.get(f"/actor/{id_}.json").json()["differs"] == 0


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(tmp_path: Path, words: str) -> None:
    record = make_harmful(words)
    with open_record(tmp_path / "hostile.dateline", record) as reader:
        for id_ in (*(one.id for one in record.actors), *(one.id for one in record.sources)):
            page = reader.get(f"/actor/{id_}")
            assert page.status_code == 200
            assert "<img" not in page.text
            assert "<script>alert" not in page.text
            assert 'href="javascript' not in page.text
            assert "\u202e" not in page.text
            assert reader.get(f"/actor/{id_}.json").status_code == 200


def make_pairs(*pairs: tuple[str, str, int]) -> list[Pair]:
    return [Pair(*one) for one in pairs]


def test_arcs_go_down_on_the_right_and_up_on_the_left() -> None:
    names = {"a": "Ada", "b": "Bo", "c": "Cy"}
    network = draw_network(make_pairs(("a", "b", 5), ("b", "a", 2), ("b", "c", 1)), names, top=10)
    assert network is not None
    place = {node.id: n for n, node in enumerate(network.nodes)}
    assert sorted(place) == ["a", "b", "c"]
    for arc in network.down:
        assert place[arc.speaker] < place[arc.about]
    for arc in network.up:
        assert place[arc.speaker] > place[arc.about]
    assert len(network.up) + len(network.down) == 3
    assert {(node.name, node.says, node.named) for node in network.nodes} == {
        ("Ada", 5, 2),
        ("Bo", 3, 5),
        ("Cy", 0, 1),
    }
    assert abs(place["a"] - place["b"]) == 1
    assert draw_network([], {}, top=10) is None


def test_the_picture_holds_so_many_names_and_their_strongest_pairs() -> None:
    names = {f"n{n:03}": f"Name {n}" for n in range(300)}
    pairs = make_pairs(
        *((f"n{n:03}", f"n{(n * 7 + k) % 300:03}", 9 - k) for k in range(1, 8) for n in range(300))
    )
    network = draw_network(pairs, names, top=200)
    assert network is not None
    assert len(network.nodes) <= 200
    assert len(network.pairs) <= 600
    assert network.all_pairs == len(pairs)
    assert network == draw_network(pairs, names, top=200)


def test_everyone_is_listed_with_how_often_they_are_named_and_speak(reader: TestClient) -> None:
    view = reader.get("/actors.json").json()
    listed = {one["name"]: one for one in view["actors"]}
    osei = listed["Ada Osei"]
    assert osei["statements"] == 2
    assert osei["first"] == "2031-09-01"
    reports = [one["reports"] for one in view["actors"]]
    assert reports == sorted(reports, reverse=True)
    named = [one["name"] for one in reader.get("/actors.json?sort=name").json()["actors"]]
    assert named == sorted(named)
    people = reader.get("/actors.json?kind=person").json()
    assert {one["kind"] for one in people["actors"]} == {"person"}
    assert people["pager"]["entries"] == len(people["actors"])
    assert [one["name"] for one in reader.get("/actors.json?name=ada").json()["actors"]] == ["Ada Osei"]
    assert reader.get("/actors?sort=height").status_code == 400
    assert reader.get("/actors?top=201").status_code == 400
    assert f'href="/actor/{osei["id"]}"' in reader.get("/actors").text


def test_who_speaks_of_whom_leads_to_the_words(tmp_path: Path) -> None:
    with Case.open_or_create(tmp_path / "pile.dateline") as case:
        case.extend(make_pile(), link(make_pile()), model="m1")
    with TestClient(
        make_app(tmp_path / "pile.dateline", token="t", port=8000), base_url="http://127.0.0.1:8000"
    ) as reader:
        view = reader.get("/actors.json").json()
        pairs = [
            (view["names"][one["speaker"]], view["names"][one["about"]]) for one in view["network"]["pairs"]
        ]
        assert sorted(pairs) == [("Cy Pole", "Ada Osei"), ("Cy Pole", "Bo Lindqvist")]
        one = view["network"]["pairs"][0]
        href = f"/statements?speaker={one['speaker']}&about={one['about']}"
        assert href.replace("&", "&amp;") in reader.get("/actors").text
        assert reader.get(href.replace("?", ".json?")).json()["pager"]["entries"] == 1
        assert reader.get("/statements.json?about=marsh").json()["pager"]["entries"] == 0


def test_what_somebody_takes_part_in_is_told_with_whose_word_it_is(tmp_path: Path) -> None:
    record = make_full()
    birch = next(one.id for one in record.actors if one.name == "Ada Birch")
    with open_record(tmp_path / "mill.dateline", record) as reader:
        view = reader.get(f"/actor/{birch}.json").json()
        (deed,) = view["deeds"]
        assert deed["passage"]["words"] == "reopen"
        assert view["pager"]["entries"] == 1
        page = reader.get(f"/actor/{birch}").text
        assert "<mark>reopen</mark>" in page
        assert f"<b>{deed['status']}</b>" in page


def test_what_lies_outside_the_picture_is_counted_and_a_short_one_has_days() -> None:
    far = Tally("denial", "1931-01-01", "1931-12-31", 2, "d1")
    picture = draw_positions([*make_tallies("2031-05-01", "2031-05-03"), far], [], ADDRESSES)
    assert picture is not None
    assert [(lane.act, lane.undated, len(lane.marks)) for lane in picture.lanes] == [
        ("assertion", 0, 2),
        ("denial", 2, 0),
    ]
    assert len(picture.ticks) == 2
    near = Tally("denial", "2033-01-01", "2034-12-31", 2, "d1")
    wide = draw_positions([*make_tallies("2031-05-01", "2031-05-03"), near], [], ADDRESSES)
    assert wide is not None
    (bar,) = wide.lanes[1].marks
    assert bar.width is not None
    assert bar.width > 40


def test_an_outlet_has_its_reports_and_who_passes_them_on(reader: TestClient) -> None:
    outlets = {one["name"]: one["id"] for one in reader.get("/actors.json?kind=outlet").json()["actors"]}
    view = reader.get(f"/actor/{outlets['The Ledger']}.json").json()
    assert (view["printed"], view["passes"], len(view["passed_on"])) == (0, 1, 1)
    page = reader.get(f"/actor/{outlets['The Ledger']}").text
    assert "None of its own reports is in this case" in page
    assert "".join(view["passed_on"][0][part] for part in ("before", "words", "after")) in (
        "The Ledger reported that the lock would stay shut for another year."
    )
    assert f"<mark>{view['passed_on'][0]['words']}</mark>" in page
    person = find_speaker(reader, speaker="osei")
    assert "As an outlet" not in reader.get(f"/actor/{person}").text
