"""Becoming one of the staff."""

import logging

import pytest

from bot.domain.message import Memory, Person
from bot.domain.roles import Act, Role
from tests.fakes import ME, NOW, USED_UP, Talk
from tests.store.memory import MemoryStaff

CODE = "CODE-CODE-CODE-CODE"


class Inviting(MemoryStaff):
    """Staff with one open invitation, whose code is CODE."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._open["CODECODECODECODE"] = (role, NOW)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (f"/join {CODE}", "You're staff now: supervisor"),
        (f"join {CODE.lower()}", "You're staff now: supervisor"),
        (f"加入 {CODE}", "已成为主管"),
        (f"加入{CODE}", "已成为主管"),
    ],
)
async def test_a_code_makes_staff(said: str, first: str) -> None:
    talk = Talk(staff=Inviting(Role.SUPERVISOR))
    lang = "zh" if first.startswith("已") else "en"
    assert (await talk.say(said, lang=lang)).first == first
    assert await talk.staff.role_of(ME) is Role.SUPERVISOR
    assert f"iccid: {USED_UP}" in (await talk.say(USED_UP, lang="zh")).lines


async def test_a_wrong_code_makes_nobody_staff() -> None:
    talk = Talk(staff=Inviting(Role.ADMIN), lang="en")
    assert (await talk.say("/join AAAA-AAAA-AAAA-AAAA")).first == "This code doesn't work"
    assert await talk.staff.role_of(ME) is Role.USER


async def test_a_name_that_a_program_gives_is_no_proof() -> None:
    talk = Talk(staff=Inviting(Role.ADMIN), lang="en")
    anna = Person("api", "anna")
    assert (await talk.say(f"/join {CODE}", person=anna)).first == "This code doesn't work"
    assert await talk.staff.role_of(anna) is Role.USER


@pytest.mark.parametrize("said", [f"/join {CODE}", f"what is {CODE}", f"/join {CODE} {USED_UP}"])
async def test_no_code_is_kept_or_logged(said: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    talk = Talk(staff=Inviting(Role.AGENT))
    await talk.say(said)
    assert talk.trail.entries
    assert CODE not in f"{talk.trail.entries}{caplog.text}{await talk.remembered()}"


@pytest.mark.parametrize("said", ["怎么加入", "/join", "how do I join"])
async def test_without_a_code_nothing_is_tried(said: str) -> None:
    talk = Talk(staff=Inviting(Role.AGENT))
    await talk.say(said)
    assert Act.JOIN not in {entry.act for entry in talk.trail.entries}
    assert await talk.remembered() != Memory()
