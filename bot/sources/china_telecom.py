"""What both of China Telecom's platforms answer alike, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.iccid import Iccid
from bot.errors import BadAnswer
from bot.sources.reading import CHINA, at, card_number, digits, items, megabytes, moment, telephone, word
from bot.sources.tables import Table

SPELT = 19
"""How many characters of a card number the platforms want."""


@dataclass(frozen=True, slots=True)
class Session:
    """What getOnlineStatus tells."""

    imsi: str | None = None
    imei: str | None = None
    online: bool | None = None
    last_seen: datetime | None = None


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


def used_mb(answer: Any, table: Table) -> float:
    """Read queryTraffic. Raise BadAnswer when it holds no amount of data."""
    used = megabytes(word(at(answer, "NEW_DATA_TICKET_QRsp") or answer, "TOTAL_BYTES_CNT"))
    if used is None:
        raise BadAnswer(table.name, "TOTAL_BYTES_CNT")
    return used


def listed(answer: Any, number: str, table: Table) -> Iccid | None:
    """Read out of getSIMList which card has the telephone *number*, None for none. Raise BadAnswer for other cards."""
    rows = at(answer, "description", "simList")
    if answer is None or rows == []:
        return None
    for row in items(rows):
        iccid = card_number(word(row, "iccid"))
        if iccid is not None and telephone(word(row, "accNumber")) == number:
            return iccid
    raise BadAnswer(table.name, "simList")


def status_codes(status: Any) -> list[str | None]:
    """Return the main status of each of a card's products."""
    return [word(each, "productMainStatusCd") for each in items(status, "productInfo")]
