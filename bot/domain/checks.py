"""What the digits of a number prove: check digits, and the kinds of number that have them."""

import re
from datetime import date

_DOUBLED = str.maketrans("0123456789", "0246813579")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BY_REMAINDER = "10X98765432"
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91"
_IDENTITY = re.compile(rf"(?:{_PROVINCES})[0-9]{{4}}((?:18|19|20)[0-9]{{6}})[0-9]{{3}}[0-9X]")
_BANK_CARD = re.compile(r"[3-6][0-9]{15,18}|3[47][0-9]{13}")
_IMEI = re.compile(r"(?!3[47])[0-9]{15}")  # 34 and 37 begin bank cards of 15 digits, and no IMEI
_IMSI = re.compile(r"460[0-9]{12}")
_EID = re.compile(r"89[0-9]{30}")
_ICCID_ANYWHERE = re.compile(r"89[0-9]{17,18}")
_ODD_ICCID_ANYWHERE = re.compile(r"89[0-9]{16,20}")


def luhn_fits(digits: str) -> bool:
    """Say whether the last of *digits* is the Luhn check digit of the others."""
    return (sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def is_imei(number: str) -> bool:
    return bool(_IMEI.fullmatch(number)) and luhn_fits(number)


def is_imsi(number: str) -> bool:
    """Say whether *number* is the subscriber number of a card on a Chinese network."""
    return bool(_IMSI.fullmatch(number))


def is_eid(number: str) -> bool:
    return bool(_EID.fullmatch(number))


def is_iccid_anywhere(number: str) -> bool:
    """Say whether *number* is a card's, of whatever country: of another length than 19 or 20 only if Luhn fits."""
    return bool(_ICCID_ANYWHERE.fullmatch(number)) or (
        bool(_ODD_ICCID_ANYWHERE.fullmatch(number)) and luhn_fits(number)
    )


def is_bank_card(number: str) -> bool:
    return bool(_BANK_CARD.fullmatch(number)) and luhn_fits(number)


def is_identity_number(number: str) -> bool:
    """Say whether *number* is a Chinese citizen's: area, birthday, serial, ISO 7064 mod 11-2 check character."""
    match = _IDENTITY.fullmatch(number)
    if not match or not _is_day(match[1]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _BY_REMAINDER[total % 11] == number[17]


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
