"""Actors that were chosen in a list and are one: they become the first of them."""

from dateline.case.aiming import make
from dateline.case.file import Case
from dateline.engine.correcting import stamp_now
from dateline.model.correction import Correction, Deed
from dateline.model.errors import UsageError
from dateline.reader.action import Action
from dateline.reader.asked import Asked


def read(case: Case, asked: Asked, by: str) -> tuple[Correction, ...]:
    """Return a correction for each actor but the first: it is the first."""
    first, *others = [value for key, value in asked.query if key == "what" and value.strip()] or [""]
    if not others:
        raise UsageError("Choose the names that are one: two at least.")
    why = asked.text("why") or ""
    return tuple(make(case, Deed.MERGE, (one, first), at=stamp_now(), by=by, why=why) for one in others)


ACTION = Action(name="merge", path="/corrections/merge", read=read)
