"""G5 and G7: how fast a log at rest is checked, and made anew from its entry bundles; a million by default.

The figures are per CPU second of one core. Beside them stands the limit of the same run: hashing each entry once, and
one node of the tree for each.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from _ledger import folder, show
from _ledger_figures import LOG, WITNESS, statement

from courtlog.bench import limits
from courtlog.deposit import Keyed, Promise
from courtlog.fsck import check_log
from courtlog.log import Log
from courtlog.merkle import leaf_hash
from courtlog.rebuild import rebuild

ENTRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
GROUP = 8_192


def fill(home: Path) -> None:
    """Deposit statements that differ in one commitment, without promises and signatures, since none is looked at."""
    sample = statement(0)
    at = sample.index(hashlib.sha256(b"0 sha256").digest())
    before, after = sample[:at], sample[at + 32 :]
    Promise.sign = lambda _, __: b""  # type: ignore[method-assign, assignment]
    with Log.create(home, LOG, WITNESS) as log:
        for first in range(0, ENTRIES, GROUP):
            numbers = range(first, min(ENTRIES, first + GROUP))
            made = [before + hashlib.sha256(b"%d" % number).digest() + after for number in numbers]
            log.deposit_keyed([Keyed(leaf_hash(one), one) for one in made])


def rate(run: Callable[[], object]) -> float:
    """Entries per CPU second."""
    begin = time.process_time()
    run()
    return ENTRIES / (time.process_time() - begin)


def main() -> None:
    """Fill, rebuild, check."""
    with folder() as home:
        fill(home / "log")
        able = limits(home).leaves / 2
        print(f"{ENTRIES:,} entries")
        for path in (home / "log/public/tile").glob("[0-9]*/**/[0-9]*"):
            if path.is_file():
                path.unlink()
        tiles = rate(lambda: rebuild(home / "log", entries=False))
        show("rebuild of tiles, 10 M entries, CPU", 10_000_000 / tiles, "s", most=60, limit=10_000_000 / able)
        whole = rate(lambda: rebuild(home / "log"))
        show("the same with the writer's store", 10_000_000 / whole, "s", limit=10_000_000 / able)
        show("most memory held by then", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", most=100)
        faults: list[str] = []
        checked = rate(lambda: faults.extend(check_log(home / "log")))
        assert not faults, faults
        show("fsck, entries per CPU second", checked, "/s", least=250_000, limit=able)


if __name__ == "__main__":
    main()
