"""What goes through the pipe between the two processes."""

from io import BytesIO

import pytest

from bot.bulk.letters import Asked, read, write
from bot.domain.iccid import Iccid
from tests.fakes import USED_UP

ASKED = Asked((Iccid(USED_UP),), (("8986", "ok"),), 10, 0.5)


def test_letters_arrive_in_their_order() -> None:
    pipe = BytesIO()
    for letter in (ASKED, None, "x" * 100_000):
        write(letter, pipe)
    pipe.seek(0)
    assert [read(pipe) for _ in range(3)] == [ASKED, None, "x" * 100_000]


@pytest.mark.parametrize("kept", [0, 2, 4])
def test_half_a_letter_is_none(kept: int) -> None:
    pipe = BytesIO()
    write(ASKED, pipe)
    with pytest.raises(EOFError):
        read(BytesIO(pipe.getvalue()[:kept]))
