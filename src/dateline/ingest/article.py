"""Which blocks of a web page are the article, by what several extractors find and where it stands."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from dateline.ingest.align import align_lines
from dateline.ingest.markup import Block, Layout
from dateline.lexicons import load

_PROSE = 40  # characters from which a block may be a paragraph
_LINKED = 0.5
_HELD = 0.8
_WORDS = re.compile(r"[a-z]+")


def find_article(
    layout: Layout, markup: str, articles: Sequence[str], title: str | None = None
) -> list[bool]:
    """Tell for each block of `layout` whether it belongs to the article.

    Args:
        layout: The page.
        markup: The page's HTML, for the extractors.
        articles: Texts of the article that the page's metadata gives.
        title: The page's headline, which is no part of the article.
    """
    lines = [layout.words_of(block) for block in layout.blocks]
    votes = [align_lines(lines, text) for text in (*_extract(markup), *articles[:1])]
    return choose(layout, votes, title)


def choose(layout: Layout, votes, title):
    chosen = list(votes[0])
    return chosen


def _extract(markup: str) -> list[str]:
    """Return the article as trafilatura takes it from the page's tree alone, and with more precision."""
    import logging

    from trafilatura import bare_extraction

    # It reports a page without an article as an error; here that is an answer.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = []
    for options in ({"fast": True}, {"favor_precision": True}):
        document: Any = bare_extraction(markup, include_comments=False, with_metadata=False, **options)
        found.append((getattr(document, "text", None) or "") if document is not None else "")
    return found
