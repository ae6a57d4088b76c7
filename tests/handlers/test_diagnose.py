"""One card's number in a message, or the wish to look again."""

import pytest

from bot.domain.message import Memory, Viewer
from bot.domain.reply import Outcome
from tests.fakes import (
    ABSENT,
    BLOCKED,
    BLOCKED_MSISDN,
    CANCELLED,
    CARDS,
    DISPUTED,
    EXPIRED,
    FINE,
    IN_ANOTHER_DEVICE,
    LAST_CYCLE,
    MUTE,
    NAMELESS_AND_USED_UP,
    NEW,
    USED_UP,
    USED_UP_MSISDN,
    Talk,
    ask,
    ask_in_both,
)

USED_UP_ZH = "🔴 信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内"
USED_UP_EN = "🔴 Data used up (信控停用, quota suspension). You can fix it, usually within 15 minutes"
FIX, AGAIN, COPY, PERSON = "买叠加包", "再查一次", "复制完整卡号", "找人工"


@pytest.mark.parametrize(
    ("number", "zh", "en", "buttons"),
    [
        pytest.param(USED_UP, USED_UP_ZH, USED_UP_EN, [FIX, AGAIN, PERSON], id="data used up"),
        pytest.param(
            BLOCKED,
            "🔴 异常停用：运营商停的，自己恢复不了，要卖家去申诉，时间由运营商定",
            "🔴 Blocked by the carrier (异常停用). You cannot lift it; "
            "your seller has to appeal, and there is no fixed time",
            [COPY, PERSON],
            id="blocked by the carrier, and no way to pay",
        ),
        pytest.param(
            NAMELESS_AND_USED_UP,
            "🔴 实名停用 + 信控停用：2 件事都能自己办，先办实名，再办流量",
            None,
            ["去实名", AGAIN, PERSON],
            id="two causes, the first of which has the link",
        ),
        pytest.param(
            FINE, "🟢 使用中，平台没看到问题", "🟢 In use, and the platform sees no problem", [AGAIN], id="fine"
        ),
        pytest.param(EXPIRED, None, None, ["续费", AGAIN, PERSON], id="the plan has ended"),
        pytest.param(
            CANCELLED, "⚫ 已销户：恢复不了，要换新卡。没用完的套餐问卖家", None, [COPY, PERSON], id="cancelled"
        ),
        pytest.param(IN_ANOTHER_DEVICE, None, None, [AGAIN, PERSON], id="in another device"),
        pytest.param(DISPUTED, None, None, [COPY, PERSON], id="facts that disagree offer no payment"),
        pytest.param(NEW, "🟢 未使用：卡没有问题，插进设备上网就会激活", None, [AGAIN], id="never used"),
        pytest.param(MUTE, None, None, [COPY, PERSON], id="a state that nobody knows"),
        pytest.param(LAST_CYCLE, None, None, [AGAIN, PERSON], id="used up in an earlier cycle offers no payment"),
    ],
)
async def test_a_number_gets_its_diagnosis(number: str, zh: str | None, en: str | None, buttons: list[str]) -> None:
    chinese, english = await ask_in_both(number)
    assert chinese.outcome is english.outcome is Outcome.ANSWERED
    assert (chinese.first, english.first) == (zh or chinese.first, en or english.first)
    assert chinese.buttons == buttons
    assert len(english.buttons) == len(buttons)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("8986 1125 0210 1230 0146", id="groups of four"),
        pytest.param("8986-1125-0210-1230-0146", id="dashes"),
        pytest.param("８９８６１１２５０２１０１２３００１４６", id="full-width digits"),
        pytest.param("卡号89861125021012300146，上不了网", id="glued to Chinese"),
        pytest.param("CODE_128,89861125021012300146", id="as a scanner says it"),
        pytest.param("八九八六幺幺二五零二幺零幺二三零零幺四六", id="spelt out in Chinese"),
        pytest.param(
            "eight nine eight six double one two five oh two one oh one two three double oh one four six",
            id="spelt out in English",
        ),
        pytest.param("8986112502101230014", id="without its last digit"),
        pytest.param("請問我的卡 89861125021012300146 怎麼了", id="in traditional Chinese"),
        pytest.param("订单号 20261120123456789 卡号 89861125021012300146 电话 13812345678", id="in a pasted order"),
        pytest.param("https://m.example/card?id=89861125021012300146", id="in a link"),
        pytest.param(f"IMEI 861234567890123 {USED_UP}", id="beside a device's number"),
        pytest.param(f"{USED_UP}\n{USED_UP}", id="twice"),
        pytest.param(f"{USED_UP} {USED_UP_MSISDN}", id="with its telephone number"),
        pytest.param(USED_UP_MSISDN, id="its telephone number alone"),
        pytest.param("+86 141 0012 345014", id="its telephone number with a dialling code"),
    ],
)
async def test_however_the_number_is_written(typed: str) -> None:
    assert (await ask(typed, lang="zh")).first == USED_UP_ZH


async def test_users_see_masked_numbers_only() -> None:
    for number in CARDS:
        for said in await ask_in_both(number):
            assert number not in said.text
            assert f"8986 **** {number[-4:]}" in said.lines[1]


async def test_an_unknown_number_is_shown_whole_in_groups_of_four() -> None:
    chinese, english = await ask_in_both(f"我的卡 {ABSENT} 坏了")
    assert chinese.outcome is Outcome.NOT_FOUND
    assert chinese.first.startswith("没查到 8986 1177 0014 5061 0095。请对一下卡面")
    assert english.first.startswith("We couldn't find 8986 1177 0014 5061 0095. Compare it with the card")
    assert chinese.buttons == ["卡号在哪", "找人工"]


@pytest.mark.parametrize(
    ("number", "hinted"),
    [
        pytest.param("89861177001450610090", True, id="a check digit that does not fit"),
        pytest.param("89861177001450610096", False, id="one that fits"),
        pytest.param("8986117700145061009", False, id="none"),
        pytest.param("898604D1025078900990", False, id="letters, where none is known"),
    ],
)
async def test_a_wrong_check_digit_is_a_hint(number: str, hinted: bool) -> None:
    said = await ask(number, lang="zh")
    assert said.outcome is Outcome.NOT_FOUND
    assert ("校验位" in said.text) == hinted


async def test_an_unknown_telephone_number_asks_for_the_card_number() -> None:
    chinese, english = await ask_in_both("13812345678")
    assert chinese.outcome is Outcome.NOT_FOUND
    assert chinese.first == "没查到号码 1381 2345 678。换成卡面上的卡号试试：8986 开头，19 或 20 位"
    assert "1381 2345 678" in english.first


async def test_who_names_a_telephone_number_is_not_told_the_card_number() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(BLOCKED_MSISDN)
    assert said.first.startswith("🔴 异常停用")
    assert BLOCKED not in said.text
    assert [BLOCKED in sent for sent in said.sends] == [False] * len(said.sends)
    assert "复制完整卡号" not in said.buttons
    assert (await talk.remembered()).last_card == BLOCKED_MSISDN
    assert (await talk.say("再查一次")).first == said.first
    assert BLOCKED not in (await talk.say("完整卡号")).text


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param("再查一次", id="in Chinese"),
        pytest.param("check again", id="in English"),
        pytest.param("1", id="the button's place"),
    ],
)
async def test_the_last_card_is_looked_at_again(wish: str) -> None:
    talk = Talk()
    first = await talk.say(f"查 {FINE}")
    assert (await talk.say(wish, lang="zh")).text == first.text


async def test_looking_again_needs_a_card() -> None:
    assert (await ask("再查一次")).outcome is Outcome.NOT_READ


async def test_the_buttons_keep_the_language() -> None:
    talk = Talk()
    said = await talk.say(f"my card {FINE} is slow")
    assert said.sends == [f"Check {FINE}"]
    assert (await talk.say(said.sends[0])).lang == "en"
    assert (await talk.say("1")).lang == "en"


async def test_numbers_that_were_not_read_are_named() -> None:
    chinese, english = await ask_in_both(f"{USED_UP}\n89860321249\n8986O321249946513307")
    assert chinese.first == USED_UP_ZH
    assert chinese.lines[-1] == "还有没查的，不像完整的卡号：8986 0321 249、8986 O321 2499 4651 3307。照卡面重发。"
    assert "8986 0321 249, 8986 O321 2499 4651 3307" in english.lines[-1]


async def test_a_private_number_beside_the_card_is_warned_about_and_not_shown() -> None:
    talk = Talk(lang="zh")
    said = await talk.say(f"{USED_UP} 身份证 11010519491231002X")
    assert said.first == USED_UP_ZH
    assert "11010519491231002X" not in said.text + str(await talk.remembered())
    assert said.lines[-1] == "里面有一串像银行卡号或身份证号，没有保存。请别在这里发。"


# Staff


async def test_staff_see_everything_and_get_text_to_forward() -> None:
    said = await ask(USED_UP, viewer=Viewer.STAFF, lang="zh")
    assert said.lines[1].startswith(f"卡 {USED_UP} · 中国电信")
    for fact in (f"iccid: {USED_UP}", f"msisdn: {USED_UP_MSISDN}（inventory，刚刚更新）", "rules: national"):
        assert fact in said.lines
    forward = said.text.partition("── 可直接转发 (zh) ──\n")[2]
    chinese, _, english = forward.partition("\n\n── 可直接转发 (en) ──\n")
    assert chinese.startswith(USED_UP_ZH)
    assert english.startswith(USED_UP_EN)
    assert USED_UP not in forward


async def test_staff_see_raw_codes() -> None:
    assert "raw: 35/700（inventory，刚刚更新）" in (await ask(BLOCKED, viewer=Viewer.STAFF, lang="zh")).lines


async def test_staff_who_name_a_telephone_number_may_copy_the_card_number() -> None:
    said = await ask(BLOCKED_MSISDN, viewer=Viewer.STAFF, lang="zh")
    assert f"完整卡号 {BLOCKED}" in said.sends


async def test_memory_of_a_card_does_not_shadow_the_one_in_the_message() -> None:
    said = await ask(FINE, Memory(last_card=USED_UP), lang="zh")
    assert said.first == "🟢 使用中，平台没看到问题"
