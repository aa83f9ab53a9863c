"""Correcting, saving and the drawn pictures in a real browser, on the sample story as it is built."""

import csv
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dateline.case.file import Case
from dateline.engine.building import extend_case
from tests.browser import find_chromium
from tests.reading import Watched, open_browser, serve_case, watch

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="needs Chromium")

SAMPLE = Path(__file__).parents[1] / "samples" / "harbour"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "harbour.dateline"
    extend_case(path, [str(SAMPLE)], create=True)
    return path


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    """Give a copy of the sample that a test may change."""
    return Path(shutil.copy(sample, tmp_path / "harbour.dateline"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def told(sample: Path) -> Iterator[str]:
    with serve_case(sample) as address:
        yield address


@pytest.fixture
def tab(browser: Browser, told: str) -> Iterator[Watched]:
    with watch(browser, told, viewport={"width": 1200, "height": 900}) as watched:
        yield watched
        watched.check()


@pytest.fixture
def own(browser: Browser, path: Path) -> Iterator[Watched]:
    """Give a tab of a case of its own."""
    with serve_case(path) as told, watch(browser, told, viewport={"width": 1200, "height": 900}) as watched:
        yield watched
        watched.check()


@contextmanager
def hold_up(path: Path) -> Iterator[None]:
    """Keep what is written to the case waiting, as another program does that writes to it."""
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def find_actor(path: Path, name: str) -> str:
    with Case.open(path) as case:
        return next(one.id for one in case.actors(name=name) if one.name == name)


def find_longest(path: Path) -> tuple[str, str]:
    """Return a report, and the longest paragraph of its article."""
    with Case.open(path) as case:
        reports = case.reports_as_kept([one.id for one in case.reports()]).values()
    report = max(reports, key=lambda one: len(one.text))
    lines = [line.strip() for span in report.body for line in span.of(report.text).split("\n")]
    return report.id, max((one for one in lines if report.text.count(one) == 1), key=len)


def open_menu(place: Page | Locator) -> None:
    place.locator("details.correct > summary").first.click()


# Correcting


def test_words_that_are_selected_are_made_no_article(own: Watched, path: Path) -> None:
    report, paragraph = find_longest(path)
    own.visit(f"/report/{report}")
    own.page.locator(".print .body p").filter(has_text=paragraph[:60]).click(
        click_count=3, position={"x": 5, "y": 5}
    )
    open_menu(own.page)
    expect(own.page.locator("#stretch")).to_have_value(" ".join(paragraph.split()))
    own.page.get_by_role("button", name="are no article").click()
    folded = own.page.locator("details.furniture").filter(has_text=paragraph[:60])
    expect(folded).to_have_count(1, timeout=60_000)
    expect(own.page.locator("#notice")).to_contain_text("Undo")
    with Case.open(path) as case:
        kept = case.reports_as_kept([report])[report]
        assert paragraph not in "".join(span.of(kept.text) for span in kept.body)
        assert paragraph in kept.text


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_page_that_waits_for_long_work_leads_back_by_itself(
    browser: Browser, path: Path, script: bool
) -> None:
    with serve_case(path) as told, watch(browser, told, java_script_enabled=script) as tab:
        report, _ = find_longest(path)
        tab.visit(f"/report/{report}")
        with hold_up(path):
            open_menu(tab.page)
            tab.page.get_by_label("Was published on").fill("2019-10-14")
            tab.page.get_by_role("button", name="Set the date").click()
            expect(tab.page.locator("h1")).to_have_text("At work")
            expect(tab.page.locator("main")).to_contain_text("2019-10-14: begun")
            working = tab.page.url
            tab.visit("/statements")  # one reads on
            tab.page.locator("#notice").get_by_role("link", name="How it goes").click()
            expect(tab.page.locator("h1")).to_have_text("At work")
            tab.page.goto(working)
        expect(tab.page.locator(".one-report .date")).to_contain_text("14 October 2019", timeout=60_000)
        expect(tab.page.locator("#notice")).to_contain_text("was published on 2019-10-14")
        with Case.open(path) as case:
            assert len(case.corrections()) == 1
        assert (tab.problems, tab.abroad) == ([], [])


def test_names_are_suggested_for_whom_an_actor_is_the_same_as(own: Watched, path: Path) -> None:
    with Case.open(path) as case:
        one, other = [actor for actor in case.actors(kind="person") if " " in actor.name][:2]
    own.visit(f"/actor/{one.id}")
    open_menu(own.page)
    field = own.page.get_by_label("Is the same as")
    field.press_sequentially(other.name.split()[-1])
    expect(own.page.locator(f'#others option[value="{other.name}"]')).to_have_count(1)
    field.fill(other.name)
    own.page.get_by_role("button", name="Make them one").click()
    expect(own.page.locator("h1")).to_have_text(other.name)
    assert own.page.url.endswith(f"/actor/{other.id}")
    own.page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(own.page.locator("#notice")).to_contain_text("Taken back")
    own.visit(f"/actor/{one.id}")


def test_names_that_are_chosen_in_the_list_are_made_one(own: Watched, path: Path) -> None:
    with Case.open(path) as case:
        many = len(case.actors(kind="person"))
    own.visit("/actors?kind=person")
    boxes = own.page.locator("#found tbody input[type=checkbox]")
    expect(boxes).to_have_count(many)
    own.page.locator("#found tbody th a").nth(2).click()
    kept_apart = own.page.locator("h1").inner_text()
    own.page.go_back()
    for row in (0, 1, 3):
        boxes.nth(row).check()
    open_menu(own.page.locator("#found"))
    own.page.get_by_label("Why").fill("one and the same")
    own.page.get_by_role("button", name="Those chosen are one").click()
    expect(boxes).to_have_count(many - 2)
    assert "/actors?kind=person" in own.page.url
    expect(own.page.locator("#found tbody")).to_contain_text(kept_apart)
    own.visit("/corrections")
    expect(own.page.get_by_text("one and the same")).to_have_count(2)


def test_an_actor_is_taken_apart(own: Watched, path: Path) -> None:
    with Case.open(path) as case:
        actor = next(one for one in case.actors() if len({alias.name for alias in one.aliases}) > 1)
    alias = next(one.name for one in actor.aliases if one.name != actor.name)
    own.visit(f"/actor/{actor.id}")
    open_menu(own.page)
    own.page.locator(f'details.correct .choice input[value="{alias}"]').check()
    own.page.get_by_role("button", name="Take apart").click()
    expect(own.page.locator("#notice")).to_contain_text(f"is not {alias}")
    own.visit("/actors")
    own.page.get_by_label("Name").first.fill(alias)
    expect(own.page.locator("#found").get_by_role("link", name=alias, exact=True)).to_have_count(1)


def test_a_disagreement_is_confirmed_and_another_rejected(own: Watched) -> None:
    own.visit("/disagreements")
    listed = own.page.locator("#found ol.differ > li")
    many = listed.count()
    assert many > 1
    open_menu(listed.nth(0))
    listed.nth(0).get_by_role("button", name="It is right").click()
    expect(listed.nth(0).locator(".tick")).to_contain_text("confirmed by")
    open_menu(listed.nth(1))
    listed.nth(1).get_by_label("Why").fill("two days, two floods")
    listed.nth(1).get_by_role("button", name="It is wrong").click()
    expect(listed).to_have_count(many - 1)
    own.page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(listed).to_have_count(many)
    expect(own.page.locator(".tick")).to_have_count(1)


def test_a_date_of_the_timeline_is_rejected_in_place(own: Watched) -> None:
    own.visit("/timeline", drawn=True)
    listed, marks = own.page.locator("#dates ol.dates > li"), own.page.locator("#chronicle a.mark")
    own.page.locator("#chronicle [data-do=all]").click()
    first = (listed.first.get_attribute("id") or "").removeprefix("t-")
    drawn = own.page.locator(f'#chronicle a.mark[href$="#t-{first}"]')
    assert drawn.count() > 0
    many, of_it, total = listed.count(), drawn.count(), marks.count()
    open_menu(listed.first)
    listed.first.get_by_role("button", name="It is wrong").click()
    expect(drawn).to_have_count(0)
    expect(marks).to_have_count(total - of_it)
    assert listed.count() <= many
    expect(own.page.locator(f"#t-{first}")).to_have_count(0)
    expect(own.page.locator("#notice")).to_contain_text("Rejected")


def test_two_pages_correct_at_once_and_both_hold(browser: Browser, path: Path) -> None:
    with serve_case(path) as told, watch(browser, told) as one, watch(browser, told) as two:
        for tab in (one, two):
            tab.visit("/statements")
        said = one.page.locator("li.statement")
        first, second = (said.nth(n).get_attribute("id") or "" for n in (0, 1))
        for tab, id_ in ((one, first), (two, second)):
            open_menu(tab.page.locator(f'[id="{id_}"]'))
        # Clicked and not waited for: both are under way at once.
        click = "(id) => document.getElementById(id).querySelector('button[value=reject]').click()"
        with hold_up(path):
            one.page.evaluate(click, first)
            two.page.evaluate(click, second)
        for tab in (one, two):
            expect(tab.page.locator("#notice")).to_contain_text("Rejected", timeout=20_000)
        one.visit("/statements")
        for id_ in (first, second):
            expect(one.page.locator(f'[id="{id_}"]')).to_have_count(0)
        # What the other tab still shows is gone: it says so and loses nothing.
        open_menu(two.page)
        one.visit("/corrections")
        expect(one.page.locator("ol.log > li")).to_have_count(2)
        one.check()
        two.check()


# Saving


def save(tab: Watched, link: Locator) -> tuple[str, Path]:
    with tab.page.expect_download(timeout=60_000) as saved:
        link.click()
    assert saved.value.failure() is None
    return saved.value.suggested_filename, Path(saved.value.path())


def test_what_is_filtered_is_saved_whole(tab: Watched) -> None:
    tab.visit("/statements?act=promise&act=plan")
    many = int(tab.page.locator("#found .lead").first.inner_text().split()[0])
    name, table = save(tab, tab.page.get_by_role("link", name="CSV"))
    assert name == "statements.csv"
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == many > 0
    assert {row["act"] for row in rows} <= {"promise", "plan"}
    name, lines = save(tab, tab.page.get_by_role("link", name="JSON lines"))
    assert name == "statements.jsonl"
    assert [json.loads(line)["id"] for line in lines.read_text("utf-8").splitlines()] == [
        row["id"] for row in rows
    ]


def test_the_record_is_saved_for_other_programs(tab: Watched) -> None:
    tab.visit("/exports")
    name, page = save(tab, tab.page.get_by_role("link", name="html", exact=True))
    assert (name, page.read_bytes().strip()[-7:]) == ("harbour.html", b"</html>")
    name, packed = save(tab, tab.page.get_by_role("link", name="brat"))
    assert name == "harbour-brat.zip"
    with zipfile.ZipFile(packed) as held:
        assert held.testzip() is None
        assert "annotation.conf" in held.namelist()
    name, places = save(tab, tab.page.get_by_role("link", name="geojson"))
    assert (name, json.loads(places.read_bytes())["type"]) == ("harbour.geojson", "FeatureCollection")


# Pictures


def read_span(tab: Watched) -> tuple[float, float]:
    """Return the first and the last day in view, in years."""
    found = tab.page.locator("#chronicle .shown").inner_text().split(",")[0].split(" – ")
    days: list[float] = tab.page.evaluate(
        "(days) => days.map((one) => Date.parse(one + ' UTC') / 31557600000)", found
    )
    return days[0], days[1]


def test_the_timeline_is_zoomed_by_wheel_and_by_keyboard(tab: Watched) -> None:
    tab.visit("/timeline", drawn=True)
    stage = tab.page.locator("#chronicle .stage")
    whole = read_span(tab)
    stage.hover()
    tab.page.mouse.wheel(0, -300)
    assert read_span(tab) == whole, "until it is clicked, the wheel moves the page"
    tab.page.evaluate("scrollTo(0, 0)")
    stage.focus()
    stage.hover()
    tab.page.mouse.wheel(0, -300)
    tab.page.wait_for_timeout(200)
    near = read_span(tab)
    assert near[1] - near[0] < whole[1] - whole[0]
    tab.page.keyboard.press("-")
    tab.page.keyboard.press("-")
    far = read_span(tab)
    assert far[1] - far[0] > near[1] - near[0]
    tab.page.keyboard.press("+")
    tab.page.keyboard.press("ArrowRight")
    moved = read_span(tab)
    tab.page.keyboard.press("ArrowLeft")
    tab.page.keyboard.press("0")
    assert moved != read_span(tab) == whole
    tab.page.locator("#chronicle [data-do=all]").click()
    everything = read_span(tab)
    assert everything[0] <= whole[0]
    assert everything[1] >= whole[1]


def test_what_is_planned_or_denied_is_drawn_apart_and_unsure_days_as_bars(tab: Watched) -> None:
    tab.visit("/timeline", drawn=True)
    tab.page.locator("#chronicle [data-do=all]").click()
    lanes = tab.page.locator("#chronicle g.lanes text").all_text_contents()
    assert any(one.startswith("happened") for one in lanes)
    assert any(one.startswith("planned") for one in lanes)
    happened = tab.page.locator("#chronicle a.mark.k-happened").first.bounding_box()
    planned = tab.page.locator("#chronicle a.mark.k-planned").first.bounding_box()
    assert happened is not None
    assert planned is not None
    assert happened["y"] < planned["y"]
    shape = "(kind) => getComputedStyle(document.querySelector(`#g-${kind} *`)).fill"
    assert tab.page.evaluate(shape, "happened") != tab.page.evaluate(shape, "planned")
    assert tab.page.locator("#chronicle rect.vague").count() > 0
    tab.visit("/timeline?lanes=actor", drawn=True)
    actors = tab.page.locator("#chronicle g.lanes text").all_text_contents()
    assert actors
    assert not any(one.startswith("planned") for one in actors)


def test_a_mark_opens_its_evidence_by_keyboard(tab: Watched) -> None:
    tab.visit("/timeline", drawn=True)
    mark = tab.page.locator("#chronicle a.mark").first
    mark.focus()
    said = mark.get_attribute("aria-label") or ""
    expect(tab.page.locator("#chronicle .readout b")).to_have_text(said.split(",")[0])
    target = (mark.get_attribute("href") or "").partition("#")[2]
    tab.page.keyboard.press("Enter")
    entry = tab.page.locator(f"#{target}")
    expect(entry).to_be_in_viewport()
    entry.locator("a.place").first.click()
    expect(tab.page.locator("#words")).to_be_in_viewport()


def test_the_arcs_of_a_name_stand_out_and_lead_to_the_words(tab: Watched) -> None:
    tab.visit("/actors", drawn=True)
    name = tab.page.locator("#arcs li a.leading, #arcs li a").first
    arcs = tab.page.locator("#arcs svg a.says, #arcs svg a.named")
    expect(arcs).to_have_count(0)
    name.focus()
    assert arcs.count() > 0
    expect(tab.page.locator("#arcs")).to_have_class("network one")
    id_ = name.get_attribute("data-id")
    assert {id_} <= {one.get_attribute("data-from") for one in arcs.all()} | {
        one.get_attribute("data-to") for one in arcs.all()
    }
    name.blur()
    expect(arcs).to_have_count(0)
    tab.page.locator("#network ~ details > summary, section details > summary").first.click()
    pair = tab.page.locator("section[aria-labelledby=network] td.number a").first
    many = int(pair.inner_text())
    pair.click()
    expect(tab.page.locator("#found li.statement")).to_have_count(many)
    tab.visit("/actors?top=5")
    expect(tab.page.locator("#arcs li")).to_have_count(5)
