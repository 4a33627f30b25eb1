"""All councils at once: the same bytes as one by one, whatever happens on the way."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from project import page

from campaign.build import Options as OneOptions
from campaign.build import build as build_one
from campaign.fleet import inputs, run, tasks
from campaign.fleet.store import FOLDER, Store
from campaign.problems import ContentError

pytestmark = pytest.mark.slow
ALL = ["long-name", "national", "other", "urdu-first"]


def make(fleet, output="sites", **options):
    output = fleet.root.parent / output
    return output, run.build(run.Options(fleet.root, output, with_leaflets=False, **options))


def read_all(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith((".fleet", "overview."))
    }


def inodes(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*.html")}


def test_an_edition_of_the_fleet_is_the_one_that_is_built_alone(fleet, tmp_path):
    output, summary = make(fleet)
    assert sorted(summary.editions) == ALL and not summary.failed
    for slug in ALL:
        build_one(OneOptions(fleet.root, tmp_path / slug, council=slug, with_leaflets=False))
        assert read_all(output / slug) == read_all(tmp_path / slug)


def test_a_host_gets_its_files_in_every_edition_and_the_exit_follows_the_council(fleet, tmp_path):
    fleet.edit("councils/other/council.yml", "website:", "clear_cache: yes\nwebsite:")
    output, _ = make(fleet, host="netlify")
    for slug in ALL:
        build_one(OneOptions(fleet.root, tmp_path / slug, council=slug, with_leaflets=False, host="netlify"))
        assert (output / slug / "_headers").is_file()
        assert read_all(output / slug) == read_all(tmp_path / slug)


def test_no_edition_holds_another_council_s_name_or_number(fleet):
    output, _ = make(fleet)
    names = {
        "long-name": "Longer-Than|01632\\D?96040",
        "urdu-first": "Urdu-First|فرضی|01632\\D?96030",
        "other": "Other Council",
    }
    for slug in ALL:
        text = "".join(path.read_text(encoding="utf-8") for path in (output / slug).rglob("*.html"))
        assert [name for name, pattern in names.items() if re.search(pattern, text)] == [slug] * (slug != "national")


def test_what_is_unchanged_is_not_read_again(fleet, monkeypatch):
    make(fleet)
    monkeypatch.setattr("campaign.content.load", None)
    _, again = make(fleet)
    assert again.unchanged == ALL


def test_a_file_saved_during_a_run_is_seen_by_the_next(fleet):
    def save(step, done, of):
        if step == "making editions" and done == 0:
            fleet.edit("docs/about/index.md", "Who we are.", "Who we ever were.")

    output = fleet.root.parent / "sites"
    run.build(run.Options(fleet.root, output, with_leaflets=False), save)
    fleet.edit("docs/about/index.md", "Who we ever were.", "Who we are.")
    _, again = make(fleet)
    assert again.unchanged == []
    make(fleet, "fresh")
    assert read_all(output) == read_all(fleet.root.parent / "fresh")


def test_what_is_finished_and_unchanged_is_left_alone(fleet):
    output, _ = make(fleet)
    before = {slug: inodes(output / slug) for slug in ALL}
    _, again = make(fleet)
    assert again.unchanged == ALL and again.pages == 0
    assert {slug: inodes(output / slug) for slug in ALL} == before


def test_one_council_s_fault_stops_no_other_and_its_earlier_edition_stays(fleet):
    output, _ = make(fleet)
    before = read_all(output / "other")
    fleet.edit("councils/other/council.yml", "website:", "webside:")
    fleet.edit("councils/urdu-first/docs/own-words.md", "Begin with", "See [it](nowhere.md).\n\nBegin with")
    fleet.edit("councils/national/council.yml", "#23415f", "#203040")
    fleet.write("councils/long-name/run.py", "import os")
    _, summary = make(fleet)
    assert sorted(summary.failed) == ["long-name", "other", "urdu-first"]
    assert summary.failed["long-name"][0].what == "a file of the kind “.py” has no place here."
    assert summary.failed["urdu-first"][0].what == "the link nowhere.md leads to no page."
    assert read_all(output / "other") == before
    assert b"#203040" in (output / "national" / "index.html").read_bytes()
    overview = (output / "overview.html").read_text(encoding="utf-8")
    assert "“webside” is not a key we know." in overview and "the edition from before stays" in overview
    assert json.loads((output / "overview.json").read_text())["unchanged"] == []


def test_a_fault_in_the_common_pages_stops_all_and_changes_nothing(fleet):
    output, _ = make(fleet)
    before = read_all(output)
    fleet.write("docs/index.md", page("Home page", "See [it](nowhere.md).\n"))
    with pytest.raises(ContentError):
        make(fleet)
    assert read_all(output) == before


def test_a_change_of_one_page_keeps_all_others_and_gives_the_same_bytes_as_a_fresh_build(fleet):
    output, _ = make(fleet)
    before = inodes(output / "other")
    fleet.edit("docs/about/index.md", "Who we are.", "Who we all are.")
    fleet.translate()
    _, summary = make(fleet, changed_only=True)
    assert summary.unchanged == []
    after = inodes(output / "other")
    assert {name for name in after if after[name] != before[name]} == {
        "about/index.html",
        "pl/about/index.html",
        "ur/about/index.html",
    }
    fresh, _ = make(fleet, "fresh")
    assert read_all(output) == read_all(fresh)


def test_what_is_not_one_page_s_words_is_made_whole(fleet):
    output, _ = make(fleet)
    fleet.edit("docs/about/index.md", "title: About us", "title: About all of us")
    fleet.translate()
    make(fleet, changed_only=True)
    fleet.write("docs/about/new.md", page("A new page", "New.\n"))
    fleet.edit("mkdocs.yml", "      - about/more.md", "      - about/more.md\n      - about/new.md")
    fleet.translate()
    make(fleet, changed_only=True)
    fresh, _ = make(fleet, "fresh")
    assert read_all(output) == read_all(fresh)


def test_a_change_of_settings_or_of_the_code_writes_the_edition_anew(fleet, monkeypatch):
    output, _ = make(fleet)
    fleet.edit("councils/other/council.yml", "#23415f", "#203040")
    _, summary = make(fleet, changed_only=True)
    assert summary.unchanged == ["long-name", "national", "urdu-first"]
    assert b"#203040" in (output / "other" / "pl" / "index.html").read_bytes()
    monkeypatch.setattr(inputs, "machinery", lambda: "other code")
    assert make(fleet, changed_only=True)[1].unchanged == []


def test_an_edition_is_made_again_on_the_day_after_something_in_it_ended(fleet):
    output, _ = make(fleet)
    record = Store(output / FOLDER).record("long-name")
    assert record.until and record.holds(record.council, record.languages, record.options, run.date.today())
    assert not record.holds(record.council, record.languages, record.options, run.date(2099, 1, 1))


def test_a_run_killed_at_any_moment_goes_on_to_the_same_bytes(fleet):
    fresh, _ = make(fleet, "fresh")
    wanted = read_all(fresh)
    output = fleet.root.parent / "sites"
    command = [sys.executable, "-m", "campaign", "--root", str(fleet.root), "build", "--all-councils", "--no-leaflets"]
    for number in range(8):
        process = subprocess.Popen(
            [*command, "--output", str(output)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(0.6 + 0.25 * number)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for slug in ALL:
            if (output / slug).exists():
                assert read_all(output / slug) == read_all(fresh / slug)
    make(fleet)
    assert read_all(output) == wanted
    assert not [path for path in (output / FOLDER).iterdir() if "building" in path.name]


def test_shares_make_up_the_whole_and_give_the_same_bytes(fleet):
    whole, _ = make(fleet)
    shares = [make(fleet, f"share-{which}", shard=(which, 3))[0] for which in (1, 2, 3)]
    assert {name: text for share in shares for name, text in read_all(share).items()} == read_all(whole)


def test_a_share_is_every_nth_council():
    assert [run.share(list("abcde"), (which, 2)) for which in (1, 2)] == [list("ace"), list("bd")]


def test_a_dask_cluster_gives_the_same_bytes(fleet):
    """On two workers, started from the command line in a process of its own."""
    whole, _ = make(fleet)
    script = fleet.root.parent / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    output = fleet.root.parent / "by-dask"
    result = subprocess.run([sys.executable, script, fleet.root, output], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    assert read_all(output) == read_all(whole)


_CLUSTER = """
import subprocess, sys
from distributed import LocalCluster

if __name__ == "__main__":
    root, output = sys.argv[1:]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        command = [sys.executable, "-m", "campaign", "--root", root, "build", "--all-councils", "--no-leaflets"]
        command += ["--output", output, "--scheduler", cluster.scheduler_address]
        sys.exit(subprocess.run(command).returncode)
"""


def test_languages_nobody_names_any_more_are_thrown_away(fleet):
    output, _ = make(fleet)
    rendered = lambda: {path.name for path in (output / FOLDER / "rendered").iterdir()}
    before = rendered()
    fleet.edit("docs/about/index.md", "Who we are.", "Who we all are.")
    fleet.translate()
    make(fleet)
    assert len(before) == 3 and len(rendered()) == 3 and not rendered() & before


def test_a_council_that_is_gone_is_named_and_its_edition_left_to_people(fleet):
    output, _ = make(fleet)
    (fleet.root / "councils/other/council.yml").unlink()
    _, summary = make(fleet)
    assert summary.left_over == ["other"] and (output / "other").exists()


def test_a_fault_of_ours_shows_itself_after_the_others_are_made(fleet, monkeypatch):
    kept = tasks.sitemap_of

    def fail(content, languages):
        if languages[0] == "ur":
            raise RuntimeError("ours")
        return kept(content, languages)

    monkeypatch.setattr(tasks, "sitemap_of", fail)
    with pytest.raises(RuntimeError, match="ours"):
        make(fleet)
    assert sorted(Store(fleet.root.parent / "sites" / FOLDER).known()) == ["long-name", "national", "other"]
