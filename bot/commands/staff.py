"""`staff …`: who may do more than look cards up."""

from typing import Annotated

import typer

from bot import settings
from bot.commands.speaking import FAILED, reported
from bot.domain.roles import Role

staff = typer.Typer(help="The staff.", no_args_is_help=True)


@staff.command()
def invite(role: Annotated[Role, typer.Option(help="What the invited person will be.")] = Role.AGENT) -> None:
    """Print a code that makes one person staff; it works once, for 48 hours, and is shown only now."""
    from bot.commands import staffing

    with reported():
        staffing.invite(settings.load(), role)


@staff.command("list")
def list_() -> None:
    """List the staff, with roles and since when."""
    from bot.commands import staffing

    with reported():
        staffing.show_all(settings.load())


@staff.command()
def remove(person: Annotated[str, typer.Argument(help="Channel and user, such as telegram:42.")]) -> None:
    """Make one of the staff a user again, at once. Exit 1 when they were not staff."""
    from bot.commands import staffing

    with reported():
        was_staff = staffing.remove(settings.load(), person)
    raise typer.Exit(0 if was_staff else FAILED)
