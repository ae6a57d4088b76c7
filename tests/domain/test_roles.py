"""Who may do what: every role and every act."""

import pytest

from bot.domain.roles import Act, Role, may

_EVERYBODY = (Role.USER, Role.AGENT, Role.SUPERVISOR, Role.ADMIN)
_STAFF = _EVERYBODY[1:]
_LEADERS = _EVERYBODY[2:]
_ADMINS = _EVERYBODY[3:]

TABLE = {
    Act.LOOK_UP: _EVERYBODY,
    Act.TALK: _EVERYBODY,
    Act.READ_OWN: _EVERYBODY,
    Act.EXPORT_OWN: _EVERYBODY,
    Act.FORGET_OWN: _EVERYBODY,
    Act.JOIN: _EVERYBODY,
    Act.SEE_STAFF_VIEW: _STAFF,
    Act.FIND_BY_ANY_NUMBER: _STAFF,
    Act.WHAT_IF: _STAFF,
    Act.REPLAY: _STAFF,
    Act.BULK: _STAFF,
    Act.CASES: _STAFF,
    Act.CANNED: _STAFF,
    Act.DESK: _STAFF,
    Act.CLOSE_ANY_CASE: _LEADERS,
    Act.STATS: _LEADERS,
    Act.READ_AUDIT: _LEADERS,
    Act.NOTICE: _ADMINS,
    Act.INVITE: _ADMINS,
    Act.REMOVE_STAFF: _ADMINS,
    Act.EXPORT_AUDIT: _ADMINS,
    Act.ERASE_PERSON: _ADMINS,
}


def test_every_act_is_in_the_table() -> None:
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_a_role_may_do_what_the_table_says(role: Role, act: Act) -> None:
    assert may(role, act) is (role in TABLE[act])
