"""Contrast between colours, as WCAG 2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

from __future__ import annotations

#: Text on a colour must reach this ratio (WCAG 2.2, success criterion 1.4.3, level AA).
ENOUGH = 4.5


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of a colour written ``#rrggbb``."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
