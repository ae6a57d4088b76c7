"""The staff page in a real browser."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import anyio
import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.domain.cases import NUMBER
from bot.domain.message import Person
from bot.domain.roles import Role
from bot.store.database import open_store
from tests.web.browser import CHROMIUM, FLAGS, ROOT, Server, Visitor, serving
from tests.web.clinic import NOON

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM}: apt-get install chromium")

QUOTA = "89861125021012300146"
NARROW, WIDE = (320, 640), (1280, 800)
SECTIONS = ("look-up", "cases", "lists", "what-if", "replay", "stats", "audit", "notices")
PATIENCE = 20_000  # milliseconds: a busy machine is slow, not broken
HOSTILE = "<img src=x onerror=alert(1)>"
DROPPED = """([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""

Seat = Callable[..., Visitor]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as running:
        # The browser's own loop runs in this thread.
        hiring = Thread(target=anyio.run, args=(_appoint, folder / "cards.db"))
        hiring.start()
        hiring.join()
        yield running


async def _appoint(database: Path) -> None:
    async with open_store(database) as store:
        for role in (Role.AGENT, Role.ADMIN):
            await store.staff.accept(await store.staff.invite(role, NOON), Person("telegram", str(role)), NOON)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def link(folder: Path, where: str, role: Role) -> str:
    """Return the address that the command line gives."""
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")},
        "SIMCLINIC_DATABASE": f"sqlite:///{folder / 'cards.db'}",
        "SIMCLINIC_PUBLIC_URL": where,
        "PYTHONPATH": str(ROOT),
    }
    typed = [sys.executable, "-m", "bot", "desk", "link", "--as", f"telegram:{role}"]
    return subprocess.run(typed, env=env, cwd=folder, capture_output=True, check=True, encoding="utf-8").stdout.strip()


@pytest.fixture
def seat(browser: Browser, server: Server, folder: Path) -> Iterator[Seat]:
    """Seat one of the staff, signed in by a link; no browser may have complained by the end."""
    seated: list[Visitor] = []

    def sit(
        role: Role = Role.ADMIN, lang: str = "zh", size: tuple[int, int] = WIDE, *, dark: bool = False, **more: Any
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale={"zh": "zh-CN", "en": "en-GB"}[lang],
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **more,
        )
        seated.append(Visitor(context, server.where))
        seated[-1].page.goto(link(folder, server.where, role))
        expect(seated[-1].page.locator("#inside")).to_be_visible()
        return seated[-1]

    yield sit
    complaints = [visitor.complaints for visitor in seated]
    for visitor in seated:
        visitor.context.close()
    assert not any(complaints), (complaints, *server.log)


def go(visitor: Visitor, section: str) -> None:
    visitor.page.locator(f"[data-go={section}]").click()
    expect(visitor.page.locator(f"#{section}")).to_be_visible()


def fill(visitor: Visitor, section: str, **fields: str) -> None:
    """Open *section*, fill its form in and send it from the keyboard."""
    go(visitor, section)
    for name, value in fields.items():
        visitor.page.locator(f"#{section} [name={name}]").fill(value)
    visitor.page.locator(f"#{section} form button").press("Enter")


def test_the_link_signs_in_once_and_leaves_the_address(seat: Seat, server: Server, folder: Path) -> None:
    anna = seat()
    assert anna.page.url == f"{server.where}/desk"
    expect(anna.page.locator("#who")).to_have_text("telegram:admin · 管理员")
    anna.page.reload()
    expect(anna.page.locator("#inside")).to_be_visible()
    once = link(folder, server.where, Role.AGENT)
    boris = seat(Role.AGENT)
    with boris.page.expect_response("**/desk/start*"):  # it says the same before
        boris.page.goto(once)
    expect(boris.page.locator("#who")).to_have_text("telegram:agent · 客服")
    boris.page.locator("#sign-out").click()
    expect(boris.page.locator("#inside")).to_be_hidden()
    boris.page.goto(once.replace("#", "?again#"))
    expect(boris.page.locator("#problem")).to_contain_text("这个链接用不了了")
    boris.expects("403")


def test_a_role_sees_the_sections_that_it_may_use(seat: Seat) -> None:
    shown = [
        [section for section in SECTIONS if visitor.page.locator(f"[data-go={section}]").is_visible()]
        for visitor in (seat(Role.AGENT), seat(Role.ADMIN))
    ]
    assert shown == [list(SECTIONS[:5]), list(SECTIONS)]


def test_a_card_is_looked_up_supposed_and_replayed(seat: Seat) -> None:
    anna = seat(Role.AGENT)
    fill(anna, "look-up", text=QUOTA)
    expect(anna.page.locator("#look-up .verdict").first).to_contain_text("信控停用")
    expect(anna.page.locator("#look-up .facts").first).to_contain_text(QUOTA)
    fill(anna, "what-if", number=QUOTA, day="2027-03-03")
    expect(anna.page.locator("#what-if .result")).to_contain_text("2027年3月3日")
    fill(anna, "replay", about=QUOTA)
    expect(anna.page.locator("#replay .result")).to_contain_text("telegram:agent")


def test_a_notice_is_posted_as_written_and_withdrawn(seat: Seat) -> None:
    anna = seat(lang="en")
    fill(anna, "notices", zh="今天慢", en=HOSTILE)
    expect(anna.page.locator("#status")).to_have_text("Posted. Every affected answer carries it from now on.")
    expect(anna.page.locator("#notices .posted li")).to_contain_text(HOSTILE)
    fill(anna, "look-up", text=QUOTA)
    expect(anna.page.locator("#look-up .result")).to_contain_text(HOSTILE)
    go(anna, "notices")
    anna.page.locator("#notices .posted button").click()
    expect(anna.page.locator("#notices .result")).to_have_text("No notice is posted")


def test_the_figures_are_a_chart_and_a_table_that_says_the_same(seat: Seat) -> None:
    anna = seat()
    fill(anna, "look-up", text=QUOTA)
    expect(anna.page.locator("#look-up .verdict").first).to_be_visible()
    go(anna, "stats")
    bars, tables = anna.page.locator("#stats .chart rect"), anna.page.locator("#stats table")
    expect(bars).to_have_count(7)
    expect(tables.nth(1).locator("tbody tr")).to_have_count(7)
    assert float(bars.last.get_attribute("height") or 0) > 0
    anna.page.locator("#stats select").select_option("30")
    anna.page.locator("#stats form button").click()
    expect(bars).to_have_count(30)
    with anna.page.expect_download() as saved:
        anna.page.locator("#stats a").click()
    assert "look_ups" in saved.value.path().read_text(encoding="utf-8")


def test_the_trail_says_who_did_what(seat: Seat) -> None:
    anna = seat()
    fill(anna, "audit", who="telegram:admin")
    expect(anna.page.locator("#audit tbody tr").first).to_contain_text("telegram:admin")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_use_it(seat: Seat, lang: str, *, dark: bool) -> None:
    anna = seat(lang=lang, size=NARROW, dark=dark)
    fill(anna, "look-up", text=QUOTA)
    expect(anna.page.locator("#look-up .verdict").first).to_be_visible()
    for section in SECTIONS:
        go(anna, section)
        if section in {"stats", "audit"}:
            anna.page.locator(f"#{section} form button").click()
            expect(anna.page.locator(f"#{section} table").first).to_be_visible()
        assert anna.fails_axe() == []
        assert anna.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
        assert anna.page.evaluate("document.activeElement !== null")


def asks_for_a_person(server: Server, user: str) -> str:
    """Have somebody ask for a person over the API. Return the case's number."""
    for words in (QUOTA, f"找人工 {HOSTILE}"):
        answer = httpx.post(f"{server.where}/api/v1/messages", json={"user": user, "text": words, "lang": "zh"})
    return str(NUMBER.findall(answer.json()["text"])[0])


def fetched(server: Server, user: str) -> str:
    answer = httpx.post(f"{server.where}/api/v1/messages", json={"user": user, "text": "↻", "lang": "zh"})
    return str(answer.json()["text"])


def test_a_case_goes_its_whole_way_at_the_page(seat: Seat, server: Server) -> None:
    number = asks_for_a_person(server, "li")
    anna = seat(Role.AGENT)
    go(anna, "cases")
    expect(anna.page.locator("#to-be-answered")).to_have_text("等回复：1")
    expect(anna.page.locator("#all-cases li")).to_contain_text("等回复 · 没人接")
    anna.page.locator(f"#all-cases a[href='#case={number}']").press("Enter")
    expect(anna.page.locator("#case-talk [data-kind=context]")).to_contain_text("信控停用")
    anna.page.locator("[data-move=claim] button").click()
    expect(anna.page.locator("#case-about")).to_contain_text("已接")
    anna.page.locator("#case-canned summary").click()
    anna.page.locator("#case-canned button").first.click()
    box = anna.page.locator("[data-move=answer] textarea")
    expect(box).to_be_focused()
    box.press("Enter")
    expect(anna.page.locator("#case-talk [data-kind=answer]")).to_contain_text("对方下次说话时送到")
    expect(box).to_have_value("")
    assert "不是欠费" in fetched(server, "li")
    expect(anna.page.locator("#case-talk [data-kind=answer]")).to_contain_text("已送到")  # seen without a press
    anna.page.locator("[data-move=close] button").click()
    expect(anna.page.locator("#case-about")).to_contain_text("已结束")
    expect(box).to_be_hidden()
    anna.page.go_back()
    expect(anna.page.locator("#all-cases li")).to_have_count(0)
    anna.page.locator("[name=closed]").check()
    expect(anna.page.locator("#all-cases li")).to_have_count(1)


def test_a_link_leads_to_a_case_and_a_refusal_is_said_beside_it(seat: Seat, server: Server) -> None:
    number = asks_for_a_person(server, "wang")
    anna, boris = seat(lang="en", size=NARROW), seat(Role.AGENT, lang="en", size=NARROW, dark=True)
    for visitor in (anna, boris):
        visitor.page.goto(f"{server.where}/desk#case={number}")
        expect(visitor.page.locator("#case-talk [data-kind=context]")).to_be_visible()
        assert visitor.fails_axe() == []
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    anna.page.locator("[data-move=claim] button").click()
    expect(boris.page.locator("#case-about")).to_contain_text("Taken · telegram:admin")
    boris.page.locator("[data-move=answer] textarea").fill(HOSTILE)
    boris.page.locator("[data-move=answer] button").click()
    expect(boris.page.locator("#case-problem")).to_contain_text("This case is somebody else's")
    expect(boris.page.locator("[data-move=answer] textarea")).to_have_value(HOSTILE)
    boris.expects("409")


def test_a_language_is_chosen(seat: Seat) -> None:
    anna = seat()
    anna.page.locator("[data-lang=en]").click()
    expect(anna.page.locator("#sign-out")).to_have_text("Sign out")
    expect(anna.page.locator("html")).to_have_attribute("lang", "en")
    fill(anna, "look-up", text=QUOTA)
    expect(anna.page.locator("#look-up .verdict").first).to_contain_text("Data used up")


def test_who_is_not_signed_in_is_told_how(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.where}/desk")
    expect(page.locator("#problem")).to_contain_text("Send /desk to the bot")
    expect(page.locator("#inside")).to_be_hidden()
    context.close()


def test_a_list_is_dropped_followed_and_saved(seat: Seat, tmp_path: Path) -> None:
    anna, cards = seat(Role.AGENT, size=NARROW, lang="en"), tmp_path / "cards.csv"
    cards.write_text(f"iccid\n{QUOTA}\nnobody's\n", encoding="utf-8")
    go(anna, "lists")
    anna.page.locator("#lists input[type=file]").set_input_files(cards)
    anna.page.locator("#lists form button").click()
    expect(anna.page.locator("#all-lists .verdict")).to_be_visible()
    expect(anna.page.locator("#all-lists")).to_contain_text("Data used up")
    assert anna.fails_axe() == []
    assert anna.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    with anna.page.expect_download() as saved:
        anna.page.locator("#all-lists a").click()
    assert saved.value.suggested_filename == "cards.checked.xlsx"
    assert saved.value.path().read_bytes().startswith(b"PK")
    anna.page.locator("[data-lang=zh]").click()
    expect(anna.page.locator("#all-lists")).to_contain_text("信控停用")
    anna.page.locator("#all-lists [data-end]").click()
    expect(anna.page.locator("#all-lists li")).to_have_count(0)
    go(anna, "look-up")
    anna.page.evaluate(DROPPED, ["more.csv", "no numbers here"])  # anywhere on the page
    expect(anna.page.locator("#all-lists .problem")).to_contain_text("more.csv")
