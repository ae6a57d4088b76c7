"""The abilities, in the order in which they are tried: the table of contents."""

from collections.abc import Awaitable, Callable

from bot.domain.reply import Reply
from handlers import (
    copy,
    cost,
    desk_link,
    diagnose,
    explain,
    fallback,
    handed_over,
    help,
    join,
    language,
    notice,
    other_numbers,
    paid,
    person,
    privacy,
    replay,
    several,
    smalltalk,
    stats,
    still_dead,
    unreadable,
    what_if,
    where,
)
from handlers.heard import Heard, Tools

Ability = Callable[[Heard, Tools], Awaitable[Reply | None]]

ABILITIES: tuple[Ability, ...] = (
    handed_over.answer,  # while a person answers, everything is for them
    language.answer,
    join.answer,
    privacy.answer,
    desk_link.answer,
    notice.answer,
    stats.answer,
    replay.answer,  # who may not do these is answered by the others
    what_if.answer,
    person.answer,  # a number may stand in these, but something else is asked
    copy.answer,
    still_dead.answer,
    paid.answer,
    several.answer,
    diagnose.answer,
    other_numbers.answer,
    unreadable.answer,
    where.answer,
    cost.answer,
    explain.answer,
    help.answer,
    smalltalk.answer,
    fallback.answer,
)
