"""The platforms of the settings, opened: each with a client of its own, and guarded from the crowd that asks it."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from typing import Any

import httpx

from bot.domain.words import text
from bot.errors import BadSettings
from bot.ports import CardSource, Clock, LastKnown, Platform, Sleep
from bot.settings import PREFIX, Settings
from bot.sources.asking import PLACES
from bot.sources.breaker import Breaker
from bot.sources.cached import Cached
from bot.sources.limited import PATIENCE, Limited
from bot.sources.lookup import DEADLINE, Lookup
from bot.sources.merging import INVENTORY
from bot.sources.retried import Retried
from bot.sources.tables import Table, table

PLATFORMS = {
    "aliyun": "Aliyun",
    "onelink": "Onelink",
    "telecom_cmp": "TelecomCmp",
    "ctwing": "Ctwing",
    "jasper": "Jasper",
    "unicom_cmp": "UnicomCmp",
    "http": "Http",
}
"""Every platform there is: its module in bot/sources, and its class."""

CALLS_A_SECOND = 40.0
"""Where a platform does not say what it allows: docs/decisions/0011-asking-politely.md."""
_TIMEOUT = httpx.Timeout(DEADLINE, connect=2.0)
_LIMITS = httpx.Limits(max_connections=PLACES, max_keepalive_connections=PLACES, keepalive_expiry=30.0)


def check(settings: Settings) -> None:
    """Raise BadSettings for a source that there is not, or that has no account."""
    for name in settings.order or ("",):
        if name not in PLATFORMS and name != INVENTORY:
            raise BadSettings(setting=f"{PREFIX}SOURCES", problem=text("problem-source"))
        if name != INVENTORY and getattr(settings, name) is None:
            account = f"{PREFIX}{name.upper()}__…"
            raise BadSettings(setting=f"{PREFIX}SOURCES", problem=text("problem-account", name=name, setting=account))


def unused(settings: Settings) -> list[str]:
    """Return the platforms that have an account and are not asked."""
    return [name for name in PLATFORMS if getattr(settings, name) is not None and name not in settings.order]


@asynccontextmanager
async def lookup(
    settings: Settings, inventory: CardSource, last_known: LastKnown, clock: Clock
) -> AsyncIterator[CardSource]:
    """Open every source of *settings*. Give the one that asks them all. Raise BadSettings."""
    async with platforms(settings, clock) as opened:
        by_name: dict[str, CardSource] = {INVENTORY: inventory, **opened}
        asking = Lookup([by_name[name] for name in dict.fromkeys(settings.order)], last_known, clock)
        try:
            yield asking
        finally:
            await asking.finish()


@asynccontextmanager
async def platforms(
    settings: Settings, clock: Clock, *, share: float = 1.0, patience: float = PATIENCE
) -> AsyncIterator[dict[str, Platform]]:
    """Open the platforms of *settings*, in their order, by name. Raise BadSettings.

    They are asked with a *share* of what they allow; whoever asks may have to wait *patience* seconds for a turn.
    """
    check(settings)
    trusted = httpx.create_ssl_context(trust_env=False)
    async with AsyncExitStack() as stack:
        opened = {}
        for name in (name for name in dict.fromkeys(settings.order) if name != INVENTORY):
            http = await stack.enter_async_context(_client(trusted))
            platform = _kind(name)(getattr(settings, name), http, clock)
            pace = _cards_a_second(name) * share
            opened[name] = guarded(platform, pace, patience=patience, absent=_turns_when_absent(name))
        yield opened


def _client(trusted: ssl.SSLContext) -> httpx.AsyncClient:
    """Return a client that goes where it is sent: no redirects, no proxy that the environment names."""
    return httpx.AsyncClient(verify=trusted, timeout=_TIMEOUT, limits=_LIMITS, follow_redirects=False, trust_env=False)


def _kind(name: str) -> Any:
    """Return a platform's class. Its module is read only now: who does not ask it does not wait for it."""
    return getattr(import_module(f"bot.sources.{name}"), PLATFORMS[name])


def guarded(
    platform: Platform,
    a_second: float,
    *,
    patience: float = PATIENCE,
    absent: float = 1.0,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Sleep = asyncio.sleep,
) -> Platform:
    """Return *platform* with all around it: outside the memory, which costs nothing; inside the pace, for every try."""
    paced = Limited(platform, a_second, monotonic=monotonic, sleep=sleep, patience=patience, absent=absent)
    return Cached(Breaker(Retried(paced), monotonic), monotonic)


def _cards_a_second(name: str) -> float:
    return CALLS_A_SECOND if name == "http" else cards_a_second(table(name))


def _turns_when_absent(name: str) -> float:
    return 1.0 if name == "http" else turns_when_absent(table(name))


def turns_when_absent(known: Table) -> float:
    """Return how many cards' calls it takes to learn that a platform does not have a card."""
    limits = known.more.get("limits", {})
    return (
        float(limits["calls_when_absent"]) / float(limits["calls_per_card"]) if "calls_when_absent" in limits else 1.0
    )


def cards_a_second(known: Table) -> float:
    """Return how many cards a platform may be asked for: what it allows is told in calls, and a card takes several."""
    limits = known.more.get("limits", {})
    calls_a_card = limits.get("calls_per_card", 1 + len(known.facets))
    return float(limits.get("calls_per_second", CALLS_A_SECOND)) / float(calls_a_card)
