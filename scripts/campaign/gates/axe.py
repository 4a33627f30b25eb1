"""axe-core in Chromium over every page: WCAG 2.0, 2.1 and 2.2 at A and AA and its best practice, in four modes.

All rules run on a phone in light colours; in the other modes those whose answer can differ. There contrast, which is
two thirds of the cost, is measured once for each kind of element: the same tags, classes and attributes up to the root.
What costs beside the rules is loading a page and compiling axe for it anew (measured on a busy machine: 1.16 CPU seconds
a page, against 0.82). So each tab loads one page, as a reader does, and then follows links as a reader does: the site
puts the next page in place (components/in-place), and axe stays. What is not put in place is loaded.
The site's policy is in force all the while: what is run from outside the page does not come under it.

A page in which nothing was found is remembered by its bytes, and those of everything else that decides what axe says.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from functools import partial
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from campaign.bench import browser
from campaign.gates import tabs
from campaign.gates.report import Finding, Report, problems
from campaign.gates.site import BuiltPage, Site
from campaign.leaflets.cache import Cache, key
from campaign.problems import MachineError

CHECK = "gate: accessibility"
WHY = "some readers cannot see, reach or understand it."
MEND = "look the rule up by its name among axe-core's rules; mend the component in overrides/ or the page."

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_CONTRAST, _SIZE = "color-contrast", "target-size"
#: What is remembered lies here, below the project's root.
KEPT = ".cache/gates"
#: How many pages one tab reads before its memory is given back.
PAGES_A_TAB = 70


@dataclass(frozen=True)
class Mode:
    """A way of looking: width in CSS pixels, colour scheme, and the rules to run, or none for all."""

    name: str
    width: int
    colours: str
    rules: tuple[str, ...] = ()


#: In an order in which each differs from the last, and from the next page's first, in one thing only.
MODES = (
    Mode("phone", 360, "light"),
    Mode("phone, dark", 360, "dark", (_CONTRAST,)),
    Mode("desktop, dark", 1280, "dark", (_CONTRAST,)),
    Mode("desktop", 1280, "light", (_CONTRAST, _SIZE)),
)

_VERSION = re.compile(r"axe v[\d.]+")
_RUN = """async ([mode, tags, rules]) => {
  // What is folded away is opened first: axe does not see into it.
  for (const each of document.querySelectorAll("details")) each.open = true;
  const runs = rules.length ? rules.map(rule => [rule === "color-contrast" ? newKinds() : document, "rule", [rule]]) : [[document, "tag", tags]];
  const found = [];
  for (const [where, type, values] of runs) {
    if (Array.isArray(where) && !where.length) continue;
    // Nothing of ours lies in frames, nor plays; to look for it costs a tenth of the time.
    const options = { runOnly: { type, values }, resultTypes: ["violations", "incomplete"], preload: false, iframes: false };
    const { violations, incomplete } = await axe.run(Array.isArray(where) ? { include: where } : where, options);
    found.push(...violations, ...incomplete);
  }
  return found.flatMap(rule => rule.nodes.map(node => [
    rule.id, node.target.flat().join(" "), [...node.any, ...node.all, ...node.none].map(each => each.message).join("; ")]));

  // Visible elements with words of a kind that this tab has not seen in this mode.
  function newKinds() {
    const seen = ((window.axeSeen ??= {})[mode] ??= new Set()), fresh = [];
    for (const each of document.body.querySelectorAll("*")) {
      const words = each.matches("input,select,textarea") || [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
      if (!words || !each.checkVisibility()) continue;
      const kind = kindOf(each);
      if (!seen.has(kind)) fresh.push(each);
      seen.add(kind);
    }
    return fresh;
  }

  // All that a style sheet of ours can tell elements apart by, but for names of places and what links lead to.
  function kindOf(element) {
    const own = [...element.attributes].filter(({ name }) => !/^(id|src|alt|title|name|for|value|datetime|aria-(label|labelledby|describedby|controls))$/.test(name))
      .map(({ name, value }) => name === "href" ? `href=${value.split(":")[0].length < 6 ? element.protocol : ""}` : `${name}=${value}`);
    const place = [element.previousElementSibling ? "" : "first", element.nextElementSibling ? "" : "last"];
    return [element.parentElement ? kindOf(element.parentElement) : "", element.tagName, ...own, ...place].join(" ");
  }
}"""
_FOLLOW = """address => new Promise(done => {
  const shown = () => done(document.querySelector(".language-menu a[aria-current]").href);
  document.addEventListener("campaign:page", shown, { once: true });
  const link = Object.assign(document.createElement("a"), { href: address });
  document.body.append(link);
  link.click();
})"""


@dataclass
class _Seen:
    """What all tabs found, how many pages they loaded, and what is known of pages seen before."""

    kept: Cache
    surroundings: str
    findings: list[Finding] = field(default_factory=list)
    loaded: int = 0

    def key(self, page: BuiltPage) -> str:
        """What a page is remembered by."""
        return key(self.surroundings, page.path, page.raw.hex())

    def is_known(self, page: BuiltPage) -> bool:
        """Whether nothing was found in the same page before."""
        return self.kept.get(self.key(page), ".clean") is not None

    def keep(self, page: BuiltPage, findings: list[Finding]) -> None:
        """Take what was found in a page."""
        self.findings += findings
        if not findings:
            self.kept.put(self.key(page), ".clean", b"")


def check(kept: Path, site: Site) -> Report:
    """Every page in every mode; ``kept`` is the folder of what is remembered. Raises MachineError without Chromium or axe."""
    source = _source()
    seen = _Seen(Cache(kept), _surroundings(source, site))
    seen.kept.forget()
    pages = sorted(site.pages.values(), key=lambda page: (page.language, not page.is_not_found, page.path))
    left = [page for page in pages if not seen.is_known(page)]
    portions = [left[at : at + PAGES_A_TAB] for at in range(0, len(left), PAGES_A_TAB)]
    if portions:
        tabs.work(site, portions, partial(_portion, source, seen))
    return Report(
        CHECK,
        len(site.pages),
        site.languages,
        len(MODES),
        len(pages) * len(MODES),
        f"runs of {_VERSION.search(source)[0]}, {seen.loaded} pages loaded, {len(left) - seen.loaded} put in place,"
        f" {len(pages) - len(left)} remembered",
        problems(CHECK, seen.findings, WHY, MEND),
    )


def _surroundings(source: str, site: Site) -> str:
    """All that decides what axe says of a page, beside the page: axe, the browser, what we ask, scripts and fonts."""
    version = subprocess.run([browser.chromium_path(), "--version"], check=True, capture_output=True, text=True)
    files = sorted(path for path in (site.folder / "assets").rglob("*") if path.is_file())
    return key(
        source, version.stdout, Path(__file__).read_text(encoding="utf-8"), *(path.read_bytes().hex() for path in files)
    )


def _source() -> str:
    if not find_spec("axe_playwright_python"):
        raise MachineError("axe-core. Run  scripts/setup --test  once.")
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


async def _portion(source: str, seen: _Seen, running, address: str, pages: list[BuiltPage]) -> None:
    context = await running.new_context(viewport={"width": MODES[0].width, "height": 800})
    tab = await context.new_page()
    for page in pages:
        if not await _follow(tab, address + page.url):
            await tab.goto(address + page.url)
            await tab.evaluate(source + ";0")
            seen.loaded += 1
        findings = []
        for mode in MODES:
            await _set(tab, mode)
            found = await tab.evaluate(_RUN, [mode.name, _TAGS, mode.rules])
            findings += [Finding(page.path, f"{rule} ({mode.name}) {where}: {what}") for rule, where, what in found]
        seen.keep(page, findings)
        await _set(tab, MODES[0])
    await context.close()


async def _follow(tab, address: str) -> bool:
    """Follow a link to a page; whether it was put in place, or the browser went there itself."""
    from playwright.async_api import Error

    if tab.url == "about:blank" or address.endswith(".html"):
        return False
    try:
        return await tab.evaluate(_FOLLOW, address) == address
    except Error:
        await tab.wait_for_url(address)
        return False


async def _set(tab, mode: Mode) -> None:
    await tab.emulate_media(color_scheme=mode.colours)
    if tab.viewport_size["width"] != mode.width:
        await tab.set_viewport_size({"width": mode.width, "height": 800})
