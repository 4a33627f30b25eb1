import json
import subprocess
import sys

import pytest


def campaign(*arguments, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "campaign", *map(str, arguments)], cwd=cwd, capture_output=True, text=True
    )


def test_check_says_how_much_it_saw_and_exits_0(tiny):
    result = campaign("--root", tiny.root, "check")
    assert (result.returncode, result.stdout) == (
        0,
        "Checked 3 pages, 14 words, 3 languages: 0 errors, 0 warnings, 0 notes.\n",
    )


def test_check_with_errors_exits_1_and_prints_json_when_asked(tiny):
    tiny.edit("docs/index.md", "childline", "childlin")
    result = campaign("check", "--json", "--root", tiny.root, cwd=tiny.root)
    problems = json.loads(result.stdout)["problems"]
    assert result.returncode == 1
    assert set(problems[0]) == {"path", "line", "check", "level", "what", "why", "mend"}
    assert problems[0]["path"] == "docs/index.md" and problems[0]["line"] == 12


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--lang", "xx"],
        ["build", "--jobs", "0"],
        ["build", "--host", "nowhere"],
        ["publish", "folder", "/tmp/x", "--site", "/nowhere"],
        ["publish", "s3", "bucket", "--prefix", "/"],
        ["nonsense"],
        ["check", "--root", "/nowhere"],
    ],
)
def test_wrong_use_exits_2(tiny, arguments):
    result = campaign("--root", tiny.root, *arguments)
    assert result.returncode == 2 and "Traceback" not in result.stderr


def test_outside_a_project_it_says_so(tmp_path):
    result = campaign("check", cwd=tmp_path)
    assert result.returncode == 2 and "no mkdocs.yml in" in result.stderr


@pytest.mark.slow
def test_every_command_has_help():
    for command in ("build", "publish", "check", "council", "serve", "translate", "bench"):
        assert f"`scripts/{command}`" in _commands_page()
        result = campaign(command, "--help")
        assert result.returncode == 0 and result.stdout


def _commands_page():
    from project import ROOT

    return (ROOT / "scripts" / "README.md").read_text(encoding="utf-8")


def test_every_check_has_a_heading_in_the_commands_page(real_root):
    import re

    named = {
        match
        for path in (real_root / "scripts/campaign").rglob("*.py")
        for match in re.findall(r'^CHECK = "(.*)"', path.read_text(encoding="utf-8"), re.M)
    }
    assert named and {name for name in named if f"\n## {name}\n" not in _commands_page()} == set()
