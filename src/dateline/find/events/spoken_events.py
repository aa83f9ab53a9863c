"""What a speaker does by telling of an event: who promises it plans it, who denies it says it is not so.

In: how the words alone have an event stand, and the statement it lies in. Out: how it stands as said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.find.events.event_words import tell_governing
from dateline.find.events.standing import Standing
from dateline.find.grammar import VERBS, Grammar
from dateline.model.findings import Act, Statement, Status

_STATUS_OF_ACT: Final = {
    Act.PLAN: Status.PLANNED,
    Act.PROMISE: Status.PLANNED,
    Act.THREAT: Status.THREATENED,
    Act.DEMAND: Status.DEMANDED,
    Act.PREDICTION: Status.PREDICTED,
    Act.QUESTION: Status.HYPOTHETICAL,
}


def weigh_act(g: Grammar, word: int, standing: Standing, statement: Statement) -> Standing:
    """Let what a speaker does by saying it decide where the words leave it open."""
    act = statement.act
    why = f"said as {'an' if act.value[0] in 'a' else 'a'} {act.value}"
    if act is Act.DENIAL:
        outermost = not any(
            statement.content[0].start <= g.starts[up] < statement.content[-1].end
            for up in g.climb(word)
            if g.tags[up] in VERBS
        )
        refusing = any(
            (making := tell_governing(g.lower[at])) is not None and making.status in ("denied", "not done")
            for span in statement.cue
            for at in g.find_words(span.start, span.end)
        )
        if (not standing.positive and standing.told) or (refusing and outermost and not standing.definite):
            return replace(standing, status=Status.DENIED, positive=False, why=why)
        return standing
    meant = _STATUS_OF_ACT.get(act)
    if meant is not None and standing.open and not standing.definite:
        if act is Act.PREDICTION and standing.status in (Status.DEMANDED, Status.THREATENED):
            return standing
        return replace(standing, status=meant, why=why)
    return standing
