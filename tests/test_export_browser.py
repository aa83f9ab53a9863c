"""The page in a real browser: nothing asked for, links, filter, themes, small screens, contrast."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.export.html import write_html
from tests.browser import Tab, find_chromium, open_browser
from tests.export_cases import make_hostile, make_story

CHROMIUM = find_chromium()
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

VISIBLE = "[...document.querySelectorAll('.statement')].filter(e => e.checkVisibility()).length"


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    assert CHROMIUM is not None
    with open_browser(CHROMIUM) as opened:
        yield opened


@pytest.fixture
def page(tab: Tab, tmp_path: Path) -> Path:
    tab.set_size(1280, 900)
    tab.problems.clear()
    tab.requests.clear()
    target = tmp_path / "mill.html"
    target.write_bytes(write_html(make_story(), title="Mill").encode())
    return target


def test_nothing_is_asked_for_and_nothing_complained_of(tab: Tab, page: Path) -> None:
    tab.show(page)
    assert tab.ask("document.title") == "Mill"
    assert tab.problems == []
    assert {url for url in tab.requests if not url.startswith("about:")} == {page.resolve().as_uri()}


@pytest.mark.parametrize(
    "words", ["<img src=x onerror='window.ran=1'>", "</script><script>window.ran=1</script>"]
)
def test_hostile_words_do_not_run(tab: Tab, page: Path, words: str) -> None:
    page.write_bytes(write_html(make_hostile(words), title=words).encode())
    tab.show(page)
    assert tab.ask("window.ran === undefined")
    assert tab.problems == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_no_screen_scrolls_sideways(tab: Tab, page: Path, width: int, dark: bool) -> None:
    record = make_story()
    long = replace(record.reports[0].report, path="a" * 300, title="Ü" * 200)
    record = replace(record, reports=(replace(record.reports[0], report=long), *record.reports[1:]))
    page.write_bytes(write_html(record, title="Mill").encode())
    tab.set_size(width, 800, dark=dark)
    tab.show(page)
    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert tab.ask("getComputedStyle(document.body).backgroundColor") == (
        "rgb(21, 22, 26)" if dark else "rgb(251, 249, 244)"
    )


def test_the_filter_shows_only_what_fits(tab: Tab, page: Path) -> None:
    tab.show(page)
    assert tab.ask(VISIBLE) == 5
    for words, shown in (
        ("birch", 2),
        ("birch DENIAL", 1),
        ("never sold", 1),
        ("nobody says this", 0),
        ("", 5),
    ):
        tab.ask(f"{{ const i = document.getElementById('filter'); i.value = {words!r};"
                "i.dispatchEvent(new Event('input')); } new Promise(r => setTimeout(r, 200))")  # fmt: skip
        assert tab.ask(VISIBLE) == shown, words


def test_a_statement_leads_to_its_words_and_all_of_them_light_up(tab: Tab, page: Path) -> None:
    tab.show(page)
    tab.ask("document.querySelector('.statement a[data-k=\"1.2\"]').click()")
    lit = "[...document.querySelectorAll('.print mark.on')].map(e => e.textContent)"
    assert tab.ask(lit) == ["“We never sold it,”", "“We only shut the door.”"]
    assert tab.ask("document.querySelector(':target').textContent") == "“We never sold it,”"
    tab.ask("document.querySelector(':target').closest('p').querySelector('sup a').click()")
    assert tab.ask("document.querySelector(':target').className") == "statement"


def test_a_link_into_something_folded_opens_it(tab: Tab, page: Path) -> None:
    tab.show(page)
    tab.ask("document.querySelectorAll('details').forEach(e => { e.open = false })")
    tab.ask("location.hash = document.querySelector('.print mark').id")
    tab.ask("new Promise(r => setTimeout(r, 100))")
    assert tab.ask("document.querySelector(':target').closest('details').open")


def test_the_theme_turns_and_the_first_key_reaches_the_skip_link(tab: Tab, page: Path) -> None:
    tab.show(page)
    tab.press("Tab")
    assert tab.ask("document.activeElement.className") == "skip"
    tab.press("Tab")
    assert tab.ask("document.activeElement.id") == "theme"
    tab.press("Enter")
    assert tab.ask("document.documentElement.dataset.theme") == "dark"
    tab.press("Enter")
    assert tab.ask("document.documentElement.dataset.theme") == "light"


# Relative luminance and contrast as WCAG 2.2 defines them; 4.5 is level AA for text.
CONTRAST = """
(() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (let up = e; up; up = up.parentElement) {
      const c = parse(getComputedStyle(up).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || e.closest('svg') || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([e.tagName, e.className, e.textContent.slice(0, 30), ratio]);
  }
  return low;
})()
"""


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_its_ground(tab: Tab, page: Path, dark: bool) -> None:
    tab.set_size(1280, 900, dark=dark)
    tab.show(page)
    tab.ask("document.querySelectorAll('details').forEach(e => { e.open = true })")
    tab.ask("document.querySelectorAll('.print [data-k]').forEach(e => e.classList.add('on'))")
    tab.settle()
    assert tab.ask(CONTRAST) == []
    tab.ask("document.querySelectorAll('.on').forEach(e => e.classList.remove('on'))")
    tab.settle()
    assert tab.ask(CONTRAST) == []
