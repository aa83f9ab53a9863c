"""Times as TimeML, one document a report: what `dateline read --format timeml` prints, and an export.

In: findings. Out: documents as TempEval-3 exchanges them, with the date of publication as creation time (DCT)
and each expression of time as a TIMEX3 in the text. The text is the whole one, so that what a parser of XML
reads between the tags has the offsets of the findings; what else was found has no place here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dateline.export.documents import name_document, name_documents
from dateline.export.exporter import Exporter, make_folder
from dateline.model.errors import UsageError
from dateline.model.findings import Anchor, Findings, TimeExpression
from dateline.model.record import Record

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
# What an XML 1.0 document cannot hold in any way, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A parser would read a bare one as the end of a line, and the words would no longer be those of the report.
_REFERENCES = {"\r": "&#13;"}
_NO_DATE = "XXXX-XX-XX"
_NO_VALUE = "null"  # as the corpora of TempEval-3 and WikiWars write it


def make_document(findings: Findings, *, name: str) -> str:
    """Return the TimeML document of one report.

    Characters that XML cannot hold become U+FFFD, one for one; `count_illegal` says how many there are.

    Args:
        findings: Its times are sorted and do not overlap.
        name: The document's DOCID.

    Source: TimeML 1.2.1; elements and attributes as in the data of TempEval-3 (UzZaman et al., SemEval 2013).
    """
    report = findings.report
    published = report.published.value or _NO_DATE
    created = f'tid="t0" type="DATE" value={quoteattr(published)} temporalFunction="false"'
    return (
        f"{_HEAD}\n<DOCID>{_escape(name)}</DOCID>\n\n"
        f'<DCT><TIMEX3 {created} functionInDocument="CREATION_TIME">{_escape(published)}</TIMEX3></DCT>\n\n'
        f"<TITLE>{_escape(report.title or '')}</TITLE>\n\n"
        f"<TEXT>{''.join(_mark(report.text, findings.times))}</TEXT>\n\n</TimeML>\n"
    )


def count_illegal(text: str) -> int:
    """Return how many characters of `text` XML 1.0 cannot hold: control characters, halves of pairs."""
    return sum(1 for _ in _ILLEGAL.finditer(text))


def write_documents(
    findings: Iterable[Findings],
    target: Path | None,
    *,
    put: Callable[[bytes], object],
    tell: Callable[[str], object],
) -> int:
    """Write each report's document, to `put` or into a folder, and return how many reports there were.

    Args:
        findings: Read as they are written.
        target: A folder, made where it is not there, for one `.tml` file a report, named after the report's
            file; files of that name are replaced. None for `put`, which is given one document.
        put: Takes the one document, in UTF-8.
        tell: Is told in a line what was changed because XML cannot hold it.

    Raises:
        UsageError: There are several reports and no folder, the folder cannot be made, or a document would
            be written over the report that it is made from.
    """
    written = _to_stream(findings, put) if target is None else _to_folder(findings, target)
    count = 0
    for one in written:
        count += 1
        if illegal := count_illegal(one.report.text):
            held = (
                "character that XML cannot hold is" if illegal == 1 else "characters that XML cannot hold are"
            )
            tell(f"{one.report.path}: {illegal} {held} written as U+FFFD")
    return count


def _to_stream(findings: Iterable[Findings], put: Callable[[bytes], object]) -> Iterator[Findings]:
    first = None
    for one in findings:
        if first is not None:
            raise UsageError("several reports, and TimeML is one document a report: say where to, -o DIR")
        first = one
    if first is not None:
        put(_encode(first, name_document(first.report.path)))
        yield first


def _to_folder(findings: Iterable[Findings], folder: Path) -> Iterator[Findings]:
    make_folder(folder)
    for name, one in name_documents(findings):
        file, source = folder / f"{name}.tml", Path(one.report.path)
        if file.exists() and source.exists() and file.samefile(source):
            raise UsageError(f"{file} is the report itself, and would be lost; name another folder")
        file.write_bytes(_encode(one, name))
        yield one


def _encode(findings: Findings, name: str) -> bytes:
    return make_document(findings, name=name).encode()


def _mark(text: str, times: Iterable[TimeExpression]) -> Iterator[str]:
    last = 0
    for n, time in enumerate(times, 1):
        yield _escape(text[last : time.start])
        attributes = " ".join(f"{name}={_quote(value)}" for name, value in _list_attributes(time))
        yield f'<TIMEX3 tid="t{n}" {attributes}>{_escape(text[time.start : time.end])}</TIMEX3>'
        last = time.end
    yield _escape(text[last:])


def _list_attributes(time: TimeExpression) -> Iterator[tuple[str, str]]:
    yield "type", time.type.value
    yield "value", time.value or _NO_VALUE
    if time.mod is not None:
        yield "mod", time.mod
    yield "temporalFunction", "false" if time.anchor is Anchor.NONE else "true"
    yield "functionInDocument", "NONE"
    if time.anchor is Anchor.PUBLISHED:
        yield "anchorTimeID", "t0"
    elif time.counted_from is not None:
        yield "anchorTimeID", f"t{time.counted_from + 1}"


def _quote(value: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", value))


def _escape(words: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", words), _REFERENCES)


def _write(record: Record, target: Path, *, title: str) -> None:
    write_documents(record.reports, target, put=_ignore, tell=_ignore)


def _ignore(_thing: object) -> None:
    return None


EXPORTER = Exporter(
    name="timeml",
    summary="TimeML, one document a report with its times",
    write=_write,
    is_folder=True,
)
