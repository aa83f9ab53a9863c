"""Who speaks: the resolved speaker of 200 statements from 38 of PolNeAR's training texts, told by a reader.

The encoder learned from none of these texts. `annotations/speakers.jsonl` holds for each statement its
roles as PolNeAR marks them and the one whose word it is: the first full naming in the text of a person or
body, how the text describes who goes unnamed, or nothing where it is nobody's. Of several together all are
given; `also` are other namings that count as right. A printed statement is the marked one where the cues
overlap and the contents have a token F1 of at least 0.8, whatever its source. Even numbers are for looking
at errors, odd ones are not.

The reader was a language model, as `annotations/README.md` says. "Roles given" leaves out the encoder's own
errors: the roles of every attribution are PolNeAR's, the names are the encoder's.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.engine.finding import find_in_reports
from dateline.find.layers import decode_names
from dateline.find.names.mentions import find_mentions
from dateline.find.names.names import clean_name
from dateline.find.statements.attributions import Attribution
from dateline.find.statements.statements import find_statements
from dateline.ingest.reading import read_reports
from dateline.model.findings import Findings, SpeakerKind, Statement
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation.corpora import read_brat
from evaluation.statements import find_printed

ANNOTATIONS = Path(__file__).parent / "annotations" / "speakers.jsonl"

Segment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement whose speaker the reader told.

    Attributes:
        number: Even for looking at errors, odd for reporting.
        text: The text's name without its ending.
        source: Where it is attributed; empty where the text names nobody.
        cue: The words that attribute it.
        content: What is said.
        speakers: The best naming of each who speaks together; empty where nobody does.
        also: Other namings that count as right.
        named: Whether the text gives a name.
        type: By what words the text leads to the speaker: "surname", "pronoun" …
    """

    number: int
    text: str
    source: tuple[Segment, ...]
    cue: tuple[Segment, ...]
    content: tuple[Segment, ...]
    speakers: tuple[Segment, ...]
    also: tuple[Segment, ...]
    named: bool
    type: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked statement beside the printed one, None where none was printed."""

    marked: Marked
    printed: Statement | None
    right: bool


def measure(data: Path) -> dict[str, float]:
    """Return the share of printed statements, and of all, that have the right speaker."""
    folder, marked = data / "polnear" / "train", read_marked()
    reports = read_texts(folder, marked)
    encoder = Encoder.load()
    judged = judge(marked, find_in_reports(reports, encoder=encoder))
    printed = [one for one in judged if one.printed is not None]
    given = judge(marked, find_given(folder, reports, encoder))
    figures = {
        "right of all statements": share(judged),
        "right of all statements, odd ones": share(_odd(judged)),
        "printed": len(printed) / len(judged),
        "right where printed": share(printed),
        "right where printed, odd ones": share(_odd(printed)),
        "right, roles given": share(given),
        "right, roles given, odd ones": share(_odd(given)),
    }
    for name, ones in (("right where printed", printed), ("right, roles given", given)):
        for type_ in sorted({j.marked.type for j in ones}):
            figures[f"{name}, {type_}"] = share([j for j in ones if j.marked.type == type_])
    return figures


def _odd(judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if one.marked.number % 2]


def share(judged: Sequence[Judged]) -> float:
    """Return which share of some is right."""
    return sum(one.right for one in judged) / max(len(judged), 1)


def read_marked(file: Path = ANNOTATIONS) -> list[Marked]:
    """Read what the reader told, in order."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        Marked(
            number=row["n"],
            text=row["text"],
            source=_read_segments(row["source"]),
            cue=_read_segments(row["cue"]),
            content=_read_segments(row["content"]),
            speakers=_read_speakers(row["speaker"]),
            also=_read_segments(row.get("also", [])),
            named=row["named"],
            type=row["type"],
        )
        for row in rows
    ]


def _read_segments(found: list[list[int]]) -> tuple[Segment, ...]:
    return tuple((start, end) for start, end in found)


def _read_speakers(found: dict[str, int] | list[dict[str, int]] | None) -> tuple[Segment, ...]:
    several = found if isinstance(found, list) else [found] if found else []
    return tuple((one["start"], one["end"]) for one in several)


def read_texts(folder: Path, marked: Sequence[Marked]) -> list[Report]:
    """Read the texts of marked statements as `dateline read` does, sorted by name."""
    paths = [str(folder / "text" / f"{name}.txt") for name in sorted({one.text for one in marked})]
    return [one for one in read_reports(paths) if isinstance(one, Report)]


def find_given(folder: Path, reports: Sequence[Report], encoder: Encoder) -> Iterator[Findings]:
    """Yield what is found in each report where all attributions are as the first annotator marked them."""
    for report in reports:
        mentions = find_mentions(report, decode_names(encoder.start(report.text, report.body).finish()))
        stem = Path(report.path).stem
        of_text = (folder / "attributions").glob(f"{stem}_*.ann")
        attributions = [a for a in _read_attributions(min(of_text), report.text) if _is_inside(report, a)]
        yield Findings(
            report=report, mentions=mentions, statements=find_statements(report, attributions, mentions)
        )


def _read_attributions(path: Path, text: str) -> list[Attribution]:
    parts: dict[int, dict[str, tuple[Span, ...]]] = {}
    for role in read_brat(path, text):
        spans = tuple(Span(start, end) for start, end in role.segments)
        for cue in role.cues:
            kept = parts.setdefault(cue, {})
            kept[role.kind] = tuple(sorted((*kept.get(role.kind, ()), *spans)))
    return [
        Attribution(part["Cue"], part.get("Source", ()), part["Content"], 1.0)
        for _, part in sorted(parts.items())
        if "Cue" in part and "Content" in part
    ]


def _is_inside(report: Report, one: Attribution) -> bool:
    spans = (*one.cue, *one.source, *one.content)
    return all(any(part.covers(span) for part in report.body) for span in spans)


def judge(marked: Sequence[Marked], found: Iterator[Findings]) -> list[Judged]:
    """Set what is printed of each text beside what the reader told, in the order of the numbers."""
    by_text: dict[str, list[Marked]] = {}
    for one in marked:
        by_text.setdefault(one.text, []).append(one)
    judged: list[Judged] = []
    for findings in found:
        for one in by_text[Path(findings.report.path).stem]:
            printed = find_printed(findings.report.text, one.cue, one.content, findings.statements)
            judged.append(Judged(one, printed, printed is not None and is_right(one, printed, findings)))
    return sorted(judged, key=lambda j: j.marked.number)


def is_right(marked: Marked, statement: Statement, findings: Findings) -> bool:
    """Tell whether the printed speaker is the one whom the reader told."""
    speaker, text = statement.speaker, findings.report.text
    if not marked.speakers:
        return speaker.kind is SpeakerKind.UNKNOWN or speaker.name in findings.report.bylines
    if len(marked.speakers) > 1:
        surnames = [text[start:end].split()[-1].casefold() for start, end in marked.speakers]
        name = (speaker.name or "").casefold()
        return speaker.kind is SpeakerKind.GROUP and all(surname in name for surname in surnames)
    if any(_is_named(statement, segment, findings) for segment in marked.also):
        return True
    if marked.named:
        return _is_named(statement, marked.speakers[0], findings)
    described = statement.anonymity.descriptor if statement.anonymity else speaker.name
    named = speaker.kind in (SpeakerKind.NAMED_PERSON, SpeakerKind.NAMED_ORGANIZATION, SpeakerKind.OUTLET)
    if named and speaker.actor in {m.actor for m in findings.mentions}:
        return False
    if described is None and speaker.actor is not None:
        # A crowd or a text that goes unnamed has neither name nor descriptor: it is what its source says.
        described = " ".join(text[s.start : s.end] for s in statement.source)
        if _words(described) <= _PRONOUNS:
            described = speaker.why or ""
    meant = text[slice(*marked.speakers[0])]
    return bool(_words(described or "") & _words(meant))


_PRONOUNS = frozenset({"who", "that", "which", "they", "it", "we"})
_SMALL = frozenset({"the", "a", "an", "of", "in", "and", "one", "another", "some", "by", "at", "to", "for"})


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - _SMALL


def _is_named(statement: Statement, segment: Segment, findings: Findings) -> bool:
    """Tell whether the speaker is the one named at `segment`: by a mention there, or by the very name."""
    if statement.speaker.actor is None:
        return False
    start, end = segment
    meant = clean_name(findings.report.text[start:end]).casefold()
    if clean_name(statement.speaker.name or "").casefold() == meant:
        return True
    begins = [m.start for m in findings.mentions]
    near = findings.mentions[max(0, bisect_left(begins, start) - 1) : bisect_right(begins, end)]
    # A mention of "Osei" is none of "the Osei campaign".
    there = {m.actor for m in near if m.start < end and start < m.end and m.end >= end}
    return statement.speaker.actor in there
