"""Word documents (DOCX): paragraphs and tables in reading order, the document's title, author, dates."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from dateline.ingest.bylines import read_names
from dateline.ingest.page import DateClue, Page
from dateline.ingest.source import Format, Limits, Source
from dateline.model.errors import UnreadableInput
from dateline.model.report import Basis

# Names that programs write where no one is named.
_PROGRAMS = frozenset({"python-docx", "microsoft office user", "user", "windows user", "admin", "author"})
_TITLE_STYLES = frozenset({"title", "heading 1"})


def _read(source: Source, limits: Limits) -> Iterator[Page]:
    content = source.read_all(limits.document_bytes)
    _check_size(content, source, limits)
    document = _open(content, source.path)
    lines = [line for block in document.iter_inner_content() for line in _read_block(block)]
    text = "".join(f"{line}\n" for line in lines)
    if not text.strip():
        raise UnreadableInput(source.path, "a document without text")
    about = document.core_properties
    yield Page(
        path=source.path,
        content=content,
        text=text,
        title=_find_title(document) or about.title or None,
        bylines=read_names([about.author]) if _is_person(about.author) else (),
        language=about.language or None,
        clues=tuple(_find_clues(about)),
        collected=source.told.collected,
        url=source.told.url,
    )


def _check_size(content: bytes, source: Source, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableInput(source.path, "a damaged or truncated Word document") from error
    source.budget.spend_bytes(source.path, size)
    if size > max(limits.report_bytes * 5, len(content) * 2) and size > len(content) * limits.ratio:
        raise UnreadableInput(source.path, "unpacks without end, as only a trap does")


def _open(content: bytes, path: str) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise UnreadableInput(path, "a damaged Word document, or one locked with a password") from error


def _read_block(block: Any) -> Iterator[str]:
    if hasattr(block, "rows"):
        for row in block.rows:
            cells: list[str] = []
            for cell in row.cells:
                # A merged cell comes once for each column it spans.
                if not cells or cell.text != cells[-1]:
                    cells.append(cell.text)
            yield " ".join(" ".join(cells).split())
    else:
        yield from block.text.split("\n")


def _find_title(document: Any) -> str | None:
    for paragraph in document.paragraphs[:5]:
        if (
            paragraph.style is not None
            and paragraph.style.name.lower() in _TITLE_STYLES
            and paragraph.text.strip()
        ):
            return " ".join(paragraph.text.split())
    return None


def _is_person(name: str | None) -> bool:
    return bool(name) and str(name).strip().lower() not in _PROGRAMS


def _find_clues(about: Any) -> Iterator[DateClue]:
    # When a document was made or changed is not when a report came out, and python-docx's own template
    # carries a date of 2013: never more than a hint.
    for field, when in (("created", about.created), ("modified", about.modified)):
        if when is not None:
            yield DateClue(
                when.date().isoformat(), Basis.METADATA, f"the document was {field} then", weak=True
            )


def _recognise(head: bytes, name: str) -> bool:
    zipped = head.startswith(b"PK\x03\x04")
    return zipped and (name.endswith((".docx", ".docm")) or b"word/" in head)


FORMAT = Format(name="DOCX", suffixes=(".docx",), rank=0, recognise=_recognise, read=_read, apart=True)
