"""Dates and moments as people write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inventory import dates
from bot.inventory.problems import Refused
from bot.inventory.values import reader

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
NOBODY = frozenset[str]()


def day(column: str, cell: str, now: datetime = NOW) -> object:
    return reader(column, column, now, NOBODY)(cell)


DAYS = {
    "2026-11-30": "2026-11-30",
    "2026/11/30": "2026-11-30",
    "2026.11.30": "2026-11-30",
    "2026-1-5": "2026-01-05",
    "20261130": "2026-11-30",
    "2026年11月30日": "2026-11-30",
    "2026 年 1 月 5 日": "2026-01-05",
    "2026年11月30號": "2026-11-30",
    "２０２６－１１－３０": "2026-11-30",
    "30-Nov-2026": "2026-11-30",
    "30 November 2026": "2026-11-30",
    "Nov 30, 2026": "2026-11-30",
    "2026-11-30 08:15": "2026-11-30",
    "2026-11-30 8:15:00": "2026-11-30",
    "2026-11-30T08:15:00": "2026-11-30",
    "2026-11-30 08:15:00.0": "2026-11-30",
    "2026-11-30T23:30:00Z": "2026-12-01",
    "2026-11-30T23:30:00+08:00": "2026-11-30",
    "2026-11-30 20:00:00-0500": "2026-12-01",
    "2026-11-30T23:30:00+09": "2026-11-30",
    "2026年11月30日08时15分00秒": "2026-11-30",
    "2026年11月30日 8点15分": "2026-11-30",
    "20261130081500": "2026-11-30",
    "20261130 08:15": "2026-11-30",
    "'2026-11-30": "2026-11-30",
    '="2026-11-30"': "2026-11-30",
    " 2026-11-30\t": "2026-11-30",
    "9999-12-31": "9999-12-31",
    "2028-02-29": "2028-02-29",
    "": None,
    "-": None,
    "N/A": None,
}


@pytest.mark.parametrize(("cell", "on"), DAYS.items())
def test_a_day_is_read(cell: str, on: str | None) -> None:
    assert day("opened_on", cell) == on


NO_DAYS = (
    "11/30/2026",
    "30/11/2026",
    "05.06.2026",
    "26-11-30",
    "30-Nov-26",
    "2026-13-01",
    "2026-02-30",
    "2027-02-29",
    "2026-11",
    "2026",
    "46356",
    "202611",
    "2026113008",
    "2026-11/30",
    "2026-11-3008:15",
    "2026-11-30 25:00",
    "2026-11-30 24:01:00",
    "2026-11-30 08:60",
    "2026-11-30 8:15 PM",
    "2026-11-30 08:15 CST",
    "2026-11-30T08:15:00+99:00",
    "1989-12-31",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01",
    "昨天",
    "长期",
)


@pytest.mark.parametrize("column", ["opened_on", "plan_expires_on", "as_of"])
@pytest.mark.parametrize("cell", NO_DAYS)
def test_what_is_no_date_or_could_be_two_is_refused(column: str, cell: str) -> None:
    with pytest.raises(Refused) as why:
        day(column, cell)
    (reason,) = why.value.reasons
    assert (reason.key, dict(reason.args)) == ("refused-bad-date", {"column": column, "value": cell})


LAST_DAYS = {
    "2026-11-30": "2026-11-30",
    "2026-12-01 00:00:00": "2026-11-30",
    "2026/12/1 0:00:00": "2026-11-30",
    "2026-12-01 00:00": "2026-11-30",
    "2026-12-01T00:00:00+08:00": "2026-11-30",
    "2026-11-30T16:00:00Z": "2026-11-30",
    "2026-12-01T00:00:00Z": "2026-12-01",
    "20261201000000": "2026-11-30",
    "2026年12月1日0时0分0秒": "2026-11-30",
    "2027-01-01 00:00:00": "2026-12-31",
    "2026-11-30 24:00:00": "2026-11-30",
    "2026-11-30 23:59:59": "2026-11-30",
    "2026-12-01 00:00:01": "2026-12-01",
}


@pytest.mark.parametrize(("cell", "on"), LAST_DAYS.items())
def test_a_plan_that_ends_at_midnight_ends_the_day_before(cell: str, on: str) -> None:
    assert day("plan_expires_on", cell) == on


def test_other_days_begin_at_midnight() -> None:
    assert day("opened_on", "2026-12-01 00:00:00") == "2026-12-01"


MOMENTS = {
    "2026-11-21": "2026-11-21T23:59:59+08:00",
    "2026年11月21日": "2026-11-21T23:59:59+08:00",
    "2026-11-21 08:15": "2026-11-21T08:15:00+08:00",
    "2026-11-21 00:00:00": "2026-11-21T00:00:00+08:00",
    "2026-11-21T08:15:00.25+08:00": "2026-11-21T08:15:00.250000+08:00",
    "2026-11-21T08:15:00Z": "2026-11-21T16:15:00+08:00",
    "2026-11-22": "2026-11-22T12:00:00+08:00",
    "2026-11-22 11:59:59": "2026-11-22T11:59:59+08:00",
    "2026-11-22 12:00:01": "2026-11-22T12:00:01+08:00",
    "2027-01-01": "2027-01-01T23:59:59+08:00",
}


@pytest.mark.parametrize("column", ["as_of", "last_seen"])
@pytest.mark.parametrize(("cell", "at"), MOMENTS.items())
def test_a_moment_is_as_written_and_a_plain_day_its_end_but_for_today(column: str, cell: str, at: str) -> None:
    assert day(column, cell) == at


def test_the_zone_is_the_deployments() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("America/New_York"))
    assert day("as_of", "2026-11-21T12:00:00+08:00", now) == "2026-11-20T23:00:00-05:00"
    assert day("as_of", "2026-07-01", now) == "2026-07-01T23:59:59-04:00"
    assert day("plan_expires_on", "2026-11-30T05:00:00Z", now) == "2026-11-29"


def test_a_moment_without_a_zone_is_no_now() -> None:
    with pytest.raises(ValueError, match="zone"):
        dates.zone_of(NOW.replace(tzinfo=None))


@given(
    st.dates(min_value=datetime(1990, 1, 1, tzinfo=SHANGHAI).date()),
    st.sampled_from(("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")),
)
def test_every_day_is_read_as_it_is_written(on: datetime, form: str) -> None:
    assert day("plan_expires_on", on.strftime(form)) == on.isoformat()


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2026, 11, 1)))  # noqa: DTZ001 - the zone is added
def test_every_moment_is_read_as_it_is_exported(at: datetime) -> None:
    written = at.replace(tzinfo=SHANGHAI).isoformat()
    assert day("last_seen", written) == written
