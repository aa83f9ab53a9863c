"""A spaCy Doc -> what it says of a report: names, sentences, and who says what.

In: a Doc that some pipeline has read. Out: a `Given`, which the finders take in the place of what the encoder
and the rules say. Only what the pipeline filled in is taken. A pipeline gives attributions in the shape in
which `spacy_component` writes them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.export.docbin import CONTENTS, CUES, SOURCES
from dateline.find.finding import Given
from dateline.find.layers import NameSpan
from dateline.find.names.names import is_demonym
from dateline.find.statements.attributions import Attribution
from dateline.model.errors import ModelError
from dateline.model.span import Span, merge_spans, trim_span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TYPES: Final = {
    **dict.fromkeys(("PERSON", "PER"), "person"),
    **dict.fromkeys(("ORG", "ORGANIZATION"), "organization"),
    **dict.fromkeys(("GPE", "LOC", "FAC", "PLACE"), "place"),
    **dict.fromkeys(("NORP", "GROUP"), "group"),
}
# Numbers and times are no names; offices before names are found anew.
_NO_NAMES: Final = frozenset(
    ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "OFFICE")
)


def read_doc(doc: Doc, paragraphs: Iterable[Span], *, by: str, start: int = 0) -> Given:
    """Return what a Doc says.

    Args:
        doc: Read by any pipeline.
        paragraphs: Those of the Doc, in the text that offsets are to point into.
        by: The pipeline's name, for the findings to say whose they are.
        start: Where the Doc's text begins in that text.

    Raises:
        ModelError: A span of a statement has no `id_` that joins it to the others.
    """
    return Given(
        names=_read_names(doc, by, start) if doc.has_annotation("ENT_IOB") else None,
        attributions=_read_attributions(doc, by, start) if CONTENTS in doc.spans else None,
        sentences=_read_sentences(doc, paragraphs, start) if doc.has_annotation("SENT_START") else None,
    )


def _read_names(doc: Doc, by: str, start: int) -> tuple[NameSpan, ...]:
    names = []
    for ent in doc.ents:
        label = ent.label_.upper()
        kind = _TYPES.get(label, "other")
        # "French officials": NER marks the adjective, which names nobody.
        adjective = is_demonym(ent.text) or all(token.pos_ == "ADJ" for token in ent)
        if label in _NO_NAMES or (kind == "group" and adjective):
            continue
        names.append(NameSpan(ent.start_char + start, ent.end_char + start, kind, 1.0, by))
    return tuple(sorted(names))


def _read_sentences(doc: Doc, paragraphs: Iterable[Span], start: int) -> tuple[Span, ...]:
    """Return the sentences without white space at their ends; a paragraph always ends one."""
    begins = [sentence.start_char + start for sentence in doc.sents]
    sentences = []
    for part in paragraphs:
        inside = begins[bisect_right(begins, part.start) : bisect_left(begins, part.end)]
        for first, last in pairwise([part.start, *inside, part.end]):
            sentence = trim_span(doc.text, first - start, last - start)
            if sentence is not None:
                sentences.append(Span(sentence.start + start, sentence.end + start))
    return tuple(sentences)


def _read_attributions(doc: Doc, by: str, start: int) -> tuple[Attribution, ...]:
    """Join the spans of one statement by their `id_`; what has no cue is no attribution."""
    roles: dict[str, dict[str, list[Span]]] = {}
    scores: dict[str, float] = {}
    for key in (CONTENTS, CUES, SOURCES):
        group = doc.spans.get(key, ())
        sure = getattr(group, "attrs", {}).get("scores")
        for at, span in enumerate(group):
            if not span.id_:
                raise ModelError(
                    f"{by}: a span of doc.spans[{key!r}] has no id_; the spans of one statement share one"
                )
            here = Span(span.start_char + start, span.end_char + start)
            roles.setdefault(span.id_, {}).setdefault(key, []).append(here)
            score = 1.0 if sure is None else float(sure[at])
            scores[span.id_] = min(score, scores.get(span.id_, 1.0))
    return tuple(
        Attribution(
            cue=merge_spans(parts[CUES]),
            source=merge_spans(parts.get(SOURCES, ())),
            content=merge_spans(parts[CONTENTS]),
            score=scores[id_],
            by=by,
        )
        for id_, parts in roles.items()
        if CUES in parts and CONTENTS in parts
    )
