"""The abilities, in the order in which they are tried: the table of contents."""

from collections.abc import Awaitable, Callable

from bot.domain.reply import Reply
from handlers import (
    copy,
    cost,
    diagnose,
    explain,
    fallback,
    help,
    language,
    paid,
    person,
    several,
    smalltalk,
    still_dead,
    unreadable,
    where,
)
from handlers.heard import Heard, Tools

Ability = Callable[[Heard, Tools], Awaitable[Reply | None]]

ABILITIES: tuple[Ability, ...] = (
    language.answer,
    person.answer,  # a number may stand in these, but something else is asked
    copy.answer,
    still_dead.answer,
    paid.answer,
    several.answer,
    diagnose.answer,
    unreadable.answer,
    where.answer,
    cost.answer,
    explain.answer,
    help.answer,
    smalltalk.answer,
    fallback.answer,
)
