"""From what the user named to reports: the format is told, the page read, zoned and dated.

Nothing that an input holds stops the others: what cannot be read comes out as `Skipped` with its reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dateline.ingest.inputs import find_sources
from dateline.ingest.isolation import read_apart
from dateline.ingest.page import Page
from dateline.ingest.signatures import explain_unknown
from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.model.errors import UnreadableInput
from dateline.model.ids import make_report_id
from dateline.model.patience import OutOfTime, explain_slow, patience
from dateline.model.plugins import discover
from dateline.model.report import Furniture, Report
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or a part of one, that was not read; `reason` is one clause a reader understands."""

    path: str
    reason: str


def read_reports(
    paths: Sequence[str],
    *,
    published: str | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Skipped]:
    """Read every report that `paths` name.

    Args:
        paths: Files, folders, or `-` for standard input.
        published: EDTF; when all of them were published, where the caller knows.
        limits: How much one input may hold.
        stdin: Standard input, needed where a path is `-`.

    Yields:
        Reports in the order in which the paths name them, folders in sorted order, members in the
        container's order; what cannot be read stands in its place with the reason.
    """
    limits = limits or Limits()
    for path in paths:
        for found in find_sources(path, limits, stdin):
            yield from read_source(found, limits, published=published)


def read_source(found: Yielded, limits: Limits, *, published: str | None) -> Iterator[Report | Skipped]:
    """Yield every report that one input holds, and in its place what of it cannot be read."""
    if isinstance(found, UnreadableInput):
        yield Skipped(found.path, found.reason)
        return
    if isinstance(found, Page):
        yield _make_or_skip(found, published, limits)
        return
    try:
        for part in _open_source(found, limits):
            yield from read_source(part, limits, published=published)
    except UnreadableInput as error:
        yield Skipped(error.path, error.reason)


def _make_or_skip(page: Page, published: str | None, limits: Limits) -> Report | Skipped:
    seconds = limits.allow_seconds(len(page.text))
    try:
        with patience(seconds):
            return make_report(page, published=published)
    except OutOfTime:
        return Skipped(page.path, explain_slow(seconds))
    except UnreadableInput as error:
        return Skipped(error.path, error.reason)
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        return skip_defeating(page.path, error)


def skip_defeating(path: str, error: Exception) -> Skipped:
    """Return the skip of a text that trips the program: it must not cost the user the other reports."""
    return Skipped(path, f"defeats this release of dateline ({_name(error)}); please report it")


def _open_source(source: Source, limits: Limits) -> Iterator[Yielded]:
    if source.depth > limits.depth:
        raise UnreadableInput(source.path, "archives within archives, deeper than dateline follows")
    reading: Iterator[Yielded] = iter(())
    try:
        form = find_format(source)
        reading = (read_apart if form.apart else _read_here)(form, source, limits)
        while (part := _next(reading, None if form.apart else limits.seconds)) is not None:
            yield part
    except (UnreadableInput, GeneratorExit):
        raise
    except OutOfTime:
        raise UnreadableInput(source.path, explain_slow(limits.seconds)) from None
    except ImportError:
        raise  # the installation is broken, not the input
    except MemoryError:
        raise UnreadableInput(source.path, "too large for this machine's memory") from None
    # A parser meets every damage that a file can have; whatever it raises is about this file alone.
    except Exception as error:
        raise UnreadableInput(source.path, f"damaged or not what its name says ({_name(error)})") from error


def _next(reading: Iterator[Yielded], seconds: float | None) -> Yielded | None:
    if seconds is None:  # who reads apart is stopped there
        return next(reading, None)
    with patience(seconds):
        return next(reading, None)


def _read_here(form: Format, source: Source, limits: Limits) -> Iterator[Yielded]:
    return form.read(source, limits)


def find_format(source: Source) -> Format:
    """Return the format that says it can read `source`.

    Raises:
        UnreadableInput: The source is empty, or of a kind that dateline knows it cannot read.
        OSError: The source cannot be opened.
    """
    head = source.read_head()
    if not head:
        raise UnreadableInput(source.path, "empty")
    formats: tuple[Format, ...] = discover("dateline.ingest.formats", "FORMAT")
    for form in sorted(formats, key=lambda form: form.rank):
        if form.rank == _ANYTHING and (reason := explain_unknown(head, source.name.lower())):
            raise UnreadableInput(source.path, reason)
        if form.recognise(head, source.name.lower()):
            return form
    raise UnreadableInput(source.path, "of no format that dateline reads")


_ANYTHING = 9
# Far more than any report has, a long book's worth: beyond it stand dumps, logs and whole archives in a file.
_LONGEST_TEXT = 2_000_000


def make_report(page: Page, *, published: str | None = None) -> Report:
    """Return the report that `page` is, zoned, dated and with its language told.

    Args:
        page: What the format gave.
        published: EDTF, where the caller knows when it was published.

    Raises:
        UnreadableInput: There is no text, or no article in it.
    """
    from dateline.ingest.bylines import find_bylines
    from dateline.ingest.imprints import find_outlet
    from dateline.ingest.language import tell_language
    from dateline.ingest.publication import date_report
    from dateline.ingest.zoning import Zones, zone

    if not page.text.strip():
        raise UnreadableInput(page.path, "holds no text")
    if len(page.text) > _LONGEST_TEXT:
        most = f"{_LONGEST_TEXT // 1_000_000} million characters"
        raise UnreadableInput(page.path, f"longer than the {most} dateline reads as one report")
    if page.body is None:
        zones = zone(_blank(page.text, page.furniture))
        zones = Zones(
            _without(zones.body, page.furniture), _join(page.furniture, zones.furniture), zones.title
        )
    else:
        zones = Zones(page.body, page.furniture, _find_title(page))
    if not zones.body:
        raise UnreadableInput(page.path, "holds no article")
    when, dateline = date_report(
        page.text, zones, page.clues, given=published, url=page.url, collected=page.collected
    )
    return Report(
        id=make_report_id(page.content),
        path=page.path,
        url=page.url,
        title=page.title or (zones.title.of(page.text) if zones.title else None),
        outlet=page.outlet or find_outlet(page.text, zones.furniture, zones.body),
        language=tell_language(page.text, zones.body, page.language),
        bylines=page.bylines or find_bylines(page.text, zones.furniture),
        dateline=dateline,
        published=when,
        text=page.text,
        body=zones.body,
        furniture=zones.furniture,
        collected=page.collected,
        pages=page.pages,
    )


def _blank(text: str, furniture: tuple[Furniture, ...]) -> str:
    """Return `text` with spaces where the format knows of furniture: a running head is no headline."""
    for piece in furniture:
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text


def _find_title(page: Page) -> Span | None:
    at = page.text.find(page.title) if page.title else -1
    return Span(at, at + len(page.title)) if page.title and at >= 0 else None


def _without(body: tuple[Span, ...], furniture: tuple[Furniture, ...]) -> tuple[Span, ...]:
    """Return `body` without what is furniture; both sorted."""
    kept: list[Span] = []
    for span in body:
        start = span.start
        for piece in furniture:
            if piece.end <= start or piece.start >= span.end:
                continue
            if piece.start > start:
                kept.append(Span(start, piece.start))
            start = max(start, piece.end)
        if start < span.end:
            kept.append(Span(start, span.end))
    return tuple(kept)


def _join(known: tuple[Furniture, ...], found: tuple[Furniture, ...]) -> tuple[Furniture, ...]:
    """Return what the format knows, and of what zoning found all that does not touch it."""
    added = [f for f in found if all(f.end <= k.start or f.start >= k.end for k in known)]
    return tuple(sorted((*known, *added), key=lambda piece: piece.start))


def _name(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:80] if words else type(error).__name__
