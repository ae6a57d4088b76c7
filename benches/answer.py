"""Our own share of an answer: diagnose, present and render one card, in microseconds."""

from datetime import datetime, timedelta
from itertools import count
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from bot import demo, rules
from bot.channels import plain
from bot.domain.card import Card
from bot.domain.diagnosis import diagnose
from bot.domain.message import Viewer
from bot.domain.present import present, tell
from bot.domain.rules import Rulebook
from bot.domain.shop import Shop
from bot.texts import FluentTexts

ROUNDS = 200


def run() -> None:
    """Print the median over the demo cards, in both languages, and the dearest card."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    texts, book, shop = FluentTexts.load().read_all(), Rulebook(rules.load(), "national", {}), Shop()
    cards = demo.cards(now)

    def answer(card: Card, lang: str, at: datetime) -> None:
        told = tell(diagnose(card, book.of(card), at), shop)
        plain.render(present(told, Viewer.USER), texts, lang)

    for lang in texts.languages:
        took = {card.iccid.number: _timed(lambda card=card, lang=lang: answer(card, lang, now)) for card in cards}
        dearest = max(took, key=lambda number: took[number])
        print(
            f"{lang}: median {median(took.values()):.0f} us, dearest {took[dearest]:.0f} us ({dearest}); goal < 300 us"
        )
    days = count()
    cold = _timed(lambda: answer(cards[13], "zh", now + timedelta(days=next(days))))
    print(f"zh, each time on a day never spoken of before: {cold:.0f} us")


def _timed(work: object) -> float:
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        work()  # type: ignore[operator]
        times.append(perf_counter() - began)
    return 1e6 * median(times)
