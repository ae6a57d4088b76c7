"""The source that asks the others: the likely ones at once, with a deadline, and makes one card of what they saw."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.card import Card
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.errors import (
    AuthFailed,
    BadAnswer,
    ClinicError,
    NotYours,
    SourceDown,
    SourceError,
    Throttled,
    Unclassified,
)
from bot.ports import CardSource, Clock, LastKnown, Wanted
from bot.sources.around import key_of
from bot.sources.merging import INVENTORY, merged
from bot.sources.remembering import Remembering

log = logging.getLogger(__name__)

DEADLINE = 4.0
"""Seconds from the ask to the answer. The tightest channel leaves four and a half."""
_MOST_KNOWN = 50_000
_SAME = 19
"""Characters of a card number that are its own; what follows is a check digit or a filler, and may differ."""
_GRAVITY = (AuthFailed, Unclassified, BadAnswer, Throttled, SourceDown)
"""Which of several failures is told: first what waiting does not cure, or people would be told to try again later."""

Heard = Card | SourceError | None
"""What one source came back with."""


class Lookup:
    """Asks *sources*, in the order of the settings. Who asks for a card that is being asked for already joins in."""

    name = "lookup"

    def __init__(
        self, sources: Sequence[CardSource], last_known: LastKnown, clock: Clock, *, deadline: float = DEADLINE
    ) -> None:
        self._sources, self._last_known, self._deadline = sources, last_known, deadline
        self._remembering = Remembering(last_known, clock)
        self._under_way: dict[str, asyncio.Task[Card | None]] = {}
        self._knew: OrderedDict[str, frozenset[str]] = OrderedDict()

    async def find(self, wanted: Wanted) -> Card | None:
        """Return the card, or None when every source says that it does not have it.

        Raise NotYours when one says that it is another account's and nobody has it; else what failed, with the card as
        it was last seen, as long as nobody has it and somebody did not answer.
        """
        key = key_of(wanted)
        work = self._under_way.get(key)
        if work is None:
            work = self._under_way[key] = asyncio.create_task(self._look_up(wanted))
            work.add_done_callback(lambda _: self._under_way.pop(key))
        return await asyncio.shield(work)  # whoever goes away does not end it for the others

    async def finish(self) -> None:
        """End what is being asked, and keep what was found."""
        for work in self._under_way.values():
            work.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._remembering.finish()

    async def _look_up(self, wanted: Wanted) -> Card | None:
        heard = await self._ask_likely_ones(wanted)
        cards = [card for source in self._sources if isinstance(card := heard.get(source.name), Card)]
        failures = [each for each in heard.values() if isinstance(each, SourceError)]
        silent = [error for error in failures if not isinstance(error, NotYours)]
        if cards:
            return self._found(wanted, cards, silent)
        if silent:
            raise await self._with_last_known(_gravest(silent), wanted)
        for error in failures:
            raise error
        return None

    async def _ask_likely_ones(self, wanted: Wanted) -> dict[str, Heard]:
        """Ask the sources that likely have the card; the others only if all of those say that they have not."""
        until = asyncio.get_running_loop().time() + self._deadline
        likely = [source for source in self._sources if self._may_have(source, wanted)]
        heard = await self._ask(likely, wanted, until)
        if all(each is None or isinstance(each, NotYours) for each in heard.values()):
            heard |= await self._ask([each for each in self._sources if each not in likely], wanted, until)
        if isinstance(wanted, Msisdn) and (iccid := _filed_alone(heard)) is not None:
            platforms = [each for each in likely if _carriers(each) is not None and self._may_have(each, iccid)]
            heard |= await self._ask(platforms, iccid, until)
        return heard

    def _may_have(self, source: CardSource, wanted: Wanted) -> bool:
        """Say whether *source* knew the card last time; if nobody did, whether it holds cards of its carrier."""
        carriers = _carriers(source)
        if carriers is None:  # it is at hand, and costs nobody anything
            return True
        knew = self._knew.get(key_of(wanted))
        if knew is not None:
            return source.name in knew
        hint = wanted.carrier if isinstance(wanted, Iccid) else None
        return not carriers or hint is None or hint in carriers

    async def _ask(self, sources: Iterable[CardSource], wanted: Wanted, until: float) -> dict[str, Heard]:
        asked = tuple(sources)
        heard = await asyncio.gather(*(_heard(source, wanted, until) for source in asked))
        return {source.name: each for source, each in zip(asked, heard, strict=True)}

    def _found(self, wanted: Wanted, cards: Sequence[Card], silent: Sequence[SourceError]) -> Card:
        for error in silent:
            log.warning("source silent", extra={"source": error.source, "reason": error.reason, "code": error.code})
        card = merged(cards, {error.source: error.reason for error in silent})
        platforms = frozenset(each.source for each in cards) - {INVENTORY}
        if platforms and not silent:
            self._knew[key_of(wanted)] = platforms
            while len(self._knew) > _MOST_KNOWN:
                self._knew.popitem(last=False)
        if card.source != INVENTORY:
            self._remembering.note(card)
        return card

    async def _with_last_known(self, error: SourceError, wanted: Wanted) -> SourceError:
        try:
            error.last_known = await self._last_known.find(wanted)
        except ClinicError as unknown:
            log.warning("last known card not read", extra={"reason": unknown.key})
        return error


def _carriers(source: CardSource) -> frozenset[Carrier] | None:
    """Return whose cards a platform holds, None for a source that is no platform."""
    carriers: frozenset[Carrier] | None = getattr(source, "carriers", None)
    return carriers


def _filed_alone(heard: Mapping[str, Heard]) -> Iccid | None:
    """Return the number of a card that only the inventory has: platforms may know it better by its card number."""
    found = {name: each.iccid for name, each in heard.items() if isinstance(each, Card)}
    return found.get(INVENTORY) if len(found) == 1 else None


async def _heard(source: CardSource, wanted: Wanted, until: float) -> Heard:
    """Ask *source*, and return what fails: it must not disturb the others."""
    try:
        async with asyncio.timeout_at(until):
            card = await source.find(wanted)
    except SourceError as error:
        return error
    except TimeoutError:
        return SourceDown(source.name, "timeout")
    except Exception:  # a slip of ours in reading what came back
        log.exception("source failed unexpectedly", extra={"source": source.name})
        return BadAnswer(source.name)
    if card is not None and isinstance(wanted, Iccid) and card.iccid.number[:_SAME] != wanted.number[:_SAME]:
        return BadAnswer(source.name, "another card")
    return card


def _gravest(errors: Iterable[SourceError]) -> SourceError:
    def rank(error: SourceError) -> int:
        return next(at for at, kind in enumerate((*_GRAVITY, SourceError)) if isinstance(error, kind))

    return min(errors, key=rank)
