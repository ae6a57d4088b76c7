"""Numbers that must be neither kept nor shown: identity and bank card numbers."""

from collections.abc import Iterator

from bot.domain.checks import is_bank_card, is_identity_number
from bot.domain.pieces import Gap, Run

_SHORTEST = 15
_LONGEST = 19
_GROUPS = (4, 6, 8, 12, 16)  # printed in fours, or 6 and 13


def private_at(run: Run, at: int) -> int:
    """Return how many pieces from *at* on are a private number; a bank card's may go on in the next line."""
    return max(
        (pieces for pieces, number in _stretches(run, at) if _is_private(number, run[at : at + pieces])), default=0
    )


def _is_private(number: str, pieces: Run) -> bool:
    return is_identity_number(number) or (is_bank_card(number) and _broken_between_groups(pieces))


def _stretches(run: Run, at: int) -> Iterator[tuple[int, str]]:
    """Yield the digits from the piece *at* on, with an X that may end them, as far as they are long enough."""
    number = ""
    for end in range(at, min(len(run), at + _LONGEST)):
        piece = run[end]
        number += piece.text
        if len(number) > _LONGEST or (piece.form is not run[at].form and piece.text not in "Xx"):
            return
        if len(number) >= _SHORTEST:
            yield end + 1 - at, number.upper()


def _broken_between_groups(pieces: Run) -> bool:
    broken = any(piece.gap is Gap.LINE for piece in pieces[1:])
    return not broken or all(len(piece.text) in _GROUPS for piece in pieces[:-1])
