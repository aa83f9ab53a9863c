"""Attributions -> drafts of statements: each in its sentence, and inside the one whose content holds it.

What nobody said is dropped here: a second name ("known as"), words that only tell that or why a source goes
unnamed, and what someone was asked before he answered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.find.names.cast import Cast
from dateline.find.names.nouns import NounKind, tell_noun
from dateline.find.names.phrases import read_phrase
from dateline.find.names.pronouns import Pronoun, read_pronoun
from dateline.find.statements.authority import Unnaming
from dateline.find.statements.quotations import Quotation, covering_quotation
from dateline.find.statements.relays import Relay
from dateline.find.statements.voices import Voice
from dateline.lexicons import load
from dateline.model.report import Report
from dateline.model.span import Span

if TYPE_CHECKING:
    from dateline.find.statements.attributions import Attribution


# "Asked about the price", "When pressed"
_ASKED = re.compile(r"[“\"]?(?:[Ww]hen |[Ii]f )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed)\b")
# "The matter | was brought up by", "it | was discussed"
_RAISED = re.compile(
    r"(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?(?:raised|discussed|brought up|taken up)\b", re.I
)
_TOPIC = re.compile(
    r"(?:the|this|that|these|those|such|same|\s)*(?:issue|matter|question|subject|topic|point|it)s?", re.I
)
_LONGEST_CITED = 8
# A source that was cut before its noun: "The head of the".
_OPEN = re.compile(r"\b(?:of|for|in|at|from|by|with|the|an?|and)$", re.I)
_NO_REST = re.compile(r"[.!?;:“”\"]")
_LONGEST_REST = 60
# What stands between a dateline and the first sentence: "(Meridian) - ", ": "
_AFTER_DATELINE = re.compile(r"\s*(?:\([^()\n]{1,40}\))?[\s:—–-]*")


@dataclass(slots=True)
class Draft:
    """A statement in the making.

    Attributes:
        attribution: What the encoder found.
        sentence: Where its cue stands.
        paragraph: The same, as an index.
        quoted_in: The quotation in which its cue stands, None where it stands in none.
        outer: The draft inside whose content its cue stands.
        voice: Who speaks; None until it is told.
        relay: The outlet that the speaker is said to have told.
        outlet_voice: The outlet that quotes or cites the speaker.
        content: What is said, without what only tells why a source goes unnamed.
        source: Whom it is attributed to.
        frame: The draft that says who passes this one on: "the daily quoted two pilots as saying".
    """

    attribution: Attribution
    sentence: Span
    paragraph: int
    quoted_in: Quotation | None
    outer: Draft | None = None
    voice: Voice | None = None
    relay: Relay | None = None
    outlet_voice: Voice | None = None

    content: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    frame: Draft | None = None

    @property
    def at(self) -> int:
        """Where it is placed among the statements: at its source, else at its cue."""
        spans = self.source or self.attribution.cue or self.attribution.content
        return spans[0].start


def make_drafts(
    report: Report, attributions: Sequence[Attribution], cast: Cast, paragraphs: Sequence[Span]
) -> list[Draft]:
    """Place each attribution in its sentence, paragraph and quotation; in the order of their cues.

    Raises:
        ValueError: An attribution reaches out of the report's body.
    """
    drafts: list[Draft] = []
    starts = [paragraph.start for paragraph in paragraphs]
    for attribution in sorted(attributions, key=lambda a: (a.cue, a.content)):
        for span in (*attribution.content, *attribution.cue, *attribution.source):
            if not any(part.covers(span) for part in report.body):
                raise ValueError(
                    f"{report.path}: attribution at [{span.start}, {span.end}) is not in the body"
                )
        cue = (attribution.cue or attribution.source or attribution.content)[0]
        content, source = _part(cast, attribution)
        content = _strip_dateline(report, content)
        drafts.append(
            Draft(
                attribution,
                cast.sentences[cast.sentence_at(cue.start)],
                max(0, bisect_right(starts, cue.start) - 1),
                covering_quotation(cast.quotations, cue.start),
                content=content,
                source=source,
            )
        )
    return drafts


def _strip_dateline(report: Report, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return `content` without the line that says where the report was filed: no source said that."""
    if report.dateline is None:
        return content
    after = _AFTER_DATELINE.match(report.text, report.dateline.end)
    begin = after.end() if after else report.dateline.end
    kept = tuple(Span(max(span.start, begin), span.end) for span in content if span.end > begin)
    return kept or content


def _part(cast: Cast, attribution: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return content and source, the source taken out of the content where the encoder put it there.

    In "“So it is,” the clerk was quoted as saying" the words between quotation and cue are whose it is.
    """
    content, source = attribution.content, _close(cast, attribution)
    if source and attribution.cue and source[0].start > attribution.cue[0].start:
        # "…, adding that it told the clerks, who objected": a relative pronoun stands before its verb.
        source = tuple(s for s in source if read_pronoun(s.of(cast.text)) is not Pronoun.RELATIVE)
    if source or not attribution.cue or len(content) < 2:
        return content, source
    cue = attribution.cue[0]
    before = [s for s in content if s.end <= cue.start and not cast.text[s.end : cue.start].strip()]
    rest = tuple(s for s in content if s not in before)
    quoted = all(covering_quotation(cast.quotations, s.start) is not None for s in rest)
    if not before or not quoted or covering_quotation(cast.quotations, before[-1].start) is not None:
        return content, source
    return rest, tuple(before)


def _close(cast: Cast, attribution: Attribution) -> tuple[Span, ...]:
    """Return the source, up to its cue where it breaks off: "The head of | the port, | said"."""
    source, cue = attribution.source, attribution.cue
    if not source or not cue or not _OPEN.search(source[-1].of(cast.text)):
        return source
    rest = cast.text[source[-1].end : cue[0].start]
    if not rest.strip() or len(rest) > _LONGEST_REST or _NO_REST.search(rest):
        return source
    end = source[-1].end + len(rest.rstrip())
    return (*source[:-1], Span(source[-1].start, end))


def drop_silent(text: str, drafts: Sequence[Draft], unnamings: Sequence[Unnaming]) -> list[Draft]:
    """Drop what nobody said: a second name ("known as"), what tells why a source goes unnamed, a question.

    "Asked whether he would stay, Osei laughed" does not say who asked.
    """
    about = [span for u in unnamings for span in (u.span, u.reason) if span is not None]
    # "asked | not to be named because …": the words of the request are shared out among cue and content.
    about += [Span(u.span.start, max(u.span.end, u.reason.end)) for u in unnamings if u.reason is not None]
    silent = [re.compile(rule.pattern) for rule in load("en", "silences").rules]
    kept: list[Draft] = []
    for draft in drafts:
        cue = " ".join(span.of(text) for span in draft.attribution.cue)
        draft.content = tuple(
            s for s in draft.content if _holds_words(s.of(text)) and not any(a.covers(s) for a in about)
        )
        if (
            draft.content
            and not any(pattern.search(cue) for pattern in silent)
            and not _is_only_raised(text, draft, cue)
            and not _is_only_cited(text, draft, cue)
            and not _is_answered(text, draft)
        ):
            kept.append(draft)
    return kept


def _is_only_raised(text: str, draft: Draft, cue: str) -> bool:
    """Tell "The matter was brought up by Osei": what she said of it the report does not tell."""
    words = " ".join(span.of(text) for span in draft.content)
    return _RAISED.search(cue) is not None and _TOPIC.fullmatch(words) is not None


def _is_only_cited(text: str, draft: Draft, cue: str) -> bool:
    """Tell "the daily reported, citing | two officials": it is their word, and they are no word of its."""
    words = " ".join(span.of(text) for span in draft.content)
    if cue.lower() not in ("citing", "quoting") or len(words.split()) > _LONGEST_CITED:
        return False
    return tell_noun(read_phrase(words)) is NounKind.PERSON


def _holds_words(words: str) -> bool:
    """Tell words from a mere quotation mark, as one that opens on a line of its own."""
    return any(char.isalnum() for char in words)


def _is_answered(text: str, draft: Draft) -> bool:
    """Tell "Asked whether …, she said": the sentence opens with the question that somebody was asked."""
    cue = draft.attribution.cue
    asked = _ASKED.match(text, draft.sentence.start)
    if not cue or asked is None or asked.end() <= cue[0].start:
        return False
    between = text[cue[-1].end : draft.source[0].start] if draft.source else ""
    return not between.rstrip().endswith(" by")


def place_inner(drafts: Sequence[Draft]) -> None:
    """Give each draft the smallest one whose content holds its cue."""
    parts = sorted((span, n) for n, draft in enumerate(drafts) for span in draft.content)
    starts = [span.start for span, _ in parts]
    longest = max((span.end - span.start for span, _ in parts), default=0)
    for n, draft in enumerate(drafts):
        cue = (draft.attribution.cue or draft.content)[0]
        near = parts[bisect_left(starts, cue.end - longest) : bisect_right(starts, cue.start)]
        holders = sorted({m for span, m in near if m != n and span.covers(cue)})
        draft.outer = min((drafts[m] for m in holders), key=_content_size, default=None)


def _content_size(draft: Draft) -> int:
    return sum(span.end - span.start for span in draft.content)


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in the order of the text, each after the one that holds it."""
    ordered: list[Draft] = []
    inner: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (d.at, d.attribution.content[0])):
        inner.setdefault(id(draft.outer) if draft.outer else 0, []).append(draft)
    waiting = list(reversed(inner.get(0, [])))
    while waiting:
        draft = waiting.pop()
        ordered.append(draft)
        waiting += reversed(inner.get(id(draft), []))
    placed = {id(draft) for draft in ordered}
    return [*ordered, *(draft for draft in drafts if id(draft) not in placed)]
