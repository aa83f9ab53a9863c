"""Each export read back as the program it is for would, or by that program's own library.

A reader takes the file or folder that was written and raises where it is not valid or not inert.
"""

import csv
import io
import json
import re
import sqlite3
import sys
import types
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import lxml.etree
import lxml.html
import pyarrow.parquet
import rispy
from geojson_pydantic import FeatureCollection
from markdown_it import MarkdownIt

from dateline.export.jsonl import TABLES
from dateline.model.findings import Findings
from dateline.model.plain import from_plain
from dateline.model.record import (
    Actor,
    Commitment,
    CopyGroup,
    Disagreement,
    EventEntry,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)

_KINDS: tuple[type, ...] = (
    Findings, Actor, StatementEntry, EventEntry, TimelineEntry, Disagreement, Commitment, SourceEntry,
    CopyGroup,
)  # fmt: skip
# All that may turn a text around, ring a bell or end it, where a format shows text and not data.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read_lines(path: Path) -> list[Any]:
    """Return what stands on the lines of a file of JSON lines."""
    data = path.read_bytes()
    assert data == b"" or data.endswith(b"\n")
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def read_jsonl(folder: Path) -> dict[str, list[Any]]:
    """Return the tables as the record's own entries."""
    return {
        name: [from_plain(kind, one) for one in read_lines(folder / f"{name}.jsonl")]
        for name, kind in zip(TABLES, _KINDS, strict=True)
    }


@cache
def load_ftm() -> Any:
    """Return the model of FollowTheMoney, with nothing in the place of ICU where that is not installed."""
    try:
        import icu  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        # It spells names in Latin letters, which no validation asks for.
        same = types.SimpleNamespace(transliterate=lambda text: text)
        module = types.ModuleType("icu")
        vars(module)["Transliterator"] = types.SimpleNamespace(createInstance=lambda _name: same)
        sys.modules["icu"] = module
    from followthemoney import model

    return model


def read_ftm(path: Path) -> list[dict[str, Any]]:
    """Return the entities: valid by their schemata, kept as they are, leading to what they may lead to."""
    model = load_ftm()
    entities = read_lines(path)
    schemata = {one["id"]: model.get(one["schema"]) for one in entities}
    assert len(schemata) == len(entities)
    for one in entities:
        schema = schemata[one["id"]]
        schema.validate(one)
        kept = model.get_proxy(one, cleaned=False).to_dict()["properties"]
        for name, values in one["properties"].items():
            prop = schema.get(name)
            # Of an address the library writes the commas anew.
            assert prop.type.name == "address" or set(values) == set(kept[name])
            assert not any(HIDDEN.search(value) for value in values)
            for value in values if prop.type.name == "entity" else ():
                assert schemata[value].is_a(prop.range), f"{one['schema']}.{name}"
    return entities


def read_ical(path: Path) -> Any:
    """Return the calendar; its lines are folded as RFC 5545 wants them, and nothing in it is an error."""
    data = path.read_bytes()
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert set(event) <= {
            "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP", "CATEGORIES",
            "URL",
        }  # fmt: skip
        assert not HIDDEN.search(str(event["SUMMARY"]) + str(event["DESCRIPTION"]))
    assert len(calendar.walk("VEVENT")) == lines.count(b"BEGIN:VEVENT")
    return calendar


def read_ris(path: Path) -> list[dict[str, Any]]:
    """Return the references."""
    text = path.read_bytes().decode()
    entries: list[dict[str, Any]] = rispy.loads(text)
    assert len(entries) == text.count("\r\nER  - ")
    assert not HIDDEN.search(text)
    assert all(one["type_of_reference"] == "NEWS" for one in entries)
    return entries


def read_csl(path: Path) -> list[str]:
    """Return the bibliography that citeproc makes of the items, in the style that comes with it."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON(json.loads(path.read_bytes()))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    return [str(one) for one in bibliography.bibliography()] if source else []


def read_geojson(path: Path) -> Any:
    """Return the features by RFC 7946."""
    return FeatureCollection.model_validate_json(path.read_bytes())


def read_jsonld(path: Path) -> Any:
    """Return the graph; the words of schema.org are taken as its context has them, with no network."""
    import rdflib

    thing = json.loads(path.read_bytes())
    assert thing["@context"][0] == "https://schema.org"
    thing["@context"][0] = {"@vocab": "https://schema.org/"}
    return rdflib.Graph().parse(data=json.dumps(thing), format="json-ld")


def read_annotations(path: Path) -> list[dict[str, Any]]:
    """Return the annotations; each has what the Web Annotation Data Model asks for."""
    page = json.loads(path.read_bytes())
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    ids = [one["id"] for one in page["items"]]
    assert len(ids) == len(set(ids))
    for one in page["items"]:
        assert one["type"] == "Annotation"
        assert one["target"]
        assert all(body["type"] == "TextualBody" and body["value"] for body in one["body"])
        for target in one["target"]:
            position, quote = target["selector"]
            assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert 0 <= position["start"] < position["end"]
            assert position["end"] - position["start"] == len(quote["exact"])
    return list(page["items"])


def read_plover(path: Path) -> list[Any]:
    """Return the rows of an event table."""
    rows = read_lines(path)
    assert all(re.fullmatch(r"0[1-9]|1\d|20", one["cameo_root"]) for one in rows)
    return rows


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table; no cell of text is a formula to a spreadsheet."""
    csv.field_size_limit(2**24)
    text = path.read_bytes().decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    head = rows[0]
    for row in rows[1:]:
        assert len(row) == len(head)
        for cell in row:
            assert not HIDDEN.search(cell)
            assert not cell.lstrip().startswith(("=", "+", "-", "@")) or re.fullmatch(r"-?\d+(\.\d+)?", cell)
    return [dict(zip(head, row, strict=True)) for row in rows[1:]]


def read_tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the tables by Parquet; CSV has as many rows and the same columns."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.parquet")):
        table = pyarrow.parquet.read_table(path)
        rows = read_csv(path.with_suffix(".csv"))
        assert len(rows) == table.num_rows
        assert all(list(row) == table.column_names for row in rows[:1])
        tables[path.stem] = table.to_pylist()
    assert {path.stem for path in folder.glob("*.csv")} == set(tables)
    return tables


def read_database(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the tables of the database; its keys lead somewhere and it is whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        indices = [name for name in names if name.endswith("_fts")]
        for name in indices:
            connection.execute(f'INSERT INTO "{name}"("{name}") VALUES (?)', ("integrity-check",))
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for name in names
            if not any(name.startswith(index) for index in indices)
        }


def read_timeml(folder: Path) -> list[Any]:
    """Return the documents."""
    return [lxml.etree.parse(path) for path in sorted(folder.iterdir())]


def read_timelinejs(path: Path) -> Any:
    """Return the timeline; what it shows as HTML holds paragraphs and links to the web, and nothing else."""
    shown = json.loads(path.read_bytes())
    for one in [shown["title"], *shown["events"]]:
        for text in one["text"].values():
            assert not HIDDEN.search(text)
            _check_tags(text, {"p", "a"})
    return shown


def _check_tags(html: str, allowed: set[str]) -> None:
    tree = lxml.html.fragment_fromstring(html, create_parent="main")
    assert {one.tag for one in tree.iterdescendants()} <= allowed
    for one in tree.iterdescendants():
        assert set(one.attrib) <= ({"href", "rel"} if one.tag == "a" else set())
        assert one.get("href", "https://").startswith(("http://", "https://"))


def read_html(path: Path) -> Any:
    """Return the page: one script and one style, both its own."""
    tree = lxml.html.document_fromstring(path.read_bytes().decode())
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert all(one.startswith(("#", "https://")) for one in tree.xpath("//a/@href"))
    return tree


def read_markdown(path: Path) -> str:
    """Return the brief as HTML, read as CommonMark with raw HTML let through: there is none, and no link."""
    text = path.read_bytes().decode()
    assert not HIDDEN.search(text)
    assert not re.search(r"(?i)(?<!\\)://|www\.|(?<!\\)@\w", text)  # nor one that has no mark around it
    html: str = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    _check_tags(html, {"h1", "h2", "ul", "li", "p", "strong", "em"})
    marks, notes = re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text), re.findall(r"(?m)^\[\^(\d+)\]: ", text)
    assert marks == notes == [str(number) for number in range(1, len(notes) + 1)]
    return html


def read_docx(path: Path) -> list[str]:
    """Return the paragraphs and then the footnotes; every part is XML, and nothing leads outside."""
    import docx

    with zipfile.ZipFile(path) as package:
        parts = {
            name: lxml.etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    cited = parts["word/document.xml"].xpath("//w:footnoteReference/@w:id", namespaces=space)
    notes = parts["word/footnotes.xml"].xpath("/w:footnotes/w:footnote[not(@w:type)]", namespaces=space)
    assert cited == [one.get(f"{{{space['w']}}}id") for one in notes]
    assert not [one for part in parts.values() for one in part.xpath("//*[@TargetMode='External']")]
    told = [
        *(one.text for one in docx.Document(str(path)).paragraphs),
        *("".join(one.itertext()) for one in notes),
    ]
    assert not any(HIDDEN.search(one) for one in told)
    return told


def read_brat(folder: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Return for each document its annotations: what each is, and of text-bound ones the words they mark."""
    read = {}
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        read[path.stem] = dict(_read_standoff(path.read_bytes().decode(), text))
    assert (folder / "annotation.conf").is_file()
    return read


def _read_standoff(lines: str, text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    known: set[str] = set()
    for line in lines.split("\n")[:-1]:
        assert line.splitlines() == [line]
        name, *rest = line.split("\t")
        assert name not in known
        known.add(name)
        kind, _, places = rest[0].partition(" ")
        if name.startswith("T"):
            spans = [tuple(map(int, span.split(" "))) for span in places.split(";")]
            marked = " ".join(text[start:end] for start, end in spans)
            assert "\t".join(rest[1:]) == marked.replace("\t", " ")
            yield name, (kind, marked)
        elif name.startswith("E"):
            assert {one.split(":")[1] for one in rest[0].split(" ")} <= known
            yield name, (kind, places)
        else:
            assert places.split(" ")[0] in known
            yield name, (kind, "\t".join([places, *rest[1:]]))


def read_docbin(path: Path) -> list[Any]:
    """Return the Docs."""
    import spacy
    from spacy.tokens import DocBin

    return list(DocBin().from_bytes(path.read_bytes()).get_docs(spacy.blank("en").vocab))


READERS: dict[str, Callable[[Path], Any]] = {
    "annotations": read_annotations,
    "brat": read_brat,
    "csl": read_csl,
    "datasette": read_database,
    "docx": read_docx,
    "ftm": read_ftm,
    "geojson": read_geojson,
    "html": read_html,
    "ical": read_ical,
    "jsonl": read_jsonl,
    "jsonld": read_jsonld,
    "markdown": read_markdown,
    "plover": read_plover,
    "ris": read_ris,
    "spacy": read_docbin,
    "tables": read_tables,
    "timelinejs": read_timelinejs,
    "timeml": read_timeml,
}
