"""A small story of five reports with everything a record has tables for, written by hand."""

from dateline.model.findings import Act, Findings, SpeakerKind
from tests.marked import make_report

_WIRE = (
    "The {Port Elm Authority|organization} (PEA) will open the new lock by {the summer of "
    "2032|2032-06-01/2032-08-31}, harbour minister {Ada Osei|person} said. An official who asked not "
    "to be named doubted it. The old lock broke on {May 6, 2031|2031-05-06} and has been shut ever "
    "since, and the ferries go the long way round by Gull Point."
)


def make_story() -> list[Findings]:
    """Return the findings of five reports, in no order."""
    promise: dict[str, object] = {
        "content": "will open the new lock by the summer of 2032",
        "source": "harbour minister Ada Osei",
        "name": "Ada Osei",
        "kind": SpeakerKind.NAMED_PERSON,
        "act": Act.PROMISE,
    }
    doubt: dict[str, object] = {
        "content": "it",
        "cue": "doubted",
        "source": "An official who asked not to be named",
        "kind": SpeakerKind.ANONYMOUS,
    }
    relayed: dict[str, object] = {
        "content": "the lock would stay shut",
        "cue": "reported",
        "source": "The Ledger",
        "name": "The Ledger",
        "kind": SpeakerKind.OUTLET,
        "chain": ("The Ledger",),
    }
    return [
        make_report("wire", _WIRE, published="2031-09-01", statements=(promise, doubt)),
        make_report("carried", f"Ships wait. {_WIRE}", published="2031-09-02", statements=(promise, doubt)),
        make_report(
            "relay",
            "{The Ledger|outlet} reported that the lock would stay shut for another year. {PEA|organization} "
            "declined to comment on it.",
            published="2031-10-05",
            outlet="Elm Courier",
            statements=(relayed,),
        ),
        make_report(
            "undated", "{Osei|person} met {Bo Osei|person} at the {P.E.A.|group} on {May 6|2031-05-06}."
        ),
        make_report("empty", ""),
    ]
