"""Not too fast: how many requests are let through, and what is kept of those who ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import limits
from bot.channels.web.limits import Buckets, network


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("a_minute", "wait"), [(1, 60), (3, 20), (7, 9), (60, 1), (1000, 1)])
def test_a_full_bucket_lets_its_size_through_at_once(a_minute: int, wait: int) -> None:
    """And then tells to wait, in whole seconds, never too few and never none."""
    buckets = Buckets(a_minute, Watch())
    assert [buckets.take("ann") for _ in range(a_minute + 1)] == [*[0] * a_minute, wait]


def test_a_bucket_fills_evenly_and_never_overflows() -> None:
    watch = Watch()
    buckets = Buckets(3, watch)
    for _ in range(3):
        buckets.take("ann")
    watch.now += 20
    assert [buckets.take("ann"), buckets.take("ann")] == [0, 20]
    watch.now += 3600
    assert [buckets.take("ann") for _ in range(4)] == [0, 0, 0, 20]


def test_names_have_buckets_of_their_own() -> None:
    buckets = Buckets(1, Watch())
    assert [buckets.take(name) for name in ("ann", "bob", "ann", "bob")] == [0, 0, 60, 60]


@given(
    a_minute=st.integers(1, 10_000),
    pauses=st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=60),
)
def test_who_waits_as_long_as_told_is_let_through(a_minute: int, pauses: list[float]) -> None:
    watch = Watch()
    buckets = Buckets(a_minute, watch)
    for pause in pauses:
        watch.now += pause
        wait = buckets.take("ann")
        assert wait >= 0
        if wait:
            watch.now += wait
            assert buckets.take("ann") == 0


@given(a_minute=st.integers(1, 20), pauses=st.lists(st.floats(0, 10, allow_nan=False), min_size=1, max_size=100))
def test_no_more_are_let_through_than_the_rate_and_one_bucket(a_minute: int, pauses: list[float]) -> None:
    watch = Watch()
    buckets = Buckets(a_minute, watch)
    passed = 0
    for pause in pauses:
        watch.now += pause
        passed += buckets.take("ann") == 0
    assert passed <= a_minute + sum(pauses) * a_minute / 60 + 1e-6


def test_those_unheard_of_the_longest_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """So memory is bounded, and being forgotten only ever gives somebody a full bucket."""
    monkeypatch.setattr(limits, "_MOST_KNOWN", 2)
    buckets = Buckets(1, Watch())
    taken = [buckets.take(name) for name in ("ann", "bob", "ann", "cid", "ann", "bob")]
    assert taken == [0, 0, 60, 0, 60, 0]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        pytest.param("192.0.2.1", "192.0.2.1", id="an IPv4 address counts as it is"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="of IPv6, the home's network"),
        pytest.param("2001:db8:1:2::", "2001:db8:1:2::/64", id="its first address, too"),
        pytest.param("::ffff:192.0.2.1", "192.0.2.1", id="IPv4 that comes through an IPv6 socket"),
        pytest.param("::1", "::/64", id="this machine"),
        pytest.param("fe80::1%eth0", "fe80::/64", id="with a zone"),
        pytest.param("unknown", "unknown", id="no address"),
        pytest.param("not:an:address", "not:an:address", id="what only looks like one"),
    ],
)
def test_an_address_is_counted_with_those_its_owner_can_change_it_for(address: str, counted: str) -> None:
    assert network(address) == counted
