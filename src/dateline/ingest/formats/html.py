"""HTML pages: the text a browser would show, its article, and what the page's markup claims of it."""

import re
from collections.abc import Iterator

from dateline.ingest.decoding import decode_text, find_declared
from dateline.ingest.page import Page
from dateline.ingest.source import HEAD_BYTES, Format, Limits, Source
from dateline.ingest.webpage import make_web_page
from dateline.model.errors import UnreadableInput

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)[\s>]", re.IGNORECASE)

# A record kept in the folder of its reports must not become its own evidence.
_OWN_PAGE = b'<meta name="generator" content="dateline">'


def _read(source: Source, limits: Limits) -> Iterator[Page]:
    content = source.read_all(min(limits.page_bytes, limits.report_bytes))
    if _OWN_PAGE in content[:HEAD_BYTES]:
        raise UnreadableInput(source.path, "a page that dateline wrote itself, not a report")
    text = decode_text(content, source.path, find_declared(content) or source.told.charset)
    yield make_web_page(text, content, source.path, url=source.told.url, collected=source.told.collected)


def _recognise(head: bytes, name: str) -> bool:
    if name.endswith(FORMAT.suffixes):
        return b"<" in head
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and bool(_MARKUP.search(start))


FORMAT = Format(
    name="HTML",
    suffixes=(".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"),
    rank=1,
    recognise=_recognise,
    read=_read,
    apart=True,
)
