"""Universal Dependencies treebanks: GUM and EWT.

In: CoNLL-U files. Out: documents with tags, trees and sentence starts, of GUM also names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluation.corpora.document import Document, find_lines
from evaluation.corpora.gum_names import Word, find_gum_names


def read_conllu(path: Path) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...], list[list[Word]]]]:
    """Read a CoNLL-U file document by document.

    Yields:
        Document id, text (paragraphs joined by line ends), paragraphs, and the words of each sentence.
    """
    name, text = "", ""
    sentences: list[list[Word]] = []
    fresh = True
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not block.strip():
            continue
        lines = block.split("\n")
        for line in lines:
            if line.startswith("# newdoc id = "):
                if sentences:
                    yield name, text, find_lines(text), sentences
                name, text, sentences, fresh = line.split(" = ", 1)[1], "", [], True
            elif re.match(r"# newpar( |$)", line):
                fresh = True
        if text and fresh:
            text = text.rstrip(" ") + "\n"
        elif text and not text.endswith(" "):
            text += " "
        fresh = False
        words: list[Word] = []
        until, space = 0, True
        for line in lines:
            if line.startswith("#") or not line:
                continue
            cells = line.split("\t")
            misc = dict(item.split("=", 1) for item in cells[9].split("|") if "=" in item)
            if "-" in cells[0]:
                # A joined token ("Korea's"): its words share its letters; cut them by their forms.
                until = int(cells[0].split("-")[1])
                space = misc.get("SpaceAfter") != "No"
                continue
            if "." in cells[0]:
                continue
            number = int(cells[0])
            start = len(text)
            text += cells[1]
            after = misc.get("SpaceAfter") != "No"
            if number < until:
                after = False
            elif number == until:
                after = space
            head = int(cells[6]) if cells[6].isdigit() else 0
            words.append(
                Word(start, len(text), cells[1], cells[4], number, head, cells[7], misc.get("Entity", ""))
            )
            if after:
                text += " "
        sentences.append(words)
    if sentences:
        yield name, text, find_lines(text), sentences


def read_gum(folder: Path, part: str) -> list[Document]:
    """Read one part (`train`, `dev` or `test`) of GUM with its names and tags.

    Args:
        folder: Holds `dep/` and `splits.md`.
        part: As headed in `splits.md`.

    Returns:
        Documents sorted by file name.
    """
    splits: dict[str, str] = {}
    heading = ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            heading = line[3:].strip()
        elif match := re.match(r"\s*\*\s+(GUM_\w+)", line):
            splits[match.group(1)] = heading
    documents = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        if splits.get(path.stem) != part:
            continue
        for name, text, paragraphs, sentences in read_conllu(path):
            names = [found for words in sentences for found in find_gum_names(words)]
            tags = tuple((word.start, word.end, word.tag) for words in sentences for word in words)
            trees = find_trees(sentences)
            starts = tuple(words[0].start for words in sentences if words)
            documents.append(
                Document(
                    f"gum/{name}",
                    text,
                    paragraphs,
                    names=tuple(names),
                    tags=tags,
                    trees=trees,
                    sentences=starts,
                )
            )
    return _call_countries_places(documents)


def _call_countries_places(documents: list[Document]) -> list[Document]:
    """Type a name as a place throughout where GUM once does: it calls a country that acts an organisation."""
    places = {
        document.text[start:end]
        for document in documents
        for start, end, kind in document.names or ()
        if kind == "place" and not document.text[start:end].isupper()
    }
    return [
        replace(
            document,
            names=tuple(
                (
                    start,
                    end,
                    "place" if kind == "organization" and document.text[start:end] in places else kind,
                )
                for start, end, kind in document.names or ()
            ),
        )
        for document in documents
    ]


def read_ewt(path: Path) -> list[Document]:
    """Read the tags of the weblog and newsgroup documents of the English Web Treebank."""
    documents = []
    for name, text, paragraphs, sentences in read_conllu(path):
        if name.startswith(("weblog", "newsgroup")):
            tags = tuple((word.start, word.end, word.tag) for words in sentences for word in words)
            trees = find_trees(sentences)
            starts = tuple(words[0].start for words in sentences if words)
            documents.append(
                Document(f"ewt/{name}", text, paragraphs, tags=tags, trees=trees, sentences=starts)
            )
    return documents


def find_trees(sentences: list[list[Word]]) -> tuple[tuple[int, int, str], ...]:
    """Find where the head of each word stands and how the word relates to it, subtypes left off."""
    trees = []
    for words in sentences:
        starts = {word.number: word.start for word in words}
        trees += [(word.start, starts.get(word.head, -1), word.relation.split(":")[0]) for word in words]
    return tuple(trees)
