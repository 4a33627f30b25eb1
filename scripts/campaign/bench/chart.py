"""The accepted figures as a picture: how much of its budget each takes, for ``guide/measurements.md``."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from campaign.bench.figures import Figure

#: Pixels: the words, the width of a whole budget, a row.
_WORDS, _WHOLE, _ROW, _EDGE = 470, 300, 22, 10
#: No bar is longer than so many budgets; the number says the rest.
_LONGEST = 1.3
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1d2327}.kept{fill:#23415f}.missed{fill:#c2571a}"
    "line{stroke:#1d2327;stroke-dasharray:3 3}rect.paper{fill:#fff}"
)


def draw(figures: Mapping[str, Figure]) -> str:
    """An SVG picture with a row for each figure that has a budget greater than nothing, and is to be small."""
    shown = [each for each in figures.values() if each.budget and not each.at_least]
    height, width = _ROW * len(shown) + 2 * _EDGE + _ROW, _WORDS + round(_WHOLE * _LONGEST) + 130
    whole = _WORDS + _WHOLE
    rows = "".join(_row(number, figure) for number, figure in enumerate(shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">\n'
        f'<title id="title">Measured figures as shares of their budgets</title>\n<style>{_STYLE}</style>\n'
        f'<rect class="paper" width="{width}" height="{height}"/>\n{rows}'
        f'<line x1="{whole}" x2="{whole}" y1="{_EDGE}" y2="{height - _EDGE - _ROW}"/>\n'
        f'<text x="{whole}" y="{height - _EDGE}" text-anchor="middle">the budget</text>\n</svg>\n'
    )


def _row(number: int, figure: Figure) -> str:
    top = _EDGE + number * _ROW
    length = round(_WHOLE * max(0, min(figure.value / figure.budget, _LONGEST)), 1)
    kind = "kept" if figure.kept else "missed"
    says = f"{figure.value:g} of {figure.budget:g} {figure.unit}".rstrip()
    return (
        f'<text x="{_WORDS - 8}" y="{top + 15}" text-anchor="end">{escape(figure.name)}</text>'
        f'<rect class="{kind}" x="{_WORDS}" y="{top + 3}" width="{length}" height="{_ROW - 6}"/>'
        f'<text x="{_WORDS + max(length, _WHOLE) + 6}" y="{top + 15}">{escape(says)}</text>\n'
    )
