"""All leaflets of one language: each from the cache, or fitted to its sides, through the gates, to PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from campaign import slots, urls
from campaign.edition import Edition
from campaign.leaflets import cache, finish, fit, gates, packs
from campaign.leaflets.document import Maker
from campaign.leaflets.engine import Engine, engine, missing_on_this_machine
from campaign.leaflets.formats import PRESS, SMALLEST
from campaign.leaflets.names import Leaflet, leaflets_of
from campaign.problems import ContentError, MachineError, Problem
from campaign.render import Rendered
from campaign.templates import FOLDER

CHECK = "leaflet"


@dataclass(frozen=True)
class Made:
    """One finished file; ``fresh`` is whether it was made now and not taken from the cache."""

    leaflet: Leaflet
    size: int
    fresh: bool


def make_all(edition: Edition, rendered: Rendered, target: Path, kept: cache.Cache | None = None) -> list[Made]:
    """Make every leaflet of one language below ``target``, from the project's cache or ``kept``. Raises ContentError with all that fail a gate, MachineError without Pango."""
    if missing := missing_on_this_machine():
        raise MachineError(missing)
    setter = _Setter(edition, rendered.language, kept or cache.Cache(edition.content.root / cache.FOLDER))
    translator = edition.own.translator(rendered.language)
    values = edition.values(rendered.language, rendered.words)
    made, problems = [], []
    for page in edition.content.leaflets:
        body = slots.stamp(rendered.pages[page.path].body, values)
        maker = Maker(edition, translator, values, page.path, body)
        for leaflet in leaflets_of(page, translator, urls.prefix(rendered.language) + page.url):
            if leaflet.imposed and not (target / leaflet.single).exists():
                continue  # its pages were refused just before
            try:
                made.append(setter.make(maker, leaflet, target))
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    folder = target / urls.prefix(rendered.language) / packs.FOLDER
    packs.make(edition.content, rendered.words, [each.leaflet for each in made], target, folder)
    return made


class _Setter:
    """Sets leaflets in one language, remembering in which size each was fitted, for its variants."""

    def __init__(self, edition: Edition, language: str, kept: cache.Cache):
        self.folder = edition.content.root / FOLDER / "leaflets"
        self.language = language
        self.right_to_left = edition.content.languages[language].direction == "rtl"
        self.covered = gates.letters_of(self.folder / "fonts")
        self.cache = kept
        self.sizes: dict[tuple[str, str], int] = {}

    @property
    def engine(self) -> Engine:
        return engine(self.folder, self.language)

    def make(self, maker: Maker, leaflet: Leaflet, target: Path) -> Made:
        """One file with its picture, below ``target``."""
        key = cache.key(cache.surroundings(self.folder), leaflet.kind, maker.html(leaflet, 100))
        pdf = self.cache.get(key, ".pdf")
        fresh = pdf is None
        if fresh:
            pdf = self._imposed(target, leaflet) if leaflet.imposed else self._set(maker, leaflet)
            self.cache.put(key, ".pdf", pdf)
        file = target / leaflet.url
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf)
        if leaflet.has_picture:
            shown = self.cache.get(key, ".webp")
            if shown is None:
                shown = picture(pdf, leaflet.format.picture_size)
                self.cache.put(key, ".webp", shown)
            (target / leaflet.picture).write_bytes(shown)
        return Made(leaflet, len(pdf), fresh)

    def _imposed(self, target: Path, leaflet: Leaflet) -> bytes:
        """From the file of single pages, which was made just before."""
        return finish.imposed((target / leaflet.single).read_bytes(), self.right_to_left)

    def _set(self, maker: Maker, leaflet: Leaflet) -> bytes:
        """Lay out at the largest size that passes every gate. Raises ContentError with the faults of the smallest."""

        def attempt(size: int):
            html = maker.html(leaflet, size)
            document, log = self.engine.lay_out(html)
            faults = gates.find_faults(html, document, leaflet.sides, log, self.covered, SMALLEST)
            return (html, document), faults

        known = self.sizes.get((leaflet.page, leaflet.format.name))
        fitted = fit.largest(leaflet.format.sizes, attempt, known)
        if isinstance(fitted, list):
            raise _refusal(maker, leaflet, fitted)
        self.sizes[leaflet.page, leaflet.format.name] = fitted.size
        html, document = fitted.result
        pdf, log = self.engine.write(document)
        pdf = finish.finished(pdf, _stamp_boxes(document), leaflet.variant == PRESS)
        faults = [gates.Fault(f"the engine says: {message}", "mend the template or the style.") for message in log]
        faults += gates.find_faults_of_file(pdf, html, maker.address, 'class="code"' in html)
        if faults:
            raise _refusal(maker, leaflet, faults)
        return pdf


def _stamp_boxes(document) -> dict[int, tuple[float, float, float, float]]:
    """By the number of its page: left, bottom, width and height in points of the box reserved for a school's stamp."""
    boxes = {}
    for number, page in enumerate(document.pages):
        for box in gates.boxes(page._page_box):
            element = getattr(box, "element", None)
            if element is not None and element.get("class") == "stamp":
                left = box.position_x + page.bleed["left"]
                bottom = page.height + page.bleed["bottom"] - box.position_y - box.margin_height()
                boxes[number] = tuple(
                    each * gates.POINTS for each in (left, bottom, box.margin_width(), box.margin_height())
                )
    return boxes


def _refusal(maker: Maker, leaflet: Leaflet, faults: list[gates.Fault]) -> ContentError:
    page = maker.edition.content.pages[leaflet.page]
    return ContentError(
        [
            Problem(
                page.file,
                1,
                CHECK,
                f"the leaflet {leaflet.kind} in {leaflet.language} cannot be set, even at {leaflet.format.sizes[0]}% of its size: {fault.what}",
                "schools print it as it is.",
                fault.mend,
            )
            for fault in faults
        ]
    )


def picture(pdf: bytes, size: tuple[int, int]) -> bytes:
    """The first page as a WebP picture of ``size`` pixels."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=2 * size[0] / page.get_width()).to_pil().resize(size)
    output = io.BytesIO()
    image.convert("RGB").save(output, "WEBP", quality=70, method=6)
    return output.getvalue()
