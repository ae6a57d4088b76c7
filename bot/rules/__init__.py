"""The rule packs: one TOML a supplier, each value with its source and the date it was read."""

import tomllib
from pathlib import Path

from bot.domain.rules import NotARulePack, RulePack, parse
from bot.errors import BadRules

FOLDER = Path(__file__).parent


def load(folder: Path = FOLDER) -> dict[str, RulePack]:
    """Read every pack of *folder*, by name. Raise BadRules, naming file and field, where one is not complete."""
    packs: dict[str, RulePack] = {}
    for path in sorted(folder.glob("*.toml")):
        _load(path, packs)
    return packs


def _load(path: Path, packs: dict[str, RulePack]) -> RulePack:
    name = path.stem
    if name in packs:
        return packs[name]
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        parent = _load(path.with_name(f"{data['extends']}.toml"), packs) if "extends" in data else None
        packs[name] = parse(name, data, parent)
    except (NotARulePack, tomllib.TOMLDecodeError, OSError, KeyError) as error:
        raise BadRules(file=path.name, field=str(error)) from error
    except RecursionError as error:
        raise BadRules(file=path.name, field="extends") from error
    return packs[name]
