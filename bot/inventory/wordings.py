"""Columns that hold a word of a short list; a word that is in none of the lists is refused, never guessed."""

import re
from collections.abc import Callable

from bot.inventory.cells import says_nothing, value_of
from bot.inventory.problems import refusal, shown
from bot.inventory.spelling import plain, tight
from bot.inventory.vocabulary import (
    CAUSE_WORDS,
    CHOICES,
    FALSE,
    STATE_OF,
    STATE_WORDS,
    SUSPENSION_WORDS,
    TRUE,
    UNKNOWN,
)

FLAGS = frozenset({"online", "auto_renew", "auto_resume"})

_MONTHS = re.compile(r"([0-9])(?:\.0+)?(?:个?月|m|months?)?")
_BETWEEN_CAUSES = re.compile(r"[;；,，、/|]")
_REASONS = {
    "rules": "refused-unknown-rules",
    "test_months": "refused-bad-months",
    **dict.fromkeys(FLAGS, "refused-bad-flag"),
}
Meaning = Callable[[str], str | int | None]


def word_reader(name: str, column: str, packs: frozenset[str]) -> Callable[[str], str | int | None]:
    """Return how the column *name* is read; *column* is its header, *packs* are the rule packs there are."""
    meaning = _meaning(name, packs)
    reason = _REASONS.get(name, "refused-bad-value")

    def read(cell: str) -> str | int | None:
        text = value_of(cell)
        value = meaning(text)
        if value is not None or says_nothing(text) or tight(text) in UNKNOWN:
            return value
        raise refusal(reason, column=column, value=shown(text))

    return read


def causes_reader(state_column: str | None, causes_column: str | None) -> Callable[[str, str], str | None]:
    """Return how the causes are read from the cells of the state and of the causes, either of which may be missing."""

    def read(state: str, causes: str) -> str | None:
        said = [] if causes_column is None else _causes(causes, causes_column)
        suspension = None if state_column is None else SUSPENSION_WORDS.get(plain(value_of(state)))
        return ";".join(sorted({*said, *filter(None, [suspension])})) or None

    return read


def _meaning(name: str, packs: frozenset[str]) -> Meaning:
    if name == "rules":
        names = {plain(pack): pack for pack in packs}
        return lambda text: names.get(plain(text))
    if name == "state":
        return _state
    if name == "test_months":
        return _test_months
    return _flag if name in FLAGS else lambda text: CHOICES[name].get(plain(text))


def _state(text: str) -> str | None:
    suspension = SUSPENSION_WORDS.get(plain(text))
    return STATE_WORDS.get(plain(text)) if suspension is None else STATE_OF[suspension].value


def _test_months(text: str) -> int | None:
    found = _MONTHS.fullmatch(tight(text))
    return None if found is None else int(found[1])


def _flag(text: str) -> int | None:
    word = tight(text)
    return 1 if word in TRUE else 0 if word in FALSE else None


def _causes(cell: str, column: str) -> list[str]:
    if _is_unknown(value_of(cell)):
        return []
    words = [word for word in _BETWEEN_CAUSES.split(value_of(cell)) if not _is_unknown(word)]
    strange = [word for word in words if plain(word) not in CAUSE_WORDS]
    if strange:
        raise refusal("refused-bad-value", column=column, value=shown(strange[0].strip()))
    return [CAUSE_WORDS[plain(word)] for word in words]


def _is_unknown(text: str) -> bool:
    return says_nothing(text) or tight(text) in UNKNOWN
