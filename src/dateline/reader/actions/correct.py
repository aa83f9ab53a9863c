"""Any correction: `deed` and `what` as `dateline correct` takes them, with `why`."""

from dateline.case.aiming import aim_at_report, find_stretch, make
from dateline.case.file import Case
from dateline.engine.correcting import stamp_now
from dateline.model.correction import Correction, Deed
from dateline.model.errors import UsageError
from dateline.reader.action import Action
from dateline.reader.asked import Asked


def read(case: Case, asked: Asked, by: str) -> tuple[Correction, ...]:
    """Return the correction that is asked for.

    `what` comes once for each thing; where `words` are some of a report's, `number` says which of their
    places is meant.
    """
    (deed,) = asked.choices("deed", tuple(Deed)) or ("",)
    what = [value.strip() for key, value in asked.query if key == "what" and value.strip()]
    words = next((value for key, value in asked.query if key == "words" and value.strip()), None)
    if not deed or not what:
        raise UsageError("Say what is to be corrected, and how.")
    if words is not None:
        report = aim_at_report(case, what[0]).id
        number = asked.text("number")
        place = int(number) if number and number.isascii() and number.isdigit() else None
        what.append(find_stretch(case.reports_as_kept([report])[report].text, words, place))
    return (make(case, deed, what, at=stamp_now(), by=by, why=asked.text("why") or ""),)


ACTION = Action(name="correct", path="/correct", read=read)
