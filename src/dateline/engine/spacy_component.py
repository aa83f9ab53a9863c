"""dateline as a component of a spaCy pipeline: `nlp.add_pipe("dateline")`.

In: Docs, tokenised by anyone. Out: the same Docs with tags, parts of speech, trees, sentences, entities, and
statements: `doc.spans["statements"]`, `["cues"]` and `["sources"]`, whose spans share the `id_` of the
statement they belong to, and `doc._.statements`, `doc._.mentions` and `doc._.times` in the shape of the
findings format. What an earlier component filled in is kept, and statements rest on its names and sentences.
Only this module and `spacy_pipeline` need spaCy: it is the extra `dateline[spacy]`.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from multiprocessing import parent_process
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import raise_error

from dateline.engine.spacy_docs import read_doc
from dateline.export.docbin import LISTS, write_ents, write_spans
from dateline.find.finding import Given, find_findings
from dateline.find.timex.periods import make_period
from dateline.model.ids import make_id
from dateline.model.plain import to_plain
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder, Reading
from dateline.nlp.encoding import Encoding, Ints
from dateline.nlp.sentences import find_paragraphs, find_sentences
from dateline.nlp.trees import ROOT
from dateline.nlp.words import read_words

# As many Docs as the encoder may be ahead of the finders.
_DOCS_AHEAD: Final = 16
_LANGUAGES: Final = ("en", "xx")


@Language.factory(
    "dateline",
    assigns=[
        "token.tag", "token.pos", "token.dep", "token.head", "token.is_sent_start", "doc.sents",
        "token.ent_iob", "token.ent_type", "doc.ents", "doc.spans",
        "doc._.statements", "doc._.mentions", "doc._.times",
    ],
    default_config={"overwrite": False, "threads": 0},
)  # fmt: skip
def make_component(nlp: Language, name: str, overwrite: bool, threads: int) -> Component:
    """Make the component for `nlp`.

    Args:
        nlp: Reads English.
        name: As which the component stands in the pipeline.
        overwrite: Whether what earlier components filled in is written over.
        threads: How many windows of text are read at once. 0 means one a processor, and just one in a
            process that `nlp.pipe(…, n_process=…)` started.

    Raises:
        ValueError: `nlp` reads another language.
    """
    if nlp.lang not in _LANGUAGES:
        raise ValueError(f"dateline reads English; this pipeline reads {nlp.lang!r}")
    return Component(name, overwrite=overwrite, threads=threads)


class Component:
    """Annotates Docs. It holds settings only; the weights are dateline's own, loaded when first needed."""

    def __init__(self, name: str = "dateline", *, overwrite: bool = False, threads: int = 0) -> None:
        self.name = name
        self.overwrite = overwrite
        self.threads = threads
        self._error_handler: Any = raise_error
        _add_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return self._annotate(doc, self._start(doc).finish())

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _DOCS_AHEAD) -> Iterator[Doc]:
        """Annotate Docs in order; the encoder reads the next ones while one is searched.

        Args:
            stream: The Docs.
            batch_size: The most Docs that are read ahead, up to 16.
        """
        ahead: deque[tuple[Doc, Reading]] = deque()
        try:
            for doc in stream:
                ahead.append((doc, self._start(doc)))
                if len(ahead) > min(batch_size, _DOCS_AHEAD):
                    yield from self._finish(*ahead.popleft())
            while ahead:
                yield from self._finish(*ahead.popleft())
        finally:
            for _, reading in ahead:
                reading.cancel()

    def set_error_handler(self, error_handler: Any) -> None:
        """Set what is done with a Doc that cannot be annotated; it is called as spaCy calls them."""
        self._error_handler = error_handler

    def get_error_handler(self) -> Any:
        """Return what is done with a Doc that cannot be annotated."""
        return self._error_handler

    def _finish(self, doc: Doc, reading: Reading) -> Iterator[Doc]:
        try:
            yield self._annotate(doc, reading.finish())
        except Exception as error:  # spaCy lets the user say what becomes of any of them
            self._error_handler(self.name, self, [doc], error)

    def _start(self, doc: Doc) -> Reading:
        # A forked process has the memory of the threads that read, and not the threads.
        threads = self.threads or (1 if parent_process() is not None else 0)
        return _load_encoder(threads, os.getpid()).start(doc.text, _find_body(doc.text))

    def _annotate(self, doc: Doc, encoding: Encoding) -> Doc:
        paragraphs = find_paragraphs(doc.text)
        given = Given() if self.overwrite else read_doc(doc, paragraphs, by="pipeline")
        found = find_findings(_make_report(doc), encoding=encoding, given=given)
        sentences = given.sentences or tuple(find_sentences(doc.text, paragraphs))
        self._write_grammar(doc, encoding, sentences)
        if given.names is None:
            write_ents(doc, found)
        write_spans(doc, found)
        for name in LISTS:
            doc._.set(name, to_plain(getattr(found, name)))
        return doc

    def _write_grammar(self, doc: Doc, encoding: Encoding, sentences: Sequence[Span]) -> None:
        """Write tags, parts of speech, heads and relations, those of them that are not there."""
        wanted = [
            attr
            for attr in ("TAG", "POS", "HEAD", "DEP")
            if self.overwrite or not doc.has_annotation("DEP" if attr == "HEAD" else attr)
        ]
        tokens = [token for token in doc if not token.is_space]
        if not wanted or not tokens:
            return
        words = read_words(encoding, [Span(t.idx, t.idx + len(t)) for t in tokens], sentences)
        places = np.fromiter((token.i for token in tokens), np.int64, len(tokens))
        # White space goes with the word before it, or with the first.
        leans_on = places[np.maximum(np.searchsorted(places, np.arange(len(doc)), side="right") - 1, 0)]
        heads = np.array(words.heads)
        leans_on[places] = np.where(heads < 0, places, places[heads])
        # spaCy writes the relation of a root in capitals, and lets it be its own head.
        relations = ["ROOT" if relation == ROOT else relation for relation in words.relations]
        columns = {
            "TAG": _make_column(doc, places, words.tags, "_SP"),
            "POS": _make_column(doc, places, words.parts, "SPACE"),
            "DEP": _make_column(doc, places, relations, "dep"),
            "HEAD": (leans_on - np.arange(len(doc))).astype(np.uint64),
        }
        # spaCy's types ask for a list of numbers here, and it reads any array of them.
        table: Any = np.stack([columns[attr] for attr in wanted], axis=1)
        doc.from_array([*wanted], table)


def _make_column(doc: Doc, places: Ints, words: list[str], space: str) -> NDArray[np.uint64]:
    """Return spaCy's numbers of `words`, which stand at `places`, and of `space` elsewhere."""
    column = np.full(len(doc), doc.vocab.strings.add(space), dtype=np.uint64)
    column[places] = np.array([doc.vocab.strings.add(word) for word in words], dtype=np.uint64)
    return column


@cache
def _load_encoder(threads: int, _process: int) -> Encoder:
    return Encoder.load(threads=threads)


def _add_extensions() -> None:
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name in ("published", "outlet"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not DocSpan.has_extension("statement"):
        DocSpan.set_extension("statement", getter=_get_statement)
    if not DocSpan.has_extension("mention"):
        DocSpan.set_extension("mention", getter=_get_mention)


def _get_statement(span: DocSpan) -> dict[str, Any] | None:
    """Return the statement that a span of a statement, cue or source belongs to."""
    return next((one for one in span.doc._.statements if one["id"] == span.id_), None)


def _get_mention(span: DocSpan) -> dict[str, Any] | None:
    """Return the mention that an entity is."""
    return next(
        (one for one in span.doc._.mentions if one["start"] < span.end_char and span.start_char < one["end"]),
        None,
    )


def _find_body(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text)),) if text else ()


def _make_report(doc: Doc) -> Report:
    """Return a Doc as a report; what is known of it, its user has put into `doc._`."""
    return Report.of_text(
        doc.text,
        id=make_id("doc", doc.text),
        published=_read_published(doc._.published),
        outlet=doc._.outlet,
    )


def _read_published(value: str | None) -> Published:
    """Return when a report was published, as its user says.

    Raises:
        ValueError: `value` is no date.
    """
    if value is None:
        return Published(None, None, None, Basis.UNKNOWN)
    is_date = re.fullmatch(r"\d{4}(-\d\d){0,2}", value) is not None
    period = make_period(*(int(part) for part in value.split("-"))) if is_date else None
    if period is None:
        raise ValueError(f"doc._.published: {value!r} is no date such as 2011-09-17, 2011-09 or 2011")
    return Published(value, period.first_day().isoformat(), period.last_day().isoformat(), Basis.GIVEN)
