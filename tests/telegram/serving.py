"""The real `serve` as a process of its own, to be ended in any way."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.telegram.fake_api import FakeApi

ROOT = Path(__file__).parents[2]


def environment(folder: Path, api: FakeApi, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIMCLINIC_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "SIMCLINIC_DATABASE": f"sqlite:///{folder / 'clinic.db'}",
        "SIMCLINIC_DEMO": "true",
        "SIMCLINIC_TELEGRAM__TOKEN": api.token,
        "SIMCLINIC_TELEGRAM__API_BASE": api.url,
        **more,
    }


@asynccontextmanager
async def serving(folder: Path, api: FakeApi, *args: str, **more: str) -> AsyncIterator[Process]:
    """Run `serve`; its output goes to the file `output` in *folder*. What still runs at the end is killed."""
    with (folder / "output").open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", "--port", "0", *args,
            cwd=folder, env=environment(folder, api, **more), stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def output(folder: Path) -> str:
    return (folder / "output").read_text(encoding="utf-8")
