"""How pages look where room is short: whole words, tables for pictures, and a picture that outlives print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import find_chromium
from tests.reading import Watched, find_addresses, keep_case, open_browser, serve_case, watch
from tests.story import make_story

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="needs Chromium")

# A word is whole where all of it stands in one line.
_BROKEN = """
[...document.querySelectorAll("main :is(th, td, dt, .deed b, .tally li, .lane-name)")]
  .filter((one) => one.offsetParent && !one.closest(".vh"))
  .flatMap((one) => {
    const broken = [], range = document.createRange();
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      for (const word of text.data.matchAll(/[A-Za-z]{2,16}/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
    }
    return broken;
  })
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_case(tmp_path_factory.mktemp("case") / "lock.dateline", make_story())


@pytest.fixture(scope="module")
def tab(case: Path) -> Iterator[Watched]:
    with (
        serve_case(case) as told,
        open_browser() as browser,
        watch(browser, told, viewport={"width": 360, "height": 740}) as watched,
    ):
        yield watched


def test_words_are_whole_on_a_phone(tab: Watched, case: Path) -> None:
    for address in find_addresses(case).values():
        tab.visit(address)
        assert tab.page.evaluate(_BROKEN) == [], address
    tab.check()


@pytest.mark.parametrize(("width", "pictured"), [(360, False), (700, False), (900, True)])
def test_what_has_no_room_as_a_picture_is_a_table(tab: Watched, width: int, pictured: bool) -> None:
    tab.page.set_viewport_size({"width": width, "height": 740})
    tab.visit("/sources")
    assert tab.page.locator(".flow").is_visible() is pictured
    assert tab.page.locator("details.same table").first.is_visible() is not pictured
    clipped = (
        "[...document.querySelectorAll('.flow text')].filter((one) => one.getBoundingClientRect().left < 0)"
    )
    assert tab.page.evaluate(f"{clipped}.length") == 0
    tab.page.set_viewport_size({"width": 360, "height": 740})
    tab.check()


def test_bands_are_reached_by_keyboard_or_skipped(tab: Watched) -> None:
    tab.page.set_viewport_size({"width": 900, "height": 740})
    tab.visit("/sources")
    bands = tab.page.locator(".flow svg svg a")
    assert bands.count() > 0
    tab.page.locator(".flow .skip-on").focus()
    tab.page.keyboard.press("Tab")
    assert bands.first.evaluate("(one) => one === document.activeElement")
    assert bands.first.get_attribute("aria-label")
    tab.page.locator(".flow .skip-on").focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.url.endswith("#same")
    tab.page.set_viewport_size({"width": 360, "height": 740})
    tab.check()


def test_pictures_are_printed_or_as_they_were_after_it(tab: Watched) -> None:
    tab.visit("/timeline", drawn=True)
    shown = tab.page.locator(".shown")
    before = shown.inner_text()
    assert "in view" in before
    tab.page.emulate_media(media="print")
    tab.page.wait_for_timeout(100)
    tab.page.emulate_media(media="screen")
    tab.page.wait_for_timeout(100)
    assert shown.inner_text() == before
    tab.visit("/sources")
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".flow").is_visible()
    tab.page.emulate_media(media="screen")
    assert not tab.page.locator(".flow").is_visible()
    tab.check()


@pytest.mark.parametrize("name", ["sources", "entry", "statements"])
def test_a_phone_page_is_for_everyone(tab: Watched, case: Path, name: str) -> None:
    tab.visit(find_addresses(case)[name], drawn=True)
    found = Axe().run(tab.page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    tab.check()
