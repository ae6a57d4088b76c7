"""What every store of cases promises: the fake of the tests and the real one alike."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cases import Delivery, HelpCase, Kind, Message, Side, Stage, Standing
from bot.domain.message import Person
from bot.ports import Cases
from bot.store.database import open_store
from tests.desk.memory import MemoryCases

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ANNA, LI, WANG = Person("telegram", "42"), Person("wechat", "oLi"), Person("telegram", "77")


@pytest.fixture(params=["memory", "sqlite"])
async def cases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Cases]:
    if request.param == "memory":
        yield MemoryCases()
        return
    async with open_store(tmp_path / "cases.db") as store:
        yield store.cases


def case(number: str = "K7Q2-9F", person: Person = ANNA, **more: object) -> HelpCase:
    return replace(HelpCase(number=number, person=person, lang="zh", opened_at=NOW), **more)  # type: ignore[arg-type]


def said(words: str, kind: Kind = Kind.SAID, **more: object) -> Message:
    return replace(Message(kind=kind, author=ANNA, text=words, at=NOW), **more)  # type: ignore[arg-type]


FULL = case(
    card="89861125021012300146",
    causes=("quota", "real_name"),
    stage=Stage.CLOSED,
    agent=WANG,
    topic=1001,
    with_bot=True,
    answered_at=NOW,
    closed_at=NOW + timedelta(hours=1),
    works=False,
    stars=4,
)


@pytest.mark.parametrize("given", [case(), FULL, replace(FULL, works=True, number="ABCD-EF")], ids=str)
async def test_a_case_comes_back_as_it_was_kept(cases: Cases, given: HelpCase) -> None:
    assert await cases.open(given, []) == given
    assert await cases.find(given.number) == given


async def test_a_person_has_one_case_at_a_time(cases: Cases) -> None:
    assert await cases.open(case(), []) is not None
    assert await cases.open(case("ABCD-EF"), [said("twice")]) is None
    assert await cases.messages("ABCD-EF") == []
    assert await cases.of(ANNA) == case()
    closed = replace(case(), stage=Stage.CLOSED, closed_at=NOW)
    assert await cases.change(case(), closed) == closed
    assert await cases.of(ANNA) is None
    assert await cases.open(case("ABCD-EF"), []) == case("ABCD-EF")


async def test_a_number_is_given_once(cases: Cases) -> None:
    await cases.open(case(), [])
    assert await cases.open(case(person=LI), []) is None
    assert await cases.of(LI) is None


async def test_a_change_of_what_has_changed_meanwhile_is_not_kept(cases: Cases) -> None:
    await cases.open(case(), [])
    claimed = replace(case(), stage=Stage.CLAIMED, agent=WANG)
    assert await cases.change(case(), claimed, [said("first")]) == claimed
    assert await cases.change(case(), replace(case(), agent=LI), [said("second")]) is None
    assert await cases.find("K7Q2-9F") == claimed
    assert [each.text for each in await cases.messages("K7Q2-9F")] == ["first"]


async def test_messages_are_delivered_in_order_each_side_for_itself(cases: Cases) -> None:
    await cases.open(case(), [said("1"), said("2", Kind.ANSWER), said("3"), said("4", Kind.NOTE)])
    assert await cases.waiting() == [("K7Q2-9F", Side.STAFF), ("K7Q2-9F", Side.USER)]
    heard = []
    while (found := await cases.next("K7Q2-9F", Side.STAFF)) is not None:
        heard.append(found[1].text)
        await cases.delivered(found[0], Delivery.SENT, NOW)
    assert heard == ["1", "3"]
    assert await cases.waiting() == [("K7Q2-9F", Side.USER)]
    assert [each.text for each in await cases.messages("K7Q2-9F")] == ["1", "2", "3", "4"]


async def test_the_same_message_is_kept_once(cases: Cases) -> None:
    await cases.open(case(), [])
    for words in ("once", "again"):
        await cases.change(case(), case(), [said(words, origin="telegram:42:7"), said("without a name")])
    assert [each.text for each in await cases.messages("K7Q2-9F")] == ["once", "without a name", "without a name"]


async def test_what_waits_for_a_person_is_theirs_alone(cases: Cases) -> None:
    await cases.open(case(), [said("for anna", Kind.ANSWER)])
    await cases.open(case("ABCD-EF", LI), [said("from li")])
    assert await cases.waiting_for(ANNA) == ["K7Q2-9F"]
    assert await cases.waiting_for(LI) == []


async def test_a_topic_leads_to_its_case(cases: Cases) -> None:
    await cases.open(case(topic=7), [])
    assert await cases.in_topic(7) == case(topic=7)
    assert await cases.in_topic(8) is None


async def test_staff_are_known_by_their_last_name(cases: Cases) -> None:
    await cases.call(WANG, "@Wang")
    await cases.call(ANNA, "@wang")
    assert await cases.called("@WANG") == ANNA
    assert await cases.called("@zhao") is None


async def test_each_of_the_staff_has_a_name(cases: Cases) -> None:
    assert await cases.names() == {}
    await cases.call(WANG, "@Wang")
    assert await cases.names() == {WANG: "@wang"}


async def test_what_became_of_each_message_is_told(cases: Cases) -> None:
    await cases.open(case(), [said("1", Kind.ANSWER), said("2", Kind.NOTE)])
    first = await cases.next("K7Q2-9F", Side.USER)
    assert first is not None
    await cases.delivered(first[0], Delivery.SHELVED, NOW)
    course = [(message.text, became) for message, became in await cases.course("K7Q2-9F")]
    assert course == [("1", Delivery.SHELVED), ("2", None)]


SPOKEN: dict[str, tuple[list[Kind], int, bool]] = {
    "nothing": ([], -1, True),
    "the opening": ([Kind.CONTEXT], 0, True),
    "an answer, then what nobody spoke": ([Kind.CONTEXT, Kind.ANSWER, Kind.NOTE, Kind.NOTICE, Kind.ECHO], 1, False),
    "the person again": ([Kind.CONTEXT, Kind.ANSWER, Kind.SAID], 2, True),
}


@pytest.mark.parametrize(("kinds", "last", "waits"), SPOKEN.values(), ids=SPOKEN.keys())
async def test_who_spoke_last_says_whether_somebody_waits(
    cases: Cases, kinds: list[Kind], last: int, *, waits: bool
) -> None:
    await cases.open(case(), [said("?", kind, at=NOW + timedelta(hours=at)) for at, kind in enumerate(kinds)])
    spoken = NOW + timedelta(hours=max(0, last))
    assert await cases.standing(None, WANG, 9) == [Standing(case(), spoken, waits=waits)]


async def test_cases_stand_in_the_order_of_their_last_words_the_own_first(cases: Cases) -> None:
    for at, (number, agent) in enumerate([("AAAA-AA", WANG), ("BBBB-BB", None), ("CCCC-CC", ANNA)]):
        opened = case(number, Person("web", number), agent=agent)
        await cases.open(opened, [said("?", at=NOW + timedelta(hours=at))])
    order = [each.case.number for each in await cases.standing(None, WANG, 9)]
    assert order == ["AAAA-AA", "CCCC-CC", "BBBB-BB"]
    assert [each.case.number for each in await cases.standing(None, LI, 2)] == ["CCCC-CC", "BBBB-BB"]


async def test_closed_cases_stand_with_the_others_where_they_are_asked_for(cases: Cases) -> None:
    await cases.open(FULL, [said("?")])
    assert await cases.standing(None, ANNA, 9) == []
    assert await cases.standing(NOW + timedelta(hours=1), ANNA, 9) == [Standing(FULL, NOW, waits=False)]
    assert await cases.standing(NOW + timedelta(hours=2), ANNA, 9) == []


async def test_a_store_without_cases_learns_of_the_first(cases: Cases) -> None:
    assert await cases.of(ANNA) is None
    assert await cases.waiting_for(ANNA) == []
    await cases.open(case(), [said("1", Kind.ANSWER)])
    assert await cases.of(ANNA) == case()
    assert await cases.waiting_for(ANNA) == ["K7Q2-9F"]


async def test_who_is_forgotten_leaves_nothing(cases: Cases) -> None:
    await cases.open(case(), [said("secret", origin="o")])
    await cases.open(case("ABCD-EF", LI), [said("kept")])
    await cases.forget(ANNA)
    assert await cases.find("K7Q2-9F") is None
    assert await cases.messages("K7Q2-9F") == []
    assert [each.text for each in await cases.messages("ABCD-EF")] == ["kept"]


async def test_all_cases_of_a_person_are_theirs_alone(cases: Cases) -> None:
    await cases.open(FULL, [])
    await cases.open(case("ABCD-EF", opened_at=NOW + timedelta(days=1)), [])
    await cases.open(case("ZBCD-EF", LI), [])
    assert [each.number for each in await cases.all_of(ANNA)] == ["K7Q2-9F", "ABCD-EF"]


async def test_what_was_shelved_is_found_apart(cases: Cases) -> None:
    await cases.open(case(), [said("1", Kind.ANSWER), said("2", Kind.ANSWER)])
    first = await cases.next("K7Q2-9F", Side.USER)
    assert first is not None
    assert await cases.next("K7Q2-9F", Side.USER, shelved=True) is None
    await cases.delivered(first[0], Delivery.SHELVED, NOW)
    second = await cases.next("K7Q2-9F", Side.USER)
    assert second is not None
    assert second[1].text == "2"
    await cases.delivered(second[0], Delivery.SENT, NOW)
    assert await cases.waiting() == []
    assert await cases.waiting_for(ANNA) == ["K7Q2-9F"]
    assert await cases.next("K7Q2-9F", Side.USER, shelved=True) == first


async def test_closed_cases_are_pruned_and_open_ones_are_not(cases: Cases) -> None:
    await cases.open(FULL, [said("old")])
    await cases.open(case("ABCD-EF", LI), [])
    await cases.prune(NOW + timedelta(minutes=30))
    assert await cases.find(FULL.number) == FULL
    await cases.prune(NOW + timedelta(hours=2))
    assert await cases.find(FULL.number) is None
    assert await cases.find("ABCD-EF") is not None
