"""The settings of the WeChat Official Account."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
"""The console's EncodingAESKey: 43 characters that are 32 bytes in base64 without the final =."""


class WechatSettings(BaseModel):
    """The Official Account; without an app id there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    app_id: Annotated[str, Field(min_length=1)]
    app_secret: SecretStr | None = None
    token: SecretStr
    plain: bool = False
    aes_key: Annotated[SecretStr | None, Field(validate_default=True)] = None
    api_base: str = "https://api.weixin.qq.com"
    verified: bool = False
    deadline: Annotated[float, Field(gt=0, lt=5)] = 4.5

    @field_validator("aes_key")
    @classmethod
    def _has_43_characters(cls, key: SecretStr | None, rest: ValidationInfo) -> SecretStr | None:
        """Want a key, but for a test account, which has none: it can only speak in plain mode."""
        given = key.get_secret_value() if key else ""
        if not _AES_KEY.fullmatch(given) and (given or not rest.data.get("plain")):
            raise PydanticCustomError("aes_key", "an EncodingAESKey has 43 characters")
        return key if given else None

    @field_validator("token")
    @classmethod
    def _is_not_empty(cls, token: SecretStr) -> SecretStr:
        if not token.get_secret_value():
            raise PydanticCustomError("missing", "a callback has a token")
        return token

    @field_validator("app_secret")
    @classmethod
    def _empty_is_none(cls, secret: SecretStr | None) -> SecretStr | None:
        return secret if secret and secret.get_secret_value() else None
