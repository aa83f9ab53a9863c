"""WACZ packages: a ZIP archive of WARC files; the indexes beside them are not read."""

from collections.abc import Iterator

from dateline.ingest.formats.archive import read_members
from dateline.ingest.source import Format, Limits, Source, Yielded


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    yield from read_members(source, limits, lambda name: name.lower().endswith((".warc", ".warc.gz")))


def _recognise(head: bytes, name: str) -> bool:
    return head.startswith(b"PK\x03\x04") and (
        name.endswith(".wacz") or head[30:].startswith(b"datapackage.json")
    )


FORMAT = Format(name="WACZ", suffixes=(".wacz",), rank=0, recognise=_recognise, read=_read)
