"""The editor is the one we know, or it is not used."""

import io
import tarfile

import pytest

from campaign.editor import sveltia
from campaign.problems import MachineError


def package(folder, name, files):
    file = folder / name
    with tarfile.open(file, "w:gz") as archive:
        for inside, content in files.items():
            info = tarfile.TarInfo(inside)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file


@pytest.fixture
def known(tmp_path, monkeypatch):
    script = b'@font-face{src:url(https://cdn.example/material-symbols-outlined:vf@1/x.woff2)};fetch("https://other.example")'
    file = package(tmp_path, "one.tgz", {"package/a.js": script, "package/LICENSE": b"MIT"})
    made = sveltia.Package(
        "one", "1.0", sveltia._hash(file), {"package/a.js": sveltia.SCRIPT, "package/LICENSE": "LICENSE"}
    )
    monkeypatch.setattr(sveltia, "PACKAGES", (made,))
    return file


def test_a_package_with_the_right_hash_is_unpacked_once_and_its_icons_are_ours(known, tmp_path):
    folder = sveltia.program(tmp_path, (known,))
    assert (folder / sveltia.SCRIPT).read_bytes() == b'@font-face{src:url(/icons.woff2)};fetch("https://other.example")'
    assert sorted(file.name for file in folder.iterdir()) == ["LICENSE", sveltia.SCRIPT]
    known.unlink()
    assert sveltia.program(tmp_path) == folder
    assert folder.is_relative_to(tmp_path / ".cache")


def test_a_package_with_another_hash_is_refused_and_leaves_nothing(known, tmp_path, monkeypatch):
    known.write_bytes(known.read_bytes() + b"x")
    monkeypatch.setattr(sveltia, "_fetch", lambda package, folder: known)
    with pytest.raises(MachineError, match="the right one@1.0: what was fetched has the hash sha512-"):
        sveltia.program(tmp_path)
    assert list((tmp_path / ".cache" / "editor").iterdir()) == []


def test_without_npm_it_says_what_to_do(known, tmp_path, monkeypatch):
    monkeypatch.setattr(sveltia.shutil, "which", lambda name: None)
    with pytest.raises(MachineError, match=r"npm, which fetches the web editor.*npm pack.*--package"):
        sveltia.program(tmp_path)


def test_the_editor_is_never_part_of_the_project(real_root):
    ignored = (real_root / ".gitignore").read_text().split()
    assert "/.cache/" in ignored
