"""`/stats` and `/desk`."""

from datetime import timedelta

import pytest

from bot.domain.message import Person
from bot.domain.roles import Act, Role
from bot.domain.stats import CaseCounts, Counts
from bot.domain.trail import REFUSED
from tests.fakes import ME, NOW, SETTINGS, Talk
from tests.store.memory import MemoryStatistics

COUNTS = Counts(
    outcomes={"blocked quota": 7, "ok": 3},
    people=5,
    handed_over=1,
    cases=CaseCounts(opened=1, answered=1, answered_in=timedelta(minutes=75)),
)


@pytest.mark.parametrize("said", ["/stats", "stats", "统计"])
async def test_who_leads_reads_the_figures_of_three_periods(said: str) -> None:
    talk = Talk.of(Role.SUPERVISOR, statistics=MemoryStatistics(COUNTS), lang="zh")
    lines = (await talk.say(said)).lines
    assert [line for line in lines if line in {"今天", "最近 7 天", "最近 30 天"}] == [
        "今天",
        "最近 7 天",
        "最近 30 天",
    ]
    for line in ("查询次数: 10", "没找人工就解决: 80%", "首次回复（中位数）: 1 小时 15 分钟", "评分: —"):
        assert lines.count(line) == 3, lines
    assert [(NOW - since).days for since, _ in talk.statistics.asked] == [0, 6, 29]
    assert talk.trail.entries[-1].act is Act.STATS


@pytest.mark.parametrize("role", [Role.USER, Role.AGENT])
async def test_others_do_not(role: Role) -> None:
    talk = Talk.of(role, statistics=MemoryStatistics(COUNTS))
    await talk.say("/stats")
    assert talk.statistics.asked == []
    assert [entry.act for entry in talk.trail.entries if entry.outcome == REFUSED] == [Act.STATS]


@pytest.mark.parametrize("said", ["/desk", "客服页"])
async def test_staff_get_a_link_that_stands_nowhere_else(said: str) -> None:
    talk = Talk.of(Role.AGENT, settings=SETTINGS.model_copy(update={"public_url": "https://sim.example/"}))
    answer = await talk.say(said)
    assert answer.sends == ["https://sim.example/desk#link-0"]
    assert talk.sessions.links == {"link-0": (ME, NOW)}
    assert "link-0" not in f"{talk.trail.entries}{await talk.remembered()}"


async def test_a_link_to_this_machine_alone_is_no_button() -> None:
    answer = await Talk.of(Role.AGENT, lang="en").say("/desk")
    assert (answer.lines[-1], answer.sends) == ("On this machine: http://127.0.0.1:8080/desk#link-0", [])


async def test_users_and_programs_get_none() -> None:
    talk = Talk.of(Role.USER)
    await talk.say("/desk")
    assert [entry.act for entry in talk.trail.entries if entry.outcome == REFUSED] == [Act.DESK]
    program = Talk(settings=SETTINGS.model_copy(update={"staff": ("api:anna",)}))
    await program.say("/desk", person=Person("api", "anna"))
    assert program.sessions.links == {} == talk.sessions.links
