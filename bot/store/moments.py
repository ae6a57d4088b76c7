"""How the store writes a moment: in UTC, to the second, so that moments sort as texts do."""

from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """Return *at* such as 2026-11-23T04:05:06Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
