"""Who carries the steps out: worker processes of this machine, or a Dask cluster.

Dask is an extra (requirements/dask.txt). Its workers must see the project and the output under the same paths, as
on one machine or over a shared file system: what they hand each other are files.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from campaign.problems import MachineError


@contextmanager
def workers(jobs: int, scheduler: str | None = None) -> Iterator[Executor]:
    """Workers that take functions. Raises MachineError when the scheduler cannot be used."""
    if scheduler is None:
        with local(jobs) as pool:
            yield pool
        return
    try:
        from distributed import Client
    except ImportError:
        raise MachineError(
            "Dask, which --scheduler needs. Install it with  .venv/bin/pip install --require-hashes -r requirements/dask.txt"
        ) from None
    try:
        client = Client(scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise MachineError(f"a Dask scheduler at {scheduler} ({error}).") from None
    with client:
        yield client.get_executor(pure=False)


def local(jobs: int) -> ProcessPoolExecutor:
    """Forked where the system can, after everything heavy is imported; the modules are then shared, not loaded again."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(max_workers=max(1, jobs), mp_context=multiprocessing.get_context(method))
