"""The settings of the Telegram bot."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class TelegramSettings(BaseModel):
    """The Telegram bot; without a token there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str | None, Field(validate_default=True)] = None
    staff_group: int | None = None
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None

    @field_validator("staff_group", mode="before")
    @classmethod
    def _not_set(cls, given: object) -> object:
        """Read an empty value, as compose files pass on what is not set, as none."""
        return None if given == "" else given

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
