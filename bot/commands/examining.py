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
from bot.inventory.problems import Problem
from bot.texts import FluentTexts

_POLITELY = 10
"""Whoever waits for an answer comes first."""
_MOST_MEMORY, _MOST_SECONDS = 768 << 20, 600
"""Bytes and processor time: several times what the longest list takes, and less than a file made to swell would."""


def main() -> None:
    """Work off the task that comes through stdin; end in silence when whoever gave it goes away."""
    into, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but letters goes to the other side
    _be_modest()
    with suppress(EOFError, BrokenPipeError):
        task = read(into)
        assert isinstance(task, Task)  # noqa: S101 - the other side is our own
        examiner = Examiner(task, Asking(into, out))
        write(_done(examiner, task.lang), out)


def _be_modest() -> None:
    if sys.platform == "win32":
        return
    import resource

    os.nice(_POLITELY)
    for kind, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CPU, _MOST_SECONDS)):
        _, allowed = resource.getrlimit(kind)
        limit = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (limit, allowed))


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
    except MemoryError:
        return Unreadable({"file": examiner.task.file.name, "problem": Problem.TOO_BIG, "detail": ""})
    return Done(figures, tuple(examiner.told))


if __name__ == "__main__":
    main()
