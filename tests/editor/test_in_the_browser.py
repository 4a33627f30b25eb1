"""The web editor in Chromium, on a folder: a page, a helpline and a council edited and saved, a page begun."""

import re
import shutil
import subprocess
import threading

import pytest

from campaign import checks, content
from campaign.bench.browser import chromium
from campaign.editor import sveltia
from campaign.editor.server import Server
from campaign.problems import errors

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory, real_root):
    """A copy of what people write, in a repository of its own, so that what changed can be told."""
    root = tmp_path_factory.mktemp("editor") / "project"
    for name in ("docs", "councils", "translations"):
        shutil.copytree(real_root / name, root / name)
    shutil.copy(real_root / "mkdocs.yml", root)
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "Begin")
    return root


def git(root, *arguments):
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def page(folder, real_root):
    """The editor, open on the folder, in a window so high that it makes every field; it asks no other host."""
    server = Server(folder, sveltia.program(real_root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 4000}).new_page()
        page.set_default_timeout(60_000)
        page.elsewhere = []
        page.on(
            "response", lambda answer: page.elsewhere.append(answer.url) if server.address not in answer.url else None
        )
        page.goto(server.address)
        page.get_by_role("button", name="Work with Local Repository").click()
        page.get_by_text("Recognise").first.wait_for()
        page.home = server.address
        yield page
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def clean(folder):
    yield
    git(folder, "checkout", "--quiet", ".")
    git(folder, "clean", "--quiet", "--force", "docs")


def go(page, place):
    page.goto(f"{page.home}#/collections/{place}")


def field(page, name, kind="input"):
    return page.locator(f"[data-key-path='{name}'] {kind}").first


def save(page, said):
    page.get_by_role("button", name="Save", exact=True).click()
    bar = page.locator("#campaign-bar", has_text=said)
    bar.wait_for()
    # Then the editor goes back to the list, and would do so over the next test's head.
    page.wait_for_url(re.compile(r"/collections/[a-z-]+$"))
    return bar.inner_text()


def changed(folder):
    """The lines that went and the lines that came, in the order of the files."""
    lines = git(folder, "diff", "--unified=0", "--no-color").splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_page_edited_and_saved_keeps_every_other_byte_and_passes_the_checks(page, folder):
    go(page, "recognise/entries/hotels")
    field(page, "title").fill("Signs in hotels, guest houses and hostels")
    assert save(page, "The checks found nothing") == "Saved docs/recognise/hotels.md. The checks found nothing."
    assert changed(folder) == [
        "-title: Signs in hotels and guest houses",
        "+title: Signs in hotels, guest houses and hostels",
    ]
    assert errors(checks.of_english(content.load(folder))) == []


def test_words_with_a_typed_number_are_saved_and_the_check_says_how_to_mend_them(page, folder):
    go(page, "recognise/entries/transport")
    words = field(page, "body", "textarea")
    words.fill(words.input_value().replace("## Next step", "Call 0800 1111.\n\n## Next step"))
    said = save(page, "is typed in the page")
    assert "docs/recognise/transport.md" in said and "mend: write  {{ helpline.childline.phone }}" in said
    assert changed(folder) == ["+Call 0800 1111.", "+"]


def test_a_council_edited_and_saved_keeps_its_comments(page, folder):
    go(page, "councils/entries/luton")
    field(page, "website").fill("https://www.luton.gov.uk/new/")
    save(page, "Saved councils/luton/council.yml")
    assert changed(folder) == ["-website: https://www.luton.gov.uk/", "+website: https://www.luton.gov.uk/new/"]


def test_the_register_edited_and_saved_keeps_its_comments_and_its_quotes(page, folder):
    go(page, "helplines/entries/helplines")
    page.get_by_role("button", name="Expand").first.click()
    page.locator("[data-key-path='helplines']").get_by_role("button", name="Expand", exact=True).nth(3).click()
    field(page, "helplines.3.owner").fill("Somebody else")
    save(page, "Saved docs/_data/helplines.yml")
    gone, came = changed(folder)
    assert gone.startswith("-  owner: ") and came == "+  owner: Somebody else"


def test_a_page_begun_in_the_editor_is_a_draft_that_passes_the_checks(page, folder):
    go(page, "recognise/new")
    field(page, "title").fill("Signs in taxi offices")
    field(page, "description", "textarea").fill(
        "What people in taxi offices may notice about a child, and how to pass it on."
    )
    field(page, "summary", "textarea").fill("For bookers and owners.")
    choose(page, "audience", "workers")
    fill_list(page, "keywords", [f"taxi office words {number}" for number in range(8)])
    fill_list(page, "sources", ["S48"])
    save(page, "Saved docs/recognise/signs-in-taxi-offices.md")
    assert changed(folder) == ["+      - recognise/signs-in-taxi-offices.md"]
    loaded = content.load(folder, with_drafts=True)
    assert loaded.pages["recognise/signs-in-taxi-offices.md"].front.draft
    assert errors(checks.run(content.load(folder))) == []


def choose(page, name, option):
    page.locator(f"[data-key-path='{name}']").get_by_role("combobox").click()
    page.get_by_role("option", name=option, exact=True).click()


def fill_list(page, name, items):
    place = page.locator(f"[data-key-path='{name}']")
    for number, item in enumerate(items):
        if place.get_by_label("Item Value").count() <= number:
            place.get_by_role("button", name="Add").last.click()
        place.get_by_label("Item Value").nth(number).fill(item)


def test_nothing_came_from_another_host(page):
    assert [url for url in page.elsewhere if not url.startswith(("blob:", "data:"))] == []
