"""Attributions and mentions -> statements: who is said to have said what, in which form, on whose authority.

In: a report, the encoder's attributions of its body, and its mentions. Out: statements. Each attribution
becomes one statement; who speaks is told by `speakers`, in the order of the text and the outer before the
inner, form by `forms`, act by `acts`, chain by `chains`, anonymity by `authority`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.find.names.cast import Cast, full_head
from dateline.find.names.phrases import read_phrase
from dateline.find.names.pronouns import Pronoun, read_pronoun
from dateline.find.statements.acts import tell_act
from dateline.find.statements.authority import (
    Spoken,
    Unnaming,
    find_cited,
    find_unnamings,
    match_unnamings,
    read_framed,
)
from dateline.find.statements.chains import find_chains
from dateline.find.statements.drafts import Draft, drop_silent, in_order, make_drafts, place_inner
from dateline.find.statements.embedded import find_embedded
from dateline.find.statements.forms import tell_form
from dateline.find.statements.quotations import covering_quotation, find_quotations
from dateline.find.statements.repairs import mend_attributions
from dateline.find.statements.speakers import Speakers
from dateline.find.statements.voices import Voice, silent_voice
from dateline.model.findings import Anonymity, Mention, SpeakerKind, Statement
from dateline.model.ids import make_statement_id
from dateline.model.report import Report
from dateline.model.span import Span, merge_spans
from dateline.nlp.sentences import find_paragraphs, find_sentences
from dateline.nlp.tokens import widen_to_words

if TYPE_CHECKING:
    from dateline.find.statements.attributions import Attribution

# "Osei blamed the board and warned that …": the second cue has the source of the first.
_JOINED: Final = re.compile(r"\b(?:and|but|then)\s+(?:(?:also|then|later|even|has|have|had|\w+ly)\s+)*$")
# "and is expected to": nobody is said to expect it.
_IMPERSONAL: Final = (
    "is", "are", "was", "were", "be", "been", "being", "seem", "seems", "seemed", "appear", "appears",
    "appeared", "seemingly", "apparently", "reportedly", "allegedly", "it", "looks",
)  # fmt: skip
# Below this an attribution that nobody is named for is left out. On texts held out of PolNeAR's training part
# .1 gains .002 of whole attributions and costs .003 of the tokens of contents; .3 gains .004 and costs .007.
_LEAST_WITHOUT_SOURCE: Final = 0.1


def find_statements(
    report: Report,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    *,
    sentences: Sequence[Span] | None = None,
) -> tuple[Statement, ...]:
    """Find who is said to have said, thought or announced what.

    Args:
        report: Offsets are code points into `report.text`; only `report.body` is read.
        attributions: What the encoder found in the body, in any order; their spans lie within the body.
        mentions: As `find_mentions` returns them.
        sentences: Those of the body, in order, none across paragraphs; as `find_sentences` cuts them if None.

    Returns:
        Statements sorted by the start of their content, then of their cue. `source` is empty where the
        report names none. `chain` is empty where the speaker told the report directly, and else ends with
        the speaker; see `authority`. The confidence is that of the attribution: how likely it is
        that these words are attributed so, not whether the speaker is told right, which `speaker.why` is for.

    Raises:
        ValueError: An attribution reaches out of the report's body.

    Source: the roles are those of PolNeAR's guidelines (Newell et al., LREC 2018).
    """
    paragraphs = find_paragraphs(report.text, report.body)
    sentences = find_sentences(report.text, paragraphs) if sentences is None else sentences
    if not sentences or not attributions:
        return ()
    quotations = find_quotations(report.text, paragraphs)
    attributions = mend_attributions(report.text, attributions, sentences, quotations)
    if all(a.by == "encoder" for a in attributions):
        attributions += find_embedded(report.text, attributions, sentences)
    cast = Cast(report.text, mentions, sentences, quotations)
    unnamings = find_unnamings(report.text, sentences)
    drafts = drop_silent(report.text, make_drafts(report, attributions, cast, paragraphs), unnamings)
    place_inner(drafts)
    drafts = [draft for draft in _tell_voices(report, cast, drafts) if not _is_doubtful(draft)]
    chains = find_chains(report, cast, drafts, paragraphs)
    reasons = _find_reasons(cast, drafts, unnamings)
    statements = [
        _finish(report, cast, draft, chain, reasons) for draft, chain in zip(drafts, chains, strict=True)
    ]
    return tuple(sorted(statements, key=lambda s: (s.content[0], s.cue, s.id)))


def _tell_voices(report: Report, cast: Cast, drafts: Sequence[Draft]) -> list[Draft]:
    """Tell the voice of each draft; return them without those that only say who passes others on."""
    speakers = Speakers(report, cast)
    ordered = in_order(drafts)
    # "the daily quoted two pilots as saying": who passes on what else the sentence says.
    framed = {id(d): inner for d in drafts if (inner := read_framed(cast.text, d.content)) is not None}
    outermost = [d for d in ordered if d.outer is None]
    following = {id(a): b for a, b in pairwise(outermost)}
    first = min((d.paragraph for d in outermost), default=0)
    for draft in ordered:
        outer = draft.outer.voice if draft.outer else None
        source = draft.source
        if not source:
            draft.voice = _tell_without_source(cast, speakers, draft, ordered)
            continue
        after = following.get(id(draft))
        # "…, its chief executive said." A first paragraph leaves the name to the second.
        reach = 1 if draft.paragraph <= first else 0
        upcoming = after.source if after and after.paragraph <= draft.paragraph + reach else ()
        draft.voice = speakers.tell(
            source,
            enclosing=outer,
            in_quotation_of=outer if draft.quoted_in else None,
            upcoming=upcoming,
            # "They" is the one who says so, and not one of whom he says it.
            remembered=draft.outer is None or draft.attribution.by == "encoder",
        )
        if (quoted := framed.get(id(draft))) is not None:
            draft.outlet_voice = draft.voice
            draft.voice = speakers.tell((quoted,), enclosing=None, in_quotation_of=None, upcoming=())
        elif draft.voice.speaker.kind is SpeakerKind.OUTLET:
            _tell_cited(cast, speakers, draft, outer)
    for frame in (d for d in drafts if id(d) in framed):
        for draft in drafts:
            if draft.sentence == frame.sentence and draft.outer is None and id(draft) not in framed:
                draft.frame = frame
    return [d for d in drafts if id(d) not in framed]


def _is_doubtful(draft: Draft) -> bool:
    """Tell an attribution to nobody that the encoder itself does not trust: "The bill appears to be big"."""
    nobody = draft.voice is None or draft.voice.speaker.kind is SpeakerKind.UNKNOWN
    return nobody and not draft.source and draft.attribution.score < _LEAST_WITHOUT_SOURCE


def _tell_cited(cast: Cast, speakers: Speakers, draft: Draft, outer: Voice | None) -> None:
    """Let the one whom an outlet quotes or cites be the speaker, and the outlet the one who passes it on."""
    cited = find_cited(cast, draft.attribution.cue, draft.sentence)
    if cited is None:
        return
    # "citing two officials, that …": the comma is no word of theirs.
    cited = next((s for s in draft.content if s.of(cast.text).rstrip(" ,") == cited.of(cast.text)), cited)
    if any(span.overlaps(cited) and not cited.covers(span) for span in draft.content):
        return
    voice = speakers.tell((cited,), enclosing=outer, in_quotation_of=None, upcoming=())
    if voice.speaker.kind is not SpeakerKind.UNKNOWN:
        draft.outlet_voice, draft.voice = draft.voice, voice
        draft.content = tuple(span for span in draft.content if not cited.covers(span)) or draft.content


def _goes_on(text: str, draft: Draft, words: str) -> bool:
    """Tell whether a cue has the source of the one before: a participle, or a verb joined to it by "and"."""
    first = words.split(maxsplit=1)[0].lower() if words.split() else ""
    if first in _IMPERSONAL:
        return False
    return first.endswith("ing") or _JOINED.search(text, draft.sentence.start, draft.at) is not None


def _tell_without_source(cast: Cast, speakers: Speakers, draft: Draft, ordered: Sequence[Draft]) -> Voice:
    """Tell who speaks without a source: a participle, or a quotation that goes on, in an earlier voice."""
    cue = draft.attribution.cue
    words = " ".join(span.of(cast.text) for span in cue)
    before = [d for d in ordered if d.voice is not None and d.outer is draft.outer and d.at < draft.at]
    if words[:1].islower() and words.split()[0].endswith("ing"):
        before = _skip_relative(cast.text, before, draft)
    last = max(before, key=lambda d: d.at, default=None)
    if last is not None and (subject := _find_subject(cast.text, last, draft)):
        return speakers.tell(subject, enclosing=None, in_quotation_of=None, upcoming=())
    if last is not None and last.voice is not None and last.voice.speaker.kind is not SpeakerKind.UNKNOWN:
        if last.sentence == draft.sentence and _goes_on(cast.text, draft, words):
            why = f"“{words}” goes on in the voice of the same sentence"
            return speakers.repeat(last.voice, draft.at, why, 0.8)
        quoted = covering_quotation(cast.quotations, draft.attribution.content[0].start)
        said = last.paragraph == draft.paragraph and words.lower() in ("said", "added")
        if quoted is not None and (said or (quoted.continues and last.paragraph >= draft.paragraph - 1)):
            why = "the quotation of the statement before goes on"
            return speakers.repeat(last.voice, draft.at, why, 0.7)
    return silent_voice(draft.at)


def _skip_relative(text: str, before: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Leave out who speaks in a relative clause: "…, said the clerk, who had warned of it, adding that …"."""
    here = [d for d in before if d.sentence == draft.sentence]
    main = [d for d in here if read_pronoun(" ".join(s.of(text) for s in d.source)) is not Pronoun.RELATIVE]
    return main or list(before)


def _find_subject(text: str, last: Draft, draft: Draft) -> tuple[Span, ...]:
    """Return who is only said to do something, for a participle: "The board is said to balk, insisting …"."""
    cue = draft.attribution.cue[0]
    nobody = last.voice is None or last.voice.speaker.kind is SpeakerKind.UNKNOWN
    if not nobody or last.source or last.sentence != draft.sentence or not cue.of(text).endswith("ing"):
        return ()
    start = last.attribution.cue[0].start
    return tuple(s for s in last.content if s.end <= start and not text[s.end : start].strip())


def _find_reasons(cast: Cast, drafts: Sequence[Draft], unnamings: Sequence[Unnaming]) -> dict[str, Span]:
    spoken = [
        Spoken(d.voice.speaker.actor, d.at, full_head(read_phrase(d.voice.descriptor).head))
        for d in drafts
        if d.voice is not None
        and d.voice.speaker.actor is not None
        and d.voice.descriptor
        and d.voice.speaker.kind is SpeakerKind.ANONYMOUS
    ]
    return match_unnamings(unnamings, spoken, cast.sentences)


def _finish(
    report: Report, cast: Cast, draft: Draft, chain: tuple[str, ...], reasons: dict[str, Span]
) -> Statement:
    draft.content = merge_spans(widen_to_words(report.text, span) for span in draft.content)
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
    return Statement(
        id=make_statement_id(report.id, draft.content, attribution.cue),
        content=draft.content,
        cue=attribution.cue,
        source=draft.source,
        speaker=voice.speaker,
        anonymity=anonymity,
        chain=chain,
        form=tell_form(report.text, draft.content, cast.quotations, within=within),
        act=act,
        confidence=round(min(1.0, max(0.0, attribution.score)), 3),
        rule=f"{attribution.by} attribution; act: {act_rule}",
    )
