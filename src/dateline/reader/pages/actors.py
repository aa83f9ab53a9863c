"""Who's who: everyone who is named, how often, from when to when, and who speaks of whom."""

from dataclasses import dataclass

from dateline.case.counts import Listed
from dateline.case.file import Case
from dateline.model.findings import MentionType
from dateline.reader.asked import Asked
from dateline.reader.lists import ON_A_PAGE, Facet, Pager, count_pages, make_facets
from dateline.reader.network import Network, draw_network
from dateline.reader.page import Page

ORDERS = ("reports", "statements", "name")
_TOP, _MOST = 40, 200


@dataclass(frozen=True, slots=True)
class ActorsView:
    """Actors of one page of the list, and the picture; `names` are those of its pairs, by id."""

    actors: tuple[Listed, ...]
    pager: Pager
    kinds: tuple[Facet, ...]
    order: str
    top: int
    network: Network | None
    names: dict[str, str]


def read(case: Case, asked: Asked) -> ActorsView:
    """Return the actors that are asked for; `top` says how many the picture shows."""
    name, kind = asked.text("name"), next(iter(asked.choices("kind", tuple(MentionType))), None)
    order = next(iter(asked.choices("sort", ORDERS)), ORDERS[0])
    number, top = asked.number("page"), asked.number("top", default=_TOP, most=_MOST)
    chosen = len(case.actors(name=name, kind=kind))
    pairs = case.pairs()
    names = case.names({id_ for one in pairs for id_ in (one.speaker, one.about)})
    network = draw_network(pairs, names, top=top)
    return ActorsView(
        actors=case.list_actors(name=name, kind=kind, by=order, page=number, size=ON_A_PAGE),
        pager=count_pages(number, chosen, ON_A_PAGE),
        kinds=make_facets(case.actors().count_by("kind")),
        order=order,
        top=top,
        network=network,
        names={node.id: node.name for node in network.nodes} if network else {},
    )


PAGE = Page(name="actors", path="/actors", read=read, title="Who’s who", place=6)
