"""What each format gives beyond its text: fields, dates, pages, and what is furniture."""

import json
from pathlib import Path

import pytest

from dateline.model.report import Basis, FurnitureKind, Report
from tests.reports import (
    ARTICLE,
    FIRST,
    HTML,
    PARAGRAPHS,
    ROW,
    SECOND,
    TEXT,
    TITLE,
    body_of,
    make_csv,
    make_docx,
    make_parquet,
    make_pdf,
    make_rss,
    make_warc,
    make_zip,
    read,
    read_one,
    wrap,
)

BYLINE = ("Anna Brook",)
# File, content, and the fields that the format gives: title, url, outlet, language, bylines, date.
FIELDS: list[tuple[str, bytes, tuple[object, ...]]] = [
    ("a.md", f"---\ntitle: \"{TITLE}\"\ndate: 2019-11-22T08:00:00Z\nauthors:\n  - Anna Brook\n"
     f"url: https://c.example/f\nsource: Courier\nlang: en-GB\n---\n\n{ARTICLE}\n".encode(),
     (TITLE, "https://c.example/f", "Courier", "en-GB", BYLINE, "2019-11-22")),
    ("b.md", f"# {TITLE}\n\n{ARTICLE}\n".encode(), (TITLE, None, None, "en", (), None)),
    ("c.html", HTML.encode(), (TITLE, "https://courier.example/2019/11/ferry", "Marrow Courier", "en-GB",
     ("Anna Brook", "Per Lind"), "2019-11-22")),
    ("d.docx", make_docx(), (TITLE, None, None, "en", BYLINE, "2019-11-24")),
    ("e.docx", make_docx(author="python-docx"), (TITLE, None, None, "en", (), "2019-11-24")),
    ("f.xml", make_rss(), (TITLE, ROW["url"], "Marrow Courier", "en-GB", BYLINE, "2019-11-22")),
    ("g.csv", make_csv(), (TITLE, ROW["url"], "Marrow Courier", "en", (), "2019-11-22")),
    ("h.parquet", make_parquet(), (TITLE, ROW["url"], "Marrow Courier", "en", (), "2019-11-22")),
    ("mediacloud.csv", make_csv([{"stories_id": "77", "publish_date": "2019-11-22 17:40:00", "title": TITLE,
     "url": ROW["url"], "language": "en", "media_name": "Courier", "story_text": ARTICLE}]),
     (TITLE, ROW["url"], "Courier", "en", (), "2019-11-22")),
    ("newsapi.json", json.dumps({"status": "ok", "articles": [{"source": {"id": None, "name": "Courier"},
     "author": "Anna Brook", "title": TITLE, "description": FIRST, "url": ROW["url"],
     "publishedAt": "2019-11-22T16:40:00Z", "content": ARTICLE}]}).encode(),
     (TITLE, ROW["url"], "Courier", "en", BYLINE, "2019-11-22")),
    ("gdelt.jsonl", (json.dumps({"GKGRECORDID": "1-2", "DATE": "20191122174500",
     "SourceCommonName": "courier.example", "DocumentIdentifier": ROW["url"],
     "V2Tone": "-2.5", "text": ARTICLE}) + "\n").encode(),
     (None, ROW["url"], "courier.example", "en", (), "2019-11-22")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "fields"), FIELDS, ids=[row[0] for row in FIELDS])
def test_fields(name: str, content: bytes, fields: tuple[object, ...], tmp_path: Path) -> None:
    report = read_one(tmp_path, name, content)
    given = (report.title, report.url, report.outlet, report.language, report.bylines, report.published.value)
    assert given == fields


# The file's bytes, and the text as it must come out.
ENCODINGS: list[tuple[bytes, str]] = [
    (TEXT.encode(), TEXT),
    (TEXT.encode("utf-8-sig"), TEXT),
    (TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n")),
    (TEXT.encode("utf-16"), TEXT),
    (TEXT.encode("utf-16-le"), TEXT),
    (TEXT.encode("utf-16-be"), TEXT),
    (TEXT.replace("oil", "öl").encode("cp1252"), TEXT.replace("oil", "öl")),
    (TEXT.replace("“", '"').replace("”", '"').replace("oil", "huile à thé").encode("latin-1"),
     TEXT.replace("“", '"').replace("”", '"').replace("oil", "huile à thé")),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text"), ENCODINGS)
def test_plain_text_comes_out_exactly_as_decoded(content: bytes, text: str, tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.txt", content).text == text


def test_a_page_in_another_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    page = HTML.replace("utf-8", "windows-1251").replace("Tomas Reed", "Томас Рид")
    page = page.replace("“", "«").replace("”", "»")
    assert "Томас Рид, who keeps" in read_one(tmp_path, "a.html", page.encode("cp1251")).text


def test_a_web_page_is_parted_into_article_and_furniture(tmp_path: Path) -> None:
    report = read_one(tmp_path, "a.html", HTML.encode())
    assert body_of(report) == "".join(f"{one}\n" for one in PARAGRAPHS)
    assert "never shown" not in report.text
    kinds = {report.text[f.start : f.end].split("\n")[0]: f.kind for f in report.furniture}
    assert kinds["Home Sport"] is FurnitureKind.NAVIGATION
    assert kinds["By Anna Brook and Per Lind"] is FurnitureKind.BYLINE
    assert kinds["The ferry at its pier. Photo: Jo Marsh"] is FurnitureKind.CREDIT
    assert kinds["Related"] is FurnitureKind.TEASER
    assert (
        kinds["I took that boat every summer of my childhood, what a shame this is."] is FurnitureKind.COMMENT
    )
    covered = "".join(report.text[f.start : f.end] for f in report.furniture) + body_of(report)
    assert TITLE not in covered


def test_a_page_that_a_script_would_show_is_read_from_its_metadata(tmp_path: Path) -> None:
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2019-11-22",
            "author": [{"@type": "Person", "name": "Anna Brook"}],
            "articleBody": ARTICLE,
        }
    )
    script = f'<script type="application/ld+json">{data}</script>'
    page = f'<html><body><div id="app">Loading</div>{script}</body></html>'
    report = read_one(tmp_path, "a.html", page.encode())
    assert (report.title, report.bylines, report.published.value) == (TITLE, BYLINE, "2019-11-22")
    assert SECOND in body_of(report)


def test_a_late_evening_keeps_the_outlets_own_day(tmp_path: Path) -> None:
    page = HTML.replace("2019-11-22T17:40:00+01:00", "2019-11-23T02:10:00Z")
    report = read_one(tmp_path, "a.html", page.encode())
    assert (report.published.value, report.published.basis) == ("2019-11-22", Basis.METADATA)
    evidence = report.published.evidence[0]
    assert report.text[evidence.start : evidence.end] == "22 November 2019"


def test_a_pdf_keeps_its_pages_and_mends_its_words(tmp_path: Path) -> None:
    head = "Marrow Courier, 22 November 2019"
    lines = wrap(ARTICLE)
    divided = ["The boat is an ice-", "breaker of a well-", "known make."]
    last = "A well-known maker built the harbour's only icebreaker in the year of the great flood."
    pages = [[head, TITLE, *lines[:4], "1"], [head, *lines[4:], *divided, "2"], [head, last, "3"]]
    report = read_one(tmp_path, "a.pdf", make_pdf(pages))
    assert [report.text[p.start : p.end].strip()[-1] for p in report.pages] == ["1", "2", "3"]
    assert "The boat is an icebreaker" in " ".join(report.text.split())
    assert "of a well-known" in " ".join(report.text.split())
    assert report.page_at(report.text.index("great flood")) == 3
    running = [report.text[f.start : f.end] for f in report.furniture]
    assert sum(head in one for one in running) == 3
    assert head not in body_of(report)


def test_the_date_of_a_pdf_file_is_never_more_than_a_hint(tmp_path: Path) -> None:
    lines = [TITLE, "Published on 22 November 2019", "", *wrap(ARTICLE)]
    report = read_one(tmp_path, "a.pdf", make_pdf([lines], info="/CreationDate (D:20230108120000Z)"))
    assert report.published.value == "2019-11-22"


def test_a_web_archive_says_when_it_was_collected_and_not_when_published(tmp_path: Path) -> None:
    undated = HTML.replace("2019-11-22T17:40:00+01:00", "").replace("<time>22 November 2019</time>", "")
    undated = undated.replace("/2019/11/ferry", "/ferry").replace("© 2019 ", "")
    (tmp_path / "a.warc.gz").write_bytes(make_warc(undated, more=2))
    reports = [one for one in read(tmp_path) if isinstance(one, Report)]
    assert len(reports) == 3
    assert [one.path.partition("#")[2] for one in reports] == [
        "https://courier.example/ferry",
        "https://courier.example/ferry/0",
        "https://courier.example/ferry/1",
    ]
    assert {one.collected for one in reports} == {"2021-05-03"}
    assert {one.published.value for one in reports} == {None}
    assert {one.published.latest for one in reports} == {"2021-05-03"}


def test_members_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    members = {"b.txt": TEXT.encode(), "a/c.html": HTML.encode(), ".hidden": b"x", "a/b.csv": make_csv()}
    (tmp_path / "all.zip").write_bytes(make_zip(members))
    paths = [one.path.partition("#")[2] for one in read(tmp_path)]
    assert paths == ["a/b.csv#ferry-1", "a/c.html", "b.txt"]


def test_a_row_is_named_by_its_id_or_else_its_number(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "id": "", "text": TEXT}]
    (tmp_path / "all.csv").write_bytes(make_csv(rows))
    assert [one.path.partition("#")[2] for one in read(tmp_path)] == ["ferry-1", "2"]


def test_the_order_of_a_rows_columns_does_not_change_its_id(tmp_path: Path) -> None:
    one = read_one(tmp_path, "a.jsonl", json.dumps(ROW).encode())
    other = read_one(tmp_path, "b.jsonl", json.dumps(dict(reversed(ROW.items()))).encode())
    assert one.id == other.id


def test_what_a_news_service_cuts_off_is_furniture(tmp_path: Path) -> None:
    row = {
        "title": TITLE,
        "publishedAt": "2019-11-22",
        "content": f"{FIRST} {SECOND} The boat… [+1234 chars]",
    }
    report = read_one(tmp_path, "a.json", json.dumps([row]).encode())
    assert "chars" in report.text
    assert "chars" not in body_of(report)


def test_a_field_with_markup_comes_out_as_text(tmp_path: Path) -> None:
    row = {**ROW, "text": f"<p>{FIRST}</p><p>{SECOND} &amp; more</p>"}
    assert read_one(tmp_path, "a.jsonl", json.dumps(row).encode()).text == f"{FIRST}\n{SECOND} & more\n"
