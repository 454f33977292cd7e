"""What visibility and the log of reads cost a page: the same pages with and without them, turn by turn, in one process.

A case page of the desk and one of the portal are asked for through Django's handler; each round takes one of each kind
as it is, then without all of it: without the two middlewares that let people in and note what they read, and with every
query blind to labels. One case alone is on the platform, so that the blind page is the same page, which is compared.
CPU of the process; goal of the issue: at most 1 ms more.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from statistics import median
from typing import Any
from unittest.mock import patch

from _platform import enter, folder, house, init, show

ROUNDS, GOAL = 60, 1.0
GATES = ("tongban.wiring.reads.NotesReads", "tongban.wiring.doors.Doors")


def _cpu(do: Callable[[], Any]) -> float:
    begin = time.process_time()
    do()
    return (time.process_time() - begin) * 1000


def _asking(login: str, page: str, *, gates: bool) -> Callable[[], Any]:
    """A browser of this person that asks for the page, with the gates and labels or without both."""
    from django.conf import settings
    from django.test import Client

    from tongban.access.rows import Rows
    from tongban.people.models import Account

    kept = settings.MIDDLEWARE
    settings.MIDDLEWARE = kept if gates else [one for one in kept if one not in GATES]
    client = Client()
    client.force_login(Account.objects.get(login=login))
    assert client.get(page).status_code == 200
    settings.MIDDLEWARE = kept
    if gates:
        return lambda: client.get(page)
    blind = patch.object(Rows, "as_sql", lambda *_: ("1=1", ()))
    return lambda: _under(blind, lambda: client.get(page))


def _under(changed: Any, do: Callable[[], Any]) -> Any:  # noqa: ANN401 - what `do` gives
    with changed:
        return do()


def _text(answer: Any) -> str:  # noqa: ANN401 - Django's answer
    """What a page shows, without the tokens and nonces that change at each look."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def main() -> None:
    """Measure and print."""
    with folder() as home:
        init(home)
        enter(home)
        from django.conf import settings

        from tests.builders import OPERATOR, step
        from tongban.people.actions.register import open_account

        here = house()
        case = here.case()
        for login, person in (("clerk", here.clerk.person), ("lin", here.lin.uid)):
            known = {"person": person, "login": login, "password": "a long password"}
            step(OPERATOR, here.at, lambda record, known=known: open_account(record, **known))  # type: ignore[misc]
        settings.TONGBAN_CLOCK = here.clock
        for login, page in (("clerk", f"/desk/cases/{case.uid}"), ("lin", f"/cases/{case.uid}/")):
            with_gates, without = (_asking(login, page, gates=gates) for gates in (True, False))
            assert _text(with_gates()) == _text(without()), "the page without labels is another page"
            pairs = [(_cpu(with_gates), _cpu(without)) for _ in range(ROUNDS)]
            show(f"{login}'s page with all gates", median(a for a, _ in pairs), "ms")
            show("the same without doors, log and labels", median(b for _, b in pairs), "ms")
            show("more for doors, log and labels", median(a - b for a, b in pairs), "ms", GOAL)


if __name__ == "__main__":
    main()
