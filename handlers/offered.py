"""What a message means after an answer that offered something: a bare number or a yes picks from the offers."""

from bot.domain.message import Memory
from bot.domain.picked import place
from bot.ports import Lexicon


def meant(said: str, memory: Memory, lexicon: Lexicon) -> str:
    """Return the text of the offer that *said* picks, else *said* itself."""
    if (number := place(said)) and number <= len(memory.offers):
        return memory.offers[number - 1]
    if memory.asked and memory.offers and lexicon.intents(said)[:1] == ("yes",):
        return memory.offers[0]
    return said
