"""A case's number, and who may do what with it when."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.cases import (
    NUMBER,
    NUMBER_BYTES,
    HelpCase,
    Kind,
    Move,
    Refusal,
    Stage,
    moved,
    number_of,
    refusal,
    reopened,
)
from bot.domain.message import Person
from bot.domain.numbers import find
from bot.domain.roles import Role

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, WANG, ZHAO = Person("telegram", "42"), Person("telegram", "77"), Person("telegram", "78")
OPEN = HelpCase(number="K7Q2-9F", person=ANNA, lang="zh", opened_at=NOW)
STAGES = {
    Stage.OPEN: OPEN,
    Stage.CLAIMED: replace(OPEN, stage=Stage.CLAIMED, agent=WANG),
    Stage.ANSWERED: replace(OPEN, stage=Stage.ANSWERED, agent=WANG, answered_at=NOW),
    Stage.CLOSED: replace(OPEN, stage=Stage.CLOSED, agent=WANG, closed_at=NOW),
}
THEIRS, OVER, NO = Refusal.NOT_YOURS, Refusal.CLOSED, Refusal.NOT_STAFF
TABLE = {
    # move:         (stage,         its agent, another agent, a supervisor)
    (Move.CLAIM, Stage.OPEN): (None, None, None),
    (Move.CLAIM, Stage.CLAIMED): (None, THEIRS, None),
    (Move.CLAIM, Stage.ANSWERED): (None, THEIRS, None),
    (Move.CLAIM, Stage.CLOSED): (OVER, OVER, OVER),
    (Move.ANSWER, Stage.OPEN): (None, None, None),
    (Move.ANSWER, Stage.CLAIMED): (None, THEIRS, None),
    (Move.ANSWER, Stage.ANSWERED): (None, THEIRS, None),
    (Move.ANSWER, Stage.CLOSED): (OVER, OVER, OVER),
    (Move.NOTE, Stage.OPEN): (None, None, None),
    (Move.NOTE, Stage.CLAIMED): (None, None, None),
    (Move.NOTE, Stage.ANSWERED): (None, None, None),
    (Move.NOTE, Stage.CLOSED): (None, None, None),
    (Move.HAND_ON, Stage.OPEN): (None, None, None),
    (Move.HAND_ON, Stage.CLAIMED): (None, THEIRS, None),
    (Move.HAND_ON, Stage.ANSWERED): (None, THEIRS, None),
    (Move.HAND_ON, Stage.CLOSED): (OVER, OVER, OVER),
    (Move.CLOSE, Stage.OPEN): (THEIRS, THEIRS, None),
    (Move.CLOSE, Stage.CLAIMED): (None, THEIRS, None),
    (Move.CLOSE, Stage.ANSWERED): (None, THEIRS, None),
    (Move.CLOSE, Stage.CLOSED): (OVER, OVER, OVER),
}


def test_the_table_is_whole() -> None:
    assert TABLE.keys() == {(move, stage) for move in Move for stage in Stage}


@pytest.mark.parametrize(("at", "expected"), TABLE.items(), ids=str)
def test_who_may_make_which_move(at: tuple[Move, Stage], expected: tuple[Refusal | None, ...]) -> None:
    move, case = at[0], STAGES[at[1]]
    asked = ((WANG, Role.AGENT), (ZHAO, Role.AGENT), (ZHAO, Role.SUPERVISOR))
    assert tuple(refusal(case, move, by, role) for by, role in asked) == expected
    assert refusal(case, move, ZHAO, Role.ADMIN) == expected[2]
    assert refusal(case, move, WANG, Role.USER) is NO


MOVES = {
    "who claims has it": (Stage.OPEN, Move.CLAIM, Stage.CLAIMED, ZHAO),
    "a supervisor takes it over": (Stage.ANSWERED, Move.CLAIM, Stage.ANSWERED, ZHAO),
    "who answers first has it": (Stage.OPEN, Move.ANSWER, Stage.ANSWERED, ZHAO),
    "it stays whose it is": (Stage.CLAIMED, Move.ANSWER, Stage.ANSWERED, WANG),
    "it is handed on": (Stage.CLAIMED, Move.HAND_ON, Stage.CLAIMED, ANNA),
    "before anybody has it": (Stage.OPEN, Move.HAND_ON, Stage.CLAIMED, ANNA),
    "it is closed": (Stage.ANSWERED, Move.CLOSE, Stage.CLOSED, WANG),
    "a note changes nothing": (Stage.ANSWERED, Move.NOTE, Stage.ANSWERED, WANG),
}


@pytest.mark.parametrize(("stage", "move", "then", "agent"), MOVES.values(), ids=MOVES.keys())
def test_what_a_move_makes_of_it(stage: Stage, move: Move, then: Stage, agent: Person) -> None:
    new = moved(STAGES[stage], move, ZHAO, NOW, to=ANNA)
    assert (new.stage, new.agent) == (then, agent)


def test_an_answer_brings_the_chat_back_to_the_person_and_the_first_one_is_timed() -> None:
    later = NOW.replace(hour=5)
    first = moved(replace(OPEN, with_bot=True), Move.ANSWER, WANG, NOW)
    assert (first.with_bot, first.answered_at) == (False, NOW)
    assert moved(first, Move.ANSWER, WANG, later).answered_at == NOW


def test_what_still_does_not_work_is_its_agents_again() -> None:
    again = reopened(STAGES[Stage.CLOSED])
    assert (again.stage, again.agent, again.closed_at, again.works) == (Stage.CLAIMED, WANG, None, False)
    assert reopened(replace(STAGES[Stage.CLOSED], agent=None)).stage is Stage.OPEN


@pytest.mark.parametrize("byte", range(256))
def test_a_number_is_read_again_and_taken_for_nothing_else(byte: int) -> None:
    number = number_of(bytes([byte, 255 - byte, byte ^ 85, 7, 8, byte][:NUMBER_BYTES]))
    assert NUMBER.findall(f"工单 {number}，已转人工") == [number]
    assert find(number) == ()


@pytest.mark.parametrize("other", ["1234-56", "K7Q2-9FX", "XK7Q2-9F", "K7Q0-9F", "k7q2-9f", "-K7Q2-9F", "K7Q2-9F-2"])
def test_what_is_no_number(other: str) -> None:
    assert NUMBER.search(other) is None


def test_only_notes_are_read_by_nobody() -> None:
    assert {kind for kind in Kind if kind.side is None} == {Kind.NOTE}
