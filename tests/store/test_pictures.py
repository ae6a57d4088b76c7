"""Pictures from the page: kept as long as their case, and not too many of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cases import HelpCase, Stage
from bot.domain.message import Person
from bot.domain.pictures import Flaw, Format, Image
from bot.store.database import Store, open_store
from bot.store.pictures import MOST_EACH
from tests.domain.test_pictures import JPEG, PNG

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, LI = Person("web", "anna"), Person("web", "li")
CARD = Image(Format.PNG, PNG)


async def opened(store: Store, number: str, person: Person, stage: Stage = Stage.OPEN) -> None:
    closed_at = NOW if stage is Stage.CLOSED else None
    case = HelpCase(number=number, person=person, lang="zh", opened_at=NOW, stage=stage, closed_at=closed_at)
    assert await store.cases.open(case, []) is not None


async def test_what_is_kept_is_found_and_keeping_it_again_changes_nothing(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        await opened(store, "K7Q2-9F", ANNA)
        assert await store.pictures.fetch("one") is Flaw.LOST
        for image in (CARD, Image(Format.JPEG, JPEG)):
            assert await store.pictures.keep("one", "K7Q2-9F", image)
        assert await store.pictures.fetch("one") == CARD


async def test_a_case_has_room_for_some_and_each_its_own(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        await opened(store, "K7Q2-9F", ANNA)
        await opened(store, "ABCD-EF", LI)
        kept = [await store.pictures.keep(str(at), "K7Q2-9F", CARD) for at in range(MOST_EACH + 1)]
        assert kept == [True] * MOST_EACH + [False]
        assert await store.pictures.keep("0", "K7Q2-9F", CARD)
        assert not await store.pictures.keep("0", "ABCD-EF", CARD)
        assert await store.pictures.keep("li", "ABCD-EF", CARD)


async def test_they_go_with_their_case(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        await opened(store, "K7Q2-9F", ANNA)
        await opened(store, "ABCD-EF", LI, Stage.CLOSED)
        await store.pictures.keep("anna", "K7Q2-9F", CARD)
        await store.pictures.keep("li", "ABCD-EF", CARD)
        await store.cases.forget(ANNA)
        assert [await store.pictures.fetch(name) for name in ("anna", "li")] == [Flaw.LOST, CARD]
        await store.prune(NOW + timedelta(days=1), NOW)
        assert await store.pictures.fetch("li") is Flaw.LOST
