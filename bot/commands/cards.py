"""`cards …`: the inventory, filled from files."""

from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.commands.speaking import FAILED, reported, say
from bot.domain.words import text

cards = typer.Typer(help="The inventory.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="The card's number.")]


@cards.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file with a header row.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but change a card.")] = False,
) -> None:
    """Bring a file's cards into the inventory. Exit 1 when rows were refused, having kept the good ones."""
    from bot.commands import inventory

    with reported():
        done = inventory.bring_in(settings.load(), file, dry_run=dry_run)
    raise typer.Exit(FAILED if done.refused else 0)


@cards.command()
def export(file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file; it imports again unchanged.")]) -> None:
    """Write the whole inventory to a file."""
    from bot.commands import inventory

    with reported():
        inventory.write_out(settings.load(), file)


@cards.command()
def show(iccid: Number) -> None:
    """Show all that is known of one card, as staff see it. Exit 1 when there is no such card."""
    from bot.commands import inventory

    with reported():
        inventory.show(settings.load(), iccid)


@cards.command()
def count() -> None:
    """Count the cards."""
    from bot.commands import inventory

    with reported():
        print(say(text("cards-count", count=inventory.count(settings.load()))))


@cards.command()
def refresh(
    iccids: Annotated[list[str] | None, typer.Argument(help="The cards' numbers.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All cards; an interrupted run goes on where it was.")] = False,
) -> None:
    """Bring what the platforms say into the inventory. Exit 1 when a card was not there or failed, 3 when all did."""
    from bot.commands import refresh as refreshing

    with reported():
        code = refreshing.refresh(settings.load(), iccids or (), every=every)
    raise typer.Exit(code)


@cards.command()
def remove(iccids: Annotated[list[str], typer.Argument(help="The cards' numbers.")]) -> None:
    """Remove cards from the inventory. Exit 1 when one of them was not there."""
    from bot.commands import inventory

    with reported():
        all_there = inventory.remove(settings.load(), iccids)
    raise typer.Exit(0 if all_there else FAILED)
