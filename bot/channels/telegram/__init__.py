"""Telegram: the same answers in a bot, through python-telegram-bot."""
