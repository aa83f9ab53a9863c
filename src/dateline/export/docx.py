"""The brief as a DOCX document with footnotes, for Word and LibreOffice Writer.

In: a record. Out: the same bytes for the same record: no clock is asked, and the files within the package
have one date.
"""

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from dateline.export.brief import Brief, Item, make_brief
from dateline.export.exporter import Exporter, write_file
from dateline.model.record import Record

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BULLETS: Final = ("List Bullet", "List Bullet 2")
_NOTHING: Final = "Nothing was found."
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SMALL: Final = '<w:rPr><w:sz w:val="18"/></w:rPr>'  # 9 points
_LONGEST_PROPERTY: Final = 255  # characters, by Word
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # that a ZIP file can hold
# The lines above footnotes, which Word asks for before any other.
_SEPARATORS: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_RAISED: Final = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def make_docx(record: Record, *, title: str) -> bytes:
    """Return the brief of a record as a DOCX file."""
    import docx

    brief = make_brief(record, title=title)
    document = docx.Document()
    document.core_properties.title = brief.title[:_LONGEST_PROPERTY]
    document.core_properties.author = "dateline"
    document.core_properties.comments = ""
    document.add_heading(brief.title, level=0)
    document.add_paragraph(brief.about)
    for section in brief.sections:
        document.add_heading(section.heading, level=1)
        document.add_paragraph(f"{section.about}." if section.about else _NOTHING)
        for item in section.items:
            _add_item(document.add_paragraph(style=_BULLETS[item.level]), item)
    _add_footnotes(document, brief)
    out = io.BytesIO()
    document.save(out)
    return _freeze(out.getvalue())


def _add_item(paragraph: "Paragraph", item: Item) -> None:
    from docx.oxml import parse_xml

    if item.lead:
        paragraph.add_run(f"{item.lead} ").bold = True
    paragraph.add_run(item.text)
    if item.whose:
        paragraph.add_run(f" — {item.whose}").italic = True
    for note in item.notes:
        mark = f'<w:r xmlns:w="{_NAMESPACE}">{_RAISED}<w:footnoteReference w:id="{note.number}"/></w:r>'
        paragraph._p.append(parse_xml(mark))


def _add_footnotes(document: "Document", brief: Brief) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    notes = "".join(
        f'<w:footnote w:id="{note.number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r>{_SMALL}<w:t xml:space="preserve"> {escape(f"{note.words} — {note.where}")}</w:t></w:r>'
        "</w:p></w:footnote>"
        for note in brief.notes
    )
    data = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:footnotes xmlns:w="{_NAMESPACE}">{_SEPARATORS}{notes}</w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, data.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    told = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    properties = parse_xml(f'<w:footnotePr xmlns:w="{_NAMESPACE}">{told}</w:footnotePr>')
    # The schema wants it before what is said of compatibility.
    settings.find(f"{{{_NAMESPACE}}}compat").addprevious(properties)


def _freeze(package: bytes) -> bytes:
    """Return a ZIP file with the same files, sorted, all of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # Readers look for the types first.
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


EXPORTER = Exporter(
    name="docx",
    summary="the same brief as a Word document",
    write=write_file(make_docx),
    ending=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
