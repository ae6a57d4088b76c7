"""What the seller of the cards has set: where to pay, where to prove one's name, whom to ask."""

from dataclasses import dataclass
from urllib.parse import quote

from bot.domain.findings import Offer
from bot.domain.iccid import Iccid


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The deployment's links and its support contact; None where none is set. `{iccid}` in a link is the card."""

    recharge_url: str | None = None
    real_name_url: str | None = None
    support_contact: str | None = None

    def link(self, offer: Offer | None, iccid: Iccid) -> str | None:
        """Return where *offer* leads for the card *iccid*."""
        template = {Offer.RECHARGE: self.recharge_url, Offer.REAL_NAME: self.real_name_url, None: None}[offer]
        return template and template.replace("{iccid}", quote(iccid.number))
