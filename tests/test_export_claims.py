"""In every format a claim stays a claim, a date as vague as it is, and the words stand where they stood."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from dateline.export.brief import make_brief
from dateline.export.exporter import exporters
from dateline.export.flat_tables import make_tables
from dateline.export.ftm import make_entities
from dateline.export.ical import make_calendar
from dateline.export.jsonl import TABLES
from dateline.export.plover import find_root
from dateline.export.references import list_references
from dateline.find.events.event_types import load_head
from dateline.model.errors import UsageError
from dateline.model.findings import Act, Findings
from dateline.model.record import Record
from tests.export_readers import READERS, read_csv
from tests.export_records import make_full

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning:citeproc")
Read = Callable[[str], Any]


@pytest.fixture(scope="module")
def record() -> Record:
    return make_full()


@pytest.fixture
def read(record: Record, tmp_path: Path) -> Read:
    """Return what reads the record back from a format."""
    known = {one.name: one for one in exporters()}

    def read_back(name: str) -> Any:
        known[name].write(record, tmp_path / name, title="Mill")
        return READERS[name](tmp_path / name)

    return read_back


def find_report(record: Record, name: str) -> Findings:
    return next(one for one in record.reports if one.report.path == name)


def test_json_lines_are_read_back_as_they_were(record: Record, read: Read) -> None:
    tables = read("jsonl")
    assert sorted(tables["reports"], key=str) == sorted(record.reports, key=str)
    assert tables["statements"] == list(record.statements)
    assert tables["commitments"] == list(record.commitments)


def test_aleph_sees_whose_word_it_is(record: Record, read: Read) -> None:
    entities = read("ftm")
    named = {one["properties"]["name"][0]: one for one in entities if one["schema"] in ("Event", "Note")}
    event = named["reopen (planned, according to Ada Birch)"]["properties"]
    assert event["name"][1:] == ["open (denied, according to Report 3, “Uphill” itself)"]
    assert event["date"] == ["2021-05"]
    assert any(
        "planned, according to Ada Birch, in The Arden Post, 2 February 2021" in one
        for one in event["summary"]
    )
    promise = named["Ada Birch: promise"]["properties"]
    assert promise["description"] == ["The Arden mill will reopen in May 2021"]
    assert promise["proof"] == [find_report(record, "mill.txt").report.id]
    assert "confidence 0.87" in promise["summary"][0]
    # Nobody without a name becomes an entity.
    assert "entity" not in named["An official: assertion"]["properties"]
    assert {one["properties"]["name"][0] for one in entities if one["schema"] == "Person"} == {"Ada Birch"}


def test_aleph_gets_no_date_that_is_not_known(read: Read) -> None:
    articles = {
        one["properties"]["fileName"][0]: one["properties"]
        for one in read("ftm")
        if one["schema"] == "Article"
    }
    assert articles["mill"]["publishedAt"] == ["2021-02-02"]
    assert "publishedAt" not in articles["bridge"]  # its year is not printed
    assert articles["bridge"]["notes"] == ["Published: 3 February, year not given (2021)"]
    assert "publishedAt" not in articles["undated"]
    assert articles["undated"]["notes"] == ["Published: undated, not before 1 January 2021"]


def test_the_calendar_holds_the_days_that_are_known_and_no_others(record: Record, read: Read) -> None:
    events = {str(one["UID"]): one for one in read("ical").walk("VEVENT")}
    (year,) = (one for one in events.values() if one.decoded("DTSTART") == date(1890, 1, 1))
    assert year.decoded("DTEND") == date(1891, 1, 1)
    assert (year["STATUS"], year["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    (reopening,) = (one for one in events.values() if str(one["SUMMARY"]).startswith("Ada Birch: "))
    assert reopening["STATUS"] == "TENTATIVE"
    (horizon,) = (one for one in events.values() if str(one["CATEGORIES"].to_ical(), "ascii") == "COMMITMENT")
    assert (horizon.decoded("DTSTART"), horizon.decoded("DTEND")) == (date(2021, 5, 1), date(2021, 6, 1))
    assert len(events) == len(record.timeline) + 1
    assert b"DTSTAMP:20210202T000000Z" in make_calendar(record, title="Mill")


def test_the_map_holds_what_is_known_to_lie_somewhere(read: Read) -> None:
    features = read("geojson").features
    assert [one.properties["kind"] for one in features] == ["place", "event"]
    assert all(tuple(one.geometry.coordinates) == (-1.75, 52.35) for one in features)
    told = features[1].properties
    assert (told["status"], told["according_to"], told["words"]) == ("planned", "Ada Birch", "reopen")
    assert (told["earliest"], told["latest"], told["confidence"]) == ("2021-05-01", "2021-05-31", 0.61)
    assert told["evidence"][0]["exact"] == "reopen"


def test_an_act_says_how_it_stands_and_on_whose_word(record: Record, tmp_path: Path, read: Read) -> None:
    rows = {one["text"]: one for one in read("plover")}
    assert set(rows) == {"reopen", "open"}  # what is no political act is not in the table
    act = rows["reopen"]
    assert (act["event_type"], act["cameo_root"], act["status"]) == ("AGREE", "03", "planned")
    assert (act["source"], act["according_to"], act["place"]) == ("Ada Birch", "Ada Birch", "Arden")
    assert (act["event_date"], act["earliest"], act["latest"]) == (None, "2021-05-01", "2021-05-31")
    assert rows["open"]["status"] == "denied"
    assert rows["open"]["according_to"] is None
    write = next(one.write for one in exporters() if one.name == "plover")
    write(record, tmp_path / "acts.csv", title="")
    assert [one["text"] for one in read_csv(tmp_path / "acts.csv")] == list(rows)
    write(record, tmp_path / "acts.parquet", title="")
    assert pyarrow.parquet.read_table(tmp_path / "acts.parquet").to_pylist() == list(rows.values())
    with pytest.raises(UsageError, match="is none of"):
        write(record, tmp_path / "acts.xlsx", title="")


def test_every_type_of_act_has_a_root() -> None:
    assert all(find_root(one, None) for one in load_head().types)
    assert (find_root("ACCUSE", "investigate"), find_root("ASSAULT", "aerial")) == ("09", "19")
    assert find_root("", None) is None


def test_tables_keep_bounds_and_whose_word(record: Record, read: Read) -> None:
    tables = read("tables")
    told = {one["exact"]: one for one in tables["tellings"]}
    assert told["reopen"]["according_to"] == "Ada Birch"
    assert (told["cost"]["earliest"], told["cost"]["latest"]) == (None, "2021-02-03")
    assert told["open"]["according_to"] is None
    assert [(one["low"], one["according_to"]) for one in tables["figures"]] == [(3e6, "The Arden Post")]
    assert [(one["by"], one["kind"]) for one in tables["commitments"]] == [("Ada Birch", "promise")]
    (undated,) = (one for one in tables["reports"] if one["path"] == "undated.txt")
    assert (undated["published"], undated["published_earliest"]) == (None, "2021-01-01")
    texts = {one["id"]: one["text"] for one in tables["reports"]}
    assert all(texts[one["report"]][one["start"] : one["end"]] == one["exact"] for one in tables["evidence"])
    uses = {(one["use"], one["exact"]) for one in tables["evidence"] if one["statement"]}
    assert {("source", "its owner, Ada Birch"), ("content", "The Arden mill will reopen in May 2021")} <= uses
    assert {"promise", "denial"} < {one["act"] for one in tables["statements"]}


def test_every_table_of_the_record_is_there(record: Record) -> None:
    tables = {one.name: one for one in make_tables(record)}
    for name in TABLES[:-1]:  # copies are more tables than one
        assert [row[0] for row in tables[name].rows] == [
            getattr(one, "id", None) or one.report.id for one in getattr(record, name)
        ]


def test_datasette_serves_the_database(record: Record, tmp_path: Path, read: Read) -> None:
    read("datasette")
    (tmp_path / "datasette").rename(tmp_path / "story.db")
    statement = next(one for one in record.statements if one.act is Act.PROMISE)

    def ask(path: str) -> Any:
        command = [sys.executable, "-m", "datasette", str(tmp_path / "story.db"), "--get", path]
        return json.loads(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)

    found = ask("/story/statements.json?_search=reopens&_shape=objects")["rows"]
    assert [one["id"] for one in found] == [statement.id]  # "reopens" finds "reopen"
    row = ask(f"/story/statements/{statement.id}.json?_extras=foreign_key_tables")
    leading = {one["other_table"]: one["count"] for one in row["foreign_key_tables"]}
    assert leading["telling_statements"] == 1
    assert leading["evidence"] == len(statement.evidence)


def test_annotations_point_at_the_words(record: Record, read: Read) -> None:
    texts = {f"urn:dateline:report:{one.report.id}": one.report.text for one in record.reports}
    items = {one["id"]: one for one in read("annotations")}
    for one in items.values():
        for target in one["target"]:
            position, quote = target["selector"]
            text, start, end = texts[target["source"]["id"]], position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
    said = next(one for one in record.statements if one.act is Act.PROMISE)
    told = items[f"urn:dateline:statement:{said.id}"]["body"][0]["value"]
    assert told == "Ada Birch, in The Arden Post, 2 February 2021: promise, indirect, confidence 0.87"
    events = [one["body"][0]["value"] for id_, one in items.items() if id_.startswith("urn:dateline:event:")]
    assert any(
        one.startswith("planned, according to Ada Birch, in") and one.endswith("; May 2021") for one in events
    )
    assert any("denied, according to Report 3" in one and one.endswith("; date not known") for one in events)


def test_a_claim_has_an_author_and_an_article(record: Record, read: Read) -> None:
    import rdflib

    graph = read("jsonld")
    schema, own = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("urn:dateline:")
    claims = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) == len(record.statements)
    for claim in claims:
        assert graph.value(graph.value(claim, schema.author), schema.name)
        assert (graph.value(claim, schema.appearance), rdflib.RDF.type, schema.NewsArticle) in graph
        assert graph.value(claim, own.confidence) is not None
    articles = set(graph.subjects(rdflib.RDF.type, schema.NewsArticle))
    dates = sorted(str(one) for article in articles for one in graph.objects(article, schema.datePublished))
    assert dates == ["2021-02-02"]


def test_timeml_spacy_and_brat_mark_the_words(record: Record, read: Read) -> None:
    mill = find_report(record, "mill.txt")
    (document,) = (one for one in read("timeml") if one.findtext("DOCID") == "mill")
    assert [one.text for one in document.findall("TEXT/TIMEX3")] == ["May 2021", "on Monday"]
    (doc,) = (one for one in read("spacy") if one._.report["id"] == mill.report.id)
    assert doc.text == mill.report.text
    assert {(span.text, span.id_) for span in doc.spans["sources"]} >= {
        ("its owner, Ada Birch", mill.statements[0].id)
    }
    assert [one["status"] for one in doc._.events] == ["planned"]
    assert doc._.events[0]["according_to"] == (mill.statements[0].id,)
    marks = read("brat")["mill"]
    statements = {name: words for name, (kind, words) in marks.items() if kind.startswith("Statement:")}
    assert len(statements) == len(mill.statements)
    (event,) = (words for kind, words in marks.values() if kind.startswith("Event:"))
    accorded = next(one.split(":")[1] for one in event.split(" ") if one.startswith("AccordingTo:"))
    content = next(one.split(":")[1] for one in statements[accorded].split(" ") if one.startswith("Content:"))
    assert marks[content] == ("Content", "The Arden mill will reopen in May 2021")
    assert "Status" in {kind for kind, _ in marks.values()}


def test_brat_cuts_what_goes_over_a_line(read: Read) -> None:
    assert ("Content", "the mill had cost 3 million") in read("brat")["bridge"].values()


def test_references_leave_out_what_is_not_known(record: Record, read: Read) -> None:
    assert [one.issued for one in list_references(record)] == [(2021, 2, 2), (), ()]
    mill, bridge, undated = read("ris")
    assert (mill["title"], mill["secondary_title"], mill["date"]) == (
        "Mill to reopen, owner says",
        "The Arden Post",
        "2021/02/02/",
    )
    assert "date" not in bridge
    assert "year" not in undated
    assert "undated, not before 1 January 2021" in undated["notes"][0]
    assert "The Arden Post" in read("csl")[0]


def test_the_brief_says_whose_word_each_line_is(record: Record, read: Read) -> None:
    html = read("markdown")
    assert "<em>Ada Birch, in The Arden Post, 2 February 2021</em>[^" in html
    assert "<em>An official, unnamed because talks go on, in The Arden Post, 2 February 2021</em>" in html
    assert "<em>Report 3, “Uphill”, undated, not before 1 January 2021, in its own voice</em>" in html
    assert "“will reopen” (Ada Birch, in The Arden Post, 2 February 2021) — “believes” (Cy Oak, in " in html
    assert "reported not done (nobody sees it)" in html
    mill = find_report(record, "mill.txt").report
    start = mill.text.index("The Arden mill")
    assert f"mill.txt, characters {start}–{start + 77} (report {mill.id})" in html
    told = read("docx")
    assert any(one.startswith("1890 “Nobody here believes") for one in told)
    assert sum(one.startswith(" “") for one in told) == html.count("]: “")


def test_a_timeline_for_timelinejs_keeps_its_words(read: Read) -> None:
    events = read("timelinejs")["events"]
    assert {one["display_date"] for one in events} == {"1890", "1 February to 31 May 2021"}
    assert any(one["text"]["headline"].startswith("Ada Birch: ") for one in events)


def test_a_headline_says_whom_it_quotes(record: Record, tmp_path: Path) -> None:
    own = tuple(replace(one, according_to=()) for one in record.timeline)
    told = make_calendar(replace(record, timeline=own), title="Mill").decode().replace("\r\n ", "")
    assert "SUMMARY:The Arden Post\\, quoting Ada Birch: The Arden mill will reopen" in told
    assert "STATUS:CONFIRMED" not in told
    brief = make_brief(replace(record, timeline=own), title="Mill")
    whose = {one.whose for one in brief.sections[0].items}
    assert "The Arden Post, 2 February 2021, in its own voice, quoting Ada Birch" in whose


def test_only_what_is_called_a_government_is_a_public_body(record: Record) -> None:
    bodies = tuple(
        replace(record.actors[0], id=f"{at}" * 20, name=name, kind="organization")
        for at, name in enumerate(("the Norwegian government", "Port Elm Authority"))
    )
    lines = make_entities(replace(record, actors=bodies), title="").decode().splitlines()
    found = {one["properties"].get("name", [""])[0]: one["schema"] for one in map(json.loads, lines)}
    assert (found["the Norwegian government"], found["Port Elm Authority"]) == ("PublicBody", "Organization")
