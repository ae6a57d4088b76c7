"""What numbers are found in a message."""

import time
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.iccid import Iccid, Msisdn
from bot.domain.numbers import LONGEST, REDACTED, Kind, Sighting, find, redact

TELECOM = "89860321249946513307"
TELECOM_19 = "8986117700145061009"
UNICOM = "89860622080001234567"
MOBILE = "898600D6991330004146"
MOBILE_19 = "898600D699133000414"
BANK_CARD = "6228480402564890018"
IDENTITY = "11010519491231002X"


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(seen.kind, seen.typed) for seen in find(text)]


def cards(text: str) -> list[str]:
    """Return the card numbers in *text*, and make sure that nothing else is seen there."""
    seen = find(text)
    assert {sighting.kind for sighting in seen} <= {Kind.ICCID}
    return [iccid.number for sighting in seen for iccid in sighting.iccids]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param(TELECOM, TELECOM, id="alone"),
        pytest.param(TELECOM_19, TELECOM_19, id="19 digits"),
        pytest.param(MOBILE, MOBILE, id="a hex letter of Mobile"),
        pytest.param("898600d6991330004146", MOBILE, id="lower case"),
        pytest.param("8986032124994651330F", "8986032124994651330F", id="a filler"),
        pytest.param("8986011234567890123S", "8986011234567890123S", id="a manufacturer's letter at the end"),
        pytest.param("8986 0321 2499 4651 3307", TELECOM, id="groups of four"),
        pytest.param("8986-0321–2499—4651−3307", TELECOM, id="dashes of all kinds"),
        pytest.param("8986.0321·2499_4651‿3307", TELECOM, id="dots and underscores"),
        pytest.param("8986\u00a00321\u30002499\u20094651\u202f3307", TELECOM, id="spaces of all kinds"),
        pytest.param("8986\u200b0321\ufeff2499\u00ad46513307\u2060", TELECOM, id="characters that print nothing"),
        pytest.param("8️⃣9️⃣8️⃣6️⃣0321249946513307", TELECOM, id="key-cap emoji"),
        pytest.param("８９８６０３２１２４９９４６５１３３０７", TELECOM, id="full-width digits"),
        pytest.param("８９８６００Ｄ６９９１３３０００４１４６", MOBILE, id="full-width letters"),
        pytest.param("٨٩٨٦٠٣٢١٢٤٩٩٤٦٥١٣٣٠٧", TELECOM, id="digits of another script"),
        pytest.param("8986 0321 2499\n4651 3307", TELECOM, id="a line break inside"),
        pytest.param("8 9 8 6 0 3 2 1 2 4 9 9 4 6 5 1 3 3 0 7", TELECOM, id="a space after every digit"),
        pytest.param("8 9 8 6 0 3 2 1 2 4 9 9 4 6 5 1 3 3 0 7 is dead", TELECOM, id="the same, and a word"),
        pytest.param("8986032124994651330 7", TELECOM, id="the last digit alone"),
        pytest.param("898603212499\n46513307", TELECOM, id="halves on two lines"),
        pytest.param("898600 D 6991330004146", MOBILE, id="the letter alone"),
        pytest.param("898600 D6 991330004146", MOBILE, id="the letter and a digit"),
        pytest.param("8986 00D6 9913 3000 414 F", MOBILE_19 + "F", id="the final F alone"),
        pytest.param("8986 00D6 9913 3000 414 a", MOBILE_19 + "A", id="a final A alone at the end"),
        pytest.param("卡号89860321249946513307坏了", TELECOM, id="glued to Chinese"),
        pytest.param("卡号：８９８６ ０３２１ ２４９９ ４６５１ ３３０７。", TELECOM, id="a Chinese sentence"),
        pytest.param("ICCID:89860321249946513307", TELECOM, id="a label and a colon"),
        pytest.param("iccid=89860321249946513307&x=1", TELECOM, id="part of an address"),
        pytest.param("SIM ICCID 89860321249946513307", TELECOM, id="two words before"),
        pytest.param("ICCID89860321249946513307", TELECOM, id="a label glued on"),
        pytest.param("sn ICCID89860321249946513307", TELECOM, id="a label glued on, a word before"),
        pytest.param('{"iccid": "89860321249946513307"}', TELECOM, id="JSON"),
        pytest.param("'89860321249946513307'", TELECOM, id="quotes"),
        pytest.param("CODE_128,89860321249946513307", TELECOM, id="what WeChat's scanner says"),
        pytest.param("CODE_39,89860321249946513307", TELECOM, id="the other bar code"),
        pytest.param("4 8986 0321 2499 4651 3307", TELECOM, id="a place in a list before it"),
        pytest.param("2026-11-20 89860321249946513307", TELECOM, id="a date before it"),
        pytest.param("my card 898600D6991330004146 is dead", MOBILE, id="English around it"),
        pytest.param("89860321249946513307dead", TELECOM, id="a word glued on"),
        pytest.param("89860321249946513307!help", TELECOM, id="an exclamation mark glued on"),
        pytest.param("八九八六零三二一二四九九四六五一三三零七", TELECOM, id="spelt out in Chinese"),
        pytest.param("捌玖捌陆零叁贰壹贰肆玖玖肆陆伍壹叁叁〇柒", TELECOM, id="spelt as on a cheque"),
        pytest.param("八勾八六洞三两幺两四勾勾四六五幺三三洞拐", TELECOM, id="spelt as on the telephone"),
        pytest.param("八九八六，零三二一，二四九九，四六五一，三三零七", TELECOM, id="dictated, with pauses"),
        pytest.param("八九八六 零三二一 2499 四六五一 3307", TELECOM, id="half spelt, half digits"),
        pytest.param("8986032124994651三30七", TELECOM, id="a mixture to the last digit"),
        pytest.param("八九八六零三二一二四九九四六五一三三零七坏了", TELECOM, id="spelt, and more Chinese after it"),
        pytest.param("八九八六零三二一二四九九四六五一三三零七一直没网", TELECOM, id="spelt, and 一直 after it"),
        pytest.param("卡号八九八六032124994651三三07", TELECOM, id="spelt where it begins"),
        pytest.param(
            "eight nine eight six oh three two one two four double nine four six five one double three oh seven",
            TELECOM,
            id="spelt out in English",
        ),
        pytest.param(
            "Eight-nine-eight-six double one double seven double o one four five o six one double zero nine",
            TELECOM_19,
            id="an O said for a zero",
        ),
        pytest.param(
            "8986 triple 1 7700 14506 double oh nine", "8986111770014506009", id="half spelt in English, half digits"
        ),
    ],
)
def test_a_card_number_is_found_however_it_is_written(text: str, number: str) -> None:
    assert cards(text) == [number]


@pytest.mark.parametrize("word", ["a", "dead", "be", "bad", "face", "CAFE", "add", "I", "Abc", "is", "solo", "e-SIM"])
@pytest.mark.parametrize("number", [TELECOM_19, TELECOM, MOBILE_19, MOBILE, "8986 1177 0014 5061 009"])
def test_a_word_after_a_number_is_not_eaten(number: str, word: str) -> None:
    assert cards(f"{number} {word} card") == [number.replace(" ", "")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("8986117700145061009一直没网", TELECOM_19, id="一直 is no digit"),
        pytest.param("89860321249946513307两张卡", TELECOM, id="nor is 两张"),
        pytest.param("8986117700145061009 3天没网了", TELECOM_19, id="nor 3天"),
        pytest.param("8986117700145061009 3 days", TELECOM_19, id="nor 3 days"),
        pytest.param("8986 1177 0014 5061 009 3天没网了", TELECOM_19, id="nor 3天 after groups"),
        pytest.param("8986117700145061009 one card", TELECOM_19, id="nor a number word"),
        pytest.param("8986117700145061009 C卡", TELECOM_19, id="nor a letter with a word of its own"),
        pytest.param("8986117700145061009\nC", TELECOM_19, id="nor a letter on the next line"),
        pytest.param("8986117700145061009dead", TELECOM_19, id="nor a glued word of hex letters"),
        pytest.param("8986117700145061009.0", TELECOM_19, id="nor the fraction of a spreadsheet"),
        pytest.param("为什么8986117700145061009", TELECOM_19, id="nor 么 before it"),
        pytest.param("eight cards, double trouble 8986117700145061009", TELECOM_19, id="nor number words elsewhere"),
    ],
)
def test_what_stands_beside_a_number_is_not_eaten(text: str, number: str) -> None:
    assert cards(text) == [number]


@pytest.mark.parametrize(
    "between",
    ["\n", "\r\n", " ", ", ", ",", ";", "；", "、", "\t", " / ", "\n\n", "|", "和", " and ", " - ", "\n1. "],
)
@pytest.mark.parametrize("first", [TELECOM, TELECOM_19, MOBILE, "8986 0321 2499 4651 3307", "8986 1177 0014 5061 009"])
def test_numbers_one_after_the_other_are_several(first: str, between: str) -> None:
    assert cards(first + between + UNICOM) == [first.replace(" ", ""), UNICOM]


@pytest.mark.parametrize("count", [10, 50, 500])
@pytest.mark.parametrize("line", ["{}\n", "{}, ", "第{1}张{0}、", "{1}. {0}\n", "{0}\t1440000{1:06}\t在用\n"])
def test_long_lists_are_found_completely(line: str, count: int) -> None:
    numbers = [f"898603212499{at:07}" for at in range(100, 100 + count)]
    text = "".join(line.format(number, at) for at, number in enumerate(numbers, 1))
    assert [seen.typed for seen in find(text) if seen.kind is Kind.ICCID] == numbers


def test_a_card_is_found_once_however_often_it_is_named() -> None:
    assert cards(f"{TELECOM} {TELECOM[:19]}, 8986 0321 2499 4651 330F {MOBILE} {MOBILE.lower()}") == [TELECOM, MOBILE]


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        pytest.param("8986O321249946513307", [TELECOM], id="O for 0"),
        pytest.param("8986o32l2499465l33Q7", [TELECOM], id="o, l and Q"),
        pytest.param("898603I1249946513307", ["89860311249946513307"], id="I for 1"),
        pytest.param("8986032|249946513307", [TELECOM], id="a bar for 1"),
        pytest.param("8986032!249946513307", [TELECOM], id="an exclamation mark for 1"),
        pytest.param("8986 032l 2499 465I 3307", [TELECOM], id="in groups"),
        pytest.param("8986 032 l 2499 4651 3307", [TELECOM], id="an l by itself"),
        pytest.param("89860321249946S13307", [TELECOM], id="S for 5"),
        pytest.param("898603Z1249946513307", [TELECOM], id="Z for 2"),
        pytest.param("B9B60321249946513307", [TELECOM], id="B for 8 where every number has an 8"),
        pytest.param("898603212499465133B7", ["89860321249946513387"], id="B for 8 where Telecom has digits"),
        pytest.param("898611770014506100O", ["8986117700145061000"], id="a last O"),
        pytest.param("8986032124994651330l", ["89860321249946513301"], id="a last l"),
        pytest.param("8986032124994651330I", ["89860321249946513301"], id="a last I"),
        pytest.param(
            "8986OOB6991330004146",
            ["898600B6991330004146", "89860086991330004146"],
            id="with a B of Mobile, both readings",
        ),
        pytest.param(
            "8986OOBBBB1330004146",
            ["898600BBBB1330004146", "898600BBB81330004146", "898600BB8B1330004146", "898600BB881330004146"],
            id="four readings and no more",
        ),
    ],
)
def test_a_misread_number_is_proposed_and_never_changed(text: str, proposals: list[str]) -> None:
    typed = text.replace(" ", "")
    assert find(text) == (Sighting(Kind.LOOKALIKE, typed, tuple(map(Iccid, proposals))),)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        pytest.param("89860321249946500000", "89860321249946500000", id="20 digits, five zeros"),
        pytest.param("8986032124994650000", "8986032124994650000", id="19 digits, four zeros"),
    ],
)
def test_a_number_that_a_spreadsheet_rounded_may_still_exist(text: str, typed: str) -> None:
    assert find(text) == (Sighting(Kind.ROUNDED, typed, (Iccid(typed),)),)


@pytest.mark.parametrize("text", ["8.98603E+19", "8.98603212499465E19", "8.986032124994e18", "８．９８６０３Ｅ＋１９"])
def test_a_spreadsheets_notation_is_no_number_any_more(text: str) -> None:
    [seen] = find(f"卡号{text}坏了")
    assert (seen.kind, seen.iccids) == (Kind.ROUNDED, ())


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        pytest.param(TELECOM + UNICOM, [TELECOM, UNICOM], id="20 and 20"),
        pytest.param(TELECOM_19 + UNICOM, [TELECOM_19, UNICOM], id="19 and 20"),
        pytest.param(UNICOM + TELECOM_19, [UNICOM, TELECOM_19], id="20 and 19"),
        pytest.param(MOBILE + TELECOM_19 + UNICOM, [MOBILE, TELECOM_19, UNICOM], id="three, one with a letter"),
        pytest.param(TELECOM + TELECOM, [TELECOM], id="one pasted twice"),
    ],
)
def test_numbers_run_together_are_split(text: str, readings: list[str]) -> None:
    assert find(text) == (Sighting(Kind.GLUED, text, tuple(map(Iccid, readings))),)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("1440123456789", [(Kind.MSISDN, "1440123456789")], id="an IoT number"),
        pytest.param("号码14900001234在用", [(Kind.MSISDN, "14900001234")], id="an 11-digit data number"),
        pytest.param("460001234567890", [(Kind.IMSI, "460001234567890")], id="an IMSI"),
        pytest.param("IMEI490154203237518", [(Kind.IMEI, "490154203237518")], id="an IMEI"),
        pytest.param("49-015420-323751-8", [(Kind.IMEI, "490154203237518")], id="an IMEI as it is printed"),
        pytest.param("86-141405-012345-5", [(Kind.IMEI, "861414050123455")], id="an IMEI that begins with 86"),
        pytest.param("490154203237519", [], id="15 digits that are no IMEI"),
        pytest.param(
            "8903 3023 4251 2000 0000 0010 6139 8747",
            [(Kind.EID, "89033023425120000000001061398747")],
            id="an EID",
        ),
        pytest.param("8944500102198304826", [(Kind.FOREIGN, "8944500102198304826")], id="a British card"),
        pytest.param("894450010219830486", [(Kind.FOREIGN, "894450010219830486")], id="18 digits, Luhn fits"),
        pytest.param("894450010219830482", [], id="18 digits, Luhn does not"),
        pytest.param("898603212499465133", [(Kind.TOO_SHORT, "898603212499465133")], id="18 digits"),
        pytest.param("8986 0321 2499", [(Kind.TOO_SHORT, "898603212499")], id="the first groups"),
        pytest.param("898603212499465", [(Kind.TOO_SHORT, "898603212499465")], id="15 digits are no IMEI here"),
        pytest.param("898600D69913300", [(Kind.TOO_SHORT, "898600D69913300")], id="too short, with a letter"),
        pytest.param("89860321249946513 3天", [(Kind.TOO_SHORT, "89860321249946513")], id="too short, and 3天"),
        pytest.param("898603212499465133 3 days", [(Kind.TOO_SHORT, "898603212499465133")], id="too short, and 3 days"),
        pytest.param("898603212499465 2026-11-20", [(Kind.TOO_SHORT, "898603212499465")], id="too short, and a date"),
        pytest.param("89860321一直没网", [(Kind.TOO_SHORT, "89860321")], id="too short, and 一直"),
        pytest.param("八九八六零三二一", [(Kind.TOO_SHORT, "89860321")], id="too short, spelt"),
        pytest.param("eight nine eight six oh three two", [(Kind.TOO_SHORT, "8986032")], id="too short, in English"),
        pytest.param("8986032", [(Kind.TOO_SHORT, "8986032")], id="seven characters are still an attempt"),
        pytest.param("898603", [], id="six are only a prefix"),
        pytest.param("0321 2499 4651", [(Kind.TOO_SHORT, "032124994651")], id="the end of a number, as on some labels"),
        pytest.param("13 digits: 9946513307123", [(Kind.TOO_SHORT, "9946513307123")], id="13 digits, no telephone"),
        pytest.param("898603212499465133079", [(Kind.TOO_LONG, "898603212499465133079")], id="21 digits"),
        pytest.param("8986 0321 2499 4651 33079", [(Kind.TOO_LONG, "898603212499465133079")], id="21 digits in groups"),
        pytest.param("89860321249946513307B卡", [(Kind.TOO_LONG, "89860321249946513307B")], id="a 21st letter"),
        pytest.param(TELECOM + "8986032124", [(Kind.TOO_LONG, TELECOM + "8986032124")], id="a number and a half"),
        pytest.param("8986" + "1" * 90, [(Kind.TOO_LONG, "8986" + "1" * 60 + "…")], id="so long that nobody compares"),
        pytest.param(
            "8986032124\n8986032125", [(Kind.TOO_SHORT, "8986032124"), (Kind.TOO_SHORT, "8986032125")], id="2"
        ),
        pytest.param(
            f"8986 0321\n{TELECOM}",
            [(Kind.TOO_SHORT, "89860321"), (Kind.ICCID, TELECOM)],
            id="a short one, then a whole one",
        ),
    ],
)
def test_what_people_send_in_place_of_a_card_number_is_named(text: str, seen: list[tuple[Kind, str]]) -> None:
    assert kinds(text) == seen


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("+86 138 0013 8000", "13800138000", id="a dialling code"),
        pytest.param("86 1064 6123 45678", "1064612345678", id="a country code by itself"),
        pytest.param("861440123456780", "1440123456780", id="a country code glued on, as interfaces write it"),
        pytest.param("138-0013-8000", "13800138000", id="in groups"),
        pytest.param("1 13800138000", "13800138000", id="a place in a list before it"),
        pytest.param("一 138 0013 8000", "13800138000", id="a place in a list, spelt"),
        pytest.param("幺三八零零幺三八零零零", "13800138000", id="spelt"),
    ],
)
def test_a_telephone_number_can_be_looked_up(text: str, number: str) -> None:
    [seen] = find(text)
    assert (seen.kind, seen.msisdn) == (Kind.MSISDN, Msisdn(number))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("paid 50 yuan on 2026-11-20, order 12345", id="an amount, a date, a short order number"),
        pytest.param("2026年11月20日付了50元，订单12345", id="the same in Chinese"),
        pytest.param("订单号 20261120123045", id="an order number made of a time"),
        pytest.param("12:30 2026/11/20 1.50 3.14", id="times and amounts"),
        pytest.param("不知道怎么办，一直没网，两张卡都这样", id="Chinese with digits in its words"),
        pytest.param("one of my two cards is dead, oh no, double trouble", id="English with number words"),
        pytest.param("a123456789012b", id="part of an identifier"),
        pytest.param("id 3f8986b0cd1234567890123", id="part of a hash"),
        pytest.param("123456789012e", id="digits in a word"),
        pytest.param("50 2026 1120 1230", id="small numbers in a row"),
        pytest.param("8986D03212499465133", id="a letter where the issuer stands"),
        pytest.param("8986 **** 1001", id="a card number as it is masked"),
        pytest.param("X", id="a letter"),
    ],
)
def test_other_numbers_are_none_of_our_business(text: str) -> None:
    assert find(text) == ()


PRIVATE = [
    pytest.param(BANK_CARD, id="a bank card of 19 digits"),
    pytest.param("4111 1111 1111 1111", id="a bank card of 16 digits, in groups"),
    pytest.param("622848 0402564890018", id="a bank card in two groups"),
    pytest.param("6228 4804 0256\n4890 018", id="a bank card over two lines"),
    pytest.param("622848\n0402564890018", id="a bank card in two groups over two lines"),
    pytest.param("６２２８４８０４０２５６４８９００１８", id="a bank card in full-width digits"),
    pytest.param("378282246310005", id="a bank card of 15 digits"),
    pytest.param(IDENTITY, id="an identity number"),
    pytest.param("11010519491231002x", id="an identity number with a small x"),
    pytest.param("110105 19491231 002X", id="an identity number in groups"),
    pytest.param("110101199003077715", id="an identity number that ends in a digit"),
    pytest.param("一一零一零五一九四九一二三一零零二X", id="an identity number spelt out"),
]


@pytest.mark.parametrize("number", PRIVATE)
@pytest.mark.parametrize(
    "frame", ["{}", "89. {}", "我的号是{}，查一下", "no {} please", "1. {}", "no{}，ok", f"{TELECOM} {{}}"]
)
def test_a_private_number_is_seen_and_not_kept(frame: str, number: str) -> None:
    text = frame.format(number)
    assert Sighting(Kind.PRIVATE, "") in find(text)
    assert {seen.kind for seen in find(text)} <= {Kind.PRIVATE, Kind.ICCID}
    assert redact(text) == frame.format(REDACTED)


def test_a_word_after_the_last_x_does_not_hide_an_identity_number() -> None:
    assert redact(f"{IDENTITY}ok") == f"{REDACTED}ok"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("6228480402564890019", id="a bank card with a slip"),
        pytest.param("110101199003077716", id="an identity number with a wrong check digit"),
        pytest.param("110101199002307711", id="born on 30 February"),
        pytest.param("990101199003077715", id="from no province"),
        pytest.param("41111111\n1\n1111111", id="numbers on lines of their own"),
    ],
)
def test_what_is_not_private_is_left_alone(text: str) -> None:
    assert find(text) == ()
    assert redact(text) == text


def test_an_imsi_and_a_small_number_are_no_bank_card() -> None:
    assert kinds("460123456789012 343") == [(Kind.IMSI, "460123456789012")]


def test_a_card_number_is_never_private() -> None:
    assert cards("5 8986 0321 2499 4651 3307 8") == [TELECOM]


SEPARATORS = st.sampled_from(["", " ", "-", "—", ".", "_", "\n", "\u200b", "\u3000", " - ", "\r\n", "\u00a0"])
BEFORE = st.sampled_from(["", "卡号", "ICCID:", "iccid=", "SIM ICCID ", "my card ", "CODE_128,", "查一下 ", "1. ", "'"])
AFTER = st.sampled_from(["", "坏了", " is dead", " 一直没网", "，谢谢", ".", "\n", " cafe", " a dead card", "?"])
DIGIT = st.sampled_from("0123456789")
LENGTHS = st.sampled_from([19, 20])


@st.composite
def iccids(draw: st.DrawFn) -> str:
    issuer = draw(st.sampled_from(["00", "02", "04", "07", "01", "06", "09", "03", "11", "15"]))
    letter = draw(st.sampled_from("ABCDEF0123456789")) if issuer in {"00", "02", "04", "07"} else "1"
    rest = draw(st.text("0123456789", min_size=12, max_size=13))
    number = f"8986{issuer}{letter}{rest}"
    assume("8986" not in number[1:] and number[15:].strip("0"))
    return number


@st.composite
def written(draw: st.DrawFn, number: str) -> str:
    """Write *number* in some way that people or programs do, its last group of two characters or more."""
    cuts = sorted(draw(st.sets(st.integers(1, len(number) - 2), max_size=8)))
    groups = [number[start:end] for start, end in pairwise([0, *cuts, len(number)])]
    text = "".join(group + draw(SEPARATORS) for group in groups[:-1]) + groups[-1]
    if draw(st.booleans()):
        text = text.lower()
    if draw(st.booleans()):
        text = "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)
    return text


@given(data=st.data(), number=iccids(), before=BEFORE, after=AFTER)
def test_a_card_number_survives_every_spelling(data: st.DataObject, number: str, before: str, after: str) -> None:
    assert cards(before + data.draw(written(number)) + after) == [number]


@given(numbers=st.lists(iccids(), min_size=1, max_size=20, unique_by=lambda number: number[:19]))
def test_a_list_of_cards_is_complete_and_in_order(numbers: list[str]) -> None:
    assert cards("\n".join(numbers)) == numbers


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert len(find(text)) <= len(text)
    assert isinstance(redact(text), str)


@given(st.text("8960BOl|!E+.-_ \n\t一八九DXone\u200b"))
def test_no_text_like_a_number_is_too_strange(text: str) -> None:
    for seen in find(text):
        assert seen.typed
        assert all(iccid.number.startswith("8986") for iccid in seen.iccids)


def _with_luhn(stem: str) -> str:
    doubled = [int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(stem))]
    return stem + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


@given(
    first=st.sampled_from("3456"),
    rest=st.text("0123456789", min_size=14, max_size=17),
    before=BEFORE,
    after=AFTER,
)
def test_a_bank_card_leaves_no_trace(first: str, rest: str, before: str, after: str) -> None:
    number = _with_luhn(first + rest)
    text = before + number + after
    assert [seen for seen in find(text) if seen.typed] == []
    assert redact(text) == before + REDACTED + after
    assert number not in repr(find(text))


HOSTILE = [
    "8 ", "6 ", "8|", "8986 ", "8 9 8 6 ", "8986", "8986D", "8986D ", "8986\n", "B9B6 ", "8986OOOOOOOOOOOOOOOO ",
    "89860BBBBBBBBBBBBBBB ", "八九八六", "8986一", "eight ", "double ", "8\u200b", "8.986", "2026-11-20", "110101 ",
    "4567 ", "dead8986", " ", "\n", "8986032124994651330789860321249946513", "﷽",
]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_a_hostile_message_takes_no_longer_than_any(part: str) -> None:
    text = part * (100_000 // len(part))
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 4


def test_what_is_beyond_reading_is_neither_read_nor_kept() -> None:
    text = f"{TELECOM}\n{'x' * LONGEST}\n{BANK_CARD}"
    assert cards(text) == [TELECOM]
    assert redact(text) == TELECOM + REDACTED


def test_a_message_without_a_place_to_stop_is_read_to_the_limit() -> None:
    assert redact("x" * (LONGEST + 1)) == "x" * LONGEST + REDACTED
