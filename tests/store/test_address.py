"""Where the database is."""

from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.store.address import path_of

ADDRESSES = {
    "three slashes: beside the program": ("sqlite:///simclinic.db", Path("simclinic.db")),
    "three slashes: in a folder below": ("sqlite:///data/cards.db", Path("data/cards.db")),
    "four slashes: absolute": ("sqlite:////var/lib/simclinic.db", Path("/var/lib/simclinic.db")),
}
WRONG = {
    "another engine": "postgresql://localhost/cards",
    "a bare path": "simclinic.db",
    "two slashes": "sqlite://simclinic.db",
    "no name": "sqlite:///",
    "a folder": "sqlite:////var/lib/",
    "in memory: nothing would be kept": "sqlite:///:memory:",
    "nothing": "",
}


@pytest.mark.parametrize(("address", "path"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_an_address_names_a_file(address: str, path: Path) -> None:
    assert path_of(address) == path


@pytest.mark.parametrize("address", WRONG.values(), ids=WRONG.keys())
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(BadSettings) as refused:
        path_of(address)
    assert refused.value.text.args["setting"] == "SIMCLINIC_DATABASE"
