"""What China Telecom's CMP answers to each question, as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.card import Cause, Facet, RealName
from bot.domain.spelling import fold
from bot.errors import BadAnswer
from bot.sources.reading import CHINA, at, day, first, items, plain, word
from bot.sources.tables import Standing, Table
from bot.sources.telecom_cmp.client import GOOD, code_of

_UNKNOWN = Standing(None)
_NO_PERSON = "null"


@dataclass(frozen=True, slots=True)
class Product:
    """What prodInstQuery tells; *blocked* is the platform's word for whether data is cut off."""

    status: str | None = None
    standing: Standing = _UNKNOWN
    plan: str | None = None
    blocked: str | None = None
    causes: frozenset[Cause] = frozenset()


@dataclass(frozen=True, slots=True)
class Registration:
    """What realNameQueryIot tells; the person's number is looked at, and not kept."""

    code: str | None = None
    real_name: RealName | None = None
    activated_on: date | None = None


def product(answer: Any, table: Table) -> Product:
    """Read prodInstQuery. Raise BadAnswer when it holds no product."""
    found = at(answer, "result", "prodInfos")
    if not isinstance(found, dict):
        raise BadAnswer(table.name, "prodInfos")
    status = plain(word(found, "prodStatusName"))
    blocked, means = _blocked(found, table), table.more["block"]
    return Product(
        status=status,
        standing=table.names.get(fold(status or ""), _UNKNOWN),
        plan=plain(word(found, "productName")),
        blocked=blocked,
        causes=frozenset(map(Cause, means["causes"] if blocked == means["yes"] else ())),
    )


def _blocked(found: Any, table: Table) -> str | None:
    attributes = (each for function in items(found, "funProdInfos") for each in items(function, "attrInfos"))
    named = (each for each in attributes if (word(each, "attrName") or "").startswith(table.more["block"]["name"]))
    return first(word(each, "attrValue") for each in named)


def unclear(told: Product, table: Table) -> Iterator[Facet]:
    """Yield what prodInstQuery should have told and did not, or in a word that no table has."""
    if told.blocked not in {table.more["block"]["yes"], table.more["block"]["no"]}:
        yield Facet.BLOCK
    if fold(told.status or "") not in table.names:
        yield Facet.CAUSES


def registration(answer: Any, table: Table) -> Registration:
    """Read realNameQueryIot."""
    code = code_of(answer)
    person = word(answer, "RESULT", "certNumber") not in {None, _NO_PERSON}
    return Registration(
        code=code,
        real_name=table.real_names.get(code or "") if person else None,
        activated_on=day(word(answer, "RESULT", "activeTime"), CHINA) if code in GOOD else None,
    )
