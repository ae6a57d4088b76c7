"""The audit trail, the figures and the notices."""

import csv
import io
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.desk.door import Room, Visitor
from bot.channels.web.requests import Desk, Problem, Refused, body_of, language, one_of, word
from bot.domain.figures import bare, rows
from bot.domain.message import Person
from bot.domain.notices import LONGEST, Notice, affectable, tidy
from bot.domain.roles import Act
from bot.domain.stats import PERIODS, Stats, first_moment, stats
from bot.domain.trail import Entry, Search
from bot.domain.words import text

_PAGE = 50
_LONGEST_NAME = 160
_MOST_DIGITS = 15


async def audit(request: Request, room: Room, who: Visitor) -> Response:
    """Return a page of the trail, the latest first, as it is wanted; to read it is an act of its own."""
    desk: Desk = request.app.state.desk
    asked = request.query_params
    search = Search(who=_person(asked.get("who")), card=asked.get("card") or None, act=_act(asked.get("act")))
    before = _number(asked["before"]) if asked.get("before") else None
    page = await room.trail.read(search, _PAGE, before)
    await _note(request, room, who, Act.READ_AUDIT, "answered")
    zone = desk.front.clock().tzinfo
    entries = [
        {
            "at": entry.at.astimezone(zone).isoformat(timespec="minutes"),
            "who": str(entry.who),
            "act": str(entry.act),
            "card": entry.card,
            "about": entry.about and str(entry.about),
            "outcome": entry.outcome,
        }
        for entry in page.entries
    ]
    return JSONResponse({"entries": entries, "next": page.next})


def _person(typed: str | None) -> Person | None:
    channel, colon, user = (typed or "").strip().partition(":")
    if typed and not (channel and colon and user):
        raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field="who"))
    return Person(channel, user) if typed else None


def _act(typed: str | None) -> Act | None:
    name = one_of(typed or None, [str(act) for act in Act], "act")
    return None if name is None else Act(name)


async def figures(request: Request, room: Room, who: Visitor) -> Response:
    """Return the figures of some days: a table in words, and a number for each day."""
    desk: Desk = request.app.state.desk
    counted = await _counted(request, room, who)
    lang = language(request, desk)
    said = [[desk.front.texts.say(name, lang), desk.front.texts.say(value, lang)] for name, value in rows(counted)]
    by_day = [[day.isoformat(), count] for day, count in counted.by_day]
    return JSONResponse({"days": counted.days, "rows": said, "by_day": by_day})


async def figures_file(request: Request, room: Room, who: Visitor) -> Response:
    """Return the figures as CSV."""
    counted = await _counted(request, room, who)
    out = io.StringIO()
    csv.writer(out).writerows([("figure", "value"), *bare(counted)])
    name = f'attachment; filename="simclinic-{counted.days}.csv"'
    return Response(out.getvalue(), media_type="text/csv", headers={"Content-Disposition": name})


async def _counted(request: Request, room: Room, who: Visitor) -> Stats:
    desk: Desk = request.app.state.desk
    days = int(one_of(request.query_params.get("days"), [str(each) for each in PERIODS], "days") or PERIODS[0])
    now = desk.front.clock()
    counts = await room.statistics.count(first_moment(days, now), now + timedelta(seconds=1))
    await _note(request, room, who, Act.STATS, "answered")
    return stats(counts, days, now.date())


async def notices(request: Request, room: Room, who: Visitor) -> Response:
    """Return the notices that are not over."""
    del who
    desk: Desk = request.app.state.desk
    posted = await room.notices.current(desk.front.clock())
    return JSONResponse({"notices": [_shown(notice) for notice in posted]})


def _shown(notice: Notice) -> dict[str, Any]:
    return {"number": notice.number, "affects": notice.affects, "texts": dict(notice.texts)}


async def post(request: Request, room: Room, who: Visitor) -> Response:
    """Post a notice, in one language or in several."""
    desk: Desk = request.app.state.desk
    given = await body_of(request)
    affects = one_of(given.get("affects"), affectable(room.sources), "affects")
    languages = [lang for lang in desk.front.texts.languages if given.get(lang)]
    texts = {lang: tidy(word(given, lang, LONGEST)) for lang in languages}
    if affects is None or not any(texts.values()):
        raise Refused(422, Problem.INVALID_REQUEST, text("notice-unwritten"))
    said = {lang: words for lang, words in texts.items() if words}
    number = await room.notices.add(Notice(affects=affects, texts=said, since=desk.front.clock()))
    await _note(request, room, who, Act.NOTICE, f"added {number}")
    return JSONResponse({"number": number}, 201)


async def withdraw(request: Request, room: Room, who: Visitor) -> Response:
    """Withdraw a notice. Raise Refused where there is none in force."""
    desk: Desk = request.app.state.desk
    number = _number((await body_of(request)).get("number"))
    if not await room.notices.end(number, desk.front.clock()):
        raise Refused(404, Problem.NO_SUCH_PAGE, text("notice-none", number=number))
    await _note(request, room, who, Act.NOTICE, f"ended {number}")
    return JSONResponse({})


def _number(given: Any) -> int:
    written = str(given)
    if not (written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS):
        raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field="number"))
    return int(written)


async def _note(request: Request, room: Room, who: Visitor, act: Act, outcome: str) -> None:
    desk: Desk = request.app.state.desk
    await room.trail.note([Entry(at=desk.front.clock(), who=who.person, act=act, outcome=outcome)])
