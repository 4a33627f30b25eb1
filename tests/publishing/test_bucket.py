"""Publishing into a bucket of a local S3 server."""

import json
import urllib.request
import uuid

import pytest

from campaign.problems import MachineError
from campaign.publishing import bucket, manifest
from publishing.conftest import read_site

pytestmark = pytest.mark.slow


@pytest.fixture
def opened(s3_endpoint, monkeypatch):
    """An empty bucket."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{uuid.uuid4()}"
    request = urllib.request.Request(f"{s3_endpoint}/{name}", method="PUT")
    with urllib.request.urlopen(request):
        pass
    with bucket.opened(name, "site", s3_endpoint) as opened:
        yield opened


def served(opened):
    """What readers find below the prefix."""
    keys = opened.keys(opened.prefix)
    return {key.removeprefix(opened.prefix): bytes(opened.store.get(key).bytes()).decode() for key in sorted(keys)}


def test_readers_get_what_was_published_last_and_nothing_that_is_gone(opened, sites):
    for site, sent, removed in zip(sites, (4, 2, 1), (0, 0, 1), strict=True):
        published = bucket.publish(site, opened, 5)
        assert served(opened) == read_site(site)
        assert (published.files, published.sent, published.removed) == (len(read_site(site)), sent, removed)


def test_every_file_has_its_type_and_its_caching(opened, sites):
    bucket.publish(sites[0], opened, 5)
    told = {}
    for name in served(opened):
        attributes = opened.store.get(opened.prefix + name).attributes
        told[name] = (attributes["Content-Type"], attributes["Cache-Control"])
    assert told == {
        "index.html": ("text/html; charset=utf-8", "no-store"),
        "about/index.html": ("text/html; charset=utf-8", "no-store"),
        "robots.txt": ("text/plain; charset=utf-8", "no-store"),
        "assets/campaign.0123456789ab.js": ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    }


def test_one_command_goes_back_with_types_and_caching(opened, sites):
    for site in sites:
        bucket.publish(site, opened, 5)
    for site in reversed(sites[:2]):
        bucket.roll_back(opened)
        assert served(opened) == read_site(site)
    assert opened.store.get(opened.prefix + "index.html").attributes["Cache-Control"] == "no-store"
    with pytest.raises(MachineError, match="earlier release"):
        bucket.roll_back(opened)


def test_pages_come_after_what_they_ask_for_and_removals_come_last(opened, sites, monkeypatch):
    bucket.publish(sites[1], opened, 5)
    (sites[2] / "assets" / "campaign.0123456789ab.js").rename(sites[2] / "assets" / "campaign.ba9876543210.js")
    done = []
    monkeypatch.setattr(bucket.Bucket, "put", lambda self, site, name: done.append(name))
    monkeypatch.setattr(bucket.Bucket, "delete", lambda self, keys: done.extend(f"- {key}" for key in keys))
    bucket.publish(sites[2], opened, 5)
    assert done[:4] == [
        "assets/campaign.ba9876543210.js",
        "index.html",
        "- site/assets/campaign.0123456789ab.js",
        "- site/new/index.html",
    ]


def test_a_publisher_that_was_killed_is_mended_by_the_next_and_can_still_go_back(opened, sites, monkeypatch):
    bucket.publish(sites[0], opened, 5)
    with monkeypatch.context() as killed:
        killed.setattr(bucket, "_write_history", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            bucket.publish(sites[1], opened, 5)
    bucket.publish(sites[2], opened, 5)
    assert served(opened) == read_site(sites[2])
    bucket.roll_back(opened)
    assert served(opened) == read_site(sites[0])


def test_what_no_kept_release_needs_is_removed(opened, sites):
    for site in sites:
        bucket.publish(site, opened, 2)
    kept = json.loads(bytes(opened.store.get("releases/published.json").bytes()))
    assert len(kept) == 2
    aside = {key.rsplit("/", 1)[1] for key in opened.keys("releases/files/")}
    second = manifest.of_site(sites[1])
    assert aside == {second["index.html"], second["new/index.html"]}


def test_a_bucket_that_is_not_there_is_named(s3_endpoint, opened, sites):
    with (
        pytest.raises(MachineError, match="access to the bucket “nobodys-bucket”"),
        bucket.opened("nobodys-bucket", "site", s3_endpoint) as missing,
    ):
        bucket.publish(sites[0], missing, 5)
