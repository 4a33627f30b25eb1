import json
import subprocess
import sys

import pytest
from project import Tiny

from campaign import councils
from campaign.councils import create, difference
from campaign.problems import ContentError


def campaign(fleet, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "campaign", "--root", str(fleet.root), *map(str, arguments)],
        capture_output=True,
        text=True,
    )


def test_a_new_council_passes_its_check_as_it_is(tiny: Tiny):
    assert campaign(tiny, "council", "new", "any-shire", "--name", 'Any "Shire" Council').returncode == 0
    result = campaign(tiny, "council", "check", "any-shire")
    assert (result.returncode, result.stdout) == (0, "Checked councils/any-shire: 0 errors, 0 warnings.\n")
    council = councils.load(tiny.root, "any-shire", tiny.load().languages)
    assert (council.name["en"], council.base_url) == ("Any ”Shire” Council", "https://www.example.org/any-shire/")


def test_every_line_of_a_new_file_that_is_switched_on_is_understood(tiny: Tiny):
    create.new(tiny.load(), "any")
    file = tiny.root / "councils/any/council.yml"
    text = file.read_text(encoding="utf-8")
    for name in (
        "website",
        "  out_of_hours",
        "  police",
        "  partnership",
        "  board",
        "weeks_begin",
        "views",
        "exit",
        "titles",
    ):
        indent = name[: len(name) - len(name.lstrip())]
        assert f"{indent}# {name.strip()}: " in text
        text = text.replace(f"{indent}# {name.strip()}: ", f"{name}: ")
    file.write_text(text, encoding="utf-8")
    assert councils.load(tiny.root, "any", tiny.load().languages).contacts.police.name == {"en": "Anyshire Police"}


@pytest.mark.parametrize("slug, what", [("other", "is there already"), ("../x", "cannot be the name of a folder")])
def test_a_council_is_begun_once_and_under_a_plain_name(tiny: Tiny, slug, what):
    with pytest.raises(ContentError, match=what):
        create.new(tiny.load(), slug)


def test_check_explains_and_exits_1(fleet):
    fleet.edit("councils/other/council.yml", "website:", "webside:")
    result = campaign(fleet, "council", "check", "other")
    assert result.returncode == 1 and "“webside” is not a key we know." in result.stdout
    assert "1 errors" in result.stdout and "Traceback" not in result.stderr


def test_list_shows_every_council_even_a_broken_one(fleet):
    fleet.edit("councils/other/council.yml", "website:", "webside:")
    rows = {row["slug"]: row for row in json.loads(campaign(fleet, "council", "list", "--json").stdout)}
    assert sorted(rows) == ["long-name", "national", "other", "urdu-first"] and rows["other"]["problems"] == 1
    assert rows["urdu-first"]["languages"] == ["ur", "en", "pl"]
    assert rows["urdu-first"]["confirmed"] == ["children", "adults", "out_of_hours"]


def test_the_matrix_names_every_share_with_something_in_it(fleet):
    matrix = json.loads(campaign(fleet, "council", "matrix", "--shards", 3).stdout)
    assert matrix == {"include": [{"shard": f"{which}/3", "councils": 2 if which == 1 else 1} for which in (1, 2, 3)]}
    assert len(json.loads(campaign(fleet, "council", "matrix", "--shards", 9).stdout)["include"]) == 4


@pytest.mark.slow
def test_an_edition_differs_only_where_its_settings_say(fleet):
    found = difference.find(fleet.root, "urdu-first")
    assert found.unexplained == [] and found.files > 20
    assert {"colours", "name, website, logo", "languages", "logo", "news"} <= set(found.settings)
    assert "ur/about/local-help/index.html" in found.own and "index.html" not in found.own


@pytest.mark.slow
def test_a_difference_that_no_setting_explains_is_found(fleet):
    output = fleet.root.parent / "sites"
    build = ("build", "--all-councils", "--no-leaflets", "--host", "netlify", "--output", output)
    assert campaign(fleet, *build).returncode == 0
    assert (output / "other" / "_headers").exists()
    assert campaign(fleet, "council", "diff", "other", "--site", output).returncode == 0
    index = output / "other" / "pl" / "index.html"
    index.write_text(index.read_text(encoding="utf-8").replace("Other Council", "Another Council"), encoding="utf-8")
    (output / "other" / "extra.html").write_text("?")
    result = campaign(fleet, "council", "diff", "other", "--site", output, "--json")
    assert result.returncode == 1
    assert json.loads(result.stdout)["unexplained"] == [
        "pl/index.html: it is not what its settings make of the page",
        "extra.html: nothing says that this file should be there",
    ]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("--changed",), "go with --all-councils"),
        (("--all-councils", "--shard", "3/2"), "3/2 is not a share such as 2/5."),
        (("--all-councils", "--base-url", "https://x.example/"), "each council has its own address"),
    ],
)
def test_wrong_use_exits_2(tiny: Tiny, arguments, said):
    result = campaign(tiny, "build", "--no-leaflets", *arguments)
    assert result.returncode == 2 and said in result.stderr


def test_a_fleet_and_a_single_edition_never_share_a_folder(tiny: Tiny):
    tiny.write("site/index.html", "a single edition")
    result = campaign(tiny, "build", "--all-councils", "--no-leaflets")
    assert result.returncode == 2 and "holds a single edition" in result.stderr
    (tiny.root / "sites" / ".fleet").mkdir(parents=True)
    result = campaign(tiny, "build", "--no-leaflets", "--output", tiny.root / "sites")
    assert result.returncode == 2 and "holds the editions of all councils" in result.stderr


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(tiny: Tiny):
    result = campaign(tiny, "build", "--all-councils", "--no-leaflets", "--scheduler", "tcp://127.0.0.1:9")
    assert result.returncode == 3 and "a Dask scheduler at tcp://127.0.0.1:9" in result.stderr
