"""A mapping file that cannot be understood is refused at the start, by the place that is wrong."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.settings.platforms import HttpSettings
from bot.sources.http import Http
from bot.sources.reading import CHINA
from bot.texts import FluentTexts
from tests.sources.serving import client

NOW = datetime(2026, 11, 22, 12, tzinfo=CHINA)
TEXTS = FluentTexts.load()
BROKEN: dict[str, tuple[str, str]] = {
    "states.2.state": ("states.2 = {state = 'asleep'}", "unknown"),
    "states.2.causes.0": ("states.2 = {causes = ['cancelled']}", "value"),
    "states.2.colour": ("states.2 = {colour = 'red'}", "unknown"),
    "colours": ("colours = {}", "unknown"),
    "tells.colour": ("tells.colour = 'data'", "unknown"),
    "tells.plan": ("tells.plan = ''", "value"),
    "answer.empty": ("answer.empty = 'no'", "unknown"),
    "errors.5": ("errors.5 = 'oops'", "value"),
    "units.used_mb": ("units.used_mb = 'bits'", "unknown"),
    "dates.last_seen": ("dates.last_seen = '%H:%M'", "value"),
    "platform.zone": ("platform.zone = 'Asia/Nowhere'", "value"),
    "platform.carriers.0": ("platform.carriers = ['moon']", "unknown"),
    "pools.1": ("pools.1 = 'lake'", "unknown"),
    "flags.1": ("flags.1 = 'maybe'", "value"),
}
ENOUGH = "tells.state = 's'\nstates.1 = {state = 'active'}\n"


def refused(tmp_path: Path, written: bytes | None) -> dict[str, str]:
    """Return what is said of a mapping file, by language."""
    path = tmp_path / "mapping.toml"
    if written is not None:
        path.write_bytes(written)
    account = HttpSettings(url="https://cards.example/{iccid}", mapping=path)
    with pytest.raises(BadSettings) as error:
        Http(account, client(), lambda: NOW)
    return {lang: TEXTS.say(error.value.text, lang) for lang in TEXTS.languages}


@pytest.mark.parametrize(("where", "broken"), [(where, line) for where, (line, _) in BROKEN.items()])
def test_a_broken_mapping_is_named_by_its_place(tmp_path: Path, where: str, broken: str) -> None:
    said = refused(tmp_path, (ENOUGH + broken).encode())
    words = {"unknown": ("known", "不是认识的"), "value": ("wrong value", "值不对")}[BROKEN[where][1]]
    for lang, word in zip(("en", "zh"), words, strict=True):
        assert "SIMCLINIC_HTTP__MAPPING" in said[lang]
        assert where in said[lang]
        assert word in said[lang]


@pytest.mark.parametrize(
    ("written", "en"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "TOML"),
        (b"states = [", "TOML"),
        (b"", "tells is missing"),
        (b"tells.state = 's'", "states is missing"),
        (b"tells.state = 's'\nstates = {}", "states in the file has a wrong value"),
        (b"tells.iccid = 's'\nstates.1 = {}", "where the state stands"),
        (ENOUGH.encode() + b"answer.code = 'c'", "which codes mean success"),
    ],
)
def test_a_mapping_that_lacks_something_says_so(tmp_path: Path, written: bytes | None, en: str) -> None:
    assert en in refused(tmp_path, written)["en"]
