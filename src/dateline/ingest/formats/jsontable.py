"""JSON: one object a line, a list of objects, a single object, or the answer of a news service's API."""

import json
import re
from collections.abc import Iterator
from typing import Any

from dateline.ingest.decoding import decode_text
from dateline.ingest.records import find_columns, flatten, make_row_page, require_text
from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.model.errors import UnreadableInput

_START = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\{\]])")
# NewsAPI and GDELT's DOC API call their lists articles, Media Cloud stories.
_LISTS = ("articles", "stories", "results", "items", "data", "docs", "reports")


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    rows = _read_lines(source, limits) if _is_lines(source) else _read_document(source, limits)
    found = False
    for number, row in rows:
        if isinstance(row, UnreadableInput):
            yield row
            continue
        columns = find_columns(row)
        if not found:
            require_text(source.path, columns)
        found = True
        yield make_row_page(source, row, number, columns, limits)
    if not found:
        raise UnreadableInput(source.path, "JSON without an object to read")


def _is_lines(source: Source) -> bool:
    if source.name.lower().endswith((".jsonl", ".ndjson", ".jsonlines")):
        return True
    with source.open() as stream:
        first = stream.readline(1 << 20).strip()
        second = stream.readline(64).strip()
    try:
        return second.startswith(b"{") and isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _read_lines(source: Source, limits: Limits) -> Iterator[tuple[int, dict[str, Any] | UnreadableInput]]:
    with source.open() as stream:
        number = 0
        while line := stream.readline(limits.report_bytes + 1):
            number += 1
            path = f"{source.path}#{number}"
            if len(line) > limits.report_bytes:
                yield number, UnreadableInput(path, "a line longer than dateline reads as one report")
                while not line.endswith(b"\n") and (line := stream.readline(1 << 20)):
                    pass
                continue
            if line.strip():
                yield number, _parse(line, path)


def _parse(line: bytes, path: str) -> dict[str, Any] | UnreadableInput:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return UnreadableInput(path, "a line that is not UTF-8, as JSON has to be")
    except (ValueError, RecursionError):
        return UnreadableInput(path, "a line that is not JSON")
    return flatten(row) if isinstance(row, dict) else UnreadableInput(path, "a line that is no JSON object")


def _read_document(source: Source, limits: Limits) -> Iterator[tuple[int, dict[str, Any] | UnreadableInput]]:
    content = source.read_all(limits.document_bytes)
    try:
        data = json.loads(decode_text(content, source.path))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(source.path, "damaged or truncated JSON") from error
    if isinstance(data, dict):
        data = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), [data])
    for number, row in enumerate(data, 1):
        if isinstance(row, dict):
            yield number, flatten(row)
        else:
            yield number, UnreadableInput(f"{source.path}#{number}", "no JSON object")


def _recognise(head: bytes, name: str) -> bool:
    if name.endswith((".txt", ".text", ".md", ".markdown")):
        return False
    return bool(_START.match(head)) or name.endswith((".jsonl", ".ndjson", ".jsonlines", ".json"))


FORMAT = Format(
    name="JSON",
    suffixes=(".jsonl", ".ndjson", ".json"),
    rank=1,
    recognise=_recognise,
    read=_read,
    apart=True,
    rows=True,
)
