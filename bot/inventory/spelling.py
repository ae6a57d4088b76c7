"""How headers and the words of a table are compared: whatever their case, width, spaces or script."""

import re
import unicodedata

_TRADITIONAL = (
    "號碼開戶測試態狀運營電聯動廣靜機銷綁換實異達斷網區審無線離單檔統續費復複"
    "間時後據數類則規週當認證關閉啟啓個總預稱屬臺國節詳選"
)
_SIMPLIFIED = (
    "号码开户测试态状运营电联动广静机销绑换实异达断网区审无线离单档统续费复复"
    "间时后据数类则规周当认证关闭启启个总预称属台国节详选"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_GAPS = re.compile(r"[_\-*:·]+")
_DASHES = "-‐‑‒–—―"


def tight(text: str) -> str:
    """Return *text* in lower case, half-width and simplified, without spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_TO_SIMPLIFIED)


def plain(text: str) -> str:
    """Return *text* as names are compared: tight, and without dashes, underscores and the like."""
    return _GAPS.sub("", tight(text))


def without_dashes(text: str) -> str:
    """Return *text*, tight, without the dashes around it."""
    return tight(text).strip(_DASHES)
