"""The reader answers to its own name alone, and lets nobody change a case who was not let in."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.reader.guard import POLICY, Guard

TOKEN = "right"
OWN = "http://127.0.0.1:8000"


async def tell(request: Request) -> PlainTextResponse:
    return PlainTextResponse("may change" if request.scope["may_change"] else "may read")


def visit(base_url: str = OWN) -> TestClient:
    app = Starlette(routes=[Route("/page", tell, methods=["GET", "POST"])])
    return TestClient(Guard(app, token=TOKEN, port=8000), base_url=base_url, follow_redirects=False)


def test_a_page_is_for_everyone_on_this_machine_and_has_a_strict_policy() -> None:
    answer = visit().get("/page")
    assert (answer.status_code, answer.text) == (200, "may read")
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1.evil.example:8000", ""],
)
def test_another_name_is_turned_away(host: str) -> None:
    assert visit().get("/page", headers={"host": host}).status_code == 421


def test_the_token_is_handed_over_once_and_leaves_the_address() -> None:
    client = visit()
    answer = client.get(f"/page?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/page")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/page").text == "may change"
    assert client.post("/page", headers={"origin": OWN}).text == "may change"


def test_another_token_is_none() -> None:
    client = visit()
    assert client.get("/page?token=wrong").status_code == 403
    assert client.get("/page").text == "may read"
    client.cookies.set("dateline-8000", "wrong")
    assert client.post("/page", headers={"origin": OWN}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:8001", "null"]
)
def test_another_origin_changes_nothing_even_with_the_token(origin: str) -> None:
    client = visit()
    client.get(f"/page?token={TOKEN}")
    assert client.post("/page", headers={"origin": origin}).status_code == 403
    assert client.get("/page", headers={"origin": origin}).text == "may read"


def test_without_the_token_nothing_is_changed() -> None:
    assert visit().post("/page", headers={"origin": OWN}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "///evil.example/",
        "////evil.example/",
        "/%5Cevil.example/",
        "/%0D%0Aset-cookie: a=b",
    ],
)
def test_a_redirect_leads_nowhere_else(path: str) -> None:
    answer = visit().get(f"{OWN}{path}?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert answer.headers["location"][1] not in "/\\"
    assert not {"\r", "\n"} & set(answer.headers["location"])


def test_a_redirect_keeps_what_was_asked() -> None:
    answer = visit().get(f"/page?speaker=A%26B&token={TOKEN}&act=")
    assert answer.headers["location"] == "/page?speaker=A%26B&act="


def test_another_programs_cookies_do_not_hide_ours() -> None:
    cookies = f'theirs={{"a": 1, "b": "x y"}}; =; @=[]; dateline-8000={TOKEN}; more="2|1:0'
    assert visit().get("/page", headers={"cookie": cookies}).text == "may change"
