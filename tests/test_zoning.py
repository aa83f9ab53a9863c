"""What of a page is article: pages whose lines say what they are, and texts that are article throughout."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.zoning import Zones, zone
from dateline.lexicons import Rule, load
from dateline.model.report import FurnitureKind

BODY, TITLE, NEITHER = "body", "title", "neither"

P1 = "The ferry company that serves Port Elm said on Tuesday that it would stop its night crossings in June."
P2 = "“We have carried fewer than nine people a night since the bridge came,” said Marta Quill, who runs it."
P3 = (
    "The town's council had asked the company in March to keep at least one crossing after midnight, because "
    "nurses at the island's clinic live on the mainland, but no money was offered for it."
)
P4 = "Officials in the region's transport office, who asked not to be named, said a decision was weeks away."
P5 = "Two smaller islands lost their boats in the same way four years ago, and neither has had any since."

PAGES: dict[str, list[tuple[str, str]]] = {
    "a page with everything": [
        ("navigation", "Skip to main content"),
        ("navigation", "Menu"),
        ("navigation", "News"),
        ("navigation", "Sport"),
        ("navigation", "Weather"),
        (TITLE, "Ferry company to end night crossings to Port Elm"),
        ("byline", "By Anna Reedley"),
        ("imprint", "Updated 14 May, 2013"),
        (BODY, P1),
        (BODY, P2),
        ("boilerplate", "ADVERTISEMENT"),
        (BODY, P3),
        ("boilerplate", "Sign up for our free daily newsletter"),
        (BODY, P4),
        (BODY, P5),
        ("imprint", "Published in The Elm Courier, May 14th, 2013."),
        ("teaser", "Related stories"),
        ("teaser", "Bridge to Port Elm opens a year late"),
        ("teaser", "Clinic seeks eleven nurses"),
        ("imprint", "© 2013 Elm Courier Ltd. All rights reserved."),
    ],
    "teasers with their dates and first lines": [
        (BODY, "PORT ELM, May 14: " + P1),
        (BODY, P2),
        (BODY, P3),
        (BODY, P4),
        ("navigation", "Opinion"),
        ("teaser", "A harbour without sails"),
        ("teaser", "A harbour without sails"),
        ("teaser", "One wonders what the minister was thinking when he let the last yard close ..."),
        ("teaser", "Editorial"),
        ("teaser", "Milk prices"),
        ("teaser", "Updated 03 Jun, 2021"),
        ("teaser", "Milk prices"),
        ("teaser", "The government should leave the dairy market alone, and help those who lose by it."),
        ("teaser", "School buses"),
        ("teaser", "02 Jun, 2021"),
        ("teaser", "School buses"),
        ("teaser", "THE new timetable leaves villages in the north without a bus before nine in the ..."),
    ],
    "an author's note at the foot": [
        (TITLE, "Ferry Line Still Balks at Council Demands"),
        (BODY, P1),
        (BODY, P3),
        (BODY, P4),
        ("byline", "Author: Tom Sandhurst"),
        (
            "byline",
            "Tom Sandhurst is Deputy Editor of the Elm Review. He has covered shipping for twelve years and "
            "his work has appeared in Tide Monthly and The Northern Wharf.",
        ),
    ],
    "comments and their rules": [
        (TITLE, "Night ferry to end, company says"),
        ("imprint", "May 14, 2013"),
        (BODY, "PORT ELM:"),
        (BODY, P1),
        (BODY, P2),
        (BODY, P3),
        (BODY, P4),
        ("imprint", "Published in The Elm Courier, May 14th, 2013."),
        ("comment", "COMMENTS (31)"),
        ("comment", "b. tanner | 9 years ago | Reply"),
        (
            "comment",
            "It is most unlikely that the company will keep its word. If the council had built the quay in "
            "time, there would be no need for any of this, and everyone in town knows it.",
        ),
        ("comment", "Oona P | 9 years ago | Reply"),
        ("comment", "@tanner: Says who?"),
        ("comment", "VIEW MORE COMMENTS"),
        ("boilerplate", "Comments are moderated and will be posted if they keep to the subject."),
    ],
    "a credit between paragraphs": [
        (BODY, P1),
        (BODY, P2),
        ("credit", "(The Elm Post)"),
        (BODY, P3),
        (BODY, P4),
    ],
    "pointers between paragraphs": [
        (BODY, P1),
        ("teaser", "Read also: Harbour closes"),
        (BODY, P2),
        ("teaser", "ALSO READ | Bridge opens"),
        (BODY, P3),
        (BODY, P4),
        ("boilerplate", "Subscribe to our newsletter"),
    ],
    "marked up": [
        (TITLE, "Ferry company to end night crossings"),
        ("byline", "*By Anna Reedley, 14 May 2013*"),
        (BODY, P1),
        (BODY, P3),
        (BODY, "- one boat for the night"),
        (BODY, "- two boats for the day"),
        (BODY, P4),
    ],
    "a wire's closing line": [
        (BODY, f"PORT ELM, May 14 (Reuters) - {P1}"),
        (BODY, P2),
        (BODY, P3),
        ("byline", "(Reporting by Anna Reedley in Port Elm; Editing by Tom Sandhurst)"),
    ],
    "a page that is not there": [
        ("boilerplate", "Page not found"),
        ("boilerplate", "The page you are looking for does not exist."),
        ("boilerplate", "Go to home page"),
    ],
    "only furniture": [
        ("navigation", "Home"),
        ("navigation", "Sign in"),
        ("navigation", "Subscribe"),
        ("teaser", "Most read"),
        ("teaser", "Bridge to Port Elm opens a year late"),
        ("teaser", "Clinic seeks eleven nurses"),
        ("teaser", "Milk prices fall again"),
        ("boilerplate", "Privacy Policy"),
        ("imprint", "© 2013 Elm Courier Ltd."),
    ],
}

LIST = (
    "The company named three conditions:\n\n- a subsidy for each crossing\n- a new pontoon\n- later buses\n\n"
)
ALL_ARTICLE = {
    "a wire report": "\n\n".join([f"PORT ELM (EW) — {P1}", P2, P3, P4, P5]),
    "no blank lines": "\n".join([P1, P2, P3, P4, P5]),
    "a brief": P1,
    "one line": " ".join([P1, P2, P3, P4, P5]),
    "wrapped at 72 columns": "\n\n".join(textwrap.fill(p, 72) for p in (P1, P2, P3, P4)),
    "wrapped, carriage returns": "\r\n\r\n".join("\r\n".join(textwrap.wrap(p, 72)) for p in (P1, P3)),
    "headings in the article": "\n\n".join([P1, P2, "Little money for boats", P3, P4, "A dispute", P5]),
    "short quotations": "\n\n".join([P1, "“Never,” she said.", P3, "“Why would we?” he asked.", P4, P5]),
    "a list": f"{P1}\n\n{P3}\n\n{LIST}{P4}\n\n{P5}",
    "a question without a stop": "Two boats sank off Port Elm on 3 May 2012",
    "speakers": "\n\n".join(
        [f"QUILL: {P1}", "REEDLEY: Who decided that?", f"QUILL: {P2}", f"REEDLEY: {P3}", f"QUILL: {P5}"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_a_page_is_what_it_says(name: str, between: str) -> None:
    lines = PAGES[name]
    text = between.join(line for _, line in lines)
    zones = zone(text)
    at = 0
    for expected, line in lines:
        start = text.index(line, at)
        at = start + len(line)
        assert _told(zones, start, at) == expected, line
    assert zones.title is None or (TITLE, zones.title.of(text)) in lines


@pytest.mark.parametrize("name", ALL_ARTICLE)
def test_an_article_keeps_all_of_itself(name: str) -> None:
    text = ALL_ARTICLE[name]
    zones = zone(text)
    assert [span.of(text) for span in zones.body] == [text]
    assert zones.furniture == ()


def test_a_profile_may_say_what_its_subject_is() -> None:
    text = f"Tom Sandhurst is Deputy Editor of the Elm Review.\n\n{P1}\n\n{P3}\n\n{P4}"
    assert zone(text).body[0].of(text) == text


def test_a_comments_link_under_the_headline_ends_nothing() -> None:
    text = f"Ferry to end night crossings\n\n31 Comments\n\n{P1}\n\n{P2}\n\n{P3}\n\n{P4}"
    zones = zone(text)
    assert [span.of(text) for span in zones.body] == [f"{P1}\n\n{P2}\n\n{P3}\n\n{P4}"]


@pytest.mark.parametrize("mark", ["# ", "## ", "Subject: "])
def test_a_headline_comes_without_its_mark(mark: str) -> None:
    text = f"{mark}Ferry to end night crossings\n\n{P1}\n\n{P3}\n\n{P4}"
    zones = zone(text)
    assert zones.title is not None
    assert zones.title.of(text) == "Ferry to end night crossings"


def test_a_last_word_is_kept() -> None:
    text = f"{P1}\n\n{P3}\n\n{P4}\n\nShe paused.\n\n{P2}\n\nA shame."
    assert [span.of(text) for span in zone(text).body] == [text]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("2014-06-12\nIt ended last Monday.", ["It ended last Monday."]),
        ("June 12, 2014\n\nThe strike ended.", ["The strike ended."]),
        ("Strike ends\n2014-06-12\nIt ended last Monday.", ["It ended last Monday."]),
        ("2014-06-12\nHome\nContact us", []),
        ("Log in.\nSign up now.", []),
    ],
)
def test_a_short_sentence_under_its_date_is_an_article(text: str, body: list[str]) -> None:
    assert [span.of(text) for span in zone(text).body] == body


def test_a_blank_text_has_no_parts() -> None:
    assert zone(" \n\n \t\n") == Zones((), (), None)


SOME_LINES = [*(line for page in PAGES.values() for _, line in page), "", "\t", "x", "ä\u2028b"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(SOME_LINES)))
def test_parts_are_sorted_apart_and_hold_words(lines: list[str]) -> None:
    text = "\n".join(lines)
    zones = zone(text)
    spans = sorted([(s.start, s.end) for s in zones.body] + [(f.start, f.end) for f in zones.furniture])
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    assert zone(text) == zones


@pytest.mark.parametrize("rule", load("en", "furniture").rules, ids=lambda rule: rule.name)
def test_rules_for_furniture_keep_to_the_format(rule: Rule) -> None:
    assert set(rule.fields) <= {"kind", "sure", "opens", "longest"}
    assert rule.fields["kind"] in set(FurnitureKind)


def _told(zones: Zones, start: int, end: int) -> str:
    for furniture in zones.furniture:
        if furniture.start < end and start < furniture.end:
            return str(furniture.kind)
    if any(span.start < end and start < span.end for span in zones.body):
        return BODY
    if zones.title is not None and zones.title.start < end and start < zones.title.end:
        return TITLE
    return NEITHER
