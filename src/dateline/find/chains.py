"""Statements whose speakers are told -> the chain of each: who stands between the report and its content.

What a chain is, and when an outlet is the report's own, is told in `authority`; here relays are found,
carried on from statement to statement of a speaker, and put in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.find.authority import Telling, find_own_outlet, find_relay, is_earlier
from dateline.find.cast import Cast
from dateline.find.drafts import Draft, in_order
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
        draft.relay = find_relay(cast, draft.attribution.cue, draft.source, draft.sentence)
    own = _find_own(report, cast, drafts, paragraphs)
    chains: dict[int, tuple[str, ...]] = {}
    carried: dict[str, tuple[int, str]] = {}
    for draft in in_order(drafts):
        chains[id(draft)] = _make_chain(draft, own, chains, carried, report.text)
    return [chains[id(draft)] for draft in drafts]


def _find_own(report: Report, cast: Cast, drafts: Sequence[Draft], paragraphs: Sequence[Span]) -> str | None:
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
    draft: Draft,
    own: str | None,
    chains: dict[int, tuple[str, ...]],
    carried: dict[str, tuple[int, str]],
    text: str,
) -> tuple[str, ...]:
    """Return a draft's chain; `carried` keeps through which outlet each speaker was last heard, and where."""
    voice = draft.voice
    if voice is None:
        return ()
    links = _outer_links(draft, chains) or _frame_links(draft, own, carried)
    outlet = _passing_outlet(draft)
    actor = voice.speaker.actor
    if outlet is None and actor is not None and actor in carried and draft.relay is None:
        paragraph, name = carried[actor]
        outlet = name if draft.paragraph - paragraph <= _RELAY_REACH and _goes_on(text, draft) else None
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


def _goes_on(text: str, draft: Draft) -> bool:
    """Tell whether a statement is more of the same talk: a plain saying, as against "refused to endorse"."""
    sayings = load("en", "relays").lists["sayings"]
    words = " ".join(span.of(text) for span in draft.attribution.cue).lower()
    return any(word in sayings for word in re.findall(r"[a-z]+", words)[:4])


def _frame_links(draft: Draft, own: str | None, carried: dict[str, tuple[int, str]]) -> list[str]:
    """Return the outlet that passes a statement on and whom it quotes for it."""
    frame = draft.frame
    if frame is None or frame.voice is None or frame.outlet_voice is None:
        return []
    outlet, cited = frame.outlet_voice.speaker.name or frame.outlet_voice.descriptor, frame.voice
    links = [name for name in (outlet, cited.speaker.name or cited.descriptor) if name and name != own]
    if outlet and outlet != own and cited.speaker.actor is not None:
        carried[cited.speaker.actor] = (draft.paragraph, outlet)
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


def _passing_outlet(draft: Draft) -> str | None:
    if draft.outlet_voice is not None:
        return draft.outlet_voice.speaker.name or draft.outlet_voice.descriptor
    return draft.relay.name if draft.relay is not None else None
