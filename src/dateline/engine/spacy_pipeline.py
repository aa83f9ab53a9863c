"""A user's own spaCy pipeline in the place of what dateline finds: `--spacy NAME`.

In: the name of an installed pipeline, or a folder, and then reports. Out: what the pipeline says of each. It
has to find names; sentences and statements are taken from it where it gives them. What it does not give comes
from the encoder. What a Doc means is told by `spacy_docs`.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from dateline.engine.spacy_docs import read_doc
from dateline.find.finding import Given
from dateline.model.errors import ModelError, UnreadableInput
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")

# spaCy's parser and NER want about a gigabyte for 100,000 characters.
_MOST_CHARACTERS: Final = 50_000
_LANGUAGES: Final = ("en", "xx")
_NAMES: Final = "doc.ents"
_OURS: Final = "dateline"


@dataclass(frozen=True, eq=False)
class Pipeline:
    """A pipeline that finds names.

    Attributes:
        name: As its author calls it.
        version: A hash of its files: what another version found is another's work.
    """

    name: str
    version: str
    _nlp: Language

    def read(self, report: Report) -> Given:
        """Return what the pipeline says of the body of `report`.

        Raises:
            UnreadableInput: The pipeline fails on it.
            ModelError: The pipeline's statements are not of the documented shape.
        """
        parts = _find_parts(report)
        texts = [report.text[part[0].start : part[-1].end] for part in parts]
        try:
            docs = list(self._nlp.pipe(texts))
        except Exception as error:  # whatever its components raise
            words = " ".join(f"{type(error).__name__}: {error}".split())
            raise UnreadableInput(
                report.path, f"the spaCy pipeline {self.name} fails on it ({words})"
            ) from error
        given = [
            read_doc(doc, part, by=self.name, start=part[0].start)
            for doc, part in zip(docs, parts, strict=True)
        ]
        return Given(
            names=_join(one.names or () for one in given),
            attributions=_join(one.attributions for one in given),
            sentences=_join(one.sentences for one in given),
        )


def _join(parts: Iterable[tuple[T, ...] | None]) -> tuple[T, ...] | None:
    """Join what was found in the parts of a report; None where nobody looked."""
    found = [part for part in parts if part is not None]
    return tuple(chain.from_iterable(found)) if found else None


def load_pipeline(name: str) -> Pipeline:
    """Load a pipeline and see to it that it gives what is needed.

    Args:
        name: An installed pipeline, or the folder of one.

    Raises:
        ModelError: spaCy is not installed, there is no such pipeline, it cannot be loaded, it reads another
            language than English, or none of its components finds names.
    """
    try:
        import spacy
    except ImportError:
        raise ModelError(
            "--spacy needs spaCy, which is not installed here; install it with: "
            f"{sys.executable} -m pip install 'dateline[spacy]'"
        ) from None
    try:
        nlp = spacy.load(name)
    except OSError as error:
        known = ", ".join(spacy.util.get_installed_models()) or "none"
        raise ModelError(
            f"--spacy {name}: neither an installed pipeline (there are: {known}) nor the folder of one"
        ) from error
    except Exception as error:  # its components may raise anything
        words = " ".join(f"{type(error).__name__}: {error}".split())
        raise ModelError(f"--spacy {name}: the pipeline cannot be loaded ({words})") from error
    if nlp.lang not in _LANGUAGES:
        raise ModelError(f"--spacy {name}: the pipeline reads {nlp.lang!r}, and dateline reads English")
    for each in nlp.pipe_names:
        # What our own component would do is done here, over the whole report.
        if nlp.get_pipe_meta(each).factory == _OURS:
            nlp.disable_pipe(each)
    if not any(_NAMES in nlp.get_pipe_meta(each).assigns for each in nlp.pipe_names):
        components = ", ".join(nlp.pipe_names) or "none"
        raise ModelError(
            f"--spacy {name}: names are needed, and no component says that it assigns {_NAMES} "
            f"(its components: {components}); add one such as ner or entity_ruler"
        )
    nlp.max_length *= 10  # no paragraph is cut, were it a whole dump
    return Pipeline(f"{nlp.lang}_{nlp.meta['name']}", _hash_files(nlp.path), nlp)


def _hash_files(folder: Path | None) -> str:
    """Return a hash of the files of a pipeline, 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")) if folder else ():
        if file.is_file():
            digest.update(str(file.relative_to(folder or "")).encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _find_parts(report: Report) -> list[list[Span]]:
    """Find paragraphs of the body that follow each other, no furniture between them, few enough for spaCy."""
    parts: list[list[Span]] = []
    bodies = iter(report.body)
    body = next(bodies, None)
    for paragraph in find_paragraphs(report.text, report.body):
        fresh = not parts
        while body is not None and not body.covers(paragraph):
            body, fresh = next(bodies, None), True
        if fresh or paragraph.end - parts[-1][0].start > _MOST_CHARACTERS:
            parts.append([])
        parts[-1].append(paragraph)
    return parts
