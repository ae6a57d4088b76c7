"""Thin translators between a channel's own messages and ours."""
