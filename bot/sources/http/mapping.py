"""The mapping of an in-house API, as its operator writes it: where its answers say what, and what its codes mean."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from bot.domain.card import REPORTED, Cause, Pool, QuotaPeriod, RealName, State
from bot.domain.iccid import Carrier
from bot.domain.words import text
from bot.errors import BadSettings
from bot.sources.tables import ERRORS, NOT_FOUND

SETTING = "SIMCLINIC_HTTP__MAPPING"
NO_CAUSE = "none"
"""What a code means that stands in the place of a cause and names none."""
EPOCHS = {"seconds": 1, "milliseconds": 1000}
"""Ways to write a time as a number since 1970: how many of them are a second."""

FieldName = Literal[
    "iccid",
    "msisdn",
    "imsi",
    "carrier",
    "state",
    "causes",
    "opened_on",
    "test_months",
    "test_used_mb",
    "activated_on",
    "plan",
    "quota_mb",
    "used_mb",
    "quota_period",
    "plan_expires_on",
    "stopped_on",
    "real_name",
    "bound_imei",
    "current_imei",
    "online",
    "last_seen",
    "auto_renew",
    "pool",
    "auto_resume",
    "as_of",
]
"""The fields of a card that an API may tell."""
_SOME_DAY = datetime(2026, 11, 23, 10, 15, 30, tzinfo=UTC)


def _steps(place: object) -> object:
    """Read a place such as `data.cards.0.status`."""
    if not isinstance(place, str) or not all(place.split(".")):
        raise ValueError("no place")
    return tuple(int(step) if step.isascii() and step.isdigit() else step for step in place.split("."))


def _reported(cause: Cause) -> Cause:
    if cause not in REPORTED:
        raise ValueError("a diagnosis finds this out by itself")
    return cause


def _meaning(word: str) -> str:
    if word not in {*ERRORS, NOT_FOUND}:
        raise ValueError("no such error")
    return word


def _form(form: str) -> str:
    """Check that a day survives being written in *form* and read again."""
    if form in EPOCHS:
        return form
    if datetime.strptime(_SOME_DAY.strftime(form), form).date() != _SOME_DAY.date():  # noqa: DTZ007 - only its date counts
        raise ValueError("not a whole day")
    return form


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (OSError, KeyError, ValueError):
        raise ValueError("no such time zone") from None


Place = Annotated[tuple[str | int, ...], BeforeValidator(_steps)]
Reported = Annotated[Cause, AfterValidator(_reported)]
Unit = Literal["B", "KB", "MB", "GB", "TB"]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, arbitrary_types_allowed=True, allow_inf_nan=False
    )


class About(_Part):
    carriers: frozenset[Carrier] = frozenset()
    zone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Asia/Shanghai")


class Places(_Part):
    """Where an answer says that it is one. Without a *code* the HTTP status alone tells."""

    card: Place = ()
    code: Place | None = None
    success: frozenset[str] = frozenset()
    request_id: Place | None = None
    empty: Literal["not_found", "bad_answer"] = "bad_answer"
    """What a successful answer without a card means."""

    @model_validator(mode="after")
    def _success_is_known(self) -> Self:
        if self.code is not None and not self.success:
            raise PydanticCustomError("no_success", "a code, and none that means success")
        return self


class Means(_Part):
    state: State | None = None
    causes: frozenset[Reported] = frozenset()


class Mapping(_Part):
    """All that an operator says of an API. Codes are text: 01 is not 1."""

    platform: About = About()
    answer: Places = Places()
    tells: dict[FieldName, Place]
    states: Annotated[dict[str, Means], Field(min_length=1)]
    causes: dict[str, Reported | Literal["none"]] = {}
    real_names: dict[str, RealName] = {}
    carriers: dict[str, Carrier] = {}
    pools: dict[str, Pool] = {}
    periods: dict[str, QuotaPeriod] = {}
    flags: dict[str, bool] = {}
    units: dict[FieldName, Unit] = {}
    dates: dict[FieldName, Annotated[str, AfterValidator(_form)]] = {}
    errors: dict[str, Annotated[str, AfterValidator(_meaning)]] = {}

    @model_validator(mode="after")
    def _state_has_a_place(self) -> Self:
        if "state" not in self.tells:
            raise PydanticCustomError("no_state", "nothing says where the state stands")
        return self


_PROBLEMS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "literal_error": "unknown",
    "enum": "unknown",
    "no_state": "no-state",
    "no_success": "no-success",
}


def load(path: Path) -> Mapping:
    """Read the mapping file at *path*. Raise BadSettings, naming the first place that is wrong."""
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise BadSettings(setting=SETTING, problem=text("problem-unreadable")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadSettings(setting=SETTING, problem=text("problem-toml")) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"] if step != "[key]")
        kind = _PROBLEMS.get(first["type"], "value")
        raise BadSettings(setting=SETTING, problem=text(f"problem-mapping-{kind}", where=where)) from None
