"""For the tests of engines: a small pile in several shapes, shelves that tell on their users or kill them."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dateline.engine.building import extend_case
from dateline.engine.parts import Thing
from dateline.engine.place import Place
from dateline.engine.shelf import Shelf
from tests.reports import ARTICLE, HTML, PARAGRAPHS, make_parquet, make_record

SAMPLE = "samples/harbour"
MODEL = "m"


def build(case: Path, paths: Sequence[str], place: Place | None = None) -> str:
    """Build a case and return a hash of its bytes, all of them."""
    extend_case(case, paths, create=True, place=place)
    return sha256(case.read_bytes()).hexdigest()


def make_pile(folder: Path) -> list[str]:
    """Write pages as an archive, a table, a text twice and a file of no use; return what to build from."""
    pages = [HTML.replace("140 people", f"{140 + n} people").encode() for n in range(9)]
    http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"
    records = [
        make_record("response", f"https://courier.example/2019/11/{n}", http, page)
        for n, page in enumerate(pages)
    ]
    (folder / "pages.warc").write_bytes(b"".join(records))
    rows = [
        {
            "text": f"{PARAGRAPHS[n % 3]} It was day {n}.",
            "title": f"Day {n}",
            "publish_date": f"2019-12-{n + 1:02}",
        }
        for n in range(9)
    ]
    (folder / "rows.parquet").write_bytes(make_parquet(rows))
    for name in ("z.txt", "a.txt"):  # one report under two names
        (folder / name).write_text(ARTICLE, "utf-8")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.4 and no more")
    return [str(folder / "z.txt"), str(folder)]


@dataclass(frozen=True)
class ToldShelf(Shelf):
    """Writes down which parts are put into it, by whichever process."""

    log: str = ""

    def put(self, key: str, things: Sequence[Thing]) -> None:
        """Keep a part."""
        super().put(key, things)
        with Path(self.log).open("a") as log:
            log.write(f"{key}\n")


@dataclass(frozen=True)
class DeadlyShelf(ToldShelf):
    """Kills the process that puts a part, once before and once after it is kept."""

    def put(self, key: str, things: Sequence[Thing]) -> None:
        """Keep a part, unless this is the end."""
        self._strike("before")
        super().put(key, things)
        self._strike("after")

    def _strike(self, when: str) -> None:
        try:
            Path(f"{self.log}.{when}").touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)
