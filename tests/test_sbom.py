"""The bill of materials names what is locked and shipped, all of it and nothing else."""

import re

from campaign import sbom


def test_it_lists_every_locked_package_with_its_hashes_and_every_font(real_root):
    listed = sbom.bill(real_root)["components"]
    lock = (real_root / sbom.LOCK).read_text(encoding="utf-8")
    packages = [each for each in listed if each["type"] == "library"]
    assert [each["name"] for each in packages] == re.findall(r"^([a-z0-9._-]+)==", lock, re.M)
    hashes = [one["content"] for each in packages for one in each["externalReferences"][0]["hashes"]]
    assert hashes == re.findall(r"sha256:([0-9a-f]{64})", lock)
    fonts = {each["bom-ref"] for each in listed if each["type"] == "file"}
    assert fonts == {
        path.relative_to(real_root).as_posix() for path in real_root.glob("overrides/**/*") if path.suffix == ".woff2"
    }
