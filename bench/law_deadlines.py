"""How fast periods are computed, with all their steps, and what it takes to recompute those of a million cases.

Goals of the issue: 20,000 deadlines a second and core; `tongban.courts.law` imported within 150 ms; all open periods
of a million cases recomputed within 15 minutes on two cores. The last is measured on a part of them, on as many
processes as there are cores, and scaled in proportion: nothing is shared between cases.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from statistics import median

RATE, IMPORT_MS, MINUTES = 20_000, 150, 15
CASES, PART = 1_000_000, 100_000
OPEN_PERIODS = ("trial_ordinary", "appeal_judgment", "evidence_ordinary", "fee_plaintiff", "hearing_notice")
"""A case with all of these open at once is busier than any real one."""
CORES = 2
FIRST = datetime(2026, 1, 1, 10, 20)
TIMES = 9


def rate() -> float:
    """Deadlines a second on one core: every live period in turn, each from another day, each step made."""
    from tongban.courts.law import due, period_rules
    from tongban.kernel.periods import Due, RuleState

    live = [rule.id for rule in period_rules().values() if rule.state is RuleState.LIVE]
    work = [(name, FIRST + timedelta(days=n % 700)) for n, name in enumerate(islice(cycle(live), RATE))]
    seconds = []
    for _ in range(3):
        begin = time.process_time()
        steps = sum(len(found.steps) for name, start in work if isinstance(found := due(name, start), Due))
        seconds.append(time.process_time() - begin)
        if steps < len(work):
            message = "some deadlines came without steps"
            raise SystemExit(message)
    return len(work) / median(seconds)


def recompute(bounds: tuple[int, int]) -> int:
    """All open periods of the cases with these numbers, each with an excluded span; how many were computed."""
    from tongban.courts.law import due
    from tongban.kernel.incidents import Span
    from tongban.kernel.periods import Due

    done = 0
    for number in range(*bounds):
        start = date(2026, 1, 1) + timedelta(days=number % 365)
        span = (Span(start + timedelta(days=30), start + timedelta(days=44), "appraisal"),)
        for name in OPEN_PERIODS:
            found = due(name, start, None, span if name == "trial_ordinary" else ())
            done += isinstance(found, Due)
    return done


def minutes_for_all() -> float:
    """Wall minutes that a million cases would take on two cores."""
    share = PART // CORES
    begin = time.monotonic()
    with ProcessPoolExecutor(CORES) as pool:
        done = sum(pool.map(recompute, [(n * share, (n + 1) * share) for n in range(CORES)]))
    if done != PART * len(OPEN_PERIODS):
        message = f"only {done} periods were computed"
        raise SystemExit(message)
    return (time.monotonic() - begin) / 60 * CASES / PART


def import_ms() -> float:
    """Milliseconds of processor that the import of the law takes in a fresh interpreter, files and bytecode warm."""
    code = "import time; t = time.process_time(); import tongban.courts.law; print((time.process_time() - t) * 1000)"
    told = [subprocess.run([sys.executable, "-c", code], check=True, capture_output=True) for _ in range(TIMES)]
    return median(float(done.stdout) for done in told)


def main() -> int:
    """Measure, print, and fail when a goal is missed."""
    found = (("deadlines/s/core", rate(), RATE, True), ("import ms", import_ms(), IMPORT_MS, False))
    found += (("minutes for a million cases on two cores", minutes_for_all(), MINUTES, False),)
    print(f"{os.cpu_count()} cores")
    missed = 0
    for name, value, goal, more in found:
        kept = value >= goal if more else value <= goal
        missed += not kept
        print(f"{name:<42} {value:>12,.1f}   goal {'>=' if more else '<='} {goal:,}   {'kept' if kept else 'MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
