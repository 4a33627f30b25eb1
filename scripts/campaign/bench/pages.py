"""What a reader waits for: bytes, requests and nodes of every page as served, and what Chromium and Lighthouse say of some.

Bytes and counts mean the same on a busy machine; paints are Chromium's under a throttled line (``LINES``), and
Lighthouse's on its own simulated phone.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from statistics import median

import brotli

from campaign.bench import browser, lighthouse
from campaign.bench.figures import Figure
from campaign.build import Options, build

#: Home, a long page, where help is, and a leaflet.
PAGES = ("", "react/what-to-do/", "get-help/", "leaflets/spot-the-signs/")
#: A Latin script, one from right to left with a font of ours, and one with long words and many bytes a letter.
LANGUAGES = ("", "ur/", "bn/")
#: Lines as Lighthouse names them: bits a second and the milliseconds of a round trip; the phone is four times slower than this machine.
LINES = {"slow 4G": (1_600_000, 150), "3G": (700_000, 300)}
SLOWER = 4
_TEXT = ("text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json")
_LCP = """() => new Promise(done => new PerformanceObserver(
  list => done(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))"""


class Compressing(SimpleHTTPRequestHandler):
    """Serves text as hosts do: brotli at level 5, or gzip at level 6."""

    def log_message(self, *_):
        pass

    def send_head(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(str(path))
        if not path.is_file() or kind not in _TEXT:
            return super().send_head()
        name, packed = packed_for(self.headers.get("Accept-Encoding", ""), path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if name:
            self.send_header("Content-Encoding", name)
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return BytesIO(packed)


def packed_for(accepted: str, content: bytes) -> tuple[str, bytes]:
    """The name of the encoding that a browser is given, and the bytes."""
    if "br" in accepted:
        return "br", brotli.compress(content, quality=5)
    if "gzip" in accepted:
        return "gzip", gzip.compress(content, 6)
    return "", content


def run(root: Path) -> tuple[list[Figure], dict]:
    """Build the site in a scratch folder and measure it; gives the figures, and what cost a page points in Lighthouse.

    Raises ContentError, MachineError.
    """
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as scratch:
        site = Path(scratch) / "site"
        build(Options(root, site))
        figures = [*_weights(sorted(site.rglob("index.html"))), *_script(site)]
        with browser.serving(site, Compressing) as address:
            figures += _views(address)
            reports = lighthouse.run(root, address, [tag + page for tag in LANGUAGES for page in PAGES])
    return [*figures, *lighthouse.figures(reports)], {"lighthouse": lighthouse.failed(reports)}


def _weights(pages: list[Path]) -> Iterator[Figure]:
    texts = [page.read_bytes() for page in pages]
    brotlied = sorted(len(brotli.compress(text, quality=5)) for text in texts)
    gzipped = sorted(len(gzip.compress(text, 6)) for text in texts)
    elements = sorted(len(re.findall(rb"<[a-z]", text)) for text in texts)
    yield Figure("page: brotli 5, median", median(brotlied), "bytes")
    yield Figure("page: brotli 5, 95th percentile", brotlied[int(0.95 * len(brotlied))], "bytes", 10_000)
    yield Figure("page: brotli 5, largest", brotlied[-1], "bytes", 14_000)
    yield Figure("page: gzip 6, 95th percentile", gzipped[int(0.95 * len(gzipped))], "bytes")
    yield Figure("page: elements, median", elements[len(elements) // 2], "elements", 250)
    yield Figure("page: elements, most", elements[-1], "elements")


def _script(site: Path) -> Iterator[Figure]:
    script = next((site / "assets").glob("campaign.*.js")).read_bytes()
    yield Figure("script: brotli 11", len(brotli.compress(script, quality=11)), "bytes", 6_000)


def _views(address: str) -> Iterator[Figure]:
    """First views in a browser with nothing kept: what is asked for, how much of it, and when the largest thing is painted."""
    requests, bytes_by_kind, blocking = [], Counter(), 0
    paints = {line: [] for line in LINES}
    with browser.chromium() as running:
        for url in (address + tag + page for tag in LANGUAGES for page in PAGES):
            asked = _first_view(running, url)
            requests.append(len(asked))
            bytes_by_kind.update({kind: size for kind, size in asked})
            blocking = max(blocking, sum(kind == "stylesheet" for kind, _ in asked))
            for line in LINES:
                paints[line].append(_painted(running, url, line))
    yield Figure("first view: requests, most", max(requests), "requests")
    yield Figure("first view: render-blocking requests beside the page", blocking, "requests", 0)
    for kind, size in sorted(bytes_by_kind.items()):
        yield Figure(f"first view: {kind}, mean", round(size / len(requests)), "bytes")
    for line, seconds in paints.items():
        yield Figure(f"first view: largest paint on {line}, slowest page", round(max(seconds), 2), "s")


def _first_view(running, url: str) -> list[tuple[str, int]]:
    """The kind of every request of a page, and the bytes of its answer with its headers."""
    context = running.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    asked = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(url, wait_until="networkidle")
    found = [
        (each.resource_type, each.sizes()["responseBodySize"] + each.sizes()["responseHeadersSize"]) for each in asked
    ]
    context.close()
    return found


def _painted(running, url: str, line: str) -> float:
    """Seconds until the largest thing on the first screen is painted, on a slow line and a slow phone."""
    bits, milliseconds = LINES[line]
    context = running.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    speed = {"downloadThroughput": bits / 8, "uploadThroughput": bits / 8, "latency": milliseconds, "offline": False}
    session.send("Network.emulateNetworkConditions", speed)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load")
    seconds = page.evaluate(_LCP) / 1000
    context.close()
    return seconds
