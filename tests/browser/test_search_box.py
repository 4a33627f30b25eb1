"""The search box, as a worried reader uses it: by touch, by keyboard, offline, without script, and with nobody told."""

import shutil

import pytest
import showing

pytestmark = pytest.mark.slow


def options(page, typed):
    page.locator("#search").press_sequentially(typed)
    page.wait_for_selector(".search-box__found a, .search-box__help p")
    return [link.get_attribute("href") for link in page.locator(".search-box__found a").all()]


@pytest.mark.parametrize(
    "path, words, wanted",
    [
        ("", "myths", "realise/myths/"),
        ("", "signs for parents", "recognise/parents/"),
        ("", "gromed", "realise/how-people-are-drawn-in/"),
        ("", "strange man talking to my son online", "recognise/online/"),
        ("pl/", "mity", "realise/myths/"),
        ("pl/realise/", "jak powiedziec", "react/how-to-tell/"),
        ("ur/", "والدین", "recognise/parents/"),
        ("ur/react/", "mera beta", "recognise/parents/"),
    ],
)
def test_a_search_finds_the_page(open_page, path, words, wanted):
    page = open_page(path)
    assert any(link.endswith(wanted) for link in options(page, words))
    goal = page.locator(".search-box__found a").first.evaluate("link => link.pathname")
    page.locator(".search-box__found a").first.click()
    showing.wait_for(page, goal)


def test_results_show_title_section_and_one_line(open_page):
    page = open_page()
    options(page, "signs for parents")
    assert page.locator(".search-box__found a").first.inner_text().split("\n") == [
        "Signs for parents and carers",
        "Recognise · Changes to look for in your own child, and what to do with your worry.",
    ]
    assert page.locator(".search-box__count").inner_text().startswith("Pages found: ")


def test_the_list_is_walked_with_the_keys(open_page):
    page = open_page()
    field = page.locator("#search")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    assert field.get_attribute("aria-expanded") == "false"
    links = options(page, "police")
    assert field.get_attribute("aria-expanded") == "true" and field.input_value() == "police"
    chosen = lambda: page.locator(".search-box__found [aria-selected=true]").evaluate_all(
        "all => all.map(each => each.id)"
    )
    page.keyboard.press("ArrowDown")
    assert chosen() == ["search-found-0"] == [field.get_attribute("aria-activedescendant")]
    page.keyboard.press("ArrowUp")
    assert chosen() == [f"search-found-{len(links) - 1}"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert chosen() == ["search-found-1"]
    page.keyboard.press("Escape")
    assert (field.input_value(), page.locator(".search-box__found a").count(), chosen()) == ("", 0, [])
    page.keyboard.type("police/help")
    assert field.input_value() == "police/help"
    page.keyboard.press("Enter")
    assert chosen() == ["search-found-0"]
    goal = page.locator("#search-found-0").evaluate("link => link.pathname")
    page.keyboard.press("Enter")
    showing.wait_for(page, goal)


def test_focus_stays_in_the_field_and_what_changes_is_announced(open_page):
    page = open_page()
    options(page, "myth")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "search"
    assert page.locator(".search-box [role=status]").evaluate_all("all => all.length") == 2
    assert page.locator("#search").get_attribute("role") == "combobox"
    assert page.locator("#search-found").get_attribute("role") == "listbox"
    assert page.locator("#search-found [role=option]").count() > 0


@pytest.mark.parametrize(
    "prefix, typed",
    [
        ("", "help me"),
        ("", "he is here"),
        ("", "suicide"),
        ("", "hes outside my hosue"),
        ("pl/", "samobojstwo"),
        ("ro/", "vreau sa mor"),
        ("ur/", "خودکشی"),
        ("ur/", "khudkushi"),
        ("ar/", "انتحار"),
        ("bn/", "আত্মহত্যা"),
        ("pa/", "ਖੁਦਕੁਸ਼ੀ"),
    ],
)
def test_help_stands_above_the_results_when_somebody_may_be_in_danger(open_page, prefix, typed):
    page = open_page(prefix)
    options(page, typed)
    help = page.locator(".search-box__help")
    assert help.locator("a[href='tel:999']").is_visible() and help.locator("a[href='tel:116123']").is_visible()
    assert help.locator("a").last.get_attribute("href").endswith("react/danger-now/")
    results = page.locator(".search-box__found")
    if results.locator("a").count():
        assert help.bounding_box()["y"] < results.bounding_box()["y"]


@pytest.mark.parametrize("prefix", ["", "pl/", "ur/"])
def test_a_search_that_finds_nothing_shows_who_to_call(open_page, prefix):
    page = open_page(prefix)
    assert options(page, "жжжжщщщщ") == []
    help = page.locator(".search-box__help")
    for number in ("999", "101", "08001111"):
        assert help.locator(f"a[href='tel:{number}']").is_visible()
    assert help.locator("a").last.get_attribute("href").endswith("get-help/")


def test_ten_searches_leave_no_trace(open_page):
    page = open_page("about/", width=1280)
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.post_data, request.headers)))
    title, address, history = page.title(), page.url, page.evaluate("history.length")
    loaded = "performance.getEntriesByType('resource').filter(each => each.name.includes('search')).length"
    assert page.evaluate(loaded) == 0
    queries = [
        "secretword",
        "my uncle",
        "nudes",
        "help me",
        "suicide",
        "he hits me",
        "grooming",
        "police",
        "qqqq",
        "childline",
    ]
    for query in queries:
        page.locator("#search").fill("")
        page.locator("#search").press_sequentially(query)
        page.wait_for_timeout(30)
    page.wait_for_selector(".search-box__found a")
    assert [url for url, *_ in asked if not url.endswith("icon.svg")] == [address.replace("about/", "search.js")]
    assert not [each for each in asked for query in queries if query in str(each)]
    assert (page.title(), page.url, page.evaluate("history.length")) == (title, address, history)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert page.evaluate("caches.keys().then(all => all.length)") == 0
    assert [cookie for cookie in page.context.cookies()] == []
    field = page.locator("#search")
    assert [field.get_attribute(name) for name in ("name", "autocomplete", "spellcheck")] == [None, "off", "false"]
    assert page.locator("form").count() == 0


def test_what_was_typed_is_gone_after_leaving_and_coming_back(open_page):
    page = open_page()
    options(page, "secretword police")
    page.locator(".search-box__found a").first.click()
    page.locator(".in-place__back").click()
    showing.wait_for(page, "campaign/")
    assert page.locator("#search").input_value() == ""
    page.go_back()
    page.go_forward()
    assert page.locator("#search").input_value() == ""
    assert page.locator(".search-box__found a").count() == 0


@pytest.mark.parametrize("prefix", ["", "ur/"])
def test_without_script_a_link_to_all_pages_stands_in_place_of_the_box(open_page, prefix):
    page = open_page(prefix, java_script_enabled=False)
    assert not page.locator("#search").is_visible()
    page.locator(".search-box__instead a").click()
    assert page.url.endswith(f"{prefix}about/a-to-z/")
    assert page.locator(".a-to-z a").count() >= 90


def test_the_box_keeps_its_room_so_that_nothing_moves_when_the_script_comes(open_page):
    page = open_page()
    shown = page.locator(".search-box").bounding_box()
    page.evaluate("document.querySelector('.search-box').hidden = true")
    assert page.locator(".search-box").evaluate("box => box.getBoundingClientRect().height") == shown["height"]


@pytest.mark.parametrize("prefix, typed", [("", "nudes"), ("ur/", "beti")])
def test_a_copy_opened_from_a_folder_can_be_searched(chromium, built_site, tmp_path, prefix, typed):
    shutil.copytree(built_site, tmp_path / "copy")
    page = chromium.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto((tmp_path / "copy" / prefix / "index.html").as_uri())
    assert options(page, typed)
    page.locator(".search-box__found a").first.click()
    page.wait_for_load_state()
    assert page.url.endswith("/index.html") and page.locator("h1").is_visible()
    assert complaints == []
    page.close()
