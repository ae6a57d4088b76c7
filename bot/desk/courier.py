"""What carries messages to their readers: each side of a case in order, each message until something became of it.

A message is written before it is carried, and what became of it is written after: whatever ends the process, what was
not delivered is taken up again. Only the one that was being sent at that moment may come twice.
"""

import asyncio
import logging

from bot.desk.shown import shown
from bot.domain.cases import Delivery, HelpCase, Kind, Message, Side, left
from bot.domain.words import Clock as TimeOfDay
from bot.domain.words import Day, Text, text
from bot.errors import ClinicError
from bot.ports import Cases, Clock, Deliver, Sleep, Speech, StaffRoom

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

    def __init__(self, cases: Cases, texts: Speech, lang: str, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._cases, self._texts, self._lang = cases, texts, lang
        self._clock, self._sleep = clock, sleep
        self._channels: dict[str, Deliver] = {}
        self._room: StaffRoom | None = None
        self._due: set[Way] = set()
        self._tasks: dict[Way, asyncio.Task[None]] = {}

    def reaches(self, channel: str) -> bool:
        """Say whether what is said can be sent to people on *channel*."""
        return channel in self._channels

    async def join(self, channel: str, deliver: Deliver, room: StaffRoom | None = None) -> None:
        """Carry over *channel* from now on, what waits first; *room* is where staff are, if they are there."""
        self._channels[channel] = deliver
        self._room = room or self._room
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
                return None if self._room is None else await self._room.deliver(case, message)
            channel = self._channels.get(case.person.channel)
            if channel is None:
                return None
            return await channel.deliver(case.person, shown(case, message), message.picture)
        except ClinicError:
            raise
        except Exception:  # a slip of ours would hold up all that comes after it
            log.exception("case message not delivered")
            return Delivery.UNABLE

    async def _tell_staff(self, case: HelpCase, message: Message, name: int, outcome: Delivery) -> None:
        """Tell staff what was not delivered, and how much still can be."""
        words = _TOLD.get(outcome) and text(_TOLD[outcome], said=message.text or "–")
        if outcome is Delivery.SENT:
            words = await self._left(case)
        if words is None:
            return
        said = self._texts.say(words, self._lang)
        origin = f"delivery:{name}"
        notice = Message(kind=Kind.NOTICE, author=case.person, text=said, at=self._clock(), origin=origin)
        now: HelpCase | None = case
        while now is not None and await self._cases.change(now, now, [notice]) is None:
            now = await self._cases.find(case.number)
        self.wake(case.number, Side.STAFF)

    async def _left(self, case: HelpCase) -> Text | None:
        """Say how much the person's channel still takes, where that is little."""
        allowance = self._channels[case.person.channel].allowance
        counted = allowance and left(await self._cases.messages(case.number), allowance)
        if not counted or counted[0] > _LITTLE:
            return None
        number, until = counted
        if not number:
            return text("desk-left-none")
        until = until.astimezone(self._clock().tzinfo)
        return text("desk-left", number=number, day=Day(until.date()), time=TimeOfDay(until))
