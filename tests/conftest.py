"""The tiny project, and the real site, built once for all who look at it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from project import ROOT, Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    """A tiny project with complete catalogues."""
    project = Tiny(tmp_path / "tiny")
    project.translate()
    return project


@pytest.fixture(scope="session")
def real_root() -> Path:
    """The folder of the real project."""
    return ROOT


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, national edition, with its leaflets."""
    return _build(tmp_path_factory, "national")


@pytest.fixture(scope="session")
def luton_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, Luton's edition, without leaflets."""
    return _build(tmp_path_factory, "luton", with_leaflets=False)


def _build(factory: pytest.TempPathFactory, council: str, with_leaflets: bool = True) -> Path:
    from campaign.build import Options, build

    site = factory.mktemp(council) / "site"
    with _alone(factory):
        build(Options(ROOT, site, council=council, with_leaflets=with_leaflets))
    return site


@contextmanager
def _alone(factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let one worker build at a time: the next finds languages and leaflets made."""
    with (factory.getbasetemp().parent / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pytest_terminal_summary(terminalreporter) -> None:
    """Say what the gates over the built site saw: a green tick alone does not tell how much was looked at."""
    reports = [each for outcome in ("passed", "failed") for each in terminalreporter.getreports(outcome)]
    said = [value for each in reports for name, value in each.user_properties if name == "gate"]
    if said:
        terminalreporter.section("gates")
        for line in said:
            terminalreporter.write_line(line)
