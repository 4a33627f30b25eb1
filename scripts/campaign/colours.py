"""Contrast between colours, as WCAG 2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

A colour that fails is answered with the nearest that passes: same hue, darker or lighter. The search is in OKLab
(https://bottosson.github.io/posts/oklab/), where a step of lightness looks equally large in every hue; in RGB or
HSL a yellow would be taken for as dark as a blue.
"""

from __future__ import annotations

from math import cbrt

#: Text on a colour must reach this ratio (WCAG 2.2, success criterion 1.4.3, level AA).
ENOUGH = 4.5
#: A line or a mark that says something must reach this one (success criterion 1.4.11, level AA).
ENOUGH_FOR_MARKS = 3.0
_STEPS = 30


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of a colour written ``#rrggbb``."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darker(colour: str, ratio: float, ground: str = "#ffffff") -> str:
    """The lightest colour of the same hue, no lighter than ``colour``, that has at least ``ratio`` on a light ground."""
    lightness, *hue = _oklab(colour)
    low, high, found = 0.0, lightness, "#000000"
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = _written(middle, *(each * middle / lightness for each in hue)) if lightness else found
        if contrast(tried, ground) >= ratio:
            low, found = middle, tried
        else:
            high = middle
    return found


def _linear(colour: str) -> tuple[float, ...]:
    """Red, green and blue, 0 to 1, as amounts of light."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def _oklab(colour: str) -> tuple[float, float, float]:
    """Lightness (0 to 1) and the two axes of hue."""
    r, g, b = _linear(colour)
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _written(lightness: float, a: float, b: float) -> str:
    """The colour as ``#rrggbb``; what no screen can show is cut off."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    light = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in (max(0, c) for c in light))
    return "#" + "".join(f"{min(255, round(255 * c)):02x}" for c in encoded)
