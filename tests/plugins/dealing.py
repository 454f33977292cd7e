"""In which order tests run: the long ones are dealt to the workers before all others.

pytest-xdist gives each worker a block of the collection. Were all long tests at its head, one worker would run them one
after the other while the rest is done and the machine waits.
"""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put a share of the long tests at the head of each worker's block."""
    items[:] = dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The items in blocks as pytest-xdist cuts them for so many workers (scheduler/worksteal.py)."""
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    found: list[pytest.Item] = []
    for worker in range(workers):
        size = (len(items) - len(found)) // (workers - worker)
        block = long[worker::workers]
        taken = max(0, size - len(block))
        found += block + short[:taken]
        del short[:taken]
    return found + short
