"""The pictures of cases: those that people hand in at the page, and all of them to be looked at there."""

from bot.desk.pictures import named
from bot.desk.reception import Reception
from bot.domain.message import Person
from bot.domain.pictures import Flaw, Image


class Exhibition(Reception):
    """Takes pictures, and shows each to those alone whose case it belongs to."""

    async def takes_pictures(self, person: Person) -> bool:
        case = await self.cases.of(person)
        return case is not None and not case.with_bot

    async def hand_in(self, person: Person, name: str, image: Image) -> bool:
        case = await self.cases.of(person)
        return case is not None and not case.with_bot and await self.album.keep(name, case.number, image)

    async def picture(self, person: Person, name: str) -> Image | Flaw:
        for case, said in await self.kept(person):
            message = named(name, case.number, said)
            if message is not None:
                found = await self.courier.pictures.fetch(message)
                if isinstance(found, Flaw):
                    await self.unseen(case, f"unseen:{name}")
                return found
        return Flaw.LOST

    async def exhibit(self, number: str, name: str) -> Image | Flaw:
        message = named(name, number, await self.cases.messages(number))
        return Flaw.LOST if message is None else await self.courier.pictures.fetch(message)
