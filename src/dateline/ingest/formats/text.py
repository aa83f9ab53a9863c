"""Plain text: the text is the file's content exactly as decoded, so that offsets point into the file."""

from collections.abc import Iterator

from dateline.ingest.decoding import decode_text
from dateline.ingest.page import Page
from dateline.ingest.source import Format, Limits, Source


def _read(source: Source, limits: Limits) -> Iterator[Page]:
    content = source.read_all(limits.report_bytes)
    text = decode_text(content, source.path, source.told.charset)
    yield Page(path=source.path, content=content, text=text)


FORMAT = Format(
    name="text", suffixes=(".txt", ".text"), rank=9, recognise=lambda head, name: True, read=_read
)
