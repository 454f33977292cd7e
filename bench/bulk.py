"""Filing in bulk: a table of claims is looked over, handed in, filed, registered and numbered, notices queued.

The worker's own loop does the work in this process, without typesetting, as on a machine whose papers are made by
another worker. Goal of the issue: 10,000 claims in at most ten minutes on two cores, which is 60 ms each.

    .venv/bin/python bench/bulk.py [claims]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from _platform import enter, folder, house, init, show

GOAL, CLAIMS, AT_ONCE = 60.0, 10_000, 50


def timed(what: str, claims: int, do: Callable[[], Any]) -> float:
    """Milliseconds of wall time for each claim, printed; CPU beside."""
    begin, busy = time.perf_counter(), time.process_time()
    do()
    each = (time.perf_counter() - begin) * 1000 / claims
    show(what, each, "ms")
    show("    of which CPU", (time.process_time() - busy) * 1000 / claims, "ms")
    return each


def main() -> None:
    """Measure and print."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    with folder() as home:
        init(home)
        enter(home)
        from tests.acts.bulk import lines, packed, sent
        from tests.builders import SLOW, party
        from tongban.cases.models import Case
        from tongban.filing.actions.bulk import hand_in_batch
        from tongban.filing.actions.decide import accept_each
        from tongban.filing.models import Filing
        from tongban.reactions.worker import work_once
        from tongban.register.models import Due

        here = house()
        data = packed(lines(claims))

        def advance() -> None:
            others = frozenset(Due.objects.values_list("reaction", flat=True).distinct()) - {"advance_batch"}
            while work_once(here.clock, without=others | SLOW):
                pass

        def register() -> None:
            waiting = list(Filing.objects.filter(stage="under_review").order_by("id").values_list("uid", flat=True))
            for first in range(0, len(waiting), AT_ONCE):
                accept_each(waiting[first : first + AT_ONCE], by=here.clerk, at=here.at)

        batch = sent(here, data)
        timed("looked over, each", claims, advance)
        hand_in_batch(batch.uid, by=party(here.lin.uid), at=here.at)
        filed = timed("filed, each", claims, advance)
        registered = timed("registered and numbered, each", claims, register)
        assert Case.objects.count() == claims, "every claim is a case"
        queued = Due.objects.filter(reaction="issue_acceptance_notice").count()
        assert queued == claims, "a notice is queued for every claim"
        show("filed, registered and numbered, each", filed + registered, "ms", GOAL)


if __name__ == "__main__":
    main()
