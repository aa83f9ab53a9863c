"""Sources: who is heard, who printed it first, who carries it; and those without a name."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.counts import Carried, Heard
from dateline.reader.flow import NO_OUTLET, OTHER_OUTLETS, OTHERS, UNNAMED, draw_flow
from tests.export_records import HOSTILE, make_harmful
from tests.story import make_story
from tests.test_reader import open_reader
from tests.test_reader_actors import open_record


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with open_reader(tmp_path_factory.mktemp("case") / "lock.dateline", make_story()) as client:
        yield client


def test_three_outlets_may_have_one_origin() -> None:
    heard = [Heard("a1", "Ada Osei", "named_person", "Gull Wire", 4)]
    carried = [
        Carried("g1", "Gull Wire", "The Tern", "r2", True),
        Carried("g1", "Gull Wire", "The Elm", "r3", True),
        Carried("g2", "Gull Wire", "The Elm", "r4", False),
        Carried("g1", "Gull Wire", "Gull Wire", "r5", True),
    ]
    flow = draw_flow(heard, carried)
    assert flow is not None
    assert [box.name for box in flow.heard] == ["Ada Osei"]
    assert [box.name for box in flow.first] == ["Gull Wire"]
    assert {box.name for box in flow.carriers} == {"The Tern", "The Elm"}
    assert sorted((band.classes, band.title, band.href) for band in flow.copies) == [
        ("copy", "The Elm carries Gull Wire: 1 report", "/entry/g1"),
        ("copy", "The Tern carries Gull Wire: 1 report", "/entry/g1"),
        ("relay", "The Elm passes on Gull Wire: 1 report", "/entry/g2"),
    ]
    assert [(row.left, row.right, row.way, row.many) for row in flow.rows] == [
        ("Ada Osei", "Gull Wire", "said", 4),
        ("Gull Wire", "The Elm", "copy", 1),
        ("Gull Wire", "The Elm", "relay", 1),
        ("Gull Wire", "The Tern", "copy", 1),
    ]
    assert flow.heard[0].href == "/actor/a1"
    assert flow.statements[0].href == "/statements?speaker=a1&outlet=Gull+Wire"


def test_who_has_no_name_is_kept_apart_from_who_has_one() -> None:
    heard = [
        Heard("a1", "Ada Osei", "named_person", "The Elm", 3),
        Heard(None, None, "anonymous", "The Elm", 2),
        Heard(None, None, "group", None, 1),
    ]
    flow = draw_flow(heard, [])
    assert flow is not None
    assert [box.name for box in flow.heard] == ["Ada Osei", UNNAMED, OTHERS]
    assert [box.name for box in flow.first] == ["The Elm", NO_OUTLET]
    classes = {band.title: band.classes for band in flow.statements}
    assert classes[f"{UNNAMED} in The Elm: 2 statements"] == "unnamed"
    assert classes["Ada Osei in The Elm: 3 statements"] == ""
    assert draw_flow([], []) is None


def test_origins_that_print_nothing_here_are_few_or_taken_together() -> None:
    carried = [Carried(f"g{n}", f"Paper {n:02}", "The Elm", f"r{n}", False) for n in range(20)]
    flow = draw_flow([], [*carried, Carried("g20", "Paper 03", "The Elm", "r20", False)])
    assert flow is not None
    names = [box.name for box in flow.first]
    assert (len(names), names[0], names[-1]) == (13, "Paper 03", OTHER_OUTLETS)
    assert sum(row.many for row in flow.rows) == 21


def test_the_table_says_what_the_picture_says(reader: TestClient) -> None:
    flow = reader.get("/sources.json").json()["flow"]
    bands = [*flow["statements"], *flow["copies"]]
    assert sorted(band["href"] for band in bands) == sorted(row["href"] for row in flow["rows"])
    page = reader.get("/sources").text
    table = page[page.index('<details class="same"') :]
    for row in flow["rows"]:
        assert f'<bdi>{row["left"]}</bdi> <a href="{row["href"].replace("&", "&amp;")}"' in table


def test_bands_leave_and_reach_the_boxes_they_join() -> None:
    heard = [Heard(f"a{n}", f"Name {n}", "named_person", f"Outlet {n % 3}", 30 - n) for n in range(30)]
    flow = draw_flow(heard, [])
    assert flow is not None
    assert len(flow.heard) == 17
    for column in (flow.heard, flow.first):
        tops = [(box.y, box.y + box.height) for box in column]
        assert all(end <= start for (_, end), (start, _) in pairwise(tops))
    assert all(box.y + box.height <= flow.height for box in flow.first)
    assert flow == draw_flow(heard, [])


def test_outlets_unnamed_sources_and_copies_stand_below(reader: TestClient) -> None:
    view = reader.get("/sources.json").json()
    outlets = {one["name"]: one for one in view["outlets"]}
    assert outlets["Elm Courier"]["reports"] == 1
    assert sum(one["statements"] for one in view["outlets"]) == 5
    assert sum(one["unnamed"] for one in view["outlets"]) == 2
    assert {one["source"]["name"] for one in view["unnamed"]} == {"An official who asked not to be named"}
    assert view["pager"]["entries"] == len(view["unnamed"]) == 2
    assert view["all_groups"] == len(view["groups"])
    copied = [one for one in view["groups"] if one["original"]]
    assert len(copied) == 1
    page = reader.get("/sources").text
    assert f'href="/report/{copied[0]["copies"][0]}"' in page
    assert f'href="/actor/{view["unnamed"][0]["source"]["id"]}"' in page
    assert reader.get("/sources?groups=0").status_code == 400


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(tmp_path: Path, words: str) -> None:
    with open_record(tmp_path / "hostile.dateline", make_harmful(words)) as reader:
        for address in ("/sources", "/actors"):
            page = reader.get(address)
            assert page.status_code == 200
            assert "<img" not in page.text
            assert "<script>alert" not in page.text
            assert 'href="javascript' not in page.text
            assert reader.get(f"{address}.json").status_code == 200
