"""The progress bar of an import."""

import sys
from io import StringIO

import pytest

from bot.commands.progress import bar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stderr", "shown"),
    [pytest.param(Terminal(), True, id="on a terminal"), pytest.param(StringIO(), False, id="where nobody watches")],
)
def test_the_bar_is_shown_to_who_watches(monkeypatch: pytest.MonkeyPatch, stderr: StringIO, shown: bool) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    with bar("导入中") as tick:
        tick(5000, 0.5)
    assert [word in stderr.getvalue() for word in ("导入中", "50%", "5,000")] == [shown] * 3


def test_it_goes_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ValueError, match="broken"), bar("导入中"):
        raise ValueError("broken")
    with bar("导入中") as tick:
        tick(1, 1.0)
