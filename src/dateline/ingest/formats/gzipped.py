"""A single file packed with gzip (`story.txt.gz`): what is in it is read by its own format."""

import gzip
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from dateline.ingest.source import Format, Limits, Source
from dateline.ingest.streams import CountingStream


def _read(source: Source, limits: Limits) -> Iterator[Source]:
    packed = len(source.read_all(limits.document_bytes)) if source.size is None else source.size
    name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name + ".unpacked"

    def unpack() -> BinaryIO:
        stream = _Unpacked(source.open())
        counted = CountingStream(stream, inside.path, inside.budget, packed=packed, limits=limits)
        return cast("BinaryIO", io.BufferedReader(counted))

    inside = source.make_member(name, unpack)
    yield inside


class _Unpacked(gzip.GzipFile):
    """Closes what it reads from, which `GzipFile` leaves open where it was given a stream."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed)
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


FORMAT = Format(
    name="gzip",
    suffixes=(".gz",),
    rank=1,  # a WARC may be packed too, and is asked first
    recognise=lambda head, name: head.startswith(b"\x1f\x8b"),
    read=_read,
)
