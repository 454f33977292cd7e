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
from functools import partial
from typing import Any

from _platform import enter, folder, house, init, show

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


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    with folder() as home:
        init(home)
        enter(home)
        from django.conf import settings

        from tests.builders import step
        from tongban.cases.vocabulary import CaseView
        from tongban.delivery.actions.dispatch import order
        from tongban.documents.actions.paper import court_seal, keep_rendering, keep_signature, render
        from tongban.documents.models import Document
        from tongban.frame.acts import Recording
        from tongban.kernel.actor import Actor
        from tongban.reactions.table import TABLE
        from tongban.reactions.worker import work_once
        from tongban.register.models import Due, Seal
        from tongban.wiring.sealing import Sealer

        here = house()
        settings.TONGBAN_CLOCK = here.clock
        every = frozenset(row.name for row in TABLE)
        court = here.clerk.court
        office = Actor.office(court, "benchmark")

        def work(these: frozenset[str]) -> None:
            while work_once(here.clock, without=every - these):
                pass

        sealer = Sealer(settings.TONGBAN.home, here.clock)

        def seal() -> None:
            while sealer():
                pass

        def ordered(case: CaseView, papers: list[Any], record: Recording) -> Any:  # noqa: ANN401 - a uid
            return order(record, case, papers, case.parties[0].uid, "other")

        per_case = max(1, number // CASES)
        for _ in range(min(CASES, number)):
            case = here.case(consent__service="online")
            work(every - PAPERS)
            papers = list(Document.objects.filter(case=case.uid, layer="case").values_list("uid", flat=True)[:1])
            for _each in range(per_case):
                step(here.clerk, here.at, partial(ordered, case, papers))
        seal()
        before = Document.objects.filter(kind="certificate").count()
        waiting = Due.objects.filter(reaction="send_dispatch", done_at__isnull=True).count()
        serving = timed("served, certificate ordered, each", waiting, lambda: work(OURS))
        made = Document.objects.filter(kind="certificate").count() - before
        assert made >= min(CASES, number) * per_case, (made, waiting)
        sealing = timed("sealed in the ledger, each", made, seal)
        assert not Seal.objects.filter(position__isnull=True).exists(), "everything is in the ledger"
        show("served, ordered and sealed, each", serving + sealing, "ms", SEALED)
        found = list(Document.objects.filter(kind="certificate").order_by("-id").values_list("uid", flat=True)[:SAMPLE])

        def typeset() -> None:
            for uid in found:
                rendering = render(uid)
                step(office, here.at, lambda record, made=rendering: keep_rendering(record, made))  # type: ignore[misc]

        def signed() -> None:
            for uid in found:
                signature = court_seal(uid, court=court, name="测量法院", reason="送达凭证加盖院印")
                step(office, here.at, lambda record, made=signature: keep_signature(record, made))  # type: ignore[misc]

        setting = timed("typeset, each", len(found), typeset)
        signing = timed("closed by the court's seal, each", len(found), signed, SIGNED)
        show("typeset and signed, each", setting + signing, "ms")


if __name__ == "__main__":
    main()
