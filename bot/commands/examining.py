"""The process that works on one list of cards: `python -m bot.commands.examining`, started by the bot alone."""

import os
import sys
from contextlib import suppress

from bot.bulk.examiner import Asking, Examiner
from bot.bulk.letters import Done, Task, Unreadable, read, write
from bot.channels import plain
from bot.domain.reply import Steps
from bot.domain.words import Words
from bot.errors import BadFile
from bot.texts import FluentTexts

PROGRAM = (sys.executable, "-m", "bot.commands.examining")
_POLITELY = 10
"""Whoever waits for an answer comes first."""


def main() -> None:
    """Work off the task that comes through stdin; end in silence when whoever gave it goes away."""
    into, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but letters goes to the other side
    if hasattr(os, "nice"):
        os.nice(_POLITELY)
    with suppress(EOFError, BrokenPipeError):
        task = read(into)
        assert isinstance(task, Task)  # noqa: S101 - the other side is our own
        examiner = Examiner(task, Asking(into, out))
        write(_done(examiner, task.lang), out)


def _done(examiner: Examiner, lang: str) -> Done | Unreadable:
    texts = FluentTexts.load()

    def say(words: Words) -> str:
        return plain.opening(texts.say(words, lang))

    def steps(block: Steps) -> list[str]:
        return list(plain.steps(block, texts, lang))

    try:
        figures = examiner.examine(say, steps)
    except BadFile as error:
        return Unreadable({**error.text.args, "file": examiner.task.file.name})
    return Done(figures, tuple(examiner.told))


if __name__ == "__main__":
    main()
