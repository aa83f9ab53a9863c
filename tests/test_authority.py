"""On whose authority a statement stands, and why its source goes unnamed."""

import pytest

from tests.attributed import read_marked

JOURNAL = "The Wall Street Journal"

# The chain of the last attribution of each text; the outlet the report belongs to, where it is known.
CHAINS: list[tuple[str, str | None, tuple[str, ...]]] = [
    ("{S1|{p|Ana Osei}} {C1|said} {T1|so}.", None, ()),
    ("{S1|{p|Ana Osei}} {C1|told} reporters {T1|so}.", None, ()),
    ("{S1|The {o|Wall Street Journal}} {C1|reported} {T1|so}.", None, (JOURNAL,)),
    (
        "{S1|The {o|Wall Street Journal}} {C1|reported} {T1|so}, citing officials.",
        None,
        (JOURNAL, "officials"),
    ),
    (
        "The {o|Wall Street Journal} wrote. "
        "{T1|It is shut}, {S1|the newspaper} {C1|quoted} officials as saying.",
        None,
        (JOURNAL, "officials"),
    ),
    (
        "{S1|{p|Ana Osei}} {C1|told} the {o|Wall Street Journal} {T1|so}.",
        "The Express Tribune",
        (JOURNAL, "Ana Osei"),
    ),
    ("{S1|{p|Ana Osei}} {C1|told} the {o|Wall Street Journal} {T1|so}.", JOURNAL, ()),
    (
        "In an interview with the {o|Wall Street Journal} last month, "
        "{S1|{p|Ana Osei}} {C1|blamed} {T1|the board}.",
        None,
        (JOURNAL, "Ana Osei"),
    ),
    (
        "{T1|“So it is,”} {S1|{p|Ana Osei}} {C1|was quoted as saying by} the {o|Wall Street Journal}.",
        "Dawn",
        (JOURNAL, "Ana Osei"),
    ),
    # an outlet that is told something by unnamed sources is the report's own, unless it is relayed elsewhere
    ("{S1|Two dock sources} {C1|told} {x|Dawn} {T1|so}.", None, ()),
    (
        "{S1|The {o|Wall Street Journal}} {C1|reported} {T1|so}. "
        "{S2|Two sources} {C2|told} the newspaper {T2|more}.",
        None,
        (JOURNAL, "Two sources"),
    ),
    # an outlet that the lexicon does not know, told by its name and what it does
    (
        "{S1|The {o|Valdan Courier}} {C1|reported}, citing {T1|two officials}, {T1|that it leaks}.",
        "The Anser Ledger",
        ("Valdan Courier", "two officials"),
    ),
    ("{S1|The {o|Valdan Bank}} {C1|reported} {T1|a loss} on Tuesday.", "The Anser Ledger", ()),
    ("{S1|{p|Ana Osei}} {C1|told} the {o|Ledger} {T1|so}.", "The Anser Ledger", ()),
    (
        "The {o|Valdan Courier} reported it. {S1|The {o|Anser Line}} {C1|declined} "
        "{T1|to comment on the {o|Courier}’s report}.",
        "The Anser Ledger",
        (),
    ),
    # carried on to the speaker's next statement
    (
        "{S1|{p|Ana Osei}} {C1|told} the {o|Wall Street Journal} {T1|so}. {S2|She} {C2|added} {T2|more}.",
        "Dawn",
        (JOURNAL, "Ana Osei"),
    ),
    (
        "{S1|{p|Ana Osei}} {C1|told} the {o|Wall Street Journal} {T1|so}. "
        "{S2|{p|Ben Vale}} {C2|denied} {T2|it}.",
        "Dawn",
        (),
    ),
    (
        "{S1|{p|Ana Osei}} {C1|told} the {o|Wall Street Journal} {T1|so}. {S2|She} {C2|endorsed} {T2|Vale}.",
        "Dawn",
        (),
    ),
    # quoted for what a third said
    (
        "The {o|Wall Street Journal} wrote. {S1|{p|Ana Osei}} {C1|explained} {T1|that it is shut}, "
        "{S2|the newspaper} {C2|quoted} {T2|two pilots as saying}. {S3|These pilots} {C3|said} {T3|more}.",
        None,
        (JOURNAL, "two pilots"),
    ),
    # what one says another says, the outer first
    (
        "{S1|{p|Ana Osei}} {C1|said} {T1|{S2|{p|Ben Vale}} {C2|wants} {T2|a new pier}}.",
        None,
        ("Ana Osei", "Ben Vale"),
    ),
    ("{S1|{p|John Vale}} {C1|said} {T1|{S2|he} {C2|wants} {T2|a new pier}}.", None, ()),
    # dispatches, agencies, dailies
    (
        "The {o|Valdan Courier} reported it. {C1|According to} {S1|the dispatch}, {T1|it is shut}.",
        None,
        ("Valdan Courier",),
    ),
    (
        "{C1|According to} {S1|a new article in the {o|Wall Street Journal}}, {T1|it is shut}.",
        None,
        (JOURNAL,),
    ),
    ("{T1|It is shut}, {S1|{o|AP}} {C1|reported}.", None, ("Associated Press",)),
    ("{T1|It is shut}, as first {C1|reported by} {S1|{o|Reuters}}.", None, ("Reuters",)),
    ("{S1|{p|Ana Osei}} {C1|told} {x|Dawn} {T1|so}.", "Dawn", ()),
    ("{S1|{p|Ana Osei}} {C1|told} {x|Dawn} {T1|so}.", JOURNAL, ("Dawn", "Ana Osei")),
    # what the report belongs to, where only its own words tell: an agency's line, a request, an exclusive
    (
        "OSTERBY (AP) — It rained. It blew. {S1|{p|Ana Osei}} {C1|told} The {o|Associated Press} {T1|so}.",
        None,
        (),
    ),
    ("OSTERBY (AP) — It rained. {S1|{p|Ana Osei}} {C1|told} {x|CNN} {T1|so}.", None, ("CNN", "Ana Osei")),
    ("OSTERBY (AP) — {S1|{p|Ana Osei}} {C1|told} The {o|Associated Press} {T1|so}.", "Dawn", ()),
    (
        "One.\n\nTwo.\n\n{S1|{p|Ana Osei}} {C1|told} {o|Reuters} {T1|so}. "
        "{p|Ben Vale} left a request for comment from Reuters unanswered.",
        None,
        (),
    ),
    (
        "One.\n\nTwo.\n\n{S1|{p|Ana Osei}} {C1|told} {o|Reuters} in an exclusive interview {T1|so}.",
        None,
        (),
    ),
    # outlets that no lexicon has
    ("{S1|{p|Ana Osei}} {C1|told} {o|Fox} 35 {T1|so}.", "Dawn", ("Fox 35", "Ana Osei")),
    ("{S1|{p|Ana Osei}} {C1|told} {o|El Nido} newspaper {T1|so}.", "Dawn", ("El Nido", "Ana Osei")),
    ("{S1|{p|Ana Osei}} {C1|told} state radio Osten {T1|so}.", "Dawn", ("Osten", "Ana Osei")),
    (
        "{S1|{p|Ana Osei}} {C1|said} in an interview with {o|Tideline} {T1|so}.",
        "Dawn",
        ("Tideline", "Ana Osei"),
    ),
    ("{S1|{p|Ana Osei}} {C1|told} the {o|Harbour Board} {T1|so}.", "Dawn", ()),
    ("{S1|{p|Ana Osei}} {C1|said} in an interview with the {o|Harbour Police} {T1|so}.", "Dawn", ()),
    ("{S1|{p|Ana Osei}} {C1|said} in an interview on Wednesday {T1|so}.", "Dawn", ()),
    ("{S1|{p|Ana Osei}} {C1|wrote} in an e-mail to Mrs. {p|Vale} {T1|so}.", "Dawn", ()),
    # whoever works for one
    ("{S1|{p|Ana Osei}} {C1|told} {x|CNN}’s {p|Ben Vale} {T1|so}.", "Dawn", ("CNN", "Ana Osei")),
    ("{S1|{p|Ana Osei}} {C1|told} {x|CNN} anchor {p|Ben Vale} {T1|so}.", "Dawn", ("CNN", "Ana Osei")),
    ("{S1|{p|Ana Osei}} {C1|told} {p|Ben Vale} of {x|CNN} {T1|so}.", "Dawn", ("CNN", "Ana Osei")),
    ("{T1|“It leaks,”} {S1|{x|CNN}’s {p|Ana Osei}} {C1|explained}.", "Dawn", ("CNN", "Ana Osei")),
    (
        "{T1|“It leaks,”} {S1|{p|Ana Osei}, a columnist for the {o|Wall Street Journal},} {C1|wrote}.",
        None,
        (JOURNAL, "Ana Osei"),
    ),
    ("{S1|{x|CNN}’s {p|Ana Osei}} {C1|said} {T1|so}.", "CNN", ()),
    # occasions
    (
        "{T1|“It leaks,”} {S1|{p|Ana Osei}} {C1|said} on {x|CNN}’s “Harbour Hour.”",
        "Dawn",
        ("CNN", "Ana Osei"),
    ),
    ("Sunday on {x|CNN}’s “Harbour Hour,” {S1|{p|Ana Osei}} {C1|said} {T1|so}.", "Dawn", ("CNN", "Ana Osei")),
    ("{S1|{p|Ana Osei}} {C1|declined} {T1|to comment on {x|CNN}’s report}.", "Dawn", ()),
    ("{S1|{p|Ana Osei}} {C1|blamed} {T1|the talk on {x|CNN}}.", "Dawn", ()),
    ("{S1|{p|Ana Osei}} {C1|said} in a {x|CNN} interview {T1|so}.", "Dawn", ("CNN", "Ana Osei")),
    (
        "Sitting down with {x|CNN} on Monday, {S1|{p|Ana Osei}} {C1|said} {T1|so}.",
        "Dawn",
        ("CNN", "Ana Osei"),
    ),
    ("{S1|{p|Ana Osei}} {C1|wrote} in {x|Dawn} last week {T1|that it leaks}.", JOURNAL, ("Dawn", "Ana Osei")),
    (
        "In an interview that year with {x|CNN}, {p|John Vale} was asked about it. "
        "{T1|“It leaks,”} {S1|he} {C1|said}.",
        "Dawn",
        ("CNN", "John Vale"),
    ),
    (
        "In an interview with {x|CNN}, {p|John Vale} was asked about it. "
        "{S1|{p|Ana Osei}} {C1|denied} {T1|it}.",
        "Dawn",
        (),
    ),
    (
        "{S1|{p|John Vale}} {C1|told} {x|CNN} {T1|so} after {S2|he} {C2|hinted} {T2|at more}.",
        "Dawn",
        ("CNN", "John Vale"),
    ),
    # a text stands between
    (
        "{S1|A statement issued by the {o|Harbour Board}} {C1|said} {T1|so}.",
        None,
        ("statement", "Harbour Board"),
    ),
]


@pytest.mark.parametrize(("marked", "outlet", "chain"), CHAINS, ids=[f"{row[1]}: {row[0]}" for row in CHAINS])
def test_chain(marked: str, outlet: str | None, chain: tuple[str, ...]) -> None:
    read = read_marked(marked, outlet=outlet)
    assert read.statement(len(read.attributions)).chain == chain


def test_whom_an_outlet_quotes_stands_between_it_and_the_speaker() -> None:
    read = read_marked(
        "The {o|Wall Street Journal} wrote. {S1|{p|Ana Osei}} {C1|explained} {T1|that it is shut}, "
        "{S2|the newspaper} {C2|quoted} {T2|two pilots as saying}."
    )
    assert [s.chain for s in read.statements] == [(JOURNAL, "two pilots", "Ana Osei")]


REASONS = [
    (
        "{S1|A clerk, who spoke on the condition of anonymity to discuss the sale,} {C1|said} {T1|so}.",
        "clerk",
        "to discuss the sale",
    ),
    (
        "{S1|A clerk} {C1|said} {T1|so}. The clerk asked not to be named because the talks go on.",
        "clerk",
        "because the talks go on",
    ),
    (
        "{S1|A clerk who was not authorized to speak publicly} {C1|said} {T1|so}.",
        "clerk",
        "was not authorized to speak publicly",
    ),
    ("{S1|A clerk, who requested to remain anonymous,} {C1|said} {T1|so}.", "clerk", None),
    ("{S1|A clerk} {C1|said} {T1|so} to discuss the sale.", "clerk", None),
]


@pytest.mark.parametrize(("marked", "descriptor", "reason"), REASONS, ids=[row[0] for row in REASONS])
def test_reason(marked: str, descriptor: str, reason: str | None) -> None:
    read = read_marked(marked)
    anonymity = read.statement(1).anonymity
    assert anonymity is not None
    found = anonymity.reason.of(read.report.text) if anonymity.reason else None
    assert (anonymity.descriptor, found) == (descriptor, reason)


def test_a_reason_like_others_holds_for_other_sources_of_that_noun() -> None:
    marked = (
        "{S1|A port official} {C1|said} {T1|so}. {S2|Two analysts} {C2|agreed} {T2|with it}. "
        "{T3|“It is,”} {C3|said} {S3|one union official, who like other officials} spoke on condition of "
        "anonymity to discuss the talks."
    )
    read = read_marked(marked)
    reasons = [s.anonymity.reason.of(read.report.text) if s.anonymity and s.anonymity.reason else None
               for s in read.statements]  # fmt: skip
    assert reasons == ["to discuss the talks", None, "to discuss the talks"]


def test_who_has_a_name_has_no_anonymity() -> None:
    assert read_marked("{S1|{p|Ana Osei}} {C1|said} {T1|so}.").statement(1).anonymity is None
