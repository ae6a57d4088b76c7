"""What every card source promises, whatever platform is behind it.

A source's tests derive a class from SourceContract and give it three fixtures: *source*, the *known* card as it
should be found, and an *absent* card number that the source answers for, and does not have.
"""

from dataclasses import fields
from typing import ClassVar

import pytest

from bot.domain.card import REPORTED, Card
from bot.domain.iccid import Carrier, Iccid, Msisdn
from bot.ports import CardSource

PLACES = frozenset({"iccid", "source", "as_of", "seen", "notes", "causes"})
"""What a card always has, if only empty."""


def spellings(iccid: Iccid) -> tuple[Iccid, ...]:
    """Return the ways the card number may be written down: with and without its check digit or its filler."""
    if iccid.carrier in {Carrier.TELECOM, Carrier.UNICOM}:
        return (Iccid(iccid.key), Iccid(f"{iccid.key}0"), Iccid(f"{iccid.key}F"))
    return (iccid,)


@pytest.mark.anyio
class SourceContract:
    """Not having a card, not knowing a field and not answering are three different things."""

    finds_by_msisdn: ClassVar[bool] = True
    """Whether the platform can be asked for a telephone number at all."""

    @pytest.fixture
    def source(self) -> CardSource:
        raise NotImplementedError

    @pytest.fixture
    def known(self) -> Card:
        raise NotImplementedError

    @pytest.fixture
    def absent(self) -> Iccid:
        raise NotImplementedError

    async def test_a_card_it_has_is_found_as_it_is(self, source: CardSource, known: Card) -> None:
        assert await source.find(known.iccid) == known

    async def test_a_card_it_does_not_have_is_none(self, source: CardSource, absent: Iccid) -> None:
        assert await source.find(absent) is None

    async def test_every_spelling_of_a_number_finds_the_card(self, source: CardSource, known: Card) -> None:
        for spelling in spellings(known.iccid):
            found = await source.find(spelling)
            assert found is not None
            assert found.iccid.key == known.iccid.key

    async def test_the_telephone_number_finds_the_card(self, source: CardSource, known: Card) -> None:
        if not self.finds_by_msisdn or known.msisdn is None:
            pytest.skip("the platform cannot be asked for a telephone number")
        found = await source.find(Msisdn(known.msisdn))
        assert found is not None
        assert found.iccid.key == known.iccid.key

    async def test_a_field_it_does_not_say_is_none(self, source: CardSource, known: Card) -> None:
        found = await source.find(known.iccid)
        assert found is not None
        unsaid = {field.name for field in fields(Card) if getattr(known, field.name) is None} - PLACES
        assert unsaid, "the known card should leave something unsaid"
        assert {name for name in unsaid if getattr(found, name) is None} == unsaid

    async def test_causes_are_a_set_of_what_a_source_may_report(self, source: CardSource, known: Card) -> None:
        found = await source.find(known.iccid)
        assert found is not None
        assert isinstance(found.causes, frozenset)
        assert found.causes <= REPORTED

    async def test_it_says_who_saw_the_card_and_when(self, source: CardSource, known: Card) -> None:
        found = await source.find(known.iccid)
        assert found is not None
        assert found.source == source.name
        assert found.as_of.utcoffset() is not None
        assert found.last_seen is None or found.last_seen.utcoffset() is not None
