"""The reports and what is claimed in them as linked data: NewsArticle and Claim of schema.org (JSON-LD).

In: a record. Out: one graph. A statement is a Claim, whose author is who says so and not the article's; what
schema.org has no word for (act, form, confidence, offsets) stands under `dateline:`.

Source: schema.org, NewsArticle, Claim, Quotation.
"""

from collections.abc import Iterator
from typing import Any

from dateline.export.exporter import Exporter, make_json, write_file
from dateline.export.page.places import Places, lay_out, safe_url
from dateline.export.page.words import say_published
from dateline.export.references import find_known_date, name_title
from dateline.export.sayings import name_speaker
from dateline.model.findings import SpeakerKind
from dateline.model.record import Evidence, Record, StatementEntry
from dateline.model.report import Report

_CONTEXT = ["https://schema.org", {"dateline": "urn:dateline:"}]
_PERSONS = (SpeakerKind.NAMED_PERSON,)
_BODIES = (SpeakerKind.NAMED_ORGANIZATION, SpeakerKind.OUTLET)


def make_jsonld(record: Record, *, title: str) -> bytes:
    """Return the graph; `title` is not used, for a graph has no name of its own."""
    places = lay_out(record)
    articles = [_make_article(one.report) for one in record.reports]
    claims = [_make_claim(one, places) for one in record.statements]
    return make_json({"@context": _CONTEXT, "@graph": [*articles, *claims]})


def _make_article(report: Report) -> dict[str, Any]:
    published = report.published
    return _drop_empty(
        {
            "@id": _name_article(report.id),
            "@type": "NewsArticle",
            "headline": name_title(report),
            "publisher": {"@type": "NewsMediaOrganization", "name": report.outlet} if report.outlet else None,
            "author": [{"@type": "Person", "name": name} for name in report.bylines],
            "datePublished": find_known_date(published),
            "dateline:published": say_published(published),
            "dateline:publishedEarliest": published.earliest,
            "dateline:publishedLatest": published.latest,
            "inLanguage": report.language,
            "url": safe_url(report.url),
            "articleBody": "\n\n".join(span.of(report.text) for span in report.body),
        }
    )


def _make_claim(entry: StatementEntry, places: Places) -> dict[str, Any]:
    said = entry.said
    return _drop_empty(
        {
            "@id": f"urn:dateline:statement:{entry.id}",
            "@type": "Claim",
            "text": entry.content,
            "author": _make_author(entry, places),
            "appearance": {"@id": _name_article(entry.report)},
            "dateCreated": said.earliest if said and said.earliest == said.latest else None,
            "dateline:saidEarliest": said.earliest if said else None,
            "dateline:saidLatest": said.latest if said else None,
            "dateline:speakerKind": entry.speaker.kind.value,
            "dateline:chain": list(entry.chain),
            "dateline:act": entry.act.value,
            "dateline:form": entry.form.value,
            "dateline:confidence": entry.confidence,
            "citation": list(_cite(entry.evidence)),
        }
    )


def _make_author(entry: StatementEntry, places: Places) -> dict[str, Any]:
    kind = entry.speaker.kind
    type_ = "Person" if kind in _PERSONS else "Organization" if kind in _BODIES else "Thing"
    return _drop_empty(
        {
            "@type": type_,
            "@id": f"urn:dateline:speaker:{entry.speaker.actor}" if entry.speaker.actor else None,
            "name": name_speaker(entry, places),
            "description": entry.anonymity.descriptor if entry.anonymity else None,
        }
    )


def _cite(evidence: tuple[Evidence, ...]) -> Iterator[dict[str, Any]]:
    for one in evidence:
        yield {
            "@type": "Quotation",
            "text": one.exact,
            "isPartOf": {"@id": _name_article(one.report)},
            "dateline:start": one.start,
            "dateline:end": one.end,
        }


def _name_article(report: str) -> str:
    return f"urn:dateline:report:{report}"


def _drop_empty(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value is not None and value != []}


EXPORTER = Exporter(
    name="jsonld",
    summary="NewsArticle and Claim of schema.org, as JSON-LD",
    write=write_file(make_jsonld),
    ending=".jsonld",
    media_type="application/ld+json",
)
