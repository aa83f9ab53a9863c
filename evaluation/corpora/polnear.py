"""PolNeAR: who said what, in brat stand-off files. In: its folders. Out: documents with roles."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from evaluation.corpora.document import Document, Role, find_lines


def read_polnear(folder: Path) -> list[Document]:
    """Read one part of PolNeAR, the first annotator of each text.

    Args:
        folder: Holds `text/` and `attributions/` (brat stand-off).

    Returns:
        Documents sorted by file name.
    """
    documents = []
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann"), reverse=True):
        annotations[path.stem.rsplit("_", 1)[0]] = path
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        roles = read_brat(annotations[path.stem], text)
        documents.append(Document(f"polnear/{path.stem}", text, find_lines(text), roles=roles))
    return documents


def read_brat(path: Path, text: str) -> tuple[Role, ...]:
    """Read the attributions of one stand-off file."""
    spans: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    owners: dict[str, list[str]] = {}
    cue_of: dict[str, int] = {}
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if match := re.match(r"(T\d+)\t(\w+) (\d[\d ;]*)\t", line):
            key, kind, numbers = match.groups()
            segments = tuple((int(a), int(b)) for a, b in (part.split() for part in numbers.split(";")))
            spans[key] = (kind, join_segments(segments, text))
        elif match := re.match(r"(E\d+)\t(Attribution.*)$", line):
            event, parts = match.groups()
            for part in parts.split()[1:]:
                owners.setdefault(part.split(":")[1], []).append(event)
    for key, (kind, segments) in spans.items():
        if kind == "Cue":
            for event in owners.get(key, []):
                cue_of[event] = min(cue_of.get(event, segments[0][0]), segments[0][0])
    roles = []
    for key, (kind, segments) in spans.items():
        cues = tuple(sorted({cue_of[event] for event in owners.get(key, []) if event in cue_of}))
        if kind in ("Source", "Cue", "Content") and cues:
            roles.append(Role(kind, segments, cues))
    return tuple(sorted(roles, key=lambda role: role.segments))


def join_segments(segments: tuple[tuple[int, int], ...], text: str) -> tuple[tuple[int, int], ...]:
    """Join segments with only white space between them: the annotation tool breaks spans at line ends."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(segments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def split_held_out(documents: list[Document], *, count: int = 40) -> tuple[list[Document], list[Document]]:
    """Split off the documents whose names hash lowest, for decisions that must not see the dev part."""
    ranked = sorted(documents, key=lambda document: hashlib.sha256(document.name.encode()).hexdigest())
    held = {document.name for document in ranked[:count]}
    return [d for d in documents if d.name not in held], [d for d in documents if d.name in held]
