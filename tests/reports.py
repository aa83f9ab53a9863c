"""One fictional report in the shapes of every format, built in memory: no file of anyone else's is needed."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dateline.ingest.reading import Skipped, read_reports
from dateline.ingest.source import Limits
from dateline.model.report import Report

TITLE = "Ferry to Odd Island stops for the winter"
FIRST = (
    "The only ferry to Odd Island will stop on Monday and will not sail again before the ice breaks in "
    "spring, the harbour office of Marrow said on Friday."
)
SECOND = (
    "“We have run out of money and of patience,” said Ilse Quandt, who heads the office. She said that the "
    "boat needed a new engine, and that the county had twice refused to pay for one."
)
THIRD = (
    "About 140 people live on the island. Tomas Reed, who keeps its only shop, said that he had ordered "
    "flour and lamp oil for five months and that his neighbours had done the same."
)
PARAGRAPHS = (FIRST, SECOND, THIRD)
ARTICLE = "\n\n".join(PARAGRAPHS)
TEXT = f"{TITLE}\n\n{ARTICLE}\n"
HTML_BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
HTML = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{TITLE} | Marrow Courier</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Marrow Courier">
<meta property="article:published_time" content="2019-11-22T17:40:00+01:00">
<link rel="canonical" href="https://courier.example/2019/11/ferry">
<script>var x = "never shown";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{TITLE}</h1><p class="byline">By Anna Brook and Per Lind</p><time>22 November 2019</time>
{HTML_BODY}<figure><figcaption>The ferry at its pier. Photo: Jo Marsh</figcaption></figure></article>
<aside class="related"><h3>Related</h3>
<a href="/a">Harbour master retires after forty years at sea</a></aside>
<section class="comments">
<p>I took that boat every summer of my childhood, what a shame this is.</p></section>
<footer>© 2019 Marrow Courier</footer></body></html>"""


def read(path: Path | str, limits: Limits | None = None) -> list[Report | Skipped]:
    """Return what reading `path` gives."""
    return list(read_reports([str(path)], limits=limits))


def read_one(folder: Path, name: str, content: bytes) -> Report:
    """Return the one report in a file of that name and content."""
    file = folder / name
    file.write_bytes(content)
    (report,) = read(file)
    assert isinstance(report, Report), report
    return report


def read_reason(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> str:
    """Return why a file of that name and content is not read."""
    file = folder / name
    file.write_bytes(content)
    reasons = [one.reason for one in read(file, limits) if isinstance(one, Skipped)]
    assert len(reasons) == 1, reasons
    return reasons[0]


def body_of(report: Report) -> str:
    """Return the words of a report's article."""
    return "".join(span.of(report.text) for span in report.body)


def make_pdf(pages: Sequence[Sequence[str]], *, info: str = "") -> bytes:
    """Return a PDF with those lines on its pages, in Helvetica; `info` is what stands in its dictionary."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = "".join(f"({line}) Tj 0 -20 Td " for line in escaped)
        stream = f"BT /F1 12 Tf 40 760 Td {shown}ET" if lines else ""
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    if info:
        objects.append(f"<< {info} >>")
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for n, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{n} 0 obj\n{one}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R" + (f" /Info {len(objects)} 0 R" if info else "")
    out.write(f"trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def wrap(text: str, width: int = 90) -> list[str]:
    """Return `text` in lines of at most `width` characters, quotation marks straight."""
    import textwrap

    return textwrap.wrap(text.replace("“", '"').replace("”", '"').replace("’", "'"), width)


def make_docx(
    title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS, author: str = "Anna Brook"
) -> bytes:
    """Return a Word document, made on 24 November 2019."""
    import docx

    document = docx.Document()
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    about = document.core_properties
    about.author, about.title = author, title
    about.created = about.modified = datetime(2019, 11, 24, tzinfo=UTC)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_rss(entries: str | None = None) -> bytes:
    """Return an RSS feed of one entry, or of `entries`."""
    one = f"""<item><title>{TITLE}</title><link>https://courier.example/ferry</link><guid>tag:ferry</guid>
    <author>brook@courier.example (Anna Brook)</author><pubDate>Fri, 22 Nov 2019 17:40:00 +0100</pubDate>
    <description><![CDATA[{HTML_BODY}]]></description></item>"""
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Marrow Courier</title>
    <language>en-gb</language>{entries or one}</channel></rss>""".encode()


def make_warc(
    html: str = HTML, *, packed: bool = True, url: str = "https://courier.example/ferry", more: int = 0
) -> bytes:
    """Return a WARC with a request, `1 + more` captured pages of 3 May 2021, and a picture."""
    records = [make_record("request", url, "GET / HTTP/1.1\r\nHost: courier.example", b"")]
    zipped = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip"
    records.append(make_record("response", url, zipped, gzip.compress(html.encode(), mtime=0)))
    for n in range(more):
        page = html.replace("140 people", f"{141 + n} people").encode()
        chunked = f"{len(page):x}\r\n".encode() + page + b"\r\n0\r\n\r\n"
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked"
        records.append(make_record("response", f"{url}/{n}", head, chunked))
    picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png"
    records.append(make_record("response", f"{url}.png", picture, b"\x89PNG"))
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def make_record(kind: str, url: str, http: str, content: bytes) -> bytes:
    """Return one record of a WARC, captured on 3 May 2021."""
    block = f"{http}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-05-03T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:x:{kind}:{url}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_zip(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of `members`, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


ROW = {
    "id": "ferry-1",
    "url": "https://courier.example/ferry",
    "title": TITLE,
    "outlet": "Marrow Courier",
    "published": "2019-11-22",
    "text": ARTICLE,
}


def make_csv(rows: Sequence[dict[str, str]] = (ROW,), delimiter: str = ",") -> bytes:
    """Return a table as text with the columns of the first row."""
    import csv

    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def make_parquet(rows: Sequence[Mapping[str, object]] = (ROW,)) -> bytes:
    """Return a Parquet table."""
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(rows)), out)
    return out.getvalue()


def make_samples() -> dict[str, bytes]:
    """Return the report in every format, by file name."""
    jsonl = (json.dumps(ROW) + "\n").encode()
    lines = [line for paragraph in PARAGRAPHS for line in wrap(paragraph)]
    return {
        "ferry.txt": TEXT.encode(),
        "ferry.md": f"---\ntitle: {TITLE}\ndate: 2019-11-22\nauthor: Anna Brook\n---\n\n{ARTICLE}\n".encode(),
        "ferry.html": HTML.encode(),
        "ferry.pdf": make_pdf([[TITLE, "", *lines]]),
        "ferry.docx": make_docx(),
        "feed.xml": make_rss(),
        "ferry.warc.gz": make_warc(),
        "ferry.wacz": make_zip({"datapackage.json": b"{}", "archive/data.warc.gz": make_warc()}),
        "ferry.jsonl": jsonl,
        "news.json": json.dumps({"status": "ok", "articles": [{**ROW, "source": {"name": "X"}}]}).encode(),
        "ferry.csv": make_csv(),
        "ferry.tsv": make_csv(delimiter="\t"),
        "ferry.parquet": make_parquet(),
        "ferry.zip": make_zip({"saved/ferry.txt": TEXT.encode()}),
        "ferry.txt.gz": gzip.compress(TEXT.encode(), mtime=0),
    }
