"""The cipher of China Telecom's CMP: its published vectors, and that it can be undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.telecom_cmp.cipher import Keys, decrypt, encrypt

SIGNATURE = (
    "83438C44C018077D41ADA57F6326E8EDDC5316C050FA2C94E80616281C9BD7CF946A88109B81FD6BCDE5BA24F9ECBEB6"
    "ECCC55169699FA002897866DB53C435DA6145C4EACCF65B8FB32A6628049257F2F77561D7AD5CA8907A1D038D731EF5D"
    "2C2F076606F7CEE2"
)
VECTORS: dict[str, tuple[str, Keys, str]] = {
    "a password": ("demoPass", ("ab1", "cd2", "ef3"), "CDE5BA24F9ECBEB6ECCC55169699FA00"),
    "another": ("password", ("abc", "123", "xyz"), "7378AD3B9F1031CA3754FD454D978958"),
    "longer keys": (
        "hello world!",
        ("abcdef", "12", "xyz78"),
        "0374DD31194211C9F8545A9FA4FC70CF2212EAAED93D7E09",
    ),
    "a signature": (
        "8986031540252000000,demoPass,demoUser,queryTraffic",
        ("ab1", "cd2", "ef3"),
        SIGNATURE,
    ),
    "nothing": ("", ("ab1", "cd2", "ef3"), ""),
}


@pytest.mark.parametrize(("text", "keys", "hidden"), VECTORS.values(), ids=VECTORS.keys())
def test_a_published_vector(text: str, keys: Keys, hidden: str) -> None:
    assert encrypt(text, keys) == hidden
    assert decrypt(hidden, keys) == text
    assert decrypt(hidden.lower(), keys) == text


STEPS = [(("ab1", "", ""), "57EC7AFEADD8BCB5"), (("ab1", "cd2", ""), "145A98F7D0FC0AEB")]


@pytest.mark.parametrize(("keys", "hidden"), STEPS)
def test_a_step_of_a_block(keys: Keys, hidden: str) -> None:
    assert encrypt("demo", keys) == hidden


def test_it_is_not_standard_des() -> None:
    assert encrypt("demo", ("ab1", "", "")) != "B72AD5A13C5B61AC"


KEY = st.text(st.characters(min_codepoint=33, max_codepoint=0xD7FF), min_size=1, max_size=9)


@given(st.text(), KEY, KEY, KEY)
def test_what_is_hidden_can_be_read(text: str, first: str, second: str, third: str) -> None:
    keys = (first, second, third)
    assert decrypt(encrypt(text, keys), keys) == text.rstrip("\0")


@given(st.text("0123456789abcdefABCDEF \n", max_size=40) | st.text(max_size=8))
def test_anything_is_read_or_refused(hidden: str) -> None:
    try:
        assert isinstance(decrypt(hidden, ("ab1", "cd2", "ef3")), str)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either is fine
