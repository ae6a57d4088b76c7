"""Five seconds: the work is done once, the answer is read once, however slow the one and however often it is asked."""

import asyncio
from pathlib import Path

import pytest

from bot.errors import StoreLocked
from bot.ports import Waiting
from bot.store.shelf import SqlShelf
from tests.web.clinic import NOON
from tests.wechat.account import LINK, Account, Ended, Pushed, account, until
from tests.wechat.letters import ACCOUNT, ANNA, LI, said

pytestmark = pytest.mark.anyio
QUOTA, WORKING = "89861125021012300146", "89860625021045600014"


async def delivered(wechat: Account, given: str, times: int) -> list[str | None]:
    """Deliver a message *times* times, each time when the last is given up."""
    return [await wechat.deliver(given) for _ in range(times)]


# Quick enough


async def test_an_answer_in_time_goes_out_at_once_and_again_when_it_did_not_arrive(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        first, second, third = await delivered(wechat, said(QUOTA), 3)
        assert (first or "").startswith("🔴 信控停用")
        assert first == second == third
        assert wechat.gate.asked == 1
        assert await wechat.waits() == ()


async def test_deliveries_at_once_join_one_work(tmp_path: Path) -> None:
    async with account(tmp_path) as wechat:
        given = said(QUOTA)
        answers = await asyncio.gather(*(wechat.deliver(given) for _ in range(3)))
        assert len(set(answers)) == 1
        assert wechat.gate.asked == 1


# Too slow, without push


async def test_a_redelivery_joins_the_work(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        given = said(QUOTA)
        assert await wechat.deliver(given) is None
        wechat.gate.late.clear()
        again = asyncio.create_task(wechat.deliver(given))
        await wechat.gate.until_one_waits()
        wechat.gate.unlock()
        assert (await again or "").startswith("🔴 信控停用")
        assert wechat.gate.asked == 1
        assert await wechat.waits() == ()


async def test_an_answer_between_two_deliveries_waits_for_the_next(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        given = said(QUOTA)
        assert await wechat.deliver(given) is None
        wechat.gate.unlock()
        await wechat.worked()
        assert len(await wechat.waits()) == 1
        second, third = await delivered(wechat, given, 2)
        assert (second or "").startswith("🔴 信控停用")
        assert second == third
        assert await wechat.waits() == ()


@pytest.mark.parametrize("fetch", ["tap", "1", "a new question"])
async def test_the_third_delivery_says_how_to_fetch_the_answer(tmp_path: Path, fetch: str) -> None:
    async with account(tmp_path, slow=True) as wechat:
        first, second, third = await delivered(wechat, said(QUOTA), 3)
        assert (first, second) == (None, None)
        assert (third or "").startswith("还在查")
        ((sends, _),) = LINK.findall(third or "")
        wechat.gate.unlock()
        await wechat.worked()
        shown = await wechat.say({"tap": sends, "1": "1"}.get(fetch, WORKING))
        assert shown.startswith("🔴 信控停用")
        assert ("🟢" in shown) is (fetch == "a new question")
        assert await wechat.waits() == ()
        assert "没有剩下的" in await wechat.say(sends)


async def test_who_fetches_before_the_answer_is_there_waits_for_it(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        await delivered(wechat, said(QUOTA), 3)
        wechat.gate.late.clear()
        fetching = asyncio.create_task(wechat.deliver(said("1")))
        await wechat.gate.until_one_waits()
        wechat.gate.unlock()
        assert (await fetching or "").startswith("🔴 信控停用")


async def test_the_language_of_still_asking_is_the_questions(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        *_, third = await delivered(wechat, said(f"why is {QUOTA} dead"), 3)
    assert (third or "").startswith("Still checking")


async def test_two_people_with_one_number_get_their_own_answers(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        anna, li = said(QUOTA, ANNA, MsgId=7), said(WORKING, LI, MsgId=7)
        assert not any(await asyncio.gather(wechat.deliver(anna), wechat.deliver(li)))
        wechat.gate.unlock()
        await wechat.worked()
        shown = await asyncio.gather(wechat.deliver(anna), wechat.deliver(li))
    assert [(text or "")[0] for text in shown] == ["🔴", "🟢"]


async def test_two_questions_of_one_person_get_both_answers_once(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        one, other = said(QUOTA), said(WORKING)
        await asyncio.gather(wechat.deliver(one), wechat.deliver(other))
        wechat.gate.unlock()
        await wechat.worked()
        both = await wechat.deliver(other)
        assert await wechat.deliver(one) is None
    assert (both or "").startswith("🔴")
    assert (both or "").count("🟢") == 1


# Too slow, with push


async def test_a_slow_answer_is_pushed_after_typing(tmp_path: Path) -> None:
    pushed = Pushed()
    async with account(tmp_path, slow=True, pushing=pushed) as wechat:
        given = said(QUOTA)
        assert await wechat.deliver(given) is None
        await until(lambda: bool(pushed.typed))
        wechat.gate.unlock()
        await wechat.worked()
        assert await wechat.deliver(given) is None
        assert await wechat.waits() == ()
    ((user, shown),) = pushed.sent
    assert user == ANNA
    assert shown.startswith("🔴 信控停用")
    assert pushed.typed == [ANNA]


async def test_a_quick_answer_is_not_pushed(tmp_path: Path) -> None:
    pushed = Pushed()
    async with account(tmp_path, pushing=pushed) as wechat:
        assert (await wechat.say(QUOTA)).startswith("🔴")
    assert (pushed.sent, pushed.typed) == ([], [])


async def test_what_cannot_be_pushed_waits_for_the_next_message(tmp_path: Path) -> None:
    pushed = Pushed(room=0)
    async with account(tmp_path, slow=True, pushing=pushed) as wechat:
        assert await wechat.deliver(said(QUOTA)) is None
        wechat.gate.unlock()
        await wechat.worked()
        assert len(await wechat.waits()) == 1
        shown = await wechat.say(WORKING)
        assert await wechat.waits() == ()
    assert shown.startswith("🔴")
    assert "🟢" in shown


class Failing(SqlShelf):
    """A shelf that cannot be written to for a while."""

    fails = 0

    async def put(self, account: str, user: str, waiting: Waiting) -> None:
        if Failing.fails:
            Failing.fails -= 1
            raise StoreLocked(path="x")
        await super().put(account, user, waiting)


async def test_the_rest_of_a_push_is_kept_though_the_store_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed = Pushed(room=1)
    monkeypatch.setattr("bot.store.database.SqlShelf", Failing)
    monkeypatch.setattr("bot.channels.wechat.handover._PAUSE", 0.01)
    async with account(tmp_path, slow=True, pushing=pushed) as wechat:
        await wechat.app.shelf.put(ACCOUNT, ANNA, Waiting(lang="zh", parts=("earlier",), at=NOON))
        assert await wechat.deliver(said(QUOTA)) is None
        Failing.fails = 3
        wechat.gate.open.set()
        await wechat.worked()
        rest = await wechat.waits()
    assert [text for _, text in pushed.sent] == ["earlier"]
    assert [part[0] for part in rest] == ["🔴"]


async def test_an_account_that_may_not_push_after_all_answers_by_redelivery(tmp_path: Path) -> None:
    pushed = Pushed(room=0, ended=Ended.UNABLE)
    async with account(tmp_path, slow=True, pushing=pushed) as wechat:
        assert await wechat.deliver(said(QUOTA, LI)) is None
        wechat.gate.unlock()
        await wechat.worked()
        wechat.gate.lock()
        *_, third = await delivered(wechat, said(QUOTA), 3)
    assert (third or "").startswith("还在查")


# Restarts


@pytest.mark.parametrize("push", [True, False], ids=["it is pushed", "the next message brings it"])
async def test_what_was_not_answered_before_a_crash_is_answered_after_it(tmp_path: Path, *, push: bool) -> None:
    async with account(tmp_path, slow=True) as wechat:
        await wechat.deliver(said(QUOTA))
    pushed = Pushed() if push else None
    async with account(tmp_path, pushing=pushed) as wechat:
        await wechat.worked()
        if pushed is not None:
            assert [text[0] for _, text in pushed.sent] == ["🔴"]
            assert await wechat.waits() == ()
        else:
            assert (await wechat.say("1")).startswith("🔴")


async def test_a_redelivery_after_a_restart_gets_the_answer(tmp_path: Path) -> None:
    given = said(QUOTA)
    async with account(tmp_path, slow=True) as wechat:
        await wechat.deliver(given)
    async with account(tmp_path) as wechat:
        assert (await wechat.deliver(given) or "").startswith("🔴")


async def test_an_answer_that_was_read_before_a_restart_is_not_promised_again(tmp_path: Path) -> None:
    given = said(QUOTA)
    async with account(tmp_path) as wechat:
        assert (await wechat.deliver(given) or "").startswith("🔴")
        await wechat.worked()
    async with account(tmp_path) as wechat:
        assert await delivered(wechat, given, 2) == [None, None]


async def test_what_waits_on_the_shelf_is_given_to_a_redelivery_after_a_restart(tmp_path: Path) -> None:
    given = said(QUOTA)
    async with account(tmp_path, slow=True) as wechat:
        await wechat.deliver(given)
        wechat.gate.unlock()
        await wechat.worked()
    async with account(tmp_path) as wechat:
        assert (await wechat.deliver(given) or "").startswith("🔴")
        assert await wechat.waits() == ()


# The store


async def test_what_cannot_be_kept_is_delivered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with account(tmp_path, slow=True) as wechat:
        given = said(QUOTA)

        async def locked(*_: object) -> None:
            raise StoreLocked(path="cards.db")

        with monkeypatch.context() as patch:
            patch.setattr("bot.store.journal.SqlJournal.keep", locked)
            assert await wechat.deliver(given) is None
        wechat.gate.unlock()
        assert (await wechat.deliver(given) or "").startswith("🔴")


async def test_when_nothing_can_be_kept_the_third_delivery_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(*_: object) -> None:
        raise StoreLocked(path="cards.db")

    async with account(tmp_path, slow=True) as wechat:
        monkeypatch.setattr("bot.store.journal.SqlJournal.keep", locked)
        first, second, third = await delivered(wechat, said(QUOTA), 3)
    assert (first, second) == (None, None)
    assert "再发一次" in (third or "")


async def test_the_account_is_part_of_who_asks(tmp_path: Path) -> None:
    async with account(tmp_path, slow=True) as wechat:
        await wechat.deliver(said(QUOTA, ToUserName="gh_other"))
        wechat.gate.unlock()
        await wechat.worked()
        assert await wechat.app.shelf.find(ACCOUNT, ANNA) is None
        assert await wechat.app.shelf.find("gh_other", ANNA) is not None
