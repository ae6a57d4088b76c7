"""The settings: the environment and simclinic.toml, read once, frozen. The only reader of either."""

import json
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.domain.shop import Shop
from bot.domain.words import text
from bot.errors import BadSettings

PREFIX = "SIMCLINIC_"
FILE = Path("simclinic.toml")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class TelegramSettings(BaseModel):
    """The Telegram bot; without a token there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str | None, Field(validate_default=True)] = None
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None

    @field_validator("webhook_url")
    @classmethod
    def _has_an_address(cls, url: str | None, rest: ValidationInfo) -> str | None:
        if rest.data.get("mode") == "webhook" and not (url or "").startswith(("https://", "http://")):
            raise PydanticCustomError("webhook_url", "a webhook has an address")
        return url or None

    @field_validator("webhook_secret")
    @classmethod
    def _has_a_secret(cls, secret: SecretStr | None, rest: ValidationInfo) -> SecretStr | None:
        given = secret.get_secret_value() if secret else ""
        if rest.data.get("mode") == "webhook" and not _WEBHOOK_SECRET.fullmatch(given):
            raise PydanticCustomError("webhook_secret", "a webhook has a secret")
        return secret if given else None


class Settings(BaseSettings):
    """What a deployment may set; every field's description is its line in the documentation."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", toml_file=FILE, frozen=True, extra="forbid"
    )

    database: Annotated[str, Field(description="Where the cards are kept; a fourth slash makes the path absolute.")] = (
        "sqlite:///simclinic.db"
    )
    demo: Annotated[bool, Field(description="Load the demo cards into an empty inventory.")] = False
    default_lang: Annotated[str, Field(description="The language of an answer where nothing else tells it.")] = "zh"
    timezone: Annotated[str, Field(description="The zone of all dates.")] = "Asia/Shanghai"
    rules: Annotated[str, Field(description="The rule pack that holds where no better one is known.")] = "national"
    recharge_url: Annotated[
        str | None, Field(description="Where add-ons and renewals are bought; {iccid} is the card's number.")
    ] = None
    real_name_url: Annotated[
        str | None, Field(description="Where the real-name check is done; {iccid} is the card's number.")
    ] = None
    support_contact: Annotated[
        str | None, Field(description="How to reach a person: a telephone number, an address, a name.")
    ] = None
    staff: Annotated[
        tuple[str, ...], NoDecode, Field(description='Who sees as staff: channel and user, such as ["telegram:42"].')
    ] = ()
    api_key: Annotated[SecretStr | None, Field(description="When set, the API wants it as a bearer token.")] = None
    host: Annotated[str, Field(description="Where `serve` listens.")] = "127.0.0.1"
    port: Annotated[int, Field(description="The port `serve` listens on.", ge=0, le=65535)] = 8080
    rate_limit: Annotated[
        int, Field(description="How many messages a minute one user may send; an address ten times as many.", ge=1)
    ] = 120
    log: Annotated[
        Literal["auto", "json", "text"], Field(description="How logs are written: for people or as JSON.")
    ] = "auto"
    sources: Annotated[
        tuple[str, ...], NoDecode, Field(description="Which sources are asked for a card, in this order.")
    ] = ("inventory",)
    telegram: TelegramSettings | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))

    @field_validator("staff", "sources", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        """Read a list as JSON or as words between commas."""
        if not isinstance(given, str):
            return given
        if given.lstrip().startswith("["):
            return json.loads(given)
        return [part.strip() for part in given.split(",") if part.strip()]

    @field_validator("telegram", mode="before")
    @classmethod
    def _without_a_token(cls, given: object) -> object:
        """Read an empty token, as compose files pass on what is not set, as no bot."""
        return None if isinstance(given, dict) and given.get("token") == "" else given

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error
        return name

    @field_validator("recharge_url", "real_name_url")
    @classmethod
    def _is_a_link(cls, url: str | None) -> str | None:
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("a link begins with https://")
        return url or None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def shop(self) -> Shop:
        return Shop(
            recharge_url=self.recharge_url, real_name_url=self.real_name_url, support_contact=self.support_contact
        )


_PROBLEMS = {
    "bool_parsing": "bool",
    "missing": "missing",
    "extra_forbidden": "unknown",
    "int_parsing": "number",
    "webhook_url": "webhook-url",
    "webhook_secret": "webhook-secret",
}


def load(**overrides: Any) -> Settings:
    """Read the settings. Raise BadSettings, naming the first one that is wrong and never its value."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + "__".join(part for part in first["loc"] if isinstance(part, str)).upper()
        raise BadSettings(setting=name, problem=text(f"problem-{_PROBLEMS.get(first['type'], 'value')}")) from None
    except SettingsError as error:  # its message names the field; what stands behind it quotes the value
        name = re.sub(r'.*field "(\w+)".*', r"\1", str(error)).upper()
        raise BadSettings(setting=f"{PREFIX}{name}", problem=text("problem-value")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadSettings(setting=str(FILE), problem=text("problem-toml")) from None
    except OSError:
        raise BadSettings(setting=str(FILE), problem=text("problem-unreadable")) from None


def language_hint() -> str | None:
    """Return the language that is set, if it can be read: errors about the settings are said in it, too."""
    try:
        return load().default_lang
    except BadSettings:
        return os.environ.get(f"{PREFIX}DEFAULT_LANG")


def strangers() -> list[str]:
    """Return the variables of the environment that look like settings but are none."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name.split("__")[0] not in known)


def has_screen() -> bool:
    """Say whether a window can be opened here."""
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
