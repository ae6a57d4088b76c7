"""Where the database is: the setting's address, read as a path."""

from pathlib import Path

from bot.domain.words import text
from bot.errors import BadSettings

SCHEME = "sqlite:///"


def path_of(address: str) -> Path:
    """Return the file that *address* names; a fourth slash makes it absolute. Raise BadSettings for another scheme."""
    path = address.removeprefix(SCHEME)
    if path == address or not path.strip("/") or path.endswith("/") or path == ":memory:":
        raise BadSettings(setting="SIMCLINIC_DATABASE", problem=text("problem-database"))
    return Path(path)
