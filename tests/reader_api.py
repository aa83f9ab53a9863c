"""The reader's API told as an OpenAPI description: read from its pages, so that none is left out."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any, get_type_hints

from dateline.case.file import Case
from dateline.model.errors import UnknownEntry
from dateline.reader.asked import Asked
from dateline.reader.files import FILES
from dateline.reader.page import Page, pages
from tests.reading import find_addresses

Schema = dict[str, Any]
# A field of a form that was left empty asks for nothing.
_DAY = {"type": "string", "pattern": r"^((19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)?$"}
_TEXT = {"type": "string", "maxLength": 1000}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "message"],
            "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
        }
    },
}
_ANY: Schema = {"type": "string"}
_JSON, _HTML = "application/json", "text/html"
_KINDS = {".json": _JSON, ".csv": "text/csv", ".jsonl": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Listening(Asked):
    """A question that keeps what a page wants to know of it, under each name as JSON schema says it."""

    heard: dict[str, Schema] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        self.heard.setdefault(name, _TEXT)
        return Asked.text(self, name)

    def choices(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        self.heard[name] = {"type": "array", "items": {"enum": [*(str(one) for one in known), ""]}}
        return Asked.choices(self, name, known)

    def day(self, name: str) -> str | None:
        found = Asked.day(self, name)
        self.heard[name] = _DAY
        return found

    def number(self, name: str, *, default: int = 1, most: int = 1_000_000) -> int:
        found = Asked.number(self, name, default=default, most=most)
        self.heard[name] = {"type": "string", "pattern": f"^([1-9][0-9]{{0,{len(str(most)) - 2}}})?$"}
        return found


def list_addresses(page: Page) -> tuple[str, ...]:
    """Return where a page answers: as itself, as JSON, and as the files of its list where it has one."""
    twin = "/story.json" if page.path == "/" else f"{page.path}.json"
    return (page.path, twin, *(page.path + ending for ending in FILES if page.choose is not None))


def describe_reader(path: Path) -> Schema:
    """Return the OpenAPI description of what the reader of the case at `path` answers to GET."""
    paths: Schema = {}
    ids = [address.rsplit("/", 1)[1] for address in find_addresses(path).values()]
    with Case.open(path) as case:
        for page in pages():
            known = [id_ for id_ in ids if "{id}" in page.path and _holds(case, page, id_)]
            for address in list_addresses(page):
                heard = _listen(page.choose if address.endswith(FILES) else page.read, case, known)
                paths[address] = {"get": _describe(page, address, heard, known)}
    return {"openapi": "3.1.0", "info": {"title": "dateline", "version": "1"}, "paths": paths}


def _holds(case: Case, page: Page, id_: str) -> bool:
    try:
        page.read(case, Asked(parts={"id": id_}))
    except UnknownEntry:
        return False
    return True


def _listen(read: Callable[[Case, Asked], Any] | None, case: Case, known: Sequence[str]) -> Schema:
    """Return what is asked for: first of nothing, then of a text under every name that came up."""
    assert read is not None
    heard: Schema = {}
    parts = {"id": known[0]} if known else {}
    read(case, Listening(parts=parts, heard=heard))
    # What is asked for only where something else is given.
    given = [(name, "1") for name, schema in heard.items() if schema is _TEXT and name != "words"]
    read(case, Listening(query=given, parts=parts, heard=heard))
    return heard


def _describe(page: Page, address: str, heard: Schema, known: Sequence[str]) -> Schema:
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in heard.items()]
    if known:
        asked.append({"name": "id", "in": "path", "required": True, "schema": {"enum": known}})
    kind = _find_kind(address)
    view = get_type_hints(page.read)["return"]
    told = {"type": "object", "required": [one.name for one in fields(view)]} if kind == _JSON else _ANY
    wrong = _answer(_JSON, _ERROR) if kind == _JSON else _answer(_HTML, _ANY)
    answers = {"200": _answer(kind, told)}
    if heard:
        answers["400"] = wrong
    if known:
        answers["404"] = wrong
    return {"parameters": asked, "responses": answers}


def _find_kind(address: str) -> str:
    return _KINDS.get(PurePosixPath(address).suffix, _HTML)


def _answer(kind: str, schema: Schema) -> Schema:
    return {"description": "", "content": {kind: {"schema": schema}}}
