"""Pictures from channel to channel: each is fetched from the one that it came through."""

from collections.abc import Sequence

from bot.domain.cases import Message
from bot.domain.pictures import Carried, Flaw, Image, label
from bot.ports import Pictures


class Gallery:
    """Knows where the pictures of each channel lie."""

    def __init__(self) -> None:
        self._channels: dict[str, Pictures | None] = {}

    def join(self, channel: str, pictures: Pictures | None) -> None:
        """Take the pictures of *channel* from there from now on; None: it gives none."""
        self._channels[channel] = pictures

    def waits(self, message: Message, to: str | None) -> bool:
        """Say whether the picture of *message* crosses to channel *to* from one that is yet to begin."""
        return _crosses(message, to) and message.author.channel not in self._channels

    async def carried(self, message: Message, to: str | None) -> Carried | None:
        """Return the picture of *message* as channel *to* needs it; no channel needs no more than its name."""
        return await self.fetch(message) if _crosses(message, to) else message.picture

    async def fetch(self, message: Message) -> Image | Flaw:
        """Return the picture of *message*, whatever channel wants it."""
        pictures = self._channels.get(message.author.channel)
        if pictures is None or message.picture is None:
            return Flaw.LOST
        return await pictures.fetch(message.picture)


def named(name: str, number: str, said: Sequence[Message]) -> Message | None:
    """Return the message of the case *number* whose picture is shown as *name*."""
    pictures = (each for each in said if each.picture is not None and label(number, each.picture) == name)
    return next(pictures, None)


def _crosses(message: Message, to: str | None) -> bool:
    return message.picture is not None and to is not None and message.author.channel != to
