"""Card files for the tests: CSV and XLSX written by hand, and what an import makes of them."""

import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook

from bot.domain.card import Card
from bot.domain.words import Text
from bot.inventory.loader import Imported, load
from bot.store.bulk import open_bulk
from bot.store.rows import to_card
from tests.store.cards import NOW

PACKS = frozenset({"national", "unicom"})
NUMBER = "89860321249946513307"
OTHER = "89860621249946513302"

PARTS: Mapping[str, str] = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="cards" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
"""An XLSX package around its one sheet, as small as it may be."""


def say(text: Text) -> str:
    """Tell a reason by its key alone."""
    return text.key


def csv_file(folder: Path, text: str, name: str = "cards.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def xlsx_file(folder: Path, rows: Iterable[Iterable[object]], name: str = "cards.xlsx") -> Path:
    """Write *rows* with openpyxl."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    workbook.save(folder / name)
    workbook.close()
    return folder / name


def raw_xlsx(folder: Path, rows: str, **parts: str) -> Path:
    """Write a sheet of the XML *rows*; *parts* are further parts of the package, or other ones."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    file = folder / "cards.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **parts}.items():
            package.writestr(name, text)
    return file


def text_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def imported(file: Path, *, dry_run: bool = False) -> Imported:
    return load(database(file), file, now=NOW, packs=PACKS, say=say, dry_run=dry_run)


def database(file: Path) -> Path:
    return file.with_name("cards.db")


def kept(file: Path) -> list[Card]:
    """Return the cards of the store beside *file*."""
    with open_bulk(database(file)) as bulk:
        return [to_card(row) for row in bulk.all()]


def only(file: Path) -> Card:
    """Import *file*, which holds one good row, and return its card."""
    assert imported(file).refused == 0
    (card,) = kept(file)
    return card


def refused(file: Path) -> list[str]:
    """Import *file* and return the lines of the refused rows."""
    result = imported(file)
    assert result.refused_file is not None
    return result.refused_file.read_text(encoding="utf-8-sig").splitlines()


def stored(file: Path, column: str) -> object:
    """Return what the store holds of the one card of *file*, word for word."""
    imported(file)
    with closing(sqlite3.connect(database(file))) as connection:
        return connection.execute(f"SELECT {column} FROM cards").fetchone()[0]  # noqa: S608
