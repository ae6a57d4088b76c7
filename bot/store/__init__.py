"""Cards and people in SQLite, behind the ports Cards and Memories."""
