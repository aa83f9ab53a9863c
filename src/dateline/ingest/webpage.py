"""From a page's markup to a `Page`: text, article, furniture, title, authors, outlet, dates."""

from dateline.ingest.article import find_article
from dateline.ingest.bylines import read_names
from dateline.ingest.dates import read_date
from dateline.ingest.markup import Block, Layout, lay_out, parse_markup
from dateline.ingest.metadata import Metadata, read_metadata
from dateline.ingest.page import DateClue, Page
from dateline.model.errors import UnreadableInput
from dateline.model.report import Basis, Furniture, FurnitureKind
from dateline.model.span import Span, merge_spans


def make_web_page(
    markup: str, content: bytes, path: str, *, url: str | None = None, collected: str | None = None
) -> Page:
    """Return the page that `markup` is.

    Args:
        markup: The page's HTML, decoded.
        content: The bytes it was decoded from: the report's id is their hash.
        path: As the input was named.
        url: Its address, where the container knows it.
        collected: When it was fetched, an ISO date.

    Raises:
        UnreadableInput: There is no text in it.
    """
    root = parse_markup(markup)
    layout = lay_out(root) if root is not None else Layout("", ())
    if root is None or not layout.blocks:
        raise UnreadableInput(path, "a page without text")
    claims = read_metadata(root)
    chosen = find_article(layout, markup, claims.articles)
    return Page(
        path=path,
        content=content,
        text=layout.text,
        body=merge_spans(
            Span(b.start, b.end + 1) for b, yes in zip(layout.blocks, chosen, strict=True) if yes
        ),
        furniture=tuple(
            Furniture(b.start, b.end, FurnitureKind.BOILERPLATE)
            for b, yes in zip(layout.blocks, chosen, strict=True)
            if not yes
        ),
        title=_find_title(layout, claims),
        url=url or next(iter(claims.urls), None),
        outlet=claims.outlets[0].value if claims.outlets else None,
        language=claims.language,
        bylines=next((names for a in claims.authors if (names := read_names(a))), ()),
        clues=tuple(_date_clues(claims)),
        collected=collected,
    )


def _find_title(layout: Layout, claims: Metadata) -> str | None:
    headings = [b for b in layout.blocks if _stands_in(b, "h1")]
    if headings:
        return layout.words_of(headings[0])
    return next((claim.value for claim in claims.titles), claims.page_title)


def _stands_in(block: Block, tag: str) -> bool:
    return any(step.split(" ", 1)[0] == tag for step in block.path)


def _date_clues(claims: Metadata) -> list[DateClue]:
    return [
        DateClue(value, Basis.METADATA, f"the page's {claim.origin}")
        for claim in claims.dates
        if (value := read_date(claim.value))
    ]
