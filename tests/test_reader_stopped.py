"""Stopping the reader while it works, and those who stall while it answers: the case is whole, and free."""

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.engine.building import extend_case
from dateline.engine.correcting import stamp_now
from dateline.model.correction import Deed
from tests.hostile import keep_endless_case
from tests.reading import ask, read_address, serve_case

NOTE = "Mayor Ida Brandt said last Friday that the bridge would close."
FORM = {"content-type": "application/x-www-form-urlencoded"}
LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="reads Linux's list of processes")


def list_children(process: int) -> set[int]:
    """Return the processes that a process has begun and that still run."""
    told = (one.read_text() for one in Path(f"/proc/{process}/task").glob("*/children"))
    return {int(child) for line in told for child in line.split() if is_running(int(child))}


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def correct(told: str, fields: list[tuple[str, str]]) -> dict[str, str]:
    """Send a form as a browser does that the address lets in; return the headers of the answer."""
    cookie = ask(told, f"/?{urlsplit(told).query}")[1]["set-cookie"].split(";")[0]
    return ask(told, "/correct", method="POST", body=urlencode(fields), cookie=cookie, **FORM)[1]


@LINUX
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
def test_a_reader_that_is_stopped_at_work_leaves_the_case_whole(
    ending: signal.Signals, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    path = tmp_path / "story.dateline"
    extend_case(path, [str(tmp_path / "note.txt")], create=True)
    with Case.open(path) as case:
        report = next(iter(case.reports())).id
    command = [sys.executable, "-m", "dateline", "open", str(path), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = read_address(process)
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")  # what the reader is to write waits for this
        answer = correct(told, [("deed", "date"), ("what", report), ("what", "2019-10-14")])
        assert "/working/" in answer["location"]
        children = list_children(process.pid)
        assert children
        process.send_signal(ending)
        began = time.monotonic()
        assert process.wait(20) == (0 if ending == signal.SIGINT else -ending)
        assert time.monotonic() - began < 4
        while any(map(is_running, children)):
            assert time.monotonic() - began < 10
            time.sleep(0.05)
        writer.execute("ROLLBACK")
        writer.close()
    with Case.open(path) as case:
        assert case.corrections() == ()
        assert case.report(report).report.published.value is None
    assert [one.name for one in tmp_path.iterdir() if "story" in one.name] == [path.name]


def test_who_takes_a_list_in_slowly_keeps_nobody_from_writing(tmp_path: Path) -> None:
    path = keep_endless_case(tmp_path / "endless.dateline", length=10_000_000)
    with serve_case(path) as told, socket.create_connection(("127.0.0.1", urlsplit(told).port or 0)) as slow:
        slow.sendall(f"GET /statements.jsonl HTTP/1.1\r\nHost: {urlsplit(told).netloc}\r\n\r\n".encode())
        assert slow.recv(15) == b"HTTP/1.1 200 OK"
        with Case.open(path) as case:
            actor = next(iter(case.actors()))
            began = time.monotonic()
            case.correct([make(case, Deed.RENAME, [actor.id, "Another"], at=stamp_now(), by="me", why="")])
            assert time.monotonic() - began < 3
        received = len(slow.recv(1 << 16))
        while chunk := slow.recv(1 << 20):
            received += len(chunk)
            if received > 10_000_000:
                break
        assert received > 10_000_000


def test_ctrl_c_does_not_wait_for_who_stalls(tmp_path: Path) -> None:
    path = keep_endless_case(tmp_path / "endless.dateline", length=10_000_000)
    command = [sys.executable, "-m", "dateline", "open", str(path), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = urlsplit(read_address(process))
        with socket.create_connection(("127.0.0.1", told.port or 0)) as slow:
            slow.sendall(f"GET /statements.jsonl HTTP/1.1\r\nHost: {told.netloc}\r\n\r\n".encode())
            assert slow.recv(15) == b"HTTP/1.1 200 OK"
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
