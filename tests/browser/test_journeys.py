"""Reading, switching language, printing and leaving, as readers do. Searching: test_search_box.py."""

import pytest
import showing

pytestmark = pytest.mark.slow

LANGUAGES = {"": ("en", "ltr"), "pl/": ("pl", "ltr"), "ur/": ("ur", "rtl")}


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("prefix", [*LANGUAGES, "ro/", "pa/", "ar/", "bn/"])
def test_no_page_is_wider_than_the_screen(open_page, prefix, width):
    for path in ("", "get-help/", "realise/myths/", "leaflets/"):
        page = open_page(prefix + path, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_reader_changes_the_language_of_the_page_they_are_on(open_page, prefix):
    page = open_page("react/what-to-do/")
    tag, direction = LANGUAGES[prefix]
    page.locator(".language-menu summary").click()
    page.locator(f".language-menu a[hreflang={tag}]").click()
    page.locator(f".language-menu a[hreflang={tag}][aria-current]").wait_for(state="attached")
    showing.wait_for(page, f"/campaign/{prefix}react/what-to-do/")
    assert (page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("dir")) == (tag, direction)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_without_script_the_page_reads_and_every_menu_works(open_page, prefix):
    page = open_page(prefix, java_script_enabled=False)
    assert page.locator("h1").is_visible() and not page.locator("#search").is_visible()
    page.locator(".site-menu summary").click()
    page.locator(".site-menu a").nth(4).click()
    assert page.url.endswith(f"{prefix}get-help/")
    assert page.locator(".exit-link__button").get_attribute("href").startswith("https://")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_on_a_wide_screen_the_menu_is_open(open_page, prefix):
    page = open_page(prefix, width=1280)
    assert page.locator(".site-menu a").first.is_visible()


def test_leaving_covers_the_page_at_once_and_takes_its_place_in_the_history(open_page):
    page = open_page("get-help/")
    page.evaluate("addEventListener('pagehide', () => {})")
    page.locator(".exit-link__button").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert open_page.outside == ["https://www.bbc.co.uk/weather"]


def test_shift_three_times_leaves_and_shift_with_a_letter_does_not(open_page):
    page = open_page("get-help/")
    for _ in range(3):
        page.keyboard.press("Shift+A")
    assert open_page.outside == []
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_timeout(300)
    assert open_page.outside == ["https://www.bbc.co.uk/weather"]


def test_the_exit_stays_in_reach_while_scrolling(open_page):
    page = open_page("realise/myths/")
    page.evaluate("scrollTo(0, 3000)")
    box = page.locator(".exit-link__button").bounding_box()
    assert 0 <= box["y"] < 60 and box["height"] >= 44


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_printed_page_leaves_out_what_paper_cannot_use(open_page, prefix):
    page = open_page(prefix + "recognise/parents/")
    page.emulate_media(media="print")
    for hidden in (".exit-link__button", ".search-box", ".language-menu", ".site-menu", ".breadcrumbs"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("h1").is_visible() and page.locator(".site-footer__help").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_school_reaches_the_leaflet_with_one_click(open_page, prefix):
    page = open_page(prefix + "leaflets/")
    picture = page.locator(".leaflet-shelf img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 420
    assert picture.get_attribute("alt")
    href = page.locator(".leaflet-shelf a[type='application/pdf']").first.evaluate("link => link.href")
    assert page.request.get(href).headers["content-type"] == "application/pdf"


def test_the_page_is_dark_when_the_system_is(open_page):
    page = open_page("", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 28)"


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize(
    "taps",
    [
        ["recognise/parents/"],
        ["recognise/friends/", "young-people/is-my-friend-safe/"],
        ["young-people/my-pictures/"],
        ["your-role/", "your-role/street-cleaning/"],
        ["react/danger-now/"],
        ["easy-read/", "easy-read/get-help/"],
    ],
)
def test_a_worried_reader_is_there_in_two_taps(open_page, prefix, taps):
    page = open_page(prefix)
    for goal in taps:
        link = next(
            link
            for link in page.locator("main a").all()
            if link.evaluate("a => a.pathname").endswith(f"/campaign/{prefix}{goal}")
        )
        link.click()
        showing.wait_for(page, f"/campaign/{prefix}{goal}")
