"""The command ``campaign publish``, as a person gives it."""

import json
import subprocess
import sys

from project import ROOT

from publishing.conftest import read_site


def publish(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "campaign", "--root", ROOT, "publish", *map(str, arguments)],
        capture_output=True,
        text=True,
    )


def test_a_site_is_published_and_taken_back(tmp_path, sites):
    target = tmp_path / "server"
    for site in sites[:2]:
        assert publish("folder", target, "--site", site).returncode == 0
    assert read_site(target / "current") == read_site(sites[1])
    result = publish("folder", target, "--rollback", "--json")
    assert json.loads(result.stdout).keys() == {"target", "release", "files", "sent", "removed"}
    assert read_site(target / "current") == read_site(sites[0])


def test_what_is_no_site_is_not_published(tmp_path):
    result = publish("folder", tmp_path / "server", "--site", tmp_path)
    assert result.returncode == 2 and "is no built site. Run  scripts/build  first, or say --site." in result.stderr
    assert not (tmp_path / "server").exists()


def test_nothing_to_go_back_to_is_said_without_a_traceback(tmp_path):
    result = publish("folder", tmp_path / "server", "--rollback")
    assert result.returncode == 3 and "Traceback" not in result.stderr
    assert "an earlier release in" in result.stderr
