"""Attributions as decoded -> attributions with their parts whole.

A label a word tears what is said where the encoder lost the thread: after an article, within a relative
clause, at a cue that stands inside. In: a text, its sentences and quotations, and attributions. Out: the same
attributions with torn pieces joined, each piece with the cue it follows, and without the one who is only said
to do something ("the board is said to be divided"). Nothing is added that the encoder saw no cue for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.find.statements.acts import inflect
from dateline.find.statements.quotations import Quotation, covering_quotation
from dateline.lexicons import load, match_any
from dateline.model.span import Span, merge_spans

if TYPE_CHECKING:
    from dateline.find.statements.attributions import Attribution

# How much a tear may have swallowed, in code points: a phrase, not a sentence.
_WIDEST_TEAR: Final = 60
_LONGEST_END: Final = 120
# "the | widening belief among | harbour papers"
_WIDEST_CUE: Final = 40
_SECOND_VERBS: Final = (
    "threatening_verbs",
    "promising_verbs",
    "demanding_verbs",
    "denying_verbs",
    "judging_verbs",
)
_MARKS: Final = re.compile(r"[“”\"«»]")
# ", who had asked for": a relative clause that no comma closes holds what follows.
_RELATIVE: Final = re.compile(r"\s*,?\s+(?:who|which|whose|whom|where)\s[^,;:()—–]*$")
_ARTICLE: Final = re.compile(r"(?:the|an?)", re.I)
# "said on Monday, | seven weeks after"
_AFTER_REPORTING: Final = re.compile(r"(?:\s+(?:on\s+)?\w+day|\s+late\s+\w+day)?,\s+")
# "PORT ELM, May 2 (Eastwire) - "
_FILED: Final = re.compile(r"[A-Z][A-Z .’'-]+,[^—–:\n-]{0,40}(?:[—–:]|-)+\s+")
_PARTED: Final = re.compile(r"[“”\"«»—–;:]|\'\'|\s-+\s")
_LIKE_OTHERS: Final = re.compile(r",?\s+who,?\s+like\s+(?:\w+\s+){0,5}\w+$")
_FEWEST_BEFORE: Final = 5
_SUBORDINATE: Final = re.compile(
    r"(?:In|On|At|By|With|After|Before|When|While|As|If|Since|For|Asked|Speaking|Meanwhile|But|However|During|Though|"
    r"Although|Because|Despite|Until|Once|\w+ing)\b"
)
_JOINT: Final = re.compile(r"[\s,]+(?:and|but|or)$")
_STRAY: Final = re.compile(r"[^,.;:!?—–“”\"\n]*\w[^,.;:!?—–“”\"\n]*")


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    lexicon = load("en", "repairs")
    opens = match_any(lexicon.lists["opens"])
    made = {rule.name: re.compile(rule.pattern) for rule in lexicon.rules}
    acts = load("en", "acts").lists
    verbs = [form for name in _SECOND_VERBS for verb in acts[name] for form in inflect(verb)]
    made["a second verb"] = re.compile(
        rf",?\s+(?:(?:and|but)\s+)?(?P<verb>(?:(?:has|have|had)\s+)?(?:also\s+)?{match_any(verbs)})\s+"
    )
    past = match_any(verb for verb in verbs if verb.endswith("ed"))
    made["a second verb with that"] = re.compile(
        rf",\s+(?:and|but)\s+(?P<verb>(?:also\s+)?{past})\s+(?=that\b)"
    )
    made["opens"] = re.compile(rf"(?:(?<![\w’'-]){opens}|[(\[])$", re.I)
    return made


def mend_attributions(
    text: str,
    attributions: Sequence[Attribution],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
) -> list[Attribution]:
    """Return attributions with their parts whole, in the order given.

    Args:
        text: The report's text.
        attributions: As decoded, in any order.
        sentences: Those of the body, in order.
        quotations: As `find_quotations` returns them.
    """
    attributions = [_cut_source(text, one) for one in attributions]
    mended = [
        part for one in _return_pieces(text, attributions) for part in _part_at_verb(text, one, quotations)
    ]
    starts = [s.start for s in sentences]
    # A cue or a source inside a tear says that somebody else comes in.
    spoken = sorted(s for a in mended for s in (*a.cue, *(s for s in a.source if not _is_after(text, s, a))))
    whole = []
    for one in mended:
        if not one.cue or not one.content:
            whole.append(one)
            continue
        sentence = sentences[max(0, bisect_right(starts, one.cue[0].start) - 1)]
        joined = _close_tears(text, _drop_stray(text, one, quotations), spoken)
        joined = _cut_rest(text, _open_start(text, joined, sentence))
        widened = _widen_cue(text, _close_end(text, joined, spoken, sentences, starts))
        if widened is not None:
            whole.append(_drop_subject(text, widened, sentence))
    return whole


def _is_after(text: str, source: Span, attribution: Attribution) -> bool:
    """Tell a source that cannot be one: "who" behind the verb."""
    cue = attribution.cue
    return bool(cue) and source.start > cue[0].start and source.of(text).lower() in ("who", "which", "that")


def _return_pieces(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give a piece that follows right upon another's cue to that cue: "said … but noted | that …"."""
    after = {a.cue[-1].end: n for n, a in enumerate(attributions) if a.cue}
    contents = [list(a.content) for a in attributions]
    for n, attribution in enumerate(attributions):
        for piece in attribution.content:
            before = piece.start
            while before and text[before - 1].isspace():
                before -= 1
            other = after.get(before)
            if other is None or other == n or len(contents[n]) < 2:
                continue
            if attribution.cue and attribution.cue[0].start < attributions[other].cue[0].start:
                contents[n].remove(piece)
                contents[n][-1] = _cut_joint(text, contents[n][-1])
                contents[other].append(piece)
    return [replace(a, content=merge_spans(c)) for a, c in zip(attributions, contents, strict=True)]


def _cut_joint(text: str, piece: Span) -> Span:
    """Return a piece without the "but" that leads on to the next cue."""
    joint = _JOINT.search(piece.of(text))
    return Span(piece.start, piece.start + joint.start()) if joint and joint.start() else piece


def _drop_stray(text: str, attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """Drop what is neither quoted nor next to the cue: "“So it is,” said Osei | in a talk on | the wall"."""
    content, cue = attribution.content, attribution.cue
    if len(content) < 2:
        return attribution
    quoted = [s for s in content if (q := covering_quotation(quotations, s.start)) and q.end >= s.end]
    end = max(s.end for s in (*cue, *attribution.source))
    kept = tuple(
        s
        for s in content
        if s in quoted or s.start < end or not quoted or _STRAY.fullmatch(text, end, s.start) is None
    )
    return replace(attribution, content=kept)


def _part_at_verb(text: str, attribution: Attribution, quotations: Sequence[Quotation]) -> list[Attribution]:
    """Part what follows upon a second verb of the same source: "voiced | anger | and threatened | to go"."""
    content = attribution.content
    for n, (before, after) in enumerate(pairwise(content), start=1):
        verb = _rules()["a second verb"].fullmatch(text, before.end, after.start)
        if verb is not None and attribution.source and attribution.cue[0].start < before.end:
            cue = Span(verb.start("verb"), verb.end("verb"))
            first = replace(attribution, content=content[:n])
            return [
                first,
                *_part_at_verb(text, replace(attribution, cue=(cue,), content=content[n:]), quotations),
            ]
    last = content[-1] if content else None
    verb = _rules()["a second verb with that"].search(text, last.start, last.end) if last else None
    if last is None or verb is None or not attribution.source or attribution.cue[0].start > last.start:
        return [attribution]
    if covering_quotation(quotations, verb.start("verb")) is not None:
        return [attribution]
    first = replace(attribution, content=(*content[:-1], Span(last.start, verb.start())))
    cue, rest = Span(verb.start("verb"), verb.end("verb")), Span(verb.end(), last.end)
    return [first, replace(attribution, cue=(cue,), content=(rest,))]


def _close_tears(text: str, attribution: Attribution, spoken: Sequence[Span]) -> Attribution:
    """Join pieces that only a space parts, or where the first breaks off or the second stands in the tear."""
    pieces = [attribution.content[0]]
    for piece in attribution.content[1:]:
        tear = Span(pieces[-1].end, piece.start)
        if _is_torn(text, pieces[-1], tear) and not any(tear.overlaps(s) for s in spoken):
            pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
    return replace(attribution, content=tuple(pieces))


def _is_torn(text: str, before: Span, tear: Span) -> bool:
    words = tear.of(text)
    if not words.strip() and "\n" not in words:
        return _MARKS.search(text[tear.start - 1] + text[tear.end]) is None
    if len(words) > _WIDEST_TEAR or "\n" in words or _MARKS.search(words):
        return False
    opens = _rules()["opens"]
    return (
        opens.search(before.of(text)) is not None
        or opens.search(words.rstrip()) is not None
        or _RELATIVE.match(words) is not None
    )


def _close_end(
    text: str,
    attribution: Attribution,
    spoken: Sequence[Span],
    sentences: Sequence[Span],
    starts: Sequence[int],
) -> Attribution:
    """Go on to the end of the sentence where a content breaks off: "…, should | the talks fail"."""
    last = attribution.content[-1]
    if _rules()["opens"].search(last.of(text)) is None:
        return attribution
    sentence = sentences[max(0, bisect_right(starts, last.start) - 1)]
    rest = text[last.end : sentence.end].rstrip(" \t\n.!?")
    end = Span(last.end, last.end + len(rest)) if rest.strip() else None
    if end is None or len(rest) > _LONGEST_END or _MARKS.search(rest) or any(end.overlaps(s) for s in spoken):
        return attribution
    return replace(attribution, content=(*attribution.content[:-1], Span(last.start, end.end)))


def _cut_source(text: str, attribution: Attribution) -> Attribution:
    """Cut off the beginning of a clause from a source: "one pilot, | who like other pilots"."""
    source = attribution.source
    torn = _LIKE_OTHERS.search(source[-1].of(text)) if source else None
    if torn is None or torn.start() == 0:
        return attribution
    return replace(
        attribution, source=(*source[:-1], Span(source[-1].start, source[-1].start + torn.start()))
    )


def _cut_rest(text: str, attribution: Attribution) -> Attribution:
    """Cut off what the source would not say: "that they had met, | but would not say how long"."""
    last = attribution.content[-1]
    if last.of(text).endswith(","):
        last = Span(last.start, last.end - 1)
        attribution = replace(attribution, content=(*attribution.content[:-1], last))
    rest = _rules()["would not say more"].search(last.of(text))
    if rest is None or rest.start() == 0:
        return attribution
    return replace(
        attribution, content=(*attribution.content[:-1], Span(last.start, last.start + rest.start()))
    )


def _open_start(text: str, attribution: Attribution, sentence: Span) -> Attribution:
    """Begin with the sentence where a reporting clause stands within what is said, or ends it.

    "The yard is to close, its owner said on Monday, | seven weeks after the fire."
    """
    content, reporting = attribution.content, merge_spans((*attribution.source, *attribution.cue))
    begin, end = reporting[0].start, reporting[-1].end
    filed = _FILED.match(text, sentence.start, begin)
    start = filed.end() if filed else sentence.start
    lead, first = text[start:begin], content[0]
    if not attribution.source or not lead.endswith(", ") or _PARTED.search(lead + first.of(text)):
        return attribution
    if first.start < end or _AFTER_REPORTING.fullmatch(text, end, first.start) is None:
        return attribution
    before = Span(start, start + len(lead.rstrip(" ,")))
    if len(before.of(text).split()) < _FEWEST_BEFORE or _SUBORDINATE.match(before.of(text)):
        return attribution
    return replace(attribution, content=(before, *content))


def _widen_cue(text: str, attribution: Attribution) -> Attribution | None:
    """Make whole a cue that is but an article, up to its source; None where that cannot be done."""
    cue = attribution.cue
    if len(cue) > 1 or _ARTICLE.fullmatch(cue[0].of(text)) is None:
        return attribution
    next_role = min((s.start for s in attribution.source if s.start > cue[0].end), default=None)
    if next_role is None:
        return None
    rest = text[cue[0].end : next_role]
    if not rest.strip() or len(rest) > _WIDEST_CUE or re.search(r"[,.;:“”\"\n]", rest):
        return None
    return replace(attribution, cue=(Span(cue[0].start, cue[0].end + len(rest.rstrip())),))


def _drop_subject(text: str, attribution: Attribution, sentence: Span) -> Attribution:
    """Take for nobody's word what is only said of somebody: "the board is said to be divided".

    The subject is then part of what is said; of one who is blamed it is not told who blames.
    """
    cue, source, content = attribution.cue, attribution.source, attribution.content
    if not source or source[0].start > cue[0].start:
        return attribution
    words = text[cue[0].start : min(sentence.end, cue[-1].end + 12)]
    if _rules()["is said to do something"].match(words) is not None:
        bare = all(len(s.of(text)) < 6 and s.of(text).islower() for s in source)
        return replace(attribution, source=(), content=content if bare else merge_spans((*source, *content)))
    lead = text[max(sentence.start, cue[0].start - 30) : cue[0].start]
    passive = _rules()["is blamed"].match(words) is not None and re.search(
        r"(?:,|\(|—|–|\b(?:is|are|was|were|been|being))\s*(?:\w+ly\s+)?$", lead
    )
    return replace(attribution, source=()) if passive else attribution
