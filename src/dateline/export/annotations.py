"""The record's entries as notes on the words they rest on: W3C Web Annotations (JSON-LD).

In: a record. Out: one AnnotationPage. Each entry that says something of the story is an annotation; its
targets are its evidence, each with a position in the report's text and a quote with what stands around it. A
position holds in the text as dateline read it, which is the target's source; the page it was read from is its
`via`.

Source: Web Annotation Data Model (W3C Recommendation, 2017).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.exporter import Exporter, make_json, write_file
from dateline.export.page.places import Places, lay_out, safe_url
from dateline.export.page.words import say_interval
from dateline.export.sayings import (
    list_sentences,
    say_commitment,
    say_disagreement,
    say_statement,
    say_telling,
)
from dateline.export.tellings import list_tellings
from dateline.export.timeline import describe_date
from dateline.model.record import Evidence, Record
from dateline.model.report import Report

_AROUND = 32  # characters on each side of a quote


def make_annotations(record: Record, *, title: str) -> bytes:
    """Return all annotations: statements, tellings of events, dates, disagreements, commitments, actors."""
    places = lay_out(record)
    return make_json(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:dateline:annotations",
            "type": "AnnotationPage",
            "label": title,
            "items": list(_list_annotations(record, places)),
        }
    )


def _list_annotations(record: Record, places: Places) -> Iterator[dict[str, Any]]:
    for said in record.statements:
        tags = ["statement", said.act.value, said.form.value, said.speaker.kind.value]
        yield _annotate("statement", said.id, say_statement(said, places), tags, said.evidence, places)
    for one in list_tellings(record):
        event = one.event
        tags = ["event", event.status.value, event.polarity.value, *filter(None, [event.type, event.mode])]
        when = say_interval(event.date.earliest, event.date.latest)
        told = f"{say_telling(one, places)}; {when}"
        yield _annotate("event", event.id, told, tags, [one.words], places)
    for entry in record.timeline:
        voices = dict.fromkeys(one.voices for one in list_sentences(entry, places.findings) if one.voices)
        told = "; ".join([describe_date(entry.date), *(f"according to {one}" for one in voices)])
        yield _annotate("date", entry.id, told, ["date", entry.date.precision], entry.evidence, places)
    for pair in record.disagreements:
        tags = ["disagreement", pair.kind]
        yield _annotate("disagreement", pair.id, say_disagreement(pair), tags, pair.evidence, places)
    for made in record.commitments:
        tags = ["commitment", *filter(None, [made.kind]), made.outcome]
        words = dict.fromkeys((*made.evidence, *made.outcome_evidence))
        yield _annotate("commitment", made.id, say_commitment(made, places), tags, words, places)
    for actor in record.actors:
        tags = ["actor", actor.kind]
        yield _annotate("actor", actor.id, actor.name, tags, actor.evidence, places, motivation="identifying")


def _annotate(
    kind: str,
    id_: str,
    told: str,
    tags: Iterable[str],
    evidence: Iterable[Evidence],
    places: Places,
    *,
    motivation: str = "describing",
) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    described = {"type": "TextualBody", "purpose": motivation, "format": "text/plain", "value": told}
    return {
        "id": f"urn:dateline:{kind}:{id_}",
        "type": "Annotation",
        "motivation": motivation,
        "body": [described, *bodies],
        "target": [_point_at(one, places.findings(one.report).report) for one in evidence],
    }


def _point_at(words: Evidence, report: Report) -> dict[str, Any]:
    text, start, end = report.text, words.start, words.end
    source = {
        "id": f"urn:dateline:report:{report.id}",
        "type": "Text",
        "format": "text/plain",
        "language": report.language,
        "via": safe_url(report.url),
    }
    return {
        "type": "SpecificResource",
        "source": {name: value for name, value in source.items() if value},
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": words.exact,
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


EXPORTER = Exporter(
    name="annotations",
    summary="W3C Web Annotations with position and quote selectors",
    write=write_file(make_annotations),
    ending=".anno.json",
    media_type="application/ld+json",
)
