"""The commands of `simclinic`. Each imports what it needs when it runs: `ask` should answer at once."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.commands import speaking
from bot.commands.cards import cards
from bot.commands.desk import desk
from bot.commands.notice import notice
from bot.commands.staff import staff
from bot.commands.wechat_menu import wechat
from bot.domain.message import Viewer
from bot.domain.roles import Act

app = typer.Typer(
    name="simclinic",
    help="Send the number of a Chinese IoT SIM card; read what is wrong with it, who can fix it, and how.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cards, name="cards")
app.add_typer(desk, name="desk")
app.add_typer(notice, name="notice")
app.add_typer(staff, name="staff")
app.add_typer(wechat, name="wechat")

Lang = Annotated[str | None, typer.Option(help="Answer in this language: zh or en.")]
As = Annotated[Viewer, typer.Option("--as", help="Who reads the answer.")]


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="The message: a card's number, or a question.")],
    lang: Lang = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the API returns.")] = False,
    at: Annotated[str | None, typer.Option(help="Answer as of this ISO time (what-if); local without a zone.")] = None,
    viewer: As = Viewer.USER,
) -> None:
    """Answer one message. Exit 0 answered, 1 no such card or number, 2 wrong usage, 3 no source could answer."""
    from bot.commands import talking

    with speaking.reported(lang):
        given = settings.load()
        code = asyncio.run(
            talking.ask(given, text, lang=lang, as_json=as_json, at=talking.moment(at, given), viewer=viewer)
        )
    raise typer.Exit(code)


@app.command()
def chat(lang: Lang = None, viewer: As = Viewer.USER) -> None:
    """Talk on the terminal."""
    from bot.commands import talking

    with speaking.reported(lang):
        talking.chat(settings.load(), lang, viewer)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Where to listen; default SIMCLINIC_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 picks a free one; default SIMCLINIC_PORT.")] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page, where there is a screen.")] = False,
) -> None:
    """Serve the page, the API and every channel whose settings are present, in one process."""
    from bot.commands import serving

    with speaking.reported(), asyncio.Runner(loop_factory=serving.loop_factory()) as runner:
        runner.run(serving.serve(settings.load(), host, port, open_page=open_page))


@app.command("settings")
def list_settings(lang: Lang = None) -> None:
    """List every setting with its default, as a Markdown table."""
    from bot.commands.reference import table

    with speaking.reported(lang):
        typer.echo(table(lang))


@app.command()
def bulk(
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file with a column of card numbers.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; default FILE.checked.xlsx.")] = None,
    lang: Lang = None,
) -> None:
    """Check a list of cards, and write what is the matter to a spreadsheet. Exit 1 when rows could not be checked."""
    from bot.commands import bulking

    with speaking.reported(lang):
        code = bulking.bulk(settings.load(), file, out, lang)
    raise typer.Exit(code)


@app.command()
def audit(
    who: Annotated[str | None, typer.Option(help="Only what this person did, such as telegram:42.")] = None,
    card: Annotated[str | None, typer.Option(help="Only what was done about this card.")] = None,
    act: Annotated[Act | None, typer.Option(help="Only this act.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this ISO time on; local without a zone.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write everything that fits to this file.")] = None,
    most: Annotated[int, typer.Option(help="How many entries to show.", min=1)] = 50,
) -> None:
    """Show who did what, when and to which card, the latest first."""
    from bot.commands import audit as reading

    with speaking.reported():
        given = settings.load()
        wanted = reading.search(given, who, card, act, since)
        if csv is None:
            reading.show_entries(given, wanted, most)
        else:
            reading.write_out(given, wanted, csv)


@app.command()
def stats(
    days: Annotated[int, typer.Option(help="How many days, today included.", min=1, max=366)] = 7,
    csv: Annotated[Path | None, typer.Option(help="Write them to this file.")] = None,
) -> None:
    """Show the figures: look-ups, causes, how much was solved without a person."""
    from bot.commands import figures

    with speaking.reported():
        if csv is None:
            figures.show_figures(settings.load(), days)
        else:
            figures.write_out(settings.load(), days, csv)


@app.command()
def purge() -> None:
    """Forget now what is kept no longer; `serve` does it daily."""
    from bot.commands import audit as reading

    with speaking.reported():
        reading.purge(settings.load())


@app.command()
def doctor() -> None:
    """Check settings, store, texts and rule packs, a line each. Exit 1 if anything fails."""
    from bot.commands import doctor as checks

    with speaking.reported():
        code = asyncio.run(checks.doctor())
    raise typer.Exit(code)


def main() -> None:
    """Run the command line; text that the terminal cannot show, or that is none, is replaced, never an error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
