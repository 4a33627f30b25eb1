"""Who has reviewed which translated page, and whether that still holds.

A review is a person's word for one page as it stood. So it is kept with a fingerprint of the English and the
translation: when either changes, the page counts as not reviewed again, and says so to its readers.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date

from campaign import urls
from campaign.content import Content
from campaign.languages import FILE, Review
from campaign.problems import ContentError, Problem, did_you_mean
from campaign.translation import messages
from campaign.translation.catalogue import Translator

_HEAD = """
# Reviews, written by  scripts/translate review TAG --by ROLE : the page, who checked it (a role, never a name), when,
# and the fingerprint of what was checked. When the English or the translation changes, the review no longer counts.
reviews:
"""


def fingerprints(wanted: Iterable[messages.Message], translator: Translator) -> dict[str, str]:
    """A short fingerprint of each page's English and translation, by the page's file."""
    hashes = defaultdict(hashlib.sha256)
    for message in wanted:
        hashes[message.file].update(
            f"{message.context}\x00{message.text}\x00{translator.find(*message.key[::-1]) or ''}\x00".encode()
        )
    return {file: digest.hexdigest()[:12] for file, digest in hashes.items()}


def reviewed(
    content: Content, translator: Translator, wanted: Iterable[messages.Message] | None = None
) -> frozenset[str]:
    """The paths of the pages whose review still holds. English needs none."""
    if translator.language == urls.DEFAULT_LANGUAGE:
        return frozenset(content.pages)
    kept = content.reviews.get(translator.language, {})
    if not kept:
        return frozenset()
    now = fingerprints(wanted or messages.collect(content), translator)
    return frozenset(
        path for path, review in kept.items() if path in content.pages and review.of == now[content.pages[path].file]
    )


class StillReviewed(Container[str]):
    """The same as ``reviewed``, found out for each page when it is asked for: a preview asks for one."""

    def __init__(self, content: Content, translator: Translator):
        self._content, self._translator = content, translator
        self._reviews = content.reviews.get(translator.language, {})

    def __contains__(self, path: str) -> bool:
        if self._translator.language == urls.DEFAULT_LANGUAGE:
            return True
        if path not in self._reviews or path not in self._content.pages:
            return False
        [now] = fingerprints(messages.of_page(self._content, path), self._translator).values()
        return self._reviews[path].of == now


def record(content: Content, tag: str, role: str, paths: tuple[str, ...], today: date) -> str:
    """Record that somebody reviewed pages (all of them when none is named) as they stand. Returns what to say."""
    if strange := [path for path in paths if path not in content.pages]:
        raise ContentError(
            [
                Problem(
                    FILE,
                    1,
                    "reviews",
                    f"there is no page {strange[0]}.",
                    "nobody can have reviewed it.",
                    f"{did_you_mean(strange[0], content.pages)} Name it as in docs/, for example  react/what-to-do.md",
                )
            ]
        )
    now = fingerprints(messages.collect(content), Translator.load(content.root, tag))
    paths = paths or tuple(content.navigation.paths())
    fresh = {path: Review(by=role, on=today, of=now[content.pages[path].file]) for path in paths}
    kept = {language: dict(pages) for language, pages in content.reviews.items()}
    kept[tag] = kept.get(tag, {}) | fresh
    _write(content, kept)
    return f"{FILE}: {len(paths)} pages in {content.languages[tag].english_name} reviewed by {role}"


def _write(content: Content, reviews: Mapping[str, Mapping[str, Review]]) -> None:
    """Write the reviews at the end of the registry; what people wrote above stays as it is."""
    file = content.root / FILE
    above = file.read_text(encoding="utf-8").split(_HEAD.split("\n")[1], 1)[0].rstrip("\n")
    lines = [
        f"  {tag}:\n"
        + "".join(
            f"    {path}: {{by: {_quoted(review.by)}, on: {review.on.isoformat()}, of: {review.of}}}\n"
            for path, review in sorted(pages.items())
        )
        for tag, pages in reviews.items()
    ]
    file.write_text(f"{above}\n{_HEAD}" + "".join(lines), encoding="utf-8")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
