"""The columns of a card file, and the headers by which they are known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.inventory.spelling import plain

HEADERS: Mapping[str, tuple[str, ...]] = {
    "iccid": ("ICCID", "卡号", "ICCID号", "ICCID号码", "ICCID卡号", "卡ICCID"),
    "msisdn": ("号码", "物联网卡号", "接入号", "接入号码", "物联卡号", "物联网号码", "MSISDN号", "手机号", "手机号码"),
    "imsi": ("IMSI", "IMSI号", "IMSI号码"),
    "carrier": ("运营商", "营运商", "所属运营商", "运营商名称", "operator"),
    "state": ("状态", "卡状态", "卡片状态", "card state", "status", "card status"),
    "causes": ("停用原因", "停机原因", "停用停机原因", "cause"),
    "opened_on": ("开户日期", "开户时间", "开户日", "开卡日期", "开卡时间"),
    "test_months": ("测试期", "测试期月数", "测试期(月)"),
    "test_used_mb": ("测试期已用流量", "测试期已用", "test used"),
    "activated_on": ("激活日期", "激活时间", "激活日"),
    "plan": ("套餐", "套餐名称", "套餐名"),
    "quota_mb": ("套餐流量", "套餐总流量", "quota"),
    "used_mb": ("已用流量", "本月已用", "本月已用流量", "当月已用", "当月已用流量", "已使用流量", "used"),
    "plan_expires_on": (
        "到期时间",
        "套餐到期日",
        "到期日期",
        "到期日",
        "套餐到期时间",
        "套餐到期日期",
        "plan expires",
    ),
    "stopped_on": ("停机日期", "停机时间", "停机日"),
    "real_name": ("实名状态", "实名认证状态"),
    "bound_imei": ("绑定IMEI", "绑定IMEI号"),
    "current_imei": ("当前IMEI", "当前IMEI号"),
    "online": ("在线状态", "是否在线"),
    "last_seen": ("最后在线时间", "最近在线时间"),
    "quota_period": ("流量周期",),
    "auto_renew": ("自动续费", "是否自动续费"),
    "pool": ("池类型", "流量池类型"),
    "auto_resume": ("次月自动复用", "是否次月自动复用"),
    "rules": ("规则包",),
    "raw": ("原始代码",),
    "as_of": ("数据时间", "数据日期"),
    "refused_row": (),
    "refused_because": (),
}
"""Every column with the headers that name it beside its own name."""

IGNORED = frozenset({"refused_row", "refused_because"})
"""What an earlier import added for people to read."""

EXPORTED = tuple(name for name in HEADERS if name not in IGNORED)

UNITS: Mapping[str, float] = {
    "b": 1 / 1024**2,
    "byte": 1 / 1024**2,
    "bytes": 1 / 1024**2,
    "字节": 1 / 1024**2,
    "k": 1 / 1024,
    "kb": 1 / 1024,
    "kib": 1 / 1024,
    "m": 1,
    "mb": 1,
    "mib": 1,
    "兆": 1,
    "g": 1024,
    "gb": 1024,
    "gib": 1024,
    "t": 1024**2,
    "tb": 1024**2,
    "tib": 1024**2,
}
"""Units of data, in MB."""

SIZES = frozenset({"test_used_mb", "quota_mb", "used_mb"})
_REMARKS = frozenset({"必填", "选填", "可选", "required", "optional"})
_NAMES = {plain(header): name for name, headers in HEADERS.items() for header in (name, *headers)}
_QUALIFIED = re.compile(r"(.+?)[(\[/](\w+)[)\]]?")


@dataclass(frozen=True, slots=True)
class Named:
    """The column that a header names; *unit* is what its sizes are given in, in MB."""

    name: str
    unit: float = 1


def named(header: str) -> Named | None:
    """Return the column that *header* names, also with a unit (`已用流量(GB)`) or a remark (`ICCID(必填)`) after it."""
    spelt = plain(header)
    if spelt in _NAMES:
        return Named(_NAMES[spelt])
    parts = _QUALIFIED.fullmatch(spelt)
    if parts is None or parts[1] not in _NAMES:
        return None
    name, qualifier = _NAMES[parts[1]], parts[2]
    if name in SIZES and qualifier in UNITS:
        return Named(name, UNITS[qualifier])
    return Named(name) if qualifier in _REMARKS else None
