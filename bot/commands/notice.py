"""`notice …`: what every affected answer carries until it is withdrawn."""

from typing import Annotated

import typer

from bot import settings
from bot.commands.speaking import FAILED, reported

notice = typer.Typer(help="Notices that answers carry.", no_args_is_help=True)


@notice.command()
def add(
    affects: Annotated[str, typer.Argument(help="A source, a carrier, or all.")],
    zh: Annotated[str | None, typer.Option(help="The words in Chinese.")] = None,
    en: Annotated[str | None, typer.Option(help="The words in English.")] = None,
    since: Annotated[str | None, typer.Option(help="From this ISO time on; local without a zone; else now.")] = None,
    until: Annotated[str | None, typer.Option(help="Until this ISO time; else until it is withdrawn.")] = None,
) -> None:
    """Post a notice, and print its number."""
    from bot.commands import posting

    with reported():
        posting.add(settings.load(), affects, {"zh": zh, "en": en}, since, until)


@notice.command("list")
def list_() -> None:
    """List the notices that are not over."""
    from bot.commands import posting

    with reported():
        posting.show_all(settings.load())


@notice.command()
def end(number: Annotated[int, typer.Argument(help="The notice's number.")]) -> None:
    """Withdraw a notice. Exit 1 when there is none in force with this number."""
    from bot.commands import posting

    with reported():
        was_there = posting.end(settings.load(), number)
    raise typer.Exit(0 if was_there else FAILED)
