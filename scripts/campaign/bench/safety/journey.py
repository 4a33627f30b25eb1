"""The way of a reader who reads, searches, changes the language, and leaves; and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.bench.safety.readers import Reader, reader

#: Says how long after a press nothing of the page is seen any more: the second frame after the cover was put in. Said
#: to the console, because Chromium answers no question while it waits for another site.
_WATCH = """(() => {
  let pressed;
  const note = event => { if (event.type === "click" || event.key === "Shift") pressed = performance.now(); };
  for (const kind of ["click", "keyup"]) addEventListener(kind, note, true);
  const say = () => console.info(`covered|${performance.now() - pressed}|${document.body.innerText.trim()}`);
  new MutationObserver(() => {
    if (document.querySelector(".exit-cover")) requestAnimationFrame(() => requestAnimationFrame(say));
  }).observe(document.body, { childList: true });
})()"""
_ELSEWHERE = "<!doctype html><title>Elsewhere</title><p>Sunny spells"


@dataclass(frozen=True)
class Covered:
    """``milliseconds`` from the press until nothing of the page was seen; ``text`` is what was left to see."""

    milliseconds: float
    text: str


@dataclass(frozen=True)
class Left:
    """What a journey left behind: the site's rows in the browser's history, what Back showed, what was kept and who was asked."""

    browser: str
    text_after_back: str
    rows: list[tuple[str, str]]
    addresses_shown: set[str]
    stored: int
    outside: list[str]
    complaints: list[str]


def walk(browser: str, site: str, by_key: bool) -> Left:
    """Read pages in two languages, search, leave, and press Back; ``site`` is the address of the site, with a slash at its end."""
    with reader(browser, site, _ELSEWHERE) as person:
        person.goto(site)
        shown = set(_read_on(person))
        stored = person.evaluate("localStorage.length + sessionStorage.length") + person.cookies()
        _press_exit(person, by_key)
        _until(person, f"!location.href.startsWith({site!r}) && document.readyState === 'complete'")
        text = _after_back(person)
        complaints = [f"{level}: {text}" for level, text in person.said if level in ("error", "warn", "warning")]
        person.close()
        rows = [row for row in person.history() if row[0].startswith(site)]
    outside = [url for url in person.requests if url.startswith(("http:", "https:")) and not url.startswith(site)]
    return Left(browser, text, rows, shown, stored, outside, complaints)


def cover(browser: str, site: str, paths: list[str]) -> list[Covered]:
    """Leave each of the pages for a site that never answers, by the button and by the keyboard in turn."""
    with reader(browser, site) as person:
        found = [_cover(person, site + path, number % 2 == 1) for number, path in enumerate(paths)]
        person.close()
    return found


def _cover(person: Reader, url: str, by_key: bool) -> Covered:
    person.goto(url)
    person.evaluate(_WATCH)
    before = len(person.said)
    _press_exit(person, by_key)
    for _ in range(100):
        for _, words in person.said[before:]:
            if words.startswith("covered|"):
                _, milliseconds, text = words.split("|", 2)
                return Covered(float(milliseconds), text)
        person.wait(0.05)
    raise TimeoutError(f"{url} was not covered")


def _read_on(person: Reader):
    """Follow links in the words, in the menu and between languages, and search; gives the addresses that the browser showed."""
    for link, landed in [
        (".words a[href*='get-help']", "h1"),
        (".site-menu a[href*='/realise/']", "h1"),
        (".language-menu a[hreflang=ur]", "html[lang=ur] h1"),
    ]:
        _follow(person, link, landed)
        yield person.evaluate("location.href")
    person.evaluate(
        "(() => { const field = document.querySelector('#search'); field.value = 'مدد'; "
        "field.dispatchEvent(new Event('input')); })()"
    )
    _until(person, "document.querySelectorAll('#search-found a').length > 0")
    _follow(person, "#search-found a", "h1")
    yield person.evaluate("location.href")


def _follow(person: Reader, link: str, landed: str) -> None:
    """Press a link, wherever its menu is folded, and wait for the page."""
    person.evaluate(f"document.querySelector({link!r}).click()")
    _until(person, f"!!document.querySelector({landed!r}) && !document.documentElement.dataset.fetching")


def _press_exit(person: Reader, by_key: bool) -> None:
    if not by_key:
        person.click(".exit-link__button")
        return
    for _ in range(3):
        person.press("Shift")


def _after_back(person: Reader) -> str:
    """What is seen after Back; where there is no page to go back to, what is seen then."""
    try:
        person.back()
    except Exception as error:  # each driver has its own error for having no page before this one
        if "history" not in str(error).lower():
            raise
    person.wait(0.5)
    return person.evaluate("document.body ? document.body.innerText.trim() : ''")


def _until(person: Reader, condition: str) -> None:
    """Wait until a condition holds. Raises TimeoutError after half a minute: a busy machine stands still for long."""
    for _ in range(600):
        if person.evaluate(condition):
            return
        person.wait(0.05)
    raise TimeoutError(condition)
