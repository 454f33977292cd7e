"""How much of a processor each page takes: every page that people reach by links, on the homes that the story leaves.

Chongqing is given a court's daily load first: cases at all stages, filings that wait. Then each account of the story,
and a stranger, walks from the first pages along every link, and each page found is asked for through the WSGI entry,
as the server would. What counts is the CPU time of this process, templates and the database included. The goal of the
issue: median 40 ms, 95th percentile 80 ms.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from wsgiref.util import setup_testing_defaults

from _platform import ROOT, enter, folder, house, show
from story import play

MEDIAN, P95 = 40, 80
CASES_A_STAGE, FILINGS = 6, 30
COLD, WARM = 2, 7
EACH = 2
"""Of each kind of page, one account looks at this many."""
LINK = re.compile(r'href="(/[^"#]*)')
Answer = tuple[int, dict[str, str], bytes]


def load() -> None:
    """The work of a court that did not begin today: cases at every stage and filings that wait."""
    from tongban.cases.vocabulary import Stage
    from tongban.kernel.actor import Actor, ActorKind
    from tongban.people.models import Account

    def actor(role: str) -> Actor:
        uid = Account.objects.get(login=role).person.uid
        return Actor(kind=ActorKind.PERSON, role=role, person=uid, court="渝0103", platform="chongqing")

    from tests.builders import person
    from tongban.people.queries import person_by_uid

    borrower = person_by_uid(Account.objects.get(login="borrower").person.uid)
    known = {"clerk": actor("clerk"), "judge": actor("judge"), "wuhou_clerk": None, "wuhou_judge": None}
    here = house(lin=person("何芸", 71), zhou=borrower, **known)
    for stage in Stage:
        for number in range(CASES_A_STAGE):
            here.put_at(here.case(), stage, defendant=None if number else borrower)
    for _ in range(FILINGS):
        here.filing()
    for who in (here.lin, borrower):
        here.draft(who)


def browsers() -> Iterator[tuple[str, Callable[[str], Answer]]]:
    """One for each account, signed in, and one for a stranger: each asks for an address and gets an answer."""
    from django.test import Client

    from tongban.people.models import Account
    from tongban.wiring.wsgi import application

    def browser(cookie: str) -> Callable[[str], Answer]:
        def get(address: str) -> Answer:
            place, _, query = address.partition("?")
            environ = {"PATH_INFO": place, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
            environ |= {"HTTP_ACCEPT_LANGUAGE": "zh-hans", "wsgi.input": io.BytesIO()}
            setup_testing_defaults(environ)
            told: list[tuple[int, dict[str, str]]] = []
            body = application(environ, lambda status, headers, *_: told.append((int(status[:3]), dict(headers))))
            content = b"".join(body)
            body.close()
            return *told[0], content

        return get

    yield "", browser("")
    for account in Account.objects.order_by("id"):
        client = Client()
        client.force_login(account)
        yield account.login, browser("; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()))


def walk(get: Callable[[str], Answer]) -> dict[str, list[str]]:
    """By name of page, the addresses that links lead to from the first pages."""
    from django.urls import Resolver404, resolve

    found: dict[str, list[str]] = defaultdict(list)
    waiting, seen = ["/", "/desk/", "/open", "/verify/", "/join/", "/file/", "/account/"], set()
    while waiting:
        address = waiting.pop(0)
        try:
            name = resolve(address.partition("?")[0]).view_name
        except Resolver404:
            continue
        if address in seen or len(found[name]) >= EACH or "logout" in name:
            continue
        seen.add(address)
        status, headers, content = get(address)
        if status in {301, 302}:
            waiting.append(headers["Location"])
        elif status >= 500:
            print(f"  {address} answered {status}", file=sys.stderr)
        elif status == 200 and headers["Content-Type"].startswith("text/html"):
            found[name].append(address)
            waiting += LINK.findall(content.decode().replace("&amp;", "&"))
    return found


def milliseconds(get: Callable[[str], Answer], address: str) -> float:
    """The CPU time of one answer."""
    started = time.process_time()
    get(address)
    return (time.process_time() - started) * 1000


def measure(home: Path) -> dict[str, list[float]]:
    """By page and account, the CPU times of its answers on the platform at `home`."""
    enter(home)
    from django.conf import settings

    if settings.TONGBAN.slug == "chongqing":
        load()
    times: dict[str, list[float]] = {}
    for who, get in browsers():
        for name, addresses in walk(get).items():
            for address in addresses:
                took = [milliseconds(get, address) for _ in range(COLD + WARM)]
                times.setdefault(f"{settings.TONGBAN.slug} {who or 'stranger'} {name}", []).extend(
                    islice(took, COLD, None)
                )
    return times


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


def main() -> None:
    """Play the story, then measure each platform in a process of its own."""
    if sys.argv[1:]:
        print(json.dumps(measure(Path(sys.argv[1]))))
        return
    times: dict[str, list[float]] = {}
    with folder() as place:
        _, broke_off = play(place)
        if broke_off:
            print(f"the story broke off, so some pages are missing:\n{broke_off}")
        for slug in ("chongqing", "sichuan"):
            command = [sys.executable, __file__, str(place / slug)]
            done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
            times |= json.loads(done.stdout)
    assert len(times) > 50, "hardly any page was found"
    print(f"{'ms of CPU: median':>18} {'p95':>7} {'times':>6}  platform, account, page")
    for name, values in sorted(times.items(), key=lambda row: -median(row[1])):
        missed = "   MISSED" if median(values) > MEDIAN or p95(values) > P95 else ""
        print(f"{median(values):18.1f} {p95(values):7.1f} {len(values):6}  {name}{missed}")
    every = [value for values in times.values() for value in values]
    show(f"{len(times)} pages, median", median(every), "ms", MEDIAN)
    show(f"{len(times)} pages, 95th percentile", p95(every), "ms", P95)
    show("the heaviest page's median", max(map(median, times.values())), "ms", MEDIAN)
    show("the heaviest page's 95th percentile", max(map(p95, times.values())), "ms", P95)


if __name__ == "__main__":
    main()
