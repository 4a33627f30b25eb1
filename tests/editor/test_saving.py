"""What the web editor saves: the smallest change, or a refusal that says why."""

import http.client
import json
import threading
from urllib.parse import quote

import pytest
import yaml

from campaign import content, strict_yaml
from campaign.editor import saving, settings
from campaign.editor.server import TOKEN_HEADER, Server
from campaign.problems import ContentError

PAGE = "docs/about/more.md"


def as_the_editor_writes(text: str, **change) -> str:
    """The same data as another program would write it: other quotes, folding and order, no comments."""
    head, body = text.removeprefix("---\n").split("\n---\n", 1) if text.startswith("---\n") else (text, None)
    data = strict_yaml.read(head).data | change
    dumped = yaml.safe_dump(dict(reversed(data.items())), sort_keys=False, allow_unicode=True, default_style="'")
    return dumped if body is None else f"---\n{dumped}---\n\n{body.strip()}\n"


def text(project, name):
    return (project.root / name).read_text(encoding="utf-8")


def test_every_file_of_the_project_saved_without_a_change_keeps_every_byte(real_root):
    seen = 0
    for name in saving.files(real_root):
        before = (real_root / name).read_bytes()
        saving.save(real_root, name, as_the_editor_writes(before.decode()))
        assert (real_root / name).read_bytes() == before, name
        seen += 1
    assert seen > 100


def test_a_changed_title_changes_one_line(tiny):
    before = text(tiny, PAGE)
    saving.save(tiny.root, PAGE, as_the_editor_writes(before, title="Other: words"))
    assert text(tiny, PAGE) == before.replace("title: More words", 'title: "Other: words"')


def test_changed_words_leave_the_front_matter_alone(tiny):
    before = text(tiny, PAGE)
    saving.save(tiny.root, PAGE, as_the_editor_writes(before).replace("\nWords.\n", "\nBetter words.\n"))
    assert text(tiny, PAGE) == before.replace("\nWords.\n", "\nBetter words.\n")


def test_empty_fields_and_a_no_that_nobody_said_are_not_written(tiny):
    before = text(tiny, PAGE)
    nothing = {"allow_words": {}, "leaflet": {"a4": [], "poster": ""}}
    added = as_the_editor_writes(before, short_title="", sensitive="false", draft="false", **nothing)
    saving.save(tiny.root, PAGE, added)
    assert text(tiny, PAGE) == before


def test_a_page_that_cannot_be_read_again_is_refused_and_stays(tiny):
    before = text(tiny, PAGE)
    with pytest.raises(ContentError) as error:
        saving.save(tiny.root, PAGE, as_the_editor_writes(before, summary="short"))
    assert "“summary”: String should have at least 10 characters (found: short)." in str(error.value)
    assert text(tiny, PAGE) == before


def test_a_new_page_becomes_a_draft_with_its_line_in_the_menu(tiny):
    saving.save(tiny.root, "docs/about/new-page.md", as_the_editor_writes(text(tiny, PAGE), title="New page"))
    page = content.load(tiny.root, with_drafts=True).pages["about/new-page.md"]
    assert page.front.draft and page.front.title == "New page"
    assert list(strict_yaml.read(text(tiny, page.file).split("---\n")[1]).data)[:2] == ["title", "description"]
    assert "      - about/more.md\n      - about/new-page.md\n" in text(tiny, "mkdocs.yml")


def test_a_new_page_where_no_part_is_is_refused(tiny):
    with pytest.raises(ContentError, match="no part of the site has its pages in the folder “nowhere”"):
        saving.save(tiny.root, "docs/nowhere/new.md", as_the_editor_writes(text(tiny, PAGE)))
    assert not (tiny.root / "docs/nowhere").exists()


def test_a_helpline_without_a_reason_to_hold_it_back_is_refused(tiny):
    register = strict_yaml.read(text(tiny, "docs/_data/helplines.yml")).data
    register["helplines"][0]["publish"] = "check-first"
    with pytest.raises(ContentError, match="needs a “reason”"):
        saving.save(tiny.root, "docs/_data/helplines.yml", yaml.safe_dump(register))


def test_an_empty_list_that_the_editor_leaves_out_stays(tiny):
    before = text(tiny, "docs/_data/helplines.yml").replace("groups: [young-people]", "groups: []", 1)
    tiny.write("docs/_data/helplines.yml", before)
    register = strict_yaml.read(before).data
    del register["helplines"][0]["groups"]
    saving.save(tiny.root, "docs/_data/helplines.yml", yaml.safe_dump(register))
    assert text(tiny, "docs/_data/helplines.yml") == before


def test_a_draft_stays_one_unless_somebody_says_otherwise(tiny):
    saving.save(tiny.root, "docs/about/new.md", as_the_editor_writes(text(tiny, PAGE), title="New page"))
    saving.save(tiny.root, "docs/about/new.md", as_the_editor_writes(text(tiny, "docs/about/new.md"), draft="false"))
    assert "\ndraft: false\n" in text(tiny, "docs/about/new.md")
    assert "about/new.md" in content.load(tiny.root).pages


def test_the_forms_have_every_field_of_the_schemas_with_its_help(real_root):
    from datetime import date

    made = settings.make(real_root, date(2026, 11, 22))
    by_name = {each["name"]: each for each in made["collections"]}
    fields = {field["name"]: field for field in by_name["recognise"]["fields"]}
    assert set(content.FrontMatter.model_fields) - set(fields) == {"leaflet"}
    assert fields["audience"]["widget"] == "select" and "parents" in fields["audience"]["options"]
    assert fields["review_every"]["pattern"][0] == "^[1-9][0-9]? months$"
    assert fields["description"]["hint"].startswith("Search engines and messages show it. For example: ")
    assert (fields["title"]["minlength"], fields["title"]["maxlength"], fields["keywords"]["min"]) == (2, 70, 8)
    helplines = by_name["helplines"]["files"][0]["fields"][0]
    assert helplines["name"] == "helplines" and "for" in {field["name"] for field in helplines["fields"]}
    assert [each["name"] for each in by_name["councils"]["files"]] == ["luton", "national"]


def test_only_fields_that_every_page_has_get_a_default(real_root):
    """The editor gives a default to old pages that lack the field too: a draft by default would take pages off the site."""
    from datetime import date

    for collection in settings.make(real_root, date(2026, 11, 22))["collections"]:
        for field in collection.get("fields", []):
            assert "default" not in field or field.get("required", True) or field["default"] is False, field["name"]


@pytest.fixture
def server(tiny, tmp_path):
    (tmp_path / "program").mkdir()
    server = Server(tiny.root, tmp_path / "program")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def ask(server, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.headers


def put(server, path, body, **headers):
    return ask(server, "PUT", path, body, **({TOKEN_HEADER.replace("-", "_"): server.token} | headers))


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_it_lists_and_gives_the_files_that_editors_write_and_no_other(server, tiny):
    names = json.loads(ask(server, "GET", "/files")[1])
    assert PAGE in names and "docs/_data/helplines.yml" in names and "councils/other/council.yml" in names
    assert ask(server, "GET", f"/files/{PAGE}")[1] == text(tiny, PAGE)
    for name in ("mkdocs.yml", "docs/../mkdocs.yml", "../../../etc/passwd", "%2e%2e/mkdocs.yml", "translations/pl.po"):
        assert ask(server, "GET", f"/files/{name}")[0] == 404, name


def test_what_comes_without_the_word_of_our_page_is_not_written(server, tiny):
    before = text(tiny, PAGE)
    changed = before.replace("Words.", "Bad words.")
    assert ask(server, "PUT", f"/files/{PAGE}", changed)[0] == 403
    assert put(server, f"/files/{PAGE}", changed, X_Campaign_Token="guess")[0] == 403
    assert text(tiny, PAGE) == before


@pytest.mark.parametrize(
    "name",
    ["mkdocs.yml", "docs/../mkdocs.yml", "scripts/x.md", "docs/_data/new.yml", "docs/about/Ünew.md", "docs/a/b/c.md"],
)
def test_other_files_are_not_written(server, tiny, name):
    assert put(server, f"/files/{quote(name)}", "---\ntitle: x\n---\n")[0] == 403
    assert "title: x" not in text(tiny, "mkdocs.yml")


def test_a_request_for_another_host_is_refused(server):
    assert ask(server, "GET", "/", Host="evil.example")[0] == 421
    assert put(server, f"/files/{PAGE}", "x", Host=f"evil.example:{server.server_port}")[0] == 421


def test_saving_answers_with_problems_in_the_words_of_the_checks(server, tiny):
    before = text(tiny, PAGE)
    assert put(server, f"/files/{PAGE}", before.replace("Words.", "Call 0800 1111.").encode())[0] == 200
    found = json.loads(ask(server, "GET", f"/findings/{PAGE}")[1])
    assert [(each["check"], each["mend"]) for each in found] == [("numbers", "write  {{ helpline.childline.phone }}")]
    status, body, _ = put(server, f"/files/{PAGE}", b"---\ntitle: x\n---\n")
    assert status == 422 and json.loads(body)[0]["path"] == PAGE
    assert put(server, f"/files/{PAGE}", b"---\ntitle: caf\xe9\n---\n")[0] == 422


def test_nothing_may_be_asked_of_another_host(server):
    policy = ask(server, "GET", "/")[2]["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "http" not in policy


def test_settings_that_cannot_be_made_are_a_problem_and_no_crash(server, tiny):
    tiny.write("docs/_data/helplines.yml", "helplines: [")
    status, body, _ = ask(server, "GET", "/config.yml")
    assert status == 422 and json.loads(body)[0]["path"] == "docs/_data/helplines.yml"
