"""The political acts of the record as a table of events in the manner of PLOVER, a row a telling.

In: a record. Out: JSON lines, CSV or Parquet, as the target's ending says. A row has who did what to whom by
PLOVER's types and modes with the root code of CAMEO beside, and also what a table of events leaves out: what
the report says of the act (planned, denied, …) and on whose word. Rows of one act share `event`.

Source: PLOVER (Open Event Data Alliance); CAMEO, codebook 1.1b3 (Schrodt, 2012).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.export.exporter import Exporter, make_json_lines, put_file
from dateline.export.flat import Table, make_table
from dateline.export.page.places import Places, lay_out
from dateline.export.sayings import name_voices
from dateline.export.tables import make_csv, make_parquet
from dateline.export.tellings import Telling, list_tellings
from dateline.model.errors import UsageError
from dateline.model.findings import Role
from dateline.model.record import Actor, Record

_ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "YIELD": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
# Types that take in several roots of CAMEO, by mode: to investigate, to fight, unconventional mass violence.
_ROOTS_OF_MODES = (
    {("ACCUSE", "investigate"): "09"}
    | {("ASSAULT", mode): "19" for mode in ("aerial", "drone", "explosives", "firearms", "heavy")}
    | {("ASSAULT", "unconventional"): "20"}
)
_COLUMNS = (
    "id, event, event_date, earliest, latest, event_type, event_mode, cameo_root, "
    "source, source_ids, target, target_ids, place, latitude:float, longitude:float, country, status, "
    "polarity, according_to, statements, confidence:float, text, report, start:int, end:int, outlet, "
    "published"
)


def make_rows(record: Record) -> Table:
    """Return the acts as a table; several names or ids in a cell have semicolons between them."""
    places = lay_out(record)
    acts = [one for one in list_tellings(record) if one.event.type is not None]
    return make_table("plover", (_describe(one, places) for one in acts), _COLUMNS)


def _describe(one: Telling, places: Places) -> dict[str, object]:
    event, date = one.event, one.event.date
    place = next((actor.place for actor in one.actors_as(Role.PLACE) if actor.place), None)
    return {
        "id": event.id,
        "event": one.entry.id,
        "event_date": date.earliest if date.earliest == date.latest else None,
        "earliest": date.earliest,
        "latest": date.latest,
        "event_type": event.type,
        "event_mode": event.mode,
        "cameo_root": find_root(event.type or "", event.mode),
        "source": _join(one.names(Role.AGENT)),
        "source_ids": _join_ids(one.actors_as(Role.AGENT)),
        "target": _join(one.names(Role.TARGET)),
        "target_ids": _join_ids(one.actors_as(Role.TARGET)),
        "place": _join(one.names(Role.PLACE)),
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "country": place.country if place else None,
        "status": event.status,
        "polarity": event.polarity,
        "according_to": name_voices(one.said_in, places),
        "statements": _join(said.id for said in one.said_in),
        "confidence": event.confidence,
        "text": one.words.exact,
        "report": one.report.id,
        "start": one.words.start,
        "end": one.words.end,
        "outlet": one.report.outlet,
        "published": one.report.published.value,
    }


def find_root(kind: str, mode: str | None) -> str | None:
    """Return the root code of CAMEO that a type and mode of PLOVER come closest to, None for no type."""
    return _ROOTS_OF_MODES.get((kind, mode or "")) or _ROOTS.get(kind)


def _join(words: Iterable[str]) -> str:
    return "; ".join(words)


def _join_ids(actors: Sequence[Actor]) -> str:
    return _join(one.id for one in actors)


def _write(record: Record, target: Path, *, title: str) -> None:
    table = make_rows(record)
    match target.suffix.lower():
        case ".csv":
            data = make_csv(table)
        case ".parquet":
            data = make_parquet(table)
        case "" | ".jsonl" | ".ndjson":
            names = [column.name for column in table.columns]
            data = make_json_lines(dict(zip(names, row, strict=True)) for row in table.rows)
        case other:
            raise UsageError(f"{target}: {other} is none of .jsonl, .csv and .parquet")
    put_file(target, data)


EXPORTER = Exporter(
    name="plover",
    summary="political acts by PLOVER and CAMEO; .jsonl, .csv or .parquet as the file's ending says",
    write=_write,
    ending=".csv",
    media_type="text/csv",
)
