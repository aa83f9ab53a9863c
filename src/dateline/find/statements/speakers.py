"""A source's words -> whose word a statement is.

In: the spans of a source in a report whose cast is known. Out: a `Voice`: the speaker as an actor of the
report, and how it was told in a clause that a reader understands. Pronouns are left to `pronouns`, names to
`named`, nouns to `nominals`; here is the order in which they are asked. The same unnamed source is one
speaker within the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.find.names.antecedents import Antecedents
from dateline.find.names.cast import Cast
from dateline.find.names.nouns import NounKind, tell_noun
from dateline.find.names.phrases import read_phrase
from dateline.find.names.pronouns import Pronoun, read_pronoun, tell_pronoun
from dateline.find.statements.named import find_named, tell_named, tell_several, tell_unlisted
from dateline.find.statements.nominals import tell_nominal
from dateline.find.statements.scenes import Scene, voice_of_member
from dateline.find.statements.texts import read_text_by
from dateline.find.statements.unnamed import Memory
from dateline.find.statements.voices import Voice, silent_voice
from dateline.lexicons import load
from dateline.model.findings import Mention, MentionType, SpeakerKind
from dateline.model.report import Report
from dateline.model.span import Span

# The noun before "who", back to its article or to the word that governs it.
_NOUN_BEFORE: Final = re.compile(
    r"(?:^|[\s“\"(])(?P<noun>(?:(?:the|an?|one|another|some|many|several|two|three|other|those|his|her|their|its)\s+)?"
    r"(?:(?!(?:of|to|by|with|for|from|in|on|and|as|said|says|is|was|are|were|than|at|like|told|among|between|against|"
    r"about|that|including|but|or|when|where|after|before|over|called|named|find|see|need|needs|have|has)\b)"
    r"[\w.’'-]+\s+){0,4}(?!(?:of|to|by|with|for|from|in|on|and|as)\b)[\w’'-]+)$"
)

# Who one of several unnamed is goes untold: the word is that of the several.
_ONE_OF_THEM: Final = re.compile(
    r"(?i)(?:one|two|some|many|several|most|both|another|the (?:first|second|other)) of (?:them|those)[,.]?"
)

# In an interview: "Q: …" and "A: …", each on a line of its own.
_ASKS: Final = re.compile(r"^(?:Q|Question):\s", re.M)
_ANSWERS: Final = re.compile(r"^(?:A|Answer):\s", re.M)

# Before a name that says only where or whose the noun is.
_LINK: Final = re.compile(r"\s+(?:of|in|from|at|for|with)\s+(?:the\s+)?$")


class Speakers:
    """Tells who speaks in one report, statement after statement, in the order of the text.

    Args:
        report: The report.
        cast: Who is named in it.
    """

    def __init__(self, report: Report, cast: Cast) -> None:
        self._scene = Scene(report, cast, Memory(report.id), Antecedents(cast))

    def tell(
        self,
        source: Sequence[Span],
        *,
        enclosing: Voice | None,
        in_quotation_of: Voice | None,
        upcoming: Sequence[Span],
        remembered: bool = True,
    ) -> Voice:
        """Tell whose word a statement with this source is, and remember it.

        Args:
            source: The spans of the source; at least one.
            enclosing: Who speaks the statement inside whose content this one stands.
            in_quotation_of: The same, where that content is quoted: "I" is that speaker there, "he" is not.
            upcoming: The source of the next statement in the same paragraph; empty where there is none.
            remembered: Whether a pronoun later on may mean this speaker as the last one.
        """
        words = " ".join(self._scene.text[s.start : s.end] for s in source)
        voice = self._tell(words, source[0].start, enclosing, in_quotation_of, upcoming)
        if remembered:
            self._scene.voices.append(voice)
        return voice

    def repeat(self, voice: Voice, start: int, why: str, sure: float) -> Voice:
        """Return the voice of a statement without a source of its own that goes on in another's voice."""
        again = voice.again(start, why, sure)
        self._scene.voices.append(again)
        return again

    def _tell(
        self,
        words: str,
        start: int,
        enclosing: Voice | None,
        quoted_by: Voice | None,
        upcoming: Sequence[Span],
    ) -> Voice:
        pronoun = read_pronoun(words)
        if pronoun is Pronoun.RELATIVE:
            return self._tell_relative(" ".join(words.split()), start)
        if pronoun is not None:
            return tell_pronoun(self._scene, pronoun, words, start, enclosing, quoted_by)
        if not re.search(r"\w", words):
            return silent_voice(start)
        if _ONE_OF_THEM.fullmatch(" ".join(words.split())):
            return tell_pronoun(self._scene, Pronoun.THEY, words, start, None, None)
        if _ANSWERS.match(self._scene.text, start) is not None:
            return self._tell_answerer(words, start)
        if (by := read_text_by(words)) is not None:
            inner = self._tell(words[by.offset :], start + by.offset, enclosing, quoted_by, upcoming)
            if inner.speaker.kind is not SpeakerKind.UNKNOWN:
                return replace(inner, start=start, through=by.text)
        return self._tell_words(words, start, upcoming)

    def _tell_answerer(self, words: str, start: int) -> Voice:
        """Return who answers in an interview: whoever is named most before its first question."""
        first = _ASKS.search(self._scene.text)
        persons = (
            [m for m in self._scene.cast.between(0, first.start()) if m.type is MentionType.PERSON]
            if first
            else []
        )
        if not persons:
            return silent_voice(start, f"“{words}” marks an answer; the report does not say whose")
        counts = Counter(m.actor for m in persons)
        most = max(persons, key=lambda m: (counts[m.actor], -m.start))
        member = self._scene.cast.member_of(most)
        why = f"“{words}” marks an answer; {member.name} is named most before the first question"
        return voice_of_member(self._scene, member, start, why, 0.8)

    def _tell_words(self, words: str, start: int, upcoming: Sequence[Span]) -> Voice:
        phrase = read_phrase(words)
        if (
            phrase.named
            and phrase.determiner
            and phrase.head in load("en", "nominals").lists["party_members"]
        ):
            phrase = replace(phrase, named=False)
        if (several := tell_several(self._scene, words, start, phrase)) is not None:
            return several
        if (mention := find_named(self._scene, words, start, phrase)) is not None:
            return tell_named(self._scene, mention, words, start)
        if phrase.named or (_is_all_name(words) and tell_noun(phrase) is NounKind.UNKNOWN):
            return tell_unlisted(self._scene, words, start, phrase)
        return tell_nominal(self._scene, phrase, words, start, upcoming)

    def _tell_relative(self, word: str, start: int) -> Voice:
        """Return whom "who" or "which" follows: the name right before it, or the noun there."""
        cast, text, said = self._scene.cast, self._scene.text, f"“{word}”"
        sentence = cast.sentences[cast.sentence_at(start)]
        end = sentence.start + len(text[sentence.start : start].rstrip(' \t\n,(—–-“"'))
        last = next(iter(reversed(cast.between(sentence.start, end + 1))), None)
        if last is not None and end <= last.end + 2 and word.lower().startswith("who"):
            # "the chief of Osten Lines who" is the chief; "of Osten Lines, which" are the lines.
            link = _LINK.search(text, sentence.start, last.start)
            if link is not None and last.type is not MentionType.PERSON:
                end = link.start()
                last = next(iter(reversed(cast.between(sentence.start, end + 1))), None)
        if last is not None and end <= last.end + 2:
            member = cast.member_of(last)
            return voice_of_member(self._scene, member, start, f"{said} follows “{member.name}”", 0.95)
        match = _NOUN_BEFORE.search(text, sentence.start, end)
        if match is None:
            return silent_voice(start, f"{said} follows no name")
        if (named := self._find_named_before(match.start("noun"))) is not None:
            member = cast.member_of(named)
            return voice_of_member(self._scene, member, start, f"{said} follows “{member.name}”", 0.9)
        noun = " ".join(match["noun"].split())
        # "the ironmonger, who says": whoever is "who" is a person, whatever the noun.
        known = read_phrase(match["noun"])
        apart = word.lower().startswith("who") and "," in text[end:start]
        human = apart and known.determiner and tell_noun(known) is NounKind.UNKNOWN
        voice = self._tell_words(f"{noun} who" if human else match["noun"], match.start("noun"), ())
        return voice.again(start, f"{said} follows “{noun}”", 0.9)

    def _find_named_before(self, noun: int) -> Mention | None:
        """Return the person to whom the noun at `noun` is set: "Ana Osei, the board's clerk, who"."""
        text = self._scene.text
        lead = re.compile(r",\s+(?:[\w.’'-]+[’']s\s+|the\s+|an?\s+|now\s+|then\s+)*$")
        for mention in reversed(self._scene.cast.between(max(0, noun - 80), noun)):
            if mention.type is MentionType.PERSON and lead.match(text, mention.end, noun):
                return mention
        return None


def _is_all_name(words: str) -> bool:
    plain = [w for w in re.findall(r"[\w.’'-]+", words) if w.lower() not in ("the", "of")]
    return len(plain) > 1 and all(w[:1].isupper() for w in plain)
