"""One message after the other: heard, answered, shown, handed over. What the inbox calls work."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from bot.channels.wechat.guard import Refused
from bot.channels.wechat.handover import Handover
from bot.channels.wechat.hear import Chosen, Followed, Left, Message, Said, Wordless, hear, read
from bot.channels.wechat.show import show
from bot.channels.wechat.timing import Timing
from bot.domain.message import Incoming
from bot.domain.reply import Answer, Line, Reply, Title
from bot.domain.words import text
from bot.errors import ClinicError
from bot.ports import Front, Letter, Memories

_HELP = "/help"
_CHINESE = re.compile("[\u3400-\u9fff]")
_ENGLISH = re.compile("[A-Za-z]{3}")
_AROUND = ' \t\n.,。，、“”"[]【】()（）'
_FETCH = "1"
"""What is typed to fetch an answer, by those who do not tap."""


@dataclass(slots=True, kw_only=True)
class Talk:
    """Answers messages."""

    front: Front
    memories: Memories
    handover: Handover
    timing: Timing
    default_lang: str
    ways: dict[str, str] = field(init=False)
    """What the links say that fetch an answer, and in which language."""

    def __post_init__(self) -> None:
        texts = self.front.texts
        keys = ("wechat-fetch", "wechat-more")
        self.ways = {texts.say(text(key), lang).lower(): lang for lang in texts.languages for key in keys}

    async def work(self, letter: Letter) -> None:
        """Answer one message, to the end. Raise StoreLocked or StoreBroken when nothing was sent."""
        try:
            message = read(letter.raw)
        except Refused:  # written by another version of the program
            return
        match hear(message):
            case Said(said):
                await self._said(message, said)
            case Chosen(key):
                await self._say(message, await self._chosen(message, key))
            case Followed():
                await self._welcome(message)
            case Wordless(kind):
                await self._wordless(message, kind)
            case Left():
                await self._forget(message)
            case None:
                pass

    async def language(self, message: Message) -> str:
        """Return the language for what is no answer to words: that of the message, the person's choice, else ours."""
        try:
            chosen = (await self.memories.recall(message.person)).lang
        except ClinicError:
            chosen = None
        own = "en" if _ENGLISH.search(message.text) and not _CHINESE.search(message.text) else None
        return next(hint for hint in (own, chosen, self.default_lang) if hint in self.front.texts.languages)

    async def _said(self, message: Message, said: str) -> None:
        bare = unicodedata.normalize("NFKC", said[:64]).strip(_AROUND).lower()
        if (bare == _FETCH or bare in self.ways) and await self.handover.holds(message):
            await self.handover.hand(message)
        elif bare in self.ways:
            nothing = Reply(blocks=(Title(text("wechat-nothing-waits")), Line(text("number-wanted"))))
            await self._hand(message, Answer(nothing, self.ways[bare]))
        else:
            await self._say(message, said or _HELP)

    async def _say(self, message: Message, said: str) -> None:
        await self._hand(message, await self._answer(message, said))

    async def _chosen(self, message: Message, key: str) -> str:
        """Return what an item of the menu says."""
        if key == "help":
            return _HELP
        return self.front.texts.say(text(f"wechat-say-{key}"), await self.language(message))

    async def _welcome(self, message: Message) -> None:
        answer = await self._answer(message, _HELP)
        blocks = (Line(text("wechat-welcome")), *answer.reply.blocks)
        await self._hand(message, replace(answer, reply=replace(answer.reply, blocks=blocks)))

    async def _wordless(self, message: Message, kind: str) -> None:
        blocks = (Title(text(f"wechat-{kind}")), Line(text("number-wanted")))
        await self._hand(message, Answer(Reply(blocks=blocks), await self.language(message)))

    async def _forget(self, message: Message) -> None:
        """Forget a person who left: nobody reads an answer any more."""
        await self.front.forget(message.person)
        self.handover.drop(message)

    async def _answer(self, message: Message, said: str) -> Answer:
        incoming = Incoming(
            person=message.person,
            text=said,
            at=self.front.clock(),
            locale_hint=self.default_lang,
            origin=f"{message.person.channel}:{message.name}",
        )
        async with self._typing(message.user):
            return await self.front.answer(incoming)

    async def _hand(self, message: Message, answer: Answer) -> None:
        await self.handover.hand(message, show(answer, self.front.texts), answer.lang)

    @asynccontextmanager
    async def _typing(self, user: str) -> AsyncIterator[None]:
        """Show "typing" once this has lasted a while, where the account may: it stays until the answer is there."""
        pushing = self.handover.pushing
        if pushing is None:
            yield
            return

        async def type_on() -> None:
            await self.timing.sleep(self.timing.slow)
            await pushing.typing(user)

        task = asyncio.create_task(type_on())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
