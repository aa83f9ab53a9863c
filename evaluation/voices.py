"""Whose voice a statement is in: form, kind of source, descriptor, reason and chain, against labels.

The labels are those of `annotations/voices.jsonl`: 320 attributions of PolNeAR's training part, as offsets.
Part `any` is 200 drawn by hash from articles that the encoder was not trained on; `unnamed` and `relayed`,
60 each, were drawn by hash from those of the whole training part whose words are of unnamed sources or of
outlets. A label counts where `dateline read` prints the statement: cues overlap, and contents have a token
F1 of at least 0.8; what share that is, is a figure of its own. Even `n` are for development, odd for test.

`descriptor` is a span of the text, for an unnamed source; `reason` too, where one is given; `chain` is where
the authorities between the report and the speaker are named, the speaker left out unless it is an outlet,
and null where the text can be read in more than one way.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.engine.finding import find_in_reports
from dateline.find.names.names import find_outlet
from dateline.ingest.reading import read_reports
from dateline.model.findings import SpeakerKind, Statement
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from evaluation.statements import compute_token_f1, cover, find_printed, index_tokens

LABELS = Path(__file__).parent / "annotations" / "voices.jsonl"
_ARTICLE = re.compile(r"(?i)^(?:the|an?|one|another)\s+")


@dataclass(frozen=True)
class Label:
    """What a reader says of one statement; spans are half-open code points."""

    n: int
    part: str
    text: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    form: str
    kind: str
    descriptor: Span | None
    reason: Span | None
    chain: tuple[Span, ...] | None


@dataclass(frozen=True)
class Judged:
    """A label, and the statement that was found for it."""

    label: Label
    text: str
    statement: Statement | None

    def judge(self) -> Iterator[tuple[str, bool]]:
        """Yield each figure's name and whether the statement is right in it."""
        label, found = self.label, self.statement
        yield "matched", found is not None
        if found is None:
            return
        if label.part == "any":
            yield "form", found.form == label.form
            yield "kind", found.speaker.kind == label.kind
        if label.descriptor is not None:
            yield "descriptor", self._has_descriptor(found, label.descriptor)
        if label.kind == SpeakerKind.ANONYMOUS:
            yield "reason", self._has_reason(found)
        if label.chain is not None:
            right = self._has_chain(found, label.chain)
            yield ("chain, relayed" if label.chain else "chain, told directly"), right

    def _has_descriptor(self, found: Statement, descriptor: Span) -> bool:
        given = found.anonymity.descriptor if found.anonymity else ""
        return _plain(given) == _plain(descriptor.of(self.text))

    def _has_reason(self, found: Statement) -> bool:
        given = found.anonymity.reason if found.anonymity else None
        if given is None or self.label.reason is None:
            return given is self.label.reason
        starts, ends = index_tokens(self.text)
        left, right = (cover([(s.start, s.end)], starts, ends) for s in (given, self.label.reason))
        return compute_token_f1(left, right) >= 0.8

    def _has_chain(self, found: Statement, chain: Sequence[Span]) -> bool:
        links = list(found.chain)
        if links and found.speaker.kind is not SpeakerKind.OUTLET:
            links.pop()
        return len(links) == len(chain) and all(
            _names_same(span.of(self.text), link) for span, link in zip(chain, links, strict=True)
        )


def measure(data: Path) -> dict[str, float]:
    """Return each figure on the odd labels (test) and on the even ones (development)."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for judged in judge_all(data):
        half = "test" if judged.label.n % 2 else "development"
        for figure, is_right in judged.judge():
            asked[f"{figure}, {half}"] += 1
            right[f"{figure}, {half}"] += is_right
    return {figure: right[figure] / asked[figure] for figure in sorted(asked, key=_by_half)}


def judge_all(data: Path) -> list[Judged]:
    """Run the program on the labelled texts and pair each label with what was found."""
    labels = read_labels()
    folder = data / "polnear" / "train" / "text"
    paths = [str(folder / f"{text}.txt") for text in sorted({label.text for label in labels})]
    reports = (one for one in read_reports(paths) if isinstance(one, Report))
    judged: list[Judged] = []
    for findings in find_in_reports(reports, encoder=Encoder.load()):
        stem, text = Path(findings.report.path).stem, findings.report.text
        for label in (label for label in labels if label.text == stem):
            printed = find_printed(text, _pairs(label.cue), _pairs(label.content), findings.statements)
            judged.append(Judged(label, text, printed))
    return sorted(judged, key=lambda one: one.label.n)


def read_labels() -> list[Label]:
    """Read the labels, in the order of the file."""
    return [_read_label(json.loads(line)) for line in LABELS.read_text("utf-8").splitlines()]


def _pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _read_label(row: dict[str, object]) -> Label:
    def spans(value: object) -> tuple[Span, ...]:
        return tuple(Span(int(a), int(b)) for a, b in value) if isinstance(value, list) else ()

    def span(value: object) -> Span | None:
        return spans([value])[0] if isinstance(value, list) else None

    return Label(
        n=int(str(row["n"])),
        part=str(row["part"]),
        text=str(row["text"]),
        content=spans(row["content"]),
        cue=spans(row["cue"]),
        form=str(row["form"]),
        kind=str(row["kind"]),
        descriptor=span(row["descriptor"]),
        reason=span(row["reason"]),
        chain=None if row["chain"] is None else spans(row["chain"]),
    )


def _by_half(figure: str) -> tuple[bool, str]:
    return not figure.endswith("test"), figure


def _plain(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.split())).strip(" ,").casefold().replace("’", "'")


def _names_same(printed: str, link: str) -> bool:
    """Tell whether a link is whom the text names: the same outlet, or all words of the one in the other."""
    if link in (printed, find_outlet(printed)):
        return True
    left, right = (set(re.findall(r"\w+", _plain(words))) for words in (printed, link))
    return bool(left and right) and (left <= right or right <= left)
