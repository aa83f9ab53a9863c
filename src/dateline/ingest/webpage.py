"""From a page's markup to a `Page`: text, article, furniture, title, authors, outlet, dates."""

from dateline.ingest.article import find_article
from dateline.ingest.bylines import read_names
from dateline.ingest.heading import find_authors, find_headline, find_outlet
from dateline.ingest.markup import Layout, lay_out, parse_markup
from dateline.ingest.metadata import Metadata, read_metadata
from dateline.ingest.page import Page
from dateline.ingest.pagedates import find_claimed_dates, find_clues
from dateline.ingest.surroundings import name_furniture
from dateline.model.errors import UnreadableInput
from dateline.model.span import Span, merge_spans

_FEWEST = 200  # characters below which metadata holds a summary and no article


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
    title = find_headline(layout, claims)
    chosen = find_article(layout, markup, title)
    if not any(chosen):
        return _make_from_claims(claims, content, path, title, url=url, collected=collected)
    body = merge_spans(Span(b.start, b.end + 1) for b, yes in zip(layout.blocks, chosen, strict=True) if yes)
    return Page(
        path=path,
        content=content,
        text=layout.text,
        body=body,
        furniture=name_furniture(layout, chosen, title),
        title=title,
        url=url or next(iter(claims.urls), None),
        outlet=find_outlet(claims),
        language=claims.language,
        bylines=find_authors(layout, chosen, title, claims),
        clues=tuple(find_clues(layout, markup, claims, title)),
        collected=collected,
    )


def _make_from_claims(
    claims: Metadata, content: bytes, path: str, title: str | None, *, url: str | None, collected: str | None
) -> Page:
    """Return the page whose article only its metadata holds: a script would have shown it.

    Raises:
        UnreadableInput: It holds none either.
    """
    article = max(claims.articles, key=len, default="")
    if len(article) < _FEWEST:
        raise UnreadableInput(path, "a page without an article")
    return Page(
        path=path,
        content=content,
        text=article,
        title=title,
        url=url or next(iter(claims.urls), None),
        outlet=find_outlet(claims),
        language=claims.language,
        bylines=next((names for each in claims.authors if (names := read_names(each))), ()),
        clues=tuple(find_claimed_dates(claims)),
        collected=collected,
    )
