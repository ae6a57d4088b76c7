"""A picture that somebody sends in a case: told by its first bytes, whatever its name or its channel call it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 5 * 1024 * 1024


class Format(StrEnum):
    """What a picture may be, as browsers call it: what every browser and every phone shows."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    GIF = "image/gif"


class Flaw(StrEnum):
    """Why there is no picture."""

    TOO_LARGE = "too_large"
    NO_PICTURE = "no_picture"
    LOST = "lost"
    """The channel that it came through does not give it."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture whose bytes begin as its format says."""

    format: Format
    content: bytes

    @property
    def name(self) -> str:
        """Return what it is called as a file."""
        return f"picture.{self.format.rpartition('/')[2]}"


Carried = Image | Flaw | str
"""A picture as it comes to a channel: its bytes, or why there are none; or its name, where it lies there already."""


def label(number: str, picture: str) -> str:
    """Return what the *picture* of a case is called to its person: nothing of the channel it came through."""
    return hashlib.sha256(f"{number} {picture}".encode()).hexdigest()[:32]


def judged(content: bytes) -> Image | Flaw:
    """Return the picture that *content* is, or why it is taken for none."""
    if len(content) > MOST_BYTES:
        return Flaw.TOO_LARGE
    found = next((format_ for start, format_ in _STARTS if content.startswith(start)), None)
    if found is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        found = Format.WEBP
    return Flaw.NO_PICTURE if found is None else Image(found, content)


_STARTS = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
)
