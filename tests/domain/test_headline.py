"""The first line: what it is, whether you can fix it, how long it takes; and the sign beside it."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.card import Cause, Pool, RealName, State
from bot.domain.findings import Diagnosis
from bot.domain.headline import light
from bot.domain.present import tell
from tests.domain.builders import ADVISED, SHOP, TEXTS, TODAY, Said, diagnosed

DAY = timedelta(days=1)
OVER: Said = {"plan_expires_on": TODAY - DAY}
LOST_SOON: Said = {"plan_expires_on": date(2026, 9, 15)}  # cancelled on 14 December

TERMS = {
    "self_service": "主动停用",
    "rebind": "换绑停用",
    "test_rebind": "测试期换绑停用",
    "real_name": "实名停用",
    "carrier": "异常停用",
    "quota": "信控停用",
    "credit": "信控停机",
    "threshold": "达量停用",
    "net_block": "断网",
    "region": "区域限制",
    "platform": "平台管理停机",
    "pre_cancel": "预销户",
    "plan_expired": "已停机",
}
"""What the carriers' staff and pages call each cause."""


def headline(lang: str, diagnosis: Diagnosis) -> str:
    return TEXTS.say(tell(diagnosis, SHOP).headline, lang)


def suspended(*causes: Cause, **said: Any) -> Diagnosis:
    return diagnosed(state=State.SUSPENDED, causes=causes, **said)


def stopped(*causes: Cause, **said: Any) -> Diagnosis:
    return diagnosed(state=State.STOPPED, causes=causes, **said)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(diagnosed(state=State.ACTIVE), "🟢", id="in use"),
        pytest.param(diagnosed(state=State.UNUSED), "🟢", id="unused"),
        pytest.param(diagnosed(state=State.PARTIAL), "🟡", id="partly in use"),
        pytest.param(diagnosed(state=State.ACTIVE, online=False), "🟡", id="something to keep an eye on"),
        pytest.param(suspended(Cause.QUOTA), "🔴", id="blocked"),
        pytest.param(suspended(Cause.QUOTA, quota_mb=9.0, used_mb=1.0), "🟡", id="the facts disagree"),
        pytest.param(suspended(Cause.QUOTA, seen_on=date(2026, 10, 31)), "🟡", id="it should be back by now"),
        pytest.param(suspended(Cause.REAL_NAME, real_name=RealName.PENDING), "🟡", id="nothing to do but wait"),
        pytest.param(
            suspended(Cause.REAL_NAME, Cause.QUOTA, real_name=RealName.PENDING), "🔴", id="waiting is not all"
        ),
        pytest.param(diagnosed(state=State.CANCELLED), "⚫", id="cancelled"),
        pytest.param(diagnosed(), "⚪", id="state unknown"),
        pytest.param(
            diagnosed(causes=[Cause.REAL_NAME], real_name=RealName.VERIFIED), "🟡", id="state unknown, facts disagree"
        ),
    ],
)
def test_the_sign_beside_the_verdict(found: Diagnosis, expected: str) -> None:
    assert light(found) == expected


@pytest.mark.parametrize(("cause", "term"), TERMS.items())
@pytest.mark.parametrize("lang", TEXTS.languages)
def test_the_verdict_names_the_cause_by_its_term_once(cause: str, term: str, lang: str) -> None:
    assert headline(lang, suspended(Cause(cause))).count(term) == 1


@pytest.mark.parametrize("lang", TEXTS.languages)
def test_several_causes_are_all_named_in_order(lang: str) -> None:
    said = headline(lang, suspended(*map(Cause, TERMS), plan_expires_on=TODAY - DAY))
    in_order = [
        "carrier",
        "real_name",
        "pre_cancel",
        "plan_expired",
        "credit",
        "rebind",
        "test_rebind",
        "region",
        "platform",
        "self_service",
        "threshold",
        "quota",
        "net_block",
    ]
    places = [said.index(TERMS[cause]) for cause in in_order]
    assert places == sorted(places)
    assert len(places) == len(TERMS)


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        pytest.param(
            suspended(Cause.QUOTA, pool=Pool.SINGLE),
            ["不是欠费", "自己就能恢复", "15 分钟"],
            ["You can fix it", "15 minutes"],
            id="quota: you can, in 15 minutes",
        ),
        pytest.param(
            suspended(Cause.CARRIER),
            ["自己恢复不了", "卖家去申诉", "时间由运营商定"],
            ["You cannot lift it", "your seller has to appeal", "no fixed time"],
            id="carrier: you cannot, and nobody knows how long",
        ),
        pytest.param(
            suspended(Cause.REAL_NAME), ["自己就能办", "短信"], ["You can fix it", "SMS"], id="real name: you can"
        ),
        pytest.param(
            suspended(Cause.REBIND), ["旧设备还在就装回去", "找卖家换绑"], ["old device", "seller"], id="device changed"
        ),
        pytest.param(
            stopped(**LOST_SOON), ["12月14日 前续费能保住号", "还有 22 天"], ["before 14 Dec", "22 days"], id="stopped"
        ),
        pytest.param(
            stopped(**LOST_SOON, on=date(2026, 12, 13)), ["还有 1 天"], ["1 day left"], id="stopped, one day left"
        ),
        pytest.param(
            stopped(plan_expires_on=TODAY - 100 * DAY),
            ["可能已经销户", "先别付钱", "卖家确认号还在不在"],
            ["may already be cancelled", "Don't pay before your seller has confirmed that the number still exists"],
            id="past the cancellation: don't pay",
        ),
        pytest.param(
            diagnosed(state=State.CANCELLED), ["恢复不了", "换新卡"], ["cannot be restored", "new card"], id="cancelled"
        ),
        pytest.param(
            suspended(Cause.QUOTA, quota_mb=9.0, used_mb=1.0),
            ["数据对不上", "信控停用", "先别充值", "人工核对"],
            ["facts disagree", "信控停用", "Don't pay", "person check"],
            id="facts disagree: both are named",
        ),
        pytest.param(
            suspended(Cause.QUOTA, on=date(2026, 12, 1), seen_on=date(2026, 11, 30)),
            ["慢 3 天", "断电重启", "12月4日 还没好找人工"],
            ["3 days late", "restart", "4 Dec"],
            id="it should be back by now",
        ),
        pytest.param(
            diagnosed(state=State.ACTIVE), ["平台没看到问题"], ["the platform sees no problem"], id="no more than seen"
        ),
        pytest.param(
            diagnosed(state=State.ACTIVE, quota_mb=100.0, used_mb=100.0),
            ["可能会停，也可能另外收费"],
            ["may stop, or be billed extra"],
            id="over its data",
        ),
        pytest.param(
            diagnosed(**ADVISED["quota_low-total_over"]),
            ["可能会停，也可能另外收费"],
            ["may stop, or be billed extra"],
            id="over the data of the plan's whole life",
        ),
        pytest.param(
            diagnosed(**ADVISED["quota_low-unified_over"]),
            ["可能会停，也可能另外收费"],
            ["may stop, or be billed extra"],
            id="over its data, in a shared pool",
        ),
        pytest.param(
            diagnosed(state=State.UNUSED, opened_on=date(2026, 5, 1)),
            ["强制激活"],
            ["by force"],
            id="about to activate",
        ),
        pytest.param(
            diagnosed(state=State.TESTING, opened_on=date(2026, 9, 1), test_months=3),
            ["快结束"],
            ["ending soon"],
            id="the test period is ending",
        ),
        pytest.param(diagnosed(state=State.PARTIAL), ["部分使用中"], ["Partly in use"], id="partly in use"),
    ],
)
def test_the_first_line_alone_is_enough(found: Diagnosis, zh: list[str], en: list[str]) -> None:
    for lang, parts in (("zh", zh), ("en", en)):
        said = headline(lang, found)
        assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        pytest.param(
            suspended(Cause.QUOTA, Cause.REAL_NAME),
            "2 件事都能自己办，先办实名，再办流量",
            "2 things to do, all yours: real name first, then data",
            id="yours",
        ),
        pytest.param(
            suspended(Cause.QUOTA, Cause.CREDIT, Cause.REGION),
            "3 件事都要办，有的要找别人，先办欠费，再办区域、流量",
            "3 things need doing, not all by you: arrears first, then area, data",
            id="not all",
        ),
        pytest.param(suspended(Cause.QUOTA, Cause.CARRIER), "先别付钱", "don't pay yet", id="the carrier's goes first"),
        pytest.param(
            suspended(Cause.QUOTA, Cause.REAL_NAME, real_name=RealName.VERIFIED),
            "先别付钱，交人工核对",
            "Don't pay yet; have a person check",
            id="facts disagree, and something else",
        ),
        pytest.param(
            diagnosed(state=State.ACTIVE, online=False, real_name=RealName.REQUIRED),
            "能用，但有 2 件事要留意",
            "Works, but 2 things",
            id="it works all the same",
        ),
        pytest.param(
            stopped(Cause.QUOTA, plan_expires_on=TODAY - 100 * DAY),
            "可能已经销户，先别付钱",
            "may already be cancelled. Don't pay",
            id="past the cancellation",
        ),
        pytest.param(
            stopped(Cause.QUOTA, plan_expires_on=TODAY - 90 * DAY),
            "今天就到自动销户的日子，先别付钱",
            "due for cancellation today. Don't pay yet",
            id="on the day of the cancellation",
        ),
        pytest.param(
            stopped(Cause.CARRIER, **LOST_SOON),
            "两件一起找卖家，先别付钱",
            "Raise both with your seller together; don't pay yet",
            id="about to be lost, beside a carrier stop",
        ),
        pytest.param(
            stopped(Cause.PRE_CANCEL, **LOST_SOON),
            "今天就找卖家，没确认之前别付钱",
            "Ask your seller today, and don't pay",
            id="about to be lost, and queued already",
        ),
    ],
)
def test_the_first_line_of_several_says_what_comes_first(found: Diagnosis, zh: str, en: str) -> None:
    assert zh in headline("zh", found)
    assert en in headline("en", found)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(suspended(Cause.QUOTA, quota_mb=9.0, used_mb=1.0), True, id="a clash and what it concerns"),
        pytest.param(diagnosed(state=State.ACTIVE, **OVER), True, id="a clash alone"),
        pytest.param(suspended(Cause.QUOTA, Cause.REBIND, quota_mb=9.0, used_mb=1.0), False, id="and something else"),
        pytest.param(
            suspended(Cause.QUOTA, Cause.REAL_NAME, quota_mb=9.0, used_mb=1.0, real_name=RealName.VERIFIED),
            False,
            id="two clashes are two matters",
        ),
    ],
)
def test_a_clash_and_the_finding_it_concerns_are_told_as_one(found: Diagnosis, expected: bool) -> None:
    assert ("数据对不上：" in headline("zh", found)) is expected
