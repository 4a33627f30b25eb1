"""What a leaflet can be made into: paper, sides, the sizes of type, and the variants of each."""

from __future__ import annotations

from dataclasses import dataclass

#: Sizes of type that are tried, in hundredths of a format's own.
SIZES = (60, 65, 70, 76, 82, 88, 94, 100, 106, 112, 121, 130, 142, 155)
#: In points: no type on a leaflet is smaller.
SMALLEST = 10

COLOUR, INK, PRESS = "colour", "ink", "press"


@dataclass(frozen=True)
class Format:
    """One way to print a leaflet. Lengths in millimetres, ``type_size`` in points.

    ``panels`` are the numbers of panels that a page may give it; ``cover`` is whether a cover comes before them.
    """

    name: str
    setting: str
    template: str
    width: int
    height: int
    type_size: float
    panels: tuple[int, ...]
    cover: bool = False
    one_sheet: bool = False
    variants: tuple[str, ...] = (COLOUR, INK)

    @property
    def sizes(self) -> list[int]:
        """The sizes that leave no type too small."""
        return [size for size in SIZES if self.type_size * size / 100 >= SMALLEST]

    def sides(self, panels: int) -> int:
        """How many pages the PDF file must have."""
        return 2 if self.one_sheet else panels + self.cover

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height in pixels of the picture of its first page: 594 pixels on the longer side."""
        scale = 594 / max(self.width, self.height)
        return round(self.width * scale), round(self.height * scale)


FORMATS = (
    Format("a4", "a4", "sheet", 210, 297, 11.4, (1, 2)),
    Format("trifold", "trifold", "trifold", 297, 210, 11.4, (5,), True, True, (COLOUR, INK, PRESS)),
    Format("booklet", "booklet", "booklet", 148, 210, 11.4, (3, 7), True),
    Format("poster-a4", "poster", "poster", 210, 297, 17, (1,)),
    Format("poster-a3", "poster", "poster", 297, 420, 24.04, (1,), variants=(COLOUR, INK, PRESS)),
)
#: The words under ``leaflet:`` in a page's front matter, each with the formats it stands for.
SETTINGS = {each.setting: tuple(one for one in FORMATS if one.setting == each.setting) for each in FORMATS}
