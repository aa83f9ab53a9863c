"""The lines of a page as a reader sees them: text in, lines with their offsets out.

A paragraph that was wrapped by hand or by a mail program is one line here. What a line is (article or
furniture) is left to `dateline.ingest.zoning`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.lexicons import Rule, load
from dateline.model.span import Span, trim_span

# Wider than this nobody wraps; narrower columns are lists, not paragraphs.
_WIDEST, _NARROWEST = 120, 50
# Notices are short; an author's note may run to a paragraph.
_LONGEST_FURNITURE = 300
_MARKUP = re.compile(r"^(?:#{1,6}|>)\s+|\s+#+$")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_END = re.compile(r"""[.?!…]["'”’)\]»]*(?:\s*\[\d+\])?$""")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph whose wrapping was undone.

    `words` is `text[start:end]` on one line, without the marks of Markdown around it.
    """

    start: int
    end: int
    words: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@lru_cache(maxsize=4)  # zoning, dates and dateline ask for the same text
def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` that are not blank, in order, wrapped paragraphs as one.

    Lines are taken to be wrapped where nearly all of a text's lines stay within a common width, many come
    near it, and the next line's first word would not have fitted on this one.
    """
    spans = [
        span
        for match in re.finditer(r"[^\n\r\f\v\x85\u2028\u2029]+", text)
        if (span := trim_span(text, match.start(), match.end()))
    ]
    width = _wrapping_width(text, spans)
    lines: list[Line] = []
    first = 0
    for at in range(1, len(spans) + 1):
        if at < len(spans) and width and _goes_on(text, spans[at - 1], spans[at], width):
            continue
        start, end = spans[first].start, spans[at - 1].end
        lines.append(Line(start, end, _plain(" ".join(text[start:end].split()))))
        first = at
    return tuple(lines)


def _plain(words: str) -> str:
    """Return a line without the marks of a Markdown heading, quotation or emphasis around it."""
    bare = _MARKUP.sub("", words)
    if len(bare) > 2 and bare[0] in "*_" and bare[-1] in "*_":
        bare = bare.strip("*_")
    return bare or words


def _wrapping_width(text: str, lines: Sequence[Span]) -> int | None:
    """Return the width at which a text was wrapped, None where it was not.

    Paragraphs of one length would look wrapped, but they end as sentences do.
    """
    if len(lines) < 2:
        return None
    ordered = sorted(line.end - line.start for line in lines)
    width = ordered[max(0, len(ordered) - 1 - len(ordered) // 50)]  # one line in fifty may stick out
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line for line in lines if line.end - line.start >= width - 12]
    broken = sum(not is_sentence(text[max(line.start, line.end - 8) : line.end]) for line in full)
    return width if len(full) >= 0.35 * len(lines) and broken >= 0.5 * len(full) else None


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether `following` is the same paragraph, wrapped."""
    between = text[line.end : following.start]
    if between.count("\n") + between.count("\r") - between.count("\r\n") > 1:
        return False
    head = text[following.start : following.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(head) > width - 2


def is_sentence(words: str) -> bool:
    """Tell whether a line ends as a sentence does, with a closing quotation mark allowed after the stop."""
    return bool(_SENTENCE_END.search(words)) and not words.endswith(("...", "…"))


def content_words(words: str) -> set[str]:
    """Return the words of a line that say what it is about: longer than three letters, lower case."""
    return choose_content_words(tokens_of(words))


def choose_content_words(tokens: Iterable[str]) -> set[str]:
    """Return those of `tokens` that say what their line is about, as `content_words` does."""
    return {word for word in tokens if len(word) > 3} - function_words()


def tokens_of(words: str) -> tuple[str, ...]:
    """Return the words of a line, lower case, without punctuation."""
    tokens = map(str.lower, _WORD.findall(words))
    return tuple(token.replace("’", "'") for token in tokens) if "’" in words else tuple(tokens)


@cache
def function_words() -> frozenset[str]:
    """Return the words that stand in any prose: "the", "of", "said"."""
    return frozenset(load("en", "furniture").lists["function_words"])


class RuleMatch(NamedTuple):
    """A rule for furniture that a line matches.

    `sure` says that such a line is furniture wherever it stands, `opens` that it heads a section of its kind.
    """

    rule: str
    kind: str
    sure: bool
    opens: bool


@lru_cache(maxsize=2048)  # zoning and its features ask for the same lines
def match_rules(words: str) -> tuple[RuleMatch, ...]:
    """Return the rules for furniture that `words`, one line, matches, in the lexicon's order."""
    folded = words.casefold()
    return tuple(
        match
        for rule, pattern, longest, match in _furniture_rules()
        if len(words) <= longest and rule.may_match(folded) and pattern.search(words)
    )


@cache
def _furniture_rules() -> tuple[tuple[Rule, re.Pattern[str], int, RuleMatch], ...]:
    return tuple(
        (
            rule,
            re.compile(rule.pattern),
            int(rule.fields.get("longest", _LONGEST_FURNITURE)),
            RuleMatch(rule.name, str(rule.fields["kind"]), "sure" in rule.fields, "opens" in rule.fields),
        )
        for rule in load("en", "furniture").rules
    )
