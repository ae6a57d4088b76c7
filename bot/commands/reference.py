"""`settings`: every setting, its default and what it is for; the tables in the README files are made with it."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from bot.commands.speaking import say
from bot.domain.words import text
from bot.settings import PREFIX, Settings


def table(lang: str | None) -> str:
    """Return the settings as a Markdown table."""
    head = [say(text(f"settings-{column}"), lang) for column in ("name", "default", "meaning")]
    rows = [
        [f"`{name}`", f"`{default}`" if default else "–", say(text(key), lang)]
        for name, default, key in _settings(Settings, PREFIX, "setting-")
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * 3, *rows])


def _settings(model: type[BaseModel], prefix: str, key: str) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        inner = _group(field.annotation)
        if inner is not None:
            yield from _settings(inner, f"{prefix}{name.upper()}__", f"{key}{name}-")
        else:
            yield f"{prefix}{name.upper()}", _shown(field.default), f"{key}{name}"


def _group(annotation: Any) -> type[BaseModel] | None:
    """Return the model behind a group of settings, which is optional as a whole."""
    for kind in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return ",".join(default)
    return "" if default is None or repr(default) == "PydanticUndefined" else str(default)
