"""The page of a record: nothing hostile gets through, every link leads somewhere."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest
from lxml.html import HtmlElement

from dateline.export.html import write_html
from dateline.export.page.controls import show_controls
from dateline.export.page.events import make_events
from dateline.export.page.places import lay_out, safe_url
from dateline.model.findings import Event, Interval, Polarity, Status
from dateline.model.ids import make_id
from dateline.model.record import Evidence, Record
from dateline.model.span import Span
from tests.export_cases import MILL, make_hostile, make_story

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></script><b>bold</b>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% include 'page.css' %}",
    "<!-- --><![CDATA[ ]]>&lt;&#60;",
    "user\u202egnp.exe",
    "\u2066isolated\u2069",
    "nul\x00bell\x07escape\x1b",
    "a lone \ud800 surrogate",
]


def parse(page: str) -> HtmlElement:
    return lxml.html.document_fromstring(page)


def read_words(tree: HtmlElement) -> str:
    return str(tree.text_content())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_text(words: str) -> None:
    plain, page = write_html(make_story(), title="Mill"), write_html(make_hostile(words), title=words)
    tree = parse(page)
    page.encode("utf-8")
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert {e.tag for e in tree.iter("*")} <= {e.tag for e in parse(plain).iter("*")} | {"circle"}
    names = {name for element in tree.iter("*") for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("style", "autofocus", "src")}
    assert all(a.startswith("#") for a in tree.xpath("//a/@href"))
    printed = "".join(tree.xpath("//div[@class='print' or @class='print wrapped']")[0].text_content().split())
    assert "".join(show_controls(words).split()) in printed
    assert show_controls(words) in tree.xpath("//h1")[0].text_content()


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://arden.example/mill", True),
        ("http://arden.example/?a=1&b=%20#c", True),
        ("HTTPS://arden.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://arden.example/%0aalert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//arden.example/mill", False),
        ("/mill", False),
        ("https:///mill", False),
        ("https://[broken", False),
        ("https://arden.example@harm.example/", False),
        ("https://arden.example/\u202egnp", False),
        ("https://arden.example/a b", False),
        ("file:///etc/hosts", False),
        (None, False),
        ("", False),
    ],
)
def test_only_plain_web_addresses_are_links(url: str | None, linked: bool) -> None:
    assert (safe_url(url) is not None) is linked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\n“kept” – שלום\u200f", "plain\ttext\n“kept” – שלום\u200f"),
        ("a\u202eb", "a⟦U+202E⟧b"),
        ("a\u2067b\u2069", "a⟦U+2067⟧b⟦U+2069⟧"),
        ("\x00\x1b\x7f\x85", "⟦U+0000⟧⟦U+001B⟧⟦U+007F⟧⟦U+0085⟧"),
        ("\ud83d", "⟦U+D83D⟧"),
        ("\U0001f6a2", "\U0001f6a2"),
    ],
)
def test_hidden_characters_are_spelled_out(text: str, shown: str) -> None:
    assert show_controls(text) == shown


def test_a_title_is_spelled_out_too() -> None:
    assert "user⟦U+202E⟧gnp" in write_html(Record(), title="user\u202egnp")


def test_every_link_inside_the_page_leads_somewhere_and_no_place_is_named_twice() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    places = tree.xpath("//@id")
    assert len(places) == len(set(places))
    targets = {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")}
    assert targets
    assert targets <= set(places)


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = write_html(make_story(), title="Mill")
    tree = parse(page)
    assert not tree.xpath("//link | //img | //iframe | //object | //embed | //base | //form | //*[@src]")
    assert not re.search(r"@import|url\(|//# sourceMappingURL|fetch\(|XMLHttpRequest", page)
    outside = {a for a in tree.xpath("//a/@href") if not a.startswith("#")}
    assert outside == {f"https://arden.example/{name}.txt" for name in ("mill", "bridge", "undated")}
    assert all("noreferrer" in a.get("rel") for a in tree.xpath("//a[@rel]"))


def test_the_policy_lets_this_style_and_this_script_run_and_nothing_else() -> None:
    page = write_html(make_story(), title="Mill")
    policy = parse(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        source = page.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_same_record_gives_the_same_page_whatever_its_order() -> None:
    story = make_story()
    turned = replace(
        story,
        reports=story.reports[::-1],
        actors=story.actors[::-1],
        statements=story.statements[::-1],
        timeline=story.timeline[::-1],
    )
    assert write_html(story, title="Mill") == write_html(make_story(), title="Mill")
    assert write_html(story, title="Mill") == write_html(turned, title="Mill")


def test_every_statement_and_date_leads_to_its_words_and_they_lead_back() -> None:
    record = make_story()
    tree = parse(write_html(record, title="Mill"))
    texts = {findings.report.id: findings.report.text for findings in record.reports}
    for prefix, entries in (("s", record.statements), ("t", record.timeline)):
        for entry in entries:
            element = tree.get_element_by_id(f"{prefix}-{entry.id}")
            links = element.xpath(".//a[@data-k]")
            assert links
            for link in links:
                place = tree.get_element_by_id(link.get("href")[1:])
                assert any(_begins(place, evidence, texts) for evidence in entry.evidence)
            back = tree.xpath(f"//sup/a[@href='#{prefix}-{entry.id}']")
            assert back


def _begins(place: HtmlElement, evidence: Evidence, texts: dict[str, str]) -> bool:
    words = re.sub(r"\s+", " ", place.text_content())
    told = re.sub(r"\s+", " ", texts[evidence.report][evidence.start :])
    return place.get("id").endswith(f"-c{evidence.start}") and told.startswith(words)


def test_the_words_of_a_statement_are_marked_and_no_others() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    marked = {
        key: "".join(
            e.text_content() for e in tree.xpath("//mark[@data-k]") if key in e.get("data-k").split()
        )
        for key in ("1.1", "1.2", "1.3")
    }
    assert marked == {
        "1.1": "The Arden mill will reopen in May 2021",
        "1.2": "“We never sold it,”“We only shut the door.”",
        "1.3": "the price was 3 million",
    }


def test_furniture_is_folded_and_said_to_be_none_of_the_article() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    (folded,) = tree.xpath("//details[@class='furniture']")
    assert folded.get("open") is None
    assert "Not the article: teaser" in folded.xpath("./summary")[0].text_content()
    assert "Tickets for the mill museum!" in read_words(folded)
    assert "Published in" not in read_words(folded)


@pytest.mark.parametrize(
    "words",
    [
        "according to Ada Birch",
        "undated, not before 1 January 2021",
        "3 February, year not given (2021)",
        "Why unnamed: because talks go on",
        "Bridge Weekly",
        "reported not done",
        "due May 2021",
        "at least 72% of the words",
        "one says it will open, one that it will not",
        "3 million (2,700,000 to 3,300,000), according to An official",
        "k1",
        "Outside the drawing: 1890",
    ],
)
def test_the_page_says(words: str) -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    assert words in re.sub(r"\s+", " ", read_words(tree))


def test_a_page_of_a_printed_report_is_named_with_its_words() -> None:
    story = make_story()
    entry = story.statements[0]
    printed = replace(entry, evidence=tuple(replace(one, page=2) for one in entry.evidence))
    tree = parse(write_html(replace(story, statements=(printed, *story.statements[1:])), title="Mill"))
    assert ", page 2" in tree.get_element_by_id(f"s-{entry.id}").text_content()
    assert read_words(tree).count(", page 2") == 1


def test_background_is_folded_and_the_story_is_not() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    (folded,) = tree.xpath("//details[@class='background']")
    assert "1890" in folded.xpath("./summary")[0].text_content()
    assert [h.text_content() for h in tree.xpath("//section[@class='year']/h3")] == ["2021"]


def test_the_unnamed_stand_apart_from_those_with_a_name() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    heads = [" ".join(h.text_content().split()) for h in tree.xpath("//section[@id='statements']//h3 | //h4")]
    assert heads.index("Without a name") < heads.index("An official")
    assert heads.index("By name") < heads.index("Ada Birch") < heads.index("Without a name")


def test_an_empty_record_is_a_page() -> None:
    tree = parse(write_html(Record(), title="Nothing yet"))
    assert "The reports hold no date" in read_words(tree)
    assert not tree.xpath("//svg")


def test_a_line_of_a_million_characters_is_shown_whole_and_once() -> None:
    words = "abcdefghi " * 100_000
    record = make_hostile("x")
    findings = record.reports[0]
    text = findings.report.text + "\n" + words
    report = replace(findings.report, text=text, body=(replace(findings.report.body[0], end=len(text)),))
    page = write_html(replace(record, reports=(replace(findings, report=report),)), title="Long")
    assert page.count("abcdefghi ") == 100_000
    assert len(page) < 1_200_000


def test_evidence_that_is_not_what_the_report_says_is_refused() -> None:
    story = make_story()
    actor = story.actors[0]
    wrong = replace(actor, evidence=(replace(actor.evidence[0], exact="other words"),))
    with pytest.raises(ValueError, match="are not 'other words'"):
        write_html(replace(story, actors=(wrong,)), title="Mill")


def test_a_page_without_script_hides_nothing_but_the_filter_and_the_button() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    assert {e.get("id") or e.get("class") for e in tree.xpath("//*[@hidden]")} == {"theme", "filter"}


def test_headings_do_not_skip_a_level() -> None:
    tree = parse(write_html(make_story(), title="Mill"))
    levels = [int(h.tag[1]) for h in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_time_says_when_it_was_and_why_where_it_is_pointed_at() -> None:
    story = make_story()
    told = [str(one) for one in parse(write_html(story, title="Mill")).xpath("//*/@title") if "rule: " in one]
    rules = {time.rule for one in story.reports for time in one.times}
    assert rules
    assert all(any(f"rule: {rule}; " in one for one in told) for rule in rules)
    assert not [one for one in told if re.search(r"\[\d+, \d+\)", one)]


def test_an_event_in_a_source_s_word_says_whose_word_it_is() -> None:
    record = make_story()
    (entry,) = record.events
    (told,) = entry.mentions
    words = entry.evidence[0]
    holding = next(
        one
        for one in record.statements
        if any(each.report == words.report and each.start <= words.start < each.end for each in one.evidence)
    )
    event = Event(
        id=told["event"],
        trigger=Span(words.start, words.end),
        participants=(),
        time=None,
        date=entry.date,
        type=None,
        mode=None,
        status=Status.PLANNED,
        polarity=Polarity.POSITIVE,
        according_to=(holding.id,),
        figures=(),
        confidence=1.0,
        rule="by hand",
    )
    reports = tuple(
        replace(one, events=(event,)) if one.report.id == words.report else one for one in record.reports
    )
    (plain,), (said,) = (
        make_events(each, lay_out(each))[0] for each in (record, replace(record, reports=reports))
    )
    assert plain.tellings[0].according_to == ()
    assert [link.text for link in said.tellings[0].according_to] == [holding.speaker.name]
    (telling,) = said.tellings
    assert telling.words == words.exact
    assert f"{telling.before}{telling.words}{telling.after}" in " ".join(MILL.split())


def test_a_figure_says_who_gave_it_and_what_it_leaves_open() -> None:
    record = make_story()
    (entry,) = record.events
    (figure,) = make_events(record, lay_out(record))[0][0].figures
    assert (figure.amount, figure.bounds, figure.own) == ("3 million", "2,700,000 to 3,300,000", False)
    assert [link.text for link in figure.by] == ["An official"]
    (row,) = entry.figures
    own = replace(entry, figures=({**row, "given": [{**row["given"][0], "according_to": []}]},))
    html = write_html(replace(record, events=(own,)), title="Mill")
    assert "3 million</bdi> (2,700,000 to 3,300,000), in the report’s own voice" in html
    assert "according to" not in html.split("3 million</bdi>")[1].split("</p>")[0]


def test_what_did_not_happen_is_not_said_to_have() -> None:
    record = make_story()
    (entry,) = record.events
    rows: tuple[dict[str, str | None], ...] = (
        {"status": "planned", "polarity": "positive"},
        {"status": "happened", "polarity": "negative"},
    )
    (view,) = make_events(replace(record, events=(replace(entry, status=rows),)), lay_out(record))[0]
    assert view.status == "planned, then not happened"


def test_events_of_little_weight_are_folded_and_counted() -> None:
    record = make_story()
    (entry,) = record.events
    light = [
        replace(entry, id=make_id("event", str(n)), figures=(), type=None, date=Interval(None, "2021-02-02"))
        for n in range(14)
    ]
    many = replace(record, events=tuple(sorted((entry, *light), key=lambda one: one.id)))
    open_, folded = make_events(many, lay_out(many))
    assert ([one.anchor for one in open_], len(folded)) == ([f"e-{entry.id}"], 14)
    html = write_html(many, title="Mill")
    assert "14 more, told of by one report or without a date of their own" in html
    few = replace(record, events=(light[0],))
    assert [len(part) for part in make_events(few, lay_out(few))] == [1, 0]
