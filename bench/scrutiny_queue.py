"""The desk's list of filings with few pending matters and with many: CPU of the page through Django's handler.

Filings are copied row by row in the database, each with a number and a day of its own, which is what the page's
statements see; the page shows fifty, deep in the list too. Goal of the issue: at most 60 ms CPU at 100,000 pending.

    .venv/bin/python bench/scrutiny_queue.py [pending]
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

from _platform import enter, folder, house, init, show

GOAL, ROUNDS, PENDING, SLICE = 60.0, 25, 100_000, 2000


def cpu(do: Callable[[], Any]) -> float:
    """Milliseconds of this process, the middle of several."""
    found = []
    for _round in range(ROUNDS):
        begin = time.process_time()
        do()
        found.append((time.process_time() - begin) * 1000)
    return median(found)


def fill(row: Any, number: int) -> None:  # noqa: ANN401 - a filing
    """Copies of a filing, each under an id of its own, their last days within a month."""
    from tongban.filing.models import Filing
    from tongban.frame.guard import lifted
    from tongban.kernel.ids import new_id

    names = [field.attname for field in Filing._meta.concrete_fields if field.attname not in {"id", "uid", "key"}]
    same = {name: getattr(row, name) for name in names}
    with lifted("benchmark: many filings"):
        for first in range(0, number, SLICE):
            made = []
            for one in range(first, min(first + SLICE, number)):
                uid = new_id()
                day = row.decide_by + timedelta(days=one % 30)
                made.append(Filing(**same | {"decide_by": day}, uid=uid, key=uid.hex))
            Filing.objects.bulk_create(made)


def main() -> None:
    """Measure and print."""
    pending = int(sys.argv[1]) if len(sys.argv) > 1 else PENDING
    with folder() as home:
        init(home)
        enter(home)
        from django.conf import settings
        from django.db import connection
        from django.test import Client

        from tests.builders import OPERATOR, step
        from tongban.filing.models import Filing
        from tongban.people.actions.register import open_account
        from tongban.people.models import Account

        here = house()
        here.filing()
        known = {"person": here.clerk.person, "login": "clerk", "password": "a long password"}
        step(OPERATOR, here.at, lambda record: open_account(record, **known))  # type: ignore[arg-type]
        settings.TONGBAN_CLOCK = here.clock
        client = Client()
        client.force_login(Account.objects.get(login="clerk"))
        row = Filing.objects.get()
        fill(row, 60)
        few = cpu(lambda: client.get("/desk/filings"))
        show("the list with 60 pending", few, "ms")
        fill(row, pending - 61)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(Filing.objects.filter(stage="under_review").count(), "pending on", connection.vendor)
        many = cpu(lambda: client.get("/desk/filings"))
        show("the list with all pending", many, "ms", GOAL)
        show("times the list with 60", many / few, "x", 1.5)
        page = client.get("/desk/filings").content.decode()
        after = re.search(r'href="([^"]+after=[^"]+)" rel="next"', page)
        assert after, "the list goes on"
        address = "/desk/filings" + after.group(1).replace("&amp;", "&")
        show("its second page", cpu(lambda: client.get(address)), "ms", GOAL)
        day = (row.decide_by + timedelta(days=29)).isoformat()
        deep = f"/desk/filings?after={day}.{row.uid}"
        show("its last day", cpu(lambda: client.get(deep)), "ms", GOAL)
        show("one kind of dispute", cpu(lambda: client.get("/desk/filings?interview=divorce")), "ms", GOAL)
        show("the inbox", cpu(lambda: client.get("/desk/")), "ms")


if __name__ == "__main__":
    main()
