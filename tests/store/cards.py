"""Cards for the tests of the store and of card files."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from bot.domain.card import REPORTED, Card, Pool, QuotaPeriod, RealName, State
from bot.domain.iccid import Carrier, Iccid
from bot.inventory.cells import printable
from bot.inventory.columns import named

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=CHINA)
TELECOM = Iccid("89860321249946513307")
UNICOM = Iccid("89860621249946513302")
MOBILE = Iccid("898600D6991330004149")

FULL = Card(
    iccid=TELECOM,
    source="inventory",
    as_of=datetime(2026, 11, 21, 23, 59, 59, tzinfo=CHINA),
    carrier=Carrier.TELECOM,
    msisdn="1064912345678",
    imsi="460110123456789",
    state=State.SUSPENDED,
    causes=frozenset(REPORTED),
    opened_on=date(2026, 1, 15),
    test_months=0,
    test_used_mb=0.0,
    activated_on=date(2026, 5, 2),
    plan="30MB 月包",
    quota_mb=100.0,
    used_mb=100.3,
    plan_expires_on=date(2027, 3, 31),
    stopped_on=date(2026, 11, 20),
    real_name=RealName.PENDING,
    bound_imei="861234567890123",
    current_imei="861234567890124",
    online=False,
    last_seen=datetime(2026, 11, 21, 8, 15, tzinfo=CHINA),
    quota_period=QuotaPeriod.MONTH,
    auto_renew=True,
    pool=Pool.SAME_TIER,
    auto_resume=False,
    rules="national",
    raw="200|实名",
    notes={"备注": "在仓库", "客户": "=甲"},
)


def card(iccid: Iccid = TELECOM, **said: Any) -> Card:
    """Return a card of which nothing is known but what is *said*."""
    return replace(Card(iccid=iccid, source="inventory", as_of=NOW), **said)


def _numbers(*lengths: int) -> st.SearchStrategy[str]:
    return st.sampled_from(lengths).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length))


def _texts(longest: int = 40) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
    either = st.text(characters, max_size=longest) | st.text("'=+-@ \t\r\n\",;无NA/", max_size=6)
    return either.map(lambda text: printable(text).strip()).filter(bool)


DATES = st.dates(date(1990, 1, 1), date(9999, 12, 31))
MOMENTS = st.builds(
    lambda ago, zone: (NOW - ago).astimezone(zone),
    st.timedeltas(timedelta(0), timedelta(days=36 * 365)),
    st.sampled_from((CHINA, UTC)),
)
SIZES = st.floats(0, 1e12)
ICCIDS = st.builds(
    lambda prefix, rest: Iccid(prefix + rest),
    st.sampled_from(("898600", "898601", "898603", "898606", "898615")),
    _numbers(13, 14),
)
NOTES = st.dictionaries(_texts(12).filter(lambda name: named(name) is None), _texts(), max_size=3)

CARDS = st.builds(
    Card,
    iccid=ICCIDS,
    source=st.just("inventory"),
    as_of=MOMENTS,
    carrier=st.none() | st.sampled_from(Carrier),
    msisdn=st.none() | _numbers(10, 12).map(lambda rest: f"1{rest}"),
    imsi=st.none() | _numbers(15),
    state=st.none() | st.sampled_from(State),
    causes=st.frozensets(st.sampled_from(sorted(REPORTED))),
    opened_on=st.none() | DATES,
    test_months=st.none() | st.integers(0, 9),
    test_used_mb=st.none() | SIZES,
    activated_on=st.none() | DATES,
    plan=st.none() | _texts(),
    quota_mb=st.none() | SIZES,
    used_mb=st.none() | SIZES,
    plan_expires_on=st.none() | DATES,
    stopped_on=st.none() | DATES,
    real_name=st.none() | st.sampled_from(RealName),
    bound_imei=st.none() | _numbers(14, 15, 16),
    current_imei=st.none() | _numbers(14, 15, 16),
    online=st.none() | st.booleans(),
    last_seen=st.none() | MOMENTS,
    quota_period=st.none() | st.sampled_from(QuotaPeriod),
    auto_renew=st.none() | st.booleans(),
    pool=st.none() | st.sampled_from(Pool),
    auto_resume=st.none() | st.booleans(),
    rules=st.none() | st.sampled_from(("national", "unicom")),
    raw=st.none() | _texts(),
    notes=NOTES,
)
"""Every card that a file can say, and that a file must say again."""
