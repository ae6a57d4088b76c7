"""The figures in words, for people, and bare, for programs."""

from datetime import timedelta

from bot.domain.stats import Stats
from bot.domain.words import Text, Words, text

_MINUTE = 60
_UNKNOWN = "—"


def period(figures: Stats) -> Text:
    """Say which days the figures are of."""
    return text("stats-today") if figures.days == 1 else text("stats-days", days=figures.days)


def rows(figures: Stats) -> tuple[tuple[Words, Words], ...]:
    """Return the table of one period: names and figures; what is not known is a dash, not a nought."""
    causes = tuple(
        (text("stats-cause", cause=Text(f"cause-{code}.title")), str(count)) for code, count in figures.causes
    )
    return (
        (text("stats-look-ups"), str(figures.look_ups)),
        (text("stats-people"), str(figures.people)),
        *causes,
        (text("stats-alone"), _UNKNOWN if figures.alone is None else f"{figures.alone:.0%}"),
        (text("stats-cases"), str(figures.cases)),
        (text("stats-answered-in"), _wait(figures.answered_in)),
        (text("stats-closed-in"), _wait(figures.closed_in)),
        (text("stats-stars"), _UNKNOWN if figures.stars is None else f"{figures.stars:.1f}"),
    )


def _wait(wait: timedelta | None) -> Words:
    if wait is None:
        return _UNKNOWN
    minutes = round(wait.total_seconds() / _MINUTE)
    return text("stats-wait", hours=minutes // _MINUTE, minutes=minutes % _MINUTE)


def bare(figures: Stats) -> list[tuple[str, str]]:
    """Return name and number, times in seconds; what is not known is empty."""
    numbers = {
        "days": figures.days,
        "look_ups": figures.look_ups,
        "people": figures.people,
        "alone": figures.alone,
        "cases": figures.cases,
        "answered_in": None if figures.answered_in is None else figures.answered_in.total_seconds(),
        "closed_in": None if figures.closed_in is None else figures.closed_in.total_seconds(),
        "stars": figures.stars,
        **{f"cause {code}": count for code, count in figures.causes},
        **{f"look_ups {day}": count for day, count in figures.by_day},
    }
    return [(name, "" if value is None else str(value)) for name, value in numbers.items()]
