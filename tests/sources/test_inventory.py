"""The inventory as a source: over the store of the tests, and over the real one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.card import Card, Cause, State
from bot.domain.iccid import Iccid
from bot.errors import BadAnswer, ClinicError, SourceDown, SourceError, StoreBroken, StoreLocked
from bot.ports import Wanted
from bot.sources.inventory import Inventory
from bot.store.database import open_store
from tests.sources.contract import SourceContract
from tests.store.cards import TELECOM, UNICOM, card
from tests.store.memory import MemoryStore

KNOWN = card(
    TELECOM,
    msisdn="1064912345678",
    state=State.SUSPENDED,
    causes=frozenset({Cause.QUOTA, Cause.REAL_NAME}),
    used_mb=0.0,
)


class TestOverTheFake(SourceContract):
    @pytest.fixture
    def source(self) -> Inventory:
        return Inventory(MemoryStore(KNOWN))

    @pytest.fixture
    def known(self) -> Card:
        return KNOWN

    @pytest.fixture
    def absent(self) -> Iccid:
        return UNICOM


class TestOverTheStore(TestOverTheFake):
    @pytest.fixture
    async def source(self, tmp_path: Path) -> AsyncIterator[Inventory]:
        async with open_store(tmp_path / "cards.db") as store:
            await store.put([KNOWN])
            yield Inventory(store)


class Failing(MemoryStore):
    """A store that cannot answer."""

    def __init__(self, error: ClinicError) -> None:
        super().__init__()
        self._error = error

    async def find(self, wanted: Wanted) -> Card | None:  # noqa: ARG002 - it never comes to that
        raise self._error


FAILURES: dict[str, tuple[ClinicError, type[SourceError]]] = {
    "a row that is no card": (StoreBroken(path="cards.db", problem="damaged"), BadAnswer),
    "a store that another program holds": (StoreLocked(path="cards.db"), SourceDown),
}


@pytest.mark.anyio
@pytest.mark.parametrize(("failure", "told"), FAILURES.values(), ids=FAILURES.keys())
async def test_not_answering_is_not_the_same_as_not_having(failure: ClinicError, told: type[SourceError]) -> None:
    with pytest.raises(told) as error:
        await Inventory(Failing(failure)).find(TELECOM)
    assert error.value.source == "inventory"
    assert error.value.__cause__ is failure


@pytest.mark.anyio
async def test_a_corrupt_row_does_not_crash(tmp_path: Path) -> None:
    async with open_store(tmp_path / "cards.db") as store:
        await store.put([KNOWN])
        await store._write(lambda connection: connection.execute("UPDATE cards SET state = 'asleep'"))  # noqa: SLF001
        with pytest.raises(BadAnswer):
            await Inventory(store).find(TELECOM)
