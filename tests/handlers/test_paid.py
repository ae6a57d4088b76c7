"""People who say that they have paid: looked at again, and never told to pay once more."""

import re

import pytest

from bot import demo
from bot.domain.message import Memory, Viewer
from bot.domain.reply import Outcome
from bot.errors import SourceDown
from bot.sources.inventory import Inventory
from tests.fakes import (
    ABSENT,
    BLOCKED,
    CANCELLED,
    DISPUTED,
    EXPIRED,
    FINE,
    IN_ARREARS,
    LAST_CYCLE,
    LONG_EXPIRED,
    MUTE,
    NAMELESS_AND_USED_UP,
    NOW,
    POOL_USED_UP,
    RUNNING_LOW,
    USED_UP,
    USED_UP_MSISDN,
    Failing,
    Talk,
    ask,
    ask_in_both,
)
from tests.store.memory import MemoryStore

PAID = "我已经充值了"
DEMO = demo.cards(NOW)

SAYS_PAID = [
    "我已经充值了",
    "我已經充值了",
    "充过了",
    "刚交完钱",
    "昨天就续费了",
    "买了叠加包",
    "钱已经扣了",
    "I have already paid",
    "I topped up yesterday",
    "payment done",
    "bought an add-on",
]


@pytest.mark.parametrize("said", SAYS_PAID)
async def test_without_a_card_the_number_is_asked_for(said: str) -> None:
    chinese, english = await ask_in_both(said)
    assert (chinese.first, english.first) == ("付过了就别再付", "If you've paid, don't pay again")
    assert chinese.lines[1] == "把卡号发过来，看看到账没有。"
    assert chinese.outcome is Outcome.ANSWERED


@pytest.mark.parametrize("said", SAYS_PAID)
async def test_with_a_card_it_is_looked_at_again(said: str) -> None:
    for answer in (await ask(f"{said} {USED_UP}", lang="zh"), await ask(said, Memory(last_card=USED_UP), lang="zh")):
        assert answer.first == "🔴 付过了就别再付：平台上还是信控停用，到账一般 15 分钟内"


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        pytest.param(
            USED_UP,
            "🔴 付过了就别再付：平台上还是信控停用，到账一般 15 分钟内",
            "🔴 Don't pay again: the platform still shows data used up (信控停用). "
            "A payment takes a while to arrive, usually within 15 minutes",
            id="data used up: wait for the payment",
        ),
        pytest.param(
            EXPIRED,
            "🔴 付过了就别再付：平台上还是已停机，到账一般 3 个工作日内",
            "🔴 Don't pay again: the platform still shows plan ended (已停机). "
            "A payment takes a while to arrive, usually within 3 working days",
            id="plan ended: wait for the payment",
        ),
        pytest.param(
            IN_ARREARS,
            "🔴 付过了就别再付：平台上还是信控停机（欠停），到账要多久没有公布",
            None,
            id="in arrears: nobody publishes how long it takes",
        ),
        pytest.param(RUNNING_LOW, "🟡 卡能用，平台没看到停。付过了就别再付", None, id="works, its data run low"),
        pytest.param(FINE, "🟢 使用中，平台没看到问题", "🟢 In use, and the platform sees no problem", id="works"),
        pytest.param(
            BLOCKED,
            "🔴 别再付了。异常停用：运营商停的，自己恢复不了，要卖家去申诉，时间由运营商定",
            "🔴 Don't pay again: Blocked by the carrier (异常停用). You cannot lift it; "
            "your seller has to appeal, and there is no fixed time",
            id="what paying does not lift",
        ),
        pytest.param(
            NAMELESS_AND_USED_UP,
            "🔴 别再付了。实名停用 + 信控停用：2 件事都能自己办，先办实名，再办流量",
            None,
            id="something else stands first",
        ),
        pytest.param(
            LONG_EXPIRED,
            "🔴 别再付了。已停机，而且可能已经销户：先别付钱，让卖家确认号还在不在",
            None,
            id="the number may be gone",
        ),
        pytest.param(CANCELLED, "⚫ 别再付了。已销户：恢复不了，要换新卡。没用完的套餐问卖家", None, id="cancelled"),
        pytest.param(POOL_USED_UP, None, None, id="a pool that nobody can top up alone"),
        pytest.param(LAST_CYCLE, None, None, id="back by the calendar"),
        pytest.param(DISPUTED, None, None, id="facts that disagree"),
        pytest.param(MUTE, None, None, id="a state that nobody knows"),
    ],
)
async def test_the_first_line(number: str, zh: str | None, en: str | None) -> None:
    chinese, english = await ask_in_both(f"{PAID} {number}")
    assert (chinese.first, english.first) == (zh or chinese.first, en or english.first)
    assert chinese.outcome is english.outcome is Outcome.ANSWERED
    assert zh is not None or chinese.first[2:].startswith("别再付了。")


ORDER = re.compile(r"买叠加包|找卖家买|^续费|找卖家续费|再续费|[Bb]uy an add-on|^Renew|, then renew|Top up")


@pytest.mark.parametrize("number", [card.iccid.number for card in DEMO])
async def test_nobody_who_has_paid_is_told_to_pay_again(number: str) -> None:
    source = Inventory(MemoryStore(*DEMO))
    plain = await ask_in_both(number, source=source)
    for said, usual in zip(await ask_in_both(f"{PAID} {number}", source=source), plain, strict=True):
        assert said.outcome is usual.outcome is Outcome.ANSWERED
        assert "pay.example" not in f"{said.json}"
        findings = said.json["diagnosis"]["findings"]
        told = [said.text, said.json["diagnosis"]["headline"], *(step for each in findings for step in each["steps"])]
        assert [line for text in told for line in text.splitlines() if ORDER.search(line)] == []


async def test_the_usual_answer_does_offer_to_pay() -> None:
    said, english = await ask_in_both(USED_UP)
    assert ORDER.search(said.text)
    assert ORDER.search(english.text)
    assert said.json["diagnosis"]["findings"][0]["link"] == f"https://pay.example/{USED_UP}"


async def test_the_whole_answer() -> None:
    said = await ask(f"{PAID} {USED_UP}", lang="zh")
    assert said.lines == [
        "🔴 付过了就别再付：平台上还是信控停用，到账一般 15 分钟内",
        "卡 8986 **** 0146 · 中国电信 · 刚刚更新",
        "原因　本周期（11月1日至11月30日）用了 100.3 MB，套餐 100 MB。",
        "等到账，一般 15 分钟内，不用再付。",
        "之后　30 分钟还没好，设备断电 1 分钟再查；还不行，找人工。",
        "接下来　套餐 2027年3月31日 到期，还有 129 天。",
        "先备好　订单号、付款时间、付了多少、完整卡号。",
    ]
    assert said.buttons == ["再查一次", "找人工"]


async def test_the_link_to_the_real_name_check_stays() -> None:
    said = await ask(f"{PAID} {NAMELESS_AND_USED_UP}", lang="zh")
    assert f"https://name.example/{NAMELESS_AND_USED_UP}" in said.sends
    assert "2. 流量：等到账，一般 15 分钟内，不用再付。" in said.lines


@pytest.mark.parametrize(
    ("number", "helps"),
    [
        pytest.param(BLOCKED, False, id="blocked by the carrier"),
        pytest.param(CANCELLED, False, id="cancelled"),
        pytest.param(USED_UP, True, id="data used up"),
        pytest.param(MUTE, True, id="a state that nobody knows"),
        pytest.param(DISPUTED, True, id="facts that disagree"),
    ],
)
async def test_where_money_does_not_help_it_is_said(number: str, helps: bool) -> None:
    chinese, english = await ask_in_both(f"{PAID} {number}")
    assert ("充值解决不了这个；付过的钱，找收款的人问。" in chinese.lines) is not helps
    assert ("Paying doesn't lift this; about the money, ask whoever took it." in english.lines) is not helps


async def test_arrears_stay_the_account_holders() -> None:
    said = await ask(f"{PAID} {IN_ARREARS}", lang="zh")
    assert "请开户的人（多半是卖家或公司）向运营商结清欠费。结清后一般会自动恢复。" in said.lines


async def test_an_unknown_card_is_not_found() -> None:
    assert (await ask(f"{PAID} {ABSENT}")).outcome is Outcome.NOT_FOUND


async def test_a_telephone_number_serves_as_well() -> None:
    said = await ask(f"{PAID} {USED_UP_MSISDN}", lang="zh")
    assert said.first.startswith("🔴 付过了就别再付")
    assert said.sends[0] == f"我已经充值了 {USED_UP_MSISDN}"


# The talk goes on


@pytest.mark.parametrize(
    "follow",
    [
        pytest.param("再查一次", id="the button's words"),
        pytest.param("check again", id="in English"),
        pytest.param("1", id="its place"),
        pytest.param("还是不行", id="still dead"),
        pytest.param(f"我已经充值了 {USED_UP}", id="what the button sends"),
    ],
)
async def test_asking_again_does_not_offer_to_pay(follow: str) -> None:
    talk = Talk()
    await talk.say(f"{PAID} {USED_UP}")
    for _ in range(2):
        said = await talk.say(follow)
        assert "pay.example" not in f"{said.json}"


async def test_the_number_that_was_asked_for_is_the_one_paid_for() -> None:
    talk = Talk(lang="zh")
    await talk.say(PAID)
    assert (await talk.say(USED_UP)).first.startswith("🔴 付过了就别再付")


async def test_a_number_that_was_not_asked_for_may_be_paid_for() -> None:
    talk = Talk(lang="zh")
    await talk.say(f"{PAID} {USED_UP}")
    assert (await talk.say(EXPIRED)).buttons == ["续费", "再查一次", "找人工"]
    assert (await talk.say(USED_UP)).buttons == ["买叠加包", "再查一次", "找人工"]


async def test_a_source_that_fails_keeps_in_mind_that_it_was_paid() -> None:
    talk = Talk(source=Failing(SourceDown("inventory")), lang="zh")
    said = await talk.say(f"{PAID} {USED_UP}")
    assert said.outcome is Outcome.UNAVAILABLE
    assert said.sends[0] == f"我已经充值了 {USED_UP}"


async def test_staff_get_the_same_to_forward() -> None:
    said = await ask(f"{PAID} {USED_UP}", viewer=Viewer.STAFF, lang="zh")
    forward = said.text.partition("── 可直接转发 (zh) ──\n")[2]
    assert forward.startswith("🔴 付过了就别再付：平台上还是信控停用")
    assert "Don't pay again" in forward


@pytest.mark.parametrize(
    "said", ["我没充值", "如果充值了能恢复吗", "还没交费怎么办", "I haven't paid", "if I pay, will it work"]
)
async def test_who_has_not_paid_is_not_taken_for_one_who_has(said: str) -> None:
    assert (await ask(f"{said} {USED_UP}", lang="zh")).first.startswith("🔴 信控停用")
