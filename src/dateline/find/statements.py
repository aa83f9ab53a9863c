"""Attributions and mentions -> statements: who is said to have said what, in which form, on whose authority.

In: a report, the encoder's attributions of its body, and its mentions. Out: statements. Each attribution
becomes one statement; who speaks is told by `speakers`, in the order of the text and the outer before the
inner, form by `quotations`, act by `acts`, chain and anonymity by `authority`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.find.acts import tell_act
from dateline.find.authority import (
    Relay,
    Spoken,
    Telling,
    find_cited,
    find_own_outlet,
    find_relay,
    find_unnamings,
    is_earlier,
    match_unnamings,
)
from dateline.find.cast import Cast, full_head
from dateline.find.phrases import read_phrase
from dateline.find.quotations import Quotation, covering_quotation, find_quotations, tell_form
from dateline.find.speakers import Speakers
from dateline.find.voices import Voice, silent_voice
from dateline.model.findings import Anonymity, Mention, SpeakerKind, Statement
from dateline.model.ids import make_id
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.nlp.sentences import find_paragraphs, find_sentences

if TYPE_CHECKING:
    from dateline.find.attributions import Attribution

# "Osei blamed the board and warned that …": the second cue has the source of the first.
_JOINED: Final = re.compile(r"\b(?:and|but|then)\s+(?:(?:also|then|later|even|has|have|had|\w+ly)\s+)*$")
_RULE: Final = "encoder attribution"
# How far a relay is carried on to the next statement of the same speaker, in paragraphs.
_RELAY_REACH: Final = 2


@dataclass(slots=True)
class _Draft:
    """A statement in the making."""

    attribution: Attribution
    sentence: Span
    paragraph: int
    quoted_in: Quotation | None
    outer: _Draft | None = None
    voice: Voice | None = None
    relay: Relay | None = None
    outlet_voice: Voice | None = None

    content: tuple[Span, ...] = ()

    @property
    def at(self) -> int:
        """Where it is placed among the statements: at its source, else at its cue."""
        spans = self.attribution.source or self.attribution.cue or self.attribution.content
        return spans[0].start


def find_statements(
    report: Report, attributions: Sequence[Attribution], mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """Find who is said to have said, thought or announced what.

    Args:
        report: Offsets are code points into `report.text`; only `report.body` is read.
        attributions: What the encoder found in the body, in any order; their spans lie within the body.
        mentions: As `find_mentions` returns them.

    Returns:
        Statements sorted by the start of their content, then of their cue. `source` is empty where the
        report names none. `chain` is empty where the speaker told the report directly, and else ends with
        the speaker; see `authority`. The confidence is that of the attribution, discounted where the
        speaker is not sure.

    Raises:
        ValueError: An attribution reaches out of the report's body.

    Source: the roles are those of PolNeAR's guidelines (Newell et al., LREC 2018).
    """
    paragraphs = find_paragraphs(report.text, report.body)
    sentences = find_sentences(report.text, paragraphs)
    if not sentences or not attributions:
        return ()
    quotations = find_quotations(report.text, paragraphs)
    cast = Cast(report.text, mentions, sentences, quotations)
    drafts = _draft(report, attributions, cast, paragraphs)
    _tell_voices(report, cast, drafts)
    chains = _find_chains(report, cast, drafts, paragraphs)
    reasons = _find_reasons(cast, drafts)
    statements = [
        _finish(report, cast, draft, chain, reasons) for draft, chain in zip(drafts, chains, strict=True)
    ]
    return tuple(sorted(statements, key=lambda s: (s.content[0], s.cue, s.id)))


def _draft(
    report: Report, attributions: Sequence[Attribution], cast: Cast, paragraphs: Sequence[Span]
) -> list[_Draft]:
    """Place each attribution in its sentence and inside the attribution that holds it, if one does."""
    drafts: list[_Draft] = []
    for attribution in attributions:
        for span in (*attribution.content, *attribution.cue, *attribution.source):
            if not any(part.covers(span) for part in report.body):
                raise ValueError(
                    f"{report.path}: attribution at [{span.start}, {span.end}) is not in the body"
                )
        cue = (attribution.cue or attribution.source or attribution.content)[0]
        drafts.append(
            _Draft(
                attribution,
                cast.sentences[cast.sentence_at(cue.start)],
                max((n for n, p in enumerate(paragraphs) if p.start <= cue.start), default=0),
                covering_quotation(cast.quotations, cue.start),
                content=attribution.content,
            )
        )
    for draft in drafts:
        cue = (draft.attribution.cue or draft.attribution.content)[0]
        holders = [
            other
            for other in drafts
            if other is not draft and any(span.covers(cue) for span in other.attribution.content)
        ]
        draft.outer = min(holders, key=_content_size, default=None)
    return drafts


def _content_size(draft: _Draft) -> int:
    return sum(span.end - span.start for span in draft.attribution.content)


def _in_order(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the drafts in the order of the text, each after the one that holds it."""
    ordered: list[_Draft] = []
    inner: dict[int, list[_Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (d.at, d.attribution.content[0])):
        inner.setdefault(id(draft.outer) if draft.outer else 0, []).append(draft)
    waiting = list(reversed(inner.get(0, [])))
    while waiting:
        draft = waiting.pop()
        ordered.append(draft)
        waiting += reversed(inner.get(id(draft), []))
    placed = {id(draft) for draft in ordered}
    return [*ordered, *(draft for draft in drafts if id(draft) not in placed)]


def _tell_voices(report: Report, cast: Cast, drafts: Sequence[_Draft]) -> None:
    speakers = Speakers(report, cast)
    ordered = _in_order(drafts)
    outermost = [d for d in ordered if d.outer is None]
    following = {id(a): b for a, b in pairwise(outermost)}
    for draft in ordered:
        outer = draft.outer.voice if draft.outer else None
        source = draft.attribution.source
        if not source:
            draft.voice = _tell_without_source(cast, speakers, draft, ordered)
            continue
        after = following.get(id(draft))
        upcoming = after.attribution.source if after and after.paragraph == draft.paragraph else ()
        draft.voice = speakers.tell(
            source,
            enclosing=outer,
            in_quotation_of=outer if draft.quoted_in else None,
            upcoming=upcoming,
        )
        if draft.voice.speaker.kind is SpeakerKind.OUTLET:
            _tell_cited(cast, speakers, draft, outer)


def _tell_cited(cast: Cast, speakers: Speakers, draft: _Draft, outer: Voice | None) -> None:
    """Let the one whom an outlet quotes or cites be the speaker, and the outlet the one who passes it on."""
    cited = find_cited(cast, draft.attribution.cue, draft.sentence)
    if cited is None or any(span.overlaps(cited) and not cited.covers(span) for span in draft.content):
        return
    voice = speakers.tell((cited,), enclosing=outer, in_quotation_of=None, upcoming=())
    if voice.speaker.kind is not SpeakerKind.UNKNOWN:
        draft.outlet_voice, draft.voice = draft.voice, voice
        draft.content = tuple(span for span in draft.content if not cited.covers(span)) or draft.content


def _tell_without_source(cast: Cast, speakers: Speakers, draft: _Draft, ordered: Sequence[_Draft]) -> Voice:
    """Tell who speaks without a source: a participle, or a quotation that goes on, in an earlier voice."""
    cue = draft.attribution.cue
    words = " ".join(span.of(cast.text) for span in cue)
    before = [d for d in ordered if d.voice is not None and d.outer is draft.outer and d.at < draft.at]
    last = max(before, key=lambda d: d.at, default=None)
    if last is not None and last.voice is not None and last.voice.speaker.kind is not SpeakerKind.UNKNOWN:
        joined = _JOINED.search(cast.text, draft.sentence.start, draft.at) is not None
        if (
            joined or (words.split()[:1] and words.split()[0].lower().endswith("ing"))
        ) and last.sentence == draft.sentence:
            why = f"“{words}” goes on in the voice of the same sentence"
            return speakers.repeat(last.voice, draft.at, why, 0.8)
        quoted = covering_quotation(cast.quotations, draft.attribution.content[0].start)
        said = last.paragraph == draft.paragraph and words.lower() in ("said", "added")
        if quoted is not None and (said or (quoted.continues and last.paragraph >= draft.paragraph - 1)):
            why = "the quotation of the statement before goes on"
            return speakers.repeat(last.voice, draft.at, why, 0.7)
    return silent_voice(draft.at)


# --- chains -----------------------------------------------------------------------------------------------


def _find_chains(
    report: Report, cast: Cast, drafts: Sequence[_Draft], paragraphs: Sequence[Span]
) -> list[tuple[str, ...]]:
    for draft in drafts:
        draft.relay = find_relay(cast, draft.attribution.cue, draft.attribution.source, draft.sentence)
    own = _find_own(report, cast, drafts, paragraphs)
    chains: dict[int, tuple[str, ...]] = {}
    carried: dict[str, tuple[int, str]] = {}
    for draft in _in_order(drafts):
        chains[id(draft)] = _make_chain(draft, own, chains, carried)
    return [chains[id(draft)] for draft in drafts]


def _find_own(report: Report, cast: Cast, drafts: Sequence[_Draft], paragraphs: Sequence[Span]) -> str | None:
    tellings = [
        Telling(
            d.relay.name,
            d.relay.start,
            d.voice is not None and d.voice.speaker.kind is SpeakerKind.ANONYMOUS,
            is_earlier(cast.text, d.sentence),
        )
        for d in drafts
        if d.relay is not None and d.relay.told and d.relay.name is not None
    ]
    relayed = [
        voice.speaker.name
        for d in drafts
        for voice in (d.voice, d.outlet_voice)
        if voice is not None and voice.speaker.kind is SpeakerKind.OUTLET and voice.speaker.name is not None
    ]
    lead_end = paragraphs[min(1, len(paragraphs) - 1)].end
    return find_own_outlet(report, tellings, relayed, lead_end=lead_end)


def _make_chain(
    draft: _Draft,
    own: str | None,
    chains: dict[int, tuple[str, ...]],
    carried: dict[str, tuple[int, str]],
) -> tuple[str, ...]:
    """Return a draft's chain; `carried` keeps through which outlet each speaker was last heard, and where."""
    voice = draft.voice
    if voice is None:
        return ()
    links = _outer_links(draft, chains)
    outlet = _passing_outlet(draft)
    actor = voice.speaker.actor
    if outlet is None and actor is not None and actor in carried and draft.relay is None:
        paragraph, name = carried[actor]
        outlet = name if draft.paragraph - paragraph <= _RELAY_REACH else None
    if outlet is not None and outlet != own and outlet not in links:
        links.append(outlet)
        if actor is not None and draft.outer is None:
            carried[actor] = (draft.paragraph, outlet)
    elif actor is not None and draft.outer is None:
        carried.pop(actor, None)
    if voice.through is not None:
        links.append(voice.through)
    if voice.speaker.kind is SpeakerKind.OUTLET and voice.speaker.name not in (None, own):
        links.append(voice.speaker.name or "")
    label = voice.speaker.name or voice.descriptor
    if links and label and links[-1] != label:
        links.append(label)
    return tuple(links)


def _outer_links(draft: _Draft, chains: dict[int, tuple[str, ...]]) -> list[str]:
    """Return the authorities of the statement that holds this one, its speaker the last of them."""
    outer = draft.outer
    if outer is None or outer.voice is None or draft.voice is None:
        return []
    links = list(chains.get(id(outer), ()))
    label = outer.voice.speaker.name or outer.voice.descriptor
    if label and (not links or links[-1] != label):
        links.append(label)
    same = outer.voice.speaker.actor is not None and outer.voice.speaker.actor == draft.voice.speaker.actor
    return links[:-1] if same and links else links


def _passing_outlet(draft: _Draft) -> str | None:
    if draft.outlet_voice is not None:
        return draft.outlet_voice.speaker.name or draft.outlet_voice.descriptor
    return draft.relay.name if draft.relay is not None else None


# --- anonymity and the rest -------------------------------------------------------------------------------


def _find_reasons(cast: Cast, drafts: Sequence[_Draft]) -> dict[str, Span]:
    spoken = [
        Spoken(d.voice.speaker.actor, d.at, full_head(read_phrase(d.voice.descriptor).head))
        for d in drafts
        if d.voice is not None
        and d.voice.speaker.actor is not None
        and d.voice.descriptor
        and d.voice.speaker.kind is SpeakerKind.ANONYMOUS
    ]
    return match_unnamings(find_unnamings(cast.text, cast.sentences), spoken, cast.sentences)


def _finish(
    report: Report, cast: Cast, draft: _Draft, chain: tuple[str, ...], reasons: dict[str, Span]
) -> Statement:
    attribution, voice = draft.attribution, draft.voice or silent_voice(draft.at)
    cue = " ".join(span.of(report.text) for span in attribution.cue)
    content = " ".join(span.of(report.text) for span in draft.content)
    act, act_rule = tell_act(cue, content)
    outer = draft.outer.voice if draft.outer else None
    own_words = (
        outer is not None and outer.speaker.actor is not None and outer.speaker.actor == voice.speaker.actor
    )
    within = draft.quoted_in if not own_words else None
    anonymity = None
    if voice.speaker.kind is SpeakerKind.ANONYMOUS:
        anonymity = Anonymity(voice.descriptor or "", reasons.get(voice.speaker.actor or ""))
    offsets = [offset for span in (*draft.content, *attribution.cue) for offset in (span.start, span.end)]
    return Statement(
        id=make_id("statement", report.id, *offsets),
        content=draft.content,
        cue=attribution.cue,
        source=attribution.source,
        speaker=voice.speaker,
        anonymity=anonymity,
        chain=chain,
        form=tell_form(report.text, draft.content, cast.quotations, within=within),
        act=act,
        confidence=round(min(1.0, max(0.0, attribution.score * voice.sure)), 3),
        rule=f"{_RULE}; act: {act_rule}",
    )
