"""The reader as a user has it: the program itself serving a case, a browser that watches its pages."""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from dateline.case.file import Case
from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.reader.page import pages
from tests.browser import find_chromium
from tests.test_case_tables import cut

_SAYS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")
# Whatever a policy keeps from running is told of here, in whatever frame it was tried.
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI);
});
"""


def keep_case(path: Path, story: list[Findings]) -> Path:
    """Write the case of a story and return its path."""
    with Case.open_or_create(path) as case:
        case.extend([cut(one) for one in story], link(story), model="m1")
    return path


def find_addresses(path: Path) -> dict[str, str]:
    """Return an address of every page by its name, filled with ids of the case at `path`."""
    with Case.open(path) as case:
        said = next(iter(case.statements()))
        ids = {
            "report": said.report,
            "entry": said.id,
            "actor": next(iter(case.actors())).id,
        }
    return {page.name: page.path.replace("{id}", ids.get(page.name, said.id)) for page in pages()}


@contextmanager
def serve_case(path: Path) -> Iterator[str]:
    """Serve a case as `dateline open` does, and give the address that it tells, with its token."""
    command = [sys.executable, "-m", "dateline", "open", str(path), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            yield read_address(process)
        finally:
            process.terminate()


def read_address(process: subprocess.Popen[str]) -> str:
    """Return the address that `dateline open` tells."""
    assert process.stderr is not None
    told = ""
    while not (said := _SAYS.search(told)):
        line = process.stderr.readline()
        assert line, f"the reader ended: {told}"
        told += line
    return said[0]


def ask(
    told: str, path: str, *, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers by their names in lower case, and body of an answer; no redirect is followed."""
    connection = http.client.HTTPConnection(urlsplit(told).netloc, timeout=30)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@dataclass
class Watched:
    """A tab, and all that went wrong in it or led elsewhere: each test wants both lists empty.

    Attributes:
        page: The tab.
        home: The reader's address without token and final slash.
        problems: What the console, a script or the policy complained of.
        abroad: Requests to anything but the reader; none is let through.
    """

    page: Page
    home: str
    problems: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def visit(self, address: str, *, drawn: bool = False) -> None:
        """Go to a page of the reader; `drawn` waits until it has fetched all that it draws."""
        answer = self.page.goto(f"{self.home}{address}", wait_until="networkidle" if drawn else "load")
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"

    def check(self) -> None:
        """Hold that nothing went wrong so far."""
        violations: list[str] = self.page.evaluate("window.violations")
        assert (self.problems, violations, self.abroad) == ([], [], [])


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Give Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def watch(browser: Browser, told: str, **options: object) -> Iterator[Watched]:
    """Give a tab of a browser of its own, let in by the address that the reader told."""
    context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = context.new_page()
    parts = urlsplit(told)
    watched = Watched(page, f"{parts.scheme}://{parts.netloc}")

    def keep_in(route: Route) -> None:
        if route.request.url.startswith(f"{watched.home}/"):
            route.continue_()
        else:
            watched.abroad.append(route.request.url)
            route.abort()

    context.route(re.compile("^(?!data:)"), keep_in)
    context.add_init_script(_WATCH)
    page.on("console", lambda line: watched.problems.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: watched.problems.append(str(error)))
    page.goto(told)
    yield watched
    context.close()
