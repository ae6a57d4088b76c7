"""What can be said about one card number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.iccid import Carrier, Iccid, Msisdn

TELECOM = "89860321249946513307"
MOBILE = "898600D6991330004146"
CHECKED = [pytest.param("898603", id="Telecom"), pytest.param("898606", id="Unicom")]
DIGITS = st.text("0123456789", min_size=13, max_size=14)


@pytest.mark.parametrize(
    ("prefix", "carrier"),
    [
        *((prefix, Carrier.MOBILE) for prefix in ("898600", "898602", "898604", "898607", "898608")),
        *((prefix, Carrier.UNICOM) for prefix in ("898601", "898606", "898609")),
        *((prefix, Carrier.TELECOM) for prefix in ("898603", "898611")),
        pytest.param("898615", None, id="said to be Broadnet's, but nobody knows"),
        pytest.param("898699", None, id="not a known issuer"),
    ],
)
def test_the_prefix_hints_at_the_carrier(prefix: str, carrier: Carrier | None) -> None:
    assert Iccid(prefix + "12345678901234").carrier is carrier


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        pytest.param(TELECOM, (TELECOM[:19],), id="20 digits of Telecom are kept without the check digit"),
        pytest.param(TELECOM[:19], (TELECOM[:19],), id="19 digits of Telecom are the same card"),
        pytest.param(TELECOM[:19] + "F", (TELECOM[:19],), id="a filler F of Telecom says nothing"),
        pytest.param("8986011234567890123S", ("8986011234567890123",), id="nor does a manufacturer's letter of Unicom"),
        pytest.param(MOBILE, (MOBILE,), id="20 characters of Mobile are one card"),
        pytest.param(
            "898600D699133000414F",
            ("898600D699133000414F", "898600D699133000414"),
            id="a final F of Mobile may be a letter or a filler",
        ),
        pytest.param(
            "898600D699133000414",
            ("898600D699133000414", "898600D699133000414F"),
            id="19 characters of Mobile may be stored with the filler",
        ),
        pytest.param(
            "8986150000000000001F",
            ("8986150000000000001F", "8986150000000000001"),
            id="of an unknown issuer no more is known than of Mobile",
        ),
    ],
)
def test_one_card_has_one_key_and_few_places_to_look(number: str, keys: tuple[str, ...]) -> None:
    iccid = Iccid(number)
    assert iccid.keys == keys
    assert iccid.key == keys[0]


@pytest.mark.parametrize("prefix", CHECKED)
@given(rest=st.text("0123456789", min_size=13, max_size=13), last=st.sampled_from("0123456789F"))
def test_the_19_and_20_character_forms_share_a_key(prefix: str, rest: str, last: str) -> None:
    assert Iccid(prefix + rest).key == Iccid(prefix + rest + last).key


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        pytest.param("89860321249946513307", False, id="Telecom, a check digit that does not fit"),
        pytest.param("89860321249946513302", True, id="Telecom, the check digit that does"),
        pytest.param("8986032124994651330", None, id="19 digits carry none"),
        pytest.param("8986032124994651330F", None, id="a filler is none"),
        pytest.param("89860012345678901234", None, id="Mobile has none"),
        pytest.param(MOBILE, None, id="letters have none"),
        pytest.param("89861500000000000010", None, id="of unknown issuers nothing is known"),
    ],
)
def test_a_check_digit_is_a_hint_where_there_is_one(number: str, fits: bool | None) -> None:
    assert Iccid(number).check_digit_fits is fits


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        pytest.param("89860321249946500000", True, id="20 digits, the last five zeros"),
        pytest.param("8986032124994650000", True, id="19 digits, the last four zeros"),
        pytest.param("89860321249946510000", False, id="16 significant digits: no spreadsheet kept them"),
        pytest.param("898600D6991330000000", False, id="a spreadsheet leaves letters alone"),
    ],
)
def test_a_spreadsheet_leaves_fifteen_digits_and_zeros(number: str, rounded: bool) -> None:
    assert Iccid(number).rounded is rounded


def test_a_card_number_is_shown_masked_or_in_groups() -> None:
    iccid = Iccid("8986117700145061009")
    assert iccid.masked == "8986 **** 1009"
    assert iccid.grouped == "8986 1177 0014 5061 009"


@given(rest=DIGITS)
def test_masks_never_show_more_than_eight_digits(rest: str) -> None:
    for masked in (Iccid(f"898603{rest}").masked, Msisdn(f"1440{rest}"[:13]).masked):
        assert len(re.sub(r"[^0-9]", "", masked)) == 8


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        pytest.param(TELECOM, TELECOM, id="as it is"),
        pytest.param(TELECOM[:19], TELECOM[:19], id="19 digits"),
        pytest.param("8986 0321 2499 4651 3307", TELECOM, id="spaces"),
        pytest.param(" 8986-0321-2499—4651–3307\n", TELECOM, id="dashes of all kinds, and white space around"),
        pytest.param("８９８６０３２１２４９９４６５１３３０７", TELECOM, id="full-width digits"),
        pytest.param("898600d6991330004146", MOBILE, id="lower case"),
        pytest.param("８９８６００Ｄ６９９１３３０００４１４６", MOBILE, id="full-width letters"),
        pytest.param("'89860321249946513307", TELECOM, id="a leading apostrophe"),
        pytest.param('="89860321249946513307"', TELECOM, id="a formula that keeps a text"),
        pytest.param("CODE_128,89860321249946513307", TELECOM, id="what a scanner puts before it"),
        pytest.param("\ufeff8986032124994651330\u200b7", TELECOM, id="characters that print nothing"),
        pytest.param("8986032124994651330F", "8986032124994651330F", id="a filler"),
        pytest.param("8986011234567890123s", "8986011234567890123S", id="a manufacturer's letter at the end"),
        pytest.param("89861500000000000001", "89861500000000000001", id="an unknown issuer"),
    ],
)
def test_a_cell_is_read_as_a_card_number(cell: str, number: str) -> None:
    assert Iccid.parse(cell) == Iccid(number)


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("", id="nothing"),
        pytest.param("898603212499465133", id="18 digits"),
        pytest.param("898603212499465133070", id="21 digits"),
        pytest.param("89440321249946513307", id="a British card"),
        pytest.param("8986O321249946513307", id="an O for a zero"),
        pytest.param("898603S1249946513307", id="a letter that is no hex digit"),
        pytest.param("8986D321249946513307", id="a letter in the issuer's digits"),
        pytest.param("8.98603E+19", id="a rounded number"),
        pytest.param("8.9860321249946513E19", id="a rounded number with the digits of a card number"),
        pytest.param("8986032124994651330.0", id="a number turned into a decimal fraction"),
        pytest.param("8986032124994651330７８", id="digits beyond the end"),
        pytest.param("٨٩٨٦", id="digits of another script, too few"),
        pytest.param(f"{TELECOM}\n{TELECOM}", id="two numbers"),
    ],
)
def test_a_cell_without_a_card_number_is_refused_and_not_repeated(cell: str) -> None:
    with pytest.raises(ValueError, match=r"^not an ICCID$"):
        Iccid.parse(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        pytest.param("1440123456789", "1440123456789", id="13 digits of Mobile"),
        pytest.param("8610646012345 67", "1064601234567", id="13 digits of Unicom after the country code"),
        pytest.param("+86 138-0013-8000", "13800138000", id="11 digits after a dialling code"),
        pytest.param("008613800138000", "13800138000", id="the long dialling code"),
        pytest.param("14012345678", "14012345678", id="11 digits that begin like 13"),
    ],
)
def test_a_cell_is_read_as_a_telephone_number(cell: str, number: str) -> None:
    assert Msisdn.parse(cell) == Msisdn(number)


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("", id="nothing"),
        pytest.param("12345678901", id="no telephone number begins with 12"),
        pytest.param("1380013800", id="a digit short"),
        pytest.param("1380013800012", id="13 digits that no IoT card has"),
        pytest.param("14401234567A9", id="a letter"),
        pytest.param(TELECOM, id="a card number"),
    ],
)
def test_a_cell_without_a_telephone_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"^not a telephone number$"):
        Msisdn.parse(cell)
