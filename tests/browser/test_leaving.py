"""What a watching person finds after a reader has read and left, in two browsers; and how the exit and the pages put in place behave."""

import pytest

from campaign.bench.safety import journey, pages

pytestmark = pytest.mark.slow
BROWSERS = ["chromium", "firefox"]
PATHS = ["", "ur/get-help/", "realise/myths/", "pl/leaflets/spot-the-signs/"]


@pytest.mark.parametrize("by_key", [False, True], ids=["button", "keyboard"])
@pytest.mark.parametrize("browser", BROWSERS)
def test_after_reading_searching_and_leaving_one_neutral_row_is_left_and_back_shows_nothing(address, browser, by_key):
    left = journey.walk(browser, address, by_key)
    assert left.addresses_shown == {address}
    assert [url for url, _ in left.rows] == [address]
    assert not any("exploitation" in title.lower() for _, title in left.rows)
    assert left.text_after_back in ("", "Sunny spells")
    assert (left.stored, left.complaints) == (0, [])
    assert all("bbc.co.uk" in url for url in left.outside)


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_page_is_covered_while_the_next_site_never_answers(address, browser):
    covered = journey.cover(browser, address, PATHS)
    assert [each.text for each in covered] == [""] * len(PATHS)


def test_no_page_asks_others_keeps_anything_or_breaks_the_policy(chromium, address, built_site):
    known = [path for path in pages.addresses(built_site) if not path.endswith("404.html")]
    seen = pages.visit(chromium, address, known)
    assert seen.pages == len(known) > 600
    assert (seen.outside, seen.complaints, seen.cookies) == ([], [], 0)
    assert not any(seen.counts.values()), seen.counts


def test_a_link_puts_its_page_in_place_and_the_address_stays(open_page, address):
    page = open_page()
    rows = page.evaluate("history.length")
    page.locator(".words a[href*='get-help']").first.click()
    page.locator(".in-place__back").wait_for()
    assert page.url == address and page.evaluate("history.length") == rows
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.locator("h1").inner_text() == "Get help"


def test_back_on_the_page_returns_to_where_the_reader_was(open_page):
    page = open_page("realise/myths/")
    page.locator(".siblings a").last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.locator(".siblings a").last.click()
    page.locator(".in-place__back").click()
    page.locator("h1", has_text="Myths").wait_for()
    assert abs(page.evaluate("scrollY") - before) < 2
    assert not page.locator(".in-place__back").is_visible()


def test_links_to_a_heading_go_there_without_a_row_in_the_history(open_page, address):
    page = open_page("join-in/week-1/")
    rows = page.evaluate("history.length")
    page.locator(".on-this-page summary").click()
    link = page.locator(".on-this-page a").nth(3)
    goal = link.evaluate("link => link.hash.slice(1)")
    link.click()
    assert page.evaluate("document.activeElement.id") == goal
    assert page.url == address + "join-in/week-1/" and page.evaluate("history.length") == rows


def test_a_language_is_changed_in_place_and_searching_goes_on_in_it(open_page, address):
    page = open_page("get-help/")
    page.locator(".language-menu summary").click()
    page.locator(".language-menu a[hreflang=ur]").click()
    page.locator("html[lang=ur][dir=rtl] h1").wait_for()
    page.locator("#search").fill("تصویر")
    page.locator("#search-found a").first.click()
    page.locator(".in-place__back").wait_for()
    assert page.url == address + "get-help/"


def test_who_chooses_so_sees_each_address_and_may_change_their_mind(open_page, address):
    page = open_page()
    page.locator(".words a[href*='get-help']").first.click()
    page.locator(".in-place__back").wait_for()
    page.locator(".in-place input").check()
    assert page.url == address + "get-help/"
    page.locator(".breadcrumbs a").first.click()
    page.locator("body.home").wait_for()
    assert page.locator(".in-place input").is_checked() and page.url == address
    page.locator(".in-place input").uncheck()
    assert page.url == address


def test_a_page_that_cannot_be_fetched_is_left_to_the_browser(open_page, address):
    page = open_page()
    page.route("**/get-help/", lambda route: route.fulfill(body="<h1>Other build</h1>", content_type="text/html"))
    page.locator(".words a[href*='get-help']").first.click()
    page.wait_for_url(address + "get-help/")
    assert page.evaluate("history.length") == 2


def test_shift_is_counted_aloud_and_runs_out(open_page):
    page = open_page("get-help/")
    said = page.locator(".exit-link__said")
    page.clock.install()
    page.keyboard.press("Shift")
    assert said.inner_text() == "Press Shift 2 more times to leave."
    page.keyboard.press("Shift")
    assert said.inner_text() == "Press Shift 1 more time to leave."
    page.clock.run_for(5100)
    assert said.inner_text() == "You stopped. To leave, press Shift three times."
    page.keyboard.press("Shift")
    assert said.inner_text() == "Press Shift 2 more times to leave." and open_page.outside == []


def test_the_first_stops_of_the_keyboard_are_the_words_and_the_exit(open_page):
    page = open_page("get-help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link exit-link__first"
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert open_page.outside == ["https://www.bbc.co.uk/weather"]


@pytest.mark.parametrize("prefix", ["", "ur/"])
def test_titles_icon_and_cards_do_not_tell_what_the_site_is_about(open_page, prefix):
    page = open_page(prefix + "recognise/parents/")
    quiet = {"": "Information and advice", "ur/": "معلومات اور مشورہ"}[prefix]
    assert page.title() == quiet
    assert page.locator("meta[property='og:title']").get_attribute("content") == quiet
    assert page.locator("meta[property='og:description']").get_attribute("content") == quiet
