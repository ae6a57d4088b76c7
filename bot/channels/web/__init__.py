"""The web: the chat page, and the same answers for programs."""
