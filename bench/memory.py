"""How much memory all processes of one platform hold together, while it serves pages and does its due work.

Counted is PSS: what several processes share is shared among them. The goal of the issue: at most 400 MB.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from _platform import command, enter, folder, house, init, show
from story import two_free_ports

GOAL = 400
CASES, REQUESTS = 5, 200
WITHIN = 120


def family(top: int) -> list[int]:
    """The process and all that descend from it."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = [top]
    for known in found:  # grows while it is read
        found += [pid for pid, parent in parents.items() if parent == known]
    return found


def megabytes(top: int) -> float:
    """The PSS of the process and its descendants."""
    total = 0
    for pid in family(top):
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024


@contextmanager
def serving(home: Path, port: int) -> Iterator[int]:
    """The platform at work; gives the id of its first process."""
    with (home / "serve.log").open("wb") as log:
        served = subprocess.Popen(command("serve", "--port", port, home=home), stdout=log, stderr=log)
    try:
        yield served.pid
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(30)


def wait_for(url: str) -> None:
    """Return when the first page answers."""
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        try:
            httpx.get(url).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the platform does not answer")


def work_is_done() -> None:
    """Return when nothing that is due now waits any more: papers are typeset, signed and sealed."""
    from django.utils import timezone

    from tongban.register.models import Due

    end = time.monotonic() + WITHIN
    while Due.objects.filter(done_at=None, not_before__lte=timezone.now(), attempts=0).exists():
        assert time.monotonic() < end, "the due work was not done in time"
        time.sleep(0.5)


def cookie_of_a_clerk() -> dict[str, str]:
    """The signed-in session of a clerk who is in office now (the house's staff take office on the tests' Monday)."""
    from django.conf import settings
    from django.test import Client

    from tests.builders import OPERATOR, YUZHONG, staff, step
    from tongban.people.actions.register import open_account
    from tongban.people.vocabulary import Role

    client, now = Client(), settings.TONGBAN_CLOCK.now()
    person, secret = staff(YUZHONG, Role.CLERK, "钱敏", at=now).person, os.urandom(12).hex()
    assert person
    client.force_login(
        step(OPERATOR, now, lambda record: open_account(record, person=person, login="clerk", password=secret))
    )
    return {name: morsel.value for name, morsel in client.cookies.items()}


def main() -> None:
    """Start a platform, give it work, and look."""
    port = two_free_ports()
    url = f"http://127.0.0.1:{port}"
    with folder() as home:
        init(home, url)
        enter(home)
        with serving(home, port) as top:
            wait_for(url)
            show("fresh", megabytes(top), "MB", GOAL)
            seen, done = [0.0], threading.Event()

            def watch() -> None:
                while not done.wait(0.5):
                    seen.append(megabytes(top))

            watching = threading.Thread(target=watch, daemon=True)
            watching.start()
            here = house()
            cases = [here.case() for _ in range(CASES)]
            cookies = cookie_of_a_clerk()
            pages = ["/", "/open", "/desk/", "/desk/filings", "/desk/cases", *(f"/desk/cases/{c.uid}" for c in cases)]
            with httpx.Client(base_url=url, cookies=cookies) as browser:
                for turn in range(REQUESTS):
                    browser.get(pages[turn % len(pages)], follow_redirects=True).raise_for_status()
            work_is_done()
            done.set()
            watching.join()
            print(f"after {CASES} cases with their papers and {REQUESTS} requests, {len(family(top))} processes:")
            show("  at most meanwhile", max(seen), "MB", GOAL)
            show("  afterwards", megabytes(top), "MB", GOAL)


if __name__ == "__main__":
    main()
