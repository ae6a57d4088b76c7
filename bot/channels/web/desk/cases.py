"""Cases on the staff page: which there are, one of them with its talk, and what staff do with it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.desk.door import Room, Visitor
from bot.channels.web.requests import Desk, Problem, Refused, body_of, check_user, language, word
from bot.domain.cases import NUMBER, Delivery, Doing, HelpCase, Kind, Message, Move, Side, Stage, Standing
from bot.domain.masking import masked
from bot.domain.message import Person
from bot.domain.pictures import label
from bot.domain.roles import Act
from bot.domain.trail import Entry
from bot.domain.words import Clock, Day, Text, text

_LONGEST_SAID = 4_000
_LONGEST_NAME = 160
_LONGEST_ID = 64
_SAYING = frozenset({Move.ANSWER, Move.NOTE})
Json = dict[str, Any]
Names = Mapping[Person, str]


class Words:
    """Says things in the language of one request."""

    def __init__(self, request: Request) -> None:
        self._desk: Desk = request.app.state.desk
        self.lang, self.now = language(request, self._desk), self._desk.front.clock()

    def say(self, words: Text) -> str:
        return self._desk.front.texts.say(words, self.lang)

    def moment(self, at: datetime) -> str:
        """Say when something was, the year only when it is another one."""
        local = at.astimezone(self.now.tzinfo)
        day = Day(local.date(), with_year=local.year != self.now.year)
        return self.say(text("desk-moment", day=day, time=Clock(local)))


# Which there are


async def listed(request: Request, room: Room, who: Visitor) -> Response:
    """Return the cases that are open, and with *closed* those closed lately, each with how it stands."""
    closed = request.query_params.get("closed") is not None
    words, names = Words(request), await room.cases.colleagues()
    standing = await room.cases.standing(who.person, closed=closed)
    shown = [{**_head(each.case, who, names, words), **_stands(each, words)} for each in standing]
    return JSONResponse({"cases": shown, "waiting": sum(each.waits for each in standing)})


def _head(case: HelpCase, who: Visitor, names: Names, words: Words) -> Json:
    return {
        "number": case.number,
        "channel": case.person.channel,
        "since": words.moment(case.opened_at),
        "causes": [words.say(Text(f"cause-{cause}.title")) for cause in case.causes],
        "card": None if case.card is None else masked(case.card),
        "stage": words.say(text(f"desk-stage-{case.stage}")),
        "closed": case.stage is Stage.CLOSED,
        "agent": None if case.agent is None else _name(case.agent, names),
        "mine": case.agent == who.person,
        "with_bot": case.with_bot,
    }


def _stands(standing: Standing, words: Words) -> Json:
    return {"last": words.moment(standing.last), "waits": standing.waits}


def _name(person: Person, names: Names) -> str:
    return names.get(person, str(person))


# One of them


async def one(request: Request, room: Room, who: Visitor) -> Response:
    """Return a case with all that was said in it, and write down that it was read; where all was *seen*, neither."""
    asked = request.query_params
    case = await _found(asked.get("number"), room)
    shown = await _whole(case, room, who, Words(request))
    mark = hashlib.sha256(json.dumps(shown).encode()).hexdigest()
    if asked.get("seen") == mark:
        return JSONResponse({"mark": mark})
    desk: Desk = request.app.state.desk
    entry = Entry(
        at=desk.front.clock(), who=who.person, act=Act.CASES, outcome="read", card=case.card, about=case.person
    )
    await room.trail.note([entry])
    return JSONResponse({"mark": mark, "case": shown})


async def _found(number: Any, room: Room) -> HelpCase:
    """Return the case that *number* names. Raise Refused."""
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field="number"))
    case = await room.cases.find(number)
    if case is None:
        raise Refused(404, Problem.NO_SUCH_PAGE, text("desk-no-such-case", number=number))
    return case


async def _whole(case: HelpCase, room: Room, who: Visitor, words: Words) -> Json:
    names, left = await room.cases.colleagues(), await room.cases.left(case)
    course = await room.cases.course(case.number)
    others = [[str(person), name] for person, name in names.items() if person != case.agent]
    return {
        **_head(case, who, names, words),
        "said": [
            _pictured(message, case)
            | _said(message, became, reached=room.cases.reaches(case.person), names=names, words=words)
            for message, became in course
            if message.kind is not Kind.ECHO
        ],
        "left": None if left is None else words.say(left),
        "canned": room.cases.canned(case),
        "canned_lang": case.lang,
        "staff": others,
    }


def _said(message: Message, became: Delivery | None, *, reached: bool, names: Names, words: Words) -> Json:
    """Show a message. Long numbers are masked, as staff read them elsewhere; an appeal is there to be passed on."""
    pending = "pending" if reached else Delivery.SHELVED
    outcome = text(f"desk-became-{became or pending}") if message.kind.side is Side.USER else None
    return {
        "kind": message.kind,
        "who": words.say(text(f"desk-kind-{message.kind}", name=_name(message.author, names))),
        "at": words.moment(message.at),
        "text": _words_of(message, words),
        "became": None if outcome is None else words.say(outcome),
        "failed": became in {Delivery.GONE, Delivery.UNABLE},
    }


def _pictured(message: Message, case: HelpCase) -> Json:
    """Return where the page finds the picture of a message."""
    if message.picture is None:
        return {}
    return {
        "picture": "/desk/picture?" + urlencode({"number": case.number, "name": label(case.number, message.picture)})
    }


def _words_of(message: Message, words: Words) -> str:
    if message.kind is Kind.CLOSING:
        return words.say(text("desk-asked-whether-it-works"))
    said = message.text if message.kind is Kind.KIT else masked(message.text)
    picture = [] if message.picture is None else [words.say(text("desk-a-picture"))]
    return "\n".join([*picture, *([said] if said else [])])


# What staff do with it


async def act(request: Request, room: Room, who: Visitor) -> Response:
    """Make a move. The same *id* again is the same move. Raise Refused where it is not made, saying why."""
    desk: Desk = request.app.state.desk
    check_user(desk, f"desk {who.person}")
    given = await body_of(request)
    case = await _found(given.get("number"), room)
    doing = await _doing(given, room, who, case)
    origin = str(doing.origin)
    done = await request.app.state.page.repeats.answer(str(who.person), origin, lambda: _done(case, doing, room))
    return Response(done, media_type="application/json")


async def _doing(given: Json, room: Room, who: Visitor, case: HelpCase) -> Doing:
    names = await room.cases.colleagues()
    move = _move(given)
    to, to_name = _colleague(given, names) if move is Move.HAND_ON else (None, "")
    name = word(given, "id", _LONGEST_ID)
    return Doing(
        move=move,
        by=who.person,
        name=_name(who.person, names),
        said=word(given, "said", _LONGEST_SAID) if move in _SAYING else "",
        origin=f"desk:{who.person}:{case.number}:{name}",
        to=to,
        to_name=to_name,
        elsewhere=True,
    )


def _move(given: Json) -> Move:
    typed = word(given, "move", _LONGEST_NAME)
    if typed not in list(Move):
        raise Refused(422, Problem.INVALID_REQUEST, text("web-invalid-request", field="move"))
    return Move(typed)


def _colleague(given: Json, names: Names) -> tuple[Person, str]:
    """Return who the case is to be handed on to. Raise Refused where they are not one of the staff."""
    typed = word(given, "to", _LONGEST_NAME)
    found: Sequence[tuple[Person, str]] = [each for each in names.items() if str(each[0]) == typed]
    if not found:
        raise Refused(422, Problem.INVALID_REQUEST, text("desk-no-such-agent"))
    return found[0]


async def _done(case: HelpCase, doing: Doing, room: Room) -> bytes:
    refused = await room.cases.act(case.number, doing)
    if refused is not None:
        raise Refused(409, Problem.INVALID_REQUEST, text(f"desk-refused-{refused}"))
    return b"{}"
