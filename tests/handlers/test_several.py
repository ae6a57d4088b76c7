"""Several cards in one message."""

import pytest

from bot.domain.message import Viewer
from bot.domain.reply import Outcome
from bot.errors import SourceDown, Throttled
from tests.fakes import (
    ABSENT,
    BLOCKED,
    CANCELLED,
    CARDS,
    EXPIRED,
    FINE,
    IN_ARREARS,
    MUTE,
    NEW,
    RUNNING_LOW,
    UNDER_REVIEW,
    USED_UP,
    Failing,
    Talk,
    ask,
    ask_in_both,
    card,
    inventory,
)

ABSENT_TOO = "898604D1025078900990"


def many(count: int) -> list[str]:
    """Return *count* numbers of cards that no source has."""
    return [f"898604F10250789{number:05}" for number in range(count)]


def ends(lines: list[str]) -> list[str]:
    """Return the last digits of the cards listed in *lines*."""
    return [line.split("　")[0].replace(" ", "")[-4:] for line in lines if "　" in line]


async def test_the_worst_stands_first() -> None:
    numbers = [FINE, NEW, RUNNING_LOW, ABSENT, UNDER_REVIEW, USED_UP, IN_ARREARS, BLOCKED, CANCELLED, MUTE]
    said = await ask("\n".join(numbers), lang="zh")
    worst_first = [CANCELLED, BLOCKED, IN_ARREARS, USED_UP, UNDER_REVIEW, MUTE, RUNNING_LOW, FINE, NEW, ABSENT]
    assert ends(said.lines) == [number[-4:] for number in worst_first]
    assert said.first == "查了 10 张卡，5 张不能用，最要紧的在前"
    assert said.outcome is Outcome.ANSWERED


async def test_a_line_is_the_sign_the_masked_number_and_the_verdict() -> None:
    chinese, english = await ask_in_both(f"{USED_UP}, {FINE}")
    assert chinese.lines == [
        "查了 2 张卡，1 张不能用，最要紧的在前",
        "🔴 8986 **** 0146　信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内",
        "🟢 8986 **** 0014　使用中，平台没看到问题",
        "要看某一张怎么办，单独发它的卡号。",
    ]
    assert english.lines == [
        "2 cards checked, 1 not working, the worst first",
        "🔴 8986 **** 0146　Data used up (信控停用, quota suspension). You can fix it, usually within 15 minutes",
        "🟢 8986 **** 0014　In use, and the platform sees no problem",
        "To see what to do about one of them, send its number alone.",
    ]


async def test_the_worst_can_be_looked_at_by_their_place() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(f"{FINE} {RUNNING_LOW} {USED_UP} {BLOCKED} {CANCELLED}")
    assert said.buttons == ["查 8986 **** 0393", "查 8986 **** 0286", "查 8986 **** 0146"]
    assert (await talk.say("2")).first.startswith("🔴 异常停用")


async def test_nothing_is_offered_for_cards_that_are_fine() -> None:
    said = await ask(f"{FINE} {NEW}", lang="zh")
    assert said.first == "查了 2 张卡，没看到停用的，要留意的在前"
    assert said.buttons == []


async def test_unknown_numbers_are_shown_whole() -> None:
    chinese, english = await ask_in_both(f"{FINE} {ABSENT}")
    assert "⚪ 8986 1177 0014 5061 0095　没查到" in chinese.lines
    assert "⚪ 8986 1177 0014 5061 0095　not found" in english.lines


async def test_all_unknown_is_not_found() -> None:
    chinese, english = await ask_in_both(f"{ABSENT} {ABSENT_TOO}")
    assert chinese.outcome is english.outcome is Outcome.NOT_FOUND
    assert chinese.first == "这 2 张卡都没查到"
    assert english.first == "None of these 2 cards was found"


async def test_one_failing_look_up_does_not_cost_the_others() -> None:
    source = Failing(SourceDown("inventory"), only=frozenset({BLOCKED}))
    chinese, english = await ask_in_both(f"{USED_UP} {BLOCKED}", source=source)
    assert chinese.outcome is Outcome.ANSWERED
    assert "⚪ 8986 1125 0210 1230 0286　卡库现在没有回应。过几分钟再查" in chinese.lines
    assert english.lines[2].startswith("⚪ 8986 1125 0210 1230 0286　the card inventory isn't responding")


async def test_one_that_says_no_beside_one_that_fails_is_unavailable() -> None:
    source = Failing(Throttled("inventory"), only=frozenset({BLOCKED}))
    said = await ask(f"{ABSENT} {BLOCKED}", source=source, lang="zh")
    assert said.outcome is Outcome.UNAVAILABLE
    assert said.first == "这 2 张卡现在都查不了"


@pytest.mark.parametrize(
    ("viewer", "count", "first"),
    [
        pytest.param(Viewer.USER, 10, "这 10 张卡都没查到", id="ten for a user"),
        pytest.param(Viewer.USER, 11, "一条消息最多查 10 张卡，这里有 11 张", id="eleven for a user"),
        pytest.param(Viewer.STAFF, 50, "这 50 张卡都没查到", id="fifty for staff"),
        pytest.param(Viewer.STAFF, 51, "一条消息最多查 50 张卡，这里有 51 张", id="fifty-one for staff"),
    ],
)
async def test_how_many(viewer: Viewer, count: int, first: str) -> None:
    assert (await ask("\n".join(many(count)), viewer=viewer, lang="zh")).first == first


async def test_more_are_asked_for_in_a_file() -> None:
    chinese, english = await ask_in_both("\n".join(many(11)))
    assert chinese.outcome is Outcome.NOT_READ
    assert "表格文件" in chinese.lines[1]
    assert "send the file to support" in english.lines[1]
    assert (await ask("\n".join(many(51)), viewer=Viewer.STAFF, lang="zh")).lines[1].startswith("把它们存成")


async def test_staff_see_unmasked_numbers() -> None:
    said = await ask(f"{USED_UP} {FINE}", viewer=Viewer.STAFF, lang="zh")
    assert said.lines[1].startswith(f"🔴 {USED_UP}　")
    assert said.buttons == [f"查 {USED_UP}"]


async def test_two_telephone_numbers_are_listed_by_them() -> None:
    more = card("89861125021012300450", state="active", msisdn="1410012345055")
    said = await ask("1410012345014 1410012345055", source=inventory(more), lang="zh")
    assert said.lines[1].startswith("🔴 1410 **** 5014　信控停用")
    assert said.sends == ["查 1410012345014"]


async def test_what_was_not_read_and_a_private_number_are_told() -> None:
    said = await ask(f"{USED_UP} {FINE} 89860321249\n6228480402564890018", lang="zh")
    assert said.lines[-2:] == [
        "还有没查的，不像完整的卡号：8986 0321 249。照卡面重发。",
        "里面有一串像银行卡号或身份证号，没有保存。请别在这里发。",
    ]
    assert "6228" not in said.text


async def test_who_has_paid_for_them_is_not_told_to_pay_again() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(f"我已经充值了 {USED_UP} {EXPIRED}")
    assert "付过钱的卡别再付；单独发它的卡号，看看到账没有。" in said.lines
    assert (await talk.say("1")).json["diagnosis"]["findings"][0]["link"] is None


async def test_who_wants_a_person_gets_the_contact_too() -> None:
    assert "人工客服：400-123-4567" in (await ask(f"找人工 {USED_UP} {FINE}", lang="zh")).lines


async def test_users_see_masked_numbers_only() -> None:
    said = await ask(" ".join(list(CARDS)[:10]))
    assert [number for number in CARDS if number in said.text] == []
