"""What all tests share."""

from functools import cache

import pytest
from hypothesis import settings

from bot import texts

texts._resource = cache(texts._resource)  # noqa: SLF001 - to parse the texts takes longer than most tests do
settings.register_profile("fuzz", max_examples=20_000, deadline=None)
"""`make fuzz`: tests that mean it look up how many examples are wanted."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
