import pytest
from hypothesis import given
from hypothesis.strategies import integers

from campaign.colours import contrast, darker


@pytest.mark.parametrize(
    "one, other, ratio", [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(integers(0, 0xFFFFFF))
def test_the_nearest_colour_passes_but_only_just_unless_the_colour_passed_itself(number):
    colour = f"#{number:06x}"
    found = darker(colour, 4.5)
    assert contrast(found, "#ffffff") >= 4.5
    assert contrast(found, "#ffffff") < 4.7 or contrast(colour, "#ffffff") >= 4.5


def test_the_nearest_colour_keeps_its_hue():
    assert darker("#88aadd", 4.5) == "#5f789d"
    assert darker("#23415f", 4.5) == "#23415f"
