"""The envelope: what others cannot seal we do not open, and nothing said can leave its place."""

from typing import Any

import pytest
import xmltodict
from wechatpy.crypto import WeChatCrypto

from bot.channels.wechat.envelope import Envelope, inert
from bot.channels.wechat.guard import Refused
from tests.wechat.letters import ACCOUNT, AES_KEY, ANNA, APP_ID, AT, CRYPTO, TOKEN, query, said, sealed, signature


def envelope(*, plain: bool = False) -> Envelope:
    return Envelope(APP_ID, TOKEN, AES_KEY, plain=plain, nonce=lambda: "n0nce")


def status(given: dict[str, str], body: str | bytes, *, plain: bool = False) -> int:
    try:
        envelope(plain=plain).open(given, body if isinstance(body, bytes) else body.encode())
    except Refused as refused:
        return refused.status
    return 200


def test_what_wechat_seals_is_opened() -> None:
    plain = said("卡号 😀 <![CDATA[")
    given, body = sealed(plain)
    assert envelope().open(given, body.encode()) == plain


GIVEN, BODY = sealed(said("8986"))
HELD = BODY.split("<Encrypt><![CDATA[")[1].split("]]>")[0]


def signed(held: str) -> tuple[dict[str, str], str]:
    """Return an envelope around *held*, rightly signed."""
    mark = signature(TOKEN, str(AT), "12345", held)
    return query(encrypt_type="aes", msg_signature=mark), f"<xml><Encrypt>{held}</Encrypt></xml>"


@pytest.mark.parametrize(
    ("given", "body", "expected"),
    [
        pytest.param(*sealed(said("1"), crypto=WeChatCrypto(TOKEN, AES_KEY, "wx-another")), 403, id="another app's"),
        pytest.param({**GIVEN, "msg_signature": GIVEN["signature"]}, BODY, 403, id="the other signature"),
        pytest.param({**GIVEN, "msg_signature": ""}, BODY, 403, id="no signature"),
        pytest.param(GIVEN, sealed(said("8987"))[1], 403, id="another body"),
        pytest.param(GIVEN, BODY.replace(HELD, HELD[:-4]), 403, id="a shorter body"),
        pytest.param(*signed(HELD[:-4]), 400, id="a shorter body, signed"),
        pytest.param(*signed("A"), 400, id="no base64"),
        pytest.param(*signed("AAAA" * 16), 400, id="no text of ours"),
        pytest.param(*signed(""), 400, id="an empty one"),
        pytest.param(GIVEN, "", 400, id="no body"),
        pytest.param(GIVEN, b"\xff\xfe", 400, id="no text"),
        pytest.param(GIVEN, "{}", 400, id="JSON"),
        pytest.param(GIVEN, "<xml></xml>", 400, id="nothing inside"),
        pytest.param(GIVEN, BODY[:-7], 400, id="half of it"),
        pytest.param(GIVEN, BODY.replace("</xml>", f"<Encrypt>{HELD}</Encrypt></xml>"), 400, id="two of them"),
        pytest.param(GIVEN, f"<xml><Encrypt><a>{HELD}</a></Encrypt></xml>", 400, id="nested"),
        pytest.param(GIVEN, '<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>', 400, id="entities"),
        pytest.param(GIVEN, "<a>" * 20_000, 400, id="twenty thousand tags"),
        pytest.param(query(), said("1"), 400, id="plain text"),
        pytest.param(query(encrypt_type="raw"), said("1"), 400, id="plain text, and said so"),
    ],
)
def test_what_is_not_from_wechat_is_refused(given: dict[str, str], body: str | bytes, expected: int) -> None:
    assert status(given, body) == expected


def test_plain_text_is_taken_where_it_is_allowed_beside_what_is_sealed() -> None:
    assert status(query(), said("1"), plain=True) == 200
    assert status(GIVEN, BODY, plain=True) == 200
    assert status(query(), b"\xff", plain=True) == 400


def answered(text: str, user: str = ANNA) -> dict[str, Any]:
    """Return what a reader of our sealed answer finds in it."""
    outer = xmltodict.parse(envelope().seal(text, account=ACCOUNT, user=user, at=AT, encrypted=True))["xml"]
    assert set(outer) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
    assert (outer["TimeStamp"], outer["Nonce"]) == (str(AT), "n0nce")
    assert outer["MsgSignature"] == signature(TOKEN, str(AT), "n0nce", outer["Encrypt"])
    inner = CRYPTO.decrypt_message({"Encrypt": outer["Encrypt"]}, outer["MsgSignature"], str(AT), "n0nce")
    told: dict[str, Any] = xmltodict.parse(inner, strip_whitespace=False)["xml"]
    return {name: value for name, value in told.items() if not name.startswith("#")}


@pytest.mark.parametrize(
    "text",
    ["答案 😀", "x]]></Content><MsgType>evil</MsgType><Content>", "]]>", "]]]]>>", "<a href='x'>&amp;", "a\n\nb\t"],
)
def test_an_answer_is_read_as_it_was_said(text: str) -> None:
    told = answered(text)
    assert told == {
        "ToUserName": ANNA,
        "FromUserName": ACCOUNT,
        "CreateTime": str(AT),
        "MsgType": "text",
        "Content": text,
    }


def test_names_cannot_leave_their_place_either() -> None:
    assert answered("hello", user="a]]></ToUserName><MsgType>evil")["ToUserName"] == "a]]></ToUserName><MsgType>evil"


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    assert inert("a\x00\x0b\ud800\ufffeb😀") == "ab😀"


def test_a_plain_answer_is_plain() -> None:
    told = xmltodict.parse(envelope(plain=True).seal("hi", account=ACCOUNT, user=ANNA, at=AT, encrypted=False))
    assert told["xml"]["Content"] == "hi"
