"""The tree of errors, each naming its text.

ClinicError
├── BadSettings            a setting is missing or wrong
├── BadLexicon             a word list cannot be understood
├── BadFile                a file cannot be read as cards
├── BadRules               a rule pack does not say what it must
├── StoreLocked            another program holds the database
├── StoreBroken            the database is not one of ours, or damaged
└── SourceError            a card source could not answer
    ├── Throttled          asked too often
    ├── AuthFailed         the platform does not let us in
    ├── SourceDown         no answer
    ├── BadAnswer          an answer that cannot be read
    └── Unclassified       an answer whose code is in none of the tables
"""

from typing import ClassVar

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


class BadRules(ClinicError):
    key = "error-rules"


class StoreLocked(ClinicError):
    key = "error-store-locked"


class StoreBroken(ClinicError):
    key = "error-store-broken"


class SourceError(ClinicError):
    """A card source could not answer: *source* is its name, *code* the platform's own word for it."""

    reason: ClassVar[str] = "unclassified"

    def __init__(self, source: str, code: str = "", request_id: str = "") -> None:
        super().__init__(source=source, code=code, request_id=request_id)
        self.source = source
        self.code = code
        self.request_id = request_id


class Throttled(SourceError):
    key = "error-source-throttled"
    reason = "throttled"


class AuthFailed(SourceError):
    key = "error-source-auth"
    reason = "auth"


class SourceDown(SourceError):
    key = "error-source-down"
    reason = "down"


class BadAnswer(SourceError):
    key = "error-source-bad-answer"
    reason = "bad_answer"


class Unclassified(SourceError):
    key = "error-source-unclassified"
    reason = "unclassified"
