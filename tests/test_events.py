"""What a report says happened, is meant, denied or only claimed, by the encoder that ships."""

import pytest

from dateline.find.events.standings import tell_standing
from dateline.find.finding import find_findings
from dateline.find.grammar import Grammar
from dateline.model.findings import Event, Findings, Polarity, Role, Status
from dateline.model.ids import make_id
from dateline.model.report import Basis, Published, Report
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder

HAPPENED, ONGOING, PLANNED, PREDICTED = Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.PREDICTED
DEMANDED, THREATENED, DENIED = Status.DEMANDED, Status.THREATENED, Status.DENIED
HYPOTHETICAL = Status.HYPOTHETICAL

# Text, trigger, status, whether it is said to be so, and whether it is the report's own word.
STANDINGS = [
    ("Pirates attacked a tanker off Merrow on Monday.", "attacked", HAPPENED, True, True),
    ("The navy did not attack the pirates.", "attack", HAPPENED, False, True),
    ("The navy is attacking pirates near Merrow.", "attacking", ONGOING, True, True),
    ("The minister said that pirates attacked a tanker.", "attacked", HAPPENED, True, False),
    ("The army plans to attack the island next week.", "attack", PLANNED, True, False),
    ("The minister urged the army to attack the island.", "attack", DEMANDED, True, False),
    ("The rebels threatened to attack the port.", "attack", THREATENED, True, True),
    ("The general denied that his troops attacked the village.", "attacked", DENIED, False, False),
    ("If the rebels attack the port, the navy will sail.", "attack", HYPOTHETICAL, True, True),
    ("Police arrested 12 dock workers in Selby on Friday.", "arrested", HAPPENED, True, True),
    ("Police failed to arrest the smugglers.", "arrest", HAPPENED, False, True),
    ("The board cancelled a visit to Hallow.", "cancelled", HAPPENED, True, True),
    ("Troops were sent to the border after attacks on two villages.", "attacks", HAPPENED, True, True),
    ("The two countries held talks in Merrow on Tuesday.", "talks", HAPPENED, True, True),
    ("The harbour board closed its No. 4 lock on Monday.", "closed", HAPPENED, True, True),
    ("The harbour board closed no lock on Monday.", "closed", HAPPENED, False, True),
    # What is lost is no event, so the loss is.
    ("The label lost its court case against Harbour Lines today.", "lost", HAPPENED, True, True),
    ("No agreement was reached on the port.", "agreement", HAPPENED, False, True),
    ("The vote is to be held in June.", "vote", PLANNED, True, True),
    ("Rather than a strike, the pilots chose a long vote.", "strike", HAPPENED, False, True),
    ("The storm prevented the pilots from leaving Merrow.", "leaving", HAPPENED, False, True),
    ("According to police, sailors entered the port and burned two boats.", "burned", HAPPENED, True, False),
    ("The harbour board has no plans to launch a ferry, its clerk said.", "launch", PLANNED, False, False),
    # What was to be, has yet to be, or was undone before it came about.
    ("A rescue of the stranded crew had yet to begin on Friday.", "rescue", HAPPENED, False, True),
    ("The rebels had to leave the island on Friday.", "leave", DEMANDED, True, True),
    ("The minister was to have visited Merrow on Monday.", "visited", HAPPENED, False, True),
    ("The minister was to visit Merrow on Monday.", "visit", PLANNED, True, True),
    ("Osei to visit Merrow next week", "visit", PLANNED, True, True),
    ("The strike was averted when the board raised wages.", "strike", HAPPENED, False, True),
    ("The strike ended when the board raised wages.", "strike", HAPPENED, True, True),
    ("The vote was postponed.", "vote", PLANNED, True, True),
    ("The hearing is scheduled for June.", "hearing", PLANNED, True, True),
    ("The army nearly attacked the port.", "attacked", HAPPENED, False, True),
    ("The crew narrowly escaped the fire.", "escaped", HAPPENED, True, True),
    # The subject of a future is to come itself, but for what is settled.
    ("The military offensive will not delay the harvest.", "offensive", PREDICTED, True, True),
    ("The ruling will cost the port two million crowns.", "ruling", HAPPENED, True, True),
    ("Had the navy attacked, the rebels would have fled.", "attacked", HYPOTHETICAL, True, True),
    ("The navy had attacked before the rebels fled.", "attacked", HAPPENED, True, True),
    ("There is no evidence that the ship sank.", "sank", HYPOTHETICAL, True, True),
    ("This is part of the demand that safety be baked into ships.", "baked", DEMANDED, True, True),
    (
        "Planning for the raid comes amid a Merrow-requested pause in air strikes.",
        "pause",
        HAPPENED,
        True,
        True,
    ),
    ("Osei cancelled leases while throwing up countless barriers.", "throwing up", HAPPENED, True, True),
    ("The bank created millions out of nothing.", "created", HAPPENED, True, True),
]

# What somebody else tells, without a statement to say so, is no entry; beside it what the report tells.
SOMEBODYS = [
    ("Q: You left home early.\n\nA: I walked to the harbour.\n\nQ: And then?\n\nA: I sailed.", "walked"),
    ("Letters.\n\nThe board wrecked the port.\n\nAda Osei.\n\nMerrow.", "wrecked"),
    ("The board sold the port.\n\n@ada_osei.\n\nThey burned it.\n\n@brandt.", "sold"),
]

# What a report hands on, without a statement to say whose word it is, beside what it tells itself.
HANDED_ON = [
    ("There was hearsay in the council that the clerk was placed on leave.", "placed", False),
    ("The clerk was placed on leave by the council on Monday.", "placed", True),
    ("Deputies found a red truck that was reported stolen in Selby.", "stolen", False),
    ("Deputies found a red truck that was stolen in Selby.", "stolen", True),
    ("Mr Osei claims after a hearing was set, the board offered to settle.", "offered", False),
    ("After a hearing was set, the board offered to settle.", "offered", True),
    ("The researchers found a sharp reduction in arrests near Merrow.", "reduction", False),
    ("The board made a sharp reduction in wages near Merrow.", "reduction", True),
    ("His lawyers began by denying that the violence rose to a mutiny.", "rose", False),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def make_report(text: str) -> Report:
    published = Published("2031-05-08", "2031-05-08", "2031-05-08", Basis.GIVEN)
    return Report.of_text(text, id=make_id("report", text), path="report.txt", published=published)


def find(encoder: Encoder, text: str) -> Findings:
    report = make_report(text)
    (encoding,) = encoder.encode([(report.text, report.body)])
    return find_findings(report, encoding=encoding)


def event_of(findings: Findings, trigger: str) -> Event:
    found = {event.trigger.of(findings.report.text): event for event in findings.events}
    assert trigger in found, list(found)
    return found[trigger]


@pytest.mark.parametrize(("text", "trigger", "status", "positive", "own"), STANDINGS)
def test_how_an_event_stands(
    encoder: Encoder, text: str, trigger: str, status: Status, positive: bool, own: bool
) -> None:
    event = event_of(find(encoder, text), trigger)
    polarity = Polarity.POSITIVE if positive else Polarity.NEGATIVE
    assert (event.status, event.polarity, not event.according_to) == (status, polarity, own), event.rule


@pytest.mark.parametrize(("text", "word"), SOMEBODYS)
def test_what_readers_and_interviewed_people_tell_is_no_fact(encoder: Encoder, text: str, word: str) -> None:
    own = [e.trigger.of(text) for e in find(encoder, text).events if not e.according_to]
    assert word not in own
    plain = f"The clerk {word} early on Monday." if word == "walked" else f"The board {word} the port."
    assert event_of(find(encoder, plain), word).according_to == ()


@pytest.mark.parametrize(("text", "word", "own"), HANDED_ON)
def test_what_is_handed_on_is_no_fact(encoder: Encoder, text: str, word: str, own: bool) -> None:
    facts = [
        e.trigger.of(text)
        for e in find(encoder, text).events
        if not e.according_to and e.status in (HAPPENED, ONGOING)
    ]
    assert (word in facts) is own, facts


def test_what_is_charged_or_tried_stands_as_supposed(encoder: Encoder) -> None:
    for text, word in (
        ("Osei was charged with stealing a boat and with the burning of a quay.", "stealing"),
        ("There was hearsay in the council that the clerk was placed on leave.", "placed"),
        ("Merrow struggles to rebuild its quay.", "rebuild"),
    ):
        event = event_of(find(encoder, text), word)
        assert event.status is HYPOTHETICAL or event.according_to, event.rule


@pytest.mark.parametrize("word", ["urged", "ordered"])
def test_what_is_done_by_saying_it_is_an_event(encoder: Encoder, word: str) -> None:
    text = f"The council {word} the pilots to leave Merrow."
    event = event_of(find(encoder, text), word)
    assert (event.status, event.according_to) == (HAPPENED, ())


PLAYED = [
    (
        "Pirates attacked a tanker off Merrow on Monday.",
        "attacked",
        {Role.AGENT: ["Pirates"], Role.TARGET: ["tanker"]},
    ),
    (
        "A tanker was attacked by pirates on Monday.",
        "attacked",
        {Role.AGENT: ["pirates"], Role.TARGET: ["tanker"]},
    ),
    (
        "Police arrested 12 dock workers in Selby on Friday.",
        "arrested",
        {Role.AGENT: ["Police"], Role.TARGET: ["12 dock workers"]},
    ),
    (
        "The attack on the tanker by pirates shocked the town on Monday.",
        "attack",
        {Role.AGENT: ["pirates"], Role.TARGET: ["tanker"]},
    ),
    (
        "The Osprey 4 was introduced by Harbour chief Ada Osei at the company's 2031 conference.",
        "introduced",
        {Role.AGENT: ["Ada Osei"], Role.TARGET: ["Osprey 4"]},
    ),
    (
        "The storm prevented the pilots from leaving Merrow.",
        "leaving",
        {Role.AGENT: ["pilots"]},
    ),
    (
        "The army is planning an offensive against the rebels.",
        "offensive",
        {Role.AGENT: ["army"], Role.TARGET: ["rebels"]},
    ),
    (
        "Merrow is sending 100 pilots to Selby.",
        "sending",
        {Role.AGENT: ["Merrow"], Role.TARGET: ["100 pilots"]},
    ),
    # Near misses: who speaks does not act in what is said, nor who acted in another clause.
    (
        "Defence analysts said the pause in drone strikes was entering its third month.",
        "pause",
        {Role.AGENT: []},
    ),
    (
        "Harbour chief Ada Osei visited Merrow last week, days after Gen. Tom B. Reed III, head of the coast "
        "command, held meetings at the barracks in Orvel.",
        "meetings",
        {Role.AGENT: []},
    ),
    (
        "The official said the town is prepared to begin a dredging operation.",
        "dredging operation",
        {Role.AGENT: ["town"]},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "played"), PLAYED)
def test_who_takes_part(encoder: Encoder, text: str, trigger: str, played: dict[Role, list[str]]) -> None:
    found = find(encoder, text)
    event = event_of(found, trigger)
    for role, words in played.items():
        spans = [Span(one.start, one.end) for one in event.participants if one.role is role]
        assert [span.of(text) for span in spans] == words, event


@pytest.mark.parametrize(
    ("text", "trigger", "pronoun", "name"),
    [
        ("Ada Osei left the council in May. She sued the port on Monday.", "sued", "She", "Ada Osei"),
        ("“I sued the port on Monday,” Ada Osei said.", "sued", "I", "Ada Osei"),
        ("Ada Osei left the council in May. They sued the port on Monday.", "sued", "They", None),
    ],
)
def test_whom_a_pronoun_means_that_takes_part(
    encoder: Encoder, text: str, trigger: str, pronoun: str, name: str | None
) -> None:
    found = find(encoder, text)
    actors = {one.name: one.actor for one in found.mentions}
    (part,) = [p for p in event_of(found, trigger).participants if text[p.start : p.end] == pronoun]
    assert part.actor == (None if name is None else actors[name])


def test_a_time_belongs_to_its_event_and_not_to_who_speaks(encoder: Encoder) -> None:
    found = find(encoder, "Pirates attacked a tanker on Monday, the navy said on Tuesday.")
    event = event_of(found, "attacked")
    assert event.time is not None
    time = found.times[event.time]
    assert found.report.text[time.start : time.end] == "Monday"
    assert (event.date.earliest, event.date.latest) == ("2031-05-05", "2031-05-05")


@pytest.mark.parametrize("trigger", ["strike", "killed"])
def test_a_noun_and_the_verb_it_is_the_subject_of_share_a_time(encoder: Encoder, trigger: str) -> None:
    event = event_of(find(encoder, "A strike in March killed two sailors near Merrow."), trigger)
    assert (event.date.earliest, event.date.latest) == ("2031-03-01", "2031-03-31")


def test_what_happened_was_not_after_the_report(encoder: Encoder) -> None:
    event = event_of(find(encoder, "Pirates attacked a tanker."), "attacked")
    assert event.time is None
    assert (event.date.earliest, event.date.latest) == (None, "2031-05-08")


def test_words_of_speaking_are_no_events(encoder: Encoder) -> None:
    assert find(encoder, "The mayor said that the pier was safe, and a clerk agreed.").events == ()


def test_a_report_without_a_body_has_no_events(encoder: Encoder) -> None:
    report = make_report("x")
    empty = Report(**{name: getattr(report, name) for name in report.__slots__} | {"body": ()})
    (encoding,) = encoder.encode([(empty.text, empty.body)])
    assert find_findings(empty, encoding=encoding).events == ()


def test_a_text_may_end_in_the_word_that_opens_a_condition(encoder: Encoder) -> None:
    text = "The sailors attacked the harbour at dawn, and the flood that they had feared came in"
    found = find(encoder, text)
    assert "attacked" in [one.trigger.of(text) for one in found.events]


def test_words_that_stand_as_each_other_do_come_to_an_end() -> None:
    words = ["eligible", "and", "efforts", "to", "win"]
    text = " ".join(words)
    starts = [text.index(word) for word in words]
    heads = [-1, 2, 4, 4, 0]
    grammar = Grammar(
        text,
        starts,
        [start + len(word) for start, word in zip(starts, words, strict=True)],
        words,
        ["JJ", "CC", "NNS", "TO", "VB"],
        heads,
        ["root", "cc", "conj", "mark", "acl"],  # the parser has hung "efforts" on the verb they are for
        [0] * len(words),
        [(0, len(words))],
        [[child for child, head in enumerate(heads) if head == at] for at in range(len(words))],
    )
    assert tell_standing(grammar, words.index("efforts")).status is not HAPPENED
