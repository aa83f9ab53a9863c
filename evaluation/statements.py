"""Attributions on PolNeAR dev: who is said to have said what.

One annotator a text, the first in file order. Everything is counted in tokens, words and single marks. A
span is the set of its tokens, however many pieces it is in. An attribution is right if its cue overlaps,
its source overlaps or is absent on both sides, and its content has a token F1 of at least 0.8; each counts
once.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from dateline.engine.finding import find_in_reports
from dateline.find.statements.attributions import Attribution, decode_attributions
from dateline.ingest.reading import read_reports
from dateline.model.findings import Statement
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding
from dateline.nlp.tokens import find_tokens

ROLES = ("source", "cue", "content")

# From this F1 of their tokens on, two contents are one.
NEARLY = 0.8

Tokens = frozenset[int]


@dataclass(frozen=True)
class Attributed:
    """One attribution as sets of token indices; an absent source is empty."""

    source: Tokens
    cue: Tokens
    content: Tokens


@dataclass
class Counts:
    """What was right, found and meant, by figure."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    meant: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: int, found: int, meant: int) -> None:
        """Add to one figure."""
        self.right[name] += right
        self.found[name] += found
        self.meant[name] += meant

    def compute_f1(self) -> dict[str, float]:
        """Return the F1 of each figure."""
        return {
            name: 2 * self.right[name] / max(self.found[name] + self.meant[name], 1)
            for name in sorted(self.meant)
        }


def measure(data: Path) -> dict[str, float]:
    """Return token, exact-span and whole-attribution F1 on PolNeAR dev.

    Measured on what `dateline read` prints of the files, so that whatever is lost on the way counts; beside
    it whole attributions as decoded from the encoder's output alone.
    """
    folder = data / "polnear" / "dev"
    encoder = Encoder.load()
    counts = Counts()
    reports = (one for one in read_reports([str(folder / "text")]) if isinstance(one, Report))
    for findings in find_in_reports(reports, encoder=encoder):
        text = findings.report.text
        score(
            find_gold(folder, Path(findings.report.path).stem, text),
            to_tokens(text, findings.statements),
            counts,
        )
    alone = measure_folder(folder, encoder)
    return counts.compute_f1() | {"attributions, decoded alone": alone["attributions"]}


def measure_folder(folder: Path, encoder: Encoder, names: frozenset[str] | None = None) -> dict[str, float]:
    """Return the same for the texts of any folder of PolNeAR, or those with the given stems."""
    counts = Counts()
    paths = [p for p in sorted((folder / "text").glob("*.txt")) if names is None or p.stem in names]
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    encodings = encoder.encode([(text, [Span(0, len(text))]) for text in texts])
    for path, encoding in zip(paths, encodings, strict=True):
        score(find_gold(folder, path.stem, encoding.text), find_attributed(encoding), counts)
    return counts.compute_f1()


def find_attributed(encoding: Encoding) -> list[Attributed]:
    """Return what is decoded from an encoding alone, in tokens."""
    return to_tokens(encoding.text, decode_attributions(encoding))


def to_tokens(text: str, found: Sequence[Attribution | Statement]) -> list[Attributed]:
    """Return what the program found, in tokens."""
    starts, ends = index_tokens(text)
    return [
        Attributed(
            cover([(s.start, s.end) for s in one.source], starts, ends),
            cover([(s.start, s.end) for s in one.cue], starts, ends),
            cover([(s.start, s.end) for s in one.content], starts, ends),
        )
        for one in found
    ]


def measure_ceiling(data: Path) -> dict[str, float]:
    """Return the same figures for two people: how far annotators agree on what the program is measured on.

    All pairs of annotators of each text of PolNeAR's train and dev parts that several have marked, counted
    together. Some of these texts were trained on, which does not matter: the program has no part in it.
    """
    counts = Counts()
    for folder in (data / "polnear" / "train", data / "polnear" / "dev"):
        for stem, paths in find_annotations(folder).items():
            text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
            for left, right in combinations([read_annotation(path, text) for path in paths], 2):
                score(left, right, counts)
    return counts.compute_f1()


def find_annotations(folder: Path) -> dict[str, list[Path]]:
    """Return the annotations of each text of a folder of PolNeAR by the text's stem, both in file order."""
    found: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        found.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    return found


def find_gold(folder: Path, stem: str, text: str) -> list[Attributed]:
    """Read the attributions of one text as its first annotator marked them."""
    return read_annotation(find_annotations(folder)[stem][0], text)


def read_annotation(path: Path, text: str) -> list[Attributed]:
    """Read the attributions of one text as one annotator marked them."""
    starts, ends = index_tokens(text)
    spans: dict[str, Tokens] = {}
    parts: dict[str, dict[str, Tokens]] = {}
    lines = path.read_bytes().decode("utf-8").split("\n")
    for line in lines:
        if match := re.match(r"(T\d+)\t\w+ (\d[\d ;]*)\t", line):
            segments = [(int(a), int(b)) for a, b in (part.split() for part in match.group(2).split(";"))]
            spans[match.group(1)] = cover(segments, starts, ends)
    for line in lines:
        if match := re.match(r"(E\d+)\t(Attribution.*)$", line):
            roles = parts.setdefault(match.group(1), {})
            for role, key in (part.split(":") for part in match.group(2).split()[1:]):
                name = role.rstrip("0123456789").lower()
                if name in ROLES:
                    roles[name] = roles.get(name, frozenset()) | spans[key]
    empty: Tokens = frozenset()
    return [
        Attributed(roles.get("source", empty), roles.get("cue", empty), roles.get("content", empty))
        for roles in parts.values()
        if roles.get("cue") and roles.get("content")
    ]


def index_tokens(text: str) -> tuple[list[int], list[int]]:
    """Return where each token starts and ends."""
    tokens = find_tokens(text)
    return [token.start for token in tokens], [token.end for token in tokens]


def cover(segments: list[tuple[int, int]], starts: list[int], ends: list[int]) -> Tokens:
    """Return the tokens that segments touch."""
    return frozenset(
        token
        for start, end in segments
        for token in range(bisect_right(ends, start), bisect_left(starts, end))
    )


def score(gold: list[Attributed], found: list[Attributed], counts: Counts) -> None:
    """Add one text's counts."""
    for role in ROLES:
        of_gold = {getattr(each, role) for each in gold} - {frozenset()}
        of_found = {getattr(each, role) for each in found} - {frozenset()}
        gold_tokens = frozenset().union(*of_gold)
        found_tokens = frozenset().union(*of_found)
        counts.add(f"{role} tokens", len(gold_tokens & found_tokens), len(found_tokens), len(gold_tokens))
        counts.add(f"{role} spans", len(of_gold & of_found), len(of_found), len(of_gold))
    counts.add("attributions", len(pair_up(gold, found)), len(found), len(gold))


def pair_up(gold: list[Attributed], found: list[Attributed]) -> list[tuple[int, int]]:
    """Pair gold with found attributions one to one, the best overlap of contents first."""
    pairs = sorted(
        (-compute_token_f1(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if matches(g, f)
    )
    paired: list[tuple[int, int]] = []
    for _, i, j in pairs:
        if all(i != a and j != b for a, b in paired):
            paired.append((i, j))
    return paired


def matches(gold: Attributed, found: Attributed) -> bool:
    """Tell whether a found attribution is a gold one."""
    source = bool(gold.source & found.source) or not (gold.source or found.source)
    return source and bool(gold.cue & found.cue) and compute_token_f1(gold.content, found.content) >= NEARLY


def find_printed(
    text: str,
    cue: Sequence[tuple[int, int]],
    content: Sequence[tuple[int, int]],
    statements: Sequence[Statement],
) -> Statement | None:
    """Return what was printed for a labelled statement: its cue overlaps, its content is nearly the same."""
    starts, ends = index_tokens(text)
    cued, said = cover(list(cue), starts, ends), cover(list(content), starts, ends)

    def tokens(spans: Sequence[Span]) -> Tokens:
        return cover([(s.start, s.end) for s in spans], starts, ends)

    near = [(compute_token_f1(said, tokens(s.content)), s) for s in statements if cued & tokens(s.cue)]
    same, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    return best if same >= NEARLY else None


def compute_token_f1(left: Tokens, right: Tokens) -> float:
    """Return the F1 of two sets of tokens."""
    return 2 * len(left & right) / max(len(left) + len(right), 1)
