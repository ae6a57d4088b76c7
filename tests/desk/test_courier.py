"""The courier's rule holds for pictures: whatever ends the process, order is kept and nothing is lost."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.desk.courier import Courier
from bot.domain.cases import Delivery, HelpCase, Kind, Message
from bot.domain.message import Person
from bot.domain.pictures import Carried, Flaw, Format, Image
from bot.domain.reply import Answer
from tests.desk.memory import MemoryCases
from tests.domain.test_pictures import PNG
from tests.fakes import TEXTS

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, WANG = Person("wechat", "anna"), Person("telegram", "77")
CASE = HelpCase(number="K7Q2-9F", person=ANNA, lang="zh", opened_at=NOW)
CARD = Image(Format.PNG, PNG)


@dataclass
class Reader:
    """Both sides of a case, and where their pictures lie."""

    open: asyncio.Event
    asked: int = 0
    heard: list[str | Carried] = field(default_factory=list)
    seen: list[Image | str] = field(default_factory=list)
    allowance: None = None

    async def fetch(self, name: str) -> Image | Flaw:
        del name
        self.asked += 1
        await self.open.wait()
        return CARD

    async def deliver(self, case: HelpCase, message: Message, picture: Carried | None) -> Delivery:
        del case
        self.heard.append(picture or message.text)
        return Delivery.SENT


class Channel:
    """Where people are."""

    allowance = None

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def deliver(self, person: Person, answer: Answer, picture: Image | str | None) -> Delivery:
        del person
        self._reader.seen.append(picture or str(answer.reply.blocks[0]))
        return Delivery.SENT


def said(words: str, picture: str | None = None, author: Person = ANNA) -> Message:
    kind = Kind.SAID if author == ANNA else Kind.ANSWER
    return Message(kind=kind, author=author, text=words, at=NOW, picture=picture, origin=f"{author}/{words}{picture}")


async def begun(cases: MemoryCases, reader: Reader) -> Courier:
    courier = Courier(cases, TEXTS, "zh", lambda: NOW)
    await courier.join("telegram", Channel(reader), reader, reader)
    await courier.join("wechat", Channel(reader), pictures=reader)
    return courier


async def test_a_picture_that_was_being_fetched_is_fetched_again() -> None:
    cases, reader = MemoryCases(), Reader(asyncio.Event())
    await cases.open(CASE, [said("1"), said("", "a"), said("2"), said("3", "b", WANG), said("4", None, WANG)])
    courier = await begun(cases, reader)
    async with asyncio.timeout(30):
        while reader.asked < 2:  # noqa: ASYNC110 - nothing tells when it does
            await asyncio.sleep(0.001)
    await courier.stop()
    assert (reader.heard, reader.seen) == (["1"], [])
    reader.open.set()
    again = await begun(cases, reader)
    await again.idle()
    assert reader.heard == ["1", CARD, "2"]
    assert [reader.seen[0], "4" in str(reader.seen[1])] == [CARD, True]


async def test_a_picture_waits_for_the_channel_that_has_it() -> None:
    cases, reader = MemoryCases(), Reader(asyncio.Event())
    reader.open.set()
    await cases.open(CASE, [said("", "a"), said("2")])
    courier = Courier(cases, TEXTS, "zh", lambda: NOW)
    await courier.join("telegram", Channel(reader), reader, reader)
    await courier.idle()
    assert reader.heard == []
    await courier.join("wechat", None, pictures=reader)
    await courier.idle()
    assert reader.heard == [CARD, "2"]
