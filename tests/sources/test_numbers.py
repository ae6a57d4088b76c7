"""The telephone numbers of cards: asked for once, forgotten when there are too many."""

import pytest

from bot.domain.iccid import Iccid
from bot.errors import SourceDown
from bot.sources.asking import KNOWN_FOR, Numbers
from tests.store.cards import NOW

pytestmark = pytest.mark.anyio
CARDS = [Iccid(f"898603154025200000{digit}") for digit in range(4)]


class Asked:
    """Knows the cards of *numbers*, and counts."""

    def __init__(self, numbers: dict[Iccid, str]) -> None:
        self.numbers, self.asked = numbers, list[Iccid]()

    async def __call__(self, iccid: Iccid) -> str | None:
        self.asked.append(iccid)
        if iccid == CARDS[3]:
            raise SourceDown("telecom_cmp")
        return self.numbers.get(iccid)


async def test_a_number_is_asked_for_once_whatever_the_spelling() -> None:
    asked = Asked({CARDS[0]: "1410000000000"})
    numbers = Numbers(asked, lambda: NOW)
    for spelling in (CARDS[0], Iccid(f"{CARDS[0].number}5"), CARDS[0]):
        assert await numbers.of(spelling) == "1410000000000"
    assert asked.asked == CARDS[:1]


async def test_a_card_that_is_not_there_is_asked_for_again() -> None:
    asked = Asked({})
    numbers = Numbers(asked, lambda: NOW)
    assert [await numbers.of(CARDS[0]), await numbers.of(CARDS[0])] == [None, None]
    asked.numbers[CARDS[0]] = "1410000000000"
    assert await numbers.of(CARDS[0]) == "1410000000000"


async def test_the_oldest_is_forgotten() -> None:
    asked = Asked({card: f"141000000000{at}" for at, card in enumerate(CARDS)})
    numbers = Numbers(asked, lambda: NOW, most=2)
    for card in CARDS[:3]:
        await numbers.of(card)
    await numbers.of(CARDS[2])
    await numbers.of(CARDS[0])
    assert asked.asked == [*CARDS[:3], CARDS[0]]


async def test_what_was_noted_is_not_asked_for_until_it_is_forgotten() -> None:
    asked = Asked({CARDS[0]: "1410000000001"})
    numbers = Numbers(asked, lambda: NOW)
    numbers.note(CARDS[0], "1410000000000")
    assert await numbers.of(CARDS[0]) == "1410000000000"
    numbers.forget(CARDS[0])
    numbers.forget(CARDS[1])
    assert await numbers.of(CARDS[0]) == "1410000000001"


async def test_a_number_that_moved_to_another_card_is_asked_for_again_in_time() -> None:
    asked, now = Asked({CARDS[0]: "1410000000000"}), [NOW]
    numbers = Numbers(asked, lambda: now[0])
    await numbers.of(CARDS[0])
    asked.numbers = {CARDS[1]: "1410000000000"}
    now[0] += KNOWN_FOR
    assert await numbers.of(CARDS[0]) is None


async def test_not_answering_is_not_remembered() -> None:
    numbers = Numbers(Asked({}), lambda: NOW)
    for _ in range(2):
        with pytest.raises(SourceDown):
            await numbers.of(CARDS[3])
