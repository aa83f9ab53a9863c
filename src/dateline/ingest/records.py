"""A row of a table or an object of a list as a page: its columns are known by their names in many exports."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from dateline.ingest.bylines import read_names
from dateline.ingest.dates import read_date
from dateline.ingest.markup import lay_out, parse_markup
from dateline.ingest.page import DateClue, Page
from dateline.ingest.source import Limits, Source
from dateline.lexicons import load
from dateline.model.errors import UnreadableInput
from dateline.model.report import Basis, Furniture, FurnitureKind

_TAGS = re.compile(
    r"</?(?:p|div|br|a|span|b|i|em|strong|img|ul|ol|li|h[1-6]|figure|table|blockquote)\b[^<>]*>", re.I
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
# NewsAPI gives the first two hundred characters and says how many are missing.
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
# GDELT's date is when its crawler saw the page; Media Cloud's and NewsAPI's are the outlets' own.
_SEEN = frozenset({"seendate", "sqldate", "dateadded"})


def find_columns(names: Iterable[str]) -> dict[str, list[str]]:
    """Return for each field of a report ("text", "url", …) the columns that may hold it, best first.

    Args:
        names: The table's columns as written; those of objects inside objects with a dot between.
    """
    known = {name.strip().lower(): name for name in names}
    return {field: [known[a] for a in aliases if a in known] for field, aliases in _aliases().items()}


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    return load("en", "columns").lists


def require_text(path: str, columns: Mapping[str, Sequence[str]]) -> None:
    """Refuse a table in which no column holds the reports' text.

    Raises:
        UnreadableInput: With the reason in a clause.
    """
    if not columns.get("text"):
        only = " (it lists addresses of pages, not their text)" if columns.get("url") else ""
        raise UnreadableInput(path, f"a table without a text column{only}")


def flatten(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return `row` with the fields of objects inside it as `outer.inner`; lists and values stay."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}.{inner}": one for inner, one in value.items()})
        else:
            flat[str(name)] = value
    return flat


def make_row_page(
    source: Source, row: Mapping[str, Any], number: int, columns: Mapping[str, Sequence[str]], limits: Limits
) -> Page | UnreadableInput:
    """Return the page that a row holds, or why it holds none.

    Args:
        source: The table.
        row: Column names as written to values.
        number: The row's number, from 1; it names the row where it has no id.
        columns: As `find_columns` gives them.
        limits: How long a text may be.
    """
    source.budget.spend_member(source.path)
    first = {field: _first(row, names) for field, names in columns.items()}
    path = f"{source.path}#{first['id'] or number}"
    raw = first["text"] or ""
    if len(raw) > limits.report_bytes:
        return UnreadableInput(path, f"larger than the {limits.report_bytes // 1_000_000} MB of one report")
    text = lay_out_fragment(raw)
    if not text.strip():
        return UnreadableInput(path, "a row without text")
    cut = _CUT_OFF.search(text)
    return Page(
        path=path,
        content=make_record_bytes({name: value for name, value in row.items() if value not in (None, "")}),
        text=text,
        furniture=(Furniture(cut.start(), cut.end(), FurnitureKind.BOILERPLATE),) if cut else (),
        title=lay_out_fragment(first["title"] or "").strip() or None,
        url=first["url"],
        outlet=first["outlet"],
        language=first["language"],
        bylines=_read_authors(row, columns["author"]),
        clues=tuple(_find_clues(row, columns["published"])),
        collected=_read_day(first["collected"]) or source.told.collected,
    )


def lay_out_fragment(value: str) -> str:
    """Return the text of a field that may hold markup; without any, the field as it stands."""
    if _TAGS.search(value):
        root = parse_markup(f"<body>{value}</body>")
        return lay_out(root).text if root is not None else ""
    if _ENTITY.search(value):
        import html

        return html.unescape(value)
    return value


def make_record_bytes(fields: Mapping[str, Any]) -> bytes:
    """Return the bytes that stand for a record: the same fields give the same bytes, in whatever order."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str).encode(
        "utf-8", "surrogatepass"
    )


def _first(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    for name in names:
        value = row.get(name)
        text = "" if value is None else str(value).strip() if not isinstance(value, str) else value
        if text.strip() and text.strip().lower() not in ("nan", "null", "none"):
            return text if name in _aliases()["text"] else text.strip()
    return None


def _read_authors(row: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        value = row.get(name)
        values = value if isinstance(value, (list, tuple)) else [value]
        named = read_names(
            str(one.get("name", "") if isinstance(one, Mapping) else one) for one in values if one
        )
        if named:
            return named
    return ()


def _find_clues(row: Mapping[str, Any], names: Sequence[str]) -> Iterable[DateClue]:
    for name in names:
        value = row.get(name)
        when = _read_day(value.isoformat() if isinstance(value, date) else str(value or ""))
        if when is not None:
            yield DateClue(when, Basis.METADATA, f"the table's column {name}", weak=name.lower() in _SEEN)


def _read_day(value: str | None) -> str | None:
    return read_date(value) if value else None
