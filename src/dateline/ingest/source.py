"""One input before it is read: where its bytes are, what its container says of it, and how much may be read.

A format plug-in gets a `Source` and yields pages, further sources (a container's members) or the reason why
a part cannot be read. Limits are counted while bytes stream, so that nothing is unpacked first and
regretted later.
"""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from dateline.ingest.page import Page
from dateline.model.errors import UnreadableInput, UsageError

_CHARACTERS_A_SECOND = 2000
HEAD_BYTES = 8192
"""How much of an input a format sees before it says whether it is its own."""


def _limit(name: str, usual: float) -> Any:
    """Return a field that the environment can set: DATELINE_SECONDS for `seconds`."""
    variable = f"DATELINE_{name.upper()}"

    def read() -> float:
        value = os.environ.get(variable, "")
        if value and not (value.isascii() and value.isdigit() and int(value)):
            raise UsageError(f"{variable}={value:.40}: a whole number above zero was meant")
        return type(usual)(value or usual)

    return field(default_factory=read)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may hold; each is counted while reading.

    Each can be set in the environment, by its name in capitals: DATELINE_SECONDS=300.

    Args:
        report_bytes: One report as text.
        page_bytes: One web page: its markup takes far longer to read than text does.
        document_bytes: One document that has to be held whole: a PDF, a DOCX, a Parquet file in an archive.
        unpacked_bytes: Everything that one input unpacks to, archives in archives included.
        ratio: Bytes that come out of an archive for each that went in, once 16 MB have come out.
        members: Members and rows of one input, archives in archives included.
        depth: Archives in archives.
        seconds: How long the reader of one report or row, and the search in one report, may take; a search in
            a long one has a second more for each 2,000 characters.
        memory_bytes: What a process that reads a format with a parser that is not Python may take, beside
            what it has when it starts.
    """

    report_bytes: int = _limit("report_bytes", 20_000_000)
    page_bytes: int = _limit("page_bytes", 8_000_000)
    document_bytes: int = _limit("document_bytes", 200_000_000)
    unpacked_bytes: int = _limit("unpacked_bytes", 20_000_000_000)
    ratio: int = _limit("ratio", 200)
    members: int = _limit("members", 5_000_000)
    depth: int = _limit("depth", 3)
    seconds: float = _limit("seconds", 60.0)
    memory_bytes: int = _limit("memory_bytes", 4_000_000_000)

    def allow_seconds(self, length: int) -> float:
        """Return how long the search in a text of so many characters may take."""
        return self.seconds + length // _CHARACTERS_A_SECOND


@dataclass(slots=True)
class Budget:
    """What is left to one input of the caller's, counted down as members are read."""

    unpacked_bytes: int
    members: int

    def spend_bytes(self, path: str, count: int) -> None:
        """Count `count` unpacked bytes.

        Raises:
            UnreadableInput: The input unpacks to more than it may.
        """
        self.unpacked_bytes -= count
        if self.unpacked_bytes < 0:
            raise UnreadableInput(path, "unpacks to more than dateline reads from one archive")

    def spend_member(self, path: str) -> None:
        """Count one member.

        Raises:
            UnreadableInput: The input has more members than it may.
        """
        self.members -= 1
        if self.members < 0:
            raise UnreadableInput(path, "holds more members than dateline reads from one archive")


@dataclass(frozen=True, slots=True)
class Told:
    """What a container says of a member: its address, when it was fetched, its declared encoding."""

    url: str | None = None
    collected: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One input: `open` gives its bytes from the start, each time it is called.

    `name` is what its suffix is read from. `size` is how many bytes it has where it lies by itself and can be
    sought in, None for a member of a container. `stamp` changes when its bytes do; None where nothing tells.
    """

    path: str
    name: str
    open: Callable[[], BinaryIO]
    budget: Budget
    size: int | None = None
    stamp: str | None = None
    depth: int = 0
    told: Told = field(default_factory=Told)

    def read_head(self) -> bytes:
        """Return the first `HEAD_BYTES` bytes, fewer where there are not as many."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def read_all(self, limit: int) -> bytes:
        """Return all bytes.

        Raises:
            UnreadableInput: There are more than `limit`.
        """
        with self.open() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise UnreadableInput(
                self.path, f"larger than the {limit // 1_000_000} MB dateline reads as one report"
            )
        return content

    def make_member(
        self, member: str, open_member: Callable[[], BinaryIO], *, told: Told | None = None
    ) -> "Source":
        """Return the source of a member of this container, one level deeper, on the same budget."""
        self.budget.spend_member(self.path)
        return replace(
            self,
            path=f"{self.path}#{member}",
            name=member.rsplit("/", 1)[-1],
            open=open_member,
            size=None,
            stamp=None,
            depth=self.depth + 1,
            told=told or self.told,
        )


Yielded = Page | Source | UnreadableInput
"""What reading a source gives, in order; an `UnreadableInput` names a part, and the rest goes on."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format plug-in.

    Args:
        name: As the summary names it.
        suffixes: Lower case, with the dot.
        rank: Formats are asked in this order: 0 by their first bytes, 1 by markup near the start, 2 by the
            look of the text, 3 anything that is text.
        recognise: Tells from the first bytes and the name whether an input is of this format.
        read: Yields what the input holds; raises `UnreadableInput` where it holds nothing.
        apart: Whether it is read in a process of its own: what parses it is not Python, or may be broken by
            a file. It yields pages alone then.
        rows: Whether it is read row by row, however long it is, and never held whole.
    """

    name: str
    suffixes: tuple[str, ...]
    rank: int
    recognise: Callable[[bytes, str], bool]
    read: Callable[[Source, Limits], Iterator[Yielded]]
    apart: bool = False
    rows: bool = False


def open_bytes(content: bytes) -> Callable[[], BinaryIO]:
    """Return a function that opens `content`, as often as one likes."""
    return lambda: io.BytesIO(content)
