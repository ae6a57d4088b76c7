"""Numbers that are not a card's, or not quite."""

import pytest

from bot.domain.message import Memory
from bot.domain.reply import Outcome
from bot.errors import SourceDown
from tests.fakes import ME, USED_UP, Failing, Talk, ask, ask_in_both, card, inventory

GLUED = f"{USED_UP}89861125021012300286"
LOOKALIKE = "8986l125O21O123OO146"
ROUNDED = "89861125021012300000"
BANK_CARD = "6228480402564890018"
IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        pytest.param(
            "490154203237518",
            "这是设备号（IMEI，15 位），不是卡号",
            "That's the device's number (IMEI, 15 digits), not the card's",
            id="a device's number",
        ),
        pytest.param(
            "460001234567890",
            "这是 IMSI（15 位，460 开头），不是卡号",
            "That's an IMSI (15 digits, starting with 460), not the card's number",
            id="an IMSI",
        ),
        pytest.param(
            "89049032000001000000012345678901",
            "这是 EID（32 位，eSIM 芯片的编号），不是卡号",
            "That's an EID (32 digits, the number of an eSIM chip), not the card's number",
            id="an EID",
        ),
        pytest.param(
            "8944110065402017530",
            "8944 1100 6540 2017 530 不是中国的卡（中国的卡 8986 开头），这里查不了",
            "8944 1100 6540 2017 530 isn't a Chinese card (those start with 8986), so it can't be checked here",
            id="a foreign card",
        ),
        pytest.param(
            "89860321249",
            "8986 0321 249 只有 11 位，不全",
            "8986 0321 249 has only 11 characters: some are missing",
            id="too short",
        ),
        pytest.param(
            f"{USED_UP}123",
            "8986 1125 0210 1230 0146 123 有 23 位，太长了，可能多抄了几位",
            "8986 1125 0210 1230 0146 123 has 23 characters: there are too many, perhaps some were copied twice",
            id="too long",
        ),
        pytest.param(
            ROUNDED,
            "这个号像是被表格软件改过了：后面几位变成了 0",
            "A spreadsheet seems to have changed this number: its last digits have become zeros",
            id="rounded by a spreadsheet",
        ),
        pytest.param(
            "8.98611E+19",
            "这个号像是被表格软件改过了：后面几位变成了 0",
            "A spreadsheet seems to have changed this number: its last digits have become zeros",
            id="in a spreadsheet's notation",
        ),
        pytest.param(
            BANK_CARD,
            "这像是银行卡号或身份证号，没有保存。请别在这里发",
            "That looks like a bank card or identity number. It wasn't kept; please don't send it here",
            id="a bank card",
        ),
        pytest.param(
            LOOKALIKE,
            "8986 l125 O21O 123O O146 里有几个字符像是认错了（O 和 0、I 和 1 这类）",
            "Some characters in 8986 l125 O21O 123O O146 look misread (O for 0, I for 1 and the like)",
            id="misread characters",
        ),
        pytest.param(
            GLUED,
            "像是几个卡号连在一起了，要查哪一个？",
            "These look like several card numbers run together. Which one?",
            id="two numbers run together",
        ),
    ],
)
async def test_a_number_is_named_for_what_it_is(typed: str, zh: str, en: str) -> None:
    chinese, english = await ask_in_both(f"我的卡坏了 {typed}")
    assert (chinese.first, english.first) == (zh, en)
    assert chinese.outcome is english.outcome is Outcome.NOT_READ


async def test_the_way_on_is_the_card_number() -> None:
    chinese, english = await ask_in_both("490154203237518")
    assert chinese.lines[1] == "卡号印在卡面上，8986 开头，19 或 20 位，可能带字母。"
    assert english.lines[1].startswith("The card number is printed on the SIM")
    assert chinese.buttons == ["卡号在哪", "找人工"]


# What may be meant


@pytest.mark.parametrize("yes", ["是", "yes", "对的", "OK", "1", "１", "1.", "[1]", "①"])
async def test_a_yes_or_its_place_picks_the_number(yes: str) -> None:
    talk = Talk()
    asked = await talk.say(LOOKALIKE, lang="zh")
    assert asked.lines[1] == "是 8986 1125 0210 1230 0146 吗？是就回复“是”，不是请照卡面重发。"
    assert (await talk.say(yes, lang="zh")).first.startswith("🔴 信控停用")


async def test_a_no_does_not() -> None:
    talk = Talk(lang="zh")
    await talk.say(LOOKALIKE)
    said = await talk.say("不是")
    assert said.first == "那是哪张卡？把卡号发过来"
    assert (await talk.say("是")).first == "好，有事再发卡号"


async def test_several_readings_are_numbered_and_a_yes_picks_none() -> None:
    talk = Talk(lang="zh")
    asked = await talk.say("8986b3212499465133O7")
    numbers = [line.partition(". ")[2] for line in asked.lines if line[:1].isdigit() and ". " in line]
    assert numbers == ["8986 6321 2499 4651 3307", "8986 8321 2499 4651 3307"]
    assert asked.buttons[:2] == [f"查 {number}" for number in numbers]
    assert (await talk.say("是")).first == "好，有事再发卡号"


async def test_the_glued_numbers_can_be_picked() -> None:
    talk = Talk(lang="zh")
    asked = await talk.say(GLUED)
    assert asked.lines[1:] == [
        "1. 8986 1125 0210 1230 0146",
        "2. 8986 1125 0210 1230 0286",
        "回复前面的序号；都不是，照卡面重发。",
    ]
    assert (await talk.say("2")).first.startswith("🔴 异常停用")


async def test_at_most_ten_of_many_glued_numbers_are_offered() -> None:
    said = await ask("".join(f"8986112502101230{number:04}" for number in range(100, 1300, 100)), lang="zh")
    assert len(said.buttons) == 11


async def test_a_rounded_number_that_exists_is_answered() -> None:
    said = await ask(ROUNDED, source=inventory(card(ROUNDED, state="active")), lang="zh")
    assert said.first == "🟢 使用中，平台没看到问题"


async def test_a_rounded_number_is_not_called_rounded_when_nobody_could_say() -> None:
    said = await ask(ROUNDED, source=Failing(SourceDown("inventory")), lang="zh")
    assert said.outcome is Outcome.UNAVAILABLE
    assert "表格" not in said.text


async def test_of_several_the_nearest_to_a_card_is_answered() -> None:
    said = await ask(f"{IDENTITY}\n490154203237518\n89860321249\n{LOOKALIKE}", lang="zh")
    assert said.first.startswith("8986 l125 O21O 123O O146 里有几个字符像是认错了")
    assert said.lines[-2:] == [
        "还有没查的，不像完整的卡号：8986 0321 249。照卡面重发。",
        "里面有一串像银行卡号或身份证号，没有保存。请别在这里发。",
    ]


async def test_who_has_paid_is_asked_back_and_still_not_told_to_pay() -> None:
    talk = Talk(lang="zh")
    asked = await talk.say(f"我充值了 {LOOKALIKE}")
    assert asked.sends[0] == f"我已经充值了 {USED_UP}"
    said = await talk.say("是")
    assert said.first.startswith("🔴 付过了就别再付")


# What nobody should keep


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(BANK_CARD, id="a bank card"),
        pytest.param("6228 4804 0256 4890 018", id="a bank card in groups"),
        pytest.param(f"我的身份证 {IDENTITY} 帮我实名", id="an identity number"),
        pytest.param(f"找人工 {BANK_CARD}", id="a bank card, and the wish for a person"),
        pytest.param(f"我已经充值了，从 {BANK_CARD} 付的", id="a bank card that was paid with"),
        pytest.param(f"什么是信控停用 {IDENTITY}", id="an identity number, and a question"),
        pytest.param(f"{USED_UP} {IDENTITY}", id="an identity number beside a card"),
        pytest.param(f"{USED_UP} 89860625021045600014 {BANK_CARD}", id="a bank card beside two cards"),
        pytest.param(f"8986117700145061009 {BANK_CARD}", id="a bank card beside an unknown card"),
    ],
)
async def test_a_private_number_is_neither_repeated_nor_remembered(said: str) -> None:
    talk = Talk()
    await talk.memories.remember(ME, Memory(last_card=USED_UP))
    answer = await talk.say(said)
    seen = f"{answer.json} {await talk.remembered()}".replace(" ", "")
    assert [private for private in (BANK_CARD, IDENTITY, IDENTITY[:-1]) if private in seen] == []
