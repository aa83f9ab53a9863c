"""Figures: what a number says of how many, of whom, of what became of them; and which event it belongs to."""

import time

import pytest

from dateline.find.events.bearings import attach_figures, date_figures
from dateline.find.events.figures import FoundFigure, find_figures
from dateline.find.events.quantities import find_quantities
from dateline.model.span import Span
from dateline.nlp.sentences import find_sentences
from dateline.nlp.tokens import find_tokens
from dateline.nlp.words import Words

NUMBERS = [
    # text, number, low, high, currency
    ("at least 23 crates", "at least 23", 23, None, None),
    ("more than 100 crates", "more than 100", 100, None, None),
    ("no fewer than forty crates", "no fewer than forty", 40, None, None),
    ("100 or more crates", "100 or more", 100, None, None),
    ("100-plus crates", "100-plus", 100, None, None),
    ("up to 50 crates", "up to 50", None, 50, None),
    ("as many as 1,200 crates", "as many as 1,200", None, 1200, None),
    ("no more than 50 crates", "no more than 50", None, 50, None),
    ("fewer than a dozen crates", "fewer than a dozen", None, 12, None),
    ("nearly 400 crates", "nearly 400", 360, 400, None),
    ("some 150,000 crates", "some 150,000", 135000, 165000, None),
    ("about 20 to 30 crates", "about 20 to 30", 18, 33, None),
    ("20 or so crates", "20 or so", 18, 22, None),
    ("between 20 and 30 crates", "between 20 and 30", 20, 30, None),
    ("20 to 30 crates", "20 to 30", 20, 30, None),
    ("20–30 crates", "20–30", 20, 30, None),
    ("two or three crates", "two or three", 2, 3, None),
    ("2 to 3 million crates", "2 to 3 million", 2e6, 3e6, None),
    ("dozens of crates", "dozens", 24, 99, None),
    ("scores of crates", "scores", 40, 99, None),
    ("hundreds of crates", "hundreds", 200, 999, None),
    ("tens of thousands of crates", "tens of thousands", 20000, 99999, None),
    ("hundreds of thousands of crates", "hundreds of thousands", 200000, 999999, None),
    ("several hundred crates", "several hundred", 300, 999, None),
    ("a few crates", "a few", 3, 9, None),
    ("a couple of crates", "a couple of", 2, 3, None),
    ("a dozen crates", "a dozen", 12, 12, None),
    ("half a dozen crates", "half a dozen", 6, 6, None),
    ("half a million crates", "half a million", 500000, 500000, None),
    ("two hundred and fifty thousand crates", "two hundred and fifty thousand", 250000, 250000, None),
    ("1,50,000 crates", "1,50,000", 150000, 150000, None),
    ("2.5 lakh crates", "2.5 lakh", 250000, 250000, None),
    ("no one", "no one", 0, 0, None),
    ("$2.5 million", "$2.5 million", 2.5e6, 2.5e6, "dollars"),
    ("US$30m", "US$30m", 30e6, 30e6, "US dollars"),
    ("€40bn", "€40bn", 40e9, 40e9, "euros"),
    ("Rs. 3 crore", "Rs. 3 crore", 30e6, 30e6, "rupees"),
    ("more than £1.2 billion", "more than £1.2 billion", 1.2e9, None, "pounds"),
    ("$2 million to $3 million", "$2 million to $3 million", 2e6, 3e6, "dollars"),
    ("$2-3 million", "$2-3 million", 2e6, 3e6, "dollars"),
    ("a 40-million-euro loan", "40-million-euro", 40e6, 40e6, "euros"),
    ("2 million Valdan francs", "2 million Valdan francs", 2e6, 2e6, "Valdan francs"),
    ("$249 USD", "$249 USD", 249, 249, "US dollars"),
    ("$13.625", "$13.625", 13.625, 13.625, "dollars"),
    ("five hundred yen", "five hundred yen", 500, 500, "yen"),
    ("65 million crowns", "65 million crowns", 65e6, 65e6, "crowns"),
    ("it has passed 80 million", "80 million", 80e6, None, None),
    ("it will exceed $90 million", "$90 million", 90e6, None, "dollars"),
    ("the toll topped 300", "300", 300, None, None),
    ("half of 94 million crowns", "half of 94 million crowns", 47e6, 47e6, "crowns"),
    ("two-thirds of the 900 crates", "two-thirds of the 900", 600, 600, None),
    # near misses
    ("the convoy passed 12 trucks", "12", 12, 12, None),
    ("12 crowns of gold", "12", 12, 12, None),
    ("the first half of 12 games", "half of 12", 6, 6, None),
    ("she wore the F-16 badge", None, 0, 0, None),
    ("at 10:30 sharp", None, 0, 0, None),
    ("the 23rd crate", None, 0, 0, None),
    ("Pier3a", None, 0, 0, None),
    ("someone", None, 0, 0, None),
]


@pytest.mark.parametrize(("text", "number", "low", "high", "currency"), NUMBERS)
def test_number(
    text: str, number: str | None, low: float | None, high: float | None, currency: str | None
) -> None:
    found = find_quantities(text)
    if number is None:
        assert found == []
        return
    assert [(text[one.start : one.end], one.low, one.high, one.currency) for one in found] == [
        (number, low, high, currency)
    ]
    assert found[0].start == text.index(number)


FIGURES: list[tuple[str, list[tuple[str, float | None, float | None, str, str | None]]]] = [
    # killed
    ("At least 23 soldiers were executed.", [("At least 23", 23, None, "killed", "soldiers")]),
    ("Dozens of militants died in the airstrikes.", [("Dozens", 24, 99, "killed", "militants")]),
    ("Dozens were killed.", [("Dozens", 24, 99, "killed", None)]),
    ("The blast killed 19 people.", [("19", 19, 19, "killed", "people")]),
    ("The wave swept in, killing at least 35.", [("at least 35", 35, None, "killed", None)]),
    ("The fire claimed 12 lives.", [("12", 12, 12, "killed", "lives")]),
    ("The death toll has risen to 45.", [("45", 45, 45, "killed", None)]),
    ("The deaths of six divers were recorded.", [("six", 6, 6, "killed", "divers")]),
    ("Officials counted 14 deaths.", [("14", 14, 14, "killed", "deaths")]),
    ("No soldiers were killed.", [("No", 0, 0, "killed", "soldiers")]),
    (
        "About 25 of the 159 soldiers were killed.",
        [("About 25", 22, 28, "killed", "soldiers"), ("159", 159, 159, "killed", "soldiers")],
    ),
    ("No one was killed.", [("No one", 0, 0, "killed", None)]),
    (
        "Nine skippers, including two women, were killed.",
        [("Nine", 9, 9, "killed", "skippers"), ("two", 2, 2, "killed", "women")],
    ),
    (
        "Eight soldiers and four civilians were killed and 40 wounded.",
        [
            ("Eight", 8, 8, "killed", "soldiers"),
            ("four", 4, 4, "killed", "civilians"),
            ("40", 40, 40, "wounded", "wounded"),
        ],
    ),
    ("Four divers suffocated.", [("Four", 4, 4, "killed", "divers")]),
    # wounded, held, displaced, missing
    (
        "The crash left 7 dead and 20 injured.",
        [("7", 7, 7, "killed", "dead"), ("20", 20, 20, "wounded", "injured")],
    ),
    ("Twelve others were slightly hurt.", [("Twelve", 12, 12, "wounded", "others")]),
    ("Police arrested more than 100 protesters.", [("more than 100", 100, None, "held", "protesters")]),
    ("About 40 of them were detained.", [("About 40", 36, 44, "held", None)]),
    ("Five tourists were taken hostage.", [("Five", 5, 5, "held", "tourists")]),
    ("The flood left 400 people homeless.", [("400", 400, 400, "displaced", "people")]),
    ("Some 2,000 residents were evacuated.", [("Some 2,000", 1800, 2200, "displaced", "residents")]),
    ("Three sailors are still missing.", [("Three", 3, 3, "missing", "sailors")]),
    ("The wave drove 1,200 people from their homes.", [("1,200", 1200, 1200, "displaced", "people")]),
    ("Some 900 were out of their homes.", [("Some 900", 810, 990, "displaced", None)]),
    ("The execution last week of 12 divers shook her.", [("12", 12, 12, "killed", "divers")]),
    ("The execution of 23 sailors, held since May.", [("23", 23, 23, "killed", "sailors")]),
    ("The attack killed 19 at a police post.", [("19", 19, 19, "killed", None)]),
    ("The raids killed dozens of rebels.", [("dozens", 24, 99, "killed", "rebels")]),
    # troops, people, things, money
    ("With 150,000 troops in the hills.", [("150,000", 150000, 150000, "troops", "troops")]),
    ("Seven of those killed were divers.", [("Seven", 7, 7, "killed", None)]),
    ("The 12 men, who were arrested on Monday, wept.", [("12", 12, 12, "held", "men")]),
    ("Police put the crowd at 4,500.", [("4,500", 4500, 4500, "people", None)]),
    ("The price passed 80 million crowns.", [("80 million crowns", 80e6, None, "money", "crowns")]),
    ("The army has 150,000 troops there.", [("150,000", 150000, 150000, "troops", "troops")]),
    ("The 9,000-strong force left.", [("9,000", 9000, 9000, "troops", None)]),
    ("Thousands marched.", [("Thousands", 2000, 9999, "people", None)]),
    ("Up to 300 demonstrators sat down.", [("Up to 300", None, 300, "people", "demonstrators")]),
    (
        "He spent $2.5 million on 12 trucks.",
        [("$2.5 million", 2.5e6, 2.5e6, "money", "dollars"), ("12", 12, 12, "vehicles", "trucks")],
    ),
    (
        "The number of people on the pier grew to 4,000 in 2031.",
        [("4,000", 4000, 4000, "people", None)],
    ),
    ("They ate 12 House of Fish dinners.", []),
    # those who do something to others
    ("Two gunmen killed 14 worshippers.", [("14", 14, 14, "killed", "worshippers")]),
    # near misses
    ("Twelve skippers were not hurt.", [("Twelve", 12, 12, "people", "skippers")]),
    ("Two officials said so.", []),
    ("John Vale, 23, was killed.", []),
    ("A 23-year-old skipper was killed.", []),
    ("In 2011 people fled.", []),
    ("One of the skippers was killed.", []),
    ("About 30 percent of voters stayed at home.", []),
    ("Six in 10 voters stayed at home.", []),
    ("Selby won 3-1.", []),
    ("She lives at 40 Quay Street.", []),
    ("Article 370 protesters came.", []),
    ("The 23rd soldier died.", []),
    ("It lasted 40 minutes.", []),
    ("They forbade killing one another.", []),
    ("There were a dozen attempted murders.", []),
    ("He saved 12 lives.", []),
]


def test_what_something_rose_to_is_no_range() -> None:
    found = find_quantities("Shares fell $1.50 to $14, and cost $10 to $12 last year.")
    assert [(one.low, one.high) for one in found] == [(1.5, 1.5), (14, 14), (10, 12)]


def find(text: str, words: Words | None = None) -> tuple[FoundFigure, ...]:
    return find_figures(text, find_tokens(text), words=words)


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figure(text: str, expected: list[tuple[str, float | None, float | None, str, str | None]]) -> None:
    figures = [one.figure for one in find(text)]
    assert [(text[f.start : f.end], f.low, f.high, f.unit, f.of) for f in figures] == expected


def test_a_number_in_a_time_is_no_figure() -> None:
    text = "By 20 May 300 soldiers had left."
    times = [Span(3, 9)]
    found = find_figures(text, find_tokens(text), times=times)
    assert [text[one.figure.start : one.figure.end] for one in found] == ["300"]


def parse(text: str, grammar: str) -> Words:
    """Return grammar written a word at a time as `tag:head:relation`, the head counted from 0."""
    rows = [word.split("/") for word in grammar.split()]
    assert len(rows) == len(find_tokens(text))
    return Words(
        [row[0] for row in rows],
        ["X" for _ in rows],
        [int(row[1]) for row in rows],
        [row[2] for row in rows],
        [0],
    )


TREES = [
    (
        "23 people in the old town were killed.",
        "CD/1/nummod NNS/7/nsubj IN/5/case DT/5/det JJ/5/amod NN/1/nmod VBD/7/aux VBN/-1/root ./7/punct",
        "killed",
    ),
    (
        "23 gunmen in the old town had killed.",
        "CD/1/nummod NNS/7/nsubj IN/5/case DT/5/det JJ/5/amod NN/1/nmod VBD/7/aux VBN/-1/root ./7/punct",
        "people",
    ),
    (
        "They detained, she said, 23 men.",
        "PRP/1/nsubj VBD/-1/root ,/4/punct PRP/4/nsubj VBD/1/dep ,/4/punct CD/7/nummod NNS/1/obj ./1/punct",
        "held",
    ),
    (
        "Arrests along the coast of 23 men angered them.",
        "NNS/7/nsubj IN/3/case DT/3/det NN/0/nmod IN/6/case CD/6/nummod NNS/0/nmod VBD/-1/root PRP/7/obj "
        "./7/punct",
        "held",
    ),
]


@pytest.mark.parametrize(("text", "grammar", "unit"), TREES)
def test_what_became_of_them_is_read_from_the_tree(text: str, grammar: str, unit: str) -> None:
    assert [one.figure.unit for one in find(text, parse(text, grammar))] == [unit]
    assert [one.figure.unit for one in find(text)] == ["people"]


def attach(text: str, *triggers: str, words: Words | None = None) -> list[list[str]]:
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in triggers]
    sentences = find_sentences(text, [Span(0, len(text))])
    owned = attach_figures(find(text, words), spans, sentences, tokens=find_tokens(text), words=words)
    return [[text[one.start : one.end] for one in each] for each in owned]


def test_a_figure_belongs_to_the_event_that_tells_what_became_of_them() -> None:
    text = "The blast at the market killed 19 and wounded 40."
    assert attach(text, "blast", "killed", "wounded") == [[], ["19"], ["40"]]


def test_a_figure_belongs_to_the_nearest_event_of_its_sentence() -> None:
    text = "The storm broke. Afterwards 300 troops moved in."
    assert attach(text, "storm", "moved") == [[], ["300"]]
    assert attach("The storm broke. There were 300 troops.", "storm") == [[]]
    assert attach("There were 300 troops.") == []


def test_a_figure_climbs_to_the_event_above_it() -> None:
    text = "The vote sent 300 troops."
    grammar = "DT/1/det NN/2/nsubj VBD/-1/root CD/4/nummod NNS/2/obj ./2/punct"
    assert attach(text, "vote", "sent", words=parse(text, grammar)) == [[], ["300"]]


def test_what_somebody_was_told_says_nothing_of_how_they_were_told() -> None:
    text = "They told a meeting that 300 sailors lived elsewhere."
    grammar = (
        "PRP/1/nsubj VBD/-1/root DT/3/det NN/1/obj IN/7/mark CD/6/nummod NNS/7/nsubj VBD/1/ccomp RB/7/advmod "
        "./1/punct"
    )
    assert attach(text, "meeting", words=parse(text, grammar)) == [[]]
    assert attach(text, "meeting", "lived", words=parse(text, grammar)) == [[], ["300"]]
    text = "A meeting of 300 sailors ended."
    grammar = "DT/1/det NN/5/nsubj IN/4/case CD/4/nummod NNS/1/nmod VBD/-1/root ./5/punct"
    assert attach(text, "meeting", words=parse(text, grammar)) == [["300"]]


def test_as_of_when_a_figure_stands() -> None:
    text = "As of Monday 23 divers were missing. On Tuesday 300 troops came."
    times = [Span(6, 12), Span(text.index("Tuesday"), text.index("Tuesday") + 7)]
    sentences = find_sentences(text, [Span(0, len(text))])
    found = date_figures(text, find_figures(text, find_tokens(text), times=times), times, sentences)
    assert [one.figure.as_of for one in found] == [0, None]


def test_time_grows_with_the_text_alone() -> None:
    def measure(times: int) -> float:
        text = "About 40 of them were hurt and 12 men died; the board paid $3 million. " * times
        tokens = find_tokens(text)
        began = time.process_time()
        assert len(find_figures(text, tokens)) == 3 * times
        return time.process_time() - began

    measure(10)
    assert measure(800) < 40 * max(measure(100), 0.001)
