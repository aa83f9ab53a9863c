"""Whoever speaks or is spoken of, in one shape: an actor of the record, or a source that is none.

Unnamed sources have ids too, and so have outlets that are only cited; a page of one is a page like an
actor's, without aliases and roles.
"""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.model.errors import UnknownEntry
from dateline.model.record import Actor, ActorRole, Alias, Evidence, Place, SourceEntry

_MOST_ALIASES = 40


@dataclass(frozen=True, slots=True)
class RoleView:
    """An office or title, the dates of the first and last report that give it, how many do, and the words.

    `words` are the first and, where there are more, the last.
    """

    role: str
    since: str | None
    until: str | None
    many: int
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """An actor or a source.

    `reports` is how many name it, `first` and `last` the days from when to when; `more_aliases` is how many
    forms of its name are left out. `is_actor` tells whether it is an entry of the actors, `named` whether it
    has a name.
    """

    id: str
    name: str
    kind: str
    named: bool
    is_actor: bool
    aliases: tuple[Alias, ...]
    more_aliases: int
    roles: tuple[RoleView, ...]
    place: Place | None
    why: str
    evidence: Evidence
    reports: int
    first: str | None
    last: str | None


def read_who(case: Case, id_: str) -> Who:
    """Return the actor or source with this id.

    Raises:
        UnknownEntry: The case holds none, or this is the id of something else.
    """
    entry = case.entry(id_)
    if not isinstance(entry, Actor | SourceEntry):
        raise UnknownEntry(f"{id_} is neither an actor nor a source; see /entry/{id_}")
    if isinstance(entry, SourceEntry) and entry.named:
        # Who is called so is known as an actor too, and its page tells more; of two it might be either.
        alike = case.actors(name=entry.name).page(size=_MOST_ALIASES)
        called = [one for one in alike if one.name == entry.name]
        entry = called[0] if len(called) == 1 else entry
    seen = case.appearances([entry.id])[entry.id]
    actor = entry if isinstance(entry, Actor) else None
    aliases = actor.aliases if actor else ()
    return Who(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        named=isinstance(entry, Actor) or entry.named,
        is_actor=actor is not None,
        aliases=aliases[:_MOST_ALIASES],
        more_aliases=max(len(aliases) - _MOST_ALIASES, 0),
        roles=tuple(map(_make_role, sorted(actor.roles, key=_order_role))) if actor else (),
        place=actor.place if actor else None,
        why=actor.why if actor else "",
        evidence=entry.evidence[0],
        reports=seen.reports,
        first=seen.first,
        last=seen.last,
    )


def _order_role(role: ActorRole) -> tuple[str, str, str]:
    return (role.since or "9999", role.until or "", role.role)


def _make_role(role: ActorRole) -> RoleView:
    ends = role.evidence if len(role.evidence) < 3 else (role.evidence[0], role.evidence[-1])
    return RoleView(role.role, role.since, role.until, len(role.evidence), ends)
