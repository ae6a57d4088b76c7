"""What a platform says, brought into what the inventory has."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.card import Cause, State
from bot.domain.iccid import Iccid
from bot.inventory.renewing import renewed
from bot.store.merging import PASSING
from tests.store.cards import FULL, NOW, TELECOM, card

OLD = replace(FULL, as_of=NOW - timedelta(days=30))


def test_a_new_card_comes_in_as_it_is() -> None:
    new = card(source="aliyun", state=State.ACTIVE)
    assert renewed(None, new) is new


def test_a_platform_that_tells_the_state_replaces_all_that_passes() -> None:
    new = card(source="aliyun", state=State.SUSPENDED, causes=frozenset({Cause.CARRIER}), used_mb=0.0)
    found = renewed(OLD, new)
    assert (found.state, found.causes, found.used_mb, found.as_of) == (new.state, new.causes, 0.0, NOW)
    assert {name for name in PASSING if getattr(found, name)} == {"state", "causes"}
    assert (found.plan, found.bound_imei, found.notes, found.rules) == (OLD.plan, OLD.bound_imei, OLD.notes, OLD.rules)


def test_one_that_does_not_know_the_state_leaves_it_with_its_age() -> None:
    found = renewed(OLD, card(source="aliyun", raw="99", plan="200MB"))
    assert found == replace(OLD, plan="200MB")


def test_what_lasts_is_replaced_one_by_one() -> None:
    found = renewed(OLD, card(source="aliyun", quota_mb=0.0, auto_renew=False, notes={"备注": "在车上"}))
    assert found == replace(OLD, quota_mb=0.0, auto_renew=False, notes={"备注": "在车上", "客户": "=甲"})


def test_the_longer_spelling_of_a_number_tells_more() -> None:
    assert renewed(OLD, card(Iccid(TELECOM.key))).iccid == TELECOM
    assert renewed(replace(OLD, iccid=Iccid(TELECOM.key)), card(TELECOM)).iccid == TELECOM
