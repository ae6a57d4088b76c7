"""Numbers and texts as platforms write them, and XML read the way JSON would stand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.iccid import Iccid
from bot.sources.reading import card_number, digits, megabytes, plain, telephone, tree
from bot.sources.tables import table


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1410000000000", "1410000000000"),
        ("8614100000000", "14100000000"),
        ("861410000000000", "1410000000000"),
        ("+861410000000000", "1410000000000"),
        ("1490000000", None),
        ("141000000000", None),
        ("2410000000000", None),
        ("１４１００００００００００", None),
        ("1410000000000\n", None),
        ("", None),
        (None, None),
    ],
)
def test_a_telephone_number_has_11_or_13_digits(written: str | None, number: str | None) -> None:
    assert telephone(written) == number


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("860000000000001", "860000000000001"),
        ("000000000000000", None),
        ("86000000000000", None),
        ("86000000000000X", None),
        ("８６００００００００００００１", None),
        (None, None),
    ],
)
def test_digits_are_as_many_as_they_should_be(written: str | None, means: str | None) -> None:
    assert digits(written, 15) == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("0.0009765625", 0.0009765625),
        ("1.1444091796875", 1.1444091796875),
        ("1e-05", 0.00001),
        ("1.5E-2 GB", 15.36),
        ("1e5", None),
        ("1.MB", None),
        ("1,024", None),
        ("9" * 19, None),
    ],
)
def test_an_amount_may_have_many_decimals(written: str, means: float | None) -> None:
    assert megabytes(written, "MB") == (None if means is None else pytest.approx(means))


def test_a_card_number_is_one_or_none() -> None:
    assert card_number("8986031540252000000") == Iccid("8986031540252000000")
    assert [card_number(written) for written in ("", None, "8986", "x" * 19, "860000000000001")] == [None] * 5


@given(st.text(max_size=200))
def test_a_text_for_people_is_short_and_printable(written: str) -> None:
    shown = plain(written)
    assert shown is None or (shown.isprintable() and 0 < len(shown) <= 80)


XML: dict[str, tuple[str, Any]] = {
    "a name space of its own": ("<a xmlns='http://www.example.com/'><b>1</b></a>", {"b": "1"}),
    "text": ("<a> 5 </a>", "5"),
    "nothing": ("<a/>", ""),
    "children": ("<a><b>1</b><c>2</c></a>", {"b": "1", "c": "2"}),
    "a child that comes again": ("<a><b>1</b><b/><c>2</c></a>", {"b": ["1", ""], "c": "2"}),
    "a declaration": ("<?xml version='1.0' encoding='GBK'?><a><b>断网</b></a>", {"b": "断网"}),
    "a prefix": ('<a xmlns:web="http://w/"><web:B>1</web:B></a>', {"B": "1"}),
    "a prefix that nobody declared": ("<web:a><web:B>1</web:B></web:a>", {"B": "1"}),
    "a text that is marked": ("<a><b><![CDATA[<5>]]></b></a>", {"b": "<5>"}),
    "attributes are left out": ('<a b="1"><c d="2">3</c></a>', {"c": "3"}),
}


@pytest.mark.parametrize(("written", "means"), XML.values(), ids=XML.keys())
def test_xml_is_read_the_way_json_would_stand(written: str, means: Any) -> None:
    assert tree(written) == means


NOT_XML = {
    "text": "5",
    "half": "<a><b>",
    "entities": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "entities in small letters": '<!doctype a [<!entity b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "an entity that is not declared": "<a>&b;</a>",
    "an entity from elsewhere": "<!DOCTYPE a SYSTEM 'http://localhost/a.dtd'><a/>",
    "too deep": "<a>" * 50_000 + "</a>" * 50_000,
    "nothing": "",
}


@pytest.mark.parametrize("written", NOT_XML.values(), ids=NOT_XML.keys())
def test_what_is_not_xml_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"not XML|document type"):
        tree(written)


@pytest.mark.parametrize(
    ("codes", "clearest"),
    [((), ""), ((None,), ""), (("6",), "6"), (("6", "4"), "4"), (("5", "6", "4"), "5"), ((None, "6", None), "6")],
)
def test_the_ambiguous_one_of_several_codes_comes_last(codes: tuple[str | None, ...], clearest: str) -> None:
    assert table("telecom_cmp").clearest(codes) == clearest
