"""Correcting in the reader: forms that need no script, a log to read, nothing for whoever has no token."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case.file import Case
from dateline.engine.building import extend_case
from dateline.export.corrections import to_lines
from dateline.link.linking import link
from dateline.model.errors import UsageError
from dateline.reader.app import make_app
from dateline.reader.form import read_form
from tests.story import make_story

HOME = "http://127.0.0.1:8000"
FORM = "application/x-www-form-urlencoded"


def open_client(path: Path, token: str | None = "t") -> TestClient:
    client = TestClient(make_app(path, token="t", port=8000), base_url=HOME)
    if token:
        assert client.get(f"/?token={token}").status_code == 200
    return client


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lock.dateline"
    with Case.open_or_create(path) as case:
        case.extend(make_story(), link(make_story()), model="m1")
    return path


@pytest.fixture
def reader(path: Path) -> Iterator[TestClient]:
    with open_client(path) as client:
        yield client


def correct(client: TestClient, deed: str, *what: str, back: str = "/statements", **more: str) -> str:
    """Send a form as a page does; return the page that it leads back to."""
    fields = {"deed": deed, "what": list(what), "back": back, **more}
    answer = client.post("/correct", data=fields, headers={"origin": HOME})
    assert answer.status_code == 200, answer.text
    assert answer.history[0].status_code == 303
    return answer.text


def list_statements(client: TestClient) -> list[str]:
    return [one["id"] for one in client.get("/statements.json").json()["statements"]]


def test_a_statement_is_rejected_and_put_back(reader: TestClient) -> None:
    first, *others = list_statements(reader)
    page = correct(reader, "reject", first, why="misread")
    assert "Rejected: “" in page
    assert list_statements(reader) == others
    assert "Rejected: “" not in reader.get("/statements").text  # it is said once
    log = reader.get("/corrections.json").json()
    (line,) = log["lines"]
    assert (line["state"], line["correction"]["why"], line["correction"]["deed"]) == (
        "holds",
        "misread",
        "reject",
    )
    undo = re.search(r'name="deed" value="undo"><input type="hidden" name="what" value="(\w+)"', page)
    assert undo is not None
    correct(reader, "undo", undo[1])
    assert list_statements(reader) == [first, *others]
    assert [one["state"] for one in reader.get("/corrections.json").json()["lines"]] == ["holds", "undone"]
    again = reader.post("/correct", data={"deed": "undo", "what": undo[1]})
    assert (again.status_code, "taken back already" in again.text) == (400, True)


def test_what_is_confirmed_has_a_tick_with_who_and_when(reader: TestClient) -> None:
    first = list_statements(reader)[0]
    reader.post("/corrections/name", data={"by": "Ana <b> Ortíz", "back": "/corrections"})
    assert 'value="Ana &lt;b&gt; Ortíz"' in reader.get("/corrections").text
    page = correct(reader, "confirm", first)
    assert page.count("confirmed by <bdi>Ana &lt;b&gt; Ortíz</bdi>") == 1
    assert "confirmed by" in reader.get(f"/entry/{first}").text


def test_actors_are_made_one_renamed_and_taken_apart(reader: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        ids = {one.name: one.id for one in case.actors()}
    page = correct(reader, "merge", ids["Ada Osei"], "Bo Osei", back=f"/actor/{ids['Ada Osei']}")
    assert "Ada Osei is Bo Osei." in page
    assert "Bo Osei</bdi></h1>" in page  # its own page is gone
    page = correct(reader, "rename", ids["Bo Osei"], "B. Osei", back=f"/actor/{ids['Bo Osei']}")
    assert "B. Osei</bdi></h1>" in page
    page = correct(reader, "split", "B. Osei", "Ada Osei", back=f"/actor/{ids['Bo Osei']}")
    assert "B. Osei is not Ada Osei." in page
    with Case.open(path) as case:
        apart = next(one.id for one in case.actors() if one.name == "Ada Osei")
    page = correct(
        reader,
        "undo",
        reader.get("/corrections.json").json()["lines"][0]["correction"]["id"],
        back=f"/actor/{apart}",
    )
    assert "<h1>Corrections</h1>" in page  # nobody is there any more: the log says why
    correct(reader, "split", "B. Osei", "Ada Osei")
    with Case.open(path) as case:
        assert {"Ada Osei", "B. Osei"} <= {one.name for one in case.actors()}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"deed": "reject"}, 400),
        ({"deed": "destroy", "what": "x"}, 400),
        ({"deed": "reject", "what": "ffffffff"}, 404),
        ({"deed": "rename", "what": ["Nobody", "x"]}, 400),
        ({"deed": "merge", "what": ["Ada Osei", "Ada Osei"]}, 400),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_shape(
    reader: TestClient, fields: dict[str, str], status: int
) -> None:
    answer = reader.post("/correct", data=fields)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert reader.get("/corrections.json").json()["lines"] == []


def test_nobody_without_the_token_changes_anything(path: Path) -> None:
    with open_client(path) as client:
        first = list_statements(client)[0]
        fields = {"deed": "reject", "what": first}
        for origin in ("http://evil.example", "null", "https://127.0.0.1:8000"):
            assert client.post("/correct", data=fields, headers={"origin": origin}).status_code == 403
        assert client.get("/correct").status_code in (404, 405)
    with open_client(path, token=None) as client:
        assert client.post("/correct", data=fields, headers={"origin": HOME}).status_code == 403
        assert '<form method="post"' not in client.get("/statements").text
        assert "correct" in client.get("/corrections").text
        assert client.post("/corrections/import", data={"lines": "{}"}).status_code == 403
        assert first in list_statements(client)


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:alert(1)", "/a\r\nx: y", ""],
)
def test_a_form_leads_back_to_this_reader_alone(reader: TestClient, back: str) -> None:
    first = list_statements(reader)[0]
    fields = {"deed": "confirm", "what": first, "back": back}
    answer = reader.post("/correct", data=fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/corrections")


def test_corrections_go_to_a_colleague_and_come_back(reader: TestClient, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.dateline"
    other.write_bytes(path.read_bytes())
    correct(reader, "rename", "Ada Osei", "A. Osei")
    saved = reader.get("/corrections.jsonl")
    assert "attachment" in saved.headers["content-disposition"]
    with Case.open(path) as case:
        assert saved.text == to_lines(case.corrections())
    with open_client(other) as client:
        for _ in range(2):  # what is held already changes nothing
            answer = client.post("/corrections/import", files={"lines": ("c.jsonl", saved.content)})
            assert answer.status_code == 200
            assert client.get("/corrections.json").json() == reader.get("/corrections.json").json()
        assert client.post("/corrections/import", data={"lines": saved.text}).status_code == 200
        spoilt = saved.text.replace("A. Osei", "B. Osei")
        for lines in ("nonsense", "", spoilt):
            assert client.post("/corrections/import", data={"lines": lines}).status_code == 400


def test_two_tabs_lose_nothing(path: Path) -> None:
    with open_client(path) as one, open_client(path) as two:
        first, second, *_ = list_statements(one)
        correct(one, "reject", first)
        correct(two, "reject", second)
        answer = two.post("/correct", data={"deed": "reject", "what": first})
        assert answer.status_code == 404
        assert len(one.get("/corrections.json").json()["lines"]) == 2
        assert not {first, second} & set(list_statements(one))


NOTE = "Mayor Ida Brandt said last Friday that the bridge would close.\n\nSubscribe now.\n\nSubscribe now."


def test_a_report_is_read_anew_while_others_read_on(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    path = tmp_path / "story.dateline"
    extend_case(path, [str(tmp_path / "note.txt")], create=True)
    with open_client(path) as client:
        id_ = client.get("/statements.json").json()["statements"][0]["report"]
        back = f"/report/{id_}"
        fields = {"deed": "date", "what": [id_, "2019-10-14"], "back": back}
        answer = client.post("/correct", data=fields, follow_redirects=False)
        assert answer.status_code == 303
        for _ in range(120):
            if answer.headers["location"] == back:
                break
            assert client.get("/statements").status_code == 200
            answer = client.get(answer.headers["location"], follow_redirects=False)
            if answer.status_code == 200:
                assert "refresh" in answer.headers
                answer.headers["location"] = str(answer.url)
                time.sleep(0.5)
        assert "was published on 2019-10-14" in client.get(back).text
        assert "2019" in client.get(f"{back}.json").json()["report"]["date"]
        twice = client.post("/correct", data={"deed": "furniture", "what": id_, "words": "Subscribe  now."})
        assert (twice.status_code, "stands 2 times" in twice.text) == (400, True)
        nobody = client.post("/correct", data={"deed": "furniture", "what": id_, "words": "Subscribe then"})
        assert nobody.status_code == 400
        with Case.open(path) as case:
            assert len(case.corrections()) == 1


def test_forms_are_read_without_a_package_for_it() -> None:
    assert read_form(FORM, b"a=1&a=%C3%A9&b=") == (("a", "1"), ("a", "é"), ("b", ""))
    body = (
        b'--x\r\nContent-Disposition: form-data; name="lines"; filename="c"\r\n\r\n{"a":\n1}\n\r\n--x--\r\n'
    )
    assert read_form("multipart/form-data; boundary=x", body) == (("lines", '{"a":\n1}\n'),)
    for kind, sent in (
        (FORM, b"a=%ff"),
        (FORM, b"\xff"),
        ("application/json", json.dumps({}).encode()),
        ("", b""),
    ):
        with pytest.raises(UsageError):
            read_form(kind, sent)
