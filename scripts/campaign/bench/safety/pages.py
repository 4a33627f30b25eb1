"""Every page of the site in a browser: what it asks for, keeps, complains of, and what stands in it that the policy would have to allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from campaign.bench import browser

_ASK = """() => ({
  stored: localStorage.length + sessionStorage.length,
  handlers: [...document.querySelectorAll("*")].filter(each => [...each.attributes].some(({ name }) => name.startsWith("on"))).length,
  styles: document.querySelectorAll("[style]").length,
  scripts: document.querySelectorAll("script:not([src])").length,
  unsafe: /unsafe/.test(document.querySelector("meta[http-equiv=Content-Security-Policy]").content) ? 1 : 0,
})"""
_COUNTED = ("stored", "handlers", "styles", "scripts", "unsafe")


@dataclass
class Seen:
    """What all pages together did. ``outside`` are addresses of others that were asked for, ``complaints`` what the console said."""

    pages: int = 0
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    cookies: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_COUNTED, 0))


def addresses(site: Path) -> list[str]:
    """The address of every page of a built site, from its root."""
    return sorted(page.relative_to(site).as_posix().removesuffix("index.html") for page in site.rglob("*.html"))


def visit(running, root: str, paths: list[str]) -> Seen:
    """Open every page once in ``running``, a Chromium; ``root`` is where the site is served. A missing page is a complaint."""
    seen = Seen()
    context = running.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.on("request", lambda request: None if request.url.startswith(root) else seen.outside.append(request.url))
    page.on("console", lambda said: seen.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    for path in paths:
        page.goto(root + path)
        for name, count in page.evaluate(_ASK).items():
            seen.counts[name] += count
        seen.pages += 1
    seen.cookies = len(context.cookies())
    context.close()
    return seen


def visit_all(site: Path, root: str) -> Seen:
    """Open every page of a built site once."""
    with browser.chromium() as running:
        return visit(running, root, addresses(site))
