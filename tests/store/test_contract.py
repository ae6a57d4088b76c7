"""What every store promises: the fake of the tests and the real one alike."""

from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from bot.domain.card import Card, Seen, State
from bot.domain.iccid import Iccid, Msisdn
from bot.domain.message import Memory, Person
from bot.ports import Cards, Memories
from bot.store.database import open_store
from tests.store.cards import FULL, MOBILE, NOW, TELECOM, UNICOM, card
from tests.store.memory import MemoryStore

pytestmark = pytest.mark.anyio
ANNA = Person("telegram", "42")


class AnyStore(Cards, Memories, Protocol):
    pass


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    async with open_store(tmp_path / "cards.db") as sqlite:
        yield sqlite


async def test_a_card_comes_back_as_it_was_put(store: AnyStore) -> None:
    await store.put([FULL])
    assert await store.find(FULL.iccid) == FULL


async def test_what_is_not_known_of_a_card_stays_unknown(store: AnyStore) -> None:
    await store.put([card()])
    found = await store.find(TELECOM)
    assert found == card()
    assert found is not None
    said = {field.name for field in fields(found) if getattr(found, field.name) is not None}
    assert said == {"iccid", "source", "as_of", "causes", "notes", "seen", "gaps", "silent"}


async def test_a_card_that_is_not_there_is_none(store: AnyStore) -> None:
    assert await store.find(TELECOM) is None
    assert await store.find(Msisdn("1064912345678")) is None


FORMS = {
    "a Telecom card put with 20, asked for with 19": ("89860321249946513307", "8986032124994651330"),
    "a Telecom card put with 19, asked for with 20": ("8986032124994651330", "89860321249946513307"),
    "a Unicom card, whatever its check digit": ("89860621249946513302", "89860621249946513309"),
    "a Mobile card put with 19, asked for with the filler F": ("8986002124994651330", "8986002124994651330F"),
    "a Mobile card put with the filler F, asked for with 19": ("8986002124994651330F", "8986002124994651330"),
    "a Broadnet card put with the filler F, asked for with 19": ("8986152124994651330F", "8986152124994651330"),
}


@pytest.mark.parametrize(("put", "asked"), FORMS.values(), ids=FORMS.keys())
async def test_the_long_and_the_short_form_find_each_other(store: AnyStore, put: str, asked: str) -> None:
    await store.put([card(Iccid(put))])
    assert await store.find(Iccid(asked)) == card(Iccid(put))


async def test_a_mobile_card_is_not_taken_for_another_with_the_same_first_19(store: AnyStore) -> None:
    await store.put([card(Iccid("89860021249946513301"))])
    assert await store.find(Iccid("89860021249946513302")) is None


async def test_a_card_put_again_is_replaced_as_a_whole(store: AnyStore) -> None:
    await store.put([FULL])
    await store.put([card(Iccid("8986032124994651330"), state=State.ACTIVE)])
    assert await store.find(TELECOM) == card(Iccid("8986032124994651330"), state=State.ACTIVE)
    assert await store.count() == 1


async def test_the_number_of_a_device_finds_its_card(store: AnyStore) -> None:
    await store.put([FULL, card(MOBILE, msisdn="1440412345678")])
    assert await store.find(Msisdn("1440412345678")) == card(MOBILE, msisdn="1440412345678")


async def test_of_several_cards_with_one_number_the_latest_counts(store: AnyStore) -> None:
    old, new, older = (
        card(iccid, msisdn="1064912345678", as_of=at)
        for iccid, at in ((TELECOM, NOW), (UNICOM, NOW.astimezone(UTC) + timedelta(seconds=1)), (MOBILE, NOW))
    )
    await store.put([old, new, older])
    assert await store.find(Msisdn("1064912345678")) == new


async def test_what_other_sources_added_is_not_kept(store: AnyStore) -> None:
    await store.put([replace(card(), source="aliyun", seen={"state": Seen("aliyun", NOW)})])
    assert await store.find(TELECOM) == card()


async def test_cards_are_counted_and_removed(store: AnyStore) -> None:
    await store.put([card(TELECOM), card(UNICOM), card(MOBILE)])
    assert await store.count() == 3
    assert await store.remove([Iccid("8986032124994651330"), MOBILE, Iccid("89860021249946513301")]) == 2
    assert [kept async for kept in store.all()] == [card(UNICOM)]


async def test_all_cards_come_in_order_of_key(store: AnyStore) -> None:
    many = [card(Iccid(f"89860321249946{at:05d}7")) for at in range(1200)]
    await store.put(reversed(many))
    assert [kept async for kept in store.all()] == many


async def test_nothing_is_known_of_a_stranger(store: AnyStore) -> None:
    assert await store.recall(ANNA) == Memory()


MEMORIES = {
    "everything": Memory(lang="en", last_card="8986…", offers=("再查一次", "English"), asked=True),
    "nothing": Memory(),
}


@pytest.mark.parametrize("memory", MEMORIES.values(), ids=MEMORIES.keys())
async def test_what_is_remembered_is_recalled(store: AnyStore, memory: Memory) -> None:
    await store.remember(ANNA, Memory(lang="zh", asked=True))
    await store.remember(ANNA, memory)
    assert await store.recall(ANNA) == memory


async def test_who_is_forgotten_is_a_stranger(store: AnyStore) -> None:
    await store.remember(ANNA, Memory(lang="zh", asked=True))
    await store.remember(Person("wechat", "42"), Memory(lang="en"))
    await store.forget(ANNA)
    await store.forget(Person("telegram", "a stranger"))
    assert await store.recall(ANNA) == Memory()
    assert await store.recall(Person("wechat", "42")) == Memory(lang="en")


async def test_the_same_name_on_two_channels_is_two_people(store: AnyStore) -> None:
    await store.remember(ANNA, Memory(lang="en"))
    assert await store.recall(Person("wechat", "42")) == Memory()


async def test_a_card_is_typed(store: AnyStore) -> None:
    await store.put([FULL])
    found = await store.find(TELECOM)
    assert isinstance(found, Card)
    assert {type(getattr(found, field.name)) for field in fields(Card)} == {
        type(getattr(FULL, field.name)) for field in fields(Card)
    }
