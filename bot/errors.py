"""The tree of errors, each naming its text.

ClinicError
├── BadSettings            a setting is missing or wrong
├── BadLexicon             a word list cannot be understood
├── BadFile                a file cannot be read as cards
├── BulkFailed             the process that works on a list ended before it was done
├── BadRules               a rule pack does not say what it must
├── StoreLocked            another program holds the database
├── StoreBroken            the database is not one of ours, or damaged
└── SourceError            a card source could not answer
    ├── NotYours           the card belongs to another account
    ├── Throttled          asked too often
    ├── AuthFailed         the platform does not let us in
    │   ├── AddressRefused it does not know the address we ask from
    │   └── ClockSkewed    our clock and its differ too much
    ├── SourceDown         no answer
    ├── BadAnswer          an answer that cannot be read
    └── Unclassified       an answer whose code is in none of the tables
"""

from typing import ClassVar

from bot.domain.card import Card
from bot.domain.words import Arg, Text


class ClinicError(Exception):
    """Something went wrong that a person should read about.

    *args* of the text are given by name; the class names the key.
    """

    key: ClassVar[str] = "error-unknown"

    def __init__(self, **args: Arg) -> None:
        super().__init__(self.key, args)
        self.text = Text(self.key, args)


class BadSettings(ClinicError):
    key = "error-settings"


class BadLexicon(BadSettings):
    """A word list cannot be understood: *file* and *problem* say where and why."""

    key = "error-lexicon"


class BadFile(ClinicError):
    """A file cannot be read as cards: *problem* is the text key that says why."""

    key = "error-file"


class BulkFailed(ClinicError):
    key = "error-bulk"


class BadRules(ClinicError):
    key = "error-rules"


class StoreLocked(ClinicError):
    key = "error-store-locked"


class StoreBroken(ClinicError):
    key = "error-store-broken"


class SourceError(ClinicError):
    """A card source could not answer: *source* is its name, *code* the platform's own word for it.

    *last_known* is the card as it was last seen, for those who ask while nobody answers.
    """

    reason: ClassVar[str] = "unclassified"

    def __init__(self, source: str, code: str = "", request_id: str = "") -> None:
        super().__init__(source=source, code=code, request_id=request_id)
        self.source = source
        self.code = code
        self.request_id = request_id
        self.last_known: Card | None = None


class NotYours(SourceError):
    """The platform knows the card and will not show it to this account. Users are told what they are told of None."""

    key = "error-source-not-yours"
    reason = "not_yours"


class Throttled(SourceError):
    """Asked too often; *retry_after*: for how many seconds the platform wants to be left alone, if it said."""

    key = "error-source-throttled"
    reason = "throttled"

    def __init__(self, source: str, code: str = "", request_id: str = "", retry_after: float | None = None) -> None:
        super().__init__(source, code, request_id)
        self.retry_after = retry_after


class AuthFailed(SourceError):
    key = "error-source-auth"
    reason = "auth"


class AddressRefused(AuthFailed):
    pass


class ClockSkewed(AuthFailed):
    pass


class SourceDown(SourceError):
    key = "error-source-down"
    reason = "down"


class BadAnswer(SourceError):
    key = "error-source-bad-answer"
    reason = "bad_answer"


class Unclassified(SourceError):
    key = "error-source-unclassified"
    reason = "unclassified"
