"""What all tests share."""

import pytest
from hypothesis import settings

settings.register_profile("fuzz", max_examples=20_000, deadline=None)
"""`make fuzz`: tests that mean it look up how many examples are wanted."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
