"""The words a card file may use for states, causes and the like: codes, Chinese names, English names."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from bot.domain.card import REPORTED, Cause, Pool, QuotaPeriod, RealName, State
from bot.domain.iccid import Carrier
from bot.inventory.spelling import plain

E = TypeVar("E", bound=StrEnum)

NOTHING = frozenset({"", "/", "n/a", "#n/a", "na", "null", "none", "nil", "无"})
"""What stands in a cell that says nothing, beside dashes."""

UNKNOWN = frozenset({"unknown", "未知", "不详"})

STATES: Mapping[State, tuple[str, ...]] = {
    State.TESTING: ("可测试", "测试期", "可测试（测试期）", "testable", "test period"),
    State.UNUSED: ("未使用", "静默期", "未使用（静默期）", "not in use", "silent period"),
    State.ACTIVE: ("使用中", "在用", "in use"),
    State.PARTIAL: ("部分使用中", "partly in use"),
    State.SUSPENDED: ("已停用", "停用"),
    State.STOPPED: ("已停机", "停机"),
    State.CANCELLED: ("已销户", "销户", "canceled"),
}

CAUSES: Mapping[Cause, tuple[str, ...]] = {
    Cause.SELF_SERVICE: ("主动停用", "self-service suspension"),
    Cause.REBIND: ("换绑停用", "device-change suspension"),
    Cause.TEST_REBIND: ("测试期换绑停用", "device-change suspension in the test period"),
    Cause.REAL_NAME: ("实名停用", "real-name suspension"),
    Cause.CARRIER: ("异常停用", "carrier-imposed suspension"),
    Cause.QUOTA: ("信控停用", "quota suspension"),
    Cause.THRESHOLD: ("达量停用", "threshold suspension"),
    Cause.CREDIT: ("信控停机", "欠停", "信控停机、欠停", "credit stop"),
    Cause.PRE_CANCEL: ("预销户",),
    Cause.NET_BLOCK: ("断网", "data cut off"),
    Cause.REGION: ("区域限制", "region limit"),
    Cause.PLATFORM: ("平台管理停机", "stopped by the platform"),
    Cause.PLAN_EXPIRED: ("套餐到期", "plan expired"),
    Cause.UNSPECIFIED: ("原因不明",),
}

STATE_OF: Mapping[Cause, State] = {
    Cause.SELF_SERVICE: State.SUSPENDED,
    Cause.REBIND: State.SUSPENDED,
    Cause.TEST_REBIND: State.SUSPENDED,
    Cause.REAL_NAME: State.SUSPENDED,
    Cause.CARRIER: State.SUSPENDED,
    Cause.QUOTA: State.SUSPENDED,
    Cause.THRESHOLD: State.SUSPENDED,
    Cause.CREDIT: State.SUSPENDED,
    Cause.REGION: State.SUSPENDED,
    Cause.PLATFORM: State.SUSPENDED,
    Cause.PRE_CANCEL: State.STOPPED,
    Cause.PLAN_EXPIRED: State.STOPPED,
    Cause.NET_BLOCK: State.ACTIVE,
}
"""The state of a card whose state column holds the name of a suspension instead; data cut off leaves it in use."""

CARRIERS: Mapping[Carrier, tuple[str, ...]] = {
    Carrier.MOBILE: ("移动", "中国移动", "China Mobile", "CMCC"),
    Carrier.TELECOM: ("电信", "中国电信", "China Telecom", "CTCC"),
    Carrier.UNICOM: ("联通", "中国联通", "China Unicom", "CUCC"),
    Carrier.BROADNET: ("广电", "中国广电", "China Broadnet", "CBN"),
}
REAL_NAMES: Mapping[RealName, tuple[str, ...]] = {
    RealName.REQUIRED: ("需实名",),
    RealName.PENDING: ("审核中",),
    RealName.VERIFIED: ("已实名",),
    RealName.NOT_REQUIRED: ("无需实名",),
}
POOLS: Mapping[Pool, tuple[str, ...]] = {
    Pool.SINGLE: ("单卡",),
    Pool.SAME_TIER: ("同档池", "同档"),
    Pool.UNIFIED: ("统付池", "统付"),
}
QUOTA_PERIODS: Mapping[QuotaPeriod, tuple[str, ...]] = {
    QuotaPeriod.MONTH: ("月", "按月", "每月", "monthly"),
    QuotaPeriod.TOTAL: ("总量", "累计"),
}
TRUE = frozenset({"true", "yes", "y", "1", "on", "online", "是", "在线", "开", "开启", "已开启"})
FALSE = frozenset({"false", "no", "n", "0", "off", "offline", "否", "离线", "关", "关闭", "已关闭"})


def spellings(table: Mapping[E, Iterable[str]]) -> Mapping[str, str]:
    """Return the code for each way of writing it."""
    return {plain(name): code.value for code, names in table.items() for name in (code.value, *names)}


def _suspensions() -> dict[str, Cause]:
    """Return the causes by the Chinese names that stand in a state column; a code there must be a state's."""
    return {plain(name): cause for cause in STATE_OF for name in CAUSES[cause] if not name.isascii()}


STATE_WORDS = spellings(STATES)
CAUSE_WORDS = spellings({cause: names for cause, names in CAUSES.items() if cause in REPORTED})
SUSPENSION_WORDS = _suspensions()
CHOICES: Mapping[str, Mapping[str, str]] = {
    "carrier": spellings(CARRIERS),
    "real_name": spellings(REAL_NAMES),
    "pool": spellings(POOLS),
    "quota_period": spellings(QUOTA_PERIODS),
}
"""The columns that hold one word of a short list."""
