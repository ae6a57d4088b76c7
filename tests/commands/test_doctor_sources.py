"""`doctor` and the sources: which are asked, and what each platform says to us."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.commands.sources import probe
from bot.domain.iccid import Carrier
from bot.errors import (
    AddressRefused,
    AuthFailed,
    BadAnswer,
    ClockSkewed,
    NotYours,
    SourceDown,
    SourceError,
    Throttled,
    Unclassified,
)
from bot.ports import Wanted
from tests.commands.terminal import simclinic
from tests.fakes import TEXTS

SECRET = "s3cr3t-value"


@dataclass(frozen=True, slots=True)
class Probeable:
    """A platform that fails with *error* when it is probed, or lets us in."""

    error: SourceError | None = None
    name: str = "aliyun"
    carriers: frozenset[Carrier] = frozenset()

    async def find(self, wanted: Wanted) -> None:
        raise NotImplementedError

    async def probe(self) -> None:
        if self.error is not None:
            raise self.error


@pytest.fixture
def aliyun(monkeypatch: pytest.MonkeyPatch) -> Callable[[SourceError | None], None]:
    """Return what sets an account, and says how its platform answers."""
    monkeypatch.setenv("SIMCLINIC_ALIYUN__ACCESS_KEY_ID", "id")
    monkeypatch.setenv("SIMCLINIC_ALIYUN__ACCESS_KEY_SECRET", SECRET)
    monkeypatch.setattr("bot.platforms._cards_a_second", lambda _: 1.0)

    def answers(error: SourceError | None) -> None:
        monkeypatch.setattr("bot.platforms._kind", lambda _: lambda *_: Probeable(error))

    return answers


def line(lines: list[str], what: str) -> str:
    (found,) = (each for each in lines if what in each)
    return found


def test_without_a_platform_there_is_the_inventory() -> None:
    typed = simclinic("doctor")
    assert line(typed.lines, "数据源") == "正常　数据源：按顺序问 inventory"
    assert "平台" not in typed.out


def test_a_platform_that_lets_us_in(aliyun: Callable[[SourceError | None], None]) -> None:
    aliyun(None)
    typed = simclinic("doctor")
    assert typed.code == 0
    assert line(typed.lines, "数据源") == "正常　数据源：按顺序问 aliyun, inventory"
    assert re.fullmatch(r"正常　平台 aliyun：连得上，账号可用，\d+ 毫秒", line(typed.lines, "平台 aliyun"))
    assert SECRET not in typed.out


def test_a_platform_that_refuses_a_card_that_nobody_has(aliyun: Callable[[SourceError | None], None]) -> None:
    aliyun(NotYours("aliyun", "12009"))
    typed = simclinic("doctor")
    assert typed.code == 0
    assert line(typed.lines, "平台 aliyun").startswith("正常　平台 aliyun：连得上，账号可用")


FAILURES: dict[str, tuple[SourceError, str]] = {
    "auth": (
        AuthFailed("aliyun", "SignatureDoesNotMatch", "7F"),
        "检查账号和密钥，以及这台机器的 IP 是否在白名单里（SignatureDoesNotMatch 7F）",
    ),
    "address": (AddressRefused("aliyun", "12026"), "平台不认这台机器的 IP，请平台把它加入白名单（12026）"),
    "clock": (ClockSkewed("aliyun", "Expired"), "先对时（Expired）"),
    "throttled": (Throttled("aliyun", "Throttling"), "平台说问得太多"),
    "down": (SourceDown("aliyun", "ConnectError"), "连不上，或者没有回应（ConnectError）"),
    "bad answer": (BadAnswer("aliyun", "HTTP 200"), "检查接口的地址（HTTP 200）"),
    "unclassified": (Unclassified("aliyun", "\x1b[31m" + "7" * 99), f"（[31m{'7' * 56}）"),
    "nothing said": (SourceDown("aliyun"), "（–）"),
}


@pytest.mark.parametrize(("error", "said"), FAILURES.values(), ids=FAILURES.keys())
def test_a_platform_that_does_not(aliyun: Callable[[SourceError | None], None], error: SourceError, said: str) -> None:
    aliyun(error)
    typed = simclinic("doctor")
    assert typed.code == 1
    found = line(typed.lines, "平台 aliyun")
    assert found.startswith("不行　平台 aliyun：")
    assert said in found
    assert SECRET not in typed.out


async def test_one_that_hangs_is_not_waited_for() -> None:
    class Hanging(Probeable):
        async def probe(self) -> None:
            await asyncio.Event().wait()

    found = await probe(Hanging(), lambda: 0.0, patience=0.01)
    assert (found.well, TEXTS.say(found.words, "en")) == (False, "not reachable, or it doesn't answer (timeout)")


def test_an_account_that_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, aliyun: Callable[[SourceError | None], None]
) -> None:
    aliyun(SourceDown("aliyun"))
    monkeypatch.setenv("SIMCLINIC_SOURCES", "inventory")
    typed = simclinic("doctor")
    assert typed.code == 0
    assert line(typed.lines, "数据源").endswith("aliyun 设了账号，但不在 SIMCLINIC_SOURCES 里，不会问")
    assert "平台 aliyun" not in typed.out


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        pytest.param("mars", "没有这个数据源", id="a source there is not"),
        pytest.param("", "没有这个数据源", id="no source at all"),
        pytest.param("jasper,inventory", "jasper 没有设账号（SIMCLINIC_JASPER__…）", id="one without an account"),
    ],
)
def test_an_order_that_cannot_be_kept(monkeypatch: pytest.MonkeyPatch, sources: str, said: str) -> None:
    monkeypatch.setenv("SIMCLINIC_SOURCES", sources)
    typed = simclinic("doctor")
    assert typed.code == 1
    assert line(typed.lines, "数据源") == f"不行　数据源：设置 SIMCLINIC_SOURCES 不对：{said}"
    assert simclinic("ask", "8986").code == 2
