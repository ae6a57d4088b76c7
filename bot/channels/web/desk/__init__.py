"""The staff page: what staff do in a chat, on a page of the same site."""
