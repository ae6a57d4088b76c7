"""What China Telecom's CMP answers to each question, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.card import Cause, RealName
from bot.domain.spelling import fold
from bot.errors import BadAnswer
from bot.sources.reading import CHINA, at, day, digits, items, megabytes, moment, plain, word
from bot.sources.tables import Standing, Table
from bot.sources.telecom_cmp.client import GOOD, code_of

_UNKNOWN = Standing(None)
_NO_PERSON = "null"


@dataclass(frozen=True, slots=True)
class Product:
    """What prodInstQuery tells; *blocked* is None where the card has nothing that could tell, or says it unreadably."""

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


@dataclass(frozen=True, slots=True)
class Session:
    """What getOnlineStatus tells."""

    imsi: str | None = None
    imei: str | None = None
    online: bool | None = None
    last_seen: datetime | None = None


def product(answer: Any, table: Table) -> Product:
    """Read prodInstQuery. Raise BadAnswer when it holds no product."""
    found = at(answer, "result", "prodInfos")
    if not isinstance(found, dict):
        raise BadAnswer(table.name, "prodInfos")
    status = plain(word(found, "prodStatusName"))
    blocked, causes = _block(found, table)
    return Product(
        status=status,
        standing=table.names.get(fold(status or ""), _UNKNOWN),
        plan=plain(word(found, "productName")),
        blocked=blocked,
        causes=causes,
    )


def _block(found: Any, table: Table) -> tuple[str | None, frozenset[Cause]]:
    for function in items(found, "funProdInfos"):
        for attribute in items(function, "attrInfos"):
            means = table.more["block"]
            if not (word(attribute, "attrName") or "").startswith(means["name"]):
                continue
            value = word(attribute, "attrValue")
            if value not in {means["yes"], means["no"]}:
                raise BadAnswer(table.name, "attrValue")
            return value, frozenset(map(Cause, means["causes"] if value == means["yes"] else ()))
    return None, frozenset()


def used_mb(answer: Any, table: Table) -> float:
    """Read queryTraffic. Raise BadAnswer when it holds no amount of data."""
    used = megabytes(word(at(answer, "NEW_DATA_TICKET_QRsp") or answer, "TOTAL_BYTES_CNT"))
    if used is None:
        raise BadAnswer(table.name, "TOTAL_BYTES_CNT")
    return used


def registration(answer: Any, table: Table) -> Registration:
    """Read realNameQueryIot."""
    code = code_of(answer)
    person = word(answer, "RESULT", "certNumber") not in {None, _NO_PERSON}
    return Registration(
        code=code,
        real_name=table.real_names.get(code or "") if person else None,
        activated_on=day(word(answer, "RESULT", "activeTime"), CHINA) if code in GOOD else None,
    )


def session(answer: Any, table: Table) -> Session:
    """Read getOnlineStatus. Raise BadAnswer when it does not describe a session."""
    described = at(answer, "description")
    if not isinstance(described, dict):
        raise BadAnswer(table.name, "description")
    return Session(
        imsi=digits(word(described, "imsi"), 15),
        imei=digits(word(described, "imei"), 14, 15, 16),
        online=table.more["sessions"].get(word(described, "acctStatusType")),
        last_seen=moment(word(described, "eventTimestamp"), CHINA),
    )
