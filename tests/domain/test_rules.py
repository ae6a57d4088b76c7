"""Rule packs: which one holds for a card, and what a pack must say to be one."""

import tomllib
from typing import Any

import pytest

from bot.domain.card import State
from bot.domain.iccid import Carrier
from bot.domain.rules import Fact, NotARulePack, Rulebook, Unit, Wait, parse
from bot.rules import FOLDER
from tests.domain.builders import NATIONAL, PACKS, card

READ = {"source": "somebody", "date": "2026-11-22"}
BOOK = Rulebook(PACKS, "national", {"aliyun": "aliyun", "broken": "no such pack"})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"rules": "huawei", "source": "aliyun", "carrier": Carrier.UNICOM}, "huawei", id="the card's own"),
        pytest.param({"source": "aliyun", "carrier": Carrier.UNICOM}, "aliyun", id="else its source's"),
        pytest.param({"carrier": Carrier.UNICOM}, "unicom", id="else its carrier's"),
        pytest.param({"carrier": Carrier.TELECOM}, "national", id="else the one that is set"),
        pytest.param(
            {"rules": "gone", "carrier": Carrier.UNICOM}, "unicom", id="a pack that is not there is passed over"
        ),
        pytest.param({"source": "broken"}, "national", id="a source's as well"),
    ],
)
def test_the_nearest_pack_holds(said: dict[str, Any], expected: str) -> None:
    assert BOOK.of(card(**said)).name == expected


def test_a_carrier_that_nobody_named_is_told_by_the_number() -> None:
    assert BOOK.of(card(carrier=None, iccid=card(carrier=Carrier.UNICOM).iccid)).name == "unicom"


def test_a_fact_may_hold_for_one_carrier_only() -> None:
    rebinds: Fact[int] = Fact(None, "Huawei Cloud GSL", "2026-11-22", {Carrier.TELECOM: 2})
    assert [rebinds.of(carrier) for carrier in (Carrier.TELECOM, Carrier.MOBILE, None)] == [2, None, None]
    cycle: Fact[int] = Fact(1, "Tencent Cloud", "2026-11-22", {Carrier.UNICOM: 27})
    assert [cycle.of(carrier) for carrier in (Carrier.UNICOM, Carrier.MOBILE, None)] == [27, 1, 1]


def test_what_a_pack_does_not_say_its_parent_does() -> None:
    child = parse("child", {"silence_months": {"value": 3, **READ}}, NATIONAL)
    assert child.name == "child"
    assert child.silence_months == Fact(3, "somebody", "2026-11-22", {})
    assert child.cancel_days == NATIONAL.cancel_days
    assert child.remarks == ()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("wait_rebind", "3 working_days", Wait(3, Unit.WORKING_DAYS)),
        ("wait_add_on", "15 minutes", Wait(15, Unit.MINUTES)),
        ("test_exhausted", "active", State.ACTIVE),
        ("test_allowance_mb", 0.02, 0.02),
        ("lag_days", 0, 0),
    ],
)
def test_a_value_is_read_as_what_its_field_is(name: str, value: object, expected: object) -> None:
    assert getattr(parse("child", {name: {"value": value, **READ}}, NATIONAL), name).value == expected


def test_a_value_may_be_known_not_to_be_published() -> None:
    assert parse("child", {"cancel_days": READ}, NATIONAL).cancel_days.value is None


@pytest.mark.parametrize(
    ("name", "given"),
    [
        pytest.param("silence", {"value": 6, **READ}, id="a field that is none"),
        pytest.param("silence_months", {"value": 6, "date": "2026-11-22"}, id="a value without a source"),
        pytest.param("silence_months", {"value": 6, "source": "somebody"}, id="a value without the day it was read"),
        pytest.param("silence_months", {"value": "6", **READ}, id="a text for a number"),
        pytest.param("silence_months", {"value": True, **READ}, id="a truth for a number"),
        pytest.param("silence_months", {"value": -6, **READ}, id="a number below nothing"),
        pytest.param("test_exhausted", {"value": "asleep", **READ}, id="a state that is none"),
        pytest.param("wait_rebind", {"value": "3 fortnights", **READ}, id="a unit that is none"),
        pytest.param("wait_rebind", {"value": "soon", **READ}, id="a wait without an amount"),
        pytest.param("cycle_day", {"by_carrier": {"vodafone": 1}, **READ}, id="a carrier that is none"),
        pytest.param("cycle_day", 27, id="a bare value"),
    ],
)
def test_a_pack_that_does_not_say_what_it_must_is_refused_by_field(name: str, given: object) -> None:
    with pytest.raises(NotARulePack, match=f"^{name}$"):
        parse("child", {name: given}, NATIONAL)


def test_a_pack_without_a_parent_must_say_everything() -> None:
    data = tomllib.loads((FOLDER / "national.toml").read_text(encoding="utf-8"))
    assert parse("national", data) == NATIONAL
    del data["cancel_days"]
    with pytest.raises(NotARulePack, match=r"^cancel_days$"):
        parse("national", data)
