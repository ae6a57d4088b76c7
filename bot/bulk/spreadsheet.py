"""Writing XLSX row by row, each text as a text: no program takes one for a formula, not even when it is saved as CSV.

Why by hand: docs/decisions/0013-xlsx-by-hand.md.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from bot.inventory.cells import guarded_formula, printable

Cell = str | int | None

LONGEST_CELL = 16_000
"""Characters of a cell that are kept; the format takes 32,767 code units, and a character is two at most."""
_BLOCK = 1 << 20
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_TEXT, _TITLE, _NUMBER = range(3)
"""The styles of cells, by their place in the list above."""


class Sheet:
    """One sheet in the making, in a file that is gone when it is closed; the first row stays in view."""

    def __init__(self, name: str, titles: Sequence[str], widths: Sequence[int], folder: Path) -> None:
        self.name = name
        self._out: IO[bytes] = TemporaryFile(dir=folder, buffering=_BLOCK)  # noqa: SIM115 - the workbook closes it
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
        )
        self._write(
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>"
        )
        self.add(titles, _TITLE)

    def add(self, cells: Iterable[Cell], style: int = _TEXT) -> None:
        """Add a row; an empty cell takes no place in the file."""
        self._write(f"<row>{''.join([_cell(cell, style) for cell in cells])}</row>")

    def end(self) -> IO[bytes]:
        """Return the sheet as it stands in the package, from its beginning."""
        self._write("</sheetData></worksheet>")
        self._out.seek(0)
        return self._out

    def close(self) -> None:
        self._out.close()

    def _write(self, xml: str) -> None:
        self._out.write(xml.encode())


def _cell(cell: Cell, style: int) -> str:
    if isinstance(cell, int):
        return f'<c s="{_NUMBER}"><v>{cell}</v></c>'
    if not cell:
        return "<c/>"
    said = escape(_LIKE_AN_ESCAPE.sub("_x005F_", guarded_formula(printable(cell[:LONGEST_CELL]))))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


class Spreadsheet:
    """A workbook whose sheets may grow side by side; *folder* takes them until they are packed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sheets: list[Sheet] = []

    def sheet(self, name: str, titles: Sequence[str], widths: Sequence[int]) -> Sheet:
        """Begin a sheet with a row of *titles*."""
        made = Sheet(name, titles, widths, self._folder)
        self._sheets.append(made)
        return made

    def save(self, file: Path) -> None:
        """Write all sheets to *file*."""
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as package:
            for name, content in self._parts().items():
                package.writestr(name, content)
            for at, sheet in enumerate(self._sheets, 1):
                with (
                    sheet.end() as written,
                    package.open(f"xl/worksheets/sheet{at}.xml", "w", force_zip64=True) as part,
                ):
                    while block := written.read(_BLOCK):
                        part.write(block)

    def close(self) -> None:
        for sheet in self._sheets:
            sheet.close()

    def _parts(self) -> dict[str, str]:
        """Return what stands around the sheets."""
        numbered = list(enumerate(self._sheets, 1))
        quote = {'"': "&quot;"}
        types = "".join(_override(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at, _ in numbered)
        sheets = "".join(
            f'<sheet name="{escape(one.name, quote)}" sheetId="{at}" r:id="rId{at}"/>' for at, one in numbered
        )
        relations = "".join(_relation(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at, _ in numbered)
        return {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{_override('/xl/workbook.xml', 'sheet.main')}{_override('/xl/styles.xml', 'styles')}{types}</Types>",
            "_rels/.rels": _relations(_relation("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _relations(relations + _relation("styles", "styles", "styles.xml")),
            "xl/styles.xml": _STYLES,
        }


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
