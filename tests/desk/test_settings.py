"""What a deployment sets about its desk."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.message import Person
from bot.domain.roles import Role
from bot.errors import BadSettings
from bot.settings import PREFIX, load
from bot.settings.telegram import TelegramSettings
from tests.web.clinic import NOON, open_app

pytestmark = pytest.mark.anyio
TELEGRAM: Any = {"token": "1:x"}


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("HOURS", "Mon-Fri 09:00-18:00", {"hours": "Mon-Fri 09:00-18:00"}),
        ("HOURS", "", {"hours": None}),
        ("HOLIDAYS", "days.toml", {"holidays": Path("days.toml")}),
        ("HOLIDAYS", "", {"holidays": None}),
    ],
)
def test_they_are_read(monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: dict[str, Any]) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    assert {name: getattr(load(), name) for name in read} == read


@pytest.mark.parametrize(("given", "read"), [("-1001234", -1001234), ("", None)])
def test_the_group_is_a_number(given: str, read: int | None) -> None:
    assert TelegramSettings(**TELEGRAM, staff_group=given).staff_group == read


def test_hours_that_cannot_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}HOURS", "all day")
    with pytest.raises(BadSettings) as raised:
        load()
    assert "SIMCLINIC_HOURS" in str(raised.value)


@pytest.mark.parametrize("written", ["not = [toml", "[2027]\nworked = []", "x = 1", "[year]\noff = []\nworked = []"])
async def test_holidays_that_cannot_be_read_are_named(tmp_path: Path, written: str) -> None:
    file = tmp_path / "days.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(BadSettings) as raised:
        async with open_app(tmp_path, telegram=TELEGRAM, holidays=file):
            pass
    assert "SIMCLINIC_HOLIDAYS" in str(raised.value)


@pytest.mark.parametrize(
    ("given", "staffed"),
    [
        ({}, False),
        ({"telegram": TELEGRAM}, False),
        ({"telegram": {**TELEGRAM, "staff_group": -1}}, True),
        ({"staff": ("telegram:42",)}, True),
        ({"staff": ("wechat:oLi",)}, True),
        ({"staff": ("api:crm",)}, False),
    ],
    ids=str,
)
async def test_a_desk_is_staffed_where_somebody_can_sign_in(
    tmp_path: Path, given: dict[str, Any], *, staffed: bool
) -> None:
    async with open_app(tmp_path, **given) as app:
        assert await app.desk.staffed() is staffed


async def test_who_joins_staffs_the_desk(tmp_path: Path) -> None:
    async with open_app(tmp_path) as app:
        staff = app.tools.staff
        await staff.accept(await staff.invite(Role.AGENT, NOON), Person("wechat", "oLi"), NOON)
        assert await app.desk.staffed()
