"""Inputs that are too large, too odd or too binary to be written in the corpus. Each takes the project's root and makes its files."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

from PIL import Image, PngImagePlugin

PAGE = "docs/about/index.md"
ABOUT = "Who we are."
MANY = 20_000


def put(root: Path, name: str, content: bytes | str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def body(root: Path, text: str) -> None:
    """Put a text where the page has its words, on line 12."""
    put(root, PAGE, (root / PAGE).read_text(encoding="utf-8").replace(ABOUT, text))


def raw_body(root: Path, raw: bytes) -> None:
    put(root, PAGE, (root / PAGE).read_bytes().replace(ABOUT.encode(), raw))


def long_link(root):
    body(root, f"[x]({'a' * 300}/{'b' * 3000})")


# YAML


def yaml_brackets(root):
    text = (root / PAGE).read_text(encoding="utf-8")
    put(root, PAGE, text.replace("title: About us", "title: " + "[" * 2000))


def yaml_lists(root):
    put(root, "docs/_data/sources.yml", "- " * 5000 + "x\n")


def yaml_huge(root):
    put(root, "docs/_data/sources.yml", "sources:\n" + "".join(f"  S{n}: {{title: A source}}\n" for n in range(MANY)))


def yaml_long_title(root):
    text = (root / PAGE).read_text(encoding="utf-8")
    put(root, PAGE, text.replace("title: About us", "title: " + "x" * 4000))


# PO

PO = "translations/pl.po"


def _po(root: Path, change) -> None:
    put(root, PO, change((root / PO).read_bytes()))


def po_plurals(root):
    _po(root, lambda raw: raw.replace(b"(n != 1)", b"(" * 3000 + b"n" + b")" * 3000))


def po_latin1(root):
    _po(root, lambda raw: raw.replace("pl·Who we are.".encode(), b"pl\xb7Who we are."))


def po_utf16(root):
    _po(root, lambda raw: raw.decode().encode("utf-16"))


def po_huge(root):
    _po(root, lambda raw: raw + b"".join(b'\nmsgid "%d"\nmsgstr "%s"\n' % (n, b"x" * 80) for n in range(50_000)))


def po_nul(root):
    _po(root, lambda raw: raw.replace("pl·Who we are.".encode(), b"Who\0we are."))


def po_zip(root):
    put(root, PO, _zip({"pl.po": b"x" * 1000}))


def po_brackets(root):
    _po(root, lambda raw: raw.replace("pl·Who we are.".encode(), b"[" * MANY))


def po_long(root):
    _po(root, lambda raw: raw.replace("pl·Who we are.".encode(), b"word " * MANY))


# Encodings


def page_latin1(root):
    raw_body(root, b"caf\xe9")


def page_surrogate(root):
    raw_body(root, b"x\xed\xa0\x80")


def page_overlong(root):
    raw_body(root, b"\xc0\xbcscript\xc0\xbe")


def page_utf16(root):
    put(root, PAGE, (root / PAGE).read_text(encoding="utf-8").encode("utf-16"))


# Pictures


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(width: int, height: int, rows: bytes = b"", more: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _saved(form: str, size=(8, 8), **options) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "#23415f").save(output, form, **options)
    return output.getvalue()


def png_bomb(root):
    put(root, "docs/assets/x.png", _png(30_000, 30_000, b"\0" * (30_000 // 8 + 1) * 3_000))


def png_header(root):
    put(root, "docs/assets/x.png", _png(2**31 - 1, 2**31 - 1))


def png_cut(root):
    whole = _saved("PNG", (400, 400))
    put(root, "docs/assets/x.png", whole[: len(whole) - 40])


def png_wrong_sum(root):
    whole = bytearray(_saved("PNG"))
    whole[20] ^= 0xFF
    put(root, "docs/assets/x.png", bytes(whole))


def png_empty(root):
    put(root, "docs/assets/x.png", b"")


def jpeg_as_png(root):
    put(root, "docs/assets/x.png", _saved("JPEG"))


def html_as_png(root):
    put(root, "docs/assets/x.png", "<html><script>alert(1)</script>")


def svg_as_png(root):
    put(root, "docs/assets/x.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")


def zip_as_png(root):
    put(root, "docs/assets/x.png", _zip({"a": b"a"}))


def exe_as_png(root):
    put(root, "docs/assets/x.png", b"MZ" + b"\0" * 200)


def png_text_bomb(root):
    text = b"c\0\0" + zlib.compress(b"\0" * 80_000_000, 9)
    put(root, "docs/assets/x.png", _png(8, 8, b"\0\0" * 8, _chunk(b"zTXt", text)))


def apng(root):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    output = io.BytesIO()
    frames[0].save(output, "PNG", save_all=True, append_images=frames[1:])
    put(root, "docs/assets/x.png", output.getvalue())


def jpeg_cut(root):
    whole = _saved("JPEG", (400, 400))
    put(root, "docs/assets/x.jpg", whole[: len(whole) // 2])


def jpeg_large(root):
    raw = bytearray(_saved("JPEG"))
    at = raw.index(b"\xff\xc0") + 5
    raw[at : at + 4] = struct.pack(">HH", 60_000, 60_000)
    put(root, "docs/assets/x.jpg", bytes(raw))


def webp_moving(root):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    output = io.BytesIO()
    frames[0].save(output, "WEBP", save_all=True, append_images=frames[1:])
    put(root, "docs/assets/x.webp", output.getvalue())


def gif(root):
    put(root, "docs/assets/x.gif", _saved("GIF"))


def tiff(root):
    put(root, "docs/assets/x.tiff", _saved("TIFF"))


def ico(root):
    put(root, "docs/assets/x.ico", _saved("ICO"))


def png_heavy(root):
    put(root, "docs/assets/x.png", _saved("PNG") + b"\0" * 9_000_000)


def logo_bomb(root):
    put(root, "councils/other/logo.png", _png(30_000, 30_000))


def jpeg_gps(root):
    exif = Image.Exif()
    exif[0x010E] = "GPSSECRET"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 52.0, 43.0)
    put(root, "docs/assets/x.jpg", _saved("JPEG", exif=exif, comment=b"GPSSECRET"))


def png_text(root):
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "TEXTSECRET")
    info.add_itxt("XML:com.adobe.xmp", "TEXTSECRET")
    put(root, "docs/assets/x.png", _saved("PNG", pnginfo=info))


def png_tail(root):
    put(root, "docs/assets/x.png", _saved("PNG") + b"<script>TAILSECRET</script>")


def webp_exif(root):
    exif = Image.Exif()
    exif[0x010E] = "EXIFSECRET"
    put(root, "docs/assets/x.webp", _saved("WEBP", exif=exif, xmp=b"EXIFSECRET"))


# Drawings

SVG = "<svg xmlns='http://www.w3.org/2000/svg'>"


def svg_deep(root):
    put(root, "docs/assets/x.svg", SVG + "<g>" * MANY + "</g>" * MANY + "</svg>")


def svg_utf16(root):
    text = f"<?xml version='1.0' encoding='UTF-16'?>{SVG}<script>alert(1)</script></svg>"
    put(root, "docs/assets/x.svg", text.encode("utf-16"))


def svgz(root):
    put(root, "docs/assets/x.svgz", gzip.compress(f"{SVG}</svg>".encode()))


def svg_megabyte(root):
    put(root, "docs/assets/x.svg", SVG + "<g/>" * 300_000 + "</svg>")


# Archives and documents


def _zip(files: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()


def zip_file(root):
    put(root, "docs/about/pack.zip", _zip({"a.md": b"x"}))


def zip_slip(root):
    put(root, "docs/about/pack.zip", _zip({"../../../evil.md": b"x"}))


def zip_bomb(root):
    put(root, "docs/about/pack.zip", _zip({"a": b"\0" * 20_000_000}))


def tar_link(root):
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w") as archive:
        link = tarfile.TarInfo("a")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    put(root, "docs/about/pack.tar", output.getvalue())


def gzip_file(root):
    put(root, "docs/about/page.gz", gzip.compress(b"x"))


def gzip_as_page(root):
    put(root, PAGE, gzip.compress(b"x" * 1000, mtime=0))


def docx(root):
    put(root, "docs/about/letter.docx", _zip({"word/document.xml": b"<x/>"}))


def docm(root):
    put(root, "docs/about/letter.docm", _zip({"word/vbaProject.bin": b"x"}))


def xlsx(root):
    put(root, "translations/words.xlsx", _zip({"xl/workbook.xml": b"<x/>"}))


def pdf(root):
    put(root, "docs/about/leaflet.pdf", b"%PDF-1.4\n/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")


def exe(root):
    put(root, "docs/assets/run.exe", b"MZ")


def mo(root):
    put(root, "translations/pl.mo", b"\xde\x12\x04\x95" + b"\0" * 24)


# Paths


def _link(root: Path, name: str, target: str | Path) -> None:
    file = root / name
    if file.is_file():
        file.unlink()
    file.symlink_to(target)


def link_to_passwd(root):
    _link(root, "docs/about/passwd.md", "/etc/passwd")


def link_to_etc(root):
    _link(root, "docs/etc", "/etc")


def link_loop(root):
    _link(root, "docs/about/loop.md", "loop.md")


def link_inside(root):
    _link(root, "docs/about/twin.md", "index.md")


def link_register(root):
    _link(root, "docs/_data/helplines.yml", "/etc/passwd")


def link_settings(root):
    _link(root, "mkdocs.yml", "/etc/passwd")


def link_catalogue(root):
    _link(root, PO, "ur.po")


def link_council(root):
    _link(root, "councils/third", "other")


def link_docs(root):
    (root / "docs").rename(root / "pages")
    (root / "docs").symlink_to("pages")


def pipe(root):
    os.mkfifo(root / "docs/about/pipe.md")


def long_name(root):
    put(root, f"docs/about/{'a' * 200}.md", "x")


# Sizes


def page_megabyte(root):
    body(root, "Words.\n\n" * 130_000)


def page_fifty_megabytes(root):
    body(root, "Words.\n\n" * 6_500_000)


def page_long_line(root):
    body(root, "word " * 10_000)


def page_many_lines(root):
    body(root, "Word.\n" * 10_000)


def page_long_paragraph(root):
    body(root, "word word word word\n" * 1_500)


def register_megabyte(root):
    put(root, "docs/_data/helplines.yml", "# x\n" * 300_000)


def council_megabyte(root):
    put(root, "councils/other/council.yml", "# x\n" * 300_000)


def settings_megabyte(root):
    put(root, "mkdocs.yml", "# x\n" * 300_000)


def many_files(root):
    for number in range(6_000):
        put(root, f"docs/many/p{number}.md", "")


def sparse(root):
    with (root / PAGE).open("r+b") as file:
        file.truncate(8 << 30)


# Markdown


def bomb_brackets(root):
    body(root, "[" * MANY)


def bomb_brackets_lines(root):
    body(root, ("[" * 60 + "\n") * 300)


def bomb_pictures(root):
    body(root, "![a](" * 900)


def bomb_nested_links(root):
    body(root, "[" * 900 + "x" + "](a.md)" * 420)


def bomb_stars(root):
    body(root, "*" * 4_000)


def bomb_stars_words(root):
    body(root, "*a **b " * 600)


def bomb_underlines(root):
    body(root, "_a __b " * 600)


def bomb_backticks(root):
    body(root, " ".join("`" * number for number in range(1, 60)))


def bomb_quotes(root):
    body(root, ">" * 2_000 + "x")


def bomb_quotes_spaces(root):
    body(root, "> " * 2_000 + "x")


def bomb_lists(root):
    body(root, "\n".join(" " * 4 * number + "- x" for number in range(200)))


def bomb_lists_line(root):
    body(root, "- " * 2_000 + "x")


def bomb_table_wide(root):
    body(root, "|" + "a|" * 900 + "\n|" + "-|" * 900 + "\n|" + "b|" * 900)


def bomb_table_long(root):
    body(root, "| a | b |\n|---|---|\n" + "| c | d |\n" * 2_500)


def bomb_angles(root):
    body(root, "<a " * 1_200)


def bomb_entities(root):
    body(root, "&a" * 1_200)


def bomb_attributes(root):
    body(root, "*a*{: .b " * 500)


def bomb_backslashes(root):
    body(root, "\\" * 4_000)


def bomb_footnotes(root):
    body(root, "a[^1]" * 500 + "\n\n[^1]: x")


def bomb_abbreviations(root):
    body(root, "word " * 100 + "\n" + "*[a]: b\n" * 500)


def bomb_exclamations(root):
    body(root, "!" * 4_000)


def bomb_boxes(root):
    body(root, "\n".join(" " * 4 * number + "!!! note" for number in range(100)))


def bomb_shortcodes(root):
    body(root, "{{ " * 900)


def bomb_comments(root):
    body(root, "<!-- " * 900)


def slow_page(root):
    """Within every limit of its parts, and yet slow: what only the clock can stop, which the entry sets short."""
    block = '<a b="' * 390 + "\n"
    body(root, "\n".join([block] * 38))
