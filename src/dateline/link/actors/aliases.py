"""Second names that a report itself gives: "also known as …", initials in brackets after the full name.

In come the locals of one report, out go pairs of a local and the other name the text gives it. The phrases
stand in the lexicon; what the pairs join is left to `joining`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicons import load, match_any
from dateline.link.actors.locals import Local, Locals
from dateline.link.actors.names import clean_name, fold_name, has_letters_of, is_acronym, read_variants
from dateline.link.overlaps import Overlaps
from dateline.model.findings import MentionType
from dateline.model.span import Span

_WORD = re.compile(r"\w+(?:'\w+)?")
_LETTERS = re.compile(r"\w+")
# What may stand between a name and the second one; longer phrases speak of something else.
_LONGEST_NAME = 80
_NAME = re.compile(r"[A-Z][\w&’'.-]*(?:\s+(?:(?:of|for|and|the|de|ul|al|on|in)\s+){0,2}[A-Z][\w&’'-]*){0,6}")


@dataclass(frozen=True, slots=True)
class SecondName:
    """A name that the text gives to a local besides the one it stands behind.

    `rule` is the phrase's name in the lexicon, `span` reaches from the first name to the end of the second.
    """

    local: Local
    name: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Phrase:
    name: str
    pattern: re.Pattern[str]
    letters: bool


@cache
def _phrases() -> tuple[_Phrase, ...]:
    rules = load("en", "names").rules
    return tuple(_Phrase(r.name, re.compile(r.pattern), bool(r.fields.get("letters"))) for r in rules)


def find_second_names(found: Locals) -> list[SecondName]:
    """Return the second names that a report gives, in the order in which they stand."""
    starts: dict[int, Span] = {}
    for local in found.all:
        for span, _ in local.spans:
            starts[span.start] = max(span, starts.get(span.start, span))
    names: list[SecondName] = []
    for local in found.all:
        for span, _ in local.spans:
            names += _follow(local, span, starts)
    return sorted(names, key=lambda one: (one.span, one.name))


def find_named_elsewhere(gathered: Sequence[Locals], second_names: Iterable[SecondName]) -> list[Local]:
    """Find names that a report gives a second one, in every report where no mention covers them whole.

    A name that one report explains is found in all of them, also where the finders saw only a part of it.

    Returns:
        New locals, in the order of the reports; each holds all places of one name in one part of a body.
    """
    types = _read_explained(second_names)
    by_word = _index_words(types)
    found: list[Local] = []
    for one in gathered if types else ():
        taken = Overlaps((span, local) for local in one.all for span, _ in local.spans)
        for part in one.findings.report.body:
            text = part.of(one.findings.report.text).lower()
            words = {*_WORD.findall(text), *_LETTERS.findall(text)}
            names = sorted({name for word in words & by_word.keys() for name in by_word[word]})
            found += _find_names(one, part, {name: types[name] for name in names}, taken)
    return found


def _index_words(names: Iterable[str]) -> dict[str, list[str]]:
    """Return folded names by each way to write one of their words: no text is held against all.

    It is the word that the fewest names have: of a thousand committees each is looked for by what sets it
    apart.
    """
    ordered = sorted(set(names))
    counts = Counter(word for name in ordered for word in set(name.split()))
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in ordered:
        plain = [word for word in name.split() if all(map(_LETTERS.fullmatch, read_variants(word)))]
        rarest = min(plain or name.split(), key=lambda word: (counts[word], -len(word), word))
        for way in read_variants(rarest):
            by_word[way].append(name)
    return by_word


def _read_explained(second_names: Iterable[SecondName]) -> dict[str, MentionType]:
    """Return the long names of things that a report gives a second one, or gives as one, folded."""
    return {
        fold_name(form): one.local.type
        for one in second_names
        if not one.local.is_person
        for form in (one.name, *one.local.full_forms())
        if " " in fold_name(form)
    }


def _find_names(
    one: Locals, part: Span, types: Mapping[str, MentionType], taken: Overlaps[Local]
) -> Iterator[Local]:
    report = one.findings.report
    lowered = part.of(report.text).lower()
    for name, kind in types.items():
        if not all(any(way in lowered for way in read_variants(word)) for word in name.split()):
            continue
        places = (Span(*m.span()) for m in _match_folded(name).finditer(report.text, part.start, part.end))
        new = [
            place
            for place in places
            # Known there already: the name with a word more, or what is left of it after its country.
            if not any(span.covers(place) or _has_form(local, name) for span, local in taken.find(place))
        ]
        if new:
            forms = [clean_name(place.of(report.text)) for place in new]
            yield Local(report, [(place, kind) for place in new], forms)


def _has_form(local: Local, name: str) -> bool:
    return any(fold_name(form) == name for form in local.forms)


@cache
def _match_folded(name: str) -> re.Pattern[str]:
    """Return a pattern for a folded name however it is hyphenated and spelled."""
    words = ("[ei]" if word == "i" else match_any(read_variants(word)) for word in name.split())
    return re.compile(r"(?<!\w)" + r"[\s-]{1,3}".join(words) + r"(?!\w)", re.IGNORECASE)


def _follow(local: Local, span: Span, starts: dict[int, Span]) -> Iterator[SecondName]:
    """Yield the names given after `span`: a first one, and one given after that, as initials explained."""
    text = local.report.text
    first = text[span.start : span.end]
    for _ in range(2):
        step = next(_read_phrases(text, first, span, starts), None)
        if step is None:
            return
        rule, second = step
        yield SecondName(local, clean_name(second.of(text)), rule, Span(span.start, second.end))
        first, span = second.of(text), Span(span.start, second.end)


def _read_phrases(text: str, first: str, span: Span, starts: dict[int, Span]) -> Iterator[tuple[str, Span]]:
    for phrase in _phrases():
        match = phrase.pattern.match(text, span.end)
        if match is None:
            continue
        second = _read_name(text, match.end(), starts)
        if second is not None and (not phrase.letters or _abbreviates(first, second.of(text))):
            yield phrase.name, second


def _read_name(text: str, at: int, starts: dict[int, Span]) -> Span | None:
    """Return the longer of the mention that begins at `at` and the run of capitalised words there."""
    match = _NAME.match(text, at, at + _LONGEST_NAME)
    run = match[0].rstrip(".’'-") if match else ""
    end = max(at + len(run), starts[at].end if at in starts else at)
    return Span(at, end) if end > at else None


def _abbreviates(left: str, right: str) -> bool:
    left, right = clean_name(left), clean_name(right)
    return (is_acronym(left) and has_letters_of(left, right)) or (
        is_acronym(right) and has_letters_of(right, left)
    )
