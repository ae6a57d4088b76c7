"""Who gets in at the staff page: a session, a role that may, and a request that the page itself has sent."""

import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request

from bot.channels.web.desk.lists import Lists
from bot.channels.web.requests import Desk, Problem, Refused, check_address
from bot.domain.message import Person
from bot.domain.roles import Act, Role, may
from bot.domain.trail import REFUSED, Entry
from bot.domain.words import text
from bot.ports import Notices, Sessions, StaffDesk, Statistics, Trail

COOKIE = "simclinic-desk"
PROOF = "x-desk-proof"
"""The header that shows a request to come from the page: others can send the cookie along, but not read this."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,128}")


@dataclass(frozen=True, slots=True)
class Room:
    """What the page's routes stand on."""

    sessions: Sessions
    role_of: Callable[[Person], Awaitable[Role]]
    trail: Trail
    notices: Notices
    statistics: Statistics
    sources: tuple[str, ...]
    cases: StaffDesk
    lists: Lists = field(default_factory=Lists)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in, what they are at this moment, and the proof that their page sends along."""

    person: Person
    role: Role
    token: str

    @property
    def proof(self) -> str:
        return hashlib.sha256(f"proof {self.token}".encode()).hexdigest()


async def visitor(request: Request, room: Room) -> Visitor | None:
    """Return who is signed in and still one of the staff."""
    desk: Desk = request.app.state.desk
    token = request.cookies.get(COOKIE, "")
    person = await room.sessions.who(token, desk.front.clock()) if _TOKEN.fullmatch(token) else None
    role = Role.USER if person is None else await room.role_of(person)
    return None if person is None or not may(role, Act.DESK) else Visitor(person, role, token)


async def admit(request: Request, room: Room, act: Act) -> Visitor:
    """Return who is signed in and may do *act*. Raise Refused; what a role does not allow is written down."""
    desk: Desk = request.app.state.desk
    check_address(request, desk)
    who = await visitor(request, room)
    if who is None:
        raise Refused(401, Problem.NO_SESSION, text("staffpage-signed-out"))
    if request.method != "GET":
        check_origin(request)
        if not hmac.compare_digest(request.headers.get(PROOF, "").encode("latin-1"), who.proof.encode()):
            raise Refused(403, Problem.UNAUTHORIZED, text("staffpage-not-from-here"))
    if not may(who.role, act):
        await room.trail.note([Entry(at=desk.front.clock(), who=who.person, act=act, outcome=REFUSED)])
        raise Refused(403, Problem.UNAUTHORIZED, text("staffpage-may-not"))
    return who


def check_origin(request: Request) -> None:
    """Raise Refused unless a page of this very site sends the request; browsers say so, and no page can lie."""
    if urlsplit(request.headers.get("origin", "")).netloc.lower() != request.headers.get("host", "-").lower():
        raise Refused(403, Problem.UNAUTHORIZED, text("staffpage-not-from-here"))
