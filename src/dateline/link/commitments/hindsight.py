"""What a report that comes back to something announced says of it in so many words: kept, broken, taken back.

In: a pledge, and the reports that retell it. Out: an outcome, with the words that show it.
"""

import re

from dateline.lexicons import load
from dateline.link.commitments.later import Later, compile_rule, day_of
from dateline.link.commitments.outcomes import DONE, NOT_DONE, REPEATED, REVERSED, Outcome, make_of, put_first
from dateline.link.commitments.pledges import Pledge
from dateline.link.evidence import make_evidence

# What a later report says of it in so many words, by the rules of the lexicon.
_SAID = {"not done": NOT_DONE, "reversed": REVERSED, "done": DONE}
_HAD = re.compile(r"(?i)\bhad\s(?:\w+ly\s)?(?:said|promised|vowed|pledged|insisted|denied|announced)\b")


def find_told_beside(pledge: Pledge, retelling: Pledge, later: Later) -> Outcome | None:
    """Return what a report that comes back to a pledge says of it in the same breath.

    Asked are the sentence that retells it, those before and after, and the first of the report: "The day came
    and went. Last May she promised …".
    """
    told = later.told(retelling.findings.report)
    at = told.place(retelling.spans[0])
    if at is None or pledge.said.latest is None:
        return None
    text = retelling.findings.report.text
    ends = pledge.horizon.latest if pledge.horizon else None
    day = day_of(retelling.findings.report) or ""
    for near in dict.fromkeys((at, at - 1, at + 1, *((0,) if at < 2 * 3 else ()))):
        if not 0 <= near < len(told.sentences):
            continue
        sentence = told.sentences[near]
        for rule in load("en", "outcomes").rules:
            how = _SAID.get(str(rule.fields.get("outcome")))
            if how is None or (how == NOT_DONE and ends is not None and ends >= day):
                continue
            match = compile_rule(rule.pattern).search(text, sentence.start, sentence.end)
            if match is not None:
                words = (
                    *retelling.evidence,
                    make_evidence(retelling.findings.report, sentence.start, sentence.end),
                )
                why = f"a later report comes back to it and says “{match[0]}”"
                return Outcome(how, day, put_first(pledge, words), why)
    return None


def find_taken_back(pledge: Pledge, later: Later) -> Outcome | None:
    """Return what a report says of it that tells it as said before: "Previously, she had said …"."""
    told = later.told(pledge.findings.report)
    at = told.place(pledge.spans[0])
    if at is None or pledge.statement is None:
        return None
    text, sentence = pledge.findings.report.text, told.sentences[at]
    rule = next(one for one in load("en", "outcomes").rules if one.fields.get("outcome") == "taken back")
    match = compile_rule(rule.pattern).search(sentence.of(text))
    if match is None or not _HAD.search(text, sentence.start, pledge.spans[0].end):
        return None
    why = f"the report tells of it as said before: “{match[0].strip(' ,')}”"
    return make_of(REVERSED, pledge, pledge.findings.report, sentence, why)


def make_repeated(pledge: Pledge, again: Pledge, later: Later) -> Outcome | None:
    """Return that a pledge was made again, in nearly the same words; None where no day is known."""
    told = later.told(again.findings.report)
    at = told.place(again.spans[0])
    if at is None or (day_of(again.findings.report) or "") <= (pledge.said.latest or ""):
        return None
    why = "said again by the same, in nearly the same words"
    return make_of(REPEATED, pledge, again.findings.report, told.sentences[at], why)
