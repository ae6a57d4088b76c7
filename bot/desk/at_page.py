"""Where staff read when they have no room in a messenger: at their page, which shows whatever is written."""

from bot.domain.cases import Delivery, HelpCase, Message
from bot.domain.pictures import Carried


class AtPage:
    """Takes every message as told (the port StaffRoom): whoever opens the case at the page reads it there."""

    async def deliver(self, case: HelpCase, message: Message, picture: Carried | None) -> Delivery:
        del case, message, picture
        return Delivery.SENT
