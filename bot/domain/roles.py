"""Who may do what: the roles, the acts, and the table that joins them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.message import Person


class Role(StrEnum):
    """What somebody is to this deployment; each may do all that the one before it may."""

    USER = "user"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class Act(StrEnum):
    """What people do here, as the audit trail names it."""

    LOOK_UP = "look_up"
    TALK = "talk"
    READ_OWN = "read_own"
    EXPORT_OWN = "export_own"
    FORGET_OWN = "forget_own"
    JOIN = "join"
    SEE_STAFF_VIEW = "see_staff_view"
    FIND_BY_ANY_NUMBER = "find_by_any_number"
    WHAT_IF = "what_if"
    REPLAY = "replay"
    BULK = "bulk"
    CASES = "cases"
    CANNED = "canned"
    CLOSE_ANY_CASE = "close_any_case"
    STATS = "stats"
    DESK = "desk"
    NOTICE = "notice"
    READ_AUDIT = "read_audit"
    INVITE = "invite"
    REMOVE_STAFF = "remove_staff"
    EXPORT_AUDIT = "export_audit"
    ERASE_PERSON = "erase_person"


_ADDED: Mapping[Role, frozenset[Act]] = {
    Role.USER: frozenset({Act.LOOK_UP, Act.TALK, Act.READ_OWN, Act.EXPORT_OWN, Act.FORGET_OWN, Act.JOIN}),
    Role.AGENT: frozenset(
        {
            Act.SEE_STAFF_VIEW,
            Act.FIND_BY_ANY_NUMBER,
            Act.WHAT_IF,
            Act.REPLAY,
            Act.BULK,
            Act.CASES,
            Act.CANNED,
            Act.DESK,
        }
    ),
    Role.SUPERVISOR: frozenset({Act.CLOSE_ANY_CASE, Act.STATS, Act.READ_AUDIT}),
    Role.ADMIN: frozenset({Act.NOTICE, Act.INVITE, Act.REMOVE_STAFF, Act.EXPORT_AUDIT, Act.ERASE_PERSON}),
}
"""What each role may do beyond the one before it."""

MAY: Mapping[Role, frozenset[Act]] = {
    role: frozenset[Act]().union(*(_ADDED[below] for below in Role if below.rank <= role.rank)) for role in Role
}

CODE = re.compile(r"(?<![A-Z0-9])[A-Z2-7]{4}(?:-?[A-Z2-7]{4}){3}(?![A-Z0-9])", re.IGNORECASE)
"""How the code of an invitation is written: 80 bits in base 32, printed in fours."""

UNPROVEN = frozenset({"api"})
"""Channels on which a program says who is speaking: nobody becomes staff there."""


def may(role: Role, act: Act) -> bool:
    return act in MAY[role]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff, *since* when."""

    person: Person
    role: Role
    since: datetime
