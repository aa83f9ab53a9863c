"""WARC web archives (ISO 28500): each captured page is a report, collected at its capture date."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.ingest.source import Format, Limits, Source, Told, Yielded, open_bytes
from dateline.model.errors import UnreadableInput

_SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
}
_CUT = "truncated: what stands before the cut was read"


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = False
    with source.open() as stream:
        records = iter(ArchiveIterator(stream))
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError):
                yield UnreadableInput(source.path, _CUT if found else "a damaged or truncated web archive")
                return
            if record is None:
                break
            if _is_page(record):
                found = True
                yield _read_record(source, record, limits)
            elif not _skip(record):
                yield UnreadableInput(source.path, _CUT)
                return
    cut = _ends_within_a_record(source)
    if not found:
        reason = "a damaged or truncated web archive" if cut else "a web archive without a page"
        raise UnreadableInput(source.path, reason)
    if cut:
        yield UnreadableInput(source.path, _CUT)


def _ends_within_a_record(source: Source) -> bool:
    """Tell whether a packed archive ends before its last record does.

    warcio takes a record whose headers are cut off for the archive's end and says nothing.
    """
    unpacking = None
    with source.open() as stream:
        while part := stream.read(1 << 20):
            if unpacking is None and not part.startswith(b"\x1f\x8b"):
                return False
            while part.rstrip(b"\x00"):
                if unpacking is None or unpacking.eof:
                    unpacking = zlib.decompressobj(wbits=31)
                try:
                    unpacking.decompress(part)
                except zlib.error:
                    return False  # what is damaged has been told, and what follows a record may be anything
                part = unpacking.unused_data
    return unpacking is not None and not unpacking.eof


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource", "conversion"):
        return False
    if record.http_headers and record.http_headers.get_statuscode() not in ("200", "203"):
        return False
    return _media_type(record)[0] in _SUFFIX_OF


def _media_type(record: Any) -> tuple[str, str | None]:
    headers = record.http_headers or record.rec_headers
    media, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return media.strip().lower(), charset


def _read_record(source: Source, record: Any, limits: Limits) -> Source | UnreadableInput:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<>")
    media, charset = _media_type(record)
    date = record.rec_headers.get_header("WARC-Date") or ""
    told = Told(url=url or None, collected=date[:10] or None, charset=charset)
    path = f"{source.path}#{url}"
    limit = limits.document_bytes if media == "application/pdf" else limits.report_bytes
    try:
        content = record.content_stream().read(limit + 1)
    except Exception as error:  # decoders of transfer and content encodings raise what they like
        return UnreadableInput(path, f"a capture that cannot be decoded ({type(error).__name__})")
    source.budget.spend_bytes(path, len(content))
    if len(content) > limit:
        return UnreadableInput(path, f"larger than the {limit // 1_000_000} MB dateline reads as one report")
    if not _skip(record):
        return UnreadableInput(path, "a capture that was cut off: the archive ends within it")
    member = source.make_member(url, open_bytes(content), told=told)
    return replace(member, name="capture" + _SUFFIX_OF[media])


def _skip(record: Any) -> bool:
    """Read past a record; tell whether it was whole."""
    try:
        while record.raw_stream.read(1 << 20):
            pass
    except (EOFError, OSError, zlib.error):
        return False
    return not _is_cut(record)


def _is_cut(record: Any) -> bool:
    # warcio's reader of a record counts down what its header promises; what is left never came.
    return bool(getattr(record.raw_stream, "limit", 0) or 0)


def _recognise(head: bytes, name: str) -> bool:
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 32)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


FORMAT = Format(name="WARC", suffixes=(".warc", ".warc.gz"), rank=0, recognise=_recognise, read=_read)
