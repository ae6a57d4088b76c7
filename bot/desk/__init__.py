"""The desk: cases handed over to people, and what is said in them carried both ways."""
