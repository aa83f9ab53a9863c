"""What an export format is, which ones there are, and how their files come onto the disk."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dateline.model.errors import UsageError
from dateline.model.plain import to_json_line, to_plain
from dateline.model.plugins import discover
from dateline.model.record import Record

_SURROGATES = re.compile("[\ud800-\udfff]")


class Write(Protocol):
    """Writes a record to a file or, for formats of several files, a folder."""

    def __call__(self, record: Record, target: Path, *, title: str) -> None:
        """Write `record`, called `title`, to `target`; the same record gives the same bytes."""


class Make(Protocol):
    """Makes the one file of a format."""

    def __call__(self, record: Record, *, title: str) -> bytes:
        """Return the file of `record`, called `title`; the same record gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format the record can be written in.

    Attributes:
        name: What follows `--to`.
        summary: What it is, in a line.
        write: Writes it.
        is_folder: Whether it is several files.
        ending: How the name of its one file usually ends.
        media_type: What that file is, by RFC 6838.
    """

    name: str
    summary: str
    write: Write
    is_folder: bool = False
    ending: str = ""
    media_type: str = "application/octet-stream"


def exporters() -> tuple[Exporter, ...]:
    """Return every export format, sorted by name."""
    return tuple(sorted(discover("dateline.export", "EXPORTER"), key=lambda one: one.name))


def make_title(stem: str) -> str:
    """Return what a story is called whose case is called `stem`."""
    return stem.replace("-", " ").replace("_", " ").strip().capitalize() or "Record"


def write_file(make: Make) -> Write:
    """Return what writes the file that `make` makes; it raises UsageError where none can be written."""

    def write(record: Record, target: Path, *, title: str) -> None:
        put_file(target, make(record, title=title))

    return write


def put_file(target: Path, data: bytes) -> None:
    """Write `data` to the file `target`.

    Raises:
        UsageError: No file can be written there.
    """
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror})") from None


def make_folder(target: Path) -> None:
    """Make the folder `target` where it is not there.

    Raises:
        UsageError: It is no folder and cannot be made one.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{target}: no folder can be made there ({error.strerror})") from None


def make_json(thing: object) -> bytes:
    """Return an indented JSON document in UTF-8, U+FFFD for what that cannot hold: few readers take it."""
    text = json.dumps(to_plain(thing, printed=True), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{make_encodable(text)}\n".encode()


def make_json_lines(things: Iterable[object]) -> bytes:
    """Return JSON lines, one for each of `things`."""
    return "".join(f"{to_json_line(one)}\n" for one in things).encode()


def make_encodable(text: str) -> str:
    """Return `text` with what UTF-8 cannot hold, halves of pairs, as U+FFFD: one for one, so offsets hold."""
    return _SURROGATES.sub("\ufffd", text)
