"""The API's description tells the truth: its routes, its words, and every answer to whatever is sent."""

import json
import re
import shlex
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.result import Ok

from bot.channels.web import api, requests
from bot.channels.web.requests import Problem
from bot.commands import serving
from bot.domain.card import Cause, State
from bot.domain.findings import Choose, Fixer, Status
from bot.domain.iccid import Carrier
from bot.domain.lifecycle import EventKind
from bot.domain.reply import Block, Light
from bot.errors import NotYours, SourceError
from bot.settings import Settings
from bot.texts import FluentTexts
from tests.web.clinic import NUMBERS
from tests.web.test_serving import started

DESCRIBED: dict[str, Any] = json.loads(api.OPENAPI.read_text(encoding="utf-8"))
SCHEMAS = DESCRIBED["components"]["schemas"]


# Its words


def enumerated(*path: str) -> set[object]:
    """Return the words that the schema at *path* allows."""
    found: Any = SCHEMAS
    for name in path:
        found = found[name]
    return {*found["enum"]}


def words(*kinds: type[StrEnum], and_: tuple[str, ...] = ()) -> set[object]:
    return {*and_, *(str(word) for kind in kinds for word in kind)}


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        pytest.param(("Diagnosis", "properties", "state"), words(State, and_=("unknown",)), id="states"),
        pytest.param(("Diagnosis", "properties", "carrier"), words(Carrier, and_=("unknown",)), id="carriers"),
        pytest.param(("Diagnosis", "properties", "status"), words(Status), id="statuses"),
        pytest.param(("Finding", "properties", "cause"), words(Cause), id="causes"),
        pytest.param(("Finding", "properties", "fixable_by"), words(Fixer), id="fixers"),
        pytest.param(("Choose",), words(Choose), id="how to choose"),
        pytest.param(("Event", "properties", "event"), words(EventKind), id="events"),
        pytest.param(
            ("Unavailable", "properties", "reason"),
            {kind.reason for kind in SourceError.__subclasses__()} - {NotYours.reason},
            id="reasons why no source could say",
        ),
        pytest.param(
            ("Error", "properties", "error"),
            words(Problem) - {"no_session", "no_picture"},
            id="errors, but for the page's own",
        ),
        pytest.param(("Light",), words(Light), id="lights"),
        pytest.param(("Incoming", "properties", "lang"), {*FluentTexts.load().languages, None}, id="languages"),
    ],
)
def test_the_description_has_the_codes_own_words(path: tuple[str, ...], meant: set[object]) -> None:
    assert enumerated(*path) == meant


def test_the_description_knows_every_kind_of_block() -> None:
    named = [SCHEMAS[one["$ref"].rpartition("/")[2]] for one in SCHEMAS["Block"]["oneOf"]]
    kinds = [schema["properties"]["type"] for schema in named]
    assert {name for kind in kinds for name in kind.get("enum", [kind.get("const")])} == {
        kind.__name__.lower() for kind in Block.__args__
    }


def test_the_description_has_the_apis_routes() -> None:
    described = {(path, method.upper()) for path, item in DESCRIBED["paths"].items() for method in item}
    routes = {(route.path_format, method) for route in api.ROUTES for method in (route.methods or set()) - {"HEAD"}}
    assert len(routes) > 4
    assert described == routes


def test_the_description_has_the_apis_limits() -> None:
    incoming = SCHEMAS["Incoming"]["properties"]
    assert incoming["user"]["maxLength"] == api.LONGEST_USER
    assert incoming["text"]["maxLength"] == api.LONGEST_TEXT
    longest = json.dumps({"user": "🀄" * api.LONGEST_USER, "text": "🀄" * api.LONGEST_TEXT, "lang": "zh"})
    assert len(longest) <= requests.MOST_BYTES
    responses = DESCRIBED["paths"]["/api/v1/messages"]["post"]["responses"]
    assert f"{requests.MOST_BYTES // 1024} KiB" in responses["413"]["description"]


def test_every_part_of_the_description_is_used() -> None:
    written = json.dumps(DESCRIBED)
    parts = [
        f"#/components/{kind}/{name}" for kind in ("schemas", "responses") for name in DESCRIBED["components"][kind]
    ]
    assert len(parts) > 10
    assert [part for part in parts if written.count(f'"{part}"') == 0] == []


# The page about it

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def _errors(status: str, answer: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the errors that an answer may name, with its status."""
    if "$ref" in answer:
        answer = DESCRIBED["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema = answer["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    (error,) = [part["properties"]["error"] for part in schema.get("allOf", [schema])[-1:]]
    yield from ((status, name) for name in error.get("enum", [error.get("const")]))


def test_the_page_tells_of_every_error() -> None:
    told = re.findall(r"^\| (\d{3}) \| `(\w+)` \|", PAGE, re.MULTILINE)
    answers = [
        (status, answer)
        for item in DESCRIBED["paths"].values()
        for operation in item.values()
        for status, answer in operation["responses"].items()
    ]
    described = {error for status, answer in answers if status >= "400" for error in _errors(status, answer)}
    assert len(described) > 10
    assert len(told) == len(set(told))
    assert set(told) == described | {("404", "no_such_page"), ("405", "method_not_allowed")}
    assert {name for _, name in told} == enumerated("Error", "properties", "error")


def test_the_page_tells_of_the_limits() -> None:
    rate = Settings.model_fields["rate_limit"].default
    told = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE[PAGE.index("## Limits") :], re.MULTILINE))
    assert told["messages a minute of one user"] == f"{rate} (`SIMCLINIC_RATE_LIMIT`)"
    assert told["size of a body"] == f"{requests.MOST_BYTES // 1024} KiB"
    assert told["length of `text`"] == f"{api.LONGEST_TEXT:,} characters"
    assert told["length of `user`"] == f"{api.LONGEST_USER} characters"
    assert told["time for a body to arrive"] == f"{requests.PATIENCE:.0f} seconds"
    assert f"within {serving.GRACE} seconds" in PAGE


def test_what_the_page_shows_works(where: str) -> None:
    """Every command, as it stands."""
    shown = re.findall(r"^curl (?:.+\\\n)*.+", PAGE, re.MULTILINE)
    assert len(shown) > 3
    for command in shown:
        words = shlex.split(command.replace("$SIMCLINIC_API_KEY", "x"))
        (address,) = [word for word in words if word.startswith("http")]
        headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
        body = next((words[at + 1] for at, word in enumerate(words) if word == "-d"), None)
        address = address.replace("http://127.0.0.1:8080", where)
        answer = httpx.request("POST" if body else "GET", address, headers=headers, content=body)
        assert (command, answer.status_code) == (command, 200)


# Its answers

load_all_checks()
DESCRIPTION = schemathesis.openapi.from_dict(DESCRIBED)
OPERATIONS = {found.ok().label: found.ok() for found in DESCRIPTION.get_all_operations() if isinstance(found, Ok)}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve on the demo cards, and say where."""
    with started(tmp_path_factory.mktemp("openapi"), SIMCLINIC_RATE_LIMIT="1000000") as server:
        yield f"http://{server.host}:{server.port}"


def test_every_operation_is_tried() -> None:
    assert len(OPERATIONS) == len(api.ROUTES)


SENSE, NONSENSE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@pytest.mark.parametrize(
    ("label", "mode", "examples"),
    [
        ("POST /api/v1/messages", SENSE, 60),
        ("POST /api/v1/messages", NONSENSE, 60),
        ("GET /api/v1/cards/{iccid}/diagnosis", SENSE, 100),
        ("GET /api/v1/cards/{iccid}/diagnosis", NONSENSE, 100),
        ("GET /api/v1/openapi.json", SENSE, 1),
        ("GET /healthz", SENSE, 1),
        ("GET /readyz", SENSE, 1),
    ],
)
def test_every_answer_is_as_described(where: str, label: str, mode: GenerationMode, examples: int) -> None:
    """Whatever is sent, sense or nonsense: the status, the form and the headers are described, and none is 5xx.

    What fits the description is accepted, and what does not is refused.
    """
    tried = 0

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def tries(case: schemathesis.Case[Any]) -> None:
        nonlocal tried
        assume("-02-29" not in str(case.query))  # only a calendar knows whether there is such a day
        tried += 1
        case.call_and_validate(where)

    tries()
    assert tried >= examples // 2


def test_the_demo_cards_are_answered_as_described(where: str) -> None:
    for number in NUMBERS:
        case = OPERATIONS["GET /api/v1/cards/{iccid}/diagnosis"].Case(path_parameters={"iccid": number})
        assert case.call_and_validate(where).status_code == 200


def test_messages_are_answered_as_described(where: str) -> None:
    said = (*NUMBERS, " ".join(NUMBERS[:9]), "hello", "信控停用是什么意思", "861234567890123", "898603")
    for text in said:
        body: Any = {"user": "ann", "text": text}
        case = OPERATIONS["POST /api/v1/messages"].Case(body=body, media_type="application/json")
        assert case.call_and_validate(where).status_code == 200
