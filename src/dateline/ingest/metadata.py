"""What a page says of itself in its markup: JSON-LD, OpenGraph and meta tags, each claim with its origin.

Claims are collected as they stand, strongest first; which of them to believe is decided by who uses them.
Source: schema.org/NewsArticle, the Open Graph protocol, and the tags that newsrooms' systems write.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_ARTICLE_TYPES = _names(
    "newsarticle article reportagenewsarticle blogposting techarticle liveblogposting opinionnewsarticle "
    "analysisnewsarticle backgroundnewsarticle reviewnewsarticle review scholarlyarticle report "
    "advertisercontentarticle satiricalarticle socialmediaposting videoobject recipe"
)
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline", "title")
_AUTHORS = _names(
    "author parsely-author sailthru.author dc.creator dcterms.creator byl article:author "
    "article:author_name citation_author cxenseparse:author dcsext.author creator authors"
)
_DATES = _names(
    "article:published_time datepublished og:published_time article:published published_time "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date publication_date "
    "publicationdate date.release dc.date.issued dcterms.date dc.date dcterms.created citation_date "
    "citation_publication_date originalpublicationdate article_date_original cxenseparse:recs:publishtime "
    "cxenseparse:publishtime date displaydate published-date release_date bt:pubdate"
)
_OUTLETS = ("og:site_name", "publisher", "dc.publisher", "application-name", "cre", "source")
_URLS = ("og:url", "twitter:url", "parsely-link")


@dataclass(frozen=True, slots=True)
class Claim:
    """A value and where the page gives it."""

    value: str
    origin: str


@dataclass(slots=True)
class Metadata:
    """All that a page's markup claims, in each list strongest first; `articles` are texts of articleBody."""

    titles: list[Claim] = field(default_factory=list)
    authors: list[list[str]] = field(default_factory=list)
    dates: list[Claim] = field(default_factory=list)
    outlets: list[Claim] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    language: str | None = None
    page_title: str | None = None


def read_metadata(root: Any) -> Metadata:
    """Return what the markup of the page under `root` claims."""
    found = Metadata()
    for node in _find_json_ld(root):
        _take_json_ld(node, found)
    _take_meta(_collect_meta(root), found)
    canonical = root.xpath("//link[@rel='canonical']/@href")
    found.urls = [u for u in (*canonical, *found.urls) if u.startswith(("http://", "https://"))]
    found.language = root.get("lang") or next(iter(root.xpath("/html/@xml:lang | //body/@lang")), None)
    title = root.find(".//head/title")
    found.page_title = _collapse(title.text_content()) if title is not None else None
    return found


def _find_json_ld(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads(_strip_json(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flatten(data)


def _strip_json(text: str) -> str:
    text = re.sub(r"^\s*(?:<!--|/\*.*?\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)\s*", "", text.strip(), flags=re.S)
    return re.sub(r"(?:-->|//\s*\]\]>|\]\]>|;)\s*$", "", text)


def _flatten(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for one in data:
            yield from _flatten(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, dict)):
                yield from _flatten(data[key], depth + 1)


def _take_json_ld(node: dict[str, Any], found: Metadata) -> None:
    kinds = node.get("@type")
    kinds = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
    if not kinds.intersection(_ARTICLE_TYPES):
        return
    for key in ("headline", "name"):
        if text := _text_of(node.get(key)):
            found.titles.append(Claim(text, f"JSON-LD {key}"))
            break
    if names := _names_of(node.get("author") or node.get("creator")):
        found.authors.append(names)
    if "videoobject" not in kinds:
        for key in ("datePublished", "dateCreated"):
            if text := _text_of(node.get(key)):
                found.dates.append(Claim(text, f"JSON-LD {key}"))
        if body := node.get("articleBody"):
            found.articles.append(body if isinstance(body, str) else "\n".join(map(str, body)))
    if names := _names_of(node.get("publisher")):
        found.outlets.append(Claim(names[0], "JSON-LD publisher"))


def _text_of(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return _collapse(value) if isinstance(value, str) else None


def _names_of(value: Any) -> list[str]:
    names: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for each in name if isinstance(name, list) else [name]:
            if isinstance(each, str) and _collapse(each):
                names.append(_collapse(each) or "")
    return names


def _collect_meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        value = _collapse(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if (name := meta.get(attribute)) and value:
                found.setdefault(name.strip().lower(), []).append(value)
    return found


def _take_meta(meta: dict[str, list[str]], found: Metadata) -> None:
    for names, claims in ((_TITLES, found.titles), (_DATES, found.dates), (_OUTLETS, found.outlets)):
        claims.extend(Claim(meta[name][0], f"meta tag {name}") for name in names if name in meta)
    for name in _AUTHORS:
        values = [value for value in meta.get(name, []) if not value.startswith(("http", "www.", "/"))]
        if values:
            found.authors.append(values)
    found.urls.extend(meta[name][0] for name in _URLS if name in meta)


def _collapse(text: str) -> str | None:
    import html

    return " ".join(html.unescape(re.sub(r"<[^<>]{1,200}>", " ", text)).split()) or None
