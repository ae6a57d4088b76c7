"""Who may import whom: the arrows of the architecture, held."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
FILES = {
    ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path
    for top in ("bot", "handlers")
    for path in sorted((HOME / top).rglob("*.py"))
}
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in FILES.items()}

ARROWS = {
    "domain": set(),
    "errors": {"domain"},
    "ports": {"domain"},
    "handlers": {"ports", "errors", "domain"},
    "inbox": {"ports", "errors", "domain"},
    "noting": {"ports", "errors", "domain"},
    "retention": {"ports", "errors", "domain"},
    "channels": {"ports", "errors", "domain"},
    "desk": {"ports", "errors", "domain"},
    "sources": {"settings", "ports", "errors", "domain"},
    "store": {"ports", "errors", "domain"},
    "inventory": {"store", "ports", "errors", "domain"},
    "bulk": {"inventory", "ports", "errors", "domain"},
    "texts": {"domain", "errors"},
    "lexicon": {"domain", "errors"},
    "rules": {"domain", "errors"},
    "demo": {"domain", "errors"},
    "settings": {"domain", "errors"},
    "__main__": {"cli"},
}
"""Each room and the rooms it may look into."""

JOINING = {"app", "cli", "commands", "platforms"}
"""The rooms that join the others, and that no other looks into."""

SHARED = {
    "bot.channels.plain",
    "bot.channels.wire",
    "bot.sources.around",
    "bot.sources.asking",
    "bot.sources.china_telecom",
    "bot.sources.merging",
    "bot.sources.reading",
    "bot.sources.remembering",
    "bot.sources.tables",
}
"""The siblings that the others of their room share."""

PURE = {"domain", "errors", "ports", "handlers"}
"""The rooms that stand on the standard library alone."""

OUTSIDE = {"os", "io", "pathlib", "random", "secrets", "time", "asyncio", "socket", "sqlite3", "logging", "threading"}
"""What of the standard library has a clock, chance or a world of its own."""


def room(module: str) -> str:
    """Return the room a module stands in: a package or module of `bot`, or `handlers`."""
    return module.removeprefix("bot.").partition(".")[0]


def imported(module: str) -> Iterator[str]:
    """Yield every module that *module* imports."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in FILES else str(node.module) for name in inner)


OURS = [(module, other) for module in FILES for other in imported(module) if other in FILES and other != "bot"]


def test_the_rooms_are_found() -> None:
    assert len(FILES) > 40
    assert len(OURS) > 200
    assert {room(module) for module in FILES} - {"bot"} <= ARROWS.keys() | JOINING
    assert {"domain", "handlers", "channels", "store", "sources"} <= {room(module) for module in FILES}


@pytest.mark.parametrize("name", sorted(ARROWS))
def test_a_room_looks_only_where_it_may(name: str) -> None:
    looks = {(module, other) for module, other in OURS if room(module) == name and room(other) != name}
    assert sorted(pair for pair in looks if room(pair[1]) not in ARROWS[name]) == []


@pytest.mark.parametrize("name", ["channels", "sources"])
def test_a_sibling_does_not_look_at_its_sibling(name: str) -> None:
    def sibling(module: str) -> str:
        return ".".join(module.split(".")[:3])

    looks = [(module, other) for module, other in OURS if room(module) == room(other) == name and other.count(".") > 1]
    assert [pair for pair in looks if sibling(pair[1]) not in {sibling(pair[0]), *SHARED}] == []


@pytest.mark.parametrize("name", sorted(PURE))
def test_a_pure_room_stands_on_the_standard_library(name: str) -> None:
    outside = {(each, other) for each in FILES if room(each) == name for other in imported(each) if other not in FILES}
    assert sorted(pair for pair in outside if pair[1].split(".")[0] not in sys.stdlib_module_names) == []


def test_the_domain_has_no_clock_no_chance_and_no_world() -> None:
    domain = [module for module in FILES if room(module) == "domain"]
    assert [(module, other) for module in domain for other in imported(module) if other.split(".")[0] in OUTSIDE] == []
    called = {node.func for module in domain for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)}
    names = {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in called}
    assert names & {"now", "today", "utcnow", "open", "print", "input"} == set()
    assert len(names) > 100


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and node.names[0].name in {"environ", "getenv"})
    }
    assert readers == {"bot.settings"}


def test_no_module_is_named_for_nothing() -> None:
    names = {part for module in FILES for part in module.split(".")}
    assert (
        names & {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "core"} == set()
    )
