"""``campaign gates`` on any built site."""

import json
import subprocess
import sys

import pytest
from little_site import Little

from campaign import gates
from campaign.cli.gates import NAMES


@pytest.fixture
def little(tmp_path):
    return Little(tmp_path / "site")


def campaign(root, *arguments):
    command = [sys.executable, "-m", "campaign", "--root", root, "gates", *arguments]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True)


def test_a_site_that_passes_exits_0_and_each_gate_says_what_it_saw(little, real_root):
    result = campaign(real_root, "--site", little.folder, "--only", "weight", "--only", "links")
    assert result.returncode == 0, result.stderr
    assert [line.partition(": 4 pages, 2 languages, 1 mode: ")[0] for line in result.stdout.splitlines()] == [
        "gate: links",
        "gate: weight",
    ]


def test_a_site_that_does_not_pass_exits_1_with_what_to_mend(little, real_root):
    little.edit("index.html", "./more/#part", "./mroe/")
    result = campaign(real_root, "--site", little.folder, "--only", "links")
    assert result.returncode == 1 and "index.html:1: “./mroe/” leads to mroe/index.html" in result.stdout
    result = campaign(real_root, "--site", little.folder, "--only", "links", "--json")
    [report] = json.loads(result.stdout)["gates"]
    assert result.returncode == 1 and report["pages"] == 4 and report["problems"][0]["check"] == "gate: links"


def test_a_folder_without_a_site_exits_3(tmp_path, real_root):
    result = campaign(real_root, "--site", tmp_path)
    assert result.returncode == 3 and "a built site in" in result.stderr


def test_the_command_knows_every_gate(real_root):
    assert tuple(gates.gates(real_root)) == NAMES
