"""The address that a browser is started with: good once, for this user, and without the token."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dateline.reader.ticket import Ticket, is_of_this_user
from tests.reading import ask, keep_case, read_address
from tests.story import make_story

HERE, THERE = ("127.0.0.1", 40000), ("127.0.0.1", 8000)
HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "   0: {local} {remote} {state} 00000000:00000000 00:00000000 00000000 {uid:5} 0 1 1 0 20 4 30 10 -1\n"
LOCAL = "0100007F" if sys.byteorder == "little" else "7F000001"
ME = os.getuid() if hasattr(os, "getuid") else 0


def write_table(
    folder: Path, *, uid: int, state: str = "01", local: str = f"{LOCAL}:9C40", v6: str = ""
) -> list[Path]:
    row = ROW.format(local=f"{v6}{local}", remote=f"{v6}{LOCAL}:1F40", state=state, uid=uid)
    (folder / "tcp").write_text(HEAD + row)
    return [folder / "tcp", folder / "gone"]


def test_a_ticket_is_good_once(tmp_path: Path) -> None:
    ticket = Ticket(connections=write_table(tmp_path, uid=ME))
    assert not ticket.redeem("another", client=HERE, server=THERE)
    assert ticket.redeem(ticket.secret, client=HERE, server=THERE)
    assert not ticket.redeem(ticket.secret, client=HERE, server=THERE)


def test_a_ticket_is_good_for_a_while() -> None:
    now = [100.0]
    ticket = Ticket(clock=lambda: now[0], connections=())
    now[0] += 301
    assert not ticket.redeem(ticket.secret, client=HERE, server=THERE)


def test_another_user_is_not_let_in_and_spoils_nothing(tmp_path: Path) -> None:
    ticket = Ticket(connections=write_table(tmp_path, uid=ME + 1))
    assert not ticket.redeem(ticket.secret, client=HERE, server=THERE)
    write_table(tmp_path, uid=ME)
    assert ticket.redeem(ticket.secret, client=HERE, server=THERE)


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ({"uid": ME}, True),
        ({"uid": 0}, True),
        ({"uid": ME, "v6": "0000000000000000FFFF0000"}, True),
        ({"uid": ME + 1}, False),
        ({"uid": ME, "state": "06"}, False),
        ({"uid": ME, "local": f"{LOCAL}:9C41"}, False),
        ({"uid": ME, "local": "0200007F:9C40"}, False),
    ],
)
def test_whose_a_connection_is(tmp_path: Path, row: dict[str, int | str], known: bool) -> None:
    tables = write_table(tmp_path, **row)  # type: ignore[arg-type]
    assert is_of_this_user(HERE, THERE, tables) is known


def test_where_no_system_tells_the_first_is_let_in(tmp_path: Path) -> None:
    assert is_of_this_user(HERE, THERE, [tmp_path / "gone"])


def visit(address: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(address)
    return ask(address, f"{parts.path}?{parts.query}")


def test_the_browser_is_started_without_the_token(tmp_path: Path) -> None:
    path = keep_case(tmp_path / "lock.dateline", make_story())
    given = tmp_path / "given"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$*" > "{given}.new" && mv "{given}.new" "{given}"\n')
    browser.chmod(0o755)
    command = [sys.executable, "-m", "dateline", "open", str(path)]
    environment = os.environ | {"BROWSER": str(browser)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            told = read_address(process)
            until = time.monotonic() + 20
            while not given.exists():
                assert time.monotonic() < until
                time.sleep(0.05)
            address = given.read_text()
            token = told.partition("token=")[2]
            assert token not in address
            status, headers, _ = visit(address)
            assert (status, headers["location"]) == (303, "/")
            assert token in headers["set-cookie"]
            status, headers, refusal = visit(address)
            assert (status, headers.get("set-cookie")) == (403, None)
            assert b"terminal" in refusal
            assert visit(told)[0] == 303
        finally:
            process.terminate()
