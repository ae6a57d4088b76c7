"""What of a message goes into the trail."""

import pytest

from bot.domain.iccid import Iccid
from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.errors import SourceDown, StoreLocked
from tests.fakes import ABSENT, BLOCKED, FINE, ME, NOW, USED_UP, USED_UP_MSISDN, Failing, Talk
from tests.store.memory import MemoryStaff
from tests.test_noting import Locked


def key(number: str) -> str:
    return Iccid(number).key


@pytest.mark.parametrize(
    ("said", "act", "cards", "outcome"),
    [
        (USED_UP, Act.LOOK_UP, [key(USED_UP)], "blocked quota"),
        (USED_UP_MSISDN, Act.LOOK_UP, [key(USED_UP)], "blocked quota"),
        (ABSENT, Act.LOOK_UP, [key(ABSENT)], "not_found"),
        (f"{USED_UP}\n{BLOCKED}", Act.LOOK_UP, [key(USED_UP), key(BLOCKED)], "answered"),
        ("hello", Act.TALK, [None], "answered"),
        ("qwzx", Act.TALK, [None], "not_read"),
    ],
)
async def test_each_message_leaves_its_mark(said: str, act: Act, cards: list[str | None], outcome: str) -> None:
    talk = Talk(lang="zh")
    answer = await talk.say(said)
    entries = talk.trail.entries
    assert [(entry.at, entry.who, entry.act, entry.outcome) for entry in entries] == [(NOW, ME, act, outcome)] * len(
        cards
    )
    assert [entry.card for entry in entries] == cards
    assert {(entry.said, entry.text, entry.lang) for entry in entries} == {(said, answer.text, "zh")}


async def test_a_source_that_fails_is_noted_too() -> None:
    talk = Talk(source=Failing(SourceDown("inventory")))
    await talk.say(FINE)
    assert [(entry.card, entry.outcome) for entry in talk.trail.entries] == [(key(FINE), "unavailable")]


async def test_a_private_number_is_not_kept() -> None:
    talk = Talk()
    await talk.say("我的身份证 11010519491231002X")
    assert "11010519491231002X" not in f"{talk.trail.entries}"


async def test_what_is_long_is_cut() -> None:
    talk = Talk()
    await talk.say("长" * 20_000)
    assert len(talk.trail.entries[0].said or "") == 1_000


async def test_a_locked_trail_does_not_cost_a_user_the_answer() -> None:
    talk = Talk(trail=Locked(9), lang="zh")
    assert (await talk.say(FINE)).first.startswith("🟢")


async def test_staff_see_nothing_that_is_not_written_down() -> None:
    talk = Talk.of(Role.AGENT, trail=Locked(9), lang="zh")
    assert FINE not in (await talk.say(FINE)).text


async def test_a_program_that_asks_is_noted() -> None:
    talk = Talk()
    app = talk.app
    await app.diagnosis(Iccid(USED_UP), None)
    await app.diagnosis(Iccid(ABSENT), None)
    await app.noting.finish()
    assert [(str(entry.who), entry.card, entry.outcome) for entry in talk.trail.entries] == [
        ("api:", key(USED_UP), "blocked quota"),
        ("api:", key(ABSENT), "not_found"),
    ]


class Unreadable(MemoryStaff):
    """Staff that cannot be read."""

    async def role_of(self, person: Person) -> Role:
        raise StoreLocked(path=str(person))


async def test_a_role_that_cannot_be_read_gives_no_rights() -> None:
    talk = Talk(staff=Unreadable({ME: Role.ADMIN}), lang="zh")
    answer = await talk.say(FINE)
    assert answer.first.startswith("🟢")
    assert "iccid:" not in answer.text


async def test_half_a_sign_is_noted_as_a_question_mark() -> None:
    talk = Talk()
    await talk.say("hello \ud83d")
    assert [entry.said for entry in talk.trail.entries] == ["hello ?"]
