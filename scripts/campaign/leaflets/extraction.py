"""Text that can be read out of the file: WeasyPrint's codes for letters, made unambiguous.

A PDF file names glyphs by codes, and a table says which text each code stands for. WeasyPrint uses the glyph's own
number as its code, so a glyph that stands for different texts in different words (as most do in Urdu, Arabic, Bengali
and Panjabi) is always read as the first of them: of the words of an Urdu leaflet one in six came out right. Here each
pair of glyph and text has a code of its own: the n-th text of glyph g has the code g + n * (number of glyphs), and the
font's table from codes to glyphs takes the rest of that division.

It is a change of some lines in one function of WeasyPrint, made when this module is loaded, and it refuses a
WeasyPrint in which those lines are not as it expects; so the version is pinned in requirements/run.in.
"""

from __future__ import annotations

import inspect
import unicodedata
from contextlib import contextmanager
from functools import cache

#: The last code of two bytes.
LAST = 0xFFFF
#: What a glyph stands for that adds nothing to the text: readers print a code without text as if it were a letter.
NOTHING = "\u2060"

_BEFORE = """            if glyph_id not in font.to_unicode:
                # Get positions of the glyph in the UTF-8 string.
                offset = glyph_item.item.offset
                t1 = clusters[i]
                if glyph_item.item.analysis.level % 2:  # rtl
                    t2 = glyph_item.item.length if i == 0 else clusters[i-1]
                else:
                    t2 = glyph_item.item.length if i == num_glyphs-1 else clusters[i+1]
                utf8_text = utf8_text or textbox.pango_layout.text.encode()
                font.to_unicode[glyph_id] = utf8_text[offset+t1:offset+t2].decode()
"""
_AFTER = """            utf8_text = utf8_text or textbox.pango_layout.text.encode()
            code = campaign_code(font, glyph_id, campaign_text(glyph_item, utf8_text, clusters, i, num_glyphs))
"""
_SHOWN = "else f'{glyph_id:04x}'"
_SHOWN_RAISED = "else f'<{glyph_id:04x}>'"


@cache
def mend() -> None:
    """Change WeasyPrint in this process. Raises RuntimeError when it is not the version that this was written for."""
    import weasyprint
    from weasyprint.draw import text
    from weasyprint.pdf import fonts, stream

    source = inspect.getsource(text.draw_first_line)
    if source.count(_BEFORE) != 1 or source.count(_SHOWN) != 1 or source.count(_SHOWN_RAISED) != 1:
        raise RuntimeError(f"WeasyPrint {weasyprint.__version__} draws text in another way than extraction.py expects.")
    source = source.replace(_BEFORE, _AFTER)
    source = source.replace(_SHOWN, "else f'{code:04x}'").replace(_SHOWN_RAISED, "else f'<{code:04x}>'")
    text.campaign_code, text.campaign_text = code, cluster_text
    exec(compile(source, text.__file__, "exec"), text.__dict__)

    clean, build = fonts.Font.clean, fonts._build_vector_font_dictionary

    def clean_by_glyph(self, to_unicode, hinting):
        clean(self, {each % self.glyph_count: text for each, text in to_unicode.items()}, hinting)

    def build_with_codes(font_dictionary, pdf, font, widths, *rest):
        by_code = {each: widths[each % font.glyph_count] for each in font.to_unicode} | widths
        build(font_dictionary, pdf, font, by_code, *rest)
        if font.to_unicode and max(font.to_unicode) >= font.glyph_count:
            _map_codes(pdf, font)

    fonts.Font.clean, fonts._build_vector_font_dictionary = clean_by_glyph, build_with_codes
    stream.Stream.marked = _marked


def code(font, glyph: int, text: str) -> int:
    """The code of a glyph where it stands for ``text``; the table from codes to texts is kept in the font."""
    found = glyph
    while found <= LAST:
        if font.to_unicode.setdefault(found, text) == text:
            return found
        found += font.glyph_count
    return glyph


def cluster_text(item, text: bytes, clusters, number: int, count: int) -> str:
    """The text for which a glyph of a run stands. Of several glyphs for one text the first in reading order has it, the others none."""
    start = clusters[number]
    backwards = item.item.analysis.level % 2
    following = number - 1 if backwards else number + 1
    while 0 <= following < count and clusters[following] == start:
        following += -1 if backwards else 1
    end = clusters[following] if 0 <= following < count else item.item.length
    before = number + 1 if backwards else number - 1
    if 0 <= before < count and clusters[before] == start:
        return NOTHING
    offset = item.item.offset
    return text[offset + start : offset + end].decode()


@contextmanager
def _marked(self, box, tag):
    """In place of ``Stream.marked``: a line from left to right says in the file what it reads, whatever the order of its glyphs.

    A line from right to left does not: programs take its glyphs to stand in the order of the eye, and would turn the
    letters of a text in the order of reading round.
    """
    import pydyf

    if self._tags is None:
        yield
        return
    mcid = len(self._tags)
    self._tags[box] = {"tag": tag, "mcid": mcid}
    properties = pydyf.Dictionary({"MCID": mcid})
    text = getattr(box, "text", "")
    if text and not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        properties["ActualText"] = pydyf.String(text)
    self.begin_marked_content(tag, properties)
    try:
        yield
    finally:
        self.end_marked_content()


def _map_codes(pdf, font) -> None:
    """Give the font a table from codes to glyphs."""
    import pydyf

    table = b"".join((each % font.glyph_count).to_bytes(2, "big") for each in range(max(font.to_unicode) + 1))
    stream = pydyf.Stream([table], compress=True)
    pdf.add_object(stream)
    described = next(
        each
        for each in reversed(pdf.objects)
        if isinstance(each, pydyf.Dictionary)
        and each.get("CIDToGIDMap") == "/Identity"
        and each["BaseFont"] == font.name
    )
    described["CIDToGIDMap"] = stream.reference
