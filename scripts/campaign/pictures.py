"""The guide's pictures, taken from the real site, the real checks and the real editor, so that they can be taken again.

A picture that somebody drew or cut by hand is wrong after the next change, and nobody notices.
"""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from campaign import build as builder
from campaign.bench.browser import chromium, serving
from campaign.editor import sveltia
from campaign.editor.server import Server

FOLDER = "guide/pictures"
#: In bytes. The guide is read on slow lines too.
LARGEST = 100_000
_WRITTEN = ("docs", "councils", "translations")
#: In milliseconds: the editor fades from one view into the next.
_FADING = 1500
_PAGE = "recognise/hotels"
_TERMINAL = "<style>body{{margin:0;background:#1e1e1e;color:#eee}}pre{{margin:0;padding:24px;font:17px/1.45 monospace;white-space:pre-wrap}}</style><pre>{}</pre>"


def take(root: Path) -> Iterator[str]:
    """Take every picture anew; gives the file of each. Raises ContentError, MachineError."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="campaign-pictures-") as scratch, chromium() as browser:
        project = _copy(root, Path(scratch) / "project")
        for name, shot in _shots(root, project, Path(scratch), browser):
            file = folder / f"{name}.webp"
            file.write_bytes(_small(shot))
            yield f"{FOLDER}/{file.name}"


def _shots(root: Path, project: Path, scratch: Path, browser) -> Iterator[tuple[str, bytes]]:
    yield from _of_the_site(root, scratch / "site", browser)
    yield from _of_the_editor(root, project, browser)
    _make_a_mistake(project)
    yield "a-mistake-explained", _of_a_check(project, browser)


def _of_the_site(root: Path, site: Path, browser) -> Iterator[tuple[str, bytes]]:
    builder.build(builder.Options(root, site, languages=("en", "ur"), with_leaflets=False))
    with serving(site) as address:
        yield "a-page", _shot(browser, f"{address}{_PAGE}/", 1000, 700)
        yield "a-page-on-a-phone-in-urdu", _shot(browser, f"{address}ur/{_PAGE}/", 360, 640)


def _of_the_editor(root: Path, project: Path, browser) -> Iterator[tuple[str, bytes]]:
    with _editor(root, project) as address:
        context = browser.new_context(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Work with Local Repository").click()
        page.get_by_text("Recognise").first.click()
        page.get_by_text("Signs in hotels").first.wait_for()
        yield "the-editor-list", page.screenshot()
        page.goto(f"{address}#/collections/recognise/entries/hotels")
        page.locator("[data-key-path=description] textarea").wait_for()
        page.wait_for_timeout(_FADING)
        yield "the-editor-page", page.screenshot()
        # The editor makes only the fields that are in sight.
        page.set_viewport_size({"width": 1000, "height": 4000})
        words = page.locator("[data-key-path=body] textarea")
        words.fill(words.input_value().replace("## Next step", "Call 0800 1111.\n\n## Next step"))
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("#campaign-bar", has_text="mend:").wait_for()
        page.set_viewport_size({"width": 1000, "height": 700})
        page.get_by_text("Entry saved").wait_for(state="hidden")
        yield "the-editor-saved", page.screenshot()
        context.close()


@contextmanager
def _editor(root: Path, project: Path) -> Iterator[str]:
    server = Server(project, sveltia.program(root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.address
    finally:
        server.shutdown()
        server.server_close()


def _make_a_mistake(project: Path) -> None:
    file = project / "docs" / f"{_PAGE}.md"
    words = file.read_text(encoding="utf-8").replace("Call 0800 1111.\n\n", "")
    file.write_text(words.replace("## Next step", "Call Childline on 0800 1111.\n\n## Next step"), encoding="utf-8")


def _of_a_check(project: Path, browser) -> bytes:
    command = [sys.executable, "-m", "campaign", "--root", str(project), "check"]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    # Warnings of other files would only fill the picture.
    mine = [part for part in said.split("\n\n") if part.startswith((f"docs/{_PAGE}", "Checked"))]
    page = browser.new_context(viewport={"width": 1000, "height": 260}).new_page()
    page.set_content(_TERMINAL.format(html.escape("$ scripts/check\n" + "\n\n".join(mine))))
    return page.screenshot()


def _shot(browser, address: str, width: int, height: int) -> bytes:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(address)
    taken = page.screenshot()
    page.context.close()
    return taken


def _small(shot: bytes) -> bytes:
    """A screenshot as WebP within LARGEST, as good as that allows."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    for quality in (80, 60, 40, 20):
        file = io.BytesIO()
        picture.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= LARGEST:
            break
    return file.getvalue()


def _copy(root: Path, project: Path) -> Path:
    """What people write, so that a mistake can be made without touching it."""
    for name in _WRITTEN:
        shutil.copytree(root / name, project / name)
    shutil.copy(root / "mkdocs.yml", project)
    return project
