"""Whatever is posted to the callback: it is answered or refused, and nothing breaks."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
import xmltodict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wechat.account import QUICK, Account, account
from tests.wechat.letters import AT, query, sealed, xml

EXAMPLES = max(500, settings().max_examples)
STATUSES = {200, 400, 403, 413}
NUMBERS = ["89861125021012300146", "8986112502101230014", "8986O625O21O456OOO14", "1", "更多", "English"]
HOSTILE = ["]]>", "<![CDATA[", "</Content></xml>", "&lt;", "&#0;", '<a href="x">', "\u202e", "😀", "{ $x }", "%s", "\\"]
WORDS = st.one_of(
    st.sampled_from(NUMBERS),
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.tuples(st.sampled_from(HOSTILE), st.sampled_from(NUMBERS), st.sampled_from(HOSTILE)).map("".join),
)
KINDS = st.sampled_from(
    ["text", "image", "voice", "shortvideo", "video", "location", "link", "event", "device_text", "file", "", "?"]
)
NAMES = st.sampled_from(
    ["subscribe", "unsubscribe", "SCAN", "CLICK", "VIEW", "LOCATION", "scancode_waitmsg", "scancode_push", "", "new"]
)
NODES = st.fixed_dictionaries(
    {},
    optional={
        "Content": WORDS,
        "Recognition": WORDS,
        "Event": NAMES,
        "EventKey": st.one_of(st.sampled_from(["last", "help", "english", "scan", "qrscene_1"]), WORDS),
        "ScanCodeInfo": WORDS.map(lambda said: f"<ScanType>qrcode</ScanType><ScanResult>{said}</ScanResult>"),
        "MsgId": st.one_of(st.none(), st.integers(), WORDS),
        "CreateTime": st.one_of(st.none(), st.integers(), WORDS),
        "ToUserName": st.one_of(st.none(), WORDS),
        "bizmsgmenuid": WORDS,
    },
)
MESSAGES = st.builds(lambda kind, user, nodes: xml(kind, user, **nodes), KINDS, WORDS, NODES)
SCRAPS = st.one_of(
    MESSAGES,
    st.tuples(MESSAGES, st.integers(0, 400)).map(lambda cut: cut[0][: cut[1]]),
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.integers(1, 5000).map(lambda depth: "<xml>" + "<a>" * depth),
)


class Complaints(logging.Handler):
    """Collects what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@asynccontextmanager
async def uncomplaining(folder: Path) -> AsyncIterator[Account]:
    """Run the channel, and see that it logs no error."""
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        async with account(folder, timing=QUICK) as wechat:
            yield wechat
    finally:
        logging.getLogger().removeHandler(complaints)
    assert complaints.heard == []


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@contextmanager
def running(runner: asyncio.Runner, folder: Path) -> Iterator[Account]:
    """Enter the channel from a test that is no coroutine, as Hypothesis wants it."""
    entered = uncomplaining(folder)
    wechat = runner.run(entered.__aenter__())
    try:
        yield wechat
    finally:
        runner.run(entered.__aexit__(None, None, None))


async def posted(wechat: Account, given: dict[str, str], body: bytes) -> int:
    """Post *body*. Return the status, having judged the answer."""
    answer = await wechat.client.post("/wechat", params=given, content=body)
    if answer.status_code == 200 and answer.text not in {"", "success"}:
        assert wechat.read(answer.content)
        assert set(xmltodict.parse(answer.content)["xml"]) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
    return answer.status_code


def test_whatever_is_sealed_is_answered_or_refused(tmp_path: Path, runner: asyncio.Runner) -> None:
    with running(runner, tmp_path) as wechat:

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(SCRAPS)
        def try_one(plain: str) -> None:
            right, body = sealed(plain)
            assert runner.run(posted(wechat, right, body.encode())) in STATUSES

        try_one()


QUERY_NAMES = st.sampled_from(["signature", "timestamp", "nonce", "encrypt_type", "msg_signature", "echostr"])
QUERIES = st.one_of(
    st.builds(query, nonce=WORDS),
    st.builds(query, nonce=WORDS, encrypt_type=st.just("aes"), msg_signature=WORDS),
    st.dictionaries(QUERY_NAMES, WORDS),
)


def test_whatever_is_posted_is_answered_or_refused(tmp_path: Path, runner: asyncio.Runner) -> None:
    with running(runner, tmp_path) as wechat:

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(QUERIES, st.one_of(st.binary(max_size=300), SCRAPS.map(str.encode)))
        def try_one(asked: dict[str, str], body: bytes) -> None:
            assert runner.run(posted(wechat, asked, body)) in STATUSES
            assert runner.run(wechat.client.get("/wechat", params=asked)).status_code in {200, 403}

        try_one()


def test_a_right_query_with_too_much_behind_it_is_refused(tmp_path: Path, runner: asyncio.Runner) -> None:
    async def refused() -> int:
        async with account(tmp_path) as wechat:
            return await posted(wechat, query(AT, encrypt_type="aes"), b"x" * (64 * 1024 + 1))

    assert runner.run(refused()) == 413
