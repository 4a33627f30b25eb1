"""The hostile corpus and the fuzzing as figures: every input in a process of its own, with limits that the system holds it to.

A process that dies, raises or takes too much is counted, not argued with. The corpus and the properties are those of the
tests (``tests/hostile``); here all of it runs, and longer.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from campaign.bench.figures import Figure
from campaign.problems import MachineError

FOLDER = "tests/hostile"
#: What the system allows a process: more than the budget, so that the figure is measured and not cut off.
MOST_BYTES, MOST_SECONDS = 3 << 30, 60
#: Cases for each target of the fuzzing.
CASES = 3_000


@dataclass(frozen=True)
class Outcome:
    """What came of one input: ``fault`` when it was not answered as it should be, ``raised`` when that was an exception."""

    name: str
    fault: str | None
    raised: bool
    seconds: float
    bytes: int


def figures(root: Path) -> list[Figure]:
    """Run the whole corpus and the fuzzing. Raises MachineError where processes cannot be limited or hypothesis is missing."""
    return [*corpus_figures(run_corpus(root)), *fuzz_figures(run_fuzz(root, CASES))]


def corpus_figures(outcomes: list[Outcome]) -> list[Figure]:
    """The figures of the corpus."""
    answered = sum(outcome.fault is None for outcome in outcomes)
    return [
        Figure("hostile corpus: inputs", len(outcomes), "inputs", 200, at_least=True),
        Figure("hostile corpus: not refused or neutralised", len(outcomes) - answered, "inputs", 0),
        Figure("hostile corpus: tracebacks", sum(outcome.raised for outcome in outcomes), "inputs", 0),
        Figure("hostile corpus: slowest", round(max(each.seconds for each in outcomes), 2), "CPU s", 10),
        Figure("hostile corpus: peak memory", round(max(each.bytes for each in outcomes) / 1e6), "MB", 1000),
    ]


def fuzz_figures(outcomes: list[Outcome]) -> list[Figure]:
    """The figures of the fuzzing, one outcome for each target."""
    return [
        Figure("fuzzing: cases", len(outcomes) * CASES, "cases", 20_000, at_least=True),
        Figure("fuzzing: targets with findings", sum(each.fault is not None for each in outcomes), "targets", 0),
    ]


def run_corpus(root: Path) -> list[Outcome]:
    """Every entry of the corpus but the sound ones."""
    corpus = _module(root, "corpus")
    with tempfile.TemporaryDirectory() as scratch:
        project = corpus.Project(Path(scratch))
        # Once here, so that no process has to load and compile everything anew.
        corpus.found(project.tiny, None)
        hostile = [entry for entry in corpus.entries() if entry.family != "sound"]
        return [_alone(entry.name, corpus.fault, entry, project) for entry in hostile]


def run_fuzz(root: Path, cases: int) -> list[Outcome]:
    """Every target of the fuzzing, with so many inputs that no run had before."""
    fuzz = _module(root, "fuzz")
    fuzz.project()  # here, because only a process that ends by itself throws it away
    start = int.from_bytes(os.urandom(4))
    return [_alone(f"{target}, seed {start}", fuzz.run, target, cases, start) for target in fuzz.TARGETS]


def _module(root: Path, name: str):
    """A module of the tests, which are no package of ours."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise MachineError("processes that can be limited; run this on Linux or macOS.")
    sys.path[:0] = [str(root / FOLDER), str(root / "tests")]
    try:
        return __import__(name)
    except ModuleNotFoundError as error:
        raise MachineError(f"{error.name}; run  scripts/setup --test") from None
    finally:
        del sys.path[:2]


def _alone(name: str, work, *arguments) -> Outcome:
    """Do some work in a forked process. Its death is an exception like any other."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(there, work, arguments))
    process.start()
    there.close()
    try:
        fault, raised, seconds, most = here.recv()
    except EOFError:
        process.join()
        fault, raised, seconds, most = f"the process ended with {process.exitcode}", True, MOST_SECONDS, MOST_BYTES
    process.join()
    if fault:
        print(f"{name}: {fault[-2000:]}", file=sys.stderr)
    return Outcome(name, fault, raised, seconds, most)


def _child(pipe, work, arguments) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    start = time.process_time()
    try:
        fault, raised = work(*arguments), False
    except BaseException:
        fault, raised = traceback.format_exc(), True
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    pipe.send((fault, raised, time.process_time() - start, most))
