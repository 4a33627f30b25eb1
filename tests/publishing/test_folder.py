import os

import pytest

from campaign.problems import MachineError
from campaign.publishing import folder, rsync
from publishing.conftest import read_site

WAYS = {"folder": (folder.publish, folder.roll_back), "rsync": (rsync.publish, rsync.roll_back)}


@pytest.fixture(params=WAYS)
def way(request, tmp_path):
    """A way to publish into a folder: publishing, going back, and the folder (rsync names it as text)."""
    publish, roll_back = WAYS[request.param]
    target = tmp_path / "server"
    given = target if request.param == "folder" else str(target)
    return lambda site, keep=5: publish(site, given, keep), lambda: roll_back(given), target


def releases(target):
    return sorted(path.name for path in (target / "releases").iterdir())


def test_readers_get_what_was_published_last(way, sites):
    publish, _, target = way
    for site in sites:
        published = publish(site)
        assert read_site(target / "current") == read_site(site)
        assert os.readlink(target / "current") == f"releases/{published.release}"


def test_only_what_changed_travels_and_the_rest_is_the_same_file(way, sites):
    publish, _, target = way
    assert [publish(site).sent for site in sites] == [4, 2, 1]
    names = releases(target)
    files = [target / "releases" / name / "about" / "index.html" for name in names]
    assert len({file.stat().st_ino for file in files}) == 1


def test_one_command_goes_back_and_past_what_was_gone_back_from(way, sites):
    publish, roll_back, target = way
    first, second, third = sites
    publish(first)
    publish(second)
    roll_back()
    assert read_site(target / "current") == read_site(first)
    publish(third)
    roll_back()
    assert read_site(target / "current") == read_site(first)
    assert len(releases(target)) == 1


def test_going_back_further_than_there_is_is_refused(way, sites):
    publish, roll_back, target = way
    publish(sites[0])
    with pytest.raises(MachineError, match="earlier release"):
        roll_back()
    assert read_site(target / "current") == read_site(sites[0])


def test_publishing_the_same_again_does_nothing(way, sites):
    publish, _, target = way
    before = publish(sites[0])
    again = publish(sites[0])
    assert (again.release, again.sent) == (before.release, 0) and len(releases(target)) == 1


def test_old_releases_are_removed_and_the_last_two_never(way, sites):
    publish, _, target = way
    for site in sites:
        publish(site, keep=1)
    assert len(releases(target)) == 2 and read_site(target / "current") == read_site(sites[2])


def test_what_a_killed_publisher_left_is_removed(way, sites):
    publish, _, target = way
    publish(sites[0])
    (target / "releases" / ".dead.part" / "deep").mkdir(parents=True)
    publish(sites[1])
    assert not (target / "releases" / ".dead.part").exists()


def test_both_ways_go_on_from_each_other(tmp_path, sites):
    target = tmp_path / "server"
    folder.publish(sites[0], target, 5)
    rsync.publish(sites[1], str(target), 5)
    assert folder.publish(sites[2], target, 5).sent == 1
    rsync.roll_back(str(target))
    folder.roll_back(target)
    assert read_site(target / "current") == read_site(sites[0])


def test_a_second_publisher_is_sent_away(tmp_path, sites):
    import fcntl

    target = tmp_path / "server"
    folder.publish(sites[0], target, 5)
    with (target / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(MachineError, match="somebody else is publishing"):
            folder.publish(sites[1], target, 5)
    assert read_site(target / "current") == read_site(sites[0])


def test_a_folder_that_cannot_be_written_is_named(tmp_path, sites):
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="a folder to publish into: Not a directory: .*file"):
        folder.publish(sites[0], tmp_path / "file" / "server", 5)


def test_rsync_goes_by_ssh_to_a_server(tmp_path, sites, monkeypatch):
    """In place of ssh a program that runs the command here, as the server would, in a shell that splits it again."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    ssh = bin_folder / "ssh"
    ssh.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\n[ "$1" != -l ] || shift 2\nshift\nexec sh -c "$*"\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_folder}:{os.environ['PATH']}")
    target = tmp_path / "the server"
    for site in sites:
        rsync.publish(site, f"web@council.example:{target}", 5)
    assert read_site(target / "current") == read_site(sites[2])
    rsync.roll_back(f"web@council.example:{target}")
    assert read_site(target / "current") == read_site(sites[1])
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked and all(line.startswith(("web@council.example ", "-l web council.example ")) for line in asked)


def test_a_server_that_refuses_is_quoted(tmp_path, sites, monkeypatch):
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\necho 'Permission denied (publickey).' >&2\nexit 255\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(MachineError, match="an answer from ssh: Permission denied"):
        rsync.publish(sites[0], "council.example:/srv/campaign", 5)
