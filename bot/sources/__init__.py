"""Where cards can be looked up: a source a module."""
