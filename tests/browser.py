"""A real browser for tests: Chromium, spoken to over a pipe in the DevTools protocol, nothing installed.

The page under test is a file; the browser gets no network. Where there is no Chromium the tests that need
it are skipped.
"""

import base64
import fcntl
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the browser's path, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Tab:
    """One page, `width` by `height` CSS pixels; `problems` holds what the browser complained of."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to, self._from = to_browser, from_browser
        self._rest, self._number, self._session = b"", 0, ""
        self.problems: list[str] = []
        self.requests: list[str] = []

    def open_tab(self) -> None:
        """Make the tab and listen to what it says."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def set_size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Set the size of the window and the colour scheme the reader prefers."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])

    def show(self, page: Path, fragment: str = "") -> None:
        """Load a file and wait until it is there."""
        address = page.resolve().as_uri() + fragment
        self._call("Page.navigate", url=address)
        # Until the new page is there the old one answers, and it is complete.
        while self.ask("[document.readyState, location.href]") != ["complete", address]:
            self.ask("new Promise(done => setTimeout(done, 20))")
        self.settle()

    def settle(self) -> None:
        """Wait until what was changed is drawn."""
        self.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    def ask(self, expression: str) -> Any:
        """Return what a JavaScript expression comes to, as JSON."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key such as "Tab" or "Enter" and let it go."""
        code = {"Tab": 9, "Enter": 13}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            event = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}
            self._call("Input.dispatchKeyEvent", **event, **(text if kind == "keyDown" else {}))

    def photograph(self, target: Path) -> None:
        """Write what the window shows as PNG."""
        target.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"]))

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._from, 1 << 16)
            if not chunk:
                raise AssertionError("the browser went away")
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def _note(self, event: dict[str, Any]) -> None:
        method, told = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.problems.append(str(told["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.problems.append(str(told["entry"]["text"]))
        elif method == "Network.requestWillBeSent":
            self.requests.append(str(told["request"]["url"]))


@contextmanager
def open_browser(chromium: str) -> Iterator[Tab]:
    """Start a browser with a profile of its own, and end it."""
    arguments = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for_browser, to_browser = map(_lift, os.pipe())
        from_browser, by_browser = map(_lift, os.pipe())
        # The protocol is read from descriptor 3 and written to 4.
        process = os.posix_spawn(
            chromium,
            [*arguments, f"--user-data-dir={profile}"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, for_browser, 3),
                (os.POSIX_SPAWN_DUP2, by_browser, 4),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        os.close(for_browser)
        os.close(by_browser)
        try:
            tab = Tab(to_browser, from_browser)
            tab.open_tab()
            yield tab
        finally:
            os.close(to_browser)
            os.close(from_browser)
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)


def _lift(descriptor: int) -> int:
    """Return the same end of a pipe under a number that nothing else here asks for."""
    lifted = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return lifted
