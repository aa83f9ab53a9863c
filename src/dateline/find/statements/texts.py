"""Texts that speak for someone: "a statement issued by the harbour board", "the letter".

In: the words of a source, and who spoke before. Out: who put the text out. A study, a poll or a law speaks
for itself and is left to `speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.find.names.phrases import Phrase
from dateline.find.statements.voices import Voice
from dateline.lexicons import load
from dateline.model.findings import SpeakerKind

_REACH: Final = 600


@dataclass(frozen=True, slots=True)
class TextBy:
    """A text that someone put out: "statement", and where in the words its maker's name begins."""

    text: str
    offset: int


@cache
def _pattern() -> re.Pattern[str]:
    rules = {rule.name: rule for rule in load("en", "relays").rules}
    return re.compile(rules["a text that someone put out"].pattern, re.S)


def read_text_by(words: str) -> TextBy | None:
    """Return the text and its maker in "a statement issued by the board"; None in other words."""
    match = _pattern().match(words)
    if (
        match is None
        or match["text"].lower().split()[-1] not in load("en", "nominals").lists["someones_texts"]
    ):
        return None
    return TextBy(match["text"].lower(), match.start("by"))


def is_someones_text(phrase: Phrase) -> bool:
    """Tell whether a phrase is a text that is someone's word, as a statement or a letter."""
    return phrase.head in load("en", "nominals").lists["someones_texts"]


def find_author(phrase: Phrase, voices: Sequence[Voice], start: int) -> Voice | None:
    """Return who "the statement" is by: the last who spoke, not far before; None for other texts."""
    if not phrase.points_back or phrase.owner or phrase.plural or not is_someones_text(phrase):
        return None
    before = [v for v in voices if start - _REACH <= v.start < start]
    kinds = (SpeakerKind.NAMED_PERSON, SpeakerKind.NAMED_ORGANIZATION, SpeakerKind.ANONYMOUS)
    return before[-1] if before and before[-1].speaker.kind in kinds else None
