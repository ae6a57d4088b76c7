"""Whether an XLSX package may be opened at all: its size unpacked, and what its XML begins with."""

from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from bot.errors import BadFile
from bot.inventory.encoding import OLE
from bot.inventory.problems import Problem, bad_file

MAX_PARTS = 10_000
MAX_ALL = 4 << 30
"""Bytes unpacked, of all parts: sheets are read row by row, so this is a limit of time."""

MAX_STRINGS = 256 << 20
MAX_PART = 32 << 20
"""Bytes unpacked, of the table of strings and of any other part: these are held in memory."""

_ENCRYPTED = 0x1
_BLOCK = 1 << 16


class _Begun(Exception):
    pass


class _Hostile(Exception):
    pass


def check(raw: BinaryIO, file: Path) -> None:
    """Raise BadFile when *raw* is no XLSX, is too big unpacked, or holds XML that declares entities."""
    start = raw.read(len(OLE))
    raw.seek(0)
    if start == OLE:
        raise bad_file(file, Problem.NOT_XLSX)
    try:
        with ZipFile(raw) as archive:
            _check_sizes(archive.infolist(), file)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _check_beginning(archive, part)
    except BadFile:
        raise
    except Exception as error:
        # zipfile throws whatever comes of a damaged package
        raise bad_file(file, Problem.NOT_XLSX) from error
    raw.seek(0)


def _check_sizes(parts: list[ZipInfo], file: Path) -> None:
    if not any(part.filename == "[Content_Types].xml" for part in parts) or any(
        part.flag_bits & _ENCRYPTED for part in parts
    ):
        raise bad_file(file, Problem.NOT_XLSX)
    whole = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or whole > MAX_ALL or any(part.file_size > _most(part.filename) for part in parts):
        raise bad_file(file, Problem.TOO_BIG)


def _most(name: str) -> int:
    if name.startswith(("xl/worksheets/", "xl/media/")):
        return MAX_ALL
    return MAX_STRINGS if name.casefold() == "xl/sharedstrings.xml" else MAX_PART


def _check_beginning(archive: ZipFile, part: ZipInfo) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _begin
    with archive.open(part) as stream:
        try:
            while block := stream.read(_BLOCK):
                parser.Parse(block)
        except _Begun:
            return


def _refuse(*_: object) -> None:
    raise _Hostile


def _begin(*_: object) -> None:
    raise _Begun
