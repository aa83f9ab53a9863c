"""The findings as spaCy has them: one DocBin with a Doc a report, and the writing of findings into any Doc.

In: a record, or one report's findings and a Doc of the same text. Out: entities, spans of statements and of
their cues and sources, and `doc._.statements`, `doc._.mentions` and `doc._.times` in the shape of the
findings format, whose offsets hold where tokens do not. Needs spaCy, the extra `dateline[spacy]`.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from dateline.export.exporter import Exporter, make_encodable, make_json, write_file
from dateline.model.errors import UsageError
from dateline.model.findings import Findings, MentionType
from dateline.model.record import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

CONTENTS: Final = "statements"
CUES: Final = "cues"
SOURCES: Final = "sources"
LISTS: Final = ("statements", "mentions", "times")
"""The lists of findings that a Doc holds in `doc._`."""

LABELS: Final = {
    MentionType.PERSON: "PERSON",
    MentionType.ORGANIZATION: "ORG",
    MentionType.OUTLET: "ORG",
    MentionType.PLACE: "GPE",
    MentionType.GROUP: "NORP",
    MentionType.OFFICE: "OFFICE",
    MentionType.DOCUMENT: "LAW",
    MentionType.OTHER: "MISC",
}
"""The label of an entity for each type of mention: OntoNotes' where it has one."""

# spaCy takes time in the square of a run without spaces: "((((…" of a megabyte would take it hours.
_LONG_RUN: Final = re.compile(r"\S{300}")

_ROLE_LABELS: Final = {CONTENTS: "CONTENT", CUES: "CUE", SOURCES: "SOURCE"}


def make_docbin(record: Record, *, title: str) -> bytes:
    """Return the DocBin; `title` is not used, for the format has no place for it.

    Raises:
        UsageError: spaCy is not installed.
    """
    try:
        import spacy
        from spacy.tokens import Doc, DocBin
    except ImportError:
        raise UsageError("spaCy is not installed: pip install 'dateline[spacy]'") from None
    for name in (*LISTS, "events"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    if not Doc.has_extension("report"):
        Doc.set_extension("report", default=None)
    blank = spacy.blank("en")
    docs = DocBin(store_user_data=True)
    for findings in record.reports:
        doc = _tokenize(blank.tokenizer, make_encodable(findings.report.text))
        write_ents(doc, findings)
        write_spans(doc, findings)
        plain = json.loads(make_json(findings))
        for name in (*LISTS, "events"):
            doc._.set(name, plain[name])
        known = ("id", "path", "url", "title", "outlet", "language", "published")
        doc._.set("report", {name: plain[name] for name in known})
        docs.add(doc)
    return bytes(docs.to_bytes())


def _tokenize(tokenizer: Any, text: str) -> Doc:
    """Return the Doc of a text; what runs on without a space for longer than any word or address is cut."""
    from spacy.tokens import Doc as MadeDoc

    cuts = [0, *(run.end() for run in _LONG_RUN.finditer(text)), len(text)]
    if len(cuts) == 2:
        whole: Doc = tokenizer(text)
        return whole
    tokens = [token for start, end in pairwise(cuts) for token in tokenizer(text[start:end])]
    return MadeDoc(
        tokenizer.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
    )


def write_ents(doc: Doc, found: Findings) -> None:
    """Write the mentions as entities; those of one actor share its id as their `id_`."""
    from spacy.util import filter_spans

    spans = [
        doc.char_span(m.start, m.end, LABELS[m.type], alignment_mode="expand", span_id=m.actor or 0)
        for m in found.mentions
    ]
    doc.set_ents(filter_spans(span for span in spans if span is not None))


def write_spans(doc: Doc, found: Findings) -> None:
    """Write each segment of a statement as a span of whole tokens, with the statement's id as its `id_`.

    Spans of another component, from which the statements were made, are written anew for the sake of the ids.
    """
    groups: dict[str, list[DocSpan]] = {key: [] for key in _ROLE_LABELS}
    for one in found.statements:
        for key, spans in ((CONTENTS, one.content), (CUES, one.cue), (SOURCES, one.source)):
            made = (
                doc.char_span(
                    span.start, span.end, _ROLE_LABELS[key], alignment_mode="expand", span_id=one.id
                )
                for span in spans
            )
            groups[key] += [span for span in made if span is not None]
    for key, spans_of in groups.items():
        doc.spans[key] = spans_of


EXPORTER = Exporter(
    name="spacy",
    summary="spaCy Docs in one DocBin (needs spaCy)",
    write=write_file(make_docbin),
    ending=".spacy",
    media_type="application/octet-stream",
)
