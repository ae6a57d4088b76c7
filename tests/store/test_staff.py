"""What every list of staff promises: the fake of the tests and the real one alike."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import pytest

from bot.domain.message import Person
from bot.domain.roles import CODE, Member, Role
from bot.ports import Staff
from bot.store.database import open_store
from tests.store.memory import MemoryStaff

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, LI = Person("telegram", "42"), Person("wechat", "oLi")
WRONG = "AAAA-BBBB-CCCC-DDDD"


@pytest.fixture(params=["memory", "sqlite"])
async def staff(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Staff]:
    if request.param == "memory":
        yield MemoryStaff()
        return
    async with open_store(tmp_path / "clinic.db") as store:
        yield store.staff


async def test_whoever_is_not_known_is_a_user(staff: Staff) -> None:
    assert await staff.role_of(ANNA) is Role.USER
    assert await staff.all() == []


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.ADMIN])
async def test_a_code_makes_one_person_staff(staff: Staff, role: Role) -> None:
    code = await staff.invite(role, NOW)
    assert await staff.accept(code, ANNA, NOW) is role
    assert await staff.role_of(ANNA) is role
    assert await staff.all() == [Member(ANNA, role, NOW)]
    assert await staff.accept(code, LI, NOW) is None
    assert await staff.role_of(LI) is Role.USER


async def test_case_and_hyphens_of_a_code_do_not_matter(staff: Staff) -> None:
    code = await staff.invite(Role.AGENT, NOW)
    assert await staff.accept(code.lower().replace("-", " "), ANNA, NOW) is Role.AGENT


@pytest.mark.parametrize(("age", "role"), [(timedelta(hours=48), Role.AGENT), (timedelta(hours=48, seconds=1), None)])
async def test_a_code_expires(staff: Staff, age: timedelta, role: Role | None) -> None:
    code = await staff.invite(Role.AGENT, NOW)
    assert await staff.accept(code, ANNA, NOW + age) is role


async def test_nobody_may_guess_for_long(staff: Staff) -> None:
    code = await staff.invite(Role.AGENT, NOW)
    for _ in range(5):
        assert await staff.accept(WRONG, ANNA, NOW) is None
    assert await staff.accept(code, ANNA, NOW + timedelta(minutes=59)) is None
    assert await staff.accept(code, LI, NOW) is Role.AGENT


async def test_after_an_hour_one_may_try_again(staff: Staff) -> None:
    code = await staff.invite(Role.AGENT, NOW)
    for _ in range(6):
        await staff.accept(WRONG, ANNA, NOW)
    assert await staff.accept(code, ANNA, NOW + timedelta(hours=1, seconds=1)) is Role.AGENT


async def test_who_is_removed_is_a_user(staff: Staff) -> None:
    await staff.accept(await staff.invite(Role.ADMIN, NOW), ANNA, NOW)
    assert await staff.remove(ANNA) is True
    assert await staff.role_of(ANNA) is Role.USER
    assert await staff.remove(ANNA) is False


async def test_a_later_invitation_replaces_the_role(staff: Staff) -> None:
    for role in (Role.ADMIN, Role.AGENT):
        await staff.accept(await staff.invite(role, NOW), ANNA, NOW)
    assert await staff.role_of(ANNA) is Role.AGENT


def test_the_database_never_holds_a_code(tmp_path: Path) -> None:
    async def invite() -> str:
        async with open_store(tmp_path / "clinic.db") as store:
            code = await store.staff.invite(Role.AGENT, NOW)
            await store.staff.accept(WRONG, ANNA, NOW)
            return code

    code = anyio.run(invite)
    assert CODE.fullmatch(code)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"invitations" in kept
    for secret in (code, code.replace("-", ""), WRONG, WRONG.replace("-", "")):
        assert secret.encode() not in kept


async def test_no_two_codes_are_alike(tmp_path: Path) -> None:
    async with open_store(tmp_path / "clinic.db") as store:
        assert len({await store.staff.invite(Role.AGENT, NOW) for _ in range(20)}) == 20
