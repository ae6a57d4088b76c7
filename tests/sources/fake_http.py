"""A reseller's in-house API, as the example in docs/sources-http.md has it."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from tests.documents import ROOT
from tests.loopback import Answered, Asked
from tests.sources.serving import Json, Serving, as_json

KEY = "in-house-secret 钥匙"
DOCUMENT = (ROOT / "docs" / "sources-http.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "example" / "in-house.toml"


def block(kind: str) -> str:
    """Return the document's example of this kind."""
    found: list[str] = re.findall(rf"```{kind}\n(.*?)```", DOCUMENT, re.DOTALL)
    return found[0]


ANSWER: Json = json.loads(block("json"))


class FakeHttp(Serving):
    """Holds one card; *overrides* of "card" are given in place of it."""

    def __init__(self) -> None:
        super().__init__()
        self.card: Json = ANSWER["data"]["card"]

    def heard(self, asked: Asked) -> tuple[str, Json]:
        return "card", {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}

    def problem(self, asked: Asked, params: Json) -> Answered | None:
        del params
        known = asked.headers.get("x-key", "").encode("latin-1").decode() == KEY
        return None if known else as_json({"code": "E401", "traceId": "T-2", "msg": "no"}, 401)

    def told(self, call: str, params: Json) -> Answered:
        del call
        numbers = {"no": self.card["iccid"], "tel": self.card["sim"]["number"].removeprefix("86")}
        if not params.items() & numbers.items():
            return as_json({"code": 1001, "traceId": "T-3"})
        return as_json({**ANSWER, "data": {"card": self.card}})
