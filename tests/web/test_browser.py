"""The page in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, Route, expect, sync_playwright

from tests.web.browser import CHROMIUM, FLAGS, STATIC, SUPPORT, Server, Visitor, serving

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM}: apt-get install chromium")

PHONE, SMALL = PHONES = (360, 740), (320, 640)
DESK, LOW = (1280, 800), (1000, 480)
QUOTA = "89861125021012300146"
CARRIER = "89861125021012300286"
TWO_CAUSES = "898604C1025078900027"
WELL = "89860625021045600014"
PARTLY = "89860625021045600089"
CANCELLED = "89861125021012300393"
NOBODY_KNOWS = "89860625021045600469"
UNKNOWN = "8986117700145061009"
MESSAGES = "**/web/messages"
PATIENCE = 20_000  # milliseconds: a busy machine is slow, not broken
HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'

Visit = Callable[..., Visitor]


def _held_once() -> Callable[[Route], None]:
    """Return what lets the first request wait for good."""
    held: list[Route] = []

    def handle(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    return handle


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Seat a visitor at a browser of their own; none may have complained by the end."""
    visitors: list[Visitor] = []

    def seat(lang: str = "zh", size: tuple[int, int] = DESK, *, dark: bool = False, **more: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale={"zh": "zh-CN", "en": "en-GB"}[lang],
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            has_touch=size in PHONES,
            is_mobile=size in PHONES,
            **more,
        )
        visitors.append(Visitor(context, server.where))
        return visitors[-1]

    yield seat
    complaints = [visitor.complaints for visitor in visitors]
    for visitor in visitors:
        visitor.context.close()
    assert not any(complaints), (complaints, *server.log)


# What a person does


def test_a_demo_card_is_one_tap_away(visit: Visit) -> None:
    anna = visit(size=PHONE).open()
    anna.page.locator(f"[data-iccid='{QUOTA}']").tap()
    expect(anna.verdict).to_contain_text("信控停用")
    expect(anna.mine).to_contain_text(QUOTA)
    expect(anna.page.locator("#welcome")).to_be_hidden()
    assert [sent["text"] for sent in anna.sent] == [QUOTA]


def test_demo_cards_stand_in_groups_that_fold(visit: Visit) -> None:
    anna = visit("en").open()
    groups = anna.page.locator("#welcome details")
    names = groups.locator("summary span:first-child").all_inner_texts()
    assert names[0] == "Data used up"
    assert len(names) == len(set(names)) == 8
    tile = groups.nth(1).locator("button").first
    expect(tile).to_be_hidden()
    groups.nth(1).locator("summary").click()
    expect(tile).to_be_visible()


def test_demo_cards_can_be_reached_later(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(QUOTA)
    opener = anna.page.locator("#demo-open")
    opener.click()
    expect(anna.page.get_by_role("dialog")).to_be_visible()
    anna.page.keyboard.press("Escape")
    expect(anna.page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    anna.page.locator("dialog button[data-iccid]").nth(2).click()
    expect(anna.answers).to_have_count(2)
    expect(anna.page.get_by_role("dialog")).to_be_hidden()


def test_an_own_number_may_be_typed_as_it_is_printed(visit: Visit) -> None:
    anna = visit("en").open()
    anna.ask(f"{CARRIER[:4]} {CARRIER[4:10]}-{CARRIER[10:]}")
    expect(anna.verdict).to_contain_text("Blocked by the carrier")
    expect(anna.last.locator("ol.steps > li")).to_have_count(3)
    expect(anna.last.locator("ol.steps > li").first).to_have_text(
        "Send your seller the full card number and the device's IMEI."
    )


def test_one_of_two_ways_is_not_numbered(visit: Visit) -> None:
    ways = visit().open().ask(QUOTA).locator("ul.ways > li")
    expect(ways.locator("strong")).to_have_text(["办法一", "办法二"])


def test_a_list_may_be_pasted(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(f"{QUOTA}\n{WELL}\n{UNKNOWN}")
    expect(anna.last.locator("ul.found > li")).to_have_count(3)
    expect(anna.last.locator("figure")).to_have_count(0)
    anna.last.get_by_role("button").first.click()
    expect(anna.answers).to_have_count(2)
    expect(anna.verdict).to_contain_text("信控停用")


def test_an_unknown_number_gets_an_answer_without_a_strip(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(UNKNOWN)
    expect(anna.verdict).to_contain_text("没查到 8986 1177 0014 5061 009")
    expect(anna.last.locator("figure")).to_have_count(0)


def test_a_button_is_sent_as_the_persons_own_words(visit: Visit) -> None:
    anna = visit("en").open()
    anna.ask(QUOTA).get_by_role("button", name="Talk to a person").click()
    expect(anna.mine.last).to_contain_text("Talk to a person")
    expect(anna.answers).to_have_count(2)


def test_a_link_opens_beside_the_talk(visit: Visit) -> None:
    link = visit("en").open().ask(QUOTA).get_by_role("link")
    expect(link).to_have_accessible_name("Buy an add-on (opens a new window)")
    expect(link).to_have_attribute("href", f"https://pay.example/{QUOTA}")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_who_to_call_stands_on_the_page(visit: Visit) -> None:
    expect(visit("en").open().page.locator("#support")).to_have_text(f"Talk to a person: {SUPPORT}")


def test_starting_over_clears_the_talk_for_good(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(QUOTA)
    anna.page.locator("#over").click()
    expect(anna.mine).to_have_count(0)
    expect(anna.page.locator("#welcome")).to_be_visible()
    anna.page.reload()
    expect(anna.page.locator("#welcome")).to_be_visible()
    expect(anna.answers).to_have_count(0)


# The life of a card


@pytest.mark.parametrize(
    ("lang", "here", "named"), [("zh", "已停用", "已停用"), ("en", "Suspended", "suspended (已停用)")]
)
def test_the_strip_shows_where_the_card_is(visit: Visit, lang: str, here: str, named: str) -> None:
    strip = visit(lang).open().ask(QUOTA).get_by_role("figure")
    expect(strip.locator("li[aria-current=step]")).to_have_text(here)
    expect(strip.locator(".stations li")).to_have_count(6)
    expect(strip.locator("strong")).to_have_text(named)


def test_the_strip_tells_today_and_the_days_to_come(visit: Visit) -> None:
    anna = visit("en").open()
    with anna.page.expect_response(MESSAGES) as response:
        anna.ask(QUOTA)
    events = response.value.json()["diagnosis"]["events"]
    rows = anna.last.locator(".dates li")
    expect(rows).to_have_count(1 + len(events))
    expect(rows.first).to_contain_text("today")
    shown = [row.get_attribute("datetime") for row in rows.locator("time").all()]
    assert shown[1:] == [event["on"] for event in events]
    expect(rows.last).to_contain_text(f"plan ends · in {events[-1]['days_left']} days")


def test_every_known_state_has_its_place(visit: Visit) -> None:
    anna = visit().open()
    for card, here in [(WELL, "使用中"), (PARTLY, "使用中"), (CANCELLED, "已销户")]:
        expect(anna.ask(card).locator("li[aria-current=step]")).to_have_text(here)
    expect(anna.ask(NOBODY_KNOWS).locator("figure")).to_have_count(0)


# Copying


def test_the_full_number_is_copied(visit: Visit) -> None:
    anna = visit(permissions=["clipboard-read", "clipboard-write"]).open()
    button = anna.ask(CARRIER).get_by_role("button", name="复制完整卡号")
    button.click()
    expect(anna.page.get_by_role("status")).to_have_text("已复制")
    assert anna.page.evaluate("navigator.clipboard.readText()") == CARRIER
    expect(anna.answers).to_have_count(1)


def test_every_card_can_be_copied(visit: Visit) -> None:
    anna = visit("en", permissions=["clipboard-read", "clipboard-write"]).open()
    anna.ask(QUOTA).get_by_role("button", name="Copy number").click()
    expect(anna.last.get_by_role("button", name="Copied")).to_be_visible()
    assert anna.page.evaluate("navigator.clipboard.readText()") == QUOTA


def test_without_a_clipboard_the_number_is_sent_for(visit: Visit) -> None:
    anna = visit()
    anna.context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    anna.open().ask(CARRIER).get_by_role("button", name="复制完整卡号").click()
    expect(anna.answers).to_have_count(2)
    expect(anna.last).to_contain_text(CARRIER)


# Two languages


@pytest.mark.parametrize(
    ("lang", "tag", "title", "box"),
    [("zh", "zh-CN", "卡诊所", "卡号或问题"), ("en", "en", "SIM Clinic", "Card number or question")],
)
def test_the_page_speaks_the_browsers_language(visit: Visit, lang: str, tag: str, title: str, box: str) -> None:
    anna = visit(lang).open()
    expect(anna.page.locator("html")).to_have_attribute("lang", tag)
    assert anna.page.title().startswith(title)
    assert anna.page.locator("meta[name=description]").get_attribute("content")
    expect(anna.box).to_have_accessible_name(box)
    anna.ask(QUOTA)
    expect(anna.last).to_have_attribute("lang", tag)
    empty = "els => els.filter(el => !el.textContent.trim()).map(el => el.dataset.say)"
    assert anna.page.locator("[data-say]:visible").evaluate_all(empty) == []


def test_the_chosen_language_is_remembered(visit: Visit) -> None:
    anna = visit("zh").open()
    anna.ask(QUOTA)
    anna.page.get_by_role("button", name="English").click()
    expect(anna.box).to_have_accessible_name("Card number or question")
    expect(anna.page.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "true")
    expect(anna.answers.first).to_have_attribute("lang", "zh-CN")
    anna.ask(QUOTA)
    expect(anna.verdict).to_contain_text("Data used up")
    anna.page.reload()
    expect(anna.answers).to_have_count(2)
    expect(anna.box).to_have_accessible_name("Card number or question")
    anna.ask(CARRIER)
    expect(anna.verdict).to_contain_text("Blocked by the carrier")


def test_a_language_asked_for_in_the_talk_is_the_pages_from_then_on(visit: Visit) -> None:
    anna = visit("zh").open()
    anna.ask("English")
    expect(anna.box).to_have_accessible_name("Card number or question")
    anna.ask(QUOTA)
    expect(anna.last).to_have_attribute("lang", "en")


def test_a_question_in_another_language_is_answered_in_it(visit: Visit) -> None:
    anna = visit("zh").open()
    anna.ask(f"why is my card dead? {QUOTA}")
    expect(anna.last).to_have_attribute("lang", "en")
    expect(anna.last.locator("li[aria-current=step]")).to_have_text("Suspended")
    expect(anna.box).to_have_accessible_name("卡号或问题")
    anna.last.get_by_role("button", name="Check again").click()
    expect(anna.answers).to_have_count(2)
    expect(anna.last).to_have_attribute("lang", "en")
    anna.ask(CARRIER)
    expect(anna.last).to_have_attribute("lang", "zh-CN")
    anna.page.get_by_role("button", name="English").click()
    anna.ask(f"我的卡{CARRIER}怎么了")
    expect(anna.last).to_have_attribute("lang", "zh-CN")


def test_what_is_quoted_has_a_language_of_its_own(visit: Visit) -> None:
    quoted = {"type": "title", "text": "Blocked by the carrier", "light": "🔴"}
    quote = {"type": "quote", "label": "可直接转发", "lang": "en", "blocks": [quoted]}
    shown = visit("zh").open().answered_with({"blocks": [{"type": "title", "text": "异常停用", "light": "🔴"}, quote]})
    expect(shown.locator("blockquote")).to_have_attribute("lang", "en")
    expect(shown.locator("blockquote h3")).to_contain_text("Blocked by the carrier")


# Once, whatever happens


def test_what_is_tapped_twice_is_sent_once(visit: Visit) -> None:
    anna = visit().open()
    anna.page.locator(f"[data-iccid='{QUOTA}']").evaluate("tile => { tile.click(); tile.click(); }")
    expect(anna.answers).to_have_count(1)
    anna.box.fill(CARRIER)
    anna.page.get_by_role("button", name="发送").dblclick()
    expect(anna.answers).to_have_count(2)
    anna.box.fill(WELL)
    anna.box.press("Enter")
    anna.box.press("Enter")
    expect(anna.answers).to_have_count(3)
    assert [sent["text"] for sent in anna.sent] == [QUOTA, CARRIER, WELL]
    assert len({sent["id"] for sent in anna.sent}) == 3


def test_nothing_is_sent_for_an_empty_box(visit: Visit) -> None:
    anna = visit().open()
    anna.say("  ")
    anna.ask(QUOTA)
    assert len(anna.sent) == 1


def test_without_a_network_it_waits_and_goes_out_by_itself(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(WELL)
    anna.context.set_offline(offline=True)
    expect(anna.page.locator("#offline")).to_be_visible()
    anna.say(QUOTA)
    expect(anna.page.locator(".unsent")).to_contain_text("没发出去")
    anna.page.get_by_role("button", name="重试").click()
    expect(anna.page.locator(".unsent")).to_be_visible()
    anna.context.set_offline(offline=False)
    expect(anna.verdict).to_contain_text("信控停用")
    expect(anna.mine).to_have_count(2)
    expect(anna.page.locator("#offline")).to_be_hidden()
    assert len(anna.sent) > 2
    assert len({sent["id"] for sent in anna.sent}) == 2
    anna.expects("ERR_INTERNET_DISCONNECTED")


def test_what_the_server_could_not_do_is_said_and_tried_again(visit: Visit) -> None:
    anna = visit("en").open()
    told = {"error": "source_unavailable", "message": "Ask again in a minute"}
    anna.page.route(MESSAGES, lambda route: route.fulfill(status=503, json=told), times=1)
    anna.say(QUOTA)
    expect(anna.page.locator(".unsent")).to_contain_text("Ask again in a minute")
    anna.page.get_by_role("button", name="Try again").click()
    expect(anna.verdict).to_contain_text("Data used up")
    expect(anna.mine).to_have_count(1)
    assert anna.sent[0] == anna.sent[1]
    anna.expects("503")


def test_who_was_too_fast_is_served_in_time(visit: Visit) -> None:
    anna = visit().open()
    told = {"error": "too_many_requests", "message": "太快了"}
    anna.page.route(MESSAGES, lambda route: route.fulfill(status=429, json=told, headers={"Retry-After": "1"}), times=1)
    anna.say(QUOTA)
    expect(anna.page.locator(".unsent")).to_contain_text("太快了")
    expect(anna.verdict).to_contain_text("信控停用")
    expect(anna.mine).to_have_count(1)
    anna.expects("429")


def test_what_cannot_be_handled_is_not_tried_again(visit: Visit) -> None:
    anna = visit().open()
    told = {"error": "too_large", "message": "太长了"}
    anna.page.route(MESSAGES, lambda route: route.fulfill(status=413, json=told))
    anna.say(QUOTA)
    expect(anna.page.locator(".unsent")).to_have_text("太长了")
    expect(anna.page.get_by_role("button", name="重试")).to_have_count(0)
    anna.expects("413")


def test_a_lost_session_is_begun_anew(visit: Visit) -> None:
    anna = visit().open()
    anna.context.clear_cookies()
    anna.ask(QUOTA)
    assert len(anna.sent) == 2
    assert anna.sent[0] == anna.sent[1]
    anna.expects("403")


def test_the_talk_survives_a_reload(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(QUOTA)
    anna.ask("什么是信控停用")
    before = anna.page.locator("#log").inner_text()
    anna.page.reload()
    expect(anna.answers).to_have_count(2)
    assert anna.page.locator("#log").inner_text() == before
    assert len(anna.sent) == 2


def test_what_was_on_its_way_when_the_page_went_goes_out_again(visit: Visit) -> None:
    anna = visit().open()
    anna.page.route(MESSAGES, _held_once())
    with anna.page.expect_request(MESSAGES):
        anna.say(QUOTA)
    expect(anna.page.locator(".waiting")).to_contain_text("正在查")
    anna.page.reload()
    expect(anna.verdict).to_contain_text("信控停用")
    expect(anna.mine).to_have_count(1)
    assert [sent["id"] for sent in anna.sent] == [anna.sent[0]["id"]] * 2


def test_starting_over_forgets_what_is_on_its_way(visit: Visit) -> None:
    anna = visit().open()
    anna.page.route(MESSAGES, _held_once())
    with anna.page.expect_request(MESSAGES):
        anna.say(QUOTA)
    anna.page.locator("#over").click()
    anna.ask(CARRIER)
    expect(anna.verdict).to_contain_text("异常停用")
    expect(anna.mine).to_have_count(1)


# Pictures


def test_a_picture_is_sent_while_somebody_would_see_it_and_shown_when_it_comes(visit: Visit) -> None:
    anna, picture = visit("en").open(), STATIC / "icon.svg"
    clip = anna.page.get_by_role("button", name="Send the agent a picture")
    expect(clip).to_be_hidden()
    photo = {"type": "photo", "text": "can't be shown here", "name": "abc"}
    anna.page.route("**/web/pictures/abc", lambda route: route.fulfill(path=picture, content_type="image/svg+xml"))
    anna.answered_with({"lang": "en", "blocks": [photo], "takes_pictures": True})
    shown = anna.last.get_by_role("img", name="A picture from the agent")
    expect(shown).to_be_visible()
    assert anna.fails_axe() == []
    sent: list[tuple[str | None, int]] = []

    def taken(route: Route) -> None:
        sent.append((route.request.headers.get("content-type"), len(route.request.post_data_buffer or b"")))
        route.fulfill(json={"lang": "en", "text": "", "blocks": [], "buttons": [], "diagnosis": None, "id": "x"})

    anna.page.route("**/web/pictures?*", taken)
    with anna.page.expect_file_chooser() as choosing:
        clip.click()
    choosing.value.set_files({"name": "card.png", "mimeType": "image/png", "buffer": b"1234"})
    expect(anna.mine.last).to_have_text("You sent 📎 card.png")
    expect(clip).to_be_hidden()
    assert sent == [("image/png", 4)]


def test_a_picture_that_does_not_come_says_so_and_one_too_large_is_not_sent(visit: Visit) -> None:
    anna = visit("en").open()
    anna.page.route("**/web/pictures/abc", lambda route: route.fulfill(status=404, json={}))
    photo = {"type": "photo", "text": "can't be shown here", "name": "abc"}
    anna.answered_with({"lang": "en", "blocks": [photo], "takes_pictures": True})
    expect(anna.last.get_by_text("can't be shown here")).to_be_visible()
    expect(anna.last.get_by_role("button", name="Try again")).to_be_visible()
    anna.expects("404")
    large = FilePayload(name="card.png", mimeType="image/png", buffer=bytes(5 * 1024 * 1024 + 1))
    anna.page.locator("#file").set_input_files(large)
    expect(anna.page.locator(".unsent").get_by_text("at most 5 MB")).to_be_visible()
    anna.page.route("**/web/pictures?*", lambda _: None)
    anna.page.locator("#file").set_input_files(FilePayload(name="card.png", mimeType="image/png", buffer=b"1234"))
    expect(anna.mine).to_have_count(3)
    anna.page.reload()
    expect(anna.page.get_by_text("choose it again")).to_be_visible()
    expect(anna.page.get_by_text("at most 5 MB")).to_be_visible()
    anna.expects("404")


def test_a_reply_of_staff_comes_by_itself(visit: Visit) -> None:
    anna = visit("en")
    anna.page.clock.install()
    anna.open()
    replies: list[bool] = []

    def looked(route: Route) -> None:
        replies.append(True)
        route.fulfill(json={"waiting": len(replies) > 1})

    anna.page.route("**/web/replies", looked)
    anna.page.clock.fast_forward(6_000)
    anna.answered_with({"lang": "en", "blocks": [{"type": "line", "text": "Somebody is here"}], "takes_pictures": True})
    assert replies == []
    anna.page.unroute("**/web/messages")
    reply = {
        "lang": "en",
        "blocks": [{"type": "line", "text": "Switch it off"}],
        "buttons": [],
        "takes_pictures": False,
    }
    anna.page.route("**/web/messages", lambda route: route.fulfill(json={**reply, "id": "x"}))
    for _ in range(3):
        anna.page.clock.fast_forward(6_000)
        anna.page.wait_for_timeout(100)
    expect(anna.last).to_contain_text("Switch it off")
    expect(anna.mine.locator("visible=true")).to_have_count(1)
    assert len(replies) == 2


# Nobody else's business


def test_two_visitors_see_nothing_of_each_other(visit: Visit) -> None:
    anna, bo = visit("en").open(), visit("en").open()
    anna.ask(CARRIER)
    bo.page.reload()
    expect(bo.page.locator("#welcome")).to_be_visible()
    expect(bo.answers).to_have_count(0)
    bo.ask("talk to a person")
    expect(bo.last).not_to_contain_text(CARRIER[-4:])
    anna.ask("talk to a person")
    expect(anna.last).to_contain_text(CARRIER[-4:])
    # Even who knows the name of another's message gets an answer of their own.
    bo.page.evaluate(
        "id => sessionStorage.setItem('simclinic.talk', JSON.stringify([{id, text: 'hello', state: 'waiting'}]))",
        anna.sent[0]["id"],
    )
    bo.page.reload()
    expect(bo.verdict).to_contain_text("Hello")


def test_the_session_cannot_be_read_by_a_script(visit: Visit) -> None:
    anna = visit().open()
    (cookie,) = anna.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert len(cookie["value"]) > 40
    assert anna.page.evaluate("document.cookie") == ""


def test_hostile_words_are_shown_as_words(visit: Visit) -> None:
    anna = visit("en").open()
    dialogs: list[Dialog] = []
    anna.page.on("dialog", lambda dialog: dialogs.append(dialog))  # noqa: PLW0108
    anna.ask(HOSTILE)
    expect(anna.mine).to_contain_text(HOSTILE)
    told = {"iccid": HOSTILE, "state": "suspended", "status": "<script>", "events": []}
    blocks = [
        {"type": "title", "text": HOSTILE, "light": HOSTILE},
        {"type": "line", "text": HOSTILE, "label": HOSTILE},
        {"type": "line", "text": f"🔴 {HOSTILE}\u3000{HOSTILE}", "label": None},
        {"type": "steps", "choose": "all", "items": [HOSTILE, HOSTILE]},
        {"type": "steps", "choose": "one", "items": [f"Either\u3000{HOSTILE}", HOSTILE]},
        {"type": "facts", "rows": [[HOSTILE, HOSTILE]]},
        {"type": "quote", "label": HOSTILE, "lang": HOSTILE, "blocks": [{"type": "file", "text": HOSTILE}]},
    ]
    buttons = [
        {"label": HOSTILE, "sends": HOSTILE},
        {"label": "run", "url": "javascript:alert(3)"},
        {"label": "data", "url": f"data:text/html,{HOSTILE}"},
    ]
    shown = anna.answered_with({"blocks": blocks, "buttons": buttons, "diagnosis": told})
    assert shown.inner_text().count("onerror") >= 14
    expect(anna.page.locator("main :is(img, script, a)")).to_have_count(0)
    assert not dialogs


# Everybody's page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_scrolls_sideways(visit: Visit, lang: str) -> None:
    anna = visit(lang, PHONE).open()
    inside = """els => els.map(el => el.getBoundingClientRect())
        .every(box => box.left >= 0 && box.right <= innerWidth)"""
    for text in [None, QUOTA, f"{TWO_CAUSES} {CARRIER} {UNKNOWN}", TWO_CAUSES, "8" * 300]:
        if text:
            anna.ask(text)
        for width, height in [SMALL, PHONE, DESK]:
            anna.page.set_viewport_size({"width": width, "height": height})
            assert anna.page.evaluate("document.documentElement.scrollWidth") <= width, text
            assert anna.page.locator(".stations span, .verdict, .buttons > *").evaluate_all(inside), text


def test_the_answer_starts_with_what_counts(visit: Visit) -> None:
    anna = visit("en", PHONE).open()
    for card in [WELL, QUOTA]:
        anna.ask(card)
        top, bottom = anna.page.locator(".top").bounding_box(), anna.page.locator("#desk").bounding_box()
        verdict = anna.verdict.bounding_box()
        assert top
        assert bottom
        assert verdict
        answer = anna.last.bounding_box()
        assert answer
        assert answer["y"] >= top["height"]
        assert verdict["y"] + verdict["height"] <= bottom["y"]


def test_dark_is_dark_and_light_is_light(visit: Visit) -> None:
    brightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((a, b) => a + +b, 0) / 3"
    assert visit(dark=True).open().page.evaluate(brightness) < 64
    assert visit().open().page.evaluate(brightness) > 192


def _focus(page: Page) -> dict[str, Any]:
    """Return what has the focus: its name, whether that shows, and whether something lies over it."""
    focus: dict[str, Any] = page.evaluate(
        """() => {
            const el = document.activeElement, box = el.getBoundingClientRect(), style = getComputedStyle(el);
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
            return {
                name: el.id || el.firstChild.textContent.trim(),
                ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                free: el.contains(at),
            };
        }"""
    )
    return focus


def test_everything_is_done_with_the_keyboard(visit: Visit) -> None:
    anna = visit("en", LOW).open()
    expect(anna.box).to_be_focused()
    anna.page.keyboard.type(QUOTA)
    anna.page.keyboard.press("Shift+Enter")
    anna.page.keyboard.type("please")
    expect(anna.box).to_have_value(f"{QUOTA}\nplease")
    anna.page.keyboard.press("Enter")
    expect(anna.answers).to_have_count(1)
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value("")

    anna.page.locator(".skip").focus()
    passed = [_focus(anna.page)]
    while passed[-1]["name"] != "Send":
        anna.page.keyboard.press("Tab")
        passed.append(_focus(anna.page))
        assert len(passed) < 20, passed
    assert [stop["name"] for stop in passed] == [
        "Skip to the text box",
        "中文",
        "English",
        "Copy number",
        "Buy an add-on",
        "Check again",
        "Talk to a person",
        "demo-open",
        "over",
        "box",
        "Send",
    ]
    assert all(stop["ringed"] and stop["free"] for stop in passed), passed


def test_the_first_tab_skips_to_the_box(visit: Visit) -> None:
    anna = visit("en", PHONE).open()
    anna.page.keyboard.press("Tab")
    expect(anna.page.get_by_role("link", name="Skip to the text box")).to_be_focused()
    anna.page.keyboard.press("Enter")
    expect(anna.box).to_be_focused()


def test_choosing_a_word_with_enter_does_not_send(visit: Visit) -> None:
    anna = visit().open()
    anna.box.focus()
    typing = anna.context.new_cdp_session(anna.page)
    typing.send("Input.imeSetComposition", {"text": "ka", "selectionStart": 2, "selectionEnd": 2})
    anna.box.press("Enter")
    typing.send("Input.insertText", {"text": "卡"})
    expect(anna.mine).to_have_count(0)
    anna.box.press("Enter")
    expect(anna.answers).to_have_count(1)
    assert [sent["text"] for sent in anna.sent] == ["卡"]


def test_who_hears_the_page_is_told(visit: Visit) -> None:
    anna = visit("en", PHONE).open()
    log = anna.page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    anna.page.locator(f"[data-iccid='{QUOTA}']").tap()
    expect(log.get_by_role("heading", level=2)).to_contain_text("Data used up")
    expect(anna.verdict).to_be_focused()  # the card that was tapped is gone
    expect(log.get_by_role("figure", name="The life of a card")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "dark", "size"),
    [("zh", False, PHONE), ("zh", True, DESK), ("en", False, DESK), ("en", True, PHONE)],
    ids=["zh-light-phone", "zh-dark-desk", "en-light-desk", "en-dark-phone"],
)
def test_axe_finds_nothing_serious(visit: Visit, lang: str, dark: bool, size: tuple[int, int]) -> None:
    anna = visit(lang, size, dark=dark).open()
    assert anna.fails_axe() == []
    anna.ask(QUOTA)
    anna.ask(f"{TWO_CAUSES} {WELL} {UNKNOWN}")
    assert anna.fails_axe() == []
    anna.page.locator("#demo-open").click()
    assert anna.fails_axe() == []


def test_axe_finds_nothing_serious_when_things_go_wrong(visit: Visit) -> None:
    anna = visit(dark=True).open()
    anna.context.set_offline(offline=True)
    anna.say(QUOTA)
    expect(anna.page.locator(".unsent")).to_be_visible()
    assert anna.fails_axe() == []
    anna.expects("ERR_INTERNET_DISCONNECTED")


def test_every_button_is_large_enough(visit: Visit) -> None:
    anna = visit("zh", PHONE).open()
    small = """els => els.map(el => [el.innerText, el.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    anna.ask(QUOTA)
    assert anna.page.locator("button:visible, a.button:visible").evaluate_all(small) == []


def test_print_holds_the_answer_alone(visit: Visit) -> None:
    anna = visit().open()
    anna.ask(QUOTA)
    anna.page.emulate_media(media="print")
    expect(anna.verdict).to_be_visible()
    expect(anna.page.locator("#ask")).to_be_hidden()
    expect(anna.last.locator(".buttons")).to_be_hidden()


def test_no_script_is_found_only_when_another_has_arrived(visit: Visit) -> None:
    anna = visit().open()
    preloaded = "els => els.map(el => el.getAttribute('href').split('/').pop())"
    told = anna.page.locator("link[rel=modulepreload]").evaluate_all(preloaded)
    assert {*told, "app.js"} == {path.name for path in STATIC.glob("*.js")}


def test_without_scripts_it_says_so(visit: Visit) -> None:
    anna = visit(java_script_enabled=False)
    anna.page.goto(anna.where)
    said = anna.page.inner_text("main")
    assert "要打开 JavaScript" in said
    assert "needs JavaScript" in said
    expect(anna.box).to_be_hidden()


def test_a_page_that_cannot_start_says_so(visit: Visit) -> None:
    anna = visit()
    anna.page.route("**/web/start**", lambda route: route.abort())
    anna.page.goto(anna.where)
    expect(anna.page.get_by_role("alert")).to_contain_text("did not load")
    anna.expects("ERR_FAILED")


def test_a_browser_that_keeps_nothing_still_talks(visit: Visit) -> None:
    anna = visit()
    forbid = "throw new DOMException('forbidden', 'SecurityError')"
    for kept in ["localStorage", "sessionStorage"]:
        anna.context.add_init_script(f"Object.defineProperty(window, '{kept}', {{get() {{ {forbid} }}}})")
    anna.open().ask(QUOTA)
    anna.page.get_by_role("button", name="English").click()
    expect(anna.box).to_have_accessible_name("Card number or question")
