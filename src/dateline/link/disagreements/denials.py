"""Denials and what they deny: "rejected both claims", "denied that the money had run out".

In come the statements of a story by report, out go pairs of a statement and its denial. What a denial denies
is the claim just before it, where it only points back, or what shares most of its words, said by another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dateline.find.statements.acts import tell_act
from dateline.lexicons import load, match_any
from dateline.link.disagreements.claims import Claim, Place, find_stems
from dateline.link.disagreements.contrasts import is_far
from dateline.link.evidence import join_words
from dateline.model.findings import Act, Statement
from dateline.model.span import Span

_LANGUAGE = "en"
_CLAIMING = frozenset((Act.ASSERTION, Act.ASSESSMENT, Act.PREDICTION, Act.PLAN))
_DENYING = re.compile(r"(?i)\bden(?:y|ies|ied|ying)\b")
_OPPOSING = re.compile(r"(?i)\b(?:den(?:y|ies|ied|ying)|disput|reject|refut|rebut|dismiss)")
# "Denied that he fled", "denied fleeing", and not "denied the offer".
_CLAUSE = re.compile(r"(?i)\W*(?:that\b|(?:he|she|it|they|there)\s|(?:ever\s)?\w+ing\b)")
# "Dismissed reports that the talks had failed": what is denied is said by somebody.
_SAID_BY_SOME = re.compile(
    r"(?i)\W*(?:[\w’'-]+\s){0,2}?(?:report|suggestion|accusation|charge|allegation|claim|rumou?r|idea|notion|assertion)s?"
    r"\s(?:(?:made\s)?by\s[^,]{1,40},?\s)?that\b"
)
_REACH = 3  # sentences before a denial in which the claim stands that it points back to
_FEWEST_SHARED = 3
_MOST = 0.5  # how much of a denial's words, or of the claim's, the other side must have
_COMMONEST = 40  # a stem that more claims have leads to none


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as a claim: `content` are the stems of its own words alone.

    `reach` is how many sentences before it a denial points back to, 0 where it says itself what it denies.
    """

    claim: Claim
    statement: Statement
    content: frozenset[str]
    denies: bool
    reach: int
    sentence: int


def find_sayings(place: Place) -> list[Saying]:
    """Return a report's statements that claim or deny something, in the order of its text."""
    sayings = []
    for one in place.findings.statements:
        claim = place.make_claim(one.content[0], None)
        if claim is None or claim.entry != one.id:
            continue
        words = join_words(place.report, one.content)
        denies = one.act is Act.DENIAL and is_denying(join_words(place.report, one.cue))
        if denies or (one.act in _CLAIMING and not _OPPOSING.search(join_words(place.report, one.cue))):
            at = next(n for n, each in enumerate(place.sentences) if each.end > one.content[0].start)
            bare = words.strip(" ,.“”\"'")
            denied = denies and _DENYING.search(join_words(place.report, one.cue)) is not None
            lists = load(_LANGUAGE, "disagreements").lists
            pointer = denied and bare.casefold() in lists["pointers"]
            pointer |= denies and bare.casefold() in lists["near_claims"]
            points = pointer or (denies and _points_back().fullmatch(bare) is not None)
            said = _SAID_BY_SOME.match(words) if denies else None
            denies = points or denied or said is not None
            if denies and not points and said is None and not _CLAUSE.match(words):
                continue
            reach = (1 if pointer else _REACH) if points else 0
            content = find_stems(words[said.end() :] if said else words)
            sayings.append(Saying(claim, one, content, denies, reach, at))
    return sorted(sayings, key=lambda one: one.statement.content[0])


@lru_cache(maxsize=4096)
def is_denying(cue: str) -> bool:
    """Tell whether a cue alone says that something is denied: "denied", "rejected"."""
    return tell_act(cue, "")[0] is Act.DENIAL


@cache
def _points_back() -> re.Pattern[str]:
    return re.compile(f"(?i){match_any(load(_LANGUAGE, 'disagreements').lists['claims'])}")


def pair_denials(by_report: Iterable[Sequence[Saying]]) -> Iterator[tuple[Saying, Saying]]:
    """Yield a claim with each denial of it; of several claims the one that shares most."""
    reports = list(by_report)
    by_stem: dict[str, list[Saying]] = defaultdict(list)
    for sayings in reports:
        for one in sayings:
            if not one.denies:
                for stem in one.content:
                    by_stem[stem].append(one)
    for sayings in reports:
        for at, one in enumerate(sayings):
            if one.reach:
                yield from ((each, one) for each in _find_before(sayings[:at], one))
            elif one.denies:
                yield from ((each, one) for each in _find_alike(by_stem, one))


def narrow(one: Saying) -> Saying:
    """Return a saying with the words of its own statement in the place of the whole sentence."""
    spans = (*one.statement.content, *one.statement.cue, *one.statement.source)
    words = Span(min(span.start for span in spans), max(span.end for span in spans))
    return replace(one, claim=replace(one.claim, words=words))


def _find_before(before: Sequence[Saying], one: Saying) -> list[Saying]:
    for each in reversed(before):
        if one.sentence - each.sentence > one.reach:
            break
        if not each.denies and _speak_apart(each, one):
            return [each]
    return []


def _find_alike(by_stem: dict[str, list[Saying]], one: Saying) -> list[Saying]:
    shared: Counter[int] = Counter()
    known: dict[int, Saying] = {}
    for stem in sorted(one.content):
        for each in by_stem[stem] if len(by_stem.get(stem, ())) <= _COMMONEST else ():
            shared[id(each)] += 1
            known[id(each)] = each
    alike = [
        (count, known[key])
        for key, count in shared.items()
        if count >= _FEWEST_SHARED
        and count >= _MOST * len(one.content)
        and _speak_apart(known[key], one)
        and not is_far(known[key].claim.said, one.claim.said)
    ]
    best = sorted(alike, key=lambda pair: (-pair[0], pair[1].claim.report.id, pair[1].claim.words))
    return [each for _, each in best[:1]]


def _speak_apart(each: Saying, one: Saying) -> bool:
    """Tell whether two statements are of two speakers, both of them told of."""
    mine, other = one.statement.speaker, each.statement.speaker
    if one.claim.report is not each.claim.report and one.claim.origin == each.claim.origin:
        return False
    if each.statement.id == one.statement.id or each.claim.speaker in (None, "somebody"):
        return False
    return one.claim.speaker != each.claim.speaker and (mine.actor is None or mine.actor != other.actor)
