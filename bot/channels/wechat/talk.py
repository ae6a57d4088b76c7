"""One message after the other: heard, answered, shown, handed over. What the inbox calls work."""

import asyncio
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
from bot.domain.picked import place
from bot.domain.reply import Answer, Line, Reply, Title
from bot.domain.words import text
from bot.errors import ClinicError
from bot.ports import Desk, Front, Letter, Lexicon, Memories

_HELP = "/help"
_OTHER_LANGUAGE = Line(text("help-language"))
"""What the welcome says by itself."""
_SAYS = {"last": "/again", "help": _HELP, "english": "/en"}
"""What the items of the menu say: commands, which are for the bot whoever else is in the talk."""
_AROUND = ' \t\n.,。，、“”"[]【】()（）'


@dataclass(slots=True, kw_only=True)
class Talk:
    """Answers messages."""

    front: Front
    memories: Memories
    handover: Handover
    timing: Timing
    default_lang: str
    lexicon: Lexicon
    desk: Desk | None = None
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
                await self._say(message, _SAYS[key])
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
        hints = (self.lexicon.language(message.text), chosen, self.default_lang)
        return next(hint for hint in hints if hint in self.front.texts.languages)

    async def _said(self, message: Message, said: str) -> None:
        bare = unicodedata.normalize("NFKC", said[:64]).strip(_AROUND).lower()
        if (place(said) == 1 or bare in self.ways) and await self.handover.holds(message):
            await self.handover.hand(message)
        elif bare in self.ways:
            nothing = Reply(blocks=(Title(text("wechat-nothing-waits")), Line(text("number-wanted"))))
            await self._hand(message, Answer(nothing, self.ways[bare]))
        else:
            await self._say(message, said or _HELP)

    async def _say(self, message: Message, said: str) -> None:
        await self._hand(message, await self._answer(message, said))

    async def _welcome(self, message: Message) -> None:
        answer = await self._answer(message, _HELP)
        rest = (block for block in answer.reply.blocks if block != _OTHER_LANGUAGE)
        blocks = (Line(text("wechat-welcome")), *rest)
        await self._hand(message, replace(answer, reply=replace(answer.reply, blocks=blocks)))

    async def _wordless(self, message: Message, kind: str) -> None:
        if self.desk is not None and await self.desk.takes_pictures(message.person):
            await self._into_case(message)
            return
        blocks = (Title(text(f"wechat-{kind}")), Line(text("number-wanted")))
        await self._hand(message, Answer(Reply(blocks=blocks), await self.language(message)))

    async def _into_case(self, message: Message) -> None:
        """Take a picture into the case that staff have in hand; of what is none it is said that it can't be."""
        if message.picture:
            await self._hand(message, await self._answer(message, "", message.picture))
        else:
            only_words = Reply(blocks=(Title(text("wechat-only-words")),))
            await self._hand(message, Answer(only_words, await self.language(message)))

    async def _forget(self, message: Message) -> None:
        """Forget a person who left: nobody reads an answer any more."""
        await self.front.forget(message.person)
        self.handover.drop(message)

    async def _answer(self, message: Message, said: str, picture: str | None = None) -> Answer:
        incoming = Incoming(
            person=message.person,
            text=said,
            at=self.front.clock(),
            locale_hint=self.default_lang,
            origin=f"{message.person.channel}:{message.name}",
            picture=picture,
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
