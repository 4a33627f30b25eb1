"""Readers who do not look and point as most do: a keyboard only, no script, large letters, their own spacing or colours, paper.

On one page of each kind, in every language, because long words and tall letters break a layout in one language
alone. What a rule of axe can see is not looked at again here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from campaign.gates import tabs
from campaign.gates.report import Finding, Report, problems
from campaign.gates.site import BuiltPage, Site

CHECK = "gate: journeys"
WHY = "a reader with large letters, a keyboard, a printer or no script cannot go on here."
MEND = "mend the component's style or markup in overrides/components/."

#: One page of each kind: home, helplines, folds, lists, table and cards, long list, pictures, danger, leaflet, sheet with fields.
KINDS = (
    "",
    "get-help/",
    "realise/myths/",
    "leaflets/",
    "recognise/parents/",
    "about/a-to-z/",
    "easy-read/signs/",
    "react/danger-now/",
    "leaflets/spot-the-signs/",
    "learn/attendance-sheet/",
)
#: Reflow at 400 % on a screen of 1280 by 1024 (WCAG 1.4.10), and a desktop.
SMALL, PHONE, LARGE = {"width": 320, "height": 256}, {"width": 360, "height": 800}, {"width": 1280, "height": 1024}

_OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  const letters = /Latn|Cyrl|Grek/.test(new Intl.Locale(document.documentElement.lang).maximize().script) ? "letter-spacing: .12em !important;" : "";
  sheet.replaceSync(`* { line-height: 1.5 !important; word-spacing: .16em !important; ${letters} } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
_CUT_OFF = """() => {
  const width = document.documentElement.clientWidth, faults = [];
  const name = each => `${each.tagName.toLowerCase()}.${each.className || each.parentElement.className}`;
  if (document.documentElement.scrollWidth > width) faults.push(`the page scrolls sideways, ${document.documentElement.scrollWidth} pixels on ${width}.`);
  for (const each of document.querySelectorAll("body *")) {
    const style = getComputedStyle(each);
    if (!each.checkVisibility({ visibilityProperty: true }) || style.clipPath !== "none" || each.closest(".visually-hidden, .skip-link, svg")) continue;
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (hides && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)) faults.push(`${name(each)} is cut off.`);
    const box = each.getBoundingClientRect();
    if (box.width && (box.right > width + 1 || box.left < -1)) faults.push(`${name(each)} reaches over the edge of the screen.`);
  }
  return faults;
}"""
_STICKY = """() => [...document.querySelectorAll("body *")].filter(each => /sticky|fixed/.test(getComputedStyle(each).position) && each.checkVisibility())
  .filter(each => each.getBoundingClientRect().height > innerHeight / 2.5).map(each => `${each.className} covers ${Math.round(each.getBoundingClientRect().height)} of ${innerHeight} pixels.`)"""
_MOVING = """() => [...document.querySelectorAll("*")].filter(each => {
  const style = getComputedStyle(each);
  return style.animationName !== "none" || style.scrollBehavior === "smooth" || /transform|translate|all/.test(style.transitionProperty) && parseFloat(style.transitionDuration) > 0;
}).map(each => `${each.tagName.toLowerCase()}.${each.className} moves, though the reader asked for less motion.`)"""
_UNSEEN = """() => [...document.querySelectorAll("a[href], summary, input, label, button, h1, p")].filter(each => each.checkVisibility({ visibilityProperty: true })).filter(each => {
  const style = getComputedStyle(each);
  let behind = each;
  while (behind && /, 0\\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  return behind && style.color === getComputedStyle(behind).backgroundColor;
}).map(each => `${each.tagName.toLowerCase()}.${each.className} has the colour of its ground in forced colours.`)"""
_ON_PAPER = """() => {
  const shown = selector => [...document.querySelectorAll(selector)].some(each => each.checkVisibility());
  const faults = [".exit-link__button", ".search-box", ".site-menu", ".language-menu", ".skip-link"].filter(shown).map(each => `${each} is printed.`);
  return [...faults, ...["h1", ".site-footer a[href^='tel:']"].filter(each => !shown(each)).map(each => `${each} is not printed.`)];
}"""
_WITHOUT_SCRIPT = """() => {
  const faults = [], links = selector => document.querySelectorAll(`${selector} a[href]`).length;
  for (const menu of [".site-menu", ".language-menu"]) if (links(`details${menu}`) < 2) faults.push(`${menu} has no links without script.`);
  if (!/^https:/.test(document.querySelector(".exit-link__button")?.getAttribute("href"))) faults.push("the exit does not leave without script.");
  if (!links("noscript") && !document.querySelector(".search-box__instead a")) faults.push("nothing stands in the place of the search without script.");
  if (document.querySelector("#search")?.checkVisibility()) faults.push("the search box is shown, and does nothing without script.");
  if (!document.querySelector(".site-footer a[href^='tel:']")?.checkVisibility()) faults.push("no number to call is in reach without script.");
  return faults;
}"""
_STOPS = """() => {
  const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const shown = [...document.querySelectorAll(stops)].filter(each => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  window.campaignLeft = new Set(shown);
  return shown.length;
}"""
_STOP = """() => {
  const name = each => `${each.tagName.toLowerCase()}.${each.className} “${each.textContent.trim().slice(0, 30)}”`;
  const stop = document.activeElement, style = getComputedStyle(stop), box = stop.getClientRects()[0], faults = [];
  campaignLeft.delete(stop);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push(`${name(stop)} does not show that it has the focus.`);
  const found = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!found || !stop.contains(found) && !found.contains(stop)) faults.push(`${name(stop)} is covered when it has the focus.`);
  return faults;
}"""
_LEFT = """() => [...campaignLeft].map(each => `${each.tagName.toLowerCase()}.${each.className} “${each.textContent.trim().slice(0, 30)}” is not reached with Tab.`)"""


async def _zoomed(tab) -> list[str]:
    await tab.set_viewport_size(SMALL)
    await tab.evaluate(_OPEN)
    return [*await tab.evaluate(_CUT_OFF), *await tab.evaluate(_STICKY)]


async def _spaced(viewport: dict, tab) -> list[str]:
    await tab.set_viewport_size(viewport)
    await tab.evaluate(_OPEN)
    await tab.evaluate(_SPACED)
    return await tab.evaluate(_CUT_OFF)


async def _emulated(media: dict, question: str, tab) -> list[str]:
    await tab.emulate_media(**{"media": "null", "forced_colors": "null", "reduced_motion": "null"} | media)
    return await tab.evaluate(question)


async def _without_script(tab) -> list[str]:
    return await tab.evaluate(_WITHOUT_SCRIPT)


async def _walked(tab) -> list[str]:
    """Tab from the first stop to the last: each is reached, is seen, and lets go; the first two skip and leave."""
    faults = []
    for number in range(await tab.evaluate(_STOPS)):
        await tab.keyboard.press("Tab")
        faults += await tab.evaluate(_STOP)
        first = (".skip-link", ".exit-link__first")[number : number + 1]
        if first and not await tab.evaluate(_HAS_FOCUS, first[0]):
            faults.append(f"stop {number + 1} is not {first[0]}.")
    return [*faults, *await tab.evaluate(_LEFT)]


async def _menus(tab) -> list[str]:
    """With the keyboard alone: open each menu, go to its last link, and change the language."""
    from playwright.async_api import TimeoutError

    faults = []
    for menu in (".site-menu", ".language-menu"):
        if await _reach(tab, f"{menu} summary"):
            await tab.keyboard.press("Enter")
        if not await _reach(tab, f"{menu} li:last-child a"):
            faults.append(f"the last link of {menu} is not reached.")
    wanted = await tab.evaluate("document.activeElement.hreflang")
    await tab.keyboard.press("Enter")
    try:
        await tab.locator(f"html[lang='{wanted}']").wait_for(state="attached", timeout=10_000)
    except TimeoutError:
        faults.append("the language is not changed.")
    return faults


_HAS_FOCUS = "selector => document.activeElement.matches(selector)"


async def _reach(tab, selector: str) -> bool:
    for _ in range(60):
        if await tab.evaluate(_HAS_FOCUS, selector):
            return True
        await tab.keyboard.press("Tab")
    return False


@dataclass(frozen=True)
class Journey:
    """One load of a page of each of these kinds, and what is asked of it, one after the other, by the name of the mode."""

    asks: dict[str, Callable[[Any], Awaitable[list[str]]]]
    kinds: tuple[str, ...] = KINDS
    settings: dict[str, Any] = field(default_factory=lambda: {"viewport": PHONE})


JOURNEYS = (
    Journey(
        {
            "zoom 400 %": _zoomed,
            "text spacing, phone": partial(_spaced, PHONE),
            "text spacing, desktop": partial(_spaced, LARGE),
            "forced colours": partial(_emulated, {"forced_colors": "active"}, _UNSEEN),
            "reduced motion": partial(_emulated, {"reduced_motion": "reduce"}, _MOVING),
            "print": partial(_emulated, {"media": "print"}, _ON_PAPER),
        }
    ),
    Journey({"no script": _without_script}, settings={"viewport": SMALL, "java_script_enabled": False}),
    Journey({"keyboard": _walked}, ("", "react/danger-now/")),
    Journey({"keyboard, menus": _menus}, ("",)),
)
MODES = [mode for journey in JOURNEYS for mode in journey.asks]


@dataclass
class _Seen:
    findings: list[Finding] = field(default_factory=list)
    asked: int = 0


def check(site: Site) -> Report:
    """Every journey over its kinds of pages in every language. Raises MachineError without Chromium."""
    seen, pages = _Seen(), sample(site, KINDS)
    portions = [(journey, part) for journey in JOURNEYS for part in by_language(sample(site, journey.kinds))]
    tabs.work(site, portions, partial(_go, seen))
    unit = f"pages tried ({', '.join(MODES)})"
    return Report(
        CHECK, len(pages), site.languages, len(MODES), seen.asked, unit, problems(CHECK, seen.findings, WHY, MEND)
    )


def sample(site: Site, kinds: tuple[str, ...]) -> list[BuiltPage]:
    """The pages of these kinds in every language."""
    return [
        page
        for page in site.pages.values()
        if (page.url if page.language == "en" else page.url.partition("/")[2]) in kinds
    ]


def by_language(pages: list[BuiltPage]) -> list[list[BuiltPage]]:
    """The pages, those of a language together."""
    return [[page for page in pages if page.language == tag] for tag in sorted({page.language for page in pages})]


async def _go(seen: _Seen, running, address: str, portion: tuple[Journey, list[BuiltPage]]) -> None:
    journey, pages = portion
    context = await running.new_context(**journey.settings)
    tab = await context.new_page()
    for page in pages:
        await tab.emulate_media(media="null")
        await tab.goto(address + page.url)
        for mode, ask in journey.asks.items():
            seen.asked += 1
            seen.findings += [Finding(page.path, f"{mode}: {fault}") for fault in await ask(tab)]
    await context.close()
