"""PDF with a text layer: its lines page by page, words divided at line ends made whole again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.ingest.bylines import read_names
from dateline.ingest.dates import read_date
from dateline.ingest.page import DateClue, Page
from dateline.ingest.source import Format, Limits, Source
from dateline.model.errors import UnreadableInput
from dateline.model.report import Basis, Furniture, FurnitureKind
from dateline.model.span import Span

_FEWEST_CHARACTERS = 20
_EDGE_LINES = 3  # how many lines at the head and the foot of a page may be running ones
_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$")
# PDFium writes U+0002 or U+FFFE for a hyphen at the end of a line and leaves the line break out.
_DIVIDED = re.compile(r"(\w+)(?:[-\u00ad\u2010][ \t]*\n[ \t]*(?=[a-z])|[\ufffe\x02]\s*)(\w+)")
_DATE_FIELDS = ("CreationDate", "ModDate")


def _read(source: Source, limits: Limits) -> Iterator[Page]:
    content = source.read_all(limits.document_bytes)
    pages, fields = _extract(content, source.path, limits)
    if sum(len(page.strip()) for page in pages) < _FEWEST_CHARACTERS:
        raise UnreadableInput(
            source.path, "a PDF without a text layer, as scanners make; run OCR on it first"
        )
    pages = _mend_words(pages)
    text = "\n".join(pages)
    spans = _find_page_spans(pages)
    furniture = _find_running_lines(text, spans)
    title = _confirm(fields.get("Title"), text)
    yield Page(
        path=source.path,
        content=content,
        text=text,
        furniture=furniture,
        title=title,
        url=source.told.url,
        bylines=read_names([author]) if (author := _confirm(fields.get("Author"), text)) else (),
        clues=tuple(_find_clues(fields)),
        collected=source.told.collected,
        pages=spans,
    )


def _extract(content: bytes, path: str, limits: Limits) -> tuple[list[str], dict[str, str]]:
    """Return the text of each page and the fields of the document."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "locked with a password" if locked else "a damaged or truncated PDF"
        raise UnreadableInput(path, reason) from error
    with document:
        pages, count = [], 0
        for page in document:
            reader = page.get_textpage()
            pages.append(_clean(reader.get_text_bounded()))
            reader.close()
            page.close()
            count += len(pages[-1])
            if count > limits.report_bytes:
                raise UnreadableInput(path, "more text than dateline reads as one report")
        return pages, dict(document.get_metadata_dict())


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _mend_words(pages: list[str]) -> list[str]:
    """Return the pages with words that were divided at a line's end in one piece."""
    known = Counter(re.findall(r"\w+(?:-\w+)*", "\n".join(pages).lower()))

    def mend(match: re.Match[str]) -> str:
        first, second = match.groups()
        # A hyphen that the same document writes within a line belongs to the word: well-known.
        keeps = known[f"{first}-{second}".lower()] > known[f"{first}{second}".lower()]
        return f"{first}-{second}" if keeps or not second[0].islower() else f"{first}{second}"

    return [_DIVIDED.sub(mend, page) for page in pages]


def _find_page_spans(pages: Sequence[str]) -> tuple[Span, ...]:
    spans, start = [], 0
    for page in pages:
        spans.append(Span(start, start + len(page) + 1))
        start += len(page) + 1
    if spans:
        spans[-1] = Span(spans[-1].start, spans[-1].end - 1)
    return tuple(spans)


def _find_running_lines(text: str, pages: Sequence[Span]) -> tuple[Furniture, ...]:
    """Return the page numbers, and the lines that stand at the edge of most pages."""
    edges = [_find_edges(text, page) for page in pages]
    seen = Counter(form for lines in edges for form in {_form(line.of(text)) for line in lines})
    often = max(2, (len(pages) + 1) // 3)
    return tuple(
        Furniture(line.start, line.end, FurnitureKind.BOILERPLATE)
        for lines in edges
        for line in lines
        if _PAGE_NUMBER.match(line.of(text)) or seen[_form(line.of(text))] >= often
    )


def _find_edges(text: str, page: Span) -> list[Span]:
    lines = [
        Span(page.start + m.start(), page.start + m.end())
        for m in re.finditer(r"[^\n]*\S[^\n]*", page.of(text))
    ]
    if len(lines) <= 2 * _EDGE_LINES:
        return lines
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))


def _confirm(field: str | None, text: str) -> str | None:
    """Return a field of the document where its first lines say the same.

    What stands in the field alone is often left over from a template.
    """
    field = " ".join((field or "").split())
    return field if field and field.lower() in " ".join(text[:3000].lower().split()) else None


def _find_clues(fields: dict[str, str]) -> Iterator[DateClue]:
    for name in _DATE_FIELDS:
        value = read_date((fields.get(name) or "").removeprefix("D:")[:8])
        if value is not None:
            yield DateClue(value, Basis.METADATA, f"the PDF's {name}", weak=True)


FORMAT = Format(
    name="PDF",
    suffixes=(".pdf",),
    rank=0,
    recognise=lambda head, name: b"%PDF-" in head[:1024],
    read=_read,
    apart=True,
)
