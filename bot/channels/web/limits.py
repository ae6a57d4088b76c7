"""Not too fast: a token bucket per user and one per address, kept in memory."""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

_A_MINUTE = 60.0
_MOST_KNOWN = 50_000
"""Buckets kept; the one unused longest is forgotten first, which only ever gives somebody a full one."""
_ADDRESS_SHARE = 10
_ONE_HOME = 64
"""How many bits of an IPv6 address are given to one customer, who may change the others at will."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """One bucket of *a_minute* tokens a name, filled again evenly."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self._size = float(a_minute)
        self._now = now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, name: str) -> int:
        """Take a token of *name*. Return 0, or the seconds to wait until there is one."""
        now = self._now()
        bucket = self._buckets.pop(name, None) or _Bucket(self._size, now)
        bucket.tokens = min(self._size, bucket.tokens + (now - bucket.at) * self._size / _A_MINUTE)
        bucket.at = now
        self._buckets[name] = bucket
        while len(self._buckets) > _MOST_KNOWN:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            return ceil((1 - bucket.tokens) * _A_MINUTE / self._size)
        bucket.tokens -= 1
        return 0


class Limits:
    """How often one user may ask, and one address, behind which many users may be."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self.users = Buckets(a_minute, now)
        self.addresses = Buckets(a_minute * _ADDRESS_SHARE, now)


def network(address: str) -> str:
    """Return what is counted as one address: an IPv4 address, a home's IPv6 network."""
    if ":" not in address:
        return address
    try:
        whole = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    return str(whole.ipv4_mapped or ipaddress.IPv6Network((int(whole) >> _ONE_HOME << _ONE_HOME, _ONE_HOME)))
