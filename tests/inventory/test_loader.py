"""Importing: what enters the store, what is counted, who has to wait."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.domain.card import Cause, Pool, QuotaPeriod, RealName, State
from bot.domain.iccid import Carrier
from bot.errors import BadFile, StoreBroken, StoreLocked
from bot.inventory import loader
from bot.inventory.loader import Imported, load
from bot.store import schema
from tests.inventory.files import NUMBER, OTHER, PACKS, csv_file, database, imported, kept, only, say
from tests.store.cards import CHINA, NOW, card

FULL = {
    "iccid": ("卡号", NUMBER),
    "msisdn": ("物联网卡号", "86 10649 12345678"),
    "imsi": ("IMSI", "460110123456789"),
    "carrier": ("运营商", "中国电信"),
    "state": ("状态", "信控停用"),
    "causes": ("停用原因", "实名停用"),
    "opened_on": ("开户日期", "2026年1月15日"),
    "test_months": ("测试期", "3个月"),
    "test_used_mb": ("测试期已用流量", "512KB"),
    "activated_on": ("激活时间", "2026/5/2 08:15"),
    "plan": ("套餐名称", "30MB 月包"),
    "quota_mb": ("套餐流量", "1.5GB"),
    "used_mb": ("本月已用", "0"),
    "plan_expires_on": ("到期时间", "2027-04-01 00:00:00"),
    "stopped_on": ("停机日期", "20261120"),
    "real_name": ("实名状态", "审核中"),
    "bound_imei": ("绑定IMEI", "861234567890123"),
    "current_imei": ("当前IMEI", "861234567890124"),
    "online": ("在线状态", "离线"),
    "last_seen": ("最后在线时间", "2026-11-21 08:15:00"),
    "quota_period": ("流量周期", "month"),
    "auto_renew": ("自动续费", "是"),
    "pool": ("池类型", "同档池"),
    "auto_resume": ("次月自动复用", "false"),
    "rules": ("规则包", "National"),
    "raw": ("原始代码", "400|01"),
    "as_of": ("数据时间", "2026-11-21"),
    "": ("客户", "甲公司"),
}


def test_a_full_row_is_a_full_card(tmp_path: Path) -> None:
    header, cells = zip(*FULL.values(), strict=True)
    assert only(csv_file(tmp_path, f"{','.join(header)}\n{','.join(cells)}\n")) == card(
        as_of=datetime(2026, 11, 21, 23, 59, 59, tzinfo=CHINA),
        carrier=Carrier.TELECOM,
        msisdn="1064912345678",
        imsi="460110123456789",
        state=State.SUSPENDED,
        causes=frozenset({Cause.QUOTA, Cause.REAL_NAME}),
        opened_on=date(2026, 1, 15),
        test_months=3,
        test_used_mb=0.5,
        activated_on=date(2026, 5, 2),
        plan="30MB 月包",
        quota_mb=1536.0,
        used_mb=0.0,
        plan_expires_on=date(2027, 3, 31),
        stopped_on=date(2026, 11, 20),
        real_name=RealName.PENDING,
        bound_imei="861234567890123",
        current_imei="861234567890124",
        online=False,
        last_seen=datetime(2026, 11, 21, 8, 15, tzinfo=CHINA),
        quota_period=QuotaPeriod.MONTH,
        auto_renew=True,
        pool=Pool.SAME_TIER,
        auto_resume=False,
        rules="national",
        raw="400|01",
        notes={"客户": "甲公司"},
    )


def test_an_empty_row_is_a_card_of_which_nothing_is_known(tmp_path: Path) -> None:
    header = ",".join(title for title, _ in FULL.values())
    assert only(csv_file(tmp_path, f"{header}\n{NUMBER}\n")) == card(as_of=NOW)


def test_without_a_column_for_it_the_facts_are_those_of_the_import(tmp_path: Path) -> None:
    assert only(csv_file(tmp_path, f"iccid\n{NUMBER}\n")).as_of == NOW


def test_what_was_done_is_counted(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n{OTHER},bored\n{NUMBER},stopped\n\n,\n")
    assert imported(file) == Imported(
        rows=3, added=1, changed=0, unchanged=0, refused=1, repeated=1, refused_file=tmp_path / "cards.refused.csv"
    )
    assert [card.state for card in kept(file)] == ["stopped"]
    assert imported(csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n")).changed == 1
    assert imported(csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n")).unchanged == 1


def test_a_later_file_of_usage_alone_leaves_no_stale_state(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, f"iccid,state,plan\n{NUMBER},信控停用,30MB\n"))
    now = only(csv_file(tmp_path, f"iccid,used_mb,数据时间\n{NUMBER},12,2026-11-22\n"))
    assert now == card(used_mb=12.0, plan="30MB")


def test_a_file_of_plans_alone_leaves_state_and_moment(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, f"iccid,state,as_of\n{NUMBER},信控停用,2026-11-20\n"))
    now = only(csv_file(tmp_path, f"iccid,plan,as_of\n{NUMBER},30MB,2026-11-22\n"))
    assert (now.state, now.plan, now.as_of.date()) == (State.SUSPENDED, "30MB", date(2026, 11, 20))


def test_a_rehearsal_tells_everything_and_changes_nothing(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n"))
    file = csv_file(tmp_path, f"iccid,state\n{NUMBER},stopped\n{OTHER},active\n12345,active\n")
    told = imported(file, dry_run=True)
    assert (told.added, told.changed, told.refused) == (1, 1, 1)
    assert told.refused_file is not None
    assert told.refused_file.exists()
    assert [card.state for card in kept(file)] == ["active"]


def test_progress_is_told_on_the_way_and_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_STRIDE", 10)
    file = csv_file(tmp_path, "iccid\n" + "".join(f"89860321249946{at:05d}7\n" for at in range(25)))
    told: list[tuple[int, float]] = []
    load(database(file), file, now=NOW, packs=PACKS, say=say, progress=lambda rows, part: told.append((rows, part)))
    assert [rows for rows, _ in told] == [10, 20, 25]
    assert [part for _, part in told] == sorted(part for _, part in told)
    assert told[-1] == (25, 1.0)


def test_nobody_waits_while_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_STRIDE", 1)
    imported(csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n"))
    file = csv_file(tmp_path, f"iccid,state\n{NUMBER},stopped\n{OTHER},active\n")
    seen: list[object] = []

    def look(rows: int, _: float) -> None:
        if rows == 1:
            with closing(schema.connect(database(file), patience=0)) as other:
                seen.extend(other.execute("SELECT state FROM cards").fetchall())
                other.execute("UPDATE cards SET plan = 'written meanwhile'")

    load(database(file), file, now=NOW, packs=PACKS, say=say, progress=look)
    assert seen == [("active",)]
    assert [(card.state, card.plan) for card in kept(file)] == [("stopped", "written meanwhile"), ("active", None)]


def test_a_store_that_another_program_holds_is_left_alone(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, f"iccid,state\n{NUMBER},active\n"))
    file = csv_file(tmp_path, f"iccid,state\n{NUMBER},stopped\n")
    with closing(sqlite3.connect(database(file), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            load(database(file), file, now=NOW, packs=PACKS, say=say, patience=0.05)
    assert [card.state for card in kept(file)] == ["active"]


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"iccid\n{NUMBER}\n")
    with closing(sqlite3.connect(database(file))) as other:
        other.execute("CREATE TABLE songs (id)")
    with pytest.raises(StoreBroken):
        imported(file)


def test_a_bad_file_makes_no_database(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "msisdn\n1\n")
    with pytest.raises(BadFile):
        imported(file)
    assert not database(file).exists()
