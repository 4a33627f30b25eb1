"""Which page a browser shows: the address bar does not say, because pages are put in place."""


def wait_for(page, ending: str) -> None:
    """Wait until the page whose address ends with ``ending`` is shown. The language menu links to it."""
    page.locator(f".language-menu a[aria-current][href$='{ending}']").wait_for(state="attached", timeout=10_000)
