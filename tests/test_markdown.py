"""Pictures say their size, so that nothing jumps when they arrive."""

import markdown
import pytest
from PIL import Image

from campaign.markdown import SizedPictures


@pytest.fixture
def docs(tmp_path):
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "drawing.svg").write_text('<?xml version="1.0"?>\n<svg viewBox="0 0 9 9" width="30" height="20"/>')
    (assets / "bare.svg").write_text('<svg viewBox="0 0 9 9"/>')
    Image.new("RGB", (40, 25)).save(assets / "photo.png")
    (assets / "broken.jpg").write_bytes(b"no picture")
    return tmp_path


@pytest.mark.parametrize(
    "address, size",
    [
        ("assets/drawing.svg", (20, 30)),
        ("../../assets/photo.png", (25, 40)),
        ("assets/bare.svg", None),
        ("assets/broken.jpg", None),
        ("assets/none.png", None),
        ("https://other.example/photo.png", None),
    ],
)
def test_a_picture_gets_the_size_of_its_file_and_without_one_stays_as_it_is(docs, address, size):
    html = markdown.markdown(f"![It]({address})", extensions=[SizedPictures(docs)])
    height, width = (f'height="{size[0]}" ', f'width="{size[1]}" ') if size else ("", "")
    assert html == f'<p><img alt="It" {height}src="{address}" {width}/></p>'


def test_a_size_that_is_written_stays(docs):
    html = markdown.markdown("![It](assets/photo.png){: width=4 }", extensions=["attr_list", SizedPictures(docs)])
    assert html == '<p><img alt="It" src="assets/photo.png" width="4" /></p>'
