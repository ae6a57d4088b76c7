"""`wechat menu`: shows what would change for followers, then publishes it."""

import asyncio
from collections.abc import Iterable
from typing import Annotated

import typer

from bot import settings
from bot.commands.speaking import FAILED, leave, reported, say
from bot.domain.words import text

wechat = typer.Typer(help="The WeChat Official Account.", no_args_is_help=True)


@wechat.callback()
def _group() -> None:
    """Keep `menu` a command of its own though it is the only one."""


@wechat.command()
def menu(yes: Annotated[bool, typer.Option("--yes", help="Publish without asking.")] = False) -> None:
    """Publish the menu under the chat: scan a card, my card, help. Shows first what will change."""
    from bot.commands import wechat_account

    with reported(), wechat_account.told():
        asyncio.run(_menu(settings.load(), yes=yes))


async def _menu(given: settings.Settings, *, yes: bool) -> None:
    from bot.channels.wechat import menu as menus
    from bot.commands import wechat_account

    async with wechat_account.api_of(wechat_account.able(given)) as api:
        now = await menus.published(api)
        if now == menus.MENU:
            typer.echo(say(text("wechat-menu-same")))
            return
        for line in _change(menus.outline(now, 1), menus.outline(menus.MENU, 1)):
            typer.echo(line)
        if not yes and not typer.confirm(say(text("wechat-menu-sure"))):
            leave(text("wechat-menu-left"), FAILED)
        await menus.publish(api)
    typer.echo(say(text("wechat-menu-published")))


def _change(now: Iterable[str], new: Iterable[str]) -> list[str]:
    old = list(now)
    title = text("wechat-menu-now") if old else text("wechat-menu-none")
    return [say(title), *old, say(text("wechat-menu-new")), *new]
