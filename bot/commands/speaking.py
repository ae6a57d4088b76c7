"""What the commands print when something fails: one line, in the reader's language, and the exit code."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

import typer

from bot.channels.plain import opening
from bot.domain.words import Words, text
from bot.errors import ClinicError, SourceError, StoreLocked
from bot.settings import language_hint
from bot.texts import FluentTexts

FAILED, USAGE, UNAVAILABLE = 1, 2, 3
INTERRUPTED = 130
_UNAVAILABLE = (SourceError, StoreLocked)


@cache
def _texts() -> FluentTexts:
    return FluentTexts.load()


def texts_and_lang(lang: str | None = None) -> tuple[FluentTexts, str]:
    """Return the texts, and *lang*, else the language that the environment names, else the first there is."""
    texts = _texts()
    wanted = (lang, language_hint(), "zh", *texts.languages)
    return texts, next(name for name in wanted if name in texts.languages)


def say(words: Words, lang: str | None = None) -> str:
    """Return *words* in *lang*, else in the language that the environment names."""
    texts, known = texts_and_lang(lang)
    return opening(texts.say(words, known))


@contextmanager
def reported(lang: str | None = None) -> Iterator[None]:
    """Turn an error into its line on stderr and its exit code; never a traceback."""
    try:
        yield
    except ClinicError as error:
        leave(error.text, UNAVAILABLE if isinstance(error, _UNAVAILABLE) else USAGE, lang)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - a person at a terminal reads a line, whatever it was
        leave(text("error-bug", where=_place(error)), UNAVAILABLE, lang)


def _place(error: Exception) -> str:
    """Name the kind of an *error* and where it was: enough to report it, and nothing of what was asked."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"


def leave(words: Words, code: int, lang: str | None = None) -> NoReturn:
    """Say *words* on stderr and leave with *code*."""
    sys.stderr.write(f"{say(words, lang)}\n")
    raise typer.Exit(code) from None
