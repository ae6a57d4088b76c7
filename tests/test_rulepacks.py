"""The rule packs that are shipped: complete, sourced, and saying what the design says."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.domain.card import State
from bot.domain.iccid import Carrier
from bot.domain.rules import Fact, RulePack, Unit, Wait
from bot.errors import BadRules
from bot.rules import FOLDER, load

PACKS = load()
NATIONAL = PACKS["national"]
FIELDS = [field.name for field in fields(RulePack) if field.name not in {"name", "remarks"}]


def fact(pack: str, name: str) -> Fact[object]:
    found: Fact[object] = getattr(PACKS[pack], name)
    return found


def test_the_packs_are_found() -> None:
    assert sorted(PACKS) == ["aliyun", "huawei", "national", "tencent", "unicom"]
    assert len(FIELDS) > 20
    assert {name: pack.name for name, pack in PACKS.items()} == {name: name for name in PACKS}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("pack", sorted(PACKS))
def test_every_value_names_its_source_and_the_day_it_was_read(pack: str, name: str) -> None:
    assert fact(pack, name).source
    assert date.fromisoformat(fact(pack, name).date) > date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("test_allowance_mb", 6),
        ("test_exhausted", State.UNUSED),
        ("silence_months", 6),
        ("cycle_day", 1),
        ("cancel_days", 90),
        ("lag_days", 3),
        ("warn_test_end_days", 15),
        ("warn_forced_activation_days", 30),
        ("warn_plan_days", 30),
        ("warn_short_plan_days", 7),
        ("warn_quota_percent", 80),
        ("warn_quota_late_percent", 95),
        ("late_days", 3),
        ("conflict_quota_percent", 90),
        ("urgent_cancel_days", 30),
        ("wait_recheck", Wait(30, Unit.MINUTES)),
        ("wait_add_on", Wait(15, Unit.MINUTES)),
        ("wait_resume", Wait(10, Unit.MINUTES)),
        ("wait_renewal", Wait(3, Unit.WORKING_DAYS)),
        ("wait_real_name", None),
        ("wait_appeal", None),
    ],
)
def test_the_national_pack_says_what_the_design_says(name: str, expected: object) -> None:
    assert fact("national", name).value == expected
    assert fact("national", name).by_carrier == {}


@pytest.mark.parametrize(
    ("name", "carrier", "expected"),
    [
        ("rebinds_per_month", Carrier.TELECOM, 2),
        ("risky_rebinds_per_month", Carrier.UNICOM, 3),
        ("wait_rebind", Carrier.MOBILE, Wait(3, Unit.WORKING_DAYS)),
    ],
)
def test_what_one_carrier_publishes_holds_for_that_one_alone(name: str, carrier: Carrier, expected: object) -> None:
    assert {each: fact("national", name).of(each) for each in Carrier} == {
        **dict.fromkeys(Carrier, None),
        carrier: expected,
    }


def test_unicom_differs_by_its_cycle_and_by_nothing_else() -> None:
    differing = [name for name in FIELDS if fact("unicom", name).value != fact("national", name).value]
    assert differing == ["cycle_day"]
    assert fact("unicom", "cycle_day").value == 27


@pytest.mark.parametrize("pack", ["aliyun", "huawei", "tencent"])
def test_a_reseller_bills_each_carrier_by_its_own_cycle(pack: str) -> None:
    turns = [fact(pack, "cycle_day").of(carrier) for carrier in (Carrier.MOBILE, Carrier.TELECOM, Carrier.UNICOM)]
    assert turns == [1, 1, 27]


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_what_is_only_said_somewhere_is_a_remark_with_its_source(pack: str) -> None:
    assert PACKS[pack].remarks
    assert all(remark.text and remark.source for remark in PACKS[pack].remarks)


@pytest.mark.parametrize(
    ("written", "field"),
    [
        pytest.param('extends = "national"\n[silence]\nvalue = 6', "silence", id="a field that is none"),
        pytest.param('extends = "national"\n[lag_days]\nvalue = 6', "lag_days", id="a value without a source"),
        pytest.param('extends = "nobody"', "nobody.toml", id="a parent that is not there"),
        pytest.param('extends = "new"', "extends", id="its own parent"),
        pytest.param("[cycle_day", "Expected", id="no TOML"),
    ],
)
def test_a_pack_that_cannot_be_read_is_named_with_its_field(tmp_path: Path, written: str, field: str) -> None:
    (tmp_path / "national.toml").write_bytes((FOLDER / "national.toml").read_bytes())
    (tmp_path / "new.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadRules) as refused:
        load(tmp_path)
    file = "nobody.toml" if field == "nobody.toml" else "new.toml"
    assert refused.value.text.args["file"] == file
    assert field in str(refused.value.text.args["field"])


def test_a_parent_is_read_once_whatever_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "national.toml").write_bytes((FOLDER / "national.toml").read_bytes())
    (tmp_path / "a.toml").write_text('extends = "national"', encoding="utf-8")
    packs = load(tmp_path)
    assert packs["a"].cycle_day is packs["national"].cycle_day
