"""Where it happened: the places of the record and the events told of there, as GeoJSON (RFC 7946).

Only what the gazetteer places without doubt is on the map; what lies nowhere known is left out, not guessed.
"""

from collections.abc import Iterator
from typing import Any

from dateline.export.exporter import Exporter, make_json, write_file
from dateline.export.page.places import Places, lay_out
from dateline.export.page.words import say_interval
from dateline.export.sayings import name_voices, say_standing, say_telling
from dateline.export.tellings import Telling, list_tellings
from dateline.model.findings import Role
from dateline.model.plain import to_plain
from dateline.model.record import Actor, Record


def make_geojson(record: Record, *, title: str) -> bytes:
    """Return the record's places, and each telling of an event at one, as a FeatureCollection."""
    places = lay_out(record)
    features = [
        *(found for actor in record.actors if (found := _make_place(actor)) is not None),
        *(found for telling in list_tellings(record) for found in _make_events(telling, places)),
    ]
    return make_json({"type": "FeatureCollection", "name": title, "features": features})


def _make_place(actor: Actor) -> dict[str, Any] | None:
    point = _make_point(actor)
    if point is None or actor.place is None:
        return None
    return {
        "type": "Feature",
        "id": actor.id,
        "geometry": point,
        "properties": {
            "kind": "place",
            "name": actor.name,
            "country": actor.place.country,
            "geonames": actor.place.geonames,
            "why": actor.place.why,
            "evidence": to_plain(actor.evidence),
        },
    }


def _make_point(actor: Actor) -> dict[str, Any] | None:
    if actor.place is None or actor.place.lat is None or actor.place.lon is None:
        return None
    return {"type": "Point", "coordinates": [actor.place.lon, actor.place.lat]}


def _make_events(telling: Telling, places: Places) -> Iterator[dict[str, Any]]:
    for actor in telling.actors_as(Role.PLACE):
        point = _make_point(actor)
        if point is not None:
            yield {
                "type": "Feature",
                "id": f"{telling.event.id}@{actor.id}",
                "geometry": point,
                "properties": {"kind": "event", "place": actor.name, **_describe(telling, places)},
            }


def _describe(telling: Telling, places: Places) -> dict[str, Any]:
    event = telling.event
    return {
        "event": telling.entry.id,
        "words": telling.words.exact,
        "type": event.type,
        "status": event.status.value,
        "polarity": event.polarity.value,
        "according_to": name_voices(telling.said_in, places) or None,
        "standing": say_standing(telling),
        "said": say_telling(telling, places),
        "date": say_interval(event.date.earliest, event.date.latest),
        "earliest": event.date.earliest,
        "latest": event.date.latest,
        "confidence": event.confidence,
        "evidence": to_plain([telling.words]),
    }


EXPORTER = Exporter(
    name="geojson",
    summary="places and what is told of them, for maps",
    write=write_file(make_geojson),
    ending=".geojson",
    media_type="application/geo+json",
)
