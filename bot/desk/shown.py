"""What staff say, as the person of the case is shown it."""

from bot.domain.cases import HelpCase, Kind, Message
from bot.domain.pictures import label
from bot.domain.reply import Answer, Block, Button, Line, Photo, Reply, Title
from bot.domain.words import Text, text


def shown(case: HelpCase, message: Message) -> Answer:
    """Return *message* as an answer in the language of the case; only an agent's own words say that they are."""
    if message.kind is Kind.CLOSING:
        return Answer(_closing(case), case.lang)
    by = text("case-agent") if message.kind is Kind.ANSWER else None
    blocks: list[Block] = [Line(said_as(message.text), by)] if message.text else []
    if message.picture is not None:
        blocks.append(Photo(label(case.number, message.picture), text("case-picture")))
    return Answer(Reply(blocks=tuple(blocks)), case.lang)


def said_as(said: str) -> Text:
    """Return somebody's own words as a text: a bare string would be shown as a value to copy."""
    return text("as-said", said=said)


def _closing(case: HelpCase) -> Reply:
    works = Button(text("button-case-works"), sends=text("say-case-works", number=case.number))
    still = Button(text("button-case-still"), sends=text("say-case-still", number=case.number))
    blocks = (Title(text("case-closed", number=case.number)), Line(text("case-works-question")))
    return Reply(blocks=blocks, buttons=(works, still))
