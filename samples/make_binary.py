"""Write the sample's PDF and DOCX, and its CSV, from the texts in `binary/`: the same bytes each time.

Nothing here belongs to dateline: it only keeps the sample's words readable in a diff. Run it with
`python samples/make_binary.py` after changing one of the texts. The PDF is put together by hand, in the
smallest form a reader accepts (ISO 32000-1, 7.5): one font, one stream a page, no compression.
"""

import csv
import io
import textwrap
import zipfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
TEXTS = HERE / "binary"
HARBOUR = HERE / "harbour"

COLUMNS = 84  # characters a line: what fits between the margins at 11 points
LEADING = 15
TOP, LEFT = 780, 70
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a ZIP can hold


def make_pdf(text: str) -> bytes:
    """Return a PDF of `text`: its first line heads every page, `---` on a line of its own starts a page."""
    head, _, rest = text.partition("\n\n")
    pages = [part.strip() for part in rest.split("\n---\n")]
    streams = [_draw_page(head.format(page=number), page) for number, page in enumerate(pages, 1)]
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        # The day on which somebody printed the archive's page to a file, which is not when it was published.
        b"<< /CreationDate (D:20230512081500Z) /Producer (Print to file) >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assemble_pdf(objects)


def _draw_page(head: str, body: str) -> bytes:
    commands = [f"BT /F1 9 Tf {LEFT} {TOP + 25} Td ({_escape(head)}) Tj ET"]
    y = TOP - 10
    for paragraph in body.split("\n\n"):
        title = paragraph.startswith("# ")
        size = 17 if title else 11
        for line in textwrap.wrap(paragraph.removeprefix("# "), 60 if title else COLUMNS):
            commands.append(f"BT /F1 {size} Tf {LEFT} {y} Td ({_escape(line)}) Tj ET")
            y -= 22 if title else LEADING
        y -= 8
    return "\n".join(commands).encode("cp1252")


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assemble_pdf(objects: list[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, start)
    )
    return out.getvalue()


def make_docx(text: str, *, written: datetime) -> bytes:
    """Return a DOCX of `text`: `# ` makes a heading, every other paragraph stays one."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.created = properties.modified = written
    properties.author = properties.last_modified_by = "Lena Fisk"
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("# "):
            document.add_heading(paragraph.removeprefix("# "), level=1)
            properties.title = paragraph.removeprefix("# ")
        else:
            document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    return _without_clock(packed.getvalue())


def _without_clock(packed: bytes) -> bytes:
    """Return the ZIP with every member's time set to the same moment: python-docx writes the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            new.writestr(member, old.read(name))
    return out.getvalue()


def make_csv(texts: list[str]) -> bytes:
    """Return a table in NewsAPI's column names, one row a text; a text opens with `column: value` lines."""
    columns = ["source.name", "author", "title", "description", "url", "publishedAt", "content"]
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\n")
    table.writeheader()
    for text in texts:
        head, _, content = text.partition("\n\n")
        row = dict(line.split(": ", 1) for line in head.splitlines())
        table.writerow({**row, "content": content.strip()})
    return out.getvalue().encode()


def main() -> None:
    """Write the three files."""
    pdf = make_pdf((TEXTS / "09-ledger-auditors.txt").read_text("utf-8"))
    (HARBOUR / "09-ledger-auditors.pdf").write_bytes(pdf)
    docx = make_docx(
        (TEXTS / "10-courier-after-all.txt").read_text("utf-8"),
        written=datetime(2021, 2, 18, 16, 20, tzinfo=UTC),
    )
    (HARBOUR / "10-courier-after-all.docx").write_bytes(docx)
    rows = [(TEXTS / f"13-{name}.txt").read_text("utf-8") for name in ("ledger-ninety", "courier-gates")]
    (HARBOUR / "13-news-archive.csv").write_bytes(make_csv(rows))


if __name__ == "__main__":
    main()
