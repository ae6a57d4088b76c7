"""The contract of the channels: all mouths give the same answer to the same message.

A new channel adds one entry to MOUTHS: a function that says *messages* one after the other, as one and the same person
of that channel, and returns what that person then reads and can tap, taken from what the channel itself shows.
"""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import Any
from uuid import uuid4

import httpx
import pytest

from bot.app import App
from bot.channels import console, plain
from bot.channels.telegram.buttons import Key, keys
from bot.channels.telegram.show import show as telegram_show
from bot.channels.web.page import Page
from bot.channels.wechat.show import show as wechat_show
from bot.domain.message import Incoming, Memory, Person
from bot.domain.reply import Answer, Button, Steps
from bot.errors import AuthFailed, BadAnswer, SourceDown, Throttled, Unclassified
from tests.web.clinic import NOBODYS, NOON, NUMBERS, failing, open_app, visitor

LANGUAGES = ["zh", "en"]
HAS_WORDS = re.compile("[a-z]{2}|[\u4e00-\u9fff]", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A message, with the language that a channel without words to go by would know."""

    text: str
    lang: str | None


@dataclass(frozen=True)
class Shown:
    """An answer as it reaches a person: *lines* and *buttons* without the channel's own dress, *raw* with it.

    A button is its label and what comes of tapping it: the text that is sent, or the link that is opened.
    """

    lang: str
    lines: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]
    raw: str


Mouth = Callable[[App, Sequence[Said]], Awaitable[list[Shown]]]


# The mouths

GAP = "\u3000"


async def terminal(app: App, messages: Sequence[Said]) -> list[Shown]:
    """Read what is printed: the answer, the links each on a line, the choices numbered on the last."""
    me = Person("console", "contract")
    await app.memories.remember(me, Memory())
    return [await _printed(app, me, said) for said in messages]


async def _printed(app: App, me: Person, said: Said) -> Shown:
    answer = await app.answer(Incoming(person=me, text=said.text, at=NOON, lang=said.lang))
    raw = console.show(answer.reply, app.texts, answer.lang, numbered=True)
    lines = raw.splitlines()
    numbered = lines.pop() if re.match(r"\[1\] ", lines[-1]) else ""
    choices = re.findall(rf"\[\d+\] (.*?)(?={GAP}\[\d|$)", numbered)
    links: list[tuple[str, str]] = []
    while found := re.fullmatch(rf"(.+?){GAP}(https?://\S+)", lines[-1]):
        links.insert(0, (found[1], found[2]))
        lines.pop()
    offers = [app.texts.say(one.sends, answer.lang) for one in answer.reply.buttons if one.sends is not None]
    return Shown(answer.lang, tuple(lines), (*links, *zip(choices, offers, strict=True)), raw)


async def api(app: App, messages: Sequence[Said]) -> list[Shown]:
    """Read the text of the API's answers."""
    user = uuid4().hex
    async with visitor(app) as program:
        answers = [
            _of(await program.post("/api/v1/messages", json={"user": user, "text": said.text, "lang": said.lang}))
            for said in messages
        ]
    return [Shown(one["lang"], tuple(one["text"].splitlines()), _buttons(one), _raw(one)) for one in answers]


async def page(app: App, messages: Sequence[Said]) -> list[Shown]:
    """Read the blocks of the page's answers, which it shows one by one."""
    async with visitor(app, page=Page()) as person:
        await person.get("/web/start")
        answers = [
            _of(await person.post("/web/messages", json={"id": str(name), "text": said.text, "lang": said.lang}))
            for name, said in enumerate(messages)
        ]
    return [Shown(one["lang"], tuple(_read(one["blocks"])), _buttons(one), _raw(one)) for one in answers]


async def telegram(app: App, messages: Sequence[Said]) -> list[Shown]:
    """Read the messages and the first keys below: Telegram's own, explanation and other language, come after them."""
    return [_sent(app, answer) for answer in await _answers(app, "telegram", messages)]


def _sent(app: App, answer: Answer) -> Shown:
    raw = "\n".join(telegram_show(answer.reply, app.texts, answer.lang, private=True).texts)
    buttons = zip(answer.reply.buttons, keys(answer, app.texts, private=True), strict=False)
    return Shown(
        answer.lang,
        tuple(unescape(re.sub("</?[a-z]+>", "", raw)).splitlines()),
        tuple((key.label, _pressed(app, answer, button, key)) for button, key in buttons),
        raw,
    )


def _pressed(app: App, answer: Answer, button: Button, key: Key) -> str:
    """Return what comes of pressing; a key that copies gives what the button's words would ask for."""
    if key.copies is not None:
        assert key.copies == button.copies
        return app.texts.say(button.sends or "", answer.lang)
    return key.url or (key.means.sends if key.means else "")


WECHAT_LINK = re.compile(r'(?:.*?(\d+)[:：] ?)?<a href="(?:weixin://bizmsgmenu\?msgmenucontent=)?([^"]*)">(.*)</a>')


async def wechat(app: App, messages: Sequence[Said]) -> list[Shown]:
    """Read the parts that are sent: lines, then a link each line, those that say something numbered."""
    return [_linked(app, answer) for answer in await _answers(app, "wechat", messages)]


def _linked(app: App, answer: Answer) -> Shown:
    raw = "\n".join(wechat_show(answer, app.texts))
    found = [(line, WECHAT_LINK.fullmatch(line)) for line in raw.splitlines()]
    links = [link for _, link in found if link]
    assert [link[1] for link in links if link[1]] == [
        str(at) for at in range(1, 1 + sum(bool(link[1]) for link in links))
    ]
    return Shown(
        answer.lang,
        tuple(line.replace("＜", "<") for line, link in found if not link),
        tuple((link[3], link[2].partition("&msgmenuid=")[0]) for link in links),
        raw,
    )


async def _answers(app: App, channel: str, messages: Sequence[Said]) -> list[Answer]:
    me = Person(channel, "contract")
    await app.memories.remember(me, Memory())
    return [
        await app.answer(Incoming(person=me, text=said.text, at=NOON, lang=said.lang, locale_hint="zh"))
        for said in messages
    ]


MOUTHS: Mapping[str, Mouth] = {
    "terminal": terminal,
    "api": api,
    "page": page,
    "telegram": telegram,
    "wechat": wechat,
}


def _of(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def _raw(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _buttons(answer: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((button["label"], button.get("url") or button["sends"]) for button in answer["buttons"])


def _read(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of *blocks* as the page puts them."""
    for block in blocks:
        match block["type"]:
            case "title":
                yield f"{block['light']} {block['text']}" if block["light"] else block["text"]
            case "line":
                yield f"{block['label']}{GAP}{block['text']}" if block["label"] else block["text"]
            case "steps":
                yield from block["items"]
            case other:
                raise AssertionError(other)


# What is said

WORKING, DATA, SEVERAL, BLOCKED, ENDED = (
    "89860625021045600014",
    "89861125021012300146",
    "898604C1025078900027",
    "89861125021012300286",
    "89861125021012300393",
)

TALKS = [
    pytest.param(["8986 0625 0210 4560 0014"], ["8986 0625 0210 4560 0014"], id="a card that works"),
    pytest.param([DATA], [DATA], id="a card whose data are used up"),
    pytest.param([SEVERAL], [SEVERAL], id="a card with two causes"),
    pytest.param([BLOCKED], [BLOCKED], id="a card that the carrier has blocked"),
    pytest.param([ENDED], [ENDED], id="a card that is no more"),
    pytest.param([f"这张卡 {DATA} 怎么不能用了"], [f"why is {DATA} dead?"], id="a card in a sentence"),
    pytest.param([f"{WORKING}\n{DATA}，{ENDED}"], [f"{WORKING}\n{DATA}, {ENDED}"], id="several cards"),
    pytest.param([" ".join(NUMBERS[:11])], [" ".join(NUMBERS[:11])], id="too many cards"),
    pytest.param([NOBODYS], [NOBODYS], id="a card that nobody knows"),
    pytest.param(["1064912345678"], ["1064912345678"], id="a telephone number that nobody knows"),
    pytest.param(["8986062502104560001"], ["8986062502104560001"], id="a number with a digit missing"),
    pytest.param(["898606250210456"], ["898606250210456"], id="a number that is too short"),
    pytest.param(["898606250210456000141234"], ["898606250210456000141234"], id="a number that is too long"),
    pytest.param(["861234567890123"], ["861234567890123"], id="a device's number"),
    pytest.param(["460060000000001"], ["460060000000001"], id="an IMSI"),
    pytest.param(["8944500102198304826"], ["8944500102198304826"], id="a foreign card"),
    pytest.param(["8986O625O21O456OOO14", "对"], ["8986O625O21O456OOO14", "yes"], id="a misread number, and yes to it"),
    pytest.param([f"{WORKING}{DATA}", "2"], [f"{WORKING}{DATA}", "2"], id="two numbers run together, and one picked"),
    pytest.param(["89860625021045600000"], ["89860625021045600000"], id="a number rounded by a spreadsheet"),
    pytest.param(["6222021234567890128"], ["6222021234567890128"], id="a bank card"),
    pytest.param(["信控停用是什么意思"], ["what does 信控停用 mean"], id="a word of the field"),
    pytest.param(["停机和销户有什么区别"], ["difference between stopped and cancelled"], id="two words of the field"),
    pytest.param(["有哪些状态"], ["what states are there"], id="all states"),
    pytest.param(["怎么用"], ["help"], id="help"),
    pytest.param(["卡号在哪里"], ["where is the number"], id="where the number is"),
    pytest.param(["人工客服"], ["talk to a person"], id="a person"),
    pytest.param([DATA, "再查一次"], [DATA, "check again"], id="the same card again"),
    pytest.param([DATA, "完整卡号"], [DATA, "full number"], id="the full number of the last card"),
    pytest.param([DATA, "我已经充值了"], [DATA, "I have already paid"], id="paid, and nothing has changed"),
    pytest.param(["我已经充值了"], ["I have already paid"], id="paid, for whichever card"),
    pytest.param([DATA, "过了半小时还是不行"], [DATA, "30 minutes later and still dead"], id="still dead"),
    pytest.param(["你好"], ["hello"], id="a greeting"),
    pytest.param(["谢谢"], ["thank you"], id="thanks"),
    pytest.param(["什么破机器人"], ["useless bot"], id="anger"),
    pytest.param(["今天天气怎么样"], ["how is the weather today"], id="something else"),
    pytest.param([DATA, "今天天气怎么样"], [DATA, "how is the weather today"], id="something else after a card"),
    pytest.param(["中文", WORKING], ["English", WORKING], id="the wish for a language, and a card"),
    pytest.param(["<b>&amp;</b> *_[x](y)_*"], ["<b>bold</b> &amp; *x* _y_"], id="markup"),
]
FAILURES = {
    "a source that asks to wait": Throttled("inventory"),
    "a source that does not let us in": AuthFailed("inventory"),
    "a source that does not answer": SourceDown("inventory"),
    "a source that answers nonsense": BadAnswer("inventory"),
    "a source with a code nobody knows": Unclassified("inventory", "E9999"),
    "a fault of ours": RuntimeError("a fault"),
}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[App]:
    links = {"recharge_url": "https://pay.example/{iccid}?a=1&b=2", "real_name_url": "https://name.example/{iccid}"}
    async with open_app(tmp_path_factory.mktemp("contract"), support_contact="400-000-0000", **links) as app:
        yield app


async def expected(app: App, messages: Sequence[Said]) -> list[tuple[Answer, Shown]]:
    """Return the answers themselves, and what of them must reach a person on every channel."""
    me = Person("contract", "me")
    await app.memories.remember(me, Memory())
    answers = []
    for said in messages:
        answer = await app.answer(Incoming(person=me, text=said.text, at=NOON, lang=said.lang))
        say = partial(app.texts.say, lang=answer.lang)
        buttons = tuple((say(one.label), one.url or say(one.sends or "")) for one in answer.reply.buttons)
        raw = plain.render(answer.reply, app.texts, answer.lang)
        answers.append((answer, Shown(answer.lang, tuple(raw.splitlines()), buttons, raw)))
    return answers


def talk(lang: str, *messages: str) -> list[Said]:
    """Say *messages* in *lang*: what has words of its own tells its language by them."""
    return [Said(text, None if HAS_WORDS.search(text) else lang) for text in messages]


# The contract


async def check(app: App, mouth: str, messages: Sequence[Said]) -> None:
    """Say *messages* through *mouth*, and compare every answer."""
    shown = await MOUTHS[mouth](app, messages)
    for (answer, meant), seen in zip(await expected(app, messages), shown, strict=True):
        assert seen.lang == meant.lang
        assert seen.lines[0] == meant.lines[0]
        assert _steps(answer, app, seen.lines) == _steps(answer, app, meant.lines)
        assert [line for line in seen.lines if line in set(meant.lines)] == list(meant.lines)
        assert seen.buttons == meant.buttons
        assert not [
            kind
            for kind, sign in FOREIGN.items()
            if kind != mouth and sign.search(seen.raw.replace(messages[0].text, ""))
        ]


def _steps(answer: Answer, app: App, lines: Sequence[str]) -> list[str]:
    """Return those of *lines* that are steps, in their order."""
    blocks = [block for block in answer.reply.blocks if isinstance(block, Steps)]
    steps = {line for block in blocks for line in plain.steps(block, app.texts, answer.lang)}
    return [line for line in lines if line in steps]


FOREIGN = {
    "telegram": re.compile(r"</?(b|i|u|s|code|pre|blockquote)\b|&(lt|gt|amp|quot|#\d+);|\\[-_*.!()]"),
    "wechat": re.compile(r"<!\[CDATA\[|</?xml|</?a\b"),
    "markdown": re.compile(r"\*\*[^\s*]|__|```|\]\("),
    "terminal": re.compile(r"\x1b\[|\[\d\] "),
    "marks that turn the writing": re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
}
"""The markup of channels, none of which may be found in what another one shows."""


@pytest.mark.parametrize("mouth", MOUTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("zh", "en"), TALKS)
async def test_every_mouth_gives_the_same_answer(app: App, zh: list[str], en: list[str], lang: str, mouth: str) -> None:
    await check(app, mouth, talk(lang, *(zh if lang == "zh" else en)))


@pytest.mark.parametrize("mouth", MOUTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_mouth_tells_every_demo_card_alike(app: App, lang: str, mouth: str) -> None:
    await check(app, mouth, talk(lang, *NUMBERS))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("zh", "en"), TALKS)
async def test_a_choices_number_stands_for_what_its_button_sends(
    app: App, zh: list[str], en: list[str], lang: str
) -> None:
    """On the terminal, and wherever people type the number they see."""
    *_, shown = await terminal(app, talk(lang, *(zh if lang == "zh" else en)))
    sent = [target for _, target in shown.buttons if not target.startswith("http")]
    offers = (await app.memories.recall(Person("console", "contract"))).offers
    assert list(offers[: len(sent)]) == sent


@pytest.mark.parametrize("mouth", MOUTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("failure", FAILURES)
async def test_every_mouth_admits_a_failure_alike(app: App, failure: str, lang: str, mouth: str) -> None:
    await check(failing(app, FAILURES[failure]), mouth, talk(lang, WORKING, f"{WORKING} {DATA}"))


# The contract can be broken


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda shown: replace(shown, lang="fr"), id="another language"),
        pytest.param(lambda shown: replace(shown, lines=("Hello", *shown.lines)), id="something before the verdict"),
        pytest.param(lambda shown: replace(shown, lines=shown.lines[:-1]), id="a line left out"),
        pytest.param(lambda shown: replace(shown, lines=(shown.lines[0], *shown.lines[:0:-1])), id="lines in disorder"),
        pytest.param(lambda shown: replace(shown, buttons=shown.buttons[::-1]), id="buttons in disorder"),
        pytest.param(lambda shown: replace(shown, buttons=shown.buttons[:-1]), id="a button left out"),
        pytest.param(lambda shown: replace(shown, raw=f"<b>{shown.raw}</b>"), id="another channel's markup"),
        pytest.param(lambda shown: replace(shown, raw=f"**{shown.raw}**"), id="markup that no channel reads"),
    ],
)
async def test_a_mouth_that_says_it_otherwise_is_caught(
    app: App, broken: Callable[[Shown], Shown], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mumble(app: App, messages: Sequence[Said]) -> list[Shown]:
        return [broken(shown) for shown in await terminal(app, messages)]

    monkeypatch.setitem(MOUTHS, "mumble", mumble)
    with pytest.raises(AssertionError):
        await check(app, "mumble", talk("zh", DATA))
