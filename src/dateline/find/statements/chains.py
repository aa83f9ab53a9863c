"""Statements whose speakers are told -> the chain of each: who stands between the report and its content.

What a chain is, and which outlets are the report's own, is told in `authority`, how an outlet is seen to pass
a statement on in `relays`; here relays are carried on from statement to statement of a speaker, and all links
put in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.names.cast import Cast
from dateline.find.names.pronouns import read_pronoun
from dateline.find.statements.authority import Telling, find_own_outlets, is_earlier, is_exclusive
from dateline.find.statements.drafts import Draft, in_order
from dateline.find.statements.relays import Relay, find_employer, find_occasion, find_relay
from dateline.lexicons import load
from dateline.model.findings import SpeakerKind
from dateline.model.report import Report
from dateline.model.span import Span

# How far a relay is carried on to the next statement of the same speaker, in paragraphs.
_RELAY_REACH: Final = 1


def find_chains(
    report: Report, cast: Cast, drafts: Sequence[Draft], paragraphs: Sequence[Span]
) -> list[tuple[str, ...]]:
    """Return the chain of each draft, in the order of `drafts`; their voices are told before.

    Args:
        report: Its outlet, where it is known, is no link.
        cast: Who is named in it.
        drafts: All of its statements.
        paragraphs: Of its body, in order.
    """
    for draft in drafts:
        draft.relay = find_relay(cast, draft.attribution.cue, draft.source, draft.content, draft.sentence)
    for draft, relay in _find_occasions(cast, drafts):
        draft.relay = relay
    own = _find_own(report, cast, drafts, paragraphs)
    chains: dict[int, tuple[str, ...]] = {}
    carried: dict[str, _Carried] = {}
    for draft in in_order(drafts):
        chains[id(draft)] = _make_chain(draft, own, chains, carried, cast)
    return [chains[id(draft)] for draft in drafts]


@dataclass(frozen=True, slots=True)
class _Carried:
    """Through which outlet a speaker was last heard, and where."""

    outlet: str
    paragraph: int
    sentence: Span


def _find_occasions(cast: Cast, drafts: Sequence[Draft]) -> list[tuple[Draft, Relay]]:
    """Find what is said after a sentence that only sets the talk: "In an interview with it he was asked."."""
    taken = {d.sentence for d in drafts}
    found: list[tuple[Draft, Relay]] = []
    for draft in drafts:
        at = cast.sentence_at(draft.sentence.start)
        if draft.relay is not None or draft.outer is not None or at == 0:
            continue
        before = cast.sentences[at - 1]
        apart = "\n" in cast.text[before.end : draft.sentence.start]
        if apart or before in taken or not _speaks_in(cast, draft, before):
            continue
        if (relay := find_occasion(cast, before)) is not None:
            found.append((draft, relay))
    return found


def _speaks_in(cast: Cast, draft: Draft, sentence: Span) -> bool:
    """Tell whether a draft's speaker is named in the sentence before it, or is "he" or "she" after it."""
    actor = draft.voice.speaker.actor if draft.voice is not None else None
    named = any(m.actor == actor for m in cast.between(sentence.start, sentence.end))
    return actor is not None and (
        named or read_pronoun(" ".join(s.of(cast.text) for s in draft.source)) is not None
    )


def _find_own(
    report: Report, cast: Cast, drafts: Sequence[Draft], paragraphs: Sequence[Span]
) -> frozenset[str]:
    tellings = [
        Telling(
            d.relay.name,
            d.relay.start,
            (d.voice is not None and d.voice.speaker.kind is SpeakerKind.ANONYMOUS)
            or is_exclusive(cast.text, d.sentence),
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
    return find_own_outlets(report, tellings, relayed, lead_end=lead_end)


def _make_chain(
    draft: Draft,
    own: frozenset[str],
    chains: dict[int, tuple[str, ...]],
    carried: dict[str, _Carried],
    cast: Cast,
) -> tuple[str, ...]:
    """Return a draft's chain; `carried` keeps through which outlet each speaker was last heard, and where."""
    voice = draft.voice
    if voice is None:
        return ()
    links = _outer_links(draft, chains) or _frame_links(draft, own, carried)
    outlet = _passing_outlet(draft, cast)
    actor = voice.speaker.actor
    if outlet is None and actor is not None and actor in carried and draft.relay is None:
        last = carried[actor]
        near = draft.paragraph - last.paragraph <= _RELAY_REACH and _goes_on(cast.text, draft)
        outlet = last.outlet if near or draft.sentence == last.sentence else None
    if outlet is not None and outlet not in own and outlet not in links:
        links.append(outlet)
        if actor is not None and draft.outer is None:
            carried[actor] = _Carried(outlet, draft.paragraph, draft.sentence)
    elif actor is not None and draft.outer is None:
        carried.pop(actor, None)
    if voice.through is not None:
        links.append(voice.through)
    name = voice.speaker.name
    outlet_speaks = voice.speaker.kind is SpeakerKind.OUTLET and name is not None and name not in own
    if outlet_speaks and name is not None and name not in links[-1:]:
        links.append(name)
    label = name or voice.descriptor
    if links and label and links[-1] != label:
        links.append(label)
    return tuple(links)


def _goes_on(text: str, draft: Draft) -> bool:
    """Tell whether a statement is more of the same talk: a plain saying, as against "refused to endorse"."""
    sayings = load("en", "relays").lists["sayings"]
    words = " ".join(span.of(text) for span in draft.attribution.cue).lower()
    return any(word in sayings for word in re.findall(r"[a-z]+", words)[:4])


def _frame_links(draft: Draft, own: frozenset[str], carried: dict[str, _Carried]) -> list[str]:
    """Return the outlet that passes a statement on and whom it quotes for it."""
    frame = draft.frame
    if frame is None or frame.voice is None or frame.outlet_voice is None:
        return []
    outlet, cited = frame.outlet_voice.speaker.name or frame.outlet_voice.descriptor, frame.voice
    links = [name for name in (outlet, cited.speaker.name or cited.descriptor) if name and name not in own]
    if outlet and outlet not in own and cited.speaker.actor is not None:
        carried[cited.speaker.actor] = _Carried(outlet, draft.paragraph, draft.sentence)
    return links


def _outer_links(draft: Draft, chains: dict[int, tuple[str, ...]]) -> list[str]:
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


def _passing_outlet(draft: Draft, cast: Cast) -> str | None:
    if draft.outlet_voice is not None:
        return draft.outlet_voice.speaker.name or draft.outlet_voice.descriptor
    if draft.relay is not None:
        return draft.relay.name
    speaker = draft.voice.speaker if draft.voice is not None else None
    if speaker is None or speaker.kind is not SpeakerKind.NAMED_PERSON or speaker.name is None:
        return None
    return find_employer(cast, draft.source, speaker.name) if _goes_on(cast.text, draft) else None
