"""What visibility and the log of reads cost a page: the same pages with and without them, turn by turn, in one process.

A case page of the desk and one of the portal are asked for through Django's handler. Each round takes three looks in an
order drawn anew: two at the page as it is, and one without all of it: without the two middlewares that let people in
and note what they read, and with every query blind to labels. By how much the two looks at the same page differ is
printed too: less than that is not told here. One case alone is on the platform, so that the blind page is the same
page, which is compared. CPU of the process, medians; goal of the issue: at most 1 ms more.

A look is the cheapest of some, each begun at another depth of calls: CPython keeps the frames of calls in pieces of 16
kB, and a page whose inner loops go to and fro over the edge of a piece costs several milliseconds more. Two middlewares
that do nothing decide whether it does, so that at one depth alone this would measure where the edge lies.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any
from unittest.mock import patch

from _platform import enter, folder, house, init, show

ROUNDS, GOAL = 60, 1.0
DEPTHS = range(0, 120, 24)
"""A hundred and twenty calls fill a piece."""
GATES = ("tongban.wiring.reads.NotesReads", "tongban.wiring.doors.Doors")

_drawn = random.Random(1)  # noqa: S311 - the same order each time


def _cpu(do: Callable[[], Any], deeper: int) -> float:
    if deeper:
        return _cpu(do, deeper - 1)
    begin = time.process_time()
    do()
    return (time.process_time() - begin) * 1000


def _round(looks: Sequence[Callable[[], Any]]) -> list[float]:
    """What each look costs; none stands always behind the same other."""
    order = _drawn.sample(range(len(looks)), len(looks))
    cost = {place: min(_cpu(looks[place], depth) for depth in DEPTHS) for place in order}
    return [cost[place] for place in range(len(looks))]


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
            again = _asking(login, page, gates=True)
            rounds = [_round((with_gates, again, without)) for _ in range(ROUNDS)]
            once, twice, blind = (median(cost) for cost in zip(*rounds, strict=True))
            show(f"{login}'s page with all gates", once, "ms")
            show("the same without doors, log and labels", blind, "ms")
            show("more for doors, log and labels", (once + twice) / 2 - blind, "ms", GOAL)
            show("between two looks at the same page", abs(once - twice), "ms")


if __name__ == "__main__":
    main()
