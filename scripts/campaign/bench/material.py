"""Material's built-in search on the same pages: what our own is compared with.

A stock MkDocs and Material site is built from the bodies that our build rendered, and asked through the worker that
Material's own search box asks.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from campaign.content import Content
from campaign.render import Rendered
from campaign.slots import CLOSE, OPEN
from campaign.translation.catalogue import Translator

#: Languages that lunr's stemmers know; for any other Material falls back to English.
STEMMED = ("en", "ro", "ar")

_HOOK = """
import json
from pathlib import Path

BODIES = json.loads(Path(__file__).with_name("bodies.json").read_text(encoding="utf-8"))


def on_page_content(html, page, config, files):
    return BODIES[page.file.src_uri]
"""

#: Sets the worker up, then answers every query with the addresses found, the best page first, and its milliseconds.
ASK = """async ([base, worker, queries]) => {
  const index = await (await fetch(base + "search/search_index.json")).json();
  const search = new Worker(base + worker), answer = () => new Promise(done => search.addEventListener("message", event => done(event.data), { once: true }));
  let ready = answer();
  search.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
  await ready;
  const found = [];
  for (const query of queries) {
    const start = performance.now(), result = answer();
    search.postMessage({ type: 2, data: query });
    const { data } = await result;
    found.push([data.items.map(([first]) => first.location.split("#")[0]), performance.now() - start]);
  }
  return found;
}"""


def make(content: Content, rendered: Rendered, translator: Translator, folder: Path) -> Path:
    """Build the stock site of one language; returns its folder."""
    docs = folder / "docs"
    for path in rendered.pages:
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        title = translator.text(content.pages[path].front.title, "title")
        file.write_text(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n# {title}\n", encoding="utf-8")
    bodies = {path: _without_slots(page.body) for path, page in rendered.pages.items()}
    (folder / "bodies.json").write_text(json.dumps(bodies), encoding="utf-8")
    (folder / "hook.py").write_text(_HOOK, encoding="utf-8")
    language = rendered.language if rendered.language in STEMMED else "en"
    (folder / "mkdocs.yml").write_text(
        "site_name: Stock\nuse_directory_urls: true\nhooks: [hook.py]\n"
        "theme: {name: material, language: en}\n"
        f"plugins:\n  - search:\n      lang: {language}\n",
        encoding="utf-8",
    )
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, capture_output=True)
    return folder / "site"


def worker(site: Path) -> str:
    """The address of the search worker in a stock site."""
    return next((site / "assets" / "javascripts" / "workers").glob("search.*.js")).relative_to(site).as_posix()


def _without_slots(body: str) -> str:
    return body.replace(OPEN, "").replace(CLOSE, "")


def weight(site: Path) -> bytes:
    """What a reader's browser loads for the search: the worker and the index, and the stemmers where there are some."""
    files = [site / worker(site), site / "search" / "search_index.json"]
    config = json.loads(files[1].read_text(encoding="utf-8"))["config"]
    if stemmers := [tag for tag in config["lang"] if tag != "en"]:
        lunr = site / "assets" / "javascripts" / "lunr" / "min"
        files += [lunr / "lunr.stemmer.support.min.js", *(lunr / f"lunr.{tag}.min.js" for tag in stemmers)]
    return b"".join(file.read_bytes() for file in files)
