"""Chromium over a pipe (its DevTools protocol), without any way to the network: whatever it loads, we hand to it.

The browser has a profile that lives as long as one capture: no cookies, no accounts, no downloads. Its proxy is a
closed port, so that what does not come through `answer` (sockets, calls between browsers) leads nowhere.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

WIDTH, HEIGHT = 1280, 900
TALLEST = 16_000
"""Pixels; what lies below is in the PDF and not in the picture."""
_PARALLEL = 4
"""Files of a page that are fetched at the same time: each may be large."""
_QUIET = 1.0
"""Seconds without any request after which a loaded page is taken to be complete."""
_MOST = 128 * 1024 * 1024
"""Bytes in which one picture, print or text may come."""
_TEXT = 8 * 1024 * 1024
"""Characters of the document's own text that are kept."""
FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--hide-scrollbars",
    "--dns-prefetch-disable",
    "--disable-features=HttpsUpgrades,OptimizationHints,MediaRouter,AutofillServerCommunication",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:1",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    f"--window-size={WIDTH},{HEIGHT}",
    "--lang=zh-CN",
)

_START = (
    "import fcntl, os, sys; a, b = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]); "
    "os.dup2(a, 3); os.dup2(b, 4); os.close(a); os.close(b); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Chromium reads its orders from descriptor 3 and answers on 4."""


class BrowserFailed(RuntimeError):  # noqa: N818 - the text is what the operator reads
    """Chromium is missing, ended, or did not answer: nothing is known about the page."""


class BrowserTooSlow(BrowserFailed):
    """The time for one capture is over."""


class BrowserTooFull(BrowserFailed):
    """The page makes more of itself than may be kept."""


class PageDidNotOpen(BrowserFailed):
    """The browser refuses the page; the text is its own code for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page wants to load."""

    url: str
    method: str
    headers: Mapping[str, str]
    document: bool
    """True for the page itself, at its first address or after a redirect; False for its parts and frames."""


@dataclass(frozen=True, slots=True)
class Given:
    """What it gets; `status` 0 when nothing is given."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


NOTHING = Given(0)


@dataclass(slots=True)
class Looked:
    """The page as it was shown: its last address, title, text of the document, picture (PNG) and print (PDF)."""

    url: str
    title: str
    dom: str
    picture: bytes
    print: bytes
    height: int
    settled: bool
    messages: list[str] = field(default_factory=list)


def version() -> str:
    """The browser's own name and version. Raises `BrowserFailed` when there is none."""
    try:
        done = subprocess.run([_program(), "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        message = f"Chromium does not start: {error}"
        raise BrowserFailed(message) from error
    return done.stdout.strip()


def sandboxed() -> bool:
    """Whether pages run in Chromium's sandbox: it refuses to build one for the machine's superuser."""
    return os.geteuid() != 0


def _program() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        message = "Chromium is not installed on this machine (Debian package: chromium)"
        raise BrowserFailed(message)
    return found


class Chromium:
    """One browser for one page, for at most `seconds`. Use as a context: it ends with it, whatever happens.

    `answer` is called from several threads at once; it may still be at work when the context has ended.
    """

    def __init__(self, answer: Callable[[Asked], Given], seconds: float) -> None:
        self._answer = answer
        self._until = time.monotonic() + seconds
        self._number = 0
        self._buffer = bytearray()
        self._results: dict[int, dict[str, Any]] = {}
        self._loaded = False
        self._last = time.monotonic()
        self._frame = ""
        self._fetching = 0
        self._fetched: SimpleQueue[tuple[str, str, Future[Given]]] = SimpleQueue()

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="capture-", ignore_cleanup_errors=True)
        command = [_program(), *FLAGS, f"--user-data-dir={self._home.name}"]
        if not sandboxed():
            command.append("--no-sandbox")
        down, self._to = os.pipe()
        self._from, up = os.pipe()
        line = [sys.executable, "-I", "-c", _START, str(down), str(up), *command]
        quiet = subprocess.DEVNULL
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": self._home.name, "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            line,
            pass_fds=(down, up),
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env=environment,
            start_new_session=True,
            cwd=self._home.name,
        )
        os.close(down)
        os.close(up)
        self._hands = ThreadPoolExecutor(_PARALLEL, "capture")
        self._bell, self._rung = socket.socketpair()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        self._process.wait(10)
        self._hands.shutdown(wait=False, cancel_futures=True)
        self._bell.close()
        self._rung.close()
        os.close(self._to)
        os.close(self._from)
        self._home.cleanup()

    def look(self, url: str) -> Looked:
        """Open `url`, wait until the page is quiet, and take it. Raises `BrowserFailed`."""
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self._ask("Browser.setDownloadBehavior", {"behavior": "deny"})
        self._watch(session)
        for order in ("Page.enable", "Runtime.enable"):
            self._ask(order, session=session)
        self._frame = self._ask("Page.getFrameTree", session=session)["frameTree"]["frame"]["id"]
        went = self._ask("Page.navigate", {"url": url}, session)
        if went.get("errorText"):
            raise PageDidNotOpen(went["errorText"])
        settled = self._settle()
        return self._take(session, settled=settled)

    def _watch(self, session: str) -> None:
        """Everything that this page, its frames and its workers load is asked for here."""
        self._ask("Fetch.enable", {"patterns": [{"urlPattern": "*"}]}, session)
        self._ask(
            "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}, session
        )

    def _settle(self) -> bool:
        """Wait until the page has loaded and is quiet; False when it never became so in half of the time."""
        patience = time.monotonic() + max(1.0, (self._until - time.monotonic()) / 2)
        while time.monotonic() < patience:
            self._hear(0.2)
            if self._loaded and not self._fetching and time.monotonic() - self._last > _QUIET:
                return True
        return False

    def _take(self, session: str, *, settled: bool) -> Looked:
        size = self._ask("Page.getLayoutMetrics", session=session)["cssContentSize"]
        height = max(1, min(int(size["height"]), TALLEST))
        clip = {"x": 0, "y": 0, "width": max(1, min(int(size["width"]), 2 * WIDTH)), "height": height, "scale": 1}
        shot = {"format": "png", "captureBeyondViewport": True, "clip": clip}
        picture = b64decode(self._ask("Page.captureScreenshot", shot, session)["data"])
        printed = b64decode(self._ask("Page.printToPDF", {"printBackground": True}, session)["data"])
        text = f"document.documentElement.outerHTML.slice(0, {_TEXT})"
        told = f"JSON.stringify([location.href, document.title, {text}])"
        # In a world of its own: what the page has made of `JSON` or `document.title` in its world does not speak here.
        world = self._ask("Page.createIsolatedWorld", {"frameId": self._frame}, session)["executionContextId"]
        asked = {"expression": told, "returnByValue": True, "contextId": world}
        found = self._ask("Runtime.evaluate", asked, session)
        address, title, dom = json.loads(found["result"]["value"])
        return Looked(address, title, dom, picture, printed, height, settled)

    def _ask(self, method: str, parameters: Mapping[str, Any] | None = None, session: str = "") -> dict[str, Any]:
        number = self._order(method, parameters, session)
        while number not in self._results:
            self._hear(0.2)
        answer = self._results.pop(number)
        if "error" in answer:
            message = f"{method}: {answer['error'].get('message', '')}"
            raise BrowserFailed(message)
        return dict(answer["result"])

    def _order(self, method: str, parameters: Mapping[str, Any] | None, session: str) -> int:
        self._number += 1
        order: dict[str, Any] = {"id": self._number, "method": method, "params": parameters or {}}
        if session:
            order["sessionId"] = session
        data = json.dumps(order).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self._to, data) :]
        except OSError as error:
            raise BrowserFailed(str(error)) from error
        return self._number

    def _hear(self, seconds: float) -> None:
        """Read what the browser says for at most `seconds`; events are dealt with as they come."""
        if time.monotonic() > self._until:
            message = "the time for one capture is over"
            raise BrowserTooSlow(message)
        bell = self._rung.fileno()
        heard = select.select([self._from, bell], [], [], seconds)[0]
        if bell in heard:
            self._hand_over()
        if self._from not in heard:
            return
        data = os.read(self._from, 1 << 20)
        if not data:
            message = "Chromium ended by itself"
            raise BrowserFailed(message)
        self._buffer += data
        if len(self._buffer) > _MOST:
            message = f"more than {_MOST} bytes in one piece"
            raise BrowserTooFull(message)
        if b"\0" not in data:
            return
        *whole, self._buffer = self._buffer.split(b"\0")
        for text in whole:
            said = json.loads(text)
            if "id" in said:
                self._results[said["id"]] = said
            else:
                self._event(said["method"], said["params"], said.get("sessionId", ""))

    def _event(self, name: str, said: dict[str, Any], session: str) -> None:
        if name == "Fetch.requestPaused":
            self._give(said, session)
        elif name == "Target.attachedToTarget":
            inner = said["sessionId"]
            self._order("Fetch.enable", {"patterns": [{"urlPattern": "*"}]}, inner)
            self._order(
                "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}, inner
            )
            self._order("Runtime.runIfWaitingForDebugger", None, inner)
        elif name == "Page.loadEventFired":
            self._loaded, self._last = True, time.monotonic()
        elif name == "Page.javascriptDialogOpening":
            self._order("Page.handleJavaScriptDialog", {"accept": False}, session)

    def _give(self, said: dict[str, Any], session: str) -> None:
        request = said["request"]
        main = said.get("resourceType") == "Document" and said.get("frameId") == self._frame
        asked, place = Asked(request["url"], request["method"], request["headers"], main), said["requestId"]
        self._fetching += 1
        self._last = time.monotonic()
        self._hands.submit(self._answer, asked).add_done_callback(lambda done: self._ring(place, session, done))

    def _ring(self, place: str, session: str, done: Future[Given]) -> None:
        """Called in the thread that fetched: the browser is told by the one thread that speaks to it."""
        self._fetched.put((place, session, done))
        with suppress(OSError):
            self._bell.send(b".")

    def _hand_over(self) -> None:
        self._rung.recv(4096)
        while not self._fetched.empty():
            place, session, done = self._fetched.get()
            self._fetching -= 1
            self._last = time.monotonic()
            self._tell(place, session, done.result())

    def _tell(self, place: str, session: str, given: Given) -> None:
        if not given.status:
            self._order("Fetch.failRequest", {"requestId": place, "errorReason": "BlockedByClient"}, session)
            return
        headers = [{"name": name, "value": value} for name, value in given.headers]
        body = b64encode(given.body).decode()
        order = {"requestId": place, "responseCode": given.status, "responseHeaders": headers, "body": body}
        self._order("Fetch.fulfillRequest", order, session)
