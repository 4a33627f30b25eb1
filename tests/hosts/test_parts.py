"""The parts that hosts share, without a build."""

from datetime import UTC, datetime

import pytest

from campaign import content, councils
from campaign.hosts import headers, offline, policy, security_txt, sitemap


@pytest.mark.parametrize(
    "address, kept",
    [
        ("assets/campaign.0123456789ab.js", True),
        ("assets/nastaliq.0123456789ab.woff2", True),
        ("assets/icon.svg", False),
        ("assets/leaflets/a.0123456789ab.svg", False),
        ("pl/assets/a.0123456789ab.js", False),
        ("realise/myths/index.html", False),
        ("realise/myths/", False),
        ("search.js", False),
        ("leaflets/spot-the-signs/spot-the-signs-en-a4.pdf", False),
        ("leaflets/parents-en.zip", False),
    ],
)
def test_only_what_carries_no_words_is_kept(address, kept):
    assert headers.cache_control(address) == (headers.FOR_EVER if kept else "no-store")


@pytest.mark.parametrize(
    "base_url, promised",
    [
        ("https://exploitation.council.example/", True),
        ("https://www.council.example/exploitation/", False),
        ("http://council.example/", False),
    ],
)
def test_https_is_promised_only_for_a_host_name_of_our_own(base_url, promised):
    promise = headers.Promise("default-src 'none'", base_url, (), "go/")
    assert promise.everywhere.get("Strict-Transport-Security") == ("max-age=31536000" if promised else None)


def test_types_are_the_same_on_every_machine():
    names = ("a.html", "a.js", "a.svg", "a.woff2", "a.pdf", "a.zip", "a.ics", "a.xml", "a.webp", "a.unheard-of")
    assert [headers.content_type(name) for name in names] == [
        "text/html; charset=utf-8",
        "text/javascript; charset=utf-8",
        "image/svg+xml; charset=utf-8",
        "font/woff2",
        "application/pdf",
        "application/zip",
        "text/calendar; charset=utf-8",
        "application/xml; charset=utf-8",
        "image/webp",
        "application/octet-stream",
    ]


def test_the_policies_of_all_pages_become_one(tmp_path):
    for name, sources in {
        "a": "script-src 'self'; style-src 'sha256-b'",
        "b": "script-src 'none'; style-src 'sha256-a'",
    }.items():
        meta = f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; {sources}">'
        (tmp_path / f"{name}.html").write_text(meta)
    together = policy.of_pages(tmp_path)
    assert policy.as_header(together) == (
        "default-src 'none'; script-src 'self'; style-src 'sha256-a' 'sha256-b'; frame-ancestors 'none'"
    )
    lasting = policy.as_lasting_header(together).split("; ")
    assert "script-src 'self'" in lasting and "object-src 'none'" in lasting and "frame-ancestors 'none'" in lasting
    assert not [each for each in lasting if each.startswith(("default-src", "style-src"))]


@pytest.mark.parametrize(
    "link, named",
    [
        ("../realise/", "../realise/index.html"),
        ("./", "./index.html"),
        ("../../", "../../index.html"),
        ("more/#deep-part", "more/index.html#deep-part"),
        ("#deep-part", "#deep-part"),
        ("", ""),
        ("../signs-en-a4.pdf", "../signs-en-a4.pdf"),
        ("https://www.gov.uk/", "https://www.gov.uk/"),
        ("//council.example/", "//council.example/"),
        ("tel:0800", "tel:0800"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_in_a_copy_names_its_file(link, named):
    assert offline.with_file(link) == named


def test_only_links_are_rewritten(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<link rel="canonical" href="https://a.example/b/"><a class="x" title="a > b" href="b/">href="c/"</a>'
        '<a data-href="d/" href="e/">e/</a><div data-root="../"></div>'
    )
    assert offline.make_links_name_files(tmp_path) == 2
    assert page.read_text() == (
        '<link rel="canonical" href="https://a.example/b/"><a class="x" title="a > b" href="b/index.html">href="c/"</a>'
        '<a data-href="d/" href="e/index.html">e/</a><div data-root="../"></div>'
    )


def sitemap_of(folder, count):
    entries = "\n".join(f"<url><loc>https://a.example/{number}/</loc></url>" for number in range(count))
    (folder / "sitemap.xml").write_text(f'<?xml version="1.0"?>\n<urlset xmlns="x">\n{entries}\n</urlset>\n')


@pytest.mark.parametrize("limits, parts", [({"addresses": 7}, 1), ({"addresses": 3}, 3), ({"most": 250}, 2)])
def test_a_long_sitemap_becomes_an_index_and_loses_no_address(tmp_path, limits, parts):
    import re

    sitemap_of(tmp_path, 7)
    assert sitemap.split(tmp_path, "https://a.example/", **limits) == parts
    files = sorted(tmp_path.glob("sitemap-*.xml")) if parts > 1 else [tmp_path / "sitemap.xml"]
    assert len(files) == parts
    found = [place for file in files for place in re.findall("<url><loc>(.*?)</loc></url>", file.read_text())]
    assert found == [f"https://a.example/{number}/" for number in range(7)]
    for file in files:
        text = file.read_text()
        assert text.count("<urlset") == text.count("</urlset>") == 1
        assert text.count("<url>") <= limits.get("addresses", 7) and file.stat().st_size <= limits.get("most", 10_000)
    if parts > 1:
        index = (tmp_path / "sitemap.xml").read_text()
        assert re.findall("<loc>(.*?)</loc>", index) == [f"https://a.example/sitemap-{n + 1}.xml" for n in range(parts)]


def council(tiny, contact=None):
    if contact:
        tiny.edit("councils/national/council.yml", "colours:", f"security_contact: {contact}\ncolours:")
    return councils.load(tiny.root, "national", content.load(tiny.root).languages)


def test_security_txt_says_whom_to_tell_and_until_when(tiny):
    text = security_txt.text(
        council(tiny, "mailto:security@council.example"), datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
    )
    assert text == (
        "Contact: mailto:security@council.example\n"
        "Expires: 2027-11-21T00:00:00Z\n"
        "Preferred-Languages: en\n"
        "Canonical: https://tiny.example/sub/.well-known/security.txt\n"
    )


def test_security_txt_is_the_same_when_the_moment_of_the_build_is_given(tiny, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    security_txt.write(council(tiny, "https://council.example/security"), tmp_path)
    assert "Expires: 2027-11-21T00:00:00Z\n" in (tmp_path / ".well-known/security.txt").read_text()


def test_without_a_contact_there_is_no_security_txt(tiny, tmp_path):
    security_txt.write(council(tiny), tmp_path)
    assert list(tmp_path.glob(".well-known")) == []


@pytest.mark.parametrize(
    "contact", ["security@council.example", "http://council.example/", "javascript:alert(1)", '"mailto:a@b.uk\\nX: y"']
)
def test_a_contact_is_an_address_of_the_web_or_of_mail(tiny, contact):
    tiny.edit("councils/national/council.yml", "colours:", f"security_contact: {contact}\ncolours:")
    problem = next(each for each in tiny.check() if "security_contact" in each.what)
    assert problem.mend == "write it for example  security_contact: mailto:security@example.gov.uk"
