"""The fake WeChat keeps the limits that WeChat documents, so that what passes before it passes there."""

import pytest

from bot.channels.wechat.menu import MENU
from tests.wechat.letters import APP_ID
from tests.wechat.platform_api import (
    FORCED_A_DAY,
    FORCED_APART,
    LIFE,
    OVERLAP,
    SECRET,
    Follower,
    Json,
    Tokens,
    refused_menu,
)

ASKED: Json = {"appid": APP_ID, "secret": SECRET}
FORCED: Json = {**ASKED, "force_refresh": True}


@pytest.mark.parametrize(
    ("body", "code"),
    [({**ASKED, "appid": "wx-another"}, 40013), ({**ASKED, "secret": "another"}, 40125)],
    ids=["another app", "another secret"],
)
def test_a_token_is_given_to_who_has_the_secret(body: Json, code: int) -> None:
    assert Tokens().give(body, 1000.0)["errcode"] == code


def test_a_forced_token_ends_the_others_and_may_be_had_now_and_then() -> None:
    tokens, now = Tokens(), 1000.0
    first = tokens.give(ASKED, now)["access_token"]
    assert tokens.give(ASKED, now)["access_token"] == first
    assert tokens.give(FORCED, now)["access_token"] != first
    assert tokens.fault(first, now) == 40001
    assert tokens.give(FORCED, now + FORCED_APART - 1)["errcode"] == 45011
    for turn in range(1, FORCED_A_DAY):
        assert "access_token" in tokens.give(FORCED, now + turn * FORCED_APART)
    assert tokens.give(FORCED, now + FORCED_A_DAY * FORCED_APART)["errcode"] == 45009


def test_in_its_last_minutes_a_token_and_the_next_one_hold_both() -> None:
    tokens, now = Tokens(), 1000.0
    first = tokens.give(ASKED, now)["access_token"]
    now += LIFE - OVERLAP
    second = tokens.give(ASKED, now)["access_token"]
    assert (first == second, tokens.fault(first, now), tokens.fault(second, now)) == (False, 0, 0)
    assert tokens.fault(first, now + OVERLAP) == 42001


@pytest.mark.parametrize(
    ("trigger", "room", "seconds", "then"),
    [("message", 5, 48 * 3600.0, 45047), ("menu", 3, 60.0, 45015), ("follow", 3, 60.0, 45015)],
)
def test_what_may_be_pushed_is_counted_and_ends(trigger: str, room: int, seconds: float, then: int) -> None:
    follower = Follower()
    follower.grant(trigger, 1000.0)
    assert [follower.take(1000.0) for _ in range(room + 1)] == [0] * room + [then]
    follower.grant(trigger, 1000.0)
    assert follower.take(1000.0 + seconds) == 0
    assert follower.take(1000.0 + seconds + 1) == 45015


ITEM: Json = {"type": "click", "name": "查卡", "key": "k"}


@pytest.mark.parametrize(
    ("items", "code"),
    [
        (MENU, 0),
        ([], 40016),
        ([ITEM] * 4, 40016),
        ([{**ITEM, "name": "六个汉字还要多"}], 40018),
        ([{**ITEM, "key": "k" * 129}], 40019),
        ([{"name": "没有类型"}], 40017),
        ([{"name": "下面", "sub_button": [ITEM] * 6}], 40023),
        ([{"name": "下面", "sub_button": [{**ITEM, "name": "长" * 21}]}], 40025),
    ],
)
def test_the_fake_keeps_the_limits_of_a_menu(items: list[Json], code: int) -> None:
    assert refused_menu(items) == code
