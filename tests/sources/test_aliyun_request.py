"""How Linkcard is asked: what is sent, and that it is what the official package sends."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from bot.sources.aliyun import Aliyun, signed
from bot.sources.reading import CHINA
from tests.sources.fake_aliyun import CARD, KEY_ID, NOW, NUMBER, SECRET, FakeAliyun, asking_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def fake() -> AsyncIterator[FakeAliyun]:
    async with FakeAliyun(now=lambda: NOW) as served:
        yield served


@pytest.fixture
async def source(fake: FakeAliyun) -> AsyncIterator[Aliyun]:
    async with asking_of(fake) as opened:
        yield opened


async def test_both_questions_are_asked_once_and_signed(fake: FakeAliyun, source: Aliyun) -> None:
    assert await source.find(NUMBER) is not None
    assert sorted(fake.calls) == ["GetCardDetail", "GetRealNameStatus"]
    assert {params["Timestamp"] for _, params in fake.asked} == {"2026-11-22T04:00:00Z"}
    assert len({params["SignatureNonce"] for _, params in fake.asked}) == 2


async def test_a_number_is_asked_for_as_given_then_as_it_may_be_kept(fake: FakeAliyun, source: Aliyun) -> None:
    kept = {**CARD, "Iccid": "8986032124994651330"}
    fake.cards = {kept["Iccid"]: kept}
    card = await source.find(NUMBER)
    assert card is not None
    assert card.iccid.number == kept["Iccid"]
    asked = [params["Iccid"] for call, params in fake.asked if call == "GetCardDetail"]
    assert asked == [NUMBER.number, kept["Iccid"]]


def test_the_published_signature_comes_out() -> None:
    params = {
        "AccessKeyId": "demoId",
        "Action": "GetCardDetail",
        "Format": "json",
        "Iccid": "89860000000000000000",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "demo-nonce-1",
        "SignatureVersion": "1.0",
        "Timestamp": "2024-06-01T04:00:00Z",
        "Version": "2021-05-20",
    }
    assert signed(params, "demoSecret") == {**params, "Signature": "oOBkS1seuzjVPankS4zceWY1C3g="}


@pytest.mark.filterwarnings("ignore")  # the package's own
async def test_our_request_is_the_official_packages(fake: FakeAliyun, source: Aliyun) -> None:
    from alibabacloud_linkcard20210520.client import Client
    from alibabacloud_linkcard20210520.models import GetCardDetailRequest, GetRealNameStatusRequest
    from alibabacloud_tea_openapi.models import Config

    fake.now = lambda: datetime.now(CHINA)  # the package looks at its own clock
    official = Client(
        Config(
            access_key_id=KEY_ID,
            access_key_secret=SECRET,
            endpoint=fake.url.removeprefix("http://"),
            protocol="HTTP",
            region_id="cn-hangzhou",
        )
    )
    detail = await official.get_card_detail_async(GetCardDetailRequest(iccid=NUMBER.number))
    await official.get_real_name_status_async(GetRealNameStatusRequest(iccid=NUMBER.number))
    theirs = dict(fake.asked)
    assert detail.body.data.vsim_card_info.os_status == "400"

    fake.now, fake.asked = lambda: NOW, []
    assert await source.find(NUMBER) is not None
    ours = dict(fake.asked)
    passing = {"Timestamp", "SignatureNonce", "Signature"}
    for action, params in theirs.items():
        unsigned = {name: value for name, value in params.items() if name != "Signature"}
        assert signed(unsigned, SECRET)["Signature"] == params["Signature"]
        assert params.keys() == ours[action].keys()
        assert [name for name in params.keys() - passing if params[name] != ours[action][name]] == []
