"""What is done to a finished PDF file: the box for a school's stamp is marked, a booklet is laid two pages to a sheet,
and a file for the print shop is told where the paper is cut.

A booklet laid out for folding has lost the tags that screen readers follow; the file with its pages one after the
other keeps them, and is the one that the site calls the one to read.
"""

from __future__ import annotations

import io
from decimal import Decimal

import pikepdf

#: A private name in a page of the PDF file: left, bottom, width and height of the box for a stamp, in points.
STAMP = "/CampaignStamp"
MM = 72 / 25.4
#: What a print shop cuts off, and how far its marks stand from the paper, in millimetres.
BLEED, MARKS = 3, 10


def finished(pdf: bytes, boxes: dict[int, tuple[float, float, float, float]], press: bool) -> bytes:
    """The file with the stamp's box marked on the pages that have one, and the boxes of the print shop set right."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for number, box in boxes.items():
            file.pages[number].obj[STAMP] = pikepdf.Array([_round(each) for each in box])
        if press:
            for page in file.pages:
                left, bottom, right, top = (float(each) for each in page.trimbox)
                around = BLEED * MM
                page.obj.BleedBox = pikepdf.Array(
                    [_round(each) for each in (left - around, bottom - around, right + around, top + around)]
                )
        return saved(file)


def order(pages: int, right_to_left: bool) -> list[int]:
    """The pages, from 0, in the order in which they stand on the sides of the sheets, two on each, left then right."""
    sides = []
    for sheet in range(pages // 4):
        first, last = 2 * sheet, pages - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return [page for side in sides for page in (reversed(side) if right_to_left else side)]


def imposed(pdf: bytes, right_to_left: bool) -> bytes:
    """A booklet of A5 pages on A4 sheets, to be printed on both sides (short edge), folded and stapled."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as sheets:
        pages = order(len(source.pages), right_to_left)
        width, height = (float(each) for each in source.pages[0].mediabox[2:])
        for left, right in zip(pages[::2], pages[1::2], strict=True):
            sheet = sheets.add_blank_page(page_size=(_round(2 * width), _round(height)))
            for number, start in ((left, 0), (right, width)):
                form = sheets.copy_foreign(source.pages[number].as_form_xobject())
                name = sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Page{number}"))
                sheet.contents_add(f"q 1 0 0 1 {start:.3f} 0 cm {name} Do Q".encode())
        sheets.Root.Lang = source.Root.Lang
        sheets.docinfo.Title = source.docinfo.Title
        return saved(sheets)


def _round(number: float) -> Decimal:
    return Decimal(f"{number:.3f}")


def saved(file: pikepdf.Pdf) -> bytes:
    """The same file for the same content: its identifier is made from it, and no date is added."""
    output = io.BytesIO()
    file.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()
