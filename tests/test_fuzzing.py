"""A modest number of fuzzed inputs, the same every time; ``scripts/bench safety`` tries many more."""

import fuzz
import pytest


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_is_refused_with_a_line_or_harmless(target):
    fuzz.run(target, 300)


def test_the_same_inputs_find_what_is_there_to_be_found(monkeypatch):
    """A gate that lets everything through is noticed."""
    monkeypatch.setattr(fuzz.gate.Gate, "run", lambda self, text: text)
    with pytest.raises((AssertionError, ExceptionGroup)):
        fuzz.run("Markdown", 3000, 1)
