import os
import subprocess
import sys

import pytest

from campaign import publish


def write(folder, text):
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    return folder


def test_a_finished_site_takes_the_place_of_the_old_one(tmp_path):
    site = write(tmp_path / "site", "old")
    with publish.staging(site) as scratch:
        publish.swap(write(scratch / "site", "new"), site)
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_first_site_needs_no_old_one(tmp_path):
    with publish.staging(tmp_path / "site") as scratch:
        publish.swap(write(scratch / "site", "new"), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_a_failed_build_leaves_the_old_site_and_no_scratch(tmp_path):
    site = write(tmp_path / "site", "old")
    with pytest.raises(RuntimeError), publish.staging(site) as scratch:
        write(scratch / "site", "half")
        raise RuntimeError
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_an_exchange_the_old_site_is_moved_aside_and_back_after_a_kill(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    site = write(tmp_path / "site", "old")
    with publish.staging(site) as scratch:
        publish.swap(write(scratch / "site", "new"), site)
    assert (site / "index.html").read_text() == "new"
    # Killed between the two moves: the site is aside, and the next build puts it back.
    site.rename(tmp_path / ".site.before")
    publish.recover(site)
    assert (site / "index.html").read_text() == "new"


def test_scratch_of_a_dead_build_is_removed_and_of_a_living_one_kept(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".site.building-{dead.pid}").mkdir()
    (tmp_path / f".site.building-{os.getppid()}").mkdir()
    publish.recover(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == [f".site.building-{os.getppid()}"]
