"""RSS and Atom feeds: every entry is a report, with the text the feed carries; nothing is fetched."""

import io
import re
from collections.abc import Iterator
from typing import Any

from dateline.ingest.bylines import read_names
from dateline.ingest.dates import read_date
from dateline.ingest.page import DateClue, Page
from dateline.ingest.records import lay_out_fragment, make_record_bytes
from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.model.errors import UnreadableInput
from dateline.model.report import Basis

_OPENING = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_ADDRESS = re.compile(r"^\s*\S+@\S+\s*\(([^()]+)\)")
# An entity made of other entities: "a billion laughs". No feed needs one.
_NESTED_ENTITY = re.compile(rb"""<!ENTITY\s+\S+\s+["'][^"'>]*&[\w.:-]+;""")


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    import feedparser

    content = source.read_all(limits.report_bytes)
    if _NESTED_ENTITY.search(content):
        raise UnreadableInput(source.path, "XML that swells while it is read, as only a trap does")
    parsed = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False, sanitize_html=True)
    if not parsed.entries:
        raise UnreadableInput(source.path, "a feed without an entry")
    for number, entry in enumerate(parsed.entries, 1):
        source.budget.spend_member(source.path)
        yield _read_entry(source, parsed.feed, entry, number)
    if parsed.bozo and not _is_harmless(parsed.bozo_exception):
        yield UnreadableInput(source.path, "damaged or truncated: the entries before the damage were read")


def _is_harmless(error: Exception) -> bool:
    return type(error).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _read_entry(source: Source, feed: Any, entry: Any, number: int) -> Page | UnreadableInput:
    path = f"{source.path}#{entry.get('id') or entry.get('link') or number}"
    pieces = [piece.get("value") or "" for piece in entry.get("content", [])] or [entry.get("summary") or ""]
    text = lay_out_fragment("\n".join(pieces))
    if not text.strip():
        return UnreadableInput(path, "an entry without text")
    title = lay_out_fragment(entry.get("title") or "").strip() or None
    fields = {name: dict.get(entry, name) for name in ("id", "link", "title", "published", "updated")}
    return Page(
        path=path,
        content=make_record_bytes({**fields, "content": pieces}),
        text=text,
        title=title,
        url=entry.get("link") or None,
        outlet=(entry.get("source") or {}).get("title") or feed.get("title") or None,
        language=feed.get("language") or None,
        bylines=read_names(_find_authors(entry)),
        clues=tuple(_find_clues(entry)),
        collected=source.told.collected,
    )


def _find_authors(entry: Any) -> list[str]:
    # RSS 2.0 has an address with the name in brackets, of which feedparser may keep the wrong half.
    if match := _ADDRESS.match(entry.get("author") or ""):
        return [match.group(1)]
    return [author.get("name") or "" for author in entry.get("authors", [])]


def _find_clues(entry: Any) -> Iterator[DateClue]:
    for name, weak in (("published", False), ("updated", True)):
        # Asked for a date that is not there, feedparser's own `get` gives another one and a warning.
        value = read_date(dict.get(entry, name) or "")
        if value is not None:
            yield DateClue(value, Basis.METADATA, f"the feed's {name} date of the entry", weak=weak)


def _recognise(head: bytes, name: str) -> bool:
    head = head.replace(b"\x00", b"")
    return b"<html" not in head.lower() and bool(_OPENING.search(head))


FORMAT = Format(
    name="feed", suffixes=(".rss", ".atom", ".xml"), rank=0, recognise=_recognise, read=_read, apart=True
)
