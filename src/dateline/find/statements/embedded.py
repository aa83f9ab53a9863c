"""What is said inside what is said -> attributions that one label a word cannot show.

A word has one role for the encoder, so that a claim within a claim has none: "smugglers hide in what the port
says are shelters", "the clerk said that pilots have long urged it". Nor does it always mark the participle
that goes on at the end of a sentence. In: a text, its sentences, and the attributions found. Out: more of
them, each told by its wording, where no cue of the encoder's stands. PolNeAR marks nothing inside what
another says, so that its scores count them as wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.names.nouns import NounKind, tell_noun
from dateline.find.names.phrases import read_phrase
from dateline.find.names.pronouns import Pronoun, read_pronoun
from dateline.find.statements.attributions import Attribution
from dateline.lexicons import Rule, load, match_any
from dateline.model.span import Span, merge_spans

_LIST: Final = re.compile(r"\{([a-z_]+)\}")
# A pronoun, a name, or a few words that end with a name or a noun for a source.
_WHO: Final = r"(?:he|she|it|they|we|I|(?:[\w.’'&-]+\s+){0,4}?[\w.’'&-]+)"


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule of the lexicon, ready for use."""

    source: Rule
    pattern: re.Pattern[str]


@cache
def load_wordings(language: str) -> tuple[Wording, ...]:
    """Return the rules of `language` in the order of the lexicon."""
    lexicon = load(language, "embedded")
    lists = {name: match_any(words) for name, words in lexicon.lists.items()} | {"who": _WHO}
    return tuple(
        Wording(rule, re.compile(_LIST.sub(lambda found: lists[found[1]], rule.pattern)))
        for rule in lexicon.rules
    )


def find_embedded(
    text: str, attributions: Sequence[Attribution], sentences: Sequence[Span]
) -> list[Attribution]:
    """Return what is said inside what is said, in the order of the rules and then of the text.

    Args:
        text: The report's text.
        attributions: Those that were found, their parts whole.
        sentences: Those of the body, in order.
    """
    found: list[Attribution] = []
    taken = [s for a in attributions for s in a.cue]
    for wording in load_wordings("en"):
        if wording.source.fields.get("at") == "content":
            made = _find_in_contents(text, wording, attributions)
        else:
            made = _find_in_sentences(text, wording, attributions, sentences)
        for attribution in made:
            if not any(s.overlaps(cue) for s in taken for cue in attribution.cue):
                found.append(attribution)
                taken += attribution.cue
    return found


def _find_in_sentences(
    text: str, wording: Wording, attributions: Sequence[Attribution], sentences: Sequence[Span]
) -> Iterator[Attribution]:
    starts = [s.start for s in sentences]
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.cue:
            at = bisect_right(starts, attribution.cue[0].start) - 1
            by_sentence.setdefault(at, []).append(attribution)
    for at, sentence in enumerate(sentences):
        opening = wording.pattern.match(text, sentence.start, sentence.end)
        whole = wording.pattern.finditer(text, sentence.start, sentence.end)
        matches = whole if wording.source.fields.get("at") != "sentence" else filter(None, [opening])
        for match in matches:
            here = by_sentence.get(at, [])
            content = _trim(text, Span(match.start("content"), match.end("content")))
            cue = Span(match.start("cue"), match.end("cue"))
            if wording.source.fields.get("after") == "source":
                source = _find_going_on(text, cue, content, here)
            else:
                source = (Span(match.start("source"), match.end("source")),)
            if source and (wording.source.fields.get("after") or _is_source(source[0].of(text))):
                yield _make(wording, source, cue, (content,))


def _find_going_on(text: str, cue: Span, content: Span, here: Sequence[Attribution]) -> tuple[Span, ...]:
    """Return the source of the reporting clause that a participle goes on with; empty where it is none's."""
    held = any(s.overlaps(content) or s.overlaps(cue) for a in here for s in (*a.content, *a.cue, *a.source))
    before = [
        a
        for a in here
        if a.source
        and a.cue[-1].end <= cue.start
        and read_pronoun(" ".join(s.of(text) for s in a.source)) is not Pronoun.RELATIVE
    ]
    if held or not before:
        return ()
    return max(before, key=lambda a: a.cue[-1].end).source


def _find_in_contents(
    text: str, wording: Wording, attributions: Sequence[Attribution]
) -> Iterator[Attribution]:
    for attribution in attributions:
        offsets = [at for span in attribution.content for at in (*range(span.start, span.end), span.end)]
        joined = " ".join(span.of(text) for span in attribution.content)
        match = wording.pattern.match(joined)
        if match is None or not _is_source(match["source"]):
            continue
        roles = [
            merge_spans(_split(offsets, match.start(role), match.end(role)))
            for role in ("source", "cue", "content")
        ]
        yield _make(wording, roles[0], roles[1][0], roles[2])


def _split(offsets: Sequence[int], start: int, end: int) -> Iterator[Span]:
    """Yield the spans of the text that the characters `start` to `end` of a joined content are."""
    begin = start
    for at in range(start, end):
        if at + 1 == end or offsets[at + 1] != offsets[at] + 1:
            if offsets[at] + (at + 1 == end) > offsets[begin]:
                yield Span(offsets[begin], offsets[at] + (at + 1 == end))
            begin = at + 1


def _is_source(words: str) -> bool:
    """Tell whether words can be someone who says something: a pronoun, a name, a noun for a source."""
    if read_pronoun(words) is not None:
        return True
    phrase = read_phrase(words)
    return phrase.named or tell_noun(phrase) is not NounKind.UNKNOWN


def _make(wording: Wording, source: tuple[Span, ...], cue: Span, content: tuple[Span, ...]) -> Attribution:
    by = f"wording ({wording.source.name})"
    return Attribution((cue,), source, content, float(wording.source.fields["score"]), by=by)


def _trim(text: str, span: Span) -> Span:
    return Span(span.start, span.start + max(1, len(span.of(text).rstrip(" \t\n.!?,"))))
