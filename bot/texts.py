"""The texts of locales/ behind the Texts port: Fluent, one folder a language."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, assert_never, cast

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.domain.words import Arg, Clock, Day, Joined, Size, Text, Words

FOLDER = Path(__file__).parent.parent / "locales"
_MB_A_GB = 1024
_SAID = 4096
"""Texts kept as they were said last: dates, steps and labels are the same for most cards of a day."""


class BadTexts(ValueError):
    """A text file holds something that the parser would skip in silence."""


class FluentTexts:
    """The texts of every language that has a folder; a language is read when it is first spoken."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = folders
        self._read: dict[str, _Language] = {}

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "FluentTexts":
        """Find the languages of *folder*, each a folder of .ftl files."""
        return cls({path.name: path for path in sorted(folder.iterdir()) if any(path.glob("*.ftl"))})

    def read_all(self) -> "FluentTexts":
        """Read every language now. Raise BadTexts where a file cannot be parsed whole."""
        for lang in self._folders:
            self._language(lang)
        return self

    def _language(self, lang: str) -> "_Language":
        if lang not in self._read:
            self._read[lang] = _Language(self._folders[lang])
        return self._read[lang]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._folders)

    def say(self, words: Words, lang: str) -> str:
        """Return *words* in *lang*. Raise KeyError for an unknown key or a missing variable."""
        return self._language(lang).say(words)

    def family(self, prefix: str, lang: str) -> dict[str, str]:
        """Return all texts whose keys begin with *prefix*, which is left out of their names."""
        return self._language(lang).family(prefix)


class _Language:
    def __init__(self, folder: Path) -> None:
        # Isolation marks would travel with every number that people copy.
        self._bundle = FluentBundle(
            [folder.name], use_isolating=False, functions=cast("dict[str, Any]", {"DAYS": self._days})
        )
        self._patterns: dict[str, ast.Pattern | None] = {}
        self._variables: dict[str, frozenset[str]] = {}
        for path in sorted(folder.glob("*.ftl")):
            resource = _resource(path)
            self._bundle.add_resource(resource)
            for entry in resource.body:
                if isinstance(entry, ast.Message):
                    self._patterns[entry.id.name] = entry.value
                    self._patterns |= {f"{entry.id.name}.{each.id.name}": each.value for each in entry.attributes}
        self._plural = Locale.parse(folder.name).plural_form
        self._read = lru_cache(maxsize=1024)(self._day)
        self._said = lru_cache(maxsize=_SAID)(self._formatted)

    def say(self, words: Words) -> str:
        match words:
            case str():
                return words
            case Joined(parts, by):
                return self._said(by, ()).join(self.say(part) for part in parts)
            case Text(key, args):
                used = self._used(key)
                return self._said(key, tuple((name, self._arg(value)) for name, value in args.items() if name in used))
            case _:
                assert_never(words)

    def family(self, prefix: str) -> dict[str, str]:
        keys = [key for key in self._patterns if key.startswith(prefix) and "." not in key]
        return {key.removeprefix(prefix): self._said(key, ()) for key in keys}

    def _formatted(self, key: str, args: tuple[tuple[str, str], ...]) -> str:
        name, _, attribute = key.partition(".")
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(key)
        said, errors = self._bundle.format_pattern(pattern, dict(args))
        if errors:
            raise KeyError(key, *errors)
        return str(said)

    def _used(self, key: str) -> frozenset[str]:
        """Return the variables that a text and those it quotes can mention: only these are put into words."""
        if key not in self._variables:
            named = _Named()
            pattern = self._patterns.get(key)
            if pattern is not None:
                named.visit(pattern)
            self._variables[key] = frozenset(named.variables).union(*map(self._used, named.messages))
        return self._variables[key]

    def _arg(self, value: Arg) -> str:
        match value:
            case Text() | Joined():
                return self.say(value)
            case Day():
                return self._read(value)
            case Clock():
                return value.at.strftime("%H:%M")
            case Size():
                return size(value.mb)
            case _:
                return str(value)

    def _day(self, value: Day) -> str:
        on = value.on
        key = "day-year" if value.with_year else "day"
        return self.say(Text(key, {"day": on.day, "month": Text(f"month-{on.month}"), "year": on.year}))

    def _days(self, count: Any) -> str:
        form = self._plural(int(count)) if count.isdecimal() else "other"
        return self.say(Text("days", {"n": str(count), "form": form}))


class _Named(Visitor):
    """Collects what a text names: variables, and other texts."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the library's name
        self.messages.add(f"{node.id.name}.{node.attribute.name}" if node.attribute else node.id.name)


def _resource(path: Path) -> Any:
    resource = FluentResource(path.read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise BadTexts(f"{path}: {entry.content!r}")
    return resource


def size(mb: float) -> str:
    """Write an amount of data as people read it: in KB, MB or GB with at most two digits after the point."""
    if mb >= _MB_A_GB:
        return f"{_short(mb / _MB_A_GB)} GB"
    if 0 < mb < 1:
        return f"{_short(mb * _MB_A_GB)} KB"
    return f"{_short(mb)} MB"


def _short(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".")
