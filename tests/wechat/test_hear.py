"""What is heard in what WeChat sends."""

import pytest

from bot.channels.wechat.guard import Refused
from bot.channels.wechat.hear import Chosen, Followed, Heard, Left, Said, Wordless, hear, read
from tests.wechat.letters import ACCOUNT, ANNA, AT, LI, event, said, xml

ICCID = "89861125021012300146"


def scan(result: str) -> str:
    info = f"<ScanType><![CDATA[barcode]]></ScanType><ScanResult><![CDATA[{result}]]></ScanResult>"
    return event("scancode_waitmsg", EventKey="scan", ScanCodeInfo=info)


@pytest.mark.parametrize(
    ("given", "heard"),
    [
        pytest.param(said(ICCID), Said(ICCID), id="a text"),
        pytest.param(said(f" {ICCID}\n"), Said(ICCID), id="a text with blanks around it"),
        pytest.param(said("再查一次", bizmsgmenuid="1"), Said("再查一次"), id="a tap"),
        pytest.param(said("  "), Said(""), id="a blank text"),
        pytest.param(xml("text"), Said(""), id="a text without any"),
        pytest.param(
            xml("voice", MediaId="m", Recognition="卡号是多少"), Said("卡号是多少"), id="a voice with its words"
        ),
        pytest.param(xml("voice", MediaId="m", Recognition=""), Wordless("voice"), id="a voice without its words"),
        pytest.param(xml("image", PicUrl="http://x/", MediaId="m"), Wordless("image"), id="a picture"),
        pytest.param(xml("shortvideo", MediaId="m"), Wordless("video"), id="a short video"),
        pytest.param(xml("location", Location_X="1"), Wordless("location"), id="a place"),
        pytest.param(xml("link", Url="http://x/"), Wordless("link"), id="a link"),
        pytest.param(scan(ICCID), Said(ICCID), id="a scanned number"),
        pytest.param(scan(f"CODE_128,{ICCID}"), Said(ICCID), id="a scanned number with its type"),
        pytest.param(scan(""), Wordless("scan"), id="a scan of nothing"),
        pytest.param(event("scancode_waitmsg", EventKey="scan"), Wordless("scan"), id="a scan without a result"),
        pytest.param(event("CLICK", EventKey="last"), Chosen("last"), id="my card"),
        pytest.param(event("CLICK", EventKey="english"), Chosen("english"), id="English"),
        pytest.param(event("CLICK", EventKey="of-an-older-menu"), Chosen("help"), id="an item nobody knows"),
        pytest.param(event("subscribe"), Followed(), id="a follower"),
        pytest.param(event("subscribe", EventKey=""), Followed(), id="a follower with an empty key"),
        pytest.param(
            event("subscribe", EventKey=f"qrscene_{ICCID}", Ticket="t"), Said(ICCID), id="through a card's code"
        ),
        pytest.param(event("subscribe", EventKey="qrscene_7", Ticket="t"), Followed(), id="through another code"),
        pytest.param(event("SCAN", EventKey=ICCID, Ticket="t"), Said(ICCID), id="a follower who scans a card's code"),
        pytest.param(event("unsubscribe"), Left(), id="no follower any more"),
        pytest.param(event("LOCATION", Latitude="1"), None, id="where somebody is"),
        pytest.param(event("VIEW", EventKey="http://x/"), None, id="a page opened"),
        pytest.param(event("an_event_of_tomorrow"), None, id="an unknown event"),
        pytest.param(xml("hologram"), None, id="an unknown kind"),
    ],
)
def test_what_is_sent_is_heard(given: str, heard: Heard | None) -> None:
    assert hear(read(given)) == heard


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("", id="nothing"),
        pytest.param("hello", id="no XML"),
        pytest.param("<xml/>", id="an empty message"),
        pytest.param("<other><MsgType>text</MsgType></other>", id="another root"),
        pytest.param(xml(Content="1")[:-6], id="half a message"),
        pytest.param(xml(user=""), id="from nobody"),
        pytest.param(xml(ToUserName=None), id="to nobody"),
        pytest.param(xml(CreateTime=None), id="at no time"),
        pytest.param(xml(MsgType=None), id="of no kind"),
        pytest.param(event(""), id="an event without a name"),
        pytest.param(xml(MsgId="<a>1</a>"), id="a number that holds nodes"),
        pytest.param(xml(Content="<a>1</a>"), id="a text that holds nodes"),
        pytest.param(said("1").replace("</xml>", "<Content>2</Content></xml>"), id="two texts"),
        pytest.param(said("1").replace("</xml>", f"<FromUserName>{LI}</FromUserName></xml>"), id="from two people"),
        pytest.param(event("scancode_waitmsg", ScanCodeInfo="x"), id="a scan that is a word"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]>' + said("1"), id="entities"),
        pytest.param("<xml>" + "<a>" * 20_000, id="twenty thousand tags"),
    ],
)
def test_what_cannot_be_read_is_refused(given: str) -> None:
    with pytest.raises(Refused, match="400"):
        read(given)


def test_a_message_has_one_name_however_often_it_comes() -> None:
    assert read(said("1", MsgId=7)).name == f"{ACCOUNT}|{ANNA}|{AT}|7||"
    assert read(said("1", MsgId=7)).name == read(said("1", MsgId=7, URL="x")).name


@pytest.mark.parametrize(
    "other",
    [
        said("1", MsgId=8),
        said("1", LI, MsgId=7),
        said("1", MsgId=7, ToUserName="gh_other"),
        said("1", MsgId=7, CreateTime=AT + 1),
        event("CLICK", EventKey="help"),
    ],
    ids=["another number", "another person", "another account", "another second", "an event"],
)
def test_no_two_messages_have_the_same_name(other: str) -> None:
    assert read(said("1", MsgId=7)).name != read(other).name


def test_events_of_one_second_differ_by_their_keys() -> None:
    assert read(event("CLICK", EventKey="help")).name != read(event("CLICK", EventKey="last")).name
