"""A real server, and visitors who sit at real browsers before it."""

import json
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).parents[2]
STATIC = ROOT / "bot/channels/web/static"
SUPPORT = "400-555-0100"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN_AXE = """async rules => {
    // A target that a bar covers by half is scrolled out of the way, not small.
    const bars = [...document.querySelectorAll(".top, .desk, dialog > button")];
    bars.forEach(bar => bar.style.position = "static");
    try { return await axe.run({runOnly: rules, resultTypes: ["violations"]}); }
    finally { bars.forEach(bar => bar.style.removeProperty("position")); }
}"""


@dataclass(frozen=True)
class Server:
    """Where its page is, and what it said last."""

    where: str
    log: Sequence[str]


@contextmanager
def serving(folder: Path) -> Iterator["Server"]:
    """Run the server on the demo cards."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")}
    settings = {
        "SIMCLINIC_DATABASE": f"sqlite:///{folder / 'cards.db'}",
        "SIMCLINIC_DEMO": "true",
        "SIMCLINIC_RATE_LIMIT": "100000",
        "SIMCLINIC_RECHARGE_URL": "https://pay.example/{iccid}",
        "SIMCLINIC_SUPPORT_CONTACT": SUPPORT,
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", "0"],
        cwd=folder,
        env={**outside, **settings, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert server.stderr is not None
    log = deque[str](maxlen=20)
    drain = Thread(target=log.extend, args=(server.stderr,))
    try:
        where = _address(server.stderr)
        drain.start()  # a full pipe would stop the server
        yield Server(where, log)
    finally:
        server.terminate()
        server.wait(20)
        if drain.is_alive():
            drain.join()
        server.stderr.close()


def _address(said: Iterable[str]) -> str:
    lines = []
    for line in said:
        if found := re.search(r"http://\S+(?=/)", line):
            return found[0]
        lines.append(line)
    raise AssertionError("".join(lines))


class Visitor:
    """Somebody at a browser of their own, and everything the browser complained about meanwhile."""

    def __init__(self, context: BrowserContext, where: str) -> None:
        self.where = where
        self.context = context
        self.complaints: list[str] = []
        self.sent: list[dict[str, Any]] = []
        context.on("request", self._asked)
        context.on("console", self._noted)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = context.new_page()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.where}/", "data:")):
            self.complaints.append(f"left the origin: {request.url}")
        if request.url.endswith("/web/messages"):
            self.sent.append(json.loads(request.post_data or "{}"))

    def _noted(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def expects(self, complaint: str) -> None:
        """Say that *complaint* belongs to the story: take it off the list, where it must be."""
        assert any(complaint in one for one in self.complaints), self.complaints
        self.complaints = [one for one in self.complaints if complaint not in one]

    def open(self) -> "Visitor":
        self.page.goto(self.where)
        expect(self.box).to_be_visible()
        return self

    @property
    def box(self) -> Locator:
        return self.page.locator("#box")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".answer")

    @property
    def mine(self) -> Locator:
        return self.page.locator(".mine")

    @property
    def last(self) -> Locator:
        return self.answers.last

    @property
    def verdict(self) -> Locator:
        return self.last.locator("h2.verdict")

    def say(self, text: str) -> None:
        """Type *text* and send it."""
        self.box.fill(text)
        self.box.press("Enter")

    def ask(self, text: str) -> Locator:
        """Send *text* and wait for its answer."""
        before = self.answers.count()
        self.say(text)
        expect(self.answers).to_have_count(before + 1)
        return self.last

    def answered_with(self, answer: dict[str, Any]) -> Locator:
        """Return *answer* as the page shows it, whatever the server would have said."""
        given = {"lang": "zh", "text": "", "blocks": [], "buttons": [], "diagnosis": None, **answer}
        self.page.route("**/web/messages", lambda route: route.fulfill(json={**given, "id": "x"}))
        shown = self.ask("8986")
        self.page.unroute("**/web/messages")
        return shown

    def fails_axe(self) -> list[str]:
        """Return what axe finds serious or critical."""
        # Evaluated through the debugger: the page's own policy lets nobody else put a script into it.
        self.page.evaluate(AXE)
        found = self.page.evaluate(_RUN_AXE, AXE_RULES)
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
            if violation["impact"] in {"serious", "critical"}
        ]
