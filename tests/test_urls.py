import pytest

from campaign import urls


@pytest.mark.parametrize(
    "path, url", [("index.md", ""), ("realise/index.md", "realise/"), ("realise/myths.md", "realise/myths/")]
)
def test_a_page_has_the_address_of_its_folder(path, url):
    assert urls.page_url(path) == url


@pytest.mark.parametrize(
    "source, target, link",
    [
        ("", "realise/", "realise/"),
        ("realise/myths/", "", "../../"),
        ("realise/myths/", "realise/", "../"),
        ("realise/myths/", "react/tell/", "../../react/tell/"),
        ("a/", "a/", "./"),
    ],
)
def test_links_are_relative(source, target, link):
    assert urls.between(source, target) == link


def test_english_is_at_the_root_and_other_languages_in_a_folder():
    assert (urls.prefix("en"), urls.prefix("pl")) == ("", "pl/")


@pytest.mark.parametrize("url, way", [("", "./"), ("pl/", "../"), ("pl/realise/myths/", "../../../")])
def test_the_way_to_the_root(url, way):
    assert urls.to_root(url) == way
