"""What well-kept libraries take for a page's article: markup in, text out, empty where they find none."""

import logging
from typing import Any

from dateline.ingest.markup import lay_out


def extract_by_tree(markup: str) -> str:
    """Return trafilatura's article, read from the page's tree alone."""
    return _run_trafilatura(markup, {"fast": True})


def extract_with_precision(markup: str) -> str:
    """Return trafilatura's article, less in doubt, with its fallbacks."""
    return _run_trafilatura(markup, {"favor_precision": True})


def extract_readable(markup: str) -> str:
    """Return the article by the readability algorithm, as trafilatura carries it."""
    from trafilatura.external import try_readability
    from trafilatura.utils import load_html

    _hush()
    tree = load_html(markup)
    return lay_out(try_readability(tree)).text if tree is not None else ""


def _run_trafilatura(markup: str, options: Any) -> str:
    from trafilatura import bare_extraction

    _hush()
    document: Any = bare_extraction(markup, include_comments=False, with_metadata=False, **options)
    return (getattr(document, "text", None) or "") if document is not None else ""


def _hush() -> None:
    # It logs a page without an article as an error; here that is an answer.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
