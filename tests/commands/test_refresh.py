"""`cards refresh`: what it brings in, how it goes on after an interruption, when it gives up, how it ends."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands import refreshing
from bot.commands.refreshing import PAGE, Run
from bot.domain.card import Card, Cause, State
from bot.domain.iccid import Carrier, Iccid
from bot.errors import AuthFailed, NotYours, SourceDown, SourceError, Unclassified
from bot.ports import Wanted
from bot.store.database import open_store
from tests.commands.terminal import simclinic
from tests.fakes import ABSENT, BLOCKED, CARDS, FINE, NOW, USED_UP, card

Answers = Mapping[str, Card | SourceError | None]


@dataclass(slots=True)
class Telling:
    """A platform that gives each number its answer, and the cards it was told of no answer at all."""

    answers: Answers
    name: str = "aliyun"
    carriers: frozenset[Carrier] = frozenset()
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def find(self, wanted: Wanted) -> Card | None:
        self.asked.append(wanted.number)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        answer = self.answers.get(wanted.number)
        if isinstance(answer, SourceError):
            raise answer
        return answer

    async def probe(self) -> None:
        raise NotImplementedError


def live(number: str, **said: object) -> Card:
    return card(number, **{"source": "aliyun", "state": State.ACTIVE, **said})


@pytest.fixture
def aliyun(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answers], Telling]:
    """Return what sets an account, and gives its platform the answers."""
    monkeypatch.setenv("SIMCLINIC_ALIYUN__ACCESS_KEY_ID", "id")
    monkeypatch.setenv("SIMCLINIC_ALIYUN__ACCESS_KEY_SECRET", "secret")
    monkeypatch.setattr("bot.platforms._cards_a_second", lambda _: 10_000.0)
    monkeypatch.setattr("bot.sources.retried.ATTEMPTS", 1)

    def answering(answers: Answers) -> Telling:
        platform = Telling(answers)
        monkeypatch.setattr("bot.platforms._kind", lambda _: lambda *_: platform)
        return platform

    return answering


def test_what_the_platform_says_replaces_and_the_rest_stays(aliyun: Callable[[Answers], Telling]) -> None:
    assert simclinic("cards", "show", USED_UP).first.startswith("🔴 信控停用")
    aliyun({USED_UP: live(USED_UP, plan="200MB", raw="30/100")})
    typed = simclinic("cards", "refresh", USED_UP)
    assert (typed.code, typed.out, typed.err) == (0, "更新 1，平台上没有 0，没查成 0\n", "")
    shown = simclinic("cards", "show", USED_UP)
    assert shown.first.startswith("🟢")
    assert [name for name in ("plan: 200MB", "quota_mb: 100", "raw: 30/100") if name not in shown.out] == []
    assert "used_mb: 100.3" not in shown.out  # it was true with the state before


def test_a_card_that_was_not_in_the_inventory_comes_in(aliyun: Callable[[Answers], Telling]) -> None:
    aliyun({ABSENT: live(ABSENT)})
    assert simclinic("cards", "refresh", ABSENT).code == 0
    assert simclinic("cards", "show", ABSENT).first.startswith("🟢")


def test_what_is_not_there_and_what_failed_are_told(aliyun: Callable[[Answers], Telling]) -> None:
    aliyun({USED_UP: live(USED_UP), BLOCKED: NotYours("aliyun"), FINE: SourceDown("aliyun", "timeout")})
    typed = simclinic("cards", "refresh", USED_UP, BLOCKED, ABSENT, FINE)
    assert (typed.code, typed.out) == (1, "更新 1，平台上没有 2，没查成 1\n")
    assert typed.err.splitlines() == [
        f"平台上没有这张卡：{BLOCKED}",
        f"平台上没有这张卡：{ABSENT}",
        f"没查成 {FINE}（aliyun）：连不上，或者没有回应（timeout）",
    ]


def test_no_platform_answers(aliyun: Callable[[Answers], Telling]) -> None:
    aliyun({number: AuthFailed("aliyun") for number in CARDS})
    typed = simclinic("cards", "refresh", "--all")
    assert (typed.code, typed.out) == (3, f"更新 0，平台上没有 0，没查成 {len(CARDS)}\n")
    assert typed.err.splitlines()[-1].startswith("停下了（aliyun）：平台不认这个账号")
    typed = simclinic("cards", "refresh", USED_UP)
    assert (typed.code, len(typed.err.splitlines())) == (3, 1)  # nothing to go on with


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([], "写上卡号，或者用 --all 更新全部，二选一", id="nothing"),
        pytest.param(["--all", USED_UP], "写上卡号，或者用 --all 更新全部，二选一", id="both"),
        pytest.param(["8986"], "这不是卡号：8986", id="half a number"),
        pytest.param([USED_UP], "设置 SIMCLINIC_SOURCES 不对：没有配好的平台，没有地方可以查", id="no platform"),
    ],
)
def test_wrong_usage(words: list[str], said: str) -> None:
    typed = simclinic("cards", "refresh", *words)
    assert (typed.code, typed.out, typed.err) == (2, "", f"{said}\n")


def test_in_english(monkeypatch: pytest.MonkeyPatch, aliyun: Callable[[Answers], Telling]) -> None:
    monkeypatch.setenv("SIMCLINIC_DEFAULT_LANG", "en")
    aliyun({number: live(number) for number in CARDS})
    typed = simclinic("cards", "refresh", "--all")
    assert (typed.code, typed.out) == (0, f"{len(CARDS)} refreshed, 0 not on the platforms, 0 failed\n")


async def test_that_it_goes_on_is_told(deployment: Path, aliyun: Callable[[Answers], Telling]) -> None:
    last = max(CARDS)
    async with open_store(deployment) as store:
        await store.bookmarks.set("refresh", Iccid(last).key, datetime.now(UTC))
    platform = aliyun({number: live(number) for number in CARDS})
    typed = await asyncio.to_thread(simclinic, "cards", "refresh", "--all")
    assert typed.lines == ["接着上次中断的地方更新", "更新 0，平台上没有 0，没查成 0"]
    assert platform.asked == []


# A long run

MANY = [f"89860321249946{at:05d}7" for at in range(3 * PAGE)]


class Interrupted(Exception):
    pass


async def run(path: Path, platform: Telling, *, ends_after: int = 1000, later: timedelta = timedelta(0)) -> list[int]:
    """Refresh all cards, and be interrupted after so many. Return what was reported meanwhile."""
    ticks: list[int] = []

    def tick(count: int, fraction: float) -> None:
        assert 0 < fraction <= 1
        ticks.append(count)
        if count >= ends_after:
            raise Interrupted

    async with open_store(path) as store:
        if await store.count() == 0:
            await store.put(card(number) for number in MANY)
        await Run(platform, store, lambda: NOW + later, tick).all()
    return ticks


async def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    platform = Telling({number: live(number) for number in MANY})
    with pytest.raises(Interrupted):
        await run(tmp_path / "many.db", platform, ends_after=2 * PAGE)
    assert await run(tmp_path / "many.db", platform) == [PAGE]
    assert platform.asked == MANY
    await run(tmp_path / "many.db", platform)
    assert platform.asked == MANY * 2


async def test_a_day_later_it_begins_anew(tmp_path: Path) -> None:
    platform = Telling({number: live(number) for number in MANY})
    with pytest.raises(Interrupted):
        await run(tmp_path / "many.db", platform, ends_after=PAGE)
    assert len(await run(tmp_path / "many.db", platform, later=timedelta(days=1, seconds=1))) == 3


async def test_a_run_that_gave_up_goes_on_as_well(tmp_path: Path) -> None:
    down: Answers = {number: SourceDown("aliyun") for number in MANY[PAGE:]}
    up: Answers = {number: live(number) for number in MANY}
    failing, answering = Telling({**up, **down}), Telling(up)
    assert await run(tmp_path / "many.db", failing) == [PAGE]
    await run(tmp_path / "many.db", answering)
    assert len(failing.asked) == 2 * PAGE
    assert answering.asked == MANY[PAGE:]


async def test_codes_that_nobody_knows_are_answers_and_the_run_goes_on(tmp_path: Path) -> None:
    strange: Answers = {number: Unclassified("aliyun", "NoSuchThing") for number in MANY[PAGE : 2 * PAGE]}
    platform = Telling({**{number: live(number) for number in MANY}, **strange})
    assert await run(tmp_path / "many.db", platform) == [PAGE, 2 * PAGE, 3 * PAGE]
    assert platform.asked == MANY


async def test_only_a_few_are_asked_for_at_once(tmp_path: Path) -> None:
    platform = Telling({number: live(number) for number in MANY})
    await run(tmp_path / "many.db", platform)
    assert platform.most_at_once == refreshing.AT_ONCE


async def test_what_was_done_is_in_the_inventory_though_the_run_was_interrupted(tmp_path: Path) -> None:
    platform = Telling({number: live(number, causes={Cause.QUOTA}) for number in MANY})
    with pytest.raises(Interrupted):
        await run(tmp_path / "many.db", platform, ends_after=PAGE)
    async with open_store(tmp_path / "many.db") as store:
        found = [await store.find(Iccid(number)) for number in MANY]
    assert [each is not None and each.state is State.ACTIVE for each in found] == [True] * PAGE + [False] * 2 * PAGE
