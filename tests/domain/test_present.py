"""What stands in an answer: the order of its parts, what the steps must say, the buttons, who sees what."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from bot.channels import plain
from bot.domain.card import Cause, Pool, QuotaPeriod, RealName, Seen, State
from bot.domain.findings import Diagnosis
from bot.domain.iccid import Carrier, Iccid
from bot.domain.message import Viewer
from bot.domain.present import present, tell
from bot.domain.reply import Facts, Line, Quote, Steps, Title
from bot.domain.rules import Fact
from bot.domain.shop import Shop
from tests.domain.builders import (
    ADVISED,
    NATIONAL,
    NUMBERS,
    PACKS,
    SHOP,
    TEXTS,
    TODAY,
    Said,
    any_diagnosis,
    diagnosed,
    noon,
    said_of,
)

DAY = timedelta(days=1)
ICCID = "89860321249946513307"
ACTIVE: Said = {"state": State.ACTIVE}
FULL: Said = {"quota_mb": 100.0, "used_mb": 100.3}
LOST_SOON: Said = {"state": State.STOPPED, "plan_expires_on": date(2026, 9, 15)}  # cancelled on 14 December
PRIVATE: Said = {
    "msisdn": "1064912345678",
    "imsi": "460081234567890",
    "bound_imei": "861234567890123",
    "current_imei": "867777777777777",
}


def suspended(*causes: Cause, **said: Any) -> Diagnosis:
    return diagnosed(state=State.SUSPENDED, causes=causes, **said)


# What an answer looks like


def test_a_whole_answer_in_chinese() -> None:
    found = suspended(
        Cause.QUOTA,
        **FULL,
        pool=Pool.SINGLE,
        plan_expires_on=date(2027, 3, 31),
        as_of=noon(TODAY).replace(hour=0, minute=0),
    )
    assert said_of(found).splitlines() == [
        "🔴 信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内",
        "卡 8986 **** 3307 · 中国电信 · 数据到昨天 24:00",
        "原因　本周期（11月1日至11月30日）用了 100.3 MB，套餐 100 MB。",
        "办法一　买叠加包（临时加的流量）。只管到 11月30日，用不完作废。",
        "办法二　不急用就等：12月1日 新周期一般会自动恢复，还有 9 天，不花钱；刚换周期时可能慢 1 至 3 天。",
        "之后　30 分钟还没好，设备断电 1 分钟再查；还不行，找人工。",
        "接下来　套餐 2027年3月31日 到期，还有 129 天。",
    ]


def test_a_whole_answer_in_english() -> None:
    said = said_of(diagnosed(**ACTIVE, quota_mb=1024.0, used_mb=312.0, plan_expires_on=TODAY + 190 * DAY), "en")
    assert said.splitlines() == [
        "🟢 In use, and the platform sees no problem",
        "Card 8986 **** 3307 · China Telecom · updated just now",
        "Used 312 MB of 1 GB; counting restarts on 1 Dec.",
        "Device still offline? It's most likely the device, the signal or the APN: switch it off for a minute first.",
        "Coming up　The plan ends on 31 May 2027, in 190 days.",
    ]


def kinds(found: Diagnosis, viewer: Viewer = Viewer.USER) -> list[str]:
    return [type(block).__name__ for block in present(tell(found, SHOP), viewer).blocks]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(suspended(Cause.QUOTA), "Title Line Line Steps Line", id="one: card, why, steps, and after that"),
        pytest.param(suspended(Cause.QUOTA, Cause.REBIND), "Title Line Steps Line", id="several: one plan"),
        pytest.param(
            suspended(Cause.CARRIER), "Title Line Line Steps Line Line", id="carrier: what not to do, and have"
        ),
        pytest.param(
            suspended(Cause.REBIND, Cause.REAL_NAME, real_name=RealName.VERIFIED),
            "Title Line Line Steps",
            id="several with a clash: why first",
        ),
        pytest.param(diagnosed(state=State.UNUSED), "Title Line Line", id="nothing wrong: what comes next"),
        pytest.param(diagnosed(state=State.CANCELLED), "Title Line Line Steps", id="cancelled: nothing is coming"),
    ],
)
def test_the_parts_of_an_answer_stand_in_this_order(found: Diagnosis, expected: str) -> None:
    assert " ".join(kinds(found)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            {"quota_mb": 100.0, "used_mb": 41.5}, "本周期用了 41.5 MB，共 100 MB，12月1日 重新计。", id="usage"
        ),
        pytest.param(
            {"quota_mb": 100.0, "used_mb": 41.5, "quota_period": QuotaPeriod.TOTAL},
            "套餐一共 100 MB，用了 41.5 MB。",
            id="total",
        ),
        pytest.param({"used_mb": 41.5}, "设备还是上不了网？多半是设备、信号或 APN：先断电 1 分钟。", id="plan unknown"),
        pytest.param(
            {"quota_mb": 100.0, "used_mb": 41.5, "seen_on": date(2026, 10, 31)},
            "设备还是上不了网？多半是设备、信号或 APN：先断电 1 分钟。",
            id="the usage of another cycle is not told as this one's",
        ),
    ],
)
def test_a_card_that_works_tells_its_usage(said: Said, expected: str) -> None:
    assert said_of(diagnosed(**ACTIVE, **said)).splitlines()[2] == expected


def test_a_card_that_carries_no_data_tells_no_usage() -> None:
    unused = said_of(diagnosed(state=State.UNUSED, quota_mb=100.0, used_mb=0.0))
    assert unused.splitlines()[2] == "一激活就开始计费，当天算整个周期。"


def test_a_carrier_that_nobody_knows_is_said_to_be_unknown() -> None:
    found = diagnosed(carrier=None, iccid=Iccid(NUMBERS[Carrier.BROADNET]), state=State.UNUSED)
    assert said_of(found).splitlines()[1] == "卡 8986 **** 1234 · 运营商不明 · 刚刚更新"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(QuotaPeriod.MONTH, "设备还是上不了网？多半是设备、信号或 APN：先断电 1 分钟。", id="by cycle"),
        pytest.param(QuotaPeriod.TOTAL, "套餐一共 100 MB，用了 41.5 MB。", id="over the plan's whole life"),
    ],
)
def test_where_nobody_publishes_the_cycle_no_usage_is_told_as_its_own(period: QuotaPeriod, expected: str) -> None:
    silent = replace(NATIONAL, cycle_day=Fact(None, "nobody says", "2026-11-22", {}))
    found = diagnosed(**ACTIVE, rules=silent, quota_mb=100.0, used_mb=41.5, quota_period=period)
    assert said_of(found).splitlines()[2] == expected


def test_a_test_period_whose_allowance_nobody_publishes_is_told_as_such() -> None:
    testing = diagnosed(state=State.TESTING, rules=PACKS["tencent"])
    assert "测试流量有多少没公布" in said_of(testing, "zh")
    assert "how much isn't published" in said_of(testing, "en")


# What the steps must say


STEPS: list[Any] = [
    (
        "self_service-usual",
        ["后台", "复机", "不是你管这张卡，就请管卡的人"],
        ["console", "If you don't manage the card"],
    ),
    (
        "rebind-usual",
        ["装回去，重启，再查一次", "别再换别的设备", "请卖家换绑"],
        ["restart", "Don't try other devices", "re-bind"],
    ),
    ("rebind-telecom", ["一个月最多 2 次", "重新实名"], ["at most 2 times a month", "real-name check again"]),
    (
        "rebind-mobile",
        ["“换绑”，不是“复机”", "3 个工作日", "贴片卡可能恢复不了，先问卖家"],
        ["not a resume", "3 working days", "soldered", "beyond recovery, so ask first"],
    ),
    (
        "real_name-usual",
        ["打开实名链接", "“认证成功”只表示已提交", "短信", "没通过之前别充值"],
        ["Open the real-name link", "only means submitted", "SMS", "don't pay for anything before it's through"],
    ),
    (
        "real_name_pending-usual",
        ["已经提交", "不用再提交一次", "等短信"],
        ["submitted", "nothing to submit again", "SMS"],
    ),
    (
        "carrier-usual",
        [
            "完整卡号",
            "设备 IMEI",
            "请商家通过客户经理向运营商申诉",
            "商家联系不上，找人工",
            "设备照片",
            "在哪里用、做什么用",
            "有没有插过别的设备",
            "别充值",
            "别信“付费解封”",
        ],
        [
            "full card number",
            "IMEI",
            "appeal through their account manager (客户经理)",
            "Can't reach the seller? Talk to a person",
            "photo of the device",
            "where and what it's used for",
            "has been in another device",
            "Don't pay",
            "nobody can sell you an unblocking",
        ],
    ),
    (
        "quota-usual",
        ["买叠加包", "只管到 11月30日，用不完作废", "等：12月1日", "可能慢 1 至 3 天"],
        ["add-on pack", "expires on 30 Nov, used or not", "resumes on 1 Dec", "up to 3 days late"],
    ),
    ("quota-soon", ["等：12月1日", "急用才买"], ["Wait: service usually resumes on 1 Dec", "only if it's urgent"]),
    ("quota-plan_ends", ["续费：套餐 11月28日 到期，等不到下个周期"], ["Renew: the plan ends on 28 Nov"]),
    ("quota-total", ["等下个周期没有用"], ["waiting for a new cycle won't help"]),
    (
        "quota-unified",
        ["给池加流量", "单独充值没有用", "等：12月1日"],
        ["enlarge it", "does nothing", "resumes on 1 Dec"],
    ),
    (
        "quota-lagging",
        ["断电 1 分钟", "等到 11月4日 再查", "不用充值", "找人工"],
        ["Switch", "4 Nov", "Don't pay", "person"],
    ),
    (
        "quota-overdue",
        ["断电 1 分钟", "找人工", "先别充值"],
        ["Switch the device off", "Talk to a person", "Don't pay"],
    ),
    ("quota-disputed", ["用量和状态常常慢一天", "别付钱"], ["often lag by a day", "don't pay"]),
    (
        "threshold-usual",
        ["上限调到用量以上", "再请他复机"],
        ["raise the limit above the usage", "resume (复机) it then"],
    ),
    ("threshold-auto", ["先把上限调到用量以上，再复机", "等：12月1日"], ["raise the limit", "resumes on 1 Dec"]),
    ("credit-usual", ["不是一回事", "开户的人", "结清"], ["another thing", "account holder", "settle"]),
    ("credit-exhausted", ["结清以后还上不了网，再买叠加包"], ["Buy an add-on pack if it's still off after that"]),
    (
        "net_block-usual",
        ["卡本身没停", "是不是自己关的，或者设了流量上限", "找人工"],
        ["isn't suspended", "set a limit"],
    ),
    (
        "region-usual",
        ["带回原来用的区域", "请卖家改允许的区域", "只能用当地的卡"],
        ["Take the device back", "only local cards"],
    ),
    ("platform-usual", ["找卖家或人工"], ["Ask your seller or support"]),
    ("plan_expired-no_date", ["平台没给到期日", "尽快续费"], ["gives no date", "Renew soon"]),
    (
        "plan_expired-usual",
        ["套餐的最后一天是 9月15日", "续费，要在 12月14日 之前，最好提前一周", "3 个工作日"],
        ["last day was 15 Sep", "Renew before 14 Dec, a week earlier", "3 working days"],
    ),
    (
        "plan_expired-gone",
        ["请卖家确认号还在不在", "先别付钱"],
        ["whether the number still exists", "Don't pay before"],
    ),
    ("plan_expired-with_carrier", ["和运营商停机的事一起告诉卖家"], ["together with the carrier's block"]),
    ("plan_expired-with_pre_cancel", ["和预销户的事一起告诉卖家"], ["together with the queue"]),
    ("pre_cancel-usual", ["今天就找卖家", "别付钱"], ["Ask your seller today", "Don't pay"]),
    (
        "cancelled-usual",
        ["恢复不了", "换一张新卡", "没用完的套餐"],
        ["cannot be restored", "new card", "left on the plan"],
    ),
    (
        "unspecified-usual",
        ["代码 Status=99", "不猜", "找人工"],
        ["the code Status=99", "don't guess", "Talk to a person"],
    ),
    ("conflict-usual", ["使用中", "9月15日 就到期", "别付钱"], ["in use", "last day was 15 Sep", "don't pay"]),
    (
        "offline-usual",
        ["没看到停机", "断电 1 分钟", "APN", "信号", "表计、定位器平时会休眠"],
        ["sees no stop", "off for a minute", "APN", "signal", "a meter or a tracker: they sleep"],
    ),
    ("quota_low-usual", ["（80%）", "买叠加包", "省着用：12月1日 重新计"], ["add-on pack", "Go easy"]),
    ("test_quota_low-usual", ["6 MB 是这一张卡整个测试期的量"], ["6 MB are for this one card's whole test period"]),
    (
        "plan_expiring-usual",
        ["续费", "自动续费", "不能是停用的，否则会被跳过"],
        ["Renew", "skipped when the card is suspended"],
    ),
]


@pytest.mark.parametrize(("name", "zh", "en"), STEPS, ids=[name for name, *_ in STEPS])
def test_what_the_answer_must_say(name: str, zh: list[str], en: list[str]) -> None:
    for lang, parts in (("zh", zh), ("en", en)):
        said = said_of(diagnosed(**ADVISED[name]), lang)
        assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        pytest.param(suspended(), "平台没给原因，我们不猜", "gives no reason, and we don't guess", id="a reason"),
        pytest.param(suspended(Cause.QUOTA, quota_mb=9.0), "具体用量没给", "gives no figures", id="how much was used"),
        pytest.param(suspended(Cause.QUOTA, used_mb=9.0), "具体用量没给", "gives no figures", id="how much there was"),
        pytest.param(
            diagnosed(state=State.PARTIAL), "哪个号能用，平台没说", "the platform doesn't say", id="which works"
        ),
        pytest.param(suspended(Cause.CREDIT), "没有公布要多久", "No published time", id="how long it takes"),
    ],
)
def test_what_is_not_known_is_said_to_be_unknown(found: Diagnosis, zh: str, en: str) -> None:
    for lang, part in (("zh", zh), ("en", en)):
        waits = [plain.opening(TEXTS.say(advice.wait, lang)) for advice in tell(found, SHOP).advices]
        assert part in "\n".join([said_of(found, lang), *waits])


@pytest.mark.parametrize("name", ["quota-usual", "quota-soon", "quota-total", "quota-plan_ends"])
@pytest.mark.parametrize(("pool", "expected"), [(None, True), (Pool.SINGLE, False), (Pool.SAME_TIER, False)])
def test_a_card_that_may_share_a_pool_asks_the_seller(name: str, pool: Pool | None, expected: bool) -> None:
    found = diagnosed(**{**ADVISED[name], "pool": pool})
    assert ("先问卖家，别自己买" in said_of(found, "zh")) is expected
    assert ("ask your seller instead" in said_of(found, "en")) is expected


@pytest.mark.parametrize("lang", TEXTS.languages)
def test_without_a_link_the_seller_is_the_one_to_ask(lang: str) -> None:
    seller = {"zh": "找卖家", "en": "your seller"}[lang]
    names = ("quota-usual", "real_name-usual", "plan_expired-usual", "plan_expiring-usual", "quota_low-usual")
    for name in names:
        found = diagnosed(**{**ADVISED[name], "pool": Pool.SINGLE})
        assert seller in said_of(found, lang, shop=Shop())
        buttons = present(tell(found, Shop()), Viewer.USER).buttons
        assert [button.url for button in buttons] == [None] * len(buttons)


# The step after every recovery, and what is coming


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(suspended(Cause.QUOTA), True, id="yours to fix"),
        pytest.param(suspended(Cause.SELF_SERVICE), True, id="the owner's to fix"),
        pytest.param(suspended(Cause.QUOTA, seen_on=date(2026, 10, 31)), True, id="time heals it"),
        pytest.param(diagnosed(**LOST_SOON), True, id="to be renewed"),
        pytest.param(suspended(Cause.CARRIER), False, id="nothing to wait 30 minutes for"),
        pytest.param(
            diagnosed(**LOST_SOON, on=date(2026, 12, 20)), False, id="nothing to recover until it is confirmed"
        ),
        pytest.param(diagnosed(**ACTIVE, online=False), False, id="it works"),
        pytest.param(diagnosed(state=State.CANCELLED), False, id="it never will"),
    ],
)
def test_every_recovery_ends_with_the_same_step(found: Diagnosis, expected: bool) -> None:
    assert ("30 分钟还没好，设备断电 1 分钟再查；还不行，找人工" in said_of(found)) is expected
    assert ("Not back after 30 minutes?" in said_of(found, "en")) is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            diagnosed(state=State.TESTING, opened_on=date(2026, 9, 1), test_months=3),
            "接下来　测试期最晚 12月1日 结束，还有 9 天；最晚 2027年7月1日 强制激活，还有 221 天。",
            id="both at the latest",
        ),
        pytest.param(diagnosed(**LOST_SOON), "接下来　12月14日 自动销户，还有 22 天。", id="the cancellation"),
        pytest.param(
            diagnosed(**ACTIVE, plan_expires_on=TODAY + 40 * DAY),
            "接下来　套餐 2027年1月1日 到期，还有 40 天。",
            id="plan",
        ),
    ],
)
def test_what_is_coming(found: Diagnosis, expected: str) -> None:
    assert said_of(found).splitlines()[-1] == expected


def test_the_turn_of_the_cycle_alone_is_not_worth_a_line() -> None:
    assert "接下来" not in said_of(diagnosed(**ACTIVE))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({}, True, id="suspended, renewal within 30 days"),
        pytest.param({"plan_expires_on": TODAY + 31 * DAY}, False, id="far away"),
        pytest.param({"auto_renew": False}, False, id="no automatic renewal"),
        pytest.param({"state": State.ACTIVE, "causes": []}, False, id="not suspended"),
    ],
)
def test_an_automatic_renewal_that_will_be_skipped_is_a_warning(said: Said, expected: bool) -> None:
    whole = {"state": State.SUSPENDED, "causes": [Cause.QUOTA], "auto_renew": True, "plan_expires_on": TODAY + 30 * DAY}
    assert ("会跳过续费" in said_of(diagnosed(**{**whole, **said}))) is expected


# Buttons


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(suspended(Cause.QUOTA), "买叠加包 再查一次 找人工", id="a way to fix it, look again, a person"),
        pytest.param(suspended(Cause.REAL_NAME, Cause.QUOTA), "去实名 再查一次 找人工", id="the first thing first"),
        pytest.param(
            suspended(Cause.REBIND, Cause.QUOTA), "再查一次 找人工", id="nothing sold before the first is settled"
        ),
        pytest.param(suspended(Cause.CARRIER, Cause.QUOTA), "复制完整卡号 找人工", id="carrier: a number to send on"),
        pytest.param(suspended(), "复制完整卡号 找人工", id="no reason: a number to send on"),
        pytest.param(diagnosed(**LOST_SOON), "续费 再查一次 找人工", id="renew"),
        pytest.param(
            diagnosed(**LOST_SOON, on=date(2026, 12, 20)), "再查一次 找人工", id="no renewal of a lost number"
        ),
        pytest.param(diagnosed(state=State.CANCELLED), "复制完整卡号 找人工", id="cancelled"),
        pytest.param(diagnosed(), "复制完整卡号 找人工", id="state unknown"),
        pytest.param(diagnosed(**ACTIVE), "再查一次", id="all is well"),
        pytest.param(diagnosed(**ACTIVE, **FULL), "买叠加包 再查一次", id="running low"),
        pytest.param(diagnosed(**ACTIVE, plan_expires_on=TODAY), "续费 再查一次", id="ending"),
        pytest.param(diagnosed(**ACTIVE, **FULL, plan_expires_on=TODAY), "买叠加包 再查一次", id="one link at a time"),
        pytest.param(diagnosed(**ACTIVE, online=False, **FULL), "买叠加包 再查一次", id="any warning's link"),
    ],
)
def test_one_way_to_fix_it_and_a_way_on(found: Diagnosis, expected: str) -> None:
    buttons = present(tell(found, SHOP), Viewer.USER).buttons
    assert " ".join(TEXTS.say(button.label, "zh") for button in buttons) == expected


def test_a_link_names_the_card_and_a_copy_button_copies_the_whole_number() -> None:
    (renew, again, _) = present(tell(diagnosed(**LOST_SOON), SHOP), Viewer.USER).buttons
    assert (renew.url, renew.sends) == (f"https://pay.example/{ICCID}", None)
    assert (again.url, again.sends) == (None, ICCID)
    (copy, _) = present(tell(suspended(Cause.CARRIER), SHOP), Viewer.USER).buttons
    assert copy.copies == ICCID


# Who sees what


def test_staff_see_every_field_its_source_and_the_pack() -> None:
    seen = {"used_mb": Seen("onelink", noon(TODAY - DAY))}
    found = suspended(
        Cause.QUOTA, Cause.REBIND, **FULL, **PRIVATE, online=False, raw="35/400", notes={"仓库": "A3"}, seen=seen
    )
    reply = present(tell(found, SHOP), Viewer.STAFF)
    (facts,) = [block for block in reply.blocks if isinstance(block, Facts)]
    rows = {TEXTS.say(name, "zh"): TEXTS.say(value, "zh") for name, value in facts.rows}
    assert {name: rows.get(name, "").split("（")[0] for name in PRIVATE} == PRIVATE
    assert rows["used_mb"] == "100.3（onelink，数据到昨天 12:00）"
    assert rows["quota_mb"] == "100.0（inventory，刚刚更新）"
    assert rows["causes"].startswith("quota;rebind（")
    assert rows["online"].startswith("False（")
    assert (rows["raw"].split("（")[0], rows["仓库"], rows["rules"]) == ("35/400", "A3", "national")
    assert rows["iccid"] == ICCID
    assert "stopped_on" not in rows
    assert ICCID in plain.render(reply, TEXTS, "zh").splitlines()[1]


def test_staff_can_forward_what_the_holder_would_read_in_either_language() -> None:
    found = suspended(Cause.CARRIER, **PRIVATE)
    quotes = [block for block in present(tell(found, SHOP), Viewer.STAFF).blocks if isinstance(block, Quote)]
    assert [quote.lang for quote in quotes] == ["zh", "en"]
    assert [quote.blocks for quote in quotes] == [present(tell(found, SHOP), Viewer.USER).blocks] * 2


# Whatever the card


@settings(deadline=None)
@given(any_diagnosis())
def test_any_card_can_be_told_to_anybody_in_any_language(found: Diagnosis) -> None:
    told = tell(found, SHOP)
    for viewer in Viewer:
        for lang in TEXTS.languages:
            said = plain.render(present(told, viewer), TEXTS, lang)
            assert not {"{", "}"} & set(said)
            assert "None" not in said


@settings(deadline=None)
@given(any_diagnosis())
def test_the_holder_never_reads_a_whole_number(found: Diagnosis) -> None:
    card = found.card
    known = (card.iccid.number, card.msisdn, card.imsi, card.bound_imei, card.current_imei)
    numbers = [number for number in known if number is not None and len(number) >= 13]
    numbers += [card.iccid.number[:6], card.iccid.number[-6:]]
    for lang in TEXTS.languages:
        said = said_of(found, lang)
        assert [number for number in numbers if number in said.replace(" ", "")] == []
        assert f"{card.iccid.number[:4]} **** {card.iccid.number[-4:]}" in said.splitlines()[1]


@settings(deadline=None)
@given(any_diagnosis())
def test_an_answer_begins_with_its_verdict_and_offers_a_way_on(found: Diagnosis) -> None:
    reply = present(tell(found, SHOP), Viewer.USER)
    assert isinstance(reply.blocks[0], Title)
    assert isinstance(reply.blocks[1], Line)
    assert 1 <= len(reply.buttons) <= 3
    assert bool(found.findings) == any(isinstance(block, Steps) for block in reply.blocks)


@settings(deadline=None)
@given(any_diagnosis())
def test_nothing_is_sold_while_the_facts_disagree(found: Diagnosis) -> None:
    links = [button.url for button in present(tell(found, SHOP), Viewer.USER).buttons if button.url]
    if found.clashes and found.findings[0].cause is Cause.CONFLICT:
        assert [link for link in links if link.startswith("https://pay.example/")] == []
