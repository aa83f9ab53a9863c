"""Which full names of a case are one person's, and whom a surname alone means.

In come the locals of all reports, out go keys for names and pairs of keys that are one. Every name is looked
up under what it could share with another (a given name and a surname, the end of a longer name, a spelling),
never held against all others.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from dateline.find.names.names import Gender, is_given_name, tell_gender_of_name, tell_gender_of_title
from dateline.find.names.titles import find_title_start
from dateline.lexicons import load
from dateline.link.actors.locals import Local
from dateline.link.actors.names import can_be_one, split_generation, split_person, strip_titles
from dateline.link.actors.roles import find_roles, is_same_role, read_role
from dateline.link.actors.spelling import are_spellings, read_skeleton
from dateline.model.span import Span

# A name known across reports, such as ("person", "ada", "osei").
Key = tuple[str, ...]

# Of one given name and surname, more than so many rows of middle names are several people.
_MOST_MIDDLES = 8
# Of two who share a surname, a report that has nothing else means the one who is in so many times as many
# reports, and in so many at least.
_MOST_TOLD = 3
_FEWEST_REPORTS = 3
# Where more than so many bear a name, nothing tells whom it means.
_MOST_BEARERS = 24
# "Tim" of "Timothy"; two letters are the start of too many names.
_SHORTEST_GIVEN = 3


@dataclass(frozen=True, slots=True)
class Same:
    """Two names of one person, as printed, and how that is told."""

    left: Key
    right: Key
    names: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A full name: its folded words, and "jr" or "iii" behind them or ""."""

    words: tuple[str, ...]
    generation: str

    @property
    def given(self) -> str:
        return self.words[0]

    @property
    def surname(self) -> str:
        return self.words[-1]


class People:
    """The people of a case by name.

    Args:
        all_locals: Those of all reports; others than people are passed over.
        persons: By report the places of all people, sorted: a role does not reach into another's name.
    """

    def __init__(self, all_locals: Iterable[Local], persons: Mapping[str, list[Span]]) -> None:
        self._persons = persons
        self._names: dict[_Name, str] = {}
        self._locals: dict[_Name, list[Local]] = defaultdict(list)
        for local in all_locals:
            for form in local.full_forms() if local.is_person else ():
                name = _Name(*split_generation(split_person(form)))
                if len(name.words) > 1:
                    self._names.setdefault(name, strip_titles(form))
                    self._locals[name].append(local)
        self._whole = self._find_whole()
        self._one: dict[Key, Key] = {}
        self.same = list(self._find_same())
        self._bearers: dict[str, dict[Key, list[_Name]]] = defaultdict(lambda: defaultdict(list))
        for name in self._names:
            for word in {name.surname, name.given} - ({name.given} if is_given_name(name.given) else set()):
                self._bearers[word][self._find_one(self._key(name))].append(name)
        self._roles: dict[Key, list[frozenset[str]]] = {}
        self._counts: dict[Key, int] = {}

    def find(self, form: str) -> Key | None:
        """Return the key of a name; None for one word that stands in somebody's full name."""
        name = _Name(*split_generation(split_person(form)))
        if not name.words:
            return None
        if len(name.words) == 1:
            return None if name.words[0] in self._bearers else ("person", name.words[0])
        return self._key(name)

    def find_bearer(self, local: Local, form: str) -> tuple[Key, str, str] | None:
        """Return whom one word of a name means across reports: the key, the full name, how it is told.

        It means the one person of the case whose name it stands in; of several the only one whom its title
        ("Ms.") or its role ("harbour minister Osei") lets it be; else the one of whom nearly all reports that
        have the name speak. None where that leaves nobody, or several.
        """
        words, _ = split_generation(split_person(form))
        bearers = self._bearers.get(words[0], {}) if len(words) == 1 else {}
        if len(bearers) > _MOST_BEARERS:
            return None
        titles = _read_titles(local)
        fit = {key: names for key, names in bearers.items() if _fits_gender(titles, names)}
        alone = len(bearers) == 1
        why = "nobody else in the reports has that name" if alone else "the title fits nobody else"
        if len(fit) > 1:
            roles = self._find_roles([local])
            holders = {key: names for key, names in fit.items() if self._shares_role(roles, key, names)}
            why = "nobody else of that name has the role"
            if not holders and not roles:
                holders = self._choose_most_told(fit)
                why = "nearly all reports with that name speak of nobody else who has it"
            fit = holders
        if len(fit) != 1:
            return None
        ((key, names),) = fit.items()
        return key, self._names[names[0]], why

    def _choose_most_told(self, bearers: Mapping[Key, list[_Name]]) -> dict[Key, list[_Name]]:
        """Return the one of several of whom so many more reports speak than of the others, or nobody."""
        counts = {key: self._count_reports(key, names) for key, names in bearers.items()}
        most = max(counts, key=lambda key: (counts[key], key))
        rest = max(counts[key] for key in counts if key != most)
        enough = counts[most] >= max(_FEWEST_REPORTS, _MOST_TOLD * rest)
        return {most: bearers[most]} if enough else {}

    def _count_reports(self, key: Key, names: Iterable[_Name]) -> int:
        if key not in self._counts:
            self._counts[key] = len({local.report.id for name in names for local in self._locals[name]})
        return self._counts[key]

    def _find_whole(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of given name and surname whose names differ only by what one may leave out."""
        rows: dict[tuple[str, str], list[_Name]] = defaultdict(list)
        for name in self._names:
            rows[name.given, name.surname].append(name)
        return frozenset(pair for pair, names in rows.items() if _are_compatible(names))

    def _key(self, name: _Name) -> Key:
        if (name.given, name.surname) in self._whole or name not in self._names:
            return ("person", name.given, name.surname)
        return ("person", *name.words, name.generation)

    def _find_same(self) -> Iterator[Same]:
        """Yield the pairs of names that are one person's: the surest ways to tell first."""
        yield from self._join_ends()
        for block, why in (
            (self._block_by_short_form(), "a short form of the given name"),
            (self._block_by_start(), "a short form of the given name"),
            (self._block_by_spelling(), "two spellings of one name"),
        ):
            for names in block:
                if _are_compatible(names):
                    for left, right in pairwise(names):
                        yield from self._join(left, right, why)

    def _join(self, left: _Name, right: _Name, why: str) -> Iterator[Same]:
        low, high = sorted((self._find_one(self._key(left)), self._find_one(self._key(right))))
        if low != high:
            self._one[high] = low
            yield Same(self._key(left), self._key(right), (self._names[left], self._names[right]), why)

    def _find_one(self, key: Key) -> Key:
        while key in self._one:
            key = self._one[key]
        return key

    def _join_ends(self) -> Iterator[Same]:
        """Join "Jane Osei" to the one longer name that ends so: "Ada Jane Osei"."""
        longer: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
        for name in self._names:
            for at in range(1, len(name.words) - 1):
                longer[name.words[at:]].append(name)
        for name in self._names:
            others = longer.get(name.words, [])
            alone = len({self._find_one(self._key(one)) for one in others}) == 1
            if alone and _are_compatible([name, *others], middles=False):
                yield from self._join(name, others[0], "the end of the name")

    def _block_by_short_form(self) -> Iterator[list[_Name]]:
        """Yield the names with one surname whose given names are forms of one: "Bill" and "William"."""
        forms = load("en", "names").words["given"]
        return self._block((str(forms.get(name.given, name.given)), name.surname) for name in self._names)

    def _block_by_start(self) -> Iterator[list[_Name]]:
        """Yield a name and the one whose given name it begins: "Alex" of "Alexander"."""
        longer: dict[tuple[str, str], list[_Name]] = defaultdict(list)
        for name in self._names:
            for size in range(_SHORTEST_GIVEN, len(name.given)):
                longer[name.given[:size], name.surname].append(name)
        for name in self._names:
            others = longer.get((name.given, name.surname), [])
            if len({one.given for one in others}) == 1 and _can_share_gender(name, others[0]):
                yield [name, *others]

    def _block_by_spelling(self) -> Iterator[list[_Name]]:
        """Yield the names that are spellings of each other in one word: "Bettine" and "Betine"."""
        blocks = self._block((read_skeleton(name.given), read_skeleton(name.surname)) for name in self._names)
        for names in blocks:
            if len(names) <= _MOST_MIDDLES and all(_are_spellings(*two) for two in combinations(names, 2)):
                yield names

    def _block(self, keys: Iterable[Hashable]) -> Iterator[list[_Name]]:
        """Yield the names under each key where they differ in their given names or surnames."""
        blocks: dict[Hashable, list[_Name]] = defaultdict(list)
        for name, key in zip(self._names, keys, strict=True):
            blocks[key].append(name)
        return (names for names in blocks.values() if len({(n.given, n.surname) for n in names}) > 1)

    def _find_roles(self, all_locals: Iterable[Local]) -> list[frozenset[str]]:
        return [
            read_role(role.of(local.report.text))
            for local in all_locals
            for place, _ in local.spans
            for role in find_roles(local.report, place, self._persons[local.report.id])
        ]

    def _shares_role(self, roles: list[frozenset[str]], key: Key, names: Iterable[_Name]) -> bool:
        if roles and key not in self._roles:
            self._roles[key] = self._find_roles(local for name in names for local in self._locals[name])
        return any(
            is_same_role(*sorted((role, other), key=len))
            for role in roles
            for other in self._roles.get(key, ())
        )


def _are_compatible(names: list[_Name], *, middles: bool = True) -> bool:
    """Tell whether names can be one person's: no two generations, and no two rows of middle names."""
    if len({name.generation for name in names if name.generation}) > 1:
        return False
    rows = sorted({name.words[1:-1] for name in names})
    if not middles or len(rows) == 1:
        return True
    return len(rows) <= _MOST_MIDDLES and all(can_be_one(*two) for two in combinations(rows, 2))


def _are_spellings(left: _Name, right: _Name) -> bool:
    """Tell whether names differ in the spelling of one word, and not as two given names do."""
    if left.given == right.given:
        return left.surname == right.surname or are_spellings(left.surname, right.surname)
    both_known = is_given_name(left.given) and is_given_name(right.given)
    return left.surname == right.surname and not both_known and are_spellings(left.given, right.given)


def _can_share_gender(left: _Name, right: _Name) -> bool:
    genders = {tell_gender_of_name(left.words), tell_gender_of_name(right.words)} - {Gender.UNKNOWN}
    return len(genders) < 2


def _read_titles(local: Local) -> set[Gender]:
    """Return what the titles before somebody's mentions tell, as "Ms." does."""
    text = local.report.text
    return {
        tell_gender_of_title(text[find_title_start(text, place.start) : place.start])
        for place, _ in local.spans
    }


def _fits_gender(titles: set[Gender], names: Iterable[_Name]) -> bool:
    """Tell whether the titles before a surname do not speak against a full name."""
    genders = {tell_gender_of_name(name.words) for name in names}
    return len((titles | genders) - {Gender.UNKNOWN}) < 2
