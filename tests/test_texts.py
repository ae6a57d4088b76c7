"""The texts of locales/, held together: every language whole, every key used and there, every variable passed."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor
from pydantic import BaseModel

from bot import demo
from bot.domain.advice import facts_of
from bot.domain.card import Cause, State
from bot.domain.findings import Clash, Fixer, Status
from bot.domain.grouping import Trait
from bot.domain.iccid import Carrier
from bot.domain.lifecycle import EventKind
from bot.domain.numbers import Kind
from bot.domain.rules import Unit
from bot.domain.words import Clock, Day, Joined, Size, Text, text
from bot.settings import Settings
from bot.texts import FOLDER, BadTexts, FluentTexts, size
from tests.domain.builders import ADVISED, SHANGHAI, TEXTS, TODAY, diagnosed, noon, said_of

HOME = FOLDER.parent
CODE = sorted([*(HOME / "bot").rglob("*.py"), *(HOME / "handlers").rglob("*.py")])
STATIC = [path for path in (HOME / "bot/channels/web/static").glob("*") if path.suffix in {".js", ".html"}]
PAGE = "\n".join(path.read_text(encoding="utf-8") for path in STATIC)
STAFF_STATIC = [path for path in (HOME / "bot/channels/web/desk/static").glob("*") if path.suffix in {".js", ".html"}]
STAFF_PAGE = "\n".join(path.read_text(encoding="utf-8") for path in STAFF_STATIC)
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if any(path.glob("*.ftl")))


# What stands in locales/


class Parts(Visitor):
    """What a text is made of: the variables it needs, and the texts it quotes."""

    def __init__(self, pattern: Any) -> None:
        super().__init__()
        self.variables: set[str] = set()
        self.quotes: set[str] = set()
        self.visit(pattern)

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - the parser's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: Any) -> None:  # noqa: N802 - the parser's name
        self.quotes.add(node.id.name if node.attribute is None else f"{node.id.name}.{node.attribute.name}")


@cache
def texts(lang: str) -> Mapping[str, Any]:
    """Return all texts of *lang* by key, the attributes of a message as `message.attribute`."""
    found: dict[str, Any] = {}
    for path in sorted((FOLDER / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message):
                whole = {} if entry.value is None else {entry.id.name: entry.value}
                named = {f"{entry.id.name}.{each.id.name}": each.value for each in entry.attributes}
                assert not found.keys() & {*whole, *named}, f"{entry.id.name} stands twice in {lang}"
                found |= whole | named
    return found


def needs(lang: str, key: str) -> set[str]:
    """Return the variables of a text and of all that it quotes."""
    parts = Parts(texts(lang)[key])
    return parts.variables.union(*(needs(lang, quoted) for quoted in parts.quotes))


def spelt(pattern: Any) -> Iterator[str]:
    """Yield a text as it stands in the file, each of its choices apart; what is filled in is ￼."""
    whole = ""
    for element in pattern.elements:
        inside = element.value if isinstance(element, ftl.TextElement) else element.expression
        whole += inside if isinstance(inside, str) else getattr(inside, "value", "￼")
        if isinstance(inside, ftl.SelectExpression):
            for variant in inside.variants:
                yield from spelt(variant.value)
    yield whole


# What the code asks for


def template(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def named(node: ast.AST) -> Iterator[str]:
    """Yield the keys, or the templates of keys, that an argument may be."""
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.JoinedStr():
            yield template(node)
        case ast.IfExp(body=one, orelse=other):
            yield from (*named(one), *named(other))


class Asked:
    """What the code asks for: *passed* are the variables by key or template, `*` for those nobody can tell."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.passed: dict[str, set[str]] = defaultdict(set)
        self.strings: set[str] = set()
        self.templates: set[str] = set()
        for path in paths:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                self._see(node)

    def _see(self, node: ast.AST) -> None:
        match node:
            case ast.Constant(value=str(string)):
                self.strings.add(string)
            case ast.JoinedStr():
                self.templates.add(template(node))
            case ast.Assign(targets=[ast.Name(id="key")], value=ast.Constant(value=str(key))) if key.startswith(
                "error-"
            ):
                self.passed[key] |= {"*"}  # an error names its text, and whoever raises it passes the rest
            case ast.Call(
                func=ast.Name(id="text" | "Text" | "refusal"),
                args=[first, *rest],
                keywords=keywords,
            ):
                for key in named(first):
                    self.passed[key] |= {word.arg or "*" for word in keywords}.union(*map(_passed, rest))
            case ast.Call(func=ast.Name(id="Joined"), args=[_, by]):
                for key in named(by):
                    self.passed[key] |= set()


def _passed(args: ast.expr) -> set[str]:
    match args:
        case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) for key in keys):
            return {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return {"*"}


ASKED = Asked(CODE)
WORDS = tomllib.loads((FOLDER / "zh/words.toml").read_text(encoding="utf-8"))
CARRYING = ("testing", "unused", "active", "partial")
FACTS = facts_of(
    diagnosed(state=State.STOPPED, plan_expires_on=TODAY, quota_mb=1.0, used_mb=1.0, test_used_mb=1.0)
).keys() | {"wait", "link", "cancel_days"}
"""What every text about a card may use."""


def _settings(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *getattr(field.annotation, "__args__", ()))
        groups = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        yield from (key for group in groups for key in _settings(group, f"{prefix}{name}-"))
        yield from [] if groups else [f"{prefix}{name}"]


def _explained() -> Iterator[str]:
    for term in WORDS["terms"].keys() - {"nothing"}:
        kind = "state" if term in set(State) else "cause" if term in set(Cause) else "term"
        yield from (f"{kind}-{term}.{part}" for part in ("title" if kind == "cause" else "name", "about", "way"))


def _page(page: str) -> Iterator[str]:
    yield from re.findall(r'(?:say\(|data-(?:say|label|hint)=)"([a-z-]+)"', page)


EVERY: dict[str, Iterable[str]] = {
    "cause-": [
        *(f"cause-{cause}.{part}" for cause in Cause for part in ("title", "short")),
        *(f"cause-{cause}.why" for cause in Cause if cause is not Cause.CONFLICT),  # its clashes say why, and what
        *(f"cause-{name}.verdict" for name in ADVISED if not name.startswith("conflict")),
        *(f"cause-{name}.{part}" for name in ADVISED for part in ("steps", "plan")),
        *(key for key in _explained() if key.startswith("cause-")),
    ],
    "clash-": [f"clash-{clash}.{part}" for clash in Clash for part in ("verdict", "why")],
    "state-": [
        *(f"state-{state}.{part}" for state in State for part in ("name", "about", "way")),
        *(f"state-{state}.{part}" for state in CARRYING for part in ("verdict", "next")),
        *(f"state-{state}.verdict-soon" for state in CARRYING if state != "active"),
        "state-active.verdict-unsure",
    ],
    "term-": [key for key in _explained() if key.startswith("term-")],
    "event-": [f"event-{kind}" for kind in EventKind if kind is not EventKind.CYCLE_END],
    "wait-": [f"wait-{unit}" for unit in Unit],
    "carrier-": [f"carrier-{carrier}" for carrier in (*Carrier, "unknown")],
    "month-": [f"month-{month}" for month in range(1, 13)],
    "number-": [f"number-{kind}" for kind in Kind if kind not in {Kind.ICCID, Kind.MSISDN}],
    "button-": [
        f"button-{name}" for name in ["quota", "quota_low", "credit", "plan_expired", "plan_expiring", "real_name"]
    ],
    "setting-": _settings(Settings, "setting-"),
    "page-": [
        *(f"page-{name}" for name in _page(PAGE)),
        *(f"page-group-{card.notes[demo.MARK]}" for card in demo.cards(noon(TODAY))),
    ],
    "bulk-fixer-": [f"bulk-fixer-{fixer}" for fixer in Fixer],
    "bulk-most-": [f"bulk-most-{trait}" for trait in Trait],
    "bulk-plan-": [f"bulk-plan-{cause}" for cause in (*Cause, "nothing")],
    "bulk-status-": [f"bulk-status-{status}" for status in Status],
    "staffpage-": [f"staffpage-{name}" for name in _page(STAFF_PAGE)],
}
"""The keys that the code puts together: by how they begin, all that there are. Any other key stands in it as a word."""
KEYS = {key for keys in map(list, EVERY.values()) for key in keys}


def gaps(key: str, made: str) -> tuple[str, ...] | None:
    """Return what stands in the gaps of the template *made* if it makes *key*."""
    found = re.fullmatch(re.escape(made).replace(r"\{\}", "([a-z0-9_-]*?)"), key)
    return None if found is None else found.groups()


def may_make(made: str, key: str) -> bool:
    """Say whether the template *made* makes *key* with numbers or words of the code in its gaps."""
    words = gaps(key, made)
    return words is not None and all(word.isdecimal() or word in ASKED.strings for word in words)


def is_used(key: str) -> bool:
    if key in KEYS or key in ASKED.strings:
        return True
    if key.startswith("page-"):
        name = key.removeprefix("page-")
        return f'"{name}"' in PAGE or f"{name.rpartition('-')[0]}-${{" in PAGE
    return not key.startswith(tuple(EVERY)) and any(may_make(made, key) for made in ASKED.templates)


# The languages


def test_the_texts_are_found() -> None:
    assert LANGUAGES == ["en", "zh"]
    assert len(texts("zh")) > 200
    assert len(CODE) > 40
    assert len(ASKED.passed) > 100
    assert len(KEYS) > 200
    assert len(PAGE) > 1000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_is_parsed_whole(lang: str) -> None:
    for path in sorted((FOLDER / lang).glob("*.ftl")):
        body = FluentParser().parse(path.read_text(encoding="utf-8")).body
        assert [entry.content for entry in body if isinstance(entry, ftl.Junk)] == []


def test_every_language_has_the_same_files_and_the_same_texts() -> None:
    files = [{path.name for path in (FOLDER / lang).iterdir()} for lang in LANGUAGES]
    assert files[0] == files[1]
    assert texts("en").keys() ^ texts("zh").keys() == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_text_quotes_is_there(lang: str) -> None:
    quoted = {quote for pattern in texts(lang).values() for quote in Parts(pattern).quotes}
    assert quoted - texts(lang).keys() == set()
    assert len(quoted) > 10


# The code and the texts


def test_no_text_is_missing() -> None:
    asked = {key for key in ASKED.passed if "{}" not in key}
    heads = {key.partition("-")[0] for key in asked | texts("zh").keys()}
    # Keys that stand in tables and are asked for through a variable: they are told by how they look.
    looks = {word for word in ASKED.strings if re.fullmatch(r"[a-z_]+(-[a-z0-9_]+)+(\.[a-z-]+)?", word)}
    asked |= {word for word in looks if word.partition("-")[0] in heads}
    assert sorted((asked | KEYS) - texts("zh").keys()) == []


def test_every_template_makes_some_key() -> None:
    made = [key for key in ASKED.passed if "{}" in key]
    assert [each for each in made if all(gaps(key, each) is None for key in texts("zh"))] == []
    assert len(made) > 20


def test_no_text_is_unused() -> None:
    quoted = {quote for lang in LANGUAGES for pattern in texts(lang).values() for quote in Parts(pattern).quotes}
    assert sorted(key for key in texts("zh").keys() - quoted if not is_used(key)) == []


def foreign(key: str) -> set[str]:
    """Return the variables of a text that nobody passes to it."""
    calls = [passed for made, passed in ASKED.passed.items() if gaps(key, made) is not None]
    passed, (zh, en) = set().union(*calls), (needs(lang, key) for lang in ("zh", "en"))
    if calls and "*" not in passed:
        return (zh | en) - passed
    return (zh | en) - FACTS if zh <= FACTS else zh ^ en


def test_no_fact_of_a_card_is_gathered_in_vain() -> None:
    about_cards = [key for key in texts("zh") if key.startswith(("cause-", "clash-", "state-", "usage-"))]
    assert sorted(FACTS - set().union(*(needs("zh", key) | needs("en", key) for key in about_cards))) == []


def test_a_text_uses_only_what_it_is_given() -> None:
    assert {key: foreign(key) for key in texts("zh") if foreign(key)} == {}


# The port


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        pytest.param("8986 1", "8986 1", "8986 1", id="a string is shown as it is"),
        pytest.param(text("say-person"), "找人工", "Talk to a person", id="a text"),
        pytest.param(Text("state-active.name"), "使用中", "in use (使用中)", id="an attribute of a text"),
        pytest.param(Joined(("a", "b"), "join-events"), "a；b", "a; b", id="texts joined"),
        pytest.param(text("fresh-today", time="9"), "数据到今天 9", "data up to today, 9", id="a variable"),
        pytest.param(
            text("fresh-day", day=Day(date(2026, 11, 30)), time=Clock(datetime(2026, 11, 30, 9, 5, tzinfo=SHANGHAI))),
            "数据到 11月30日 09:05",
            "data up to 30 Nov, 09:05",
            id="a date and a time",
        ),
        pytest.param(
            text("fresh-day", day=Day(date(2027, 3, 1), with_year=True), time=text("end-of-day")),
            "数据到 2027年3月1日 24:00",
            "data up to 1 Mar 2027, end of day",
            id="a date of another year, and a text within a text",
        ),
        pytest.param(text("wait-lag", days=1), "一般 1 天内", "usually within 1 day", id="one day"),
        pytest.param(text("wait-lag", days=3), "一般 3 天内", "usually within 3 days", id="several days"),
        pytest.param(
            text("usage-line-total", used=Size(100.3), quota=Size(1024)),
            "套餐一共 1 GB，用了 100.3 MB。",
            "Used 100.3 MB of 1 GB, the plan's whole life.",
            id="amounts of data",
        ),
    ],
)
def test_words_are_said_in_each_language(words: Any, zh: str, en: str) -> None:
    assert (TEXTS.say(words, "zh"), TEXTS.say(words, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        pytest.param(text("no-such-text"), "zh", id="an unknown key"),
        pytest.param(Text("state-active.smell"), "zh", id="an unknown attribute"),
        pytest.param(text("state-active"), "zh", id="a message that has only attributes"),
        pytest.param(text("fresh-today"), "zh", id="a variable that nobody passed"),
        pytest.param(text("say-person"), "fr", id="a language that there is not"),
    ],
)
def test_what_cannot_be_said_is_an_error_and_never_a_name(words: Text, lang: str) -> None:
    with pytest.raises(KeyError):
        TEXTS.say(words, lang)


def test_a_family_is_all_texts_that_begin_alike() -> None:
    assert TEXTS.family("choice-", "zh") == {"1": "办法一", "2": "办法二", "3": "办法三"}


@pytest.mark.parametrize(
    ("mb", "expected"),
    [
        (0.0, "0 MB"),
        (0.02, "20.48 KB"),
        (0.5, "512 KB"),
        (1.0, "1 MB"),
        (99.999, "100 MB"),
        (100.3, "100.3 MB"),
        (312.25, "312.25 MB"),
        (1023.0, "1023 MB"),
        (1024.0, "1 GB"),
        (1536.0, "1.5 GB"),
    ],
)
def test_an_amount_is_written_as_people_read_it(mb: float, expected: str) -> None:
    assert size(mb) == expected


def test_a_file_that_the_parser_would_skip_in_part_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh/texts.ftl").write_text("good = 好\n* lost\n", encoding="utf-8")
    with pytest.raises(BadTexts, match=r"texts\.ftl.*lost"):
        FluentTexts.load(tmp_path).read_all()


def test_what_is_shipped_can_be_read() -> None:
    assert FluentTexts.load().read_all().languages == ("en", "zh")


def test_only_folders_with_texts_are_languages(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "en/texts.ftl").write_text("good = good\n", encoding="utf-8")
    assert FluentTexts.load(tmp_path).languages == ("en",)


# How it reads

HAN = "[㐀-鿿]"
WRONG_IN_CHINESE = {
    "a formal “you”": "您",
    "an exclamation mark": "[!！]",
    "a straight quote": f'{HAN}"|"{HAN}',
    "half-width punctuation after a sign": rf"{HAN}[,;:?()]|{HAN}\.(?![\w])|[,;:?(]{HAN}",
    "no space between a sign and Latin": f"{HAN}[A-Za-z]|[A-Za-z]{HAN}",
    "no space between a sign and a number": f"(?![年月至]){HAN}[0-9]|[0-9](?![年月日]){HAN}",
    "a space inside a date": "[0-9] [月日]",
    "two spaces": "  ",
}
WRONG_IN_ENGLISH = {
    "an exclamation mark": "[!！]",
    "courtesy": "(?i)please kindly|kindly",
    "full-width punctuation": "[，。；：？！（）]",
    "a space before punctuation": " [,.;:?]",
    "two spaces": "  ",
}


def wrong(said: str, rules: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the lines of *said*, and where."""
    return [f"{name}: {line}" for line in said.splitlines() for name, rule in rules.items() if re.search(rule, line)]


@pytest.mark.parametrize(("lang", "rules"), [("zh", WRONG_IN_CHINESE), ("en", WRONG_IN_ENGLISH)])
def test_a_text_is_set_as_its_language_wants(lang: str, rules: Mapping[str, str]) -> None:
    found = {key: wrong("\n".join(spelt(pattern)), rules) for key, pattern in texts(lang).items()}
    assert {key: lines for key, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("lang", "rules"), [("zh", WRONG_IN_CHINESE), ("en", WRONG_IN_ENGLISH)])
def test_an_answer_with_all_its_facts_is_set_so_as_well(lang: str, rules: Mapping[str, str]) -> None:
    facts = {"quota_mb": 100.0, "used_mb": 100.3, "plan_expires_on": date(2027, 3, 31)}
    found = {name: wrong(said_of(diagnosed(**{**facts, **said}), lang), rules) for name, said in ADVISED.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_an_english_headline_names_the_chinese_term_in_brackets_once() -> None:
    headlines = [key for key in texts("en") if key.endswith((".verdict", ".title", ".name"))]
    lines = {key: "\n".join(spelt(texts("en")[key])).splitlines() for key in headlines}
    twice = rf"\([^)]*{HAN}[^)]*\).*\([^)]*{HAN}[^)]*\)"
    bare = rf"^[^(]*{HAN}|\)[^(]*{HAN}"
    assert {
        key: found for key, found in lines.items() if any(re.search(f"{twice}|{bare}", line) for line in found)
    } == {}
    assert len(headlines) > 100
