"""The channel joined: callback, inbox, talk, and who hands answers over."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.routing import BaseRoute

from bot.channels.wechat.callback import Callback
from bot.channels.wechat.envelope import Envelope
from bot.channels.wechat.handover import Handover, Pushing
from bot.channels.wechat.hear import CHANNEL
from bot.channels.wechat.race import Race
from bot.channels.wechat.reach import Reach
from bot.channels.wechat.reception import Reception
from bot.channels.wechat.talk import Talk
from bot.channels.wechat.timing import Timing
from bot.ports import Front, Lexicon, Memories, OpenInbox, Pictures, Shelf, StaffDesk

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What the settings say. *plain* also takes messages that are not encrypted; without a key it takes no others."""

    app_id: str
    token: str
    aes_key: str | None
    default_lang: str
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsOn:
    """What the channel stands on; *pushing* is None for an account that may only answer."""

    front: Front
    lexicon: Lexicon
    memories: Memories
    shelf: Shelf
    inbox: OpenInbox
    pushing: Pushing | None
    desk: StaffDesk | None = None
    pictures: Pictures | None = None


@asynccontextmanager
async def running(given: Deployment, stands_on: StandsOn, timing: Timing) -> AsyncIterator[Sequence[BaseRoute]]:
    """Answer the account's messages while this lasts. Give the routes that the web server must have.

    Raise StoreLocked or StoreBroken when what was not answered before cannot be read.
    """
    front, race = stands_on.front, Race(timing)
    handover = Handover(race, stands_on.shelf, stands_on.pushing, front.texts, front.clock, timing.sleep)
    talk = _talk(given, stands_on, handover, timing)
    inbox = stands_on.inbox(talk.work, channel=CHANNEL, account=given.app_id, clock=front.clock, sleep=timing.sleep)
    envelope = Envelope(given.app_id, given.token, given.aes_key, plain=given.plain, nonce=timing.nonce)
    reception = Reception(given.app_id, inbox, race, handover, front.texts, talk.language)
    if stands_on.desk is not None:
        reach = None if stands_on.pushing is None else Reach(stands_on.pushing, front.texts, stands_on.memories)
        await stands_on.desk.join(CHANNEL, reach, pictures=stands_on.pictures)
    try:
        log.info("wechat: started", extra={"unanswered": await inbox.start()})
        yield Callback(given.token, envelope, reception.receive, front.clock).routes()
    finally:
        await inbox.stop(timing.grace)


def _talk(given: Deployment, stands_on: StandsOn, handover: Handover, timing: Timing) -> Talk:
    return Talk(
        front=stands_on.front,
        memories=stands_on.memories,
        handover=handover,
        timing=timing,
        default_lang=given.default_lang,
        lexicon=stands_on.lexicon,
        desk=stands_on.desk,
    )
