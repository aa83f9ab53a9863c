"""Corrections made while others write: nothing is lost, nothing is refused that need not be."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.case import opening
from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.engine.building import extend_case
from dateline.link.linking import link
from dateline.model.correction import Correction
from dateline.model.errors import CaseBusy, CaseChanged
from dateline.reader import desk
from dateline.reader.app import make_app
from dateline.reader.desktop import read_desktop
from tests.reading import keep_case
from tests.story import make_story

HOME = "http://127.0.0.1:8000"
NOTE = "Mayor Ida Brandt said last Friday that the bridge would close."


def aim(case: Case, deed: str, *what: str) -> Correction:
    return make(case, deed, list(what), at="2033-01-01T10:00:00Z", by="me", why="")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return keep_case(tmp_path / "lock.dateline", make_story())


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wait for nobody for long."""
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(desk, "PATIENCE_SECONDS", 0.1)
    opening._make_engine.cache_clear()
    yield
    opening._make_engine.cache_clear()


@contextmanager
def lock(path: Path, how: str) -> Iterator[None]:
    """Hold the case as a program does that writes to it ("IMMEDIATE"), or is just putting it in place."""
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute(f"BEGIN {how}")
    try:
        yield
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_what_is_corrected_while_reports_are_joined_anew_holds_afterwards(path: Path) -> None:
    with Case.open(path) as slow, Case.open(path) as quick:
        first, *others = [one.id for one in quick.statements()]
        quick.correct([aim(quick, "reject", first)])
        slow.extend([], link(make_story()), model="m2")
        assert [one.id for one in slow.statements()] == others
        assert len(slow.corrections()) == 1


def test_reports_that_were_read_otherwise_meanwhile_are_not_passed_over(path: Path) -> None:
    with Case.open(path) as slow, Case.open(path) as quick:
        made = aim(quick, "reject", next(iter(quick.statements())).id)
        quick.correct([made])
        quick.correct([aim(quick, "undo", made.id)])
        with pytest.raises(CaseChanged):
            slow.extend([], link(make_story()), model="m2")


def test_what_belongs_together_is_told_of_one_moment(path: Path) -> None:
    with Case.open(path) as case, Case.open(path) as other:
        correction = aim(other, "reject", next(iter(other.statements())).id)
        with case.snapshot():
            many = len(case.statements())
            writer = threading.Thread(target=other.correct, args=([correction],))
            writer.start()
            time.sleep(0.2)
            assert len(case.statements()) == many
            assert len(list(case.statements())) == many
        writer.join()
        assert len(case.statements()) == many - 1


def test_a_page_does_not_wait_for_who_waits_for_it(path: Path) -> None:
    with Case.open(path) as case, Case.open(path) as other:
        correction = aim(other, "reject", next(iter(other.statements())).id)
        with case.snapshot():
            assert len(case.statements()) > 0
            writer = threading.Thread(target=other.correct, args=([correction],))
            writer.start()
            time.sleep(0.3)  # it has all but the last of its locks now, and lets nobody in
            began = time.monotonic()
            read_desktop(case, by="me", done=None)
            assert time.monotonic() - began < 3
        writer.join()


@pytest.mark.usefixtures("hasty")
def test_a_page_that_cannot_be_read_just_now_comes_back(path: Path) -> None:
    with TestClient(make_app(path, token="t", port=8000), base_url=HOME) as client:
        with lock(path, "EXCLUSIVE"):
            with pytest.raises(CaseBusy), Case.open(path):
                pass
            answer = client.get("/statements?act=promise")
            assert (answer.status_code, answer.headers["refresh"]) == (503, "2")
            assert "comes back by itself" in answer.text
            assert path.parent.name not in answer.text
            twin = client.get("/statements.json")
            assert (twin.status_code, "refresh" in twin.headers) == (503, False)
        assert client.get("/statements?act=promise").status_code == 200


@pytest.mark.usefixtures("hasty")
def test_a_correction_made_while_another_program_writes_waits_for_it(path: Path) -> None:
    with TestClient(make_app(path, token="t", port=8000), base_url=HOME) as client:
        client.get("/?token=t")
        first, *others = [one["id"] for one in client.get("/statements.json").json()["statements"]]
        with lock(path, "IMMEDIATE"):
            fields = {"deed": "reject", "what": first, "back": "/statements"}
            answer = client.post("/correct", data=fields, follow_redirects=False)
            address = answer.headers["location"]
            assert address.startswith("/working/")
            page = client.get(address)
            assert page.headers["refresh"] == "2"
            assert "Rejected: “" in page.text
            assert "still being carried out" in client.get("/actors").text
            answer = client.post(
                "/correct", data={"deed": "confirm", "what": others[0]}, headers={"hx-request": "true"}
            )
            assert (answer.status_code, answer.headers["hx-redirect"][:9]) == (204, "/working/")
        for _ in range(200):
            answer = client.get(address, follow_redirects=False)
            if answer.status_code == 303:
                break
            time.sleep(0.1)
        assert answer.headers["location"] == "/statements"
        assert "Rejected: “" in client.get("/statements").text
        assert [one["id"] for one in client.get("/statements.json").json()["statements"]] == others
        assert "still being carried out" not in client.get("/actors").text


@pytest.mark.usefixtures("hasty")
def test_two_corrections_of_reports_at_once_both_hold(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{NOTE} It is {name}.")
    path = tmp_path / "story.dateline"
    extend_case(path, [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")], create=True)
    with TestClient(make_app(path, token="t", port=8000), base_url=HOME) as client:
        client.get("/?token=t")
        with Case.open(path) as case:
            ids = [one.id for one in case.reports()]
        with lock(path, "IMMEDIATE"):
            addresses = [
                client.post(
                    "/correct", data={"deed": "date", "what": [id_, "2019-10-14"]}, follow_redirects=False
                ).headers["location"]
                for id_ in ids
            ]
        for address in addresses:
            for _ in range(300):
                if client.get(address, follow_redirects=False).status_code == 303:
                    break
                time.sleep(0.1)
    with Case.open(path) as case:
        assert {one.published.value for one in case.reports()} == {"2019-10-14"}
