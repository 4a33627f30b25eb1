"""An S3-compatible bucket. It has no link to turn, so the order keeps readers safe: what pages ask for comes first,
then pages, and only then is taken away what is gone.

    site/...            what readers get (the prefix), each file with its type and caching
    releases/published.json             the releases in the order in which they went live
    releases/<release>.json             the manifest of each
    releases/files/<hash>               the files that a later release replaced, to go back to

A file is put aside before it is replaced, and never twice: a publisher that was killed in between has perhaps
replaced it already. So the list of releases is written last, and the next run does the whole work again.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from campaign.hosts import headers
from campaign.problems import MachineError
from campaign.publishing import manifest
from campaign.publishing.folder import FEWEST
from campaign.publishing.manifest import Manifest, Published

STATE = "releases/"
_PUBLISHED = f"{STATE}published.json"
_FILES = f"{STATE}files/"
_AT_ONCE = 8


@dataclass(frozen=True)
class Bucket:
    """A bucket, and the prefix below which readers find the site; ``store`` is obstore's."""

    store: object
    name: str
    prefix: str

    @property
    def target(self) -> str:
        """As people name it."""
        return f"s3://{self.name}/{self.prefix}"

    def read(self, key: str, default):
        """A JSON file of the bucket."""
        try:
            return json.loads(bytes(self.store.get(key).bytes()))
        except FileNotFoundError:
            return default

    def write(self, key: str, data) -> None:
        """Write a JSON file into the bucket."""
        self.store.put(key, json.dumps(data).encode(), attributes={"Content-Type": "application/json"})

    def keys(self, prefix: str) -> set[str]:
        """All keys below ``prefix``."""
        return {each["path"] for part in self.store.list(prefix) for each in part}

    def put(self, site: Path, name: str) -> None:
        """Upload one file of the site, with what browsers must know of it."""
        served = {"Content-Type": headers.content_type(name), "Cache-Control": headers.cache_control(name)}
        self.store.put(self.prefix + name, (site / name).read_bytes(), attributes=served, use_multipart=False)

    def copy(self, source: str, goal: str) -> None:
        """Copy inside the bucket, type and caching included."""
        self.store.copy(source, goal)

    def delete(self, keys: Iterable[str]) -> None:
        """Remove keys; those that are not there are no fault."""
        if keys := list(keys):
            self.store.delete(keys)


@contextlib.contextmanager
def opened(name: str, prefix: str, endpoint: str | None) -> Iterator[Bucket]:
    """A bucket, reached with the keys that this machine has (AWS_ACCESS_KEY_ID and so on). Raises MachineError."""
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store
    except ImportError:
        raise MachineError("obstore, which speaks to buckets. Run  scripts/setup --s3  once.") from None
    where = {"endpoint": endpoint, "client_options": {"allow_http": True}} if endpoint else {}
    try:
        yield Bucket(S3Store(name, **where), name, prefix.strip("/") + "/")
    except (BaseError, OSError) as error:
        raise MachineError(f"access to the bucket “{name}”: {str(error).splitlines()[0]}") from None


def publish(site: Path, bucket: Bucket, keep: int) -> Published:
    """Upload what changed in ``site`` and remove what is gone; ``keep`` releases stay to go back to."""
    history = bucket.read(_PUBLISHED, [])
    old, new = _manifest(bucket, history[-1:]), manifest.of_site(site)
    changed = manifest.changed(new, old)
    # Not only what the last manifest names: a publisher that was killed may have left more.
    gone = sorted(key.removeprefix(bucket.prefix) for key in bucket.keys(bucket.prefix) - _keys(bucket, new))
    if not changed and not gone:
        return Published(bucket.target, history[-1], len(new), 0, 0)
    _put_aside(bucket, [*changed, *gone], old)
    for stage in manifest.stages(changed):
        _side_by_side(lambda name: bucket.put(site, name), stage)
    bucket.delete(bucket.prefix + name for name in gone)
    release = manifest.release_name(new)
    bucket.write(f"{STATE}{release}.json", new)
    _write_history(bucket, [*history, release], max(keep, FEWEST))
    return Published(bucket.target, release, len(new), len(changed), len(gone))


def roll_back(bucket: Bucket) -> Published:
    """Give readers the release that was live before. Raises MachineError when there is none."""
    history = bucket.read(_PUBLISHED, [])
    if len(history) < FEWEST:
        raise MachineError(f"an earlier release in {bucket.target} to go back to.")
    old, new = _manifest(bucket, history[-1:]), _manifest(bucket, history[-2:-1])
    changed, gone = manifest.changed(new, old), manifest.gone(new, old)
    for stage in manifest.stages(changed):
        _side_by_side(lambda name: bucket.copy(_FILES + new[name], bucket.prefix + name), stage)
    bucket.delete(bucket.prefix + name for name in gone)
    _write_history(bucket, history[:-1], len(history))
    return Published(bucket.target, history[-2], len(new), len(changed), len(gone))


def _manifest(bucket: Bucket, release: list[str]) -> Manifest:
    return bucket.read(f"{STATE}{release[0]}.json", {}) if release else {}


def _keys(bucket: Bucket, files: Manifest) -> set[str]:
    return {bucket.prefix + name for name in files}


def _put_aside(bucket: Bucket, names: list[str], old: Manifest) -> None:
    aside = {key.removeprefix(_FILES) for key in bucket.keys(_FILES)}
    wanted = {old[name]: name for name in names if name in old and old[name] not in aside}
    _side_by_side(lambda digest: bucket.copy(bucket.prefix + wanted[digest], _FILES + digest), wanted)


def _write_history(bucket: Bucket, history: list[str], keep: int) -> None:
    """Write the list, then remove the manifests and the files that no kept release needs."""
    kept = history[-keep:]
    bucket.write(_PUBLISHED, kept)
    needed = {digest for release in kept for digest in _manifest(bucket, [release]).values()}
    manifests = {_PUBLISHED, *(f"{STATE}{release}.json" for release in kept)}
    files = {_FILES + digest for digest in needed}
    bucket.delete(sorted(bucket.keys(STATE) - manifests - files))


def _side_by_side(work: Callable[[str], None], names: Iterable[str]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        list(workers.map(work, names))
