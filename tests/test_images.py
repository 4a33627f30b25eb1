"""Pictures are published as their pixels or their shapes, and nothing else."""

import importlib
import io

import pytest
from lxml import etree
from PIL import Image

from campaign import images
from campaign.problems import ContentError


def test_the_real_drawings_keep_every_shape(real_root):
    """So they look as before: elements, attributes and words are the same, only the spaces between are not."""
    published = images.publishable(real_root)
    assert len(published) >= 20
    for name, cleaned in published.items():
        assert shapes(cleaned) == shapes((real_root / "docs" / name).read_bytes()), name


def shapes(drawing: bytes):
    elements = etree.fromstring(drawing).iter(etree.Element)
    return [(each.tag, dict(each.attrib), (each.text or "").strip()) for each in elements]


@pytest.mark.parametrize("form, name", [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_photo_is_turned_upright_and_loses_what_it_carries(tmp_path, form, name):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 20), "red").save(tmp_path / name, exif=exif)
    cleaned = images.clean(tmp_path / name, name)
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert (picture.format, picture.size) == (form, (20, 40))
        assert not picture.getexif()
    assert b"A camera" not in cleaned


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_colours_keeps_its_look(tmp_path, mode):
    Image.new(mode, (4, 4), 1 if mode == "1" else 0).save(tmp_path / "a.png")
    cleaned = io.BytesIO(images.clean(tmp_path / "a.png", "a.png"))
    before, after = (Image.open(each).convert("RGBA").tobytes() for each in (tmp_path / "a.png", cleaned))
    assert before == after


def test_holes_in_a_palette_stay_holes(tmp_path):
    Image.new("P", (4, 4), 0).save(tmp_path / "a.png", transparency=0)
    with Image.open(io.BytesIO(images.clean(tmp_path / "a.png", "a.png"))) as picture:
        assert picture.getpixel((0, 0))[3] == 0


def test_a_photo_cut_short_is_refused_even_where_leaflets_are_set(tmp_path):
    # Once imported it has Pillow forgive damage, in the whole process.
    importlib.import_module("weasyprint.images")
    Image.effect_noise((400, 400), 80).save(tmp_path / "whole.jpg")
    (tmp_path / "a.jpg").write_bytes((tmp_path / "whole.jpg").read_bytes()[:-5000])
    with pytest.raises(ContentError, match="it is damaged"):
        images.clean(tmp_path / "a.jpg", "a.jpg")


def test_a_refusal_names_the_file_as_it_was_told(tmp_path):
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'>\n<script/></svg>")
    with pytest.raises(ContentError) as raised:
        images.clean(tmp_path / "logo.svg", "councils/x/logo.svg")
    assert str(raised.value) == (
        "councils/x/logo.svg:2: it holds <script>, which acts or asks for something from elsewhere.\n"
        "  why:  a picture can carry where it was taken, or a program, or fill the memory of a phone.\n"
        "  mend: take it out, or save the drawing anew as plain SVG.   [images]"
    )


def test_what_is_published_is_the_cleaned_picture(tiny):
    from campaign import assets
    from campaign.plugin import render_language

    tiny.write(
        "docs/assets/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><metadata>me</metadata><path d='M0 0'/></svg>"
    )
    render_language(tiny.load(), assets.gather(tiny.root), "en", False, tiny.root / "out")
    assert b"<path" in (published := (tiny.root / "out/assets/a.svg").read_bytes()) and b"me<" not in published
