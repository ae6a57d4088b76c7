"""The figures of one, seven and thirty days, for those who lead."""

from datetime import timedelta

from bot.domain.figures import period, rows
from bot.domain.reply import Facts, Line, Reply, Title
from bot.domain.roles import Act
from bot.domain.stats import PERIODS, Stats, first_moment, stats
from bot.domain.words import text
from handlers.allowed import allowed
from handlers.heard import Heard, Tools


async def answer(heard: Heard, tools: Tools) -> Reply | None:
    """Answer `/stats`."""
    if "stats" not in heard.intents[:1] or not await allowed(Act.STATS, heard, tools):
        return None
    figures = [await figures_of(days, tools) for days in PERIODS]
    tables = [block for each in figures for block in (Line(period(each)), Facts(rows(each)))]
    return Reply(blocks=(Title(text("stats-title")), *tables), act=Act.STATS)


async def figures_of(days: int, tools: Tools) -> Stats:
    """Count the last *days* days."""
    now = tools.clock()
    counts = await tools.statistics.count(first_moment(days, now), now + timedelta(seconds=1))
    return stats(counts, days, now.date())
