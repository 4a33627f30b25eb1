"""A built site of a few pages in two languages, right in all that the gates look at, for tests to break."""

from __future__ import annotations

from pathlib import Path

from campaign.gates.site import Site, read

BASE = "https://little.example/sub/"
STYLE = "a{color:#00c;background:#fff;display:inline-block;padding:.6rem}"
PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{tag} {title} described">
<link rel="canonical" href="{canonical}">
<style>{style}</style>
</head>
<body>
<a class="skip-link" href="#content">Skip</a>
<header><a class="skip-link exit-link__first exit-link__button" href="https://out.example/">Out</a>
<details class="site-menu"><summary>Menu</summary><ul><li><a href="{home}">One</a></li><li><a href="{home}more/">Two</a></li></ul></details>
<details class="language-menu"><summary>Languages</summary><ul><li><a hreflang="en" href="{root}">English</a></li><li><a hreflang="ur" href="{root}ur/">Urdu</a></li></ul></details>
<noscript><p class="search-box__instead"><a href="{home}more/">All pages</a></p></noscript>
</header>
<main id="content">
<h1>{title}</h1>
<p>Some words of {title} that stand here.</p>
<h2 id="part">A part</h2>
<p><img src="{root}picture.svg" alt="A picture" width="9" height="9"> <a href="{home}more/#part">More</a></p>
</main>
<footer class="site-footer"><a href="tel:999">999</a></footer>
</body>
</html>
"""
PATHS = {"en": "", "ur": "ur/"}


class Little:
    """The site in a folder: written whole, then edited by a test, then read."""

    def __init__(self, folder: Path):
        self.folder = folder
        for tag, prefix in PATHS.items():
            self.page(tag, "", f"{tag} home")
            self.page(tag, "more/", f"{tag} more")
            self.write(f"{prefix}search.js", f'find({{"pages":[["","{tag} home"],["more/","{tag} more"]]}});')
        self.write("picture.svg", "<svg/>")
        self.write("sitemap.xml", _sitemap())

    def write(self, name: str, text: str) -> None:
        """Write a file of the site."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def page(self, tag: str, url: str, title: str) -> None:
        """Write a page."""
        path = PATHS[tag] + url
        values = {"direction": "rtl" if tag == "ur" else "ltr", "canonical": BASE + path, "style": STYLE}
        root, home = "../" * path.count("/") or "./", "../" * url.count("/") or "./"
        self.write(path + "index.html", PAGE.format(tag=tag, title=title, root=root, home=home, **values))

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a text that must be there."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def read(self) -> Site:
        """The site as the gates see it."""
        return read(self.folder)


def _sitemap() -> str:
    entries = []
    for url in ("", "more/"):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{BASE}{PATHS[language]}{url}"/>'
            for tag, language in (("en", "en"), ("ur", "ur"), ("x-default", "en"))
        )
        entries += [f"<url><loc>{BASE}{prefix}{url}</loc>{links}</url>\n" for prefix in PATHS.values()]
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "".join(entries)
        + "</urlset>\n"
    )
