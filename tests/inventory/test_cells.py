"""What spreadsheets put around a cell, and what they must not take for a formula."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.inventory.cells import bare, guarded, guarded_formula, printable
from bot.inventory.values import text_reader

FORMULAS = ("=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0", "'=1", "''=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert bare(guarded(text)) == text


@pytest.mark.parametrize("text", ["30MB 月包", "a=b", "'quoted'", "", "1-2", "'"])
def test_anything_else_is_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert bare(text) == text


@pytest.mark.parametrize("text", ["-", "--", "N/A", "无", "—"])
def test_a_text_that_would_read_as_an_empty_cell_gets_one_too(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert text_reader("备注")(guarded(text)) == text
    assert text_reader("备注")(text) is None


def test_a_refused_cell_is_guarded_only_where_it_would_run() -> None:
    assert [guarded_formula(cell) for cell in ("=1+1", "-", "--", "-5", "'=1", "x")] == [
        "'=1+1",
        "-",
        "--",
        "'-5",
        "'=1",
        "x",
    ]


@given(st.text(max_size=20) | st.text("'=+-@ \t\r\nNA/无", max_size=6))
@example("'")
@example("''-")
def test_every_text_comes_back(text: str) -> None:
    kept = printable(text).strip()
    assert text_reader("备注")(guarded(kept)) == (kept or None)
