"""What carries messages to their readers: each side of a case in order, each message until something became of it.

A message is written before it is carried, and what became of it is written after: whatever ends the process, what was
not delivered is taken up again. Only the one that was being sent at that moment may come twice.
"""

import asyncio
import logging
from dataclasses import replace

from bot.desk.pictures import Gallery
from bot.desk.shown import shown
from bot.domain.cases import Delivery, HelpCase, Kind, Message, Side, left
from bot.domain.pictures import Image
from bot.domain.words import Clock as TimeOfDay
from bot.domain.words import Day, Text, text
from bot.errors import ClinicError
from bot.ports import Cases, Clock, Deliver, Pictures, Sleep, Speech, StaffRoom

log = logging.getLogger(__name__)

_PAUSE = 1.0
_LITTLE = 2
_TOLD = {
    Delivery.GONE: "desk-undelivered",
    Delivery.UNABLE: "desk-undelivered",
    Delivery.SHELVED: "desk-shelved",
}
"""What staff are told of a message that was not sent."""
Way = tuple[str, Side]


class Courier:
    """Carries messages by the ways that the channels offer. What there is no way for waits to be fetched."""

    def __init__(
        self,
        cases: Cases,
        texts: Speech,
        lang: str,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
        room: StaffRoom | None = None,
    ) -> None:
        self._cases, self._texts, self._lang = cases, texts, lang
        self._clock, self._sleep = clock, sleep
        self._channels: dict[str, Deliver] = {}
        self._room = room
        self._staff_on: str | None = None
        self.pictures = Gallery()
        self._due: set[Way] = set()
        self._tasks: dict[Way, asyncio.Task[None]] = {}

    def reaches(self, channel: str) -> bool:
        """Say whether what is said can be sent to people on *channel*."""
        return channel in self._channels

    async def join(
        self, channel: str, deliver: Deliver | None, room: StaffRoom | None = None, pictures: Pictures | None = None
    ) -> None:
        """Carry over *channel* from now on, what waits first; *room* is where staff are, if they are there."""
        self.pictures.join(channel, pictures)
        if deliver is not None:
            self._channels[channel] = deliver
        if room is not None:
            self._room, self._staff_on = room, channel
        for number, side in await self._cases.waiting():
            self.wake(number, side)

    def wake(self, number: str, side: Side) -> None:
        """Have a case's messages to *side* delivered soon."""
        way = (number, side)
        self._due.add(way)
        if way not in self._tasks:
            self._tasks[way] = asyncio.create_task(self._run(way))

    async def idle(self) -> None:
        """Wait until everything is delivered that can be."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def stop(self) -> None:
        """Begin nothing more; what was not delivered is at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, way: Way) -> None:
        try:
            while way in self._due:
                self._due.discard(way)
                while await self._step(*way):
                    pass
        finally:
            del self._tasks[way]

    async def _step(self, number: str, side: Side) -> bool:
        """Deliver the next message. Return False when there is none, or no way for it."""
        try:
            found, case = await self._cases.next(number, side), await self._cases.find(number)
            if found is None or case is None:
                return False
            name, message = found
            outcome = await self._deliver(case, message)
            if outcome is None:
                return False
            if outcome is Delivery.UNABLE and side is Side.STAFF and message.picture is not None:
                await self._tell_person(case, f"{name}/{outcome}")
            await self._cases.delivered(name, outcome, self._clock())
            if side is Side.USER:
                await self._tell_staff(case, message, name, outcome)
        except ClinicError as error:
            log.warning("case message waits", extra={"reason": error.key})
            await self._sleep(_PAUSE)
        return True

    async def _deliver(self, case: HelpCase, message: Message) -> Delivery | None:
        """Return what became of *message*, or None when there is no way for it."""
        try:
            if message.kind.side is Side.STAFF:
                return await self._to_staff(case, message)
            return await self._to_person(case, message)
        except ClinicError:
            raise
        except Exception:  # a slip of ours would hold up all that comes after it
            log.exception("case message not delivered")
            return Delivery.UNABLE

    async def _to_staff(self, case: HelpCase, message: Message) -> Delivery | None:
        if self._room is None or self.pictures.waits(message, self._staff_on):
            return None
        return await self._room.deliver(case, message, await self.pictures.carried(message, self._staff_on))

    async def _to_person(self, case: HelpCase, message: Message) -> Delivery | None:
        """Send it; of a picture that cannot be carried, say that there is one."""
        channel = self._channels.get(case.person.channel)
        if channel is None or self.pictures.waits(message, case.person.channel):
            return None
        if message.picture is not None:
            outcome = await self.send_picture(case, message)
            if outcome is not Delivery.UNABLE:
                return outcome
        outcome = await channel.deliver(case.person, shown(case, message), None)
        return Delivery.UNABLE if message.picture is not None and outcome is Delivery.SENT else outcome

    async def send_picture(self, case: HelpCase, message: Message) -> Delivery:
        """Send the picture of *message* with its words to the person of *case*, whom their channel reaches."""
        picture = await self.pictures.carried(message, case.person.channel)
        if not isinstance(picture, Image | str):
            return Delivery.UNABLE
        words = shown(case, replace(message, picture=None))
        return await self._channels[case.person.channel].deliver(case.person, words, picture)

    async def _tell_staff(self, case: HelpCase, message: Message, name: int, outcome: Delivery) -> None:
        """Tell staff what was not delivered, and how much still can be."""
        words = _TOLD.get(outcome) and text(_TOLD[outcome], said=message.text or "–")
        if outcome is Delivery.UNABLE and message.picture is not None:
            words = text("desk-picture-unseen")
        if outcome is Delivery.SENT:
            words = await self.left(case, _LITTLE)
        if words is None:
            return
        await self._tell(case, Kind.NOTICE, self._texts.say(words, self._lang), f"{name}/{outcome}")
        self.wake(case.number, Side.STAFF)

    async def _tell_person(self, case: HelpCase, name: str) -> None:
        """Tell the person of a case that staff cannot see their picture."""
        await self._tell(case, Kind.TOLD, self._texts.say(text("case-picture-unseen"), case.lang), name)
        self.wake(case.number, Side.USER)

    async def _tell(self, case: HelpCase, kind: Kind, said: str, name: str) -> None:
        """Write down what is said of the delivery *name*, once."""
        told = Message(kind=kind, author=case.person, text=said, at=self._clock(), origin=f"delivery:{name}")
        now: HelpCase | None = case
        while now is not None and await self._cases.change(now, now, [told]) is None:
            now = await self._cases.find(case.number)

    async def left(self, case: HelpCase, most: int | None = None) -> Text | None:
        """Say how much the person's channel still takes, where it counts that and takes no more than *most*."""
        channel = self._channels.get(case.person.channel)
        allowance = None if channel is None else channel.allowance
        counted = allowance and left(await self._cases.messages(case.number), allowance)
        if not counted or (most is not None and counted[0] > most):
            return None
        number, until = counted
        if not number:
            return text("desk-left-none")
        until = until.astimezone(self._clock().tzinfo)
        return text("desk-left", number=number, day=Day(until.date()), time=TimeOfDay(until))
