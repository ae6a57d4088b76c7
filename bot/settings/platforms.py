"""The settings of the SIM platforms: an account each, and where the platform is found."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError


def _address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise PydanticCustomError("address", "an address begins with https://")
    return url.rstrip("/")


class _Account(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Platform(_Account):
    base_url: str

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return _address(url)


class AliyunSettings(_Account):
    """Alibaba Cloud Linkcard."""

    access_key_id: Annotated[str, Field(min_length=1)]
    access_key_secret: SecretStr
    endpoint: str = "https://linkcard.aliyuncs.com"

    @field_validator("endpoint")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return _address(url)


class OnelinkSettings(_Platform):
    """China Mobile OneLink v5."""

    app_id: Annotated[str, Field(min_length=1)]
    password: SecretStr
    base_url: str = "https://api.iot.10086.cn/v5/ec"


class TelecomCmpSettings(_Platform):
    """China Telecom's old CMP, "m2m_ec": plain HTTP, so only from a fixed address or through a VPN."""

    user_id: Annotated[str, Field(min_length=1)]
    password: SecretStr
    key: SecretStr
    base_url: str = "http://api.ct10649.com:9001/m2m_ec"

    @field_validator("key")
    @classmethod
    def _has_9_characters(cls, key: SecretStr) -> SecretStr:
        if len(key.get_secret_value()) != 9:  # noqa: PLR2004 - three keys of three
            raise PydanticCustomError("cmp_key", "the key has 9 characters")
        return key


class CtwingSettings(_Platform):
    """China Telecom's 5G CMP. Its clients disagree on the zone of the time they sign."""

    app_key: Annotated[str, Field(min_length=1)]
    secret_key: SecretStr
    base_url: str = "https://cmp-api.ctwing.cn:20164"
    clock: Literal["gmt", "local"] = "gmt"


class JasperSettings(_Platform):
    """China Unicom's Jasper."""

    username: Annotated[str, Field(min_length=1)]
    api_key: SecretStr
    base_url: str = "https://api.10646.cn/rws/api/v1"


class UnicomCmpSettings(_Platform):
    """China Unicom's own CMP."""

    app_id: Annotated[str, Field(min_length=1)]
    app_secret: SecretStr
    open_id: str
    base_url: str = "https://gwapi.10646.cn/api"


class HttpSettings(_Account):
    """An in-house API: *url* with {iccid} in it, and a *mapping* file that says what its answer means."""

    url: Annotated[str, Field(min_length=1)]
    headers: dict[str, SecretStr] = {}
    mapping: Path

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if "{iccid}" not in url and "{msisdn}" not in url:
            raise PydanticCustomError("http_url", "the address has a place for the number")
        return _address(url)
