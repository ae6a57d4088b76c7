"""Every platform as the settings would open it, and the fake that stands in for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from pydantic import BaseModel, SecretStr

from bot.ports import Platform
from bot.settings.platforms import (
    AliyunSettings,
    CtwingSettings,
    HttpSettings,
    JasperSettings,
    OnelinkSettings,
    TelecomCmpSettings,
    UnicomCmpSettings,
)
from bot.sources.aliyun import Aliyun
from bot.sources.ctwing import Ctwing
from bot.sources.http import Http
from bot.sources.jasper import Jasper
from bot.sources.onelink import Onelink
from bot.sources.telecom_cmp import TelecomCmp
from bot.sources.unicom_cmp import UnicomCmp
from tests.sources import (
    fake_aliyun,
    fake_ctwing,
    fake_http,
    fake_jasper,
    fake_onelink,
    fake_telecom_cmp,
    fake_unicom_cmp,
)
from tests.store.cards import NOW


@dataclass(frozen=True, slots=True)
class Case:
    """A platform as the settings would open it, in front of its fake."""

    kind: Callable[[Any, httpx.AsyncClient, Callable[[], datetime]], Platform]
    account: Callable[[str], BaseModel]
    fake: Callable[[], Any]
    card: str
    strange: bytes | None = None
    """An answer whose code is in none of the tables."""
    names_card: bool = True
    """Whether its answers say whose they are, so that another card's can be told."""


def _aliyun(url: str) -> BaseModel:
    secret = SecretStr(fake_aliyun.SECRET)
    return AliyunSettings(access_key_id=fake_aliyun.KEY_ID, access_key_secret=secret, endpoint=url)


def _http(url: str) -> BaseModel:
    headers = {"X-Key": SecretStr(fake_http.KEY)}
    return HttpSettings(url=f"{url}/api/card?no={{iccid}}", headers=headers, mapping=fake_http.EXAMPLE)


def _telecom_cmp(url: str) -> BaseModel:
    password, key = SecretStr(fake_telecom_cmp.PASSWORD), SecretStr("".join(fake_telecom_cmp.KEYS))
    return TelecomCmpSettings(user_id=fake_telecom_cmp.USER, password=password, key=key, base_url=f"{url}/m2m_ec")


def _ctwing(url: str) -> BaseModel:
    return CtwingSettings(app_key=fake_ctwing.KEY, secret_key=SecretStr(fake_ctwing.SECRET), base_url=url)


def _unicom_cmp(url: str) -> BaseModel:
    secret = SecretStr(fake_unicom_cmp.SECRET)
    return UnicomCmpSettings(
        app_id=fake_unicom_cmp.APP, app_secret=secret, open_id=fake_unicom_cmp.OPEN_ID, base_url=f"{url}/api"
    )


def _jasper(url: str) -> BaseModel:
    return JasperSettings(username=fake_jasper.USERNAME, api_key=SecretStr(fake_jasper.API_KEY), base_url=url)


def _onelink(url: str) -> BaseModel:
    return OnelinkSettings(app_id=fake_onelink.APP_ID, password=SecretStr(fake_onelink.PASSWORD), base_url=url)


CASES = {
    "aliyun": Case(
        Aliyun,
        _aliyun,
        lambda: fake_aliyun.FakeAliyun(now=lambda: NOW),
        fake_aliyun.CARD["Iccid"],
        b'{"Code": "Mystery.Unheard", "Success": false}',
    ),
    "http": Case(Http, _http, fake_http.FakeHttp, fake_http.ANSWER["data"]["card"]["iccid"], b'{"code": 7777}'),
    "telecom_cmp": Case(
        TelecomCmp,
        _telecom_cmp,
        fake_telecom_cmp.FakeTelecomCmp,
        fake_telecom_cmp.ICCID,
        b'{"resultCode": "7777", "resultMsg": "?"}',
        names_card=False,
    ),
    "ctwing": Case(
        Ctwing,
        _ctwing,
        lambda: fake_ctwing.FakeCtwing(lambda: NOW),
        fake_telecom_cmp.ICCID,
        b'{"result": "7777", "resultMsg": "?"}',
        names_card=False,
    ),
    "unicom_cmp": Case(
        UnicomCmp,
        _unicom_cmp,
        lambda: fake_unicom_cmp.FakeUnicomCmp(lambda: NOW),
        fake_unicom_cmp.ICCID,
        b'{"status": "7777", "message": "?"}',
    ),
    "jasper": Case(
        Jasper,
        _jasper,
        fake_jasper.FakeJasper,
        fake_jasper.DEVICE["iccid"],
        b'{"errorCode": "7777", "errorMessage": "?"}',
    ),
    "onelink": Case(
        Onelink,
        _onelink,
        lambda: fake_onelink.FakeOnelink(lambda: NOW),
        fake_onelink.ICCID,
        b'{"status": "7777", "message": "?", "result": []}',
    ),
}
"""Every platform."""
SECRETS = (
    fake_aliyun.SECRET,
    fake_http.KEY,
    fake_telecom_cmp.PASSWORD,
    *fake_telecom_cmp.KEYS,
    fake_ctwing.SECRET,
    fake_onelink.PASSWORD,
    fake_jasper.API_KEY,
    fake_unicom_cmp.SECRET,
)
