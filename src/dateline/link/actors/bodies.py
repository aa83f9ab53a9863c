"""When a shorter name is another's: "Gulls" for "Port Elm Gulls", "Veld" for "Veld Group".

In come the names of things with the types their locals have, out go pairs of a long name and what may be left
of it. A pair is only given where one long name of the case could be meant; whether the short one is known at
all is left to `joining`.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from dateline.find.names.names import is_armed_group
from dateline.lexicons import load
from dateline.link.actors.locals import Local
from dateline.link.actors.names import find_known_name, fold_body, fold_name, is_acronym, split_country
from dateline.model.findings import MentionType

_BODIES = frozenset((MentionType.ORGANIZATION, MentionType.GROUP, MentionType.OUTLET))
# The longest name of a place that is looked for before a body's: "Salt Lake City Gulls".
_LONGEST_PLACE = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of a case, folded: the type most locals give each, those of places, and their reports."""

    kinds: Mapping[str, MentionType]
    places: Container[str]
    reports: Mapping[str, Set[str]]


@dataclass(frozen=True, slots=True)
class Shortened:
    """A long name, folded and as printed, what is left of it, folded, and which rule leaves so much."""

    long: str
    printed: str
    short: str
    why: str


def find_shortened(all_locals: Iterable[Local]) -> list[Shortened]:
    """Return the names of a case that are one other name and a word that may be left out, sorted.

    Left out may be a country's or a place's name before a body's, what else stands before it where one report
    has both names, and a word for a business behind it. Not
    where two long names have one short: of "Norwegian Harbour Office" and "Danish Harbour Office" neither is
    "Harbour Office". Nor where what is left is a common noun ("Parliament") or a part of the country's
    groups ("Guards" beside "Norwegian Guards").
    """
    types: dict[str, Counter[MentionType]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, str] = {}
    for local in all_locals:
        for form in local.full_forms() if not local.is_person else ():
            types[fold_body(form)][local.type] += 1
            reports[fold_body(form)].add(local.report.id)
            printed.setdefault(fold_body(form), form)
    kinds = {name: max(counts, key=lambda kind: (counts[kind], kind.value)) for name, counts in types.items()}
    known = _Known(kinds, {name for name, counts in types.items() if MentionType.PLACE in counts}, reports)
    owners: dict[str, set[str]] = defaultdict(set)
    found: list[Shortened] = []
    for name in sorted(kinds):
        for owner, short, why in _shorten(name, printed[name], known):
            owners[short].add(owner)
            found.append(Shortened(name, printed[name], short, why))
    return [one for one in found if len(owners[one.short]) == 1]


def _shorten(name: str, printed: str, known: _Known) -> Iterator[tuple[str, str, str]]:
    """Yield whose a name is, what it may be cut to, and why."""
    kinds = known.kinds
    kind = kinds[name]
    if (split := split_country(printed)) is not None:
        country, rest = split
        # One word alone stays apart: "the Parliament" may be anyone's.
        if " " in rest or is_acronym(printed.rsplit(maxsplit=1)[-1]):
            yield country, rest, f"there is none of that name but that of {country}"
        return
    if kind not in _BODIES:
        return
    words = name.split()
    for size in range(1, min(_LONGEST_PLACE, len(words) - 1) + 1):
        place, rest = " ".join(words[:size]), " ".join(words[size:])
        if kinds.get(rest) not in _BODIES or not _tells_who(rest, kind):
            continue
        if place in known.places:
            yield place, rest, "there is none of that name in another place"
        elif not known.reports[name].isdisjoint(known.reports[rest]):
            yield place, rest, "a report has both, and there is no other longer name"
    rest = " ".join(words[:-1])
    if words[-1] in _business_words() and kinds.get(rest) in _BODIES:
        yield words[-1], rest, "a word for what kind of business it is"


def _tells_who(rest: str, kind: MentionType) -> bool:
    """Tell whether what is left of a name after its place is a name: not "Police", nor a part of a group."""
    if kind is MentionType.GROUP or is_armed_group(rest.title()) or find_known_name(rest, outlet=False):
        return False
    return not all(
        word in _common_nouns() or word.removesuffix("s") in _common_nouns() for word in rest.split()
    )


@cache
def _common_nouns() -> frozenset[str]:
    lists = load("en", "nominals").lists
    names = load("en", "names").lists
    nouns = (
        *names["business"],
        *names["legal_forms"],
        *lists["bodies"],
        *lists["body_names"],
        *lists["group_names"],
        *lists["bodies_of"],
    )
    return frozenset({fold_name(noun) for noun in nouns} | {*names["small"]})


@cache
def _business_words() -> frozenset[str]:
    return frozenset(load("en", "names").lists["business"])
