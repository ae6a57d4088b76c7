"""Whatever a file holds, it is imported or refused, and never a crash."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import BadFile
from tests.inventory.files import NUMBER, imported, raw_xlsx, text_cell

CELLS = st.text('"\n\r,;\t\x00 =卡é', max_size=8) | st.sampled_from((NUMBER, "使用中", "1.5GB", "2026-11-30", "无"))
SOUND = f"<row>{text_cell('iccid')}{text_cell('state')}</row><row>{text_cell(NUMBER)}</row>"
brief = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def _try(write: Callable[[Path], Path]) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(BadFile):
        file = write(Path(folder))
        result = imported(file)
        assert result.rows == result.added + result.refused + result.repeated


@given(st.binary(max_size=200), st.sampled_from((b"", b"iccid,state\n", b"\xef\xbb\xbficcid\n", b"\xff\xfei\x00c\x00")))
@brief
def test_any_bytes(content: bytes, before: bytes) -> None:
    def write(folder: Path) -> Path:
        (folder / "cards.csv").write_bytes(before + content)
        return folder / "cards.csv"

    _try(write)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.sampled_from(("utf-8", "gb18030", "utf-16")))
@brief
def test_any_rows(rows: list[list[str]], encoding: str) -> None:
    def write(folder: Path) -> Path:
        text = "iccid,state,used_mb,备注\n" + "\n".join(map(",".join, rows))
        (folder / "cards.csv").write_bytes(text.encode(encoding))
        return folder / "cards.csv"

    _try(write)


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
@brief
def test_any_damage_to_a_spreadsheet(at: int, damage: bytes) -> None:
    def write(folder: Path) -> Path:
        file = raw_xlsx(folder, SOUND)
        content = bytearray(file.read_bytes())
        at_most = at % len(content)
        content[at_most : at_most + len(damage)] = damage
        file.write_bytes(content)
        return file

    _try(write)


@given(st.text('<>/"= cvrist1rowACE&;-9.', max_size=60))
@brief
def test_any_rows_of_a_spreadsheet(xml: str) -> None:
    _try(lambda folder: raw_xlsx(folder, SOUND + xml))
