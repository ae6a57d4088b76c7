"""python -m bot, the same as the command `simclinic`."""

from bot.cli import main

main()
