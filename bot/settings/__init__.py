"""The settings: the environment and simclinic.toml, read once, frozen. The only reader of either."""

import json
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.domain.hours import parse
from bot.domain.shop import Shop
from bot.domain.words import text
from bot.errors import BadSettings
from bot.settings.platforms import (
    AliyunSettings,
    CtwingSettings,
    HttpSettings,
    JasperSettings,
    OnelinkSettings,
    TelecomCmpSettings,
    UnicomCmpSettings,
)
from bot.settings.telegram import TelegramSettings
from bot.settings.wechat import WechatSettings

PREFIX = "SIMCLINIC_"
FILE = Path("simclinic.toml")

_ACCOUNTS = {
    "telegram": "token",
    "wechat": "app_id",
    "aliyun": "access_key_id",
    "onelink": "app_id",
    "telecom_cmp": "user_id",
    "ctwing": "app_key",
    "jasper": "username",
    "unicom_cmp": "app_id",
    "http": "url",
}
"""The groups of settings that belong to an account, and the value without which there is none."""

_PLATFORMS = tuple(name for name in _ACCOUNTS if name not in {"telegram", "wechat"})


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
    public_url: Annotated[
        str | None, Field(description="Where people reach the page, such as https://sim.example; unset: host and port.")
    ] = None
    rate_limit: Annotated[
        int, Field(description="How many messages a minute one user may send; an address ten times as many.", ge=1)
    ] = 120
    keep_texts_days: Annotated[int, Field(description="For how many days the words of a talk are kept.", ge=1)] = 30
    keep_audit_days: Annotated[
        int, Field(description="For how many days the audit trail says who asked about which card.", ge=1)
    ] = 180
    hours: Annotated[
        str | None, Field(description='When people answer, such as "Mon-Fri 09:00-18:00"; unset, nothing is promised.')
    ] = None
    holidays: Annotated[Path | None, Field(description="The public holidays, in place of those the program knows.")] = (
        None
    )
    log: Annotated[
        Literal["auto", "json", "text"], Field(description="How logs are written: for people or as JSON.")
    ] = "auto"
    sources: Annotated[
        tuple[str, ...], NoDecode, Field(description="Which sources are asked for a card, in this order.")
    ] = ("inventory",)
    telegram: TelegramSettings | None = None
    wechat: WechatSettings | None = None
    aliyun: AliyunSettings | None = None
    onelink: OnelinkSettings | None = None
    telecom_cmp: TelecomCmpSettings | None = None
    ctwing: CtwingSettings | None = None
    jasper: JasperSettings | None = None
    unicom_cmp: UnicomCmpSettings | None = None
    http: HttpSettings | None = None

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

    @field_validator(*_ACCOUNTS, mode="before")
    @classmethod
    def _not_set(cls, given: object, field: ValidationInfo) -> object:
        """Read an empty first value, as compose files pass on what is not set, as no account."""
        named = _ACCOUNTS[str(field.field_name)]
        return None if isinstance(given, dict) and given.get(named) == "" else given

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error
        return name

    @field_validator("hours")
    @classmethod
    def _hours_are_read(cls, written: str | None) -> str | None:
        if written:
            parse(written)
        return written or None

    @field_validator("holidays", mode="before")
    @classmethod
    def _no_file(cls, given: object) -> object:
        return given or None

    @field_validator("recharge_url", "real_name_url", "public_url")
    @classmethod
    def _is_a_link(cls, url: str | None) -> str | None:
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("a link begins with https://")
        return url or None

    @property
    def order(self) -> tuple[str, ...]:
        """Return the sources to ask, in order: as set, else the platforms that have an account, then the inventory."""
        if "sources" in self.model_fields_set:
            return self.sources
        platforms = (name for name in _PLATFORMS if getattr(self, name) is not None)
        return (*platforms, "inventory")

    @property
    def page(self) -> str:
        """Return the address of the page, without a slash at its end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

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
    "aes_key": "aes-key",
    "cmp_key": "cmp-key",
    "address": "address-begins",
    "http_url": "http-url",
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
