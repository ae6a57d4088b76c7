"""`staff …`: inviting, listing, removing."""

from pathlib import Path

import anyio
import pytest

from bot.domain.message import Person
from bot.domain.roles import CODE, Role
from bot.store.database import open_store
from tests.commands.terminal import simclinic
from tests.fakes import NOW

ANNA = Person("telegram", "42")


def join(path: Path, role: Role = Role.AGENT) -> None:
    """Let Anna accept an invitation."""

    async def accept() -> None:
        async with open_store(path) as store:
            await store.staff.accept(await store.staff.invite(role, NOW), ANNA, NOW)

    anyio.run(accept)


@pytest.mark.parametrize("role", ["agent", "supervisor", "admin"])
def test_an_invitation_is_shown_once_and_works_once(deployment: Path, role: str) -> None:
    typed = simclinic("staff", "invite", "--role", role)
    assert (typed.code, len(typed.lines)) == (0, 1)
    code = typed.first
    assert CODE.fullmatch(code)
    assert f"加入 {code}" in typed.err

    async def accept() -> list[Role | None]:
        async with open_store(deployment) as store:
            return [await store.staff.accept(code, ANNA, NOW.replace(year=2000)) for _ in range(2)]

    assert anyio.run(accept) == [Role(role), None]


def test_nobody_is_invited_to_be_a_user() -> None:
    typed = simclinic("staff", "invite", "--role", "user")
    assert (typed.code, typed.out) == (2, "")


def test_the_staff_are_listed_with_those_of_the_settings(deployment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    join(deployment, Role.SUPERVISOR)
    monkeypatch.setenv("SIMCLINIC_STAFF", "telegram:7")
    rows = [line.split() for line in simclinic("staff", "list").lines]
    assert ["telegram:42", "主管", "2026-11-22", "12:00"] in rows
    assert ["telegram:7", "客服", "SIMCLINIC_STAFF"] in rows


def test_who_is_removed_is_gone(deployment: Path) -> None:
    join(deployment)
    assert simclinic("staff", "remove", "telegram:42").out == "不再是客服：telegram:42\n"
    typed = simclinic("staff", "remove", "telegram:42")
    assert (typed.code, typed.err) == (1, "客服里没有：telegram:42\n")
    assert "telegram:42" not in simclinic("staff", "list").out


def test_who_stands_in_the_settings_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_STAFF", "telegram:42")
    assert "SIMCLINIC_STAFF" in simclinic("staff", "remove", "telegram:42").err


@pytest.mark.parametrize("person", ["anna", ":42", ""])
def test_what_is_no_person(person: str) -> None:
    assert simclinic("staff", "remove", person).code == 2
