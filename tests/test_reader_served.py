"""The reader as it is served: who may ask what, odd requests, and a case that vanishes or breaks."""

import http.client
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.reading import keep_case, serve_case
from tests.story import make_story


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_case(tmp_path_factory.mktemp("case") / "lock.dateline", make_story())


@pytest.fixture(scope="module")
def told(case: Path) -> Iterator[str]:
    with serve_case(case) as address:
        yield address


def ask(told: str, path: str, *, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer to a request that is sent as it is given."""
    connection = http.client.HTTPConnection(urlsplit(told).netloc, timeout=30)
    try:
        connection.putrequest(method, path, skip_host="host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_a_name_that_was_made_to_point_here_is_turned_away(told: str) -> None:
    port = urlsplit(told).port
    for host in (f"evil.example:{port}", "127.0.0.1:1", "[::1]", f"127.0.0.1.evil.example:{port}"):
        assert ask(told, "/", host=host)[0] == 421
    assert ask(told, "/", host=f"localhost:{port}")[0] == 200


def test_no_way_of_asking_changes_anything_without_the_token(told: str) -> None:
    port = urlsplit(told).port
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(told, "/statements", method=method)[0] == 403
        assert ask(told, "/statements", method=method, origin=f"http://127.0.0.1:{port}")[0] == 403
    assert ask(told, "/?token=wrong")[0] == 403
    assert ask(told, "/", method="HEAD") == (200, b"")
    assert ask(told, "/", method="OPTIONS")[0] in (403, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/cli.py",
        "/static//etc/passwd",
        "/static/vendor/..%5c..%5capp.py",
        "/report/..%2f..%2fetc%2fpasswd",
        "/entry/%00",
        "/nowhere/%ff%fe",
        "/%",
    ],
)
def test_no_path_leads_out_of_what_is_served(told: str, path: str) -> None:
    status, body = ask(told, path)
    assert status in (400, 404)
    assert b"import" not in body
    assert b"root:" not in body


def test_what_is_asked_badly_is_said_so(told: str) -> None:
    for query in ("page=x", "page=999999999999", "before=yesterday", f"speaker={'a' * 5000}", "act=%ff"):
        assert ask(told, f"/statements?{query}")[0] == 400
    for query in ("speaker=%", "speaker=%zz", "=&&&=", "words=%22%22%22%28"):
        assert ask(told, f"/statements?{query}")[0] in (200, 400)


def test_many_ask_at_once(told: str) -> None:
    paths = ["/", "/statements", "/search?q=lock", "/timeline.json"] * 6
    with ThreadPoolExecutor(8) as pool:
        assert {status for status, _ in pool.map(lambda path: ask(told, path), paths)} == {200}


def test_a_case_that_is_gone_damaged_or_of_tomorrow_is_told_as_such(tmp_path: Path) -> None:
    path = keep_case(tmp_path / "lock.dateline", make_story())
    good = path.read_bytes()
    with serve_case(path) as told:
        path.unlink()
        assert ask(told, "/statements")[0] == 503
        path.write_bytes(good[:100] + b"\xff" * (len(good) - 100))
        assert ask(told, "/statements")[0] == 503
        path.write_bytes(good)
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        status, body = ask(told, "/statements.json")
        assert status == 503
        assert b"install a newer dateline" in body
        path.write_bytes(good)
        assert ask(told, "/statements")[0] == 200
