"""How old facts are, as people say it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from bot.domain.freshness import freshness
from tests.domain.builders import NOWS, SHANGHAI, TEXTS

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)


def china(day: int, hour: int, minute: int = 0, second: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("seen", "zh", "en"),
    [
        pytest.param(NOW, "刚刚更新", "updated just now", id="now"),
        pytest.param(china(22, 12, 0, 1), "刚刚更新", "updated just now", id="looked up for the message"),
        pytest.param(china(22, 11, 55, 1), "刚刚更新", "updated just now", id="within five minutes"),
        pytest.param(china(22, 11, 55), "数据到今天 11:55", "data up to today, 11:55", id="five minutes ago"),
        pytest.param(china(22, 9, 40), "数据到今天 09:40", "data up to today, 09:40", id="this morning"),
        pytest.param(china(21, 18), "数据到昨天 18:00", "data up to yesterday, 18:00", id="yesterday evening"),
        pytest.param(
            china(21, 23, 59, 59), "数据到昨天 24:00", "data up to yesterday, end of day", id="its last second"
        ),
        pytest.param(china(21, 23, 59), "数据到昨天 24:00", "data up to yesterday, end of day", id="its last minute"),
        pytest.param(china(21, 23, 58), "数据到昨天 23:58", "data up to yesterday, 23:58", id="the minute before"),
        pytest.param(china(22, 0), "数据到昨天 24:00", "data up to yesterday, end of day", id="midnight ends the day"),
        pytest.param(china(22, 0, 0, 1), "数据到今天 00:00", "data up to today, 00:00", id="just after midnight"),
        pytest.param(
            china(20, 0), "数据到 11月19日 24:00（3 天前）", "data up to 19 Nov, end of day (3 days ago)", id="days ago"
        ),
        pytest.param(
            china(31, 9, month=12, year=2025),
            "数据到 2025年12月31日 09:00（326 天前）",
            "data up to 31 Dec 2025, 09:00 (326 days ago)",
            id="another year is named",
        ),
        pytest.param(
            datetime(2026, 11, 21, 16, 30, tzinfo=UTC),
            "数据到今天 00:30",
            "data up to today, 00:30",
            id="by China's clock",
        ),
        pytest.param(china(22, 15), "数据到今天 15:00", "data up to today, 15:00", id="later today"),
        pytest.param(china(24, 15), "数据到 11月24日 15:00", "data up to 24 Nov, 15:00", id="from the future"),
    ],
)
def test_age_is_said_as_people_say_it(seen: datetime, zh: str, en: str) -> None:
    said = freshness(seen, NOW)
    assert TEXTS.say(said, "zh") == zh
    assert TEXTS.say(said, "en") == en


def test_just_after_midnight_facts_of_a_minute_ago_are_fresh() -> None:
    midnight = china(22, 0)
    assert TEXTS.say(freshness(midnight, midnight + timedelta(minutes=1)), "zh") == "刚刚更新"


@settings(deadline=None)
@given(seen=NOWS, now=NOWS)
def test_any_age_can_be_said_in_any_language(seen: datetime, now: datetime) -> None:
    for lang in TEXTS.languages:
        assert TEXTS.say(freshness(seen, now), lang)
