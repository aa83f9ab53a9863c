"""Which locals of many reports are one actor: a union of locals and of the names they share.

Every rule joins through names, never by comparing reports with each other, so that the work grows with the
number of mentions. What is joined does not depend on the order of the reports.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.link.actors.aliases import SecondName
from dateline.link.actors.bodies import find_shortened
from dateline.link.actors.locals import Local
from dateline.link.actors.names import (
    find_governed,
    find_known_name,
    fold_body,
    fold_name,
    is_acronym,
    names_holder,
    read_initials,
)
from dateline.link.actors.people import People
from dateline.model.findings import MentionType
from dateline.model.span import Span

# A node of the union: a name key such as ("name", "harbour board"), or ("local", n) for a local.
Node = tuple[str, ...]
Reason = tuple[frozenset[str], str]


@dataclass(slots=True)
class Joined:
    """Locals that are one actor.

    `keys` are the names known across reports, sorted; empty where nothing but one report tells who is meant.
    `reasons` say which forms were joined and by which rule, sorted.
    """

    locals: list[Local] = field(default_factory=list)
    keys: list[Node] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def join_locals(
    all_locals: Sequence[Local], second_names: Iterable[SecondName], persons: Mapping[str, list[Span]]
) -> list[Joined]:
    """Return the actors that `all_locals` make, each with its locals in the order given.

    Joined are: equal names when spelling is folded; countries and outlets under the names they are known by;
    two names of which a report says that they are one; initials and the spelled-out name, where a report
    introduces them or only one name fits; a person's names that differ in a middle name. Kept apart are:
    people who share a surname, a group and its parts, initials that stand for two things.
    """
    ordered = sorted(second_names, key=lambda one: (one.local.report.id, one.span))
    return _Joining(all_locals, ordered, People(all_locals, persons)).run()


class _Joining:
    def __init__(
        self, all_locals: Sequence[Local], second_names: Sequence[SecondName], people: People
    ) -> None:
        self._locals = all_locals
        self._second_names = second_names
        self._parent: dict[Node, Node] = {}
        # By the two names folded, so that a pair is told once.
        self._reasons: dict[Node, dict[frozenset[str], str]] = defaultdict(dict)
        self._nodes = {id(local): ("local", str(n)) for n, local in enumerate(all_locals)}
        self._people = people
        self._acronyms: dict[str, list[Node]] = defaultdict(list)
        # A local that has the name, and the names that are not all capitals everywhere.
        self._nodes_of_name: dict[str, Node] = {}
        self._spelled = {
            fold_name(form)
            for local in all_locals
            if not local.is_person
            for form in local.forms
            if not is_acronym(form)
        }

    def run(self) -> list[Joined]:
        for local in self._locals:
            for form in local.full_forms():
                self._join_form(local, form)
        for same in self._people.same:
            self._join(same.left, same.right, _say(*same.names, same.why))
        for second in self._second_names:
            if not is_acronym(second.name):
                self._join_second(second)
        self._join_shortened()
        self._join_acronyms()
        return self._read_groups()

    def _join_form(self, local: Local, form: str) -> None:
        node = self._nodes[id(local)]
        if local.is_person:
            self._join_person(local, form)
            return
        if local.type is MentionType.OFFICE and not names_holder(form):
            return
        known = find_known_name(form, outlet=local.type is MentionType.OUTLET)
        folded = fold_name(form)
        if known is not None:
            self._join(node, ("name", fold_name(known)), _say(form, known, "the same name"))
        elif (country := find_governed(form)) is not None:
            why = "a country acts through its government"
            self._join(node, ("name", fold_name(country)), _say(form, country, why))
        elif is_acronym(form) and folded not in self._spelled:
            self._acronyms[folded].append(node)
        else:
            plain = fold_body(form)
            self._join(node, ("name", plain), _say(form, plain, "the same but for its legal form"))
            self._nodes_of_name.setdefault(plain, node)

    def _join_person(self, local: Local, form: str) -> None:
        node = self._nodes[id(local)]
        if (key := self._people.find(form)) is not None:
            self._join(node, key)
        elif (bearer := self._people.find_bearer(local, form)) is not None:
            key, name, why = bearer
            self._join(node, key, _say(form, name, why))

    def _join_second(self, second: SecondName) -> None:
        local, first = second.local, second.local.full_forms()[0]
        key = self._people.find(second.name) if local.is_person else ("name", fold_body(second.name))
        if key is not None:
            why = f"a report says so ({second.rule})"
            self._join(self._nodes[id(local)], key, _say(first, second.name, why))

    def _join_shortened(self) -> None:
        """Join the names of bodies with and without a word that may be left out."""
        for one in find_shortened(self._locals):
            if ("name", one.short) in self._parent:
                self._join(("name", one.long), ("name", one.short), _say(one.short, one.printed, one.why))
            elif one.short in self._acronyms:
                self._acronyms[one.short].append(self._nodes_of_name[one.long])

    def _join_acronyms(self) -> None:
        """Join initials to what they stand for, once all other names are joined."""
        introduced: dict[str, list[SecondName]] = defaultdict(list)
        for second in self._second_names:
            if is_acronym(second.name) and not second.local.is_person:
                introduced[fold_name(second.name)].append(second)
            for form in second.local.full_forms():
                if is_acronym(form) and not is_acronym(second.name):
                    introduced[fold_name(form)].append(second)
        spelled = self._read_spelled_out()
        for acronym in sorted({*self._acronyms, *introduced}):
            self._join_acronym(acronym, introduced[acronym], spelled.get(acronym, set()))

    def _join_acronym(self, acronym: str, introduced: list[SecondName], spelled: set[Node]) -> None:
        key: Node = ("name", acronym)
        roots = {self._find(self._nodes[id(second.local)]) for second in introduced}
        if len(roots) > 1:
            # It stands for two things: each report that says which keeps its own, the others share none.
            told = {second.local.report.id for second in introduced}
            for node in self._acronyms[acronym]:
                if self._locals[int(node[1])].report.id not in told:
                    self._join(node, key)
            self._join_within_reports(acronym, introduced)
            return
        for node in self._acronyms[acronym]:
            self._join(node, key)
        for second in introduced:
            first = _first_spelled_out(second)
            why = f"a report says so ({second.rule})"
            self._join(self._nodes[id(second.local)], key, _say(first, _print(acronym), why))
        candidates = {self._find(node) for node in spelled}
        if not introduced and len(candidates) == 1 and self._acronyms[acronym]:
            name = min(spelled)
            self._join(name, key, _say(_print(acronym), name[1], "no other name has these initials"))

    def _join_within_reports(self, acronym: str, introduced: list[SecondName]) -> None:
        nodes: dict[str, list[Node]] = defaultdict(list)
        for node in self._acronyms[acronym]:
            nodes[self._locals[int(node[1])].report.id].append(node)
        for second in introduced:
            for node in nodes[second.local.report.id]:
                self._join(self._nodes[id(second.local)], node)

    def _read_spelled_out(self) -> dict[str, set[Node]]:
        """Return the names of things by their initials, where these are three or more."""
        names: dict[str, set[Node]] = defaultdict(set)
        for local in self._locals:
            if local.is_person:
                continue
            for form in local.full_forms():
                node: Node = ("name", fold_body(form))
                if node in self._parent:
                    for initials in read_initials(form):
                        if len(initials) > 2:
                            names[initials].add(node)
        return names

    def _find(self, node: Node) -> Node:
        self._parent.setdefault(node, node)
        root = node
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[node] != root:
            self._parent[node], node = root, self._parent[node]
        return root

    def _join(self, left: Node, right: Node, reason: Reason | None = None) -> None:
        low, high = sorted((self._find(left), self._find(right)))
        if low != high:
            self._parent[high] = low
            self._reasons[low] = self._reasons.pop(high, {}) | self._reasons[low]
        if reason is not None:
            self._reasons[low].setdefault(*reason)

    def _read_groups(self) -> list[Joined]:
        groups: dict[Node, Joined] = {}
        for local in self._locals:
            groups.setdefault(self._find(self._nodes[id(local)]), Joined()).locals.append(local)
        for node in sorted(self._parent):
            if node[0] != "local" and (root := self._find(node)) in groups:
                groups[root].keys.append(node)
        for root, group in groups.items():
            group.reasons = sorted(self._reasons.get(root, {}).values())
        return list(groups.values())


def _first_spelled_out(second: SecondName) -> str:
    forms = [*second.local.full_forms(), second.name]
    return next((form for form in forms if not is_acronym(form)), forms[0])


def _print(acronym: str) -> str:
    return acronym.upper()


def _say(left: str, right: str, why: str) -> Reason | None:
    pair = frozenset((fold_name(left), fold_name(right)))
    return (pair, f"“{left}” is “{right}”: {why}") if len(pair) > 1 else None
