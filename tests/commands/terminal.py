"""A terminal for tests."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

PROGRAM = (sys.executable, "-m", "bot")
HOME = Path(__file__).parents[2]
AT = "2026-11-22T12:00"
"""The moment of the cards of the tests."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def first(self) -> str:
        return self.lines[0]


def simclinic(*words: str, given: str | None = None) -> Typed:
    """Type a command, and *given* into it, within this process."""
    result = CliRunner().invoke(app, words, input=given, catch_exceptions=False)
    return Typed(result.exit_code, result.stdout, result.stderr)


def program(
    *words: str | bytes, given: bytes = b"", command: tuple[str, ...] = PROGRAM, env: Mapping[str, str] | None = None
) -> Typed:
    """Type a command as a program of its own."""
    done = subprocess.run([*command, *words], input=given, capture_output=True, env=env, timeout=60, check=False)
    return Typed(done.returncode, done.stdout.decode(), done.stderr.decode())
