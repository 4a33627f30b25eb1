"""A crawl of a served site as a reader and a browser would: every link, script, picture and search index, once."""

from __future__ import annotations

import contextlib
import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

LINKS = {"href", "src", "data-index"}


class Page(HTMLParser):
    """What a page leads to, and the ids that can be led to."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("rel") != "canonical":
            self.links += [values[name] for name in LINKS & set(values)]
        self.ids |= {values["id"]} if "id" in values else set()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Crawl:
    """``broken`` names what leads nowhere; ``answers`` holds every answer by its address in the site."""

    base: str
    answers: dict[str, Answer] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def get(address: str, **headers: str) -> Answer:
    """One request."""
    with contextlib.closing(Client(address)) as client:
        return client.get(address, **headers)


class Client:
    """One connection that is kept open until it is closed."""

    def __init__(self, address: str):
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        self.close = self.connection.close

    def get(self, address: str, **headers: str) -> Answer:
        parts = urlsplit(address)
        self.connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers)
        answer = self.connection.getresponse()
        names = [name.lower() for name, _ in answer.getheaders()]
        assert len(names) == len(set(names)), f"{address}: a header is sent twice: {sorted(names)}"
        return Answer(answer.status, {name.title(): value for name, value in answer.headers.items()}, answer.read())


def crawl(base: str) -> Crawl:
    """Follow everything inside ``base`` from its home page."""
    with contextlib.closing(Client(base)) as client:
        return _crawl(base, client)


def _crawl(base: str, client: Client) -> Crawl:
    seen, pages, wanted = Crawl(base), {}, [(base, base)]
    anchors: list[tuple[str, str, str]] = []
    known = {base}
    while wanted:
        address, source = wanted.pop()
        answer = client.get(address)
        seen.answers[address.removeprefix(base)] = answer
        if answer.status != 200:
            seen.broken.append(f"{source}: {address} is answered with {answer.status}")
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        pages[address] = page = Page(answer.body.decode())
        for link in page.links:
            target, anchor = urldefrag(urljoin(address, link))
            if urlsplit(link).scheme in ("tel", "sms", "mailto", "https", "data"):
                continue
            if not target.startswith(base):
                seen.broken.append(f"{address}: {link} leaves the site")
                continue
            anchors += [(address, target, anchor)] if anchor else []
            if target not in known:
                known.add(target)
                wanted.append((target, address))
    seen.broken += [
        f"{source}: {target}#{anchor}"
        for source, target, anchor in anchors
        if target in pages and anchor not in pages[target].ids
    ]
    return seen
