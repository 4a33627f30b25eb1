"""The preview of the tiny project."""

from __future__ import annotations

import pytest
from previewing import Preview


@pytest.fixture
def preview(tiny, tmp_path):
    """The preview of the tiny project."""
    made = Preview(tiny.root, tmp_path / "scratch")
    yield made
    made.paper.stop()
