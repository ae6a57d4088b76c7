"""What a CSV's bytes stand for, and bytes that stand for nothing taken out."""

import codecs
import io
from pathlib import Path
from typing import BinaryIO

from bot.inventory.problems import Problem, bad_file

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an XLSX file begins, and an old or a password-protected spreadsheet."""

BLOCK = 1 << 18
LONGEST_LINE = 1 << 22
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r") + b"\x7f"
_TOO_MANY_NULS = 10  # one byte in so many: not a text with a slip in it, but something else


def encoding_of(raw: BinaryIO, file: Path) -> str:
    """Return how the text of *raw* is encoded: what is not UTF-8 throughout is GB18030. Raise BadFile for no text."""
    start = raw.read(BLOCK)
    raw.seek(0)
    if start.startswith(OLE):
        raise bad_file(file, Problem.NOT_XLSX)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    if start.startswith(ZIP) or start.count(0) * _TOO_MANY_NULS > len(start):
        raise bad_file(file, Problem.NOT_CSV)
    return "utf-8" if _is_utf8(raw) else "gb18030"


def _is_utf8(raw: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        while block := raw.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        raw.seek(0)
    return True


def lines_of(raw: BinaryIO, encoding: str, file: Path) -> io.TextIOWrapper:
    """Return *raw* as text, line by line, without control characters."""
    if encoding == "utf-16":
        return io.TextIOWrapper(io.BufferedReader(Unowned(raw, file)), encoding, newline="")
    return io.TextIOWrapper(io.BufferedReader(Cleaned(raw, file), BLOCK), encoding, newline="")


class Unowned(io.RawIOBase):
    """A file that somebody else opened and closes. Raise BadFile for a line without an end."""

    def __init__(self, raw: BinaryIO, file: Path) -> None:
        super().__init__()
        self._raw = raw
        self._file = file
        self._since_line_end = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview", /) -> int:  # type: ignore[override]
        block = self._block(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    def _block(self, size: int) -> bytes:
        block = self._raw.read(size)
        line_end = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._since_line_end = len(block) - line_end - 1 + (self._since_line_end if line_end < 0 else 0)
        if self._since_line_end > LONGEST_LINE:  # it would have to be held in memory as a whole
            raise bad_file(self._file, Problem.NOT_CSV)
        return block


class Cleaned(Unowned):
    """A file without the bytes of control characters, which are no part of any other character in UTF-8 or GB18030."""

    def _block(self, size: int) -> bytes:
        while block := super()._block(size):
            if text := block.translate(None, _CONTROLS):
                return text
        return b""
