"""When platforms do not answer, answer in part, or will not show a card."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.card import Card, Cause, Facet, State
from bot.domain.iccid import Iccid
from bot.domain.message import Viewer
from bot.domain.reply import Outcome
from bot.errors import NotYours, SourceDown, SourceError, Throttled
from bot.ports import Wanted
from tests.fakes import ABSENT, FINE, NOW, ask

EARLIER = NOW - timedelta(hours=2, minutes=20)
DOWN = "中国移动的平台现在没有回应。过几分钟再查"
ACTIVE = Card(iccid=Iccid(FINE), source="onelink", as_of=NOW, state=State.ACTIVE)


class Platform:
    """A platform with one answer."""

    name = "onelink"

    def __init__(self, answer: Card | SourceError) -> None:
        self.answer = answer

    async def find(self, wanted: Wanted) -> Card | None:
        del wanted
        if isinstance(self.answer, SourceError):
            raise self.answer
        return self.answer


def down(last: Card | None = None) -> SourceDown:
    error = SourceDown("onelink", "ReadTimeout", "req-7")
    error.last_known = last
    return error


@pytest.mark.parametrize(
    ("last", "lang", "said"),
    [
        (None, "zh", [DOWN]),
        (ACTIVE, "zh", [DOWN, "上次查到（数据到今天 09:40）：使用中。之后有没有变，现在不知道。"]),
        (
            ACTIVE,
            "en",
            [
                "China Mobile's platform isn't responding. Try again in a few minutes",
                "Last known (data up to today, 09:40): in use (使用中). Whether that has changed since isn't known.",
            ],
        ),
        (
            replace(ACTIVE, state=State.SUSPENDED, causes=frozenset({Cause.REAL_NAME, Cause.CARRIER})),
            "zh",
            [DOWN, "上次查到（数据到今天 09:40）：异常停用 + 实名停用。之后有没有变，现在不知道。"],
        ),
        (replace(ACTIVE, state=None), "zh", [DOWN]),
    ],
)
async def test_a_platform_that_is_down_is_named_and_the_last_known_card_told(
    last: Card | None, lang: str, said: list[str]
) -> None:
    talk = await ask(FINE, source=Platform(down(last and replace(last, as_of=EARLIER))), lang=lang)
    assert talk.lines == said
    assert talk.outcome is Outcome.UNAVAILABLE


async def test_a_card_of_another_account_is_not_here_for_users() -> None:
    theirs = await ask(ABSENT, source=Platform(NotYours("onelink", "12009")))
    assert theirs.lines == (await ask(ABSENT)).lines
    assert theirs.outcome is Outcome.NOT_FOUND


async def test_staff_read_whose_it_is_not_with_the_code() -> None:
    talk = await ask(ABSENT, source=Platform(NotYours("onelink", "12009", "req-7")), viewer=Viewer.STAFF)
    assert talk.lines[0] == "中国移动的平台上有这张卡，但不归这个账号管"
    assert {"code: 12009", "request: req-7", "reason: not_yours"} <= set(talk.lines)


async def test_users_read_no_code() -> None:
    talk = await ask(FINE, source=Platform(Throttled("onelink", "101004", "req-7")))
    assert "101004" not in talk.text
    assert "req-7" not in talk.text


async def test_of_several_cards_one_of_another_account_is_not_here() -> None:
    talk = await ask(f"{ABSENT} {FINE}", source=Platform(NotYours("onelink")))
    assert talk.outcome is Outcome.NOT_FOUND


async def test_what_was_not_checked_is_not_called_fine() -> None:
    partly = replace(ACTIVE, gaps={Facet.BLOCK: "down", Facet.SESSION: "throttled"})
    talk = await ask(FINE, source=Platform(partly))
    assert talk.lines[0] == "🟢 使用中，但有的没查到，还不能说没问题"
    assert "这次没查到：有没有断网、在线情况。没查到不等于没问题，过几分钟再查。" in talk.lines
    staff = await ask(FINE, source=Platform(partly), viewer=Viewer.STAFF)
    assert "block?: down" in staff.lines


async def test_what_says_nothing_of_a_stop_does_not_cloud_the_verdict() -> None:
    talk = await ask(FINE, source=Platform(replace(ACTIVE, gaps={Facet.SESSION: "down"})), lang="en")
    assert talk.lines[0] == "🟢 In use, and the platform sees no problem"
    assert any(line.startswith("Couldn't be checked this time: whether it's online.") for line in talk.lines)


async def test_a_silent_platform_is_named_beside_what_others_said() -> None:
    talk = await ask(FINE, source=Platform(replace(ACTIVE, source="inventory", silent={"onelink": "down"})))
    assert "中国移动的平台现在没有回应，下面说的可能不是最新情况。" in talk.lines
