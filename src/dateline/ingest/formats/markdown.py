"""Markdown: the text as written; a block of fields at the top says title, date and author."""

import re
from collections.abc import Iterator, Mapping

from dateline.ingest.bylines import read_names
from dateline.ingest.dates import read_date
from dateline.ingest.decoding import decode_text
from dateline.ingest.page import DateClue, Page
from dateline.ingest.source import Format, Limits, Source
from dateline.model.report import Basis, Furniture, FurnitureKind

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w -]{0,40}?)\s*[:=]\s*(.*)$")
_ITEM = re.compile(r"^\s+-\s+(.+)$|^-\s+(.+)$")
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_DATES = ("date", "published", "publishdate", "published_at", "pubdate", "publication date")
_AUTHORS = ("author", "authors", "byline", "by")
_OUTLETS = ("outlet", "source", "publisher", "publication", "site", "newspaper")
_ADDRESSES = ("url", "link", "canonical", "canonical_url", "source_url")


def _read(source: Source, limits: Limits) -> Iterator[Page]:
    content = source.read_all(limits.report_bytes)
    text = decode_text(content, source.path, source.told.charset)
    front = _FRONT.match(text)
    fields = _read_fields(front.group(2)) if front else {}
    heading = _HEADING.search(text, front.end() if front else 0)
    yield Page(
        path=source.path,
        content=content,
        text=text,
        furniture=(Furniture(0, front.end(), FurnitureKind.IMPRINT),) if front else (),
        title=_first(fields, ("title", "headline")) or (heading.group(1) if heading else None),
        url=_first(fields, _ADDRESSES) or source.told.url,
        outlet=_first(fields, _OUTLETS),
        language=_first(fields, ("lang", "language")),
        bylines=read_names(value for name in _AUTHORS for value in fields.get(name, [])),
        clues=tuple(_find_clues(fields)),
        collected=source.told.collected,
    )


def _read_fields(block: str) -> dict[str, list[str]]:
    """Return the fields of a block of YAML or TOML as newsrooms write it: `name: value` and lists."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in block.splitlines():
        if item := _ITEM.match(line):
            current.append(_unquote(item.group(1) or item.group(2)))
        elif field := _FIELD.match(line):
            current = fields.setdefault(field.group(1).lower(), [])
            value = field.group(2).strip()
            if value.startswith("[") and value.endswith("]"):
                current.extend(_unquote(one) for one in value[1:-1].split(","))
            elif value:
                current.append(_unquote(value))
    return fields


def _unquote(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _first(fields: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((value for name in names for value in fields.get(name, []) if value), None)


def _find_clues(fields: Mapping[str, list[str]]) -> Iterator[DateClue]:
    for name in _DATES:
        for value in fields.get(name, []):
            if (when := read_date(value)) is not None:
                yield DateClue(when, Basis.METADATA, f"the field {name} at the top of the file")


def _recognise(head: bytes, name: str) -> bool:
    if name.endswith(FORMAT.suffixes):
        return True
    start = head.decode("utf-8", "replace").lstrip("\ufeff")
    front = _FRONT.match(start)
    return bool(front) and bool(_read_fields(front.group(2)) if front else {})


FORMAT = Format(
    name="Markdown", suffixes=(".md", ".markdown", ".mdown"), rank=2, recognise=_recognise, read=_read
)
