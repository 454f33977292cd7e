"""Heavy families: `@pytest.mark.heavy(keep=20)` over hundreds of cases, of which `make test` draws some by a seed.

TONGBAN_SEED names the draw (0 when pytest is started by hand), TONGBAN_TIER=all takes every case. `make test-all` takes
every case on SQLite, and on PostgreSQL three times as much as `make test` (TONGBAN_TIER=wide). Each family draws for
itself, so that adding a test elsewhere changes nothing here.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, settings

KEEP = 20

# Two busy cores say nothing about how long an example should take.
_common = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.register_profile("sample", _common, max_examples=60)
settings.register_profile("all", _common, max_examples=600)
settings.load_profile("all" if os.environ.get("TONGBAN_TIER") == "all" else "sample")

_drawn = pytest.StashKey[tuple[int, int]]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the drawn cases of each family that `-m` and `-k` left; deselect, visibly, the others."""
    families: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("heavy"):
            families[item.nodeid.partition("[")[0]].append(item)
    total = sum(map(len, families.values()))
    left_out: set[pytest.Item] = set()
    if os.environ.get("TONGBAN_TIER") != "all":
        for family, cases in families.items():
            left_out.update(_not_drawn(family, cases))
    config.stash[_drawn] = (total - len(left_out), total)
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=list(left_out))


def _not_drawn(family: str, cases: list[pytest.Item]) -> list[pytest.Item]:
    """The cases of one family that this run leaves out."""
    marker = cases[0].get_closest_marker("heavy")
    keep = marker.kwargs.get("keep", KEEP) if marker else KEEP
    draw = random.Random(f"{os.environ.get('TONGBAN_SEED', '0')}:{family}")
    ordered = sorted(cases, key=lambda item: item.nodeid)
    draw.shuffle(ordered)
    return ordered[keep:]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the run how many cases it drew; every worker draws the same."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["heavy"] = session.config.stash.get(_drawn, (0, 0))


class _Listener:
    """Hears the workers; registered only where pytest-xdist is."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Keep what a worker said before it left."""
        said = getattr(node, "workeroutput", {}).get("heavy")
        if said:
            self._config.stash[_drawn] = tuple(said)


def pytest_configure(config: pytest.Config) -> None:
    """Listen to workers."""
    config.pluginmanager.register(_Listener(config), "tongban-heavy-listener")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how much of the heavy families was run."""
    kept, total = config.stash.get(_drawn, (0, 0))
    if total:
        seed = os.environ.get("TONGBAN_SEED", "0")
        terminalreporter.write_line(f"heavy families: {kept} of {total} cases (TONGBAN_SEED={seed})")
