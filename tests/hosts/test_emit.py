"""What each host gets, and that no host gets another's."""

import json
import re
import shlex
import zipfile

import pytest
from project import ROOT, Tiny, page

from campaign.build import Options, build
from campaign.hosts import emit, headers, policy
from campaign.problems import ContentError
from hosts.crawl import Page

pytestmark = pytest.mark.slow

#: The files that a host adds inside the site and beside it, but the pages for renamed pages and for leaving.
OWN = {
    "github-pages": ({".nojekyll"}, set()),
    "gitlab-pages": ({"_redirects"}, set()),
    "netlify": ({"_headers", "_redirects"}, set()),
    "cloudflare-pages": ({"_headers", "_redirects"}, set()),
    "azure-static-web-apps": ({"staticwebapp.config.json"}, set()),
    "s3-cloudfront": (set(), {"cloudfront-headers.json", "cloudfront-leaving.json", "cloudfront-function.js"}),
    "nginx": (set(), {"nginx.conf"}),
    "apache": ({".htaccess", "pl/.htaccess", "ur/.htaccess", "go/.htaccess"}, set()),
    "caddy": (set(), {"caddy"}),
    "folder": (set(), set()),
    "offline": (set(), {"zip"}),
}
MOVED = {f"{language}old/name/index.html" for language in ("", "pl/", "ur/")}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tiny site built for every host, and for none with no page renamed."""
    tiny = Tiny(tmp_path_factory.mktemp("tiny"))
    tiny.translate()
    folder = tmp_path_factory.mktemp("built")
    build(Options(tiny.root, folder / "plain" / "site", with_leaflets=False))
    tiny.write("docs/_data/redirects.yml", "redirects: {old/name.md: about/more.md}\n")
    for host in emit.HOSTS:
        build(Options(tiny.root, folder / host / "site", with_leaflets=False, host=host))
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("host", emit.HOSTS)
def test_only_the_files_of_the_host_are_there(built, host):
    assert OWN.keys() == emit.HOSTS.keys()
    inside, beside = OWN[host]
    able = emit.HOSTS[host]
    expected = files(built / "plain" / "site") | inside
    expected |= {"go/index.html"} if able.headers else set()
    expected |= MOVED if not able.redirects or able.beside else set()
    if host == "offline":
        expected -= {"robots.txt", "sitemap.xml", "404.html", "pl/404.html", "ur/404.html"}
    assert files(built / host / "site") == expected
    assert {path.name for path in (built / host).iterdir()} == {"site"} | {f"site.{name}" for name in beside}


def test_a_page_for_a_renamed_page_leads_on_without_script(built):
    text = (built / "folder/site/pl/old/name/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../about/more/">' in text
    assert '<link rel="canonical" href="https://tiny.example/sub/pl/about/more/">' in text
    assert '<a href="../../about/more/">pl·More words</a>' in text and "<script" not in text


def test_renamed_pages_are_named_in_each_hosts_words(built):
    read = lambda name: (built / name).read_text(encoding="utf-8")
    assert "/pl/old/name/ /sub/pl/about/more/ 301\n" in read("netlify/site/_redirects")
    assert "/pl/* /pl/404.html 404\n" in read("netlify/site/_redirects")
    assert "/old/name /sub/about/more/ 301\n" in read("cloudflare-pages/site/_redirects")
    assert read("gitlab-pages/site/_redirects").splitlines()[0] == "/sub/old/name/ /sub/about/more/ 301"
    azure = json.loads(read("azure-static-web-apps/site/staticwebapp.config.json"))
    assert {"route": "/ur/old/name", "redirect": "/sub/ur/about/more/", "statusCode": 301} in azure["routes"]
    assert '"/ur/old/name/": "/sub/ur/about/more/"' in read("s3-cloudfront/site.cloudfront-function.js")


def rules(text):
    """A _headers file as Cloudflare reads it: by path the headers to take away and to set."""
    found = {}
    for line in filter(None, text.splitlines()):
        if not line.startswith(" "):
            found[line] = own = ([], {})
        elif line.startswith("  ! "):
            own[0].append(line.removeprefix("  ! "))
        else:
            name, value = line.strip().split(": ", 1)
            own[1][name] = value
    return found


@pytest.mark.parametrize("host", ["netlify", "cloudflare-pages"])
def test_the_headers_file_promises_the_same_as_every_server(built, host):
    found = rules((built / host / "site/_headers").read_text(encoding="utf-8"))
    assert found["/*"][1]["Cache-Control"] == "no-store"
    assert headers.ALWAYS.items() <= found["/*"][1].items()
    kept = {path: own for path, own in found.items() if path.startswith("/assets/")}
    assert kept and all(own[1] == {"Cache-Control": headers.FOR_EVER} for own in kept.values())
    assert found["/go/*"][1] == {"Clear-Site-Data": '"cache"'}
    taken_away = {name for own in kept.values() for name in own[0]}
    assert taken_away == ({"Cache-Control"} if host == "cloudflare-pages" else set())


def test_the_headers_file_keeps_the_limits_of_cloudflare(built):
    text = (built / "cloudflare-pages/site/_headers").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 2000 and len(rules(text)) <= 100


def test_azure_is_told_the_same(built):
    told = json.loads((built / "azure-static-web-apps/site/staticwebapp.config.json").read_text(encoding="utf-8"))
    assert headers.ALWAYS.items() <= told["globalHeaders"].items()
    routes = {route["route"]: route["headers"] for route in told["routes"] if "headers" in route}
    assert routes.pop("/go/*") == {"Clear-Site-Data": '"cache"'}
    assert routes and set(map(str, routes.values())) == {str({"Cache-Control": headers.FOR_EVER})}


def test_cloudfront_is_told_every_header_but_caching_which_the_bucket_holds(built):
    told = json.loads((built / "s3-cloudfront/site.cloudfront-leaving.json").read_text(encoding="utf-8"))
    custom = {each["Header"]: each["Value"] for each in told["CustomHeadersConfig"]["Items"]}
    assert custom["Clear-Site-Data"] == '"cache"' and "Cache-Control" not in custom
    assert custom["Permissions-Policy"] == headers.ALWAYS["Permissions-Policy"]
    security = told["SecurityHeadersConfig"]
    assert "frame-ancestors 'none'" in security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert security["FrameOptions"] == {"Override": True, "FrameOption": "DENY"}


def test_a_policy_that_travels_with_the_pages_names_every_style_and_one_that_does_not_names_none(built):
    site = built / "netlify/site"
    hashes = {
        each
        for page in site.rglob("*.html")
        for each in re.findall("'sha256-[^']+'", page.read_text(encoding="utf-8").split("<style>")[0])
    }
    sent = rules((site / "_headers").read_text(encoding="utf-8"))["/*"][1]["Content-Security-Policy"]
    assert len(hashes) > 1 and set(re.findall("'sha256-[^']+'", sent)) == hashes
    assert "sha256-" not in (built / "nginx/site.nginx.conf").read_text(encoding="utf-8")


def test_a_page_without_a_policy_is_a_fault_of_ours(tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html>")
    with pytest.raises(ValueError, match="page.html has no content security policy"):
        policy.of_pages(tmp_path)


def test_the_page_that_clears_the_cache_says_nothing_of_the_campaign(built):
    text = (built / "nginx/site/go/index.html").read_text(encoding="utf-8")
    assert Page(text).links == ["https://www.bbc.co.uk/weather"]
    assert "<title>www.bbc.co.uk</title>" in text and "iny" not in text


def test_the_copy_for_a_usb_stick_names_files_and_is_the_same_in_the_zip(built):
    site = built / "offline/site"
    links = [(page, link) for page in site.rglob("*.html") for link in Page(page.read_text(encoding="utf-8")).links]
    inside = [(page, link.partition("#")[0]) for page, link in links if not re.match("[a-z]+:", link)]
    assert len(inside) > 50 and all((page.parent / link).is_file() for page, link in inside if link)
    with zipfile.ZipFile(built / "offline/site.zip") as archive:
        assert {name.removeprefix("national/") for name in archive.namelist()} == files(site)
        assert archive.read("national/index.html") == (site / "index.html").read_bytes()


@pytest.mark.parametrize("host", emit.HOSTS)
def test_a_host_is_described_in_the_guide(host):
    page = (ROOT / "guide/hosts" / f"{host}.md").read_text(encoding="utf-8")
    index = (ROOT / "guide/hosts/README.md").read_text(encoding="utf-8")
    assert f"--host {host}" in page or host == emit.DEFAULT
    able = emit.HOSTS[host]
    marks = ["yes" if each else "no" for each in (able.headers, able.headers, able.languages)]
    renamed = "by the host" if able.redirects else "by a page"
    assert f"| [`{host}`]({host}.md) | {' | '.join(marks)} | {renamed} |" in index


def test_a_page_may_not_take_the_address_of_the_page_that_clears_the_cache(tmp_path):
    tiny = Tiny(tmp_path)
    tiny.write("docs/go.md", page("Go", "Words.\n"))
    tiny.edit("mkdocs.yml", "      - about/more.md", "      - about/more.md\n      - go.md")
    tiny.translate()
    with pytest.raises(ContentError) as error:
        build(Options(tiny.root, tmp_path / "site", with_leaflets=False, host="netlify"))
    assert str(error.value) == (
        "docs/go.md:1: the address go/ belongs to the page that clears a reader’s cache.\n"
        "  why:  a reader who leaves would land on this page instead.\n"
        "  mend: give the page another name.   [redirects]"
    )


@pytest.mark.parametrize("path", ["a;b", "{env.HOME}", "$host", "a'b", "a(b", "a//b"])
def test_an_address_that_a_server_would_read_as_a_setting_is_refused(tmp_path, path):
    tiny = Tiny(tmp_path)
    tiny.translate()
    with pytest.raises(ContentError, match="holds a character that servers read as a setting"):
        build(
            Options(
                tiny.root, tmp_path / "site", with_leaflets=False, host="nginx", base_url=f"https://a.example/{path}"
            )
        )
    assert not (tmp_path / "site").exists()


def test_every_command_of_the_guide_is_understood():
    from campaign.cli import main

    commands = []
    for file in sorted((ROOT / "guide/hosts").glob("*.md")):
        commands += re.findall(r"scripts/((?:build|publish) [^`#\n]*[^`#\n ])", file.read_text(encoding="utf-8"))
    assert len(commands) >= 20
    for line in commands:
        name, *arguments = shlex.split(line.replace("$CI_PAGES_URL", "https://a.example"))
        command = main.commands[name]
        if name == "publish":
            command, arguments = command.commands[arguments[0]], arguments[1:]
        command.make_context(name, arguments)


@pytest.mark.parametrize("host", emit.HOSTS)
def test_building_twice_for_a_host_gives_the_same_bytes(tmp_path, monkeypatch, host):
    tiny = Tiny(tmp_path / "tiny")
    tiny.translate()
    tiny.edit("councils/national/council.yml", "colours:", "security_contact: mailto:a@council.example\ncolours:")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    found = []
    for folder in ("one", "two"):
        build(Options(tiny.root, tmp_path / folder / "site", with_leaflets=False, host=host))
        found.append({name: (tmp_path / folder / name).read_bytes() for name in files(tmp_path / folder)})
    assert found[0] == found[1] and len(found[0]) > 12
    assert ("site/.well-known/security.txt" in found[0]) is (host != emit.OFFLINE)
