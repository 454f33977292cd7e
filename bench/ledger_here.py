"""How many deposits this machine takes, beside what its disk and its signatures allow: `ledger_here.py DIR`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from _ledger_figures import LOG, WITNESS, checkers, limits, one_by_one, statements, throughput

from courtlog.intake import Intake
from courtlog.log import Log


def measure(directory: Path, seconds: float) -> None:
    """Print the limits of the disk on which `directory` lies and of one core, then the log's own figures."""
    with tempfile.TemporaryDirectory(dir=directory, prefix="courtlog-bench-") as name:
        able = limits(Path(name))
        print(f"this disk: {able.syncs:,.0f} syncs/s; one core: {able.verifications:,.0f} Ed25519 checks/s, "
            f"{able.signatures:,.0f} signatures/s, {able.leaves:,.0f} leaves/s")  # fmt: skip
        given = statements(100 + int(seconds * able.signed))
        checking = checkers(1)
        with Log.create(Path(name) / "log", LOG, WITNESS) as log:
            alone = one_by_one(log, given[:100])
            with Intake(log, checking) as door:
                many = throughput(door, iter(given[100:]), seconds)
        checking.close()
    print(
        f"one deposit after another: {alone.rate:,.0f}/s, median {alone.p50:.1f} ms, 99th percentile {alone.p99:.1f} ms"
    )
    print(f"many at once: {many.rate:,.0f}/s, {many.rate / able.signed:.2f} of what one core's signatures allow; "
        f"median {many.p50:.0f} ms, p99 {many.p99:.0f} ms")  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, nargs="?", default=Path(), help="on the disk that the log will be on")
    parser.add_argument("--seconds", type=float, default=3.0, help="of the measurement with many clients (default: 3)")
    options = parser.parse_args()
    measure(options.directory, options.seconds)
