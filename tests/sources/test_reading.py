"""Dates and flags as platforms write them."""

from datetime import date
from typing import Any

import pytest

from bot.sources.reading import CHINA, day, flag, last_day, moment


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2027-04-01 00:00:00", date(2027, 3, 31)),
        ("20270401000000", date(2027, 3, 31)),
        ("2027-04-01T00:00:00+08:00", date(2027, 3, 31)),
        ("2027-03-31T16:00:00+00:00", date(2027, 3, 31)),
        ("2027-03-31 23:59:59", date(2027, 3, 31)),
        ("2027-03-31 12:00:00", date(2027, 3, 31)),
        ("2027-03-31", date(2027, 3, 31)),
        ("20270331", date(2027, 3, 31)),
        ("2027-02-29 00:00:00", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_an_expiry_ends_with_its_last_valid_day(written: str | None, last: date | None) -> None:
    assert last_day(written, CHINA) == last


@pytest.mark.parametrize(
    "written",
    [
        "9999-12-31 23:59:59",
        "0001-01-01 00:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "1970-01-01",
    ],
)
def test_a_never_is_no_time(written: str) -> None:
    assert (moment(written, CHINA), day(written, CHINA), last_day(written, CHINA)) == (None, None, None)


@pytest.mark.parametrize(
    ("value", "means"),
    [(True, True), (False, False), ("True", True), (" false", False), (1, None), ("", None), (None, None), ([], None)],
)
def test_a_flag_is_true_false_or_not_known(value: Any, means: bool | None) -> None:
    assert flag({"Switch": value}, "switch") is means
