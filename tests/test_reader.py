"""What every page of the reader does: it is drawn, has a twin, an empty state, and one shape of error."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.file import Case
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.reader.app import make_app
from dateline.reader.page import Page, menu, pages
from tests.export_records import make_full
from tests.story import make_story

STANDING = [page for page in pages() if "{" not in page.path]


def open_reader(path: Path, story: list[Findings]) -> TestClient:
    with Case.open_or_create(path) as case:
        case.extend(story, link(story), model="m1")
    return TestClient(make_app(path, token="t", port=8000), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with open_reader(tmp_path_factory.mktemp("case") / "lock.dateline", make_story()) as client:
        yield client


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with open_reader(tmp_path_factory.mktemp("case") / "empty.dateline", []) as client:
        yield client


@pytest.mark.parametrize("page", STANDING, ids=lambda page: page.name)
def test_a_page_and_its_twin(reader: TestClient, empty: TestClient, page: Page) -> None:
    for client in (reader, empty):
        answer = client.get(page.path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "<h1" in answer.text
        assert 'lang="en"' in answer.text
        twin = client.get("/story.json" if page.path == "/" else f"{page.path}.json")
        assert twin.status_code == 200, twin.text
        assert isinstance(twin.json(), dict)


def test_the_menu_leads_to_pages_that_are_there(reader: TestClient) -> None:
    assert len({page.place for page in menu()}) == len(menu())
    for page in menu():
        assert f'href="{page.path}"' in reader.get("/").text


def test_an_error_has_one_shape(reader: TestClient) -> None:
    for address, status in (
        ("/nowhere", 404),
        ("/statements?page=0", 400),
        ("/statements?act=%3Cscript%3E", 400),
    ):
        page = reader.get(address)
        assert page.status_code == status
        assert "<script>" not in page.text.replace("</script>", "")
        path, _, query = address.partition("?")
        twin = reader.get(f"{path}.json?{query}")
        assert twin.status_code == status
        assert set(twin.json()["error"]) == {"status", "message"}


def test_an_error_does_not_tell_where_the_case_lies(reader: TestClient, tmp_path: Path) -> None:
    for address in ("/entry/ffff", "/actor/ffff", "/report/ffff"):
        assert "/" not in reader.get(f"{address}.json").json()["error"]["message"]
    with TestClient(
        make_app(tmp_path / "gone.dateline", token="t", port=8000), base_url="http://127.0.0.1:8000"
    ) as client:
        answer = client.get("/story.json")
    assert (answer.status_code, str(tmp_path) in answer.text) == (503, False)


def test_statements_are_narrowed_and_paged(reader: TestClient) -> None:
    everything = reader.get("/statements.json").json()
    assert everything["pager"] == {"number": 1, "last": 1, "entries": 5}
    chosen = reader.get("/statements.json?speaker=osei&act=promise").json()["statements"]
    assert [one["speaker"]["name"] for one in chosen] == ["Ada Osei", "Ada Osei"]
    assert reader.get("/statements.json?page=2").json()["statements"] == []
    page = reader.get("/statements?speaker=osei").text
    assert page.count("will open the new lock by the summer of 2032") == 2
    assert 'value="osei"' in page
    assert "Nobody is found saying this" in reader.get("/statements?speaker=nobody").text


def test_what_is_sent_is_our_own(reader: TestClient) -> None:
    page = reader.get("/").text
    for file in ("base.css", "reader.css", "reader.js", "theme.js", "vendor/htmx.min.js"):
        assert f"/static/{file}" in page
        assert reader.get(f"/static/{file}").status_code == 200
    assert "http://" not in page.replace("http://127.0.0.1", "")
    assert "https://" not in page


def test_a_report_is_shown_with_its_layers_and_the_words_asked_for(reader: TestClient) -> None:
    statement = reader.get("/statements.json?act=promise").json()["statements"][0]
    words = statement["evidence"][0]
    page = reader.get(f"/report/{words['report']}?words={words['start']}-{words['end']}")
    assert page.status_code == 200
    assert page.text.count('id="words"') == 1
    assert 'class="asked' in page.text or " asked" in page.text
    assert f'href="/entry/{statement["id"]}"' in page.text
    assert 'href="#s-' not in page.text
    assert reader.get(f"/report/{words['report']}?words=5-99999").status_code == 400
    assert reader.get("/report/ffff").status_code == 404
    assert reader.get(f"/report/{words['report']}.json").json()["report"]["statements"] == 2


def test_what_became_of_a_promise_is_told_with_whose_word_that_is(tmp_path: Path) -> None:
    record = make_full()
    said = next(one for one in record.statements if one.speaker.name == "Ada Birch")
    (entry,) = record.commitments
    for name, evidence, whose in (
        ("own", entry.outcome_evidence, "the report’s own word"),
        ("said", said.evidence[:1], "Ada Birch"),
    ):
        path = tmp_path / f"{name}.dateline"
        with Case.open_or_create(path) as case:
            kept = replace(record, commitments=(replace(entry, outcome_evidence=evidence),))
            case.extend(record.reports, kept, model="m1")
        with TestClient(make_app(path, token="t", port=8000), base_url="http://127.0.0.1:8000") as client:
            outcome = client.get("/commitments").text.partition('class="outcome')[2]
        assert whose in outcome.partition('class="place"')[0]


def test_every_entry_says_how_it_came_about(reader: TestClient) -> None:
    for table in ("statements",):
        for one in reader.get(f"/{table}.json").json()[table]:
            page = reader.get(f"/entry/{one['id']}")
            assert page.status_code == 200
            assert "The words it rests on" in page.text
            twin = reader.get(f"/entry/{one['id'][:10]}.json").json()
            assert twin["id"] == one["id"]
            pieces = [piece for passage in twin["passages"] for piece in passage["pieces"]]
            marked = {piece["text"] for piece in pieces if piece["marked"]}
            assert marked
            assert marked <= {words["exact"] for words in twin["entry"]["evidence"]}
            assert all(
                one["id"] in [voice["statement"] for voice in passage["voices"]]
                for passage in twin["passages"]
            )
            assert 'class="said-by"' in page.text
    assert reader.get("/entry/ffffffff").status_code == 404
