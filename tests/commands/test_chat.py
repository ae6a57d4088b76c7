"""`chat`: a conversation on the terminal."""

import builtins
from collections.abc import Callable

import pytest

from tests.commands.terminal import Typed, simclinic
from tests.fakes import FINE, USED_UP

HELLO = "卡诊所。发卡号就能查；Ctrl-D 退出。"
FINE_FIRST = "🟢 使用中，平台没看到问题"
USED_UP_FIRST = "🔴 信控停用：本周期流量用完（不是欠费）。自己就能恢复，一般 15 分钟内"


def talk(*said: str, words: tuple[str, ...] = ()) -> Typed:
    return simclinic("chat", *words, given="\n".join(said))


def firsts(typed: Typed) -> list[str]:
    """Return the first line of each answer."""
    answers = typed.out.partition("\n")[2].split("\n\n")
    return [answer.splitlines()[0] for answer in answers if answer]


def test_the_talk_ends_with_the_input() -> None:
    typed = talk()
    assert (typed.code, typed.out, typed.err) == (0, f"{HELLO}\n", "")


def test_each_line_gets_an_answer_and_empty_lines_get_none() -> None:
    assert firsts(talk(FINE, "", "   ", "谢谢", "")) == [FINE_FIRST, "不客气，有事再发卡号"]


def test_the_last_line_needs_no_end() -> None:
    assert firsts(simclinic("chat", given=FINE)) == [FINE_FIRST]


def test_the_choices_are_numbered_and_the_number_picks() -> None:
    typed = talk(f"{USED_UP} {FINE}", "1", "2")
    assert "[1] 查 8986 **** 0146" in typed.lines
    assert "[1] 再查一次　[2] 找人工" in typed.lines
    assert firsts(typed)[1:] == [USED_UP_FIRST, "这里没有人工客服，请找卖卡的商家"]


def test_links_are_written_out_and_not_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCLINIC_RECHARGE_URL", "https://pay.example/{iccid}")
    typed = talk(USED_UP)
    assert f"买叠加包　https://pay.example/{USED_UP}" in typed.lines
    assert "[1] 再查一次　[2] 找人工" in typed.lines


def test_yes_answers_the_last_question() -> None:
    assert firsts(talk("8986l125O21O123OO146", "是"))[1] == USED_UP_FIRST


def test_a_later_talk_remembers() -> None:
    talk(USED_UP, "English")
    typed = talk("check again")
    assert typed.first == "SIM Clinic. Send a card number; Ctrl-D ends."
    assert firsts(typed)[0].startswith("🔴 Data used up")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param((), HELLO, id="the default"),
        pytest.param(("--lang", "en"), "SIM Clinic. Send a card number; Ctrl-D ends.", id="English"),
    ],
)
def test_the_language(words: tuple[str, ...], first: str) -> None:
    assert talk(words=words).first == first


def test_the_language_asked_for_holds_for_every_answer() -> None:
    assert firsts(talk("你好", FINE, words=("--lang", "en")))[1] == "🟢 In use, and the platform sees no problem"


def test_staff_see_everything() -> None:
    assert f"iccid: {FINE}" in talk(FINE, words=("--as", "staff")).lines


def test_an_unknown_language_is_wrong_usage() -> None:
    typed = talk(FINE, words=("--lang", "fr"))
    assert (typed.code, typed.out, typed.err) == (2, "", "设置 --lang 不对：没有这种语言\n")


def interrupted(_: str = "") -> str:
    raise KeyboardInterrupt


def nothing_more(_: str = "") -> str:
    raise EOFError


@pytest.mark.parametrize(
    ("end", "code"),
    [pytest.param(interrupted, 130, id="Ctrl-C"), pytest.param(nothing_more, 0, id="Ctrl-D")],
)
def test_how_it_ends(monkeypatch: pytest.MonkeyPatch, end: Callable[[str], str], code: int) -> None:
    monkeypatch.setattr(builtins, "input", end)
    typed = simclinic("chat")
    assert typed.code == code
    assert "Traceback" not in typed.out + typed.err
