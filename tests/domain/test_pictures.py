"""What is a picture is told by its first bytes alone."""

import pytest

from bot.domain.pictures import MOST_BYTES, Flaw, Format, Image, judged, label

JPEG = b"\xff\xd8\xff\xe0" + bytes(16)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
GIF = b"GIF89a" + bytes(16)
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(16)


@pytest.mark.parametrize(
    ("content", "format_", "name"),
    [
        (JPEG, Format.JPEG, "picture.jpeg"),
        (PNG, Format.PNG, "picture.png"),
        (GIF, Format.GIF, "picture.gif"),
        (b"GIF87a", Format.GIF, "picture.gif"),
        (WEBP, Format.WEBP, "picture.webp"),
        (PNG.ljust(MOST_BYTES, b"\0"), Format.PNG, "picture.png"),
    ],
    ids=["JPEG", "PNG", "GIF", "old GIF", "WebP", "as large as may be"],
)
def test_a_picture_is_known_by_how_it_begins(content: bytes, format_: Format, name: str) -> None:
    found = judged(content)
    assert found == Image(format_, content)
    assert isinstance(found, Image)
    assert found.name == name


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", Flaw.NO_PICTURE),
        (b"\xff\xd8", Flaw.NO_PICTURE),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", Flaw.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Flaw.NO_PICTURE),
        (b"<html><script>alert(1)</script>", Flaw.NO_PICTURE),
        (b"%PDF-1.7", Flaw.NO_PICTURE),
        (b" " + PNG, Flaw.NO_PICTURE),
        (PNG.ljust(MOST_BYTES + 1, b"\0"), Flaw.TOO_LARGE),
        (bytes(MOST_BYTES + 1), Flaw.TOO_LARGE),
    ],
    ids=["nothing", "cut", "a sound", "SVG", "HTML", "PDF", "not at once", "too large", "too large and none"],
)
def test_what_is_none_is_told_why(content: bytes, flaw: Flaw) -> None:
    assert judged(content) is flaw


def test_what_its_person_calls_it_says_nothing_of_where_it_lies() -> None:
    first, other = label("K7Q2-9F", "-1009:5:file"), label("ABCD-EF", "-1009:5:file")
    assert len({first, other, label("K7Q2-9F", "-1009:6:file")}) == 3
    assert "1009" not in first
    assert first == label("K7Q2-9F", "-1009:5:file")
