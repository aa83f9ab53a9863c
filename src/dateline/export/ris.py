"""The reports as RIS, which Zotero and other programs that manage literature read.

Source: the tags of the RIS format (Research Information Systems); a line is a tag, two spaces, a hyphen, a
space and the value.
"""

from collections.abc import Iterator

from dateline.export.exporter import Exporter, write_file
from dateline.export.references import Reference, list_references
from dateline.model.record import Record


def make_ris(record: Record, *, title: str) -> bytes:
    """Return the reports as RIS records; `title` is not used, for the format has no place for it."""
    lines = [f"{tag}  - {value}\r\n" for one in list_references(record) for tag, value in _list_tags(one)]
    return "".join(lines).encode()


def _list_tags(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", one.id
    yield "TI", one.title
    for name in one.authors:
        yield "AU", name
    if one.outlet:
        yield "T2", one.outlet
    if one.issued:
        yield "PY", f"{one.issued[0]:04}"
        yield "DA", _print_date(one.issued)
    if one.accessed:
        yield "Y2", _print_date(one.accessed)
    if one.language:
        yield "LA", one.language
    if one.url:
        yield "UR", one.url
    yield "N1", one.note
    yield "ER", ""


def _print_date(parts: tuple[int, ...]) -> str:
    """Return a date as RIS has it: year, month and day, each followed by a slash, and nothing after them."""
    year, *rest = parts
    return "/".join([f"{year:04}", *(f"{one:02}" for one in rest), *[""] * (3 - len(parts)), ""])


EXPORTER = Exporter(
    name="ris",
    summary="the reports as RIS, for Zotero and EndNote",
    write=write_file(make_ris),
    ending=".ris",
    media_type="application/x-research-info-systems",
)
