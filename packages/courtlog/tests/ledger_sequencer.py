"""Programs for the tests of the PostgreSQL sequencer: `sequencer DIR URL LOCK AT MODE`, `app DIR URL FIRST LAST`."""

import functools
import json
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ledger_crasher import Fault
from ledger_samples import LOG_KEY, START, WITNESS_KEY, Clock, statement

from courtlog import Log, Missing
from courtlog.deposit import Wait
from courtlog.postgres import Counter, PostgresReader, PostgresStores, Sequencer, Unavailable


def sequencer(directory, url, lock, at, mode):
    disk = Fault(int(at), mode).disk(Path(directory))
    clock = Clock(START + 10**6)
    stores = PostgresStores(url, lock)
    take_office = functools.partial(Log, directory, LOG_KEY, WITNESS_KEY, clock=clock, disk=disk, stores=stores)
    Sequencer(stores, take_office).run(threading.Event())


def app(directory, url, first, last):
    """Deposit statements one by one, each until it is acknowledged, whatever happens to the database meanwhile."""
    counter = reader = None
    for number in range(int(first), int(last)):
        while True:
            try:
                reader = reader or PostgresReader(directory, url)
                counter = counter or Counter(url, reader)
                (one,) = counter.deposit([statement(number)], Wait.PROOF, seconds=5)
                break
            except Missing:
                continue
            except Unavailable:
                for one in filter(None, (counter, reader)):
                    one.close()
                counter = reader = None
        print(json.dumps([number, one.index, one.proven]), flush=True)


if __name__ == "__main__":
    {"sequencer": sequencer, "app": app}[sys.argv[1]](*sys.argv[2:])
