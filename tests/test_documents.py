"""The documents tell the truth."""

import re
from pathlib import Path

import pytest

from bot.inventory.columns import HEADERS
from tests.documents import READMES, ROOT, SOURCES, filled, sources_filled

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize("lang", READMES)
def test_readme_shows_what_the_program_says(lang: str) -> None:
    """Run `python -m tests.documents` when this fails."""
    assert READMES[lang].read_text(encoding="utf-8") == filled(lang)


def test_what_the_platforms_tell_is_what_their_tables_say() -> None:
    """Run `python -m tests.documents` when this fails."""
    assert SOURCES.read_text(encoding="utf-8") == sources_filled()


def test_every_link_between_the_documents_leads_somewhere() -> None:
    links = [
        (path, target)
        for path in DOCUMENTS
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    ]
    assert len(links) > 10
    assert [str(path) for path, target in links if not (path.parent / target).exists()] == []


def test_every_column_is_described() -> None:
    described = (ROOT / "docs" / "inventory.md").read_text(encoding="utf-8")
    assert [name for name in HEADERS if name not in described] == []


def test_the_project_speaks_of_itself_alone() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in _tracked()}
    assert len(texts) > 50
    shared = "../" + "shared"
    assert [str(path) for path, text in texts.items() if shared in text] == []


def _tracked() -> list[Path]:
    folders = ("bot", "handlers", "locales", "docs", "tests", "benches")
    kinds = {".py", ".ftl", ".toml", ".md", ".sql", ".json", ".js", ".css", ".html"}
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
