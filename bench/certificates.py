"""Certificates of service: parties are served on the platform, each certificate is ordered and its data sealed in the
ledger; then certificates are typeset and closed by the court's seal (PAdES with a time stamp).

The worker's own loop does the work in this process. Goals of the issue: 1,000 certificates a minute sealed in the
ledger, 300 a minute signed. A platform of two cores has a second worker thread for papers; here one does all.

    .venv/bin/python bench/certificates.py [certificates]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from _platform import enter, folder, house, init, show

if TYPE_CHECKING:  # models load after Django is set up
    from tests.builders import House

NUMBER, CASES, SAMPLE = 1000, 50, 100
SEALED, SIGNED = 60.0, 200.0
OURS = frozenset({"send_dispatch", "send_waiting", "start_periods", "issue_certificate"})
PAPERS = frozenset({"render_paper", "seal_certificate"})


def timed(what: str, number: int, do: Callable[[], Any], goal: float | None = None) -> float:
    """Milliseconds of wall time for each certificate, printed."""
    begin = time.perf_counter()
    do()
    each = (time.perf_counter() - begin) * 1000 / number
    show(what, each, "ms", goal)
    return each


def work(here: House, these: frozenset[str]) -> None:
    """The worker's loop over these reactions, until nothing is ready."""
    from tongban.reactions.table import TABLE
    from tongban.reactions.worker import work_once

    without = frozenset(row.name for row in TABLE) - these
    while work_once(here.clock, without=without):
        pass


def orders(here: House, number: int) -> None:
    """Papers to be served on plaintiffs who agreed to be served on the platform; all that comes before is done."""
    from tests.builders import step
    from tongban.delivery.actions.dispatch import order
    from tongban.documents.models import Document
    from tongban.reactions.table import TABLE

    for _ in range(CASES):
        case = here.case(consent__service="online")
        work(here, frozenset(row.name for row in TABLE) - PAPERS)
        paper = Document.objects.filter(case=case.uid, layer="case").values_list("uid", flat=True)[0]
        what = {"case": case, "papers": [paper], "party": case.parties[0].uid, "purpose": "other"}
        for _each in range(number // CASES):
            step(here.clerk, here.at, lambda record, what=what: order(record, **what))  # type: ignore[misc]


def served(here: House, sealer: Callable[[], bool]) -> None:
    """What was ordered is served, and its certificates are sealed."""
    from tongban.documents.models import Document
    from tongban.register.models import Due, Seal

    def seal() -> None:
        while sealer():
            pass

    seal()
    rows = Document.objects.filter(kind="certificate")
    before, waiting = rows.count(), Due.objects.filter(reaction="send_dispatch", done_at__isnull=True).count()
    serving = timed("served and the certificate ordered, each", waiting, lambda: work(here, OURS))
    made = rows.count() - before
    assert made == waiting, f"{made} certificates of {waiting} services"
    sealing = timed("sealed in the ledger, each", made, seal)
    assert not Seal.objects.filter(position__isnull=True).exists(), "something is not in the ledger"
    show("served, ordered and sealed, each", serving + sealing, "ms", SEALED)


def signed(here: House) -> None:
    """Certificates are typeset, and closed by the court's seal."""
    from tests.builders import step
    from tongban.documents.actions.paper import court_seal, keep_rendering, keep_signature, render
    from tongban.documents.models import Document
    from tongban.kernel.actor import Actor

    court = here.clerk.court
    office = Actor.office(court, "benchmark")
    found = list(Document.objects.filter(kind="certificate").order_by("-id").values_list("uid", flat=True)[:SAMPLE])

    def typeset() -> None:
        for uid in found:
            made = render(uid)
            step(office, here.at, lambda record, made=made: keep_rendering(record, made))  # type: ignore[misc]

    def close() -> None:
        for uid in found:
            made = court_seal(uid, court=court, name="测量法院", reason="送达凭证加盖院印")
            step(office, here.at, lambda record, made=made: keep_signature(record, made))  # type: ignore[misc]

    setting = timed("typeset, each", len(found), typeset)
    closing = timed("closed by the court's seal, each", len(found), close, SIGNED)
    show("typeset and signed, each", setting + closing, "ms")


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    with folder() as home:
        init(home)
        enter(home)
        from django.conf import settings

        from tongban.wiring.sealing import Sealer

        here = house()
        settings.TONGBAN_CLOCK = here.clock
        orders(here, number)
        served(here, Sealer(settings.TONGBAN.home, here.clock))  # type: ignore[arg-type]
        signed(here)


if __name__ == "__main__":
    main()
