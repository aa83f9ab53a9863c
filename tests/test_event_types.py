"""What kind of act an event is: sentences of our own, its word in brackets, who and whom in braces."""

import re

import pytest

from dateline.find.events.act_words import pluralise
from dateline.find.events.event_types import EventType, load_head, type_event
from dateline.find.grammar import Grammar, read_grammar
from dateline.lexicons import load
from dateline.model.span import Span
from dateline.nlp.encoder import Encoder
from dateline.nlp.encoding import Encoding

_MARK = re.compile(r"\[(?P<event>[^\]]+)\]|\{(?P<role>[at])\|(?P<who>[^}]+)\}")

ROWS = [
    ("{a|Valdan police} [arrested] {t|two students} on Monday.", "COERCE", "arrest"),
    ("{a|The court} [ordered] the arrest of {t|a fisherman} in Anser.", "COERCE", "arrest"),
    ("{a|Rebels} [shelled] {t|the harbour of Anser} overnight.", "ASSAULT", "heavy-weapons"),
    ("{a|The president of Valda} [met] {t|the Anser ambassador} in the capital.", "CONSULT", None),
    ("{a|The minister} [condemned] {t|the Anser government}'s attack on the port.", "ACCUSE", None),
    ("{a|Prosecutors} have [launched] an investigation into {t|the port company}.", "ACCUSE", "investigate"),
    ("{a|Valda} has [suspended] military aid to {t|Anser}.", "SANCTION", None),
    ("{a|Valda} [expelled] three {t|Anser diplomats}.", "SANCTION", "expel"),
    ("{a|Anser} [released] {t|forty prisoners} on Sunday.", "YIELD", "release"),
    ("{a|Anser} has [refused] to release {t|the prisoners}.", "REJECT", None),
    ("{a|Valda} has [agreed] to send doctors to {t|Anser}.", "AGREE", None),
    ("{a|Valda} [threatened] to close the border with {t|Anser}.", "THREATEN", None),
    ("{a|Valda} [sent] food and medicine to {t|Anser}.", "AID", None),
    ("{a|The union} [demanded] that {t|the minister} resign.", "REQUEST", None),
    ("{a|Valda and Anser} [signed] an agreement with {t|Corva}.", "SUPPORT", None),
    ("A bomb in a parked car [killed] {t|two soldiers}.", "ASSAULT", "explosives"),
    ("{a|Rebels} [occupied] {t|Anser} on Sunday.", "ASSAULT", None),
    ("{a|Students} [protested] against {t|the government}.", "PROTEST", "demo"),
]
NOTHING = [
    "The river [froze] in January.",
    "She [painted] the kitchen.",
    "Prices [rose] by two percent.",
    "{a|The home side} [fell] to {t|the visitors} after a late attack.",
    "{a|Robbers} [came] a month after the raid.",
    "{t|A woman} was [hit] by a car on the coast road.",
    "The storm [destroyed] {t|the old pier}.",
    "{a|She} [occupies] {t|a key post} at the ministry.",
    "{a|The numbers} [support] {t|the minister}'s view.",
    "{a|The actor} is [hosting] {t|the film awards} in Anser.",
    "The law requires candidates to [disclose] {t|their debts}.",
    "{a|The band} [returned] for a second season.",
    "{t|The cook} was [fired] on Friday.",
    "{a|The singer} will [make] an appearance in Corva.",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=1)


def _read(marked: str, encoder: Encoder) -> tuple[Encoding, Grammar, int, list[Span], list[Span]]:
    text = ""
    event = Span(0, 1)
    who: dict[str, list[Span]] = {"a": [], "t": []}
    done = 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        span = Span(len(text), len(text) + len(mark["event"] or mark["who"]))
        text += mark["event"] or mark["who"]
        if mark["event"]:
            event = span
        else:
            who[mark["role"]].append(span)
        done = mark.end()
    text += marked[done:]
    whole = [Span(0, len(text))]
    encoding = encoder.encode([(text, whole)])[0]
    clause = read_grammar(encoding, whole)
    return encoding, clause, clause.find_words(event.start, event.end)[0], who["a"], who["t"]


def _type(marked: str, encoder: Encoder) -> EventType | None:
    encoding, clause, at, agents, targets = _read(marked, encoder)
    return type_event(encoding, clause, at, agents=agents, targets=targets)


@pytest.mark.parametrize(("marked", "kind", "mode"), ROWS, ids=[row[0] for row in ROWS])
def test_type_and_mode(marked: str, kind: str, mode: str | None, encoder: Encoder) -> None:
    found = _type(marked, encoder)
    assert found is not None
    assert (found.type, found.mode) == (kind, mode)
    assert load_head().least <= found.confidence <= 1


@pytest.mark.parametrize("marked", NOTHING)
def test_what_is_no_political_act_has_no_type(marked: str, encoder: Encoder) -> None:
    assert _type(marked, encoder) is None


def test_each_event_of_a_sentence_gets_its_own_type(encoder: Encoder) -> None:
    first = "{a|The minister} [met] {t|union leaders}, and police arrested two students."
    second = "The minister met union leaders, and {a|police} [arrested] {t|two students}."
    found = [_type(one, encoder) for one in (first, second)]
    assert [one and one.type for one in found] == ["CONSULT", "COERCE"]


def test_what_somebody_refused_to_do_is_refused_whichever_word_is_asked(encoder: Encoder) -> None:
    found = _type("{a|Anser} has refused to [release] {t|the prisoners}.", encoder)
    assert found is not None
    assert found.type == "REJECT"


def test_every_word_of_the_lexicon_names_a_type_or_a_kind_that_a_pair_or_a_weight_knows() -> None:
    lexicon = load("en", "plover")
    types = set(load_head().types)
    named = {name.rsplit(" ", 1)[0].split(" ")[0] for name in lexicon.lists}
    known = {word for name in load_head().weights for word in re.split(r"[ :]", name)}
    assert named - types <= known
    assert set(lexicon.words["pairs"].values()) <= types


def test_forms_of_the_lexicon() -> None:
    assert pluralise("cessation of hostilities") == "cessations of hostilities"
    assert [pluralise(one) for one in ("embassy", "gunman", "breach", "raid")] == [
        "embassies",
        "gunmen",
        "breaches",
        "raids",
    ]
