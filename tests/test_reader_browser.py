"""The reader in a real browser: read, filter, follow, search, print; by keyboard, in the dark, on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from dateline.reader.page import pages
from tests.browser import find_chromium
from tests.hostile import keep_hostile_case
from tests.reading import Watched, find_addresses, keep_case, open_browser, serve_case, watch
from tests.story import make_story

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="needs Chromium")

NAMES = [page.name for page in pages()]
SHOWN = "getComputedStyle(document.querySelector('%s')).display"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_case(tmp_path_factory.mktemp("case") / "lock.dateline", make_story())


@pytest.fixture(scope="module")
def addresses(case: Path) -> dict[str, str]:
    return find_addresses(case)


@pytest.fixture(scope="module")
def told(case: Path) -> Iterator[str]:
    with serve_case(case) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def tab(browser: Browser, told: str) -> Iterator[Watched]:
    with watch(browser, told, viewport={"width": 1280, "height": 900}) as watched:
        yield watched


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_for_everyone(tab: Watched, addresses: dict[str, str], name: str) -> None:
    for scheme in ("light", "dark"):
        tab.page.emulate_media(color_scheme=scheme)
        tab.visit(addresses[name], drawn=True)
        tab.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        grave = [
            (one["id"], [node["html"][:200] for node in one["nodes"]])
            for one in Axe().run(tab.page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert grave == [], scheme
        tab.check()
    tab.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_a_phone_and_paper(tab: Watched, addresses: dict[str, str], name: str) -> None:
    tab.visit(addresses[name])
    for width in (360, 768, 1600):
        tab.page.set_viewport_size({"width": width, "height": 800})
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, width
    tab.page.emulate_media(media="print")
    assert tab.page.evaluate(SHOWN % ".masthead nav") == "none"
    assert tab.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert tab.page.locator("h1").is_visible()
    tab.page.emulate_media(media="screen")
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.check()


def test_the_token_lets_in_and_leaves_the_address(browser: Browser, told: str) -> None:
    with watch(browser, told) as tab:
        assert tab.page.url == f"{tab.home}/"
        assert "Read only" not in tab.page.locator("footer").inner_text()
        (cookie,) = tab.page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
        assert tab.page.evaluate("document.cookie") == ""
        tab.check()


def test_a_list_is_narrowed_as_one_types_and_its_address_can_be_sent(tab: Watched) -> None:
    tab.visit("/statements")
    found = tab.page.locator("#found .statement")
    expect(found).to_have_count(5)
    tab.page.get_by_label("Speaker").first.fill("osei")
    expect(found).to_have_count(2)
    tab.page.locator("select[name=act]").select_option("promise")
    expect(found).to_have_count(2)
    tab.page.wait_for_url("**/statements?speaker=osei&act=promise")
    sent = tab.page.url.removeprefix(tab.home)
    tab.visit(sent)
    expect(found).to_have_count(2)
    tab.page.get_by_label("Speaker").first.fill("nobody at all")
    expect(tab.page.locator("#found .none")).to_be_visible()
    tab.page.go_back()
    tab.check()


def test_an_entry_leads_to_its_words_and_back(tab: Watched) -> None:
    tab.visit("/statements?act=promise")
    here = tab.page.url
    tab.page.locator("#found .statement .when a, #found .statement a.place").first.click()
    asked = tab.page.locator("#words")
    expect(asked).to_be_in_viewport()
    words = "".join(tab.page.locator(".asked").all_inner_texts())
    assert words == "will open the new lock by the summer of 2032"
    tab.page.locator(".print sup a").first.click()
    expect(tab.page.locator("h1")).to_have_text("A statement")
    tab.page.locator("a.place").first.click()
    expect(asked).to_be_in_viewport()
    for _ in range(3):
        tab.page.go_back()
    assert tab.page.url == here
    tab.check()


def test_a_search_finds_words_and_shows_them(tab: Watched) -> None:
    tab.visit("/")
    box = tab.page.get_by_label("Search the reports")
    box.fill('"old lock" OR ferr*')
    box.press("Enter")
    expect(tab.page.locator("h1")).to_have_text("Search")
    marked = tab.page.locator(".hit mark")
    assert {one.lower() for one in marked.all_inner_texts()} == {"old lock", "ferries"}
    assert "q=" in tab.page.url
    expect(tab.page.get_by_label("Search the reports")).to_have_value('"old lock" OR ferr*')
    tab.check()


def test_all_of_it_goes_without_a_mouse(tab: Watched) -> None:
    tab.visit("/statements")
    tab.page.keyboard.press("Tab")
    skip = tab.page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("main")).to_be_focused()
    seen: list[str] = []
    for _ in range(60):
        tab.page.keyboard.press("Tab")
        at: dict[str, Any] = tab.page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e); return {"
            "tag: e.tagName, href: e.getAttribute('href') || '', name: e.getAttribute('name') || '',"
            "lit: s.outlineStyle !== 'none' || s.boxShadow !== 'none', inside: !!e.closest('main'),"
            "shown: e.getBoundingClientRect().width > 0 }; })()"
        )
        if not at["inside"]:
            break
        assert at["lit"], at
        assert at["shown"], at
        seen.append(at["name"] or at["href"])
    assert seen.index("speaker") < next(n for n, one in enumerate(seen) if one.startswith("/report/"))
    first = tab.page.locator("main a[href^='/report/']").first
    first.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#words")).to_be_in_viewport()
    tab.check()


def test_the_theme_is_turned_and_kept(browser: Browser, told: str) -> None:
    with watch(browser, told, color_scheme="light") as tab:
        ground = "getComputedStyle(document.body).backgroundColor"
        light = tab.page.evaluate(ground)
        tab.page.locator("#theme").click()
        dark = tab.page.evaluate(ground)
        assert dark != light
        tab.visit("/statements")
        assert tab.page.evaluate(ground) == dark
        tab.check()


def test_what_is_hostile_does_not_run(browser: Browser, tmp_path: Path) -> None:
    hostile = keep_hostile_case(tmp_path / "hostile.dateline")
    with serve_case(hostile) as told, watch(browser, told, viewport={"width": 360, "height": 800}) as tab:
        for address in [*find_addresses(hostile).values(), "/search?q=before"]:
            tab.visit(address, drawn=True)
            assert tab.page.evaluate("window.ran === undefined")
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= 360, address
            tab.check()


def test_without_script_all_can_be_read(browser: Browser, told: str, addresses: dict[str, str]) -> None:
    with watch(browser, told, java_script_enabled=False) as tab:
        for address in addresses.values():
            tab.visit(address)
            assert tab.page.locator("h1").is_visible()
        tab.visit("/statements")
        tab.page.get_by_label("Speaker").first.fill("osei")
        tab.page.locator(".filters button").click()
        expect(tab.page.locator("#found .statement")).to_have_count(2)
        assert tab.abroad == []


def test_a_statement_is_rejected_and_that_is_taken_back(browser: Browser, tmp_path: Path) -> None:
    with (
        serve_case(keep_case(tmp_path / "own.dateline", make_story())) as told,
        watch(browser, told, viewport={"width": 900, "height": 900}) as tab,
    ):
        tab.visit("/statements")
        said = tab.page.locator("li.statement")
        many = said.count()
        said.first.locator("summary").click()
        said.first.get_by_role("button", name="It is wrong").click()
        expect(said).to_have_count(many - 1)
        tab.visit("/corrections")
        tab.page.get_by_role("button", name="Take it back").click()
        expect(tab.page.get_by_text("Taken back: ").first).to_be_visible()
        tab.visit("/statements")
        expect(said).to_have_count(many)
        tab.check()


def test_what_is_filtered_is_saved(tab: Watched) -> None:
    tab.visit("/statements?speaker=osei")
    with tab.page.expect_download() as saved:
        tab.page.get_by_role("link", name="CSV").click()
    lines = Path(saved.value.path()).read_text("utf-8").splitlines()
    assert len(lines) == 1 + 2
    tab.check()
