"""Nothing that comes from a report does anything in the reader but be read."""

import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.case.file import Case
from dateline.export.page.controls import show_controls
from dateline.reader.app import make_app
from dateline.reader.page import pages
from tests.hostile import SCRIPTED, keep_endless_case, keep_hostile_case
from tests.reading import find_addresses

LONG = 10_000_000
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post", "data-href")
_OWN_SCRIPTS = "/static/"


class Markup(HTMLParser):
    """Collects what could run or lead away, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("style", "base", "iframe", "object", "embed", "img"):
            self.bad.append(tag)
        if tag == "script" and not given.get("src", "").startswith(_OWN_SCRIPTS):
            self.bad.append("script of the page")
        for name, value in given.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.bad.append(f"{tag} {name}")
            if name in _ADDRESSES and not value.startswith(("/", "#", "data:,")):
                self.bad.append(f"{tag} {name}={value:.60}")
            if name in _ADDRESSES and value.startswith("//"):
                self.bad.append(f"{tag} {name}={value:.60}")

    def handle_data(self, data: str) -> None:
        self.text += data


def open_reader(path: Path) -> TestClient:
    return TestClient(make_app(path, token="t", port=8000), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_hostile_case(tmp_path_factory.mktemp("case") / "<b>&.dateline")


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_endless_case(tmp_path_factory.mktemp("case") / "endless.dateline", length=LONG)


@pytest.fixture(scope="module")
def reader(hostile: Path) -> Iterator[TestClient]:
    with open_reader(hostile) as client:
        yield client


def list_addresses(path: Path) -> list[str]:
    """Return the address of every page that stands, and of reports, actors and some entries."""
    with Case.open(path) as case:
        reports = [f"/report/{one.id}" for one in case.reports()]
        actors = [f"/actor/{one.id}" for one in case.actors(kind="person")]
        tables = (case.statements(), case.events(), case.timeline(), case.disagreements(), case.commitments())
        entries = [
            f"/entry/{one.id}" for n, one in enumerate(one for table in tables for one in table) if n % 4 == 0
        ]
    standing = [page.path for page in pages() if "{" not in page.path]
    return [*standing, "/search?q=before", *reports, *actors, *entries]


def test_every_page_shows_what_is_hostile_as_text(reader: TestClient, hostile: Path) -> None:
    shown = ""
    for n, address in enumerate(list_addresses(hostile)):
        answer = reader.get(address)
        assert answer.status_code == 200, (address, answer.text[:500])
        markup = Markup(answer.text)
        assert markup.bad == [], address
        assert not set("\u202e\u2066\x00\x07\x1b\x7f") & set(answer.text), address
        shown += markup.text
        if n % 2 == 0:
            path, _, query = address.partition("?")
            twin = reader.get("/story.json" if path == "/" else f"{path}.json?{query}")
            assert isinstance(json.loads(twin.content), dict), address
            assert twin.headers["content-type"] == "application/json"
    for words in SCRIPTED:
        line = show_controls(words).split("\n")[0][:200].strip()
        assert line in shown, words[:40]


@pytest.mark.parametrize("words", SCRIPTED[:-1])
def test_what_is_asked_comes_back_as_text(reader: TestClient, words: str) -> None:
    asked = words.replace("\ud800", "")  # no browser can send it
    for address, name in (("/search", "q"), ("/statements", "speaker"), ("/statements", "act")):
        answer = reader.get(address, params={name: asked})
        assert answer.status_code in (200, 400)
        assert Markup(answer.text).bad == []
    answer = reader.get(f"/{quote(asked)}")
    assert answer.status_code in (200, 404)
    assert Markup(answer.text).bad == []


@pytest.mark.parametrize("name", [page.name for page in pages()])
def test_a_line_of_ten_megabytes_is_bounded(endless: Path, name: str) -> None:
    with open_reader(endless) as client:
        began = time.process_time()
        answer = client.get(find_addresses(endless)[name])
        spent = time.process_time() - began
    assert answer.status_code == 200
    assert len(answer.content) < 400_000
    assert spent < 3, "seconds"


def test_search_and_words_in_a_line_of_ten_megabytes(endless: Path) -> None:
    with open_reader(endless) as client:
        report = client.get("/statements.json").json()["statements"][0]["report"]
        for address in (
            "/search?q=more",
            "/statements?words=more",
            f"/report/{report}?words=9000000-9000050",
        ):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(answer.content) < 400_000, address
        asked = client.get(f"/report/{report}?words=9000000-9000050").text
        assert asked.count('id="words"') == 1
        assert re.search(r"page \d+ of 1\d\d", asked)


def test_an_actor_of_many_names_is_bounded(endless: Path) -> None:
    with open_reader(endless) as client, Case.open(endless) as case:
        for actor in case.actors():
            for address in (f"/actor/{actor.id}", f"/entry/{actor.id}"):
                answer = client.get(address)
                assert answer.status_code == 200
                assert len(answer.content) < 400_000, address
