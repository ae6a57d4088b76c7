"""The channel joined: line, inbox, talk, and one of the two ways to hear."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from starlette.routing import BaseRoute

from bot.channels.telegram.hear import CHANNEL, Me
from bot.channels.telegram.line import Line
from bot.channels.telegram.list_talk import ListTalk, Permits
from bot.channels.telegram.list_work import ListWork
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.pace import OVERALL, Pace, Rate
from bot.channels.telegram.pictures import TelegramPictures
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reach import Reach
from bot.channels.telegram.redact import guard_logs
from bot.channels.telegram.room import Room
from bot.channels.telegram.setup import introduce, patiently, remove_webhook, set_webhook
from bot.channels.telegram.staff_talk import StaffTalk
from bot.channels.telegram.talk import Talk
from bot.channels.telegram.timing import Timing
from bot.channels.telegram.webhook import Webhook
from bot.ports import Bulk, Front, Journal, Letter, Memories, OpenInbox, StaffDesk

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What the settings say; *webhook* is the address and the secret, None for polling."""

    token: str = field(repr=False)
    api_base: str = field(repr=False)
    default_lang: str
    webhook: tuple[str, str] | None = field(default=None, repr=False)
    staff_group: int | None = None

    @property
    def account(self) -> str:
        """Return which bot it is, so that another bot's inbox is another one."""
        return self.token.split(":", maxsplit=1)[0]

    @property
    def secret(self) -> bytes:
        return sha256(self.token.encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsOn:
    """What the channel stands on."""

    front: Front
    memories: Memories
    journal: Journal
    inbox: OpenInbox
    desk: StaffDesk | None = None
    lists: tuple[Bulk, Permits] | None = None
    """What checks lists, and what says for whom."""


class _Channel:
    def __init__(self, given: Deployment, stands_on: StandsOn, timing: Timing, overall: Rate) -> None:
        self._given, self._timing = given, timing
        self._front, self._memories, self._journal = stands_on.front, stands_on.memories, stands_on.journal
        self._desk, self._lists = stands_on.desk, stands_on.lists
        self._line = Line(given.token, given.api_base, timing)
        self._outgoing = Outgoing(self._line, timing, Pace(timing.monotonic, timing.sleep, overall))
        self._talk: Talk | None = None
        self._inbox = stands_on.inbox(
            self._work, channel=CHANNEL, account=given.account, clock=self._front.clock, sleep=timing.sleep
        )

    def routes(self) -> list[BaseRoute]:
        if self._given.webhook is None:
            return []
        return [*Webhook(self._inbox, self._given.account, self._given.webhook[1]).routes()]

    async def run(self) -> None:
        """Start as soon as Telegram can be reached, then hear until cancelled."""
        given = self._given
        await patiently(self._line.open, self._timing)
        self._talk = self._talking(Me(self._line.id, self._line.username))
        self._talk.lists = self._listing(self._talk)
        await patiently(partial(self._join_desk, self._talk), self._timing)
        await patiently(self._start_inbox, self._timing)
        introducing = asyncio.create_task(introduce(self._line, self._front.texts, given.default_lang, self._timing))
        try:
            await self._hear()
        finally:
            introducing.cancel()

    async def close(self) -> None:
        await self._inbox.stop(self._timing.grace)
        await self._line.shutdown()

    async def _hear(self) -> None:
        hook = self._given.webhook
        if hook is None:
            await patiently(lambda: remove_webhook(self._line), self._timing)
            polling = Polling(self._line, self._inbox, self._given.account, self._front.clock, self._timing)
            await polling.run()
        else:
            await patiently(lambda: set_webhook(self._line, *hook), self._timing)
            await asyncio.Event().wait()

    async def _work(self, letter: Letter) -> None:
        assert self._talk is not None  # noqa: S101 - the inbox starts after it is there
        await self._talk.work(letter)

    async def _start_inbox(self) -> None:
        waiting = await self._inbox.start()
        log.info("telegram: started", extra={"bot": self._line.username, "unanswered": waiting})

    async def _join_desk(self, talk: Talk) -> None:
        if self._desk is None:
            return
        given = self._given
        room = Room(self._line, self._outgoing, self._desk, self._front.texts, given.default_lang, given.staff_group)
        talk.staff = StaffTalk(room, talk.me.id, self._outgoing)
        pictures = TelegramPictures(self._line, self._timing)
        await self._desk.join(CHANNEL, Reach(self._line, self._outgoing, talk.send), room, pictures)

    def _listing(self, talk: Talk) -> ListTalk | None:
        if self._lists is None:
            return None
        bulk, permits = self._lists
        work = ListWork(
            line=self._line,
            outgoing=self._outgoing,
            timing=self._timing,
            texts=self._front.texts,
            bulk=bulk,
            language=talk.language,
        )
        return ListTalk(work=work, permits=permits, later=self._inbox.accept, group=self._given.staff_group)

    def _talking(self, me: Me) -> Talk:
        return Talk(
            line=self._line,
            me=me,
            front=self._front,
            memories=self._memories,
            journal=self._journal,
            outgoing=self._outgoing,
            timing=self._timing,
            default_lang=self._given.default_lang,
            secret=self._given.secret,
            desk=self._desk,
        )


@asynccontextmanager
async def running(
    given: Deployment,
    stands_on: StandsOn,
    *,
    timing: Timing | None = None,
    overall: Rate = OVERALL,
) -> AsyncIterator[Sequence[BaseRoute]]:
    """Run the bot while this lasts. Give the routes that the web server must have."""
    guard_logs(given.token)
    channel = _Channel(given, stands_on, timing or Timing(), overall)
    task = asyncio.create_task(channel.run())
    task.add_done_callback(_ended)
    try:
        yield channel.routes()
    finally:
        task.cancel()
        await asyncio.wait({task})
        await channel.close()


def _ended(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("telegram: the channel ended", exc_info=error)
