"""Thanks, greetings, anger, a yes or no to nothing: a short word back, and the way on."""

from bot.domain.reply import Button, Line, Reply, Title
from bot.domain.words import text
from handlers.buttons import PERSON, STATES, WHERE, check
from handlers.heard import Heard, Tools

_SAID = ("anger", "thanks", "greeting", "no", "yes")
_WAY_ON = {"anger": "anger-way-on", "greeting": "number-wanted", "refused": "number-wanted"}


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer what is said between people, when nothing else was asked."""
    del tools
    said = next((intent for intent in _SAID if intent in heard.intents), None)
    if said is None or "dead" in heard.intents:
        return None
    said = _meant(said, asked=heard.memory.asked)
    way_on = (Line(text(_WAY_ON[said])),) if said in _WAY_ON else ()
    return Reply(blocks=(Title(text(said)), *way_on), buttons=_buttons(said, heard))


def _meant(said: str, *, asked: bool) -> str:
    """Tell a no to a question from a yes or no that only takes note."""
    if said == "no" and asked:
        return "refused"
    return "noted" if said in {"yes", "no"} else said


def _buttons(said: str, heard: Heard) -> tuple[Button, ...]:
    if said in {"thanks", "noted"}:
        return ()
    if said == "refused":
        return (WHERE, PERSON)
    last = () if heard.last_card is None else (check(heard.last_card.number, heard.shown(heard.last_card)),)
    return (*last, PERSON) if said == "anger" else (*last, WHERE, STATES)
