"""The largest type in which a leaflet passes every gate.

The type shrinks a little when a language needs more room, within a stated range; beyond it the leaflet is
refused with the reason, because small print on a leaflet about safety is read by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaign.leaflets.gates import Fault


@dataclass(frozen=True)
class Fitted:
    """What was found: the size in hundredths, and what passed at it."""

    size: int
    result: object


Attempt = Callable[[int], tuple[object, list[Fault]]]
"""Lays out in a size; gives the result and its faults."""


def largest(sizes: Sequence[int], attempt: Attempt, likely: int | None = None) -> Fitted | list[Fault]:
    """The largest of ``sizes`` (ascending) without faults, found by halving; or the faults of the smallest.

    ``likely`` is a size that fitted the same words before: the search begins there and goes no higher.
    """
    low, high = 0, len(sizes) - 1 if likely is None else sizes.index(likely)
    middle = high if likely is not None else (low + high) // 2
    best: Fitted | None = None
    faults: list[Fault] = []
    while low <= high:
        result, faults = attempt(sizes[middle])
        if faults:
            high = middle - 1
        else:
            best, low = Fitted(sizes[middle], result), middle + 1
        middle = (low + high) // 2
    return best or faults
