"""Which blocks of a web page are the article, by what several extractors find and where it stands."""

from collections.abc import Sequence

from dateline.ingest.align import cover_lines
from dateline.ingest.markup import Layout

_ENOUGH = 0.5


def find_article(layout: Layout, markup: str, articles: Sequence[str]) -> list[bool]:
    """Tell for each block of `layout` whether it belongs to the article.

    Args:
        layout: The page.
        markup: The page's HTML, for the extractors.
        articles: Texts of the article that the page's metadata gives.
    """
    lines = [layout.words_of(block) for block in layout.blocks]
    taken = cover_lines(lines, _extract(markup))
    return [share > _ENOUGH for share in taken]


def _extract(markup: str) -> str:
    import logging

    from trafilatura import bare_extraction

    # It reports a page without an article as an error; here that is an answer.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(markup, include_comments=False, with_metadata=False)
    return (getattr(document, "text", None) or "") if document is not None else ""
