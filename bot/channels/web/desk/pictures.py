"""Pictures of a case on the staff page."""

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.desk.door import Room, Visitor
from bot.channels.web.pictures import shown


async def picture(request: Request, room: Room, who: Visitor) -> Response:
    """Return a picture of a case; that the case is read is written down by the page that shows it."""
    del who
    asked = request.query_params
    return shown(await room.cases.exhibit(asked.get("number", ""), asked.get("name", "")))
