"""The reports as CSL-JSON, the format of the Citation Style Language, which Zotero, pandoc and others read.

Source: csl-data.json, CSL 1.0.2.
"""

from typing import Any

from dateline.export.exporter import Exporter, make_json, write_file
from dateline.export.references import Reference, list_references
from dateline.model.record import Record


def make_csl(record: Record, *, title: str) -> bytes:
    """Return the reports as a list of CSL items; `title` is not used, for the format has no place for it."""
    return make_json([_make_item(one) for one in list_references(record)])


def _make_item(one: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": one.id,
        "type": "article-newspaper",
        "title": one.title,
        "container-title": one.outlet,
        "author": [{"literal": name} for name in one.authors],
        "issued": {"date-parts": [list(one.issued)]} if one.issued else None,
        "accessed": {"date-parts": [list(one.accessed)]} if one.accessed else None,
        "URL": one.url,
        "language": one.language,
        "note": one.note,
    }
    return {name: value for name, value in item.items() if value}


EXPORTER = Exporter(
    name="csl",
    summary="the reports as CSL-JSON, for Zotero and pandoc",
    write=write_file(make_csl),
    ending=".csl.json",
    media_type="application/vnd.citationstyles.csl+json",
)
