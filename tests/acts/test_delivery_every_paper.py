"""A thousand generated cases under injected bounces, silence, duplicates and crashes: each paper owed is served on each
of those to whom it is owed, or a task exists.

Fifty worlds of twenty cases; `make test-all` takes all of them, `make test` two by the seed. Into each case come papers
of kinds that are drawn from the whole table, into each world two filings more, whose filer must be told. Then some
weeks go by: the worker works and is killed now and then, reactions are lost, the service of a paper is forgotten for
one of its addressees, the post tells things (twice, too late, or nonsense), mail servers refuse, fall silent or send
mail back, staff do some of their tasks and leave others. After each reconciliation nothing may be lost: who is owed
what is noted here, beside the platform.

What a paper looks like is proved elsewhere: all papers here share the bytes of one, and none is typeset. Cases begin
at the step that opens them, without their filing, and come by their papers without the acts of the conduct of a case;
that those make and order what they owe is proved act by act, and `tests/architecture/test_papers_are_owed.py` proves
that the table knows all kinds.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from tests.acts.every_paper import (
    MAKERS,
    OF_FILINGS,
    WITH_OTHERS,
    World,
    a_case,
    account,
    dying,
    shared_papers,
    signed_now,
)
from tests.acts.test_delivery_by_hand import TEXT
from tests.acts.test_delivery_carriers import HEAD, bounce, host
from tests.builders import WUHOU, House
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.service_ask import entrust_service
from tongban.delivery.actions.doubts import decide_doubt, take_bounce
from tongban.delivery.actions.letters import give_up, send_again
from tongban.delivery.actions.notices import publish
from tongban.delivery.actions.post import import_post_file
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.actions.unserved import dismiss_paper, serve_paper
from tongban.delivery.actions.visits import note_entrusted, note_visit
from tongban.delivery.adapters.mail import MailRefused
from tongban.delivery.adapters.returned_mail import read_bounce
from tongban.delivery.models import Attempt, Dispatch, DispatchPaper, PostFinding, ServiceTask
from tongban.delivery.queries.owed import facts_of
from tongban.delivery.queries.owed_papers import lacking_with
from tongban.delivery.rules.owed import owes
from tongban.delivery.rules.owed_papers import OWED, ROUTES, TOLD
from tongban.delivery.rules.post import letter_number
from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd
from tongban.documents.models import Document
from tongban.documents.queries import documented
from tongban.filing.actions.decide import ask_correction, point_elsewhere, refuse
from tongban.filing.actions.mediate import propose_mediation
from tongban.helpline.models import Notice
from tongban.reactions.table import due_after
from tongban.reactions.worker import work_once
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db

WORLDS, CASES, ROUNDS, STEP = 50, 20, 9, 5
"""A thousand cases in all, each for nine rounds of five days: longer than a letter, or a public notice, takes."""
PAPERS = 3
"""Rounds in each of which a case may come by a paper."""
REASONS = "收件服务器称邮箱不存在，已核实。"
LOST = ("route_paper", "tell_of_filing", "tell_of_summons", "note_ruling_arrived")
"""Reactions of which now and then one is lost: what would have sent a paper on its way, or told somebody."""
OURS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "render_paper": lambda _body: True,
    "route_paper": lambda body: body["paper"] in ROUTES,
    "send_dispatch": lambda _body: True,
    "send_waiting": lambda _body: True,
    "send_email": lambda body: body["channel"] == "email",
    "start_periods": lambda body: body["purpose"] in ("defence", "evidence"),
    "issue_certificate": lambda _body: True,
    "end_notice": lambda _body: True,
    "tell_of_filing": lambda _body: True,
    "tell_of_summons": lambda _body: True,
    "note_ruling_arrived": lambda body: body["paper"] == "filing/refusal",
}
"""The reactions that are looked at here, each with the facts about which it does something."""


def others_rest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other reactions do meanwhile is not looked at here: they are not made due; nor are some of ours."""

    def ours(event: str, body: dict[str, Any], at: datetime) -> list[tuple[str, datetime]]:
        due = [(name, when) for name, when in due_after(event, body, at) if name in OURS and OURS[name](body)]
        return [(name, when) for name, when in due if name not in LOST or not world.chance(5)]

    monkeypatch.setattr("tongban.register.actions.record._reactions", ours)


def works(world: World) -> None:
    """The worker does all that is ready, or dies with it."""
    while work_once(world.house.clock):
        pass


def cases_and_filings(world: World) -> list[CaseView]:
    """Twenty cases, and two filings with which the court does something; their filer can sign in here, or not."""
    house = world.house
    world.reads = world.chance(50)
    if world.reads:
        account(house, house.lin)
    cases = [a_case(world) for _ in range(CASES)]
    does: list[Callable[[UUID], None]] = [
        lambda uid: ask_correction(uid, ["请写明借款的交付方式。"], by=house.clerk, at=house.at),
        lambda uid: refuse(uid, "起诉人与本案没有直接利害关系。", by=house.judge, at=house.at),
        lambda uid: point_elsewhere(uid, WUHOU, "被告住所地在该院辖区。", by=house.clerk, at=house.at),
        lambda uid: propose_mediation(uid, by=house.clerk, at=house.at),
        lambda _uid: None,
    ]
    for _ in range(2):
        world.filings.append(house.filing(consent__service=world.draw.choice(["online", "offline"])))
        world.draw.choice(does)(world.filings[-1])
    return cases


def papers_made(world: World, cases: list[CaseView]) -> None:
    """Into some of the cases comes a paper of some kind."""

    def comes(case: CaseView, kind: str) -> None:
        world.owed += MAKERS[kind](world, case, kind)
        world.made.add(kind)

    for case in cases:
        if world.chance(70):
            kind = world.draw.choice(sorted(MAKERS))
            world.tries(lambda c=case, k=kind: comes(c, k))


def mail_server(world: World) -> Callable[..., str]:
    """Takes a message, refuses its address for good, or is away."""

    def send(_letter: object) -> str:
        if world.chance(15):
            raise MailRefused(550)
        if world.chance(15):
            raise OSError
        return "d" * 64

    return send


def post_day(world: World) -> None:
    """The post's file of the day; sometimes one of the days before comes again."""
    rows = []
    for letter in Attempt.objects.filter(channel="letter", state__in=["queued", "sent"]):
        if world.chance(60):
            continue
        number, day = letter_number(letter.id), world.today
        if letter.posted_on is None:
            rows.append(f"{number},E{letter.id},taken,{day},,")
        elif world.chance(50):
            rows.append(f"{number},E{letter.id},tried,{day},,")
        elif world.chance(50):
            rows.append(f"{number},E{letter.id},signed,{day},,某人")
        else:
            rows.append(f"{number},E{letter.id},returned,{day},{world.draw.choice(list(ReturnReason))},")
    rows += world.draw.sample(["LT1,E,signed,2026-11-25,,x", "nonsense", f"{letter_number(1)},E,flown,,,"], k=1)
    world.told.append((HEAD + "\n".join(rows) + "\n").encode())
    for content in (world.told[-1], world.draw.choice(world.told)):
        world.tries(lambda c=content: import_post_file(c, "post.csv", at=world.house.at))


def mail_day(world: World) -> None:
    """Some mail that was taken comes back, some of it twice."""
    for mail in Attempt.objects.filter(channel="email", state__in=["arrived", "sent"]):
        if not world.chance(15):
            continue
        found = read_bounce(bounce(about=mail.uid, host=host()), host())
        assert found is not None
        for _ in range(2 if world.chance(30) else 1):
            world.tries(lambda b=found: take_bounce(b, at=world.house.at))


def staff_day(world: World) -> None:
    """Staff do some of their tasks."""
    house = world.house
    for task in ServiceTask.objects.filter(closed_at__isnull=True).select_related("dispatch"):
        if world.chance(60):
            continue
        if task.dispatch is None:
            world.tries(lambda t=task: _served_or_noted(world, t))
            continue
        uid = task.dispatch.uid
        if task.attempt_id:
            end = world.draw.choice(["stands", "falls"])
            world.tries(lambda t=task, e=end: decide_doubt(t.uid, e, reasons=REASONS, by=house.judge, at=house.at))
        elif task.kind == "silent":
            for way in Attempt.objects.filter(dispatch=task.dispatch, counts=True, state__in=["queued", "sent"]):
                world.tries(lambda w=way: give_up(w.uid, by=house.clerk, at=house.at))
        else:
            world.tries(lambda u=uid: _next_way(world, u))
    for way in Attempt.objects.filter(channel="entrusted", state="sent"):
        if world.chance(30):
            world.tries(lambda w=way: note_entrusted(w.uid, _visit(world), by=house.clerk, at=house.at))


def _served_or_noted(world: World, task: ServiceTask) -> None:
    """A paper is served on one of those who lack it; how a person was told is noted."""
    house = world.house
    if task.kind in ("not_told", "post_row"):
        dismiss_paper(task.uid, reasons="已电话告知本人，通话记录在卷。", by=house.clerk, at=house.at)
    elif task.paper and (lacking := lacking_with(task.paper)):
        serve_paper(task.uid, world.draw.choice(lacking).uid, by=house.clerk, at=house.at)


def _next_way(world: World, uid: UUID) -> None:
    house = world.house
    match world.draw.choice(["again", "again", "visit", "entrust", "publish"]):
        case "again":
            send_again(uid, by=house.clerk, at=house.at)
        case "visit":
            note_visit(uid, _visit(world), by=house.clerk, at=house.at)
        case "entrust":
            entrust_service(uid, WUHOU, by=house.clerk, at=house.at)
        case "publish":
            publish(uid, TEXT, by=house.judge, at=house.at)


def _visit(world: World) -> Visit:
    end = world.draw.choice(list(VisitEnd))
    return Visit(world.today, Place.COURT, end, Taker.RECIPIENT, "某人", ("王芳", "李明"), refusal="拒绝")


def no_service_is_lost(world: World) -> None:
    """Each service is served with its certificate, on its way in time, or a task; none is half served."""
    rows = list(Dispatch.objects.all())
    certified = frozenset(documented([row.uid for row in rows], "certificate"))
    tasks = set(ServiceTask.objects.filter(closed_at__isnull=True).values_list("dispatch", "kind"))
    facts = {one.dispatch: one for one in facts_of(rows, certified)}
    arrived = set(Attempt.objects.filter(counts=True, state="arrived").values_list("dispatch", flat=True))
    newest = {(row.case, row.party): row.id for row in sorted(rows, key=lambda row: row.id)}
    for row in rows:
        assert (row.id in arrived) == (row.state in ("served", "fallen")), row
        wanted = None if row.state == "fallen" else owes(facts[row.uid], world.today)
        assert wanted is None or (row.id, wanted.value) in tasks, (row, wanted)
        if row.state == "fallen":
            assert newest[row.case, row.party] > row.id
    served = [row for row in rows if row.state in ("served", "fallen")]
    assert Entry.objects.filter(event="party_served").count() == len(served)


def no_paper_is_lost(world: World) -> None:
    """Whoever is owed a paper, by what was noted here, is to be served with it, or a person has a task."""
    kinds = dict(Document.objects.values_list("uid", "paper"))
    rows = DispatchPaper.objects.exclude(dispatch__state="fallen")
    ordered = set(rows.values_list("document", "dispatch__party"))
    tasks = list(ServiceTask.objects.filter(paper__isnull=False))
    held = {row.paper for row in tasks if row.closed_at is None or row.reasons}
    for paper, party in world.owed:
        assert (paper, party) in ordered or paper in held, kinds[paper]
    asked = {row.paper for row in tasks}
    assert world.forgotten <= asked, "a service that was forgotten for one of two addressees is found"
    routed = {uid for uid, _ in world.owed if kinds[uid] in ROUTES}
    assert {row.paper for row in tasks if row.kind == "not_ordered"} <= world.forgotten | routed, "no false alarm"


def nobody_is_left_untold(world: World) -> None:
    """Whoever filed has news, the ruling or the receipt, a witness the notice; or a person has a task."""
    tasks = ServiceTask.objects.filter(kind="not_told")
    held = {(row.paper, row.says) for row in tasks if row.closed_at is None or row.reasons}
    lin = world.house.lin.uid
    served = " ".join(Entry.objects.filter(event="refusal_served").values_list("body", flat=True))
    about = {uid for uid, _says in held}
    for entry in Entry.objects.filter(event__in=TOLD):
        filing = next(uid for uid in world.filings if str(uid) in entry.body)
        told = Notice.objects.filter(holder=lin, concerns=filing).exists() or str(filing) in served
        ruled = Document.objects.filter(subject=filing, paper="filing/refusal", uid__in=about).exists()
        assert told or ruled or filing in about, entry.event
    for receipt in Document.objects.filter(paper="filing/receipt", case=None):
        assert world.reads or (receipt.uid, "filing/receipt") in held
    for paper, who in world.notices:
        told = who is not None and Notice.objects.filter(holder=who.uid).exists()
        assert told or (paper, "hearings/witness_notice") in held


@pytest.mark.heavy(keep=2)
@pytest.mark.parametrize("number", range(WORLDS))
def test_every_paper_is_served_or_a_task_exists(house: House, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    shared_papers(monkeypatch)
    world = World(house, random.Random(number))
    others_rest(world, monkeypatch)
    cases = cases_and_filings(world)
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail="127.0.0.1:9"))
    monkeypatch.setattr("tongban.delivery.actions.mail.send_mail", mail_server(world))
    with dying(world, monkeypatch):
        for day in range(ROUNDS):
            world.killing = True
            if day < PAPERS:
                papers_made(world, cases)
            works(world)
            signed_now(world)
            post_day(world)
            mail_day(world)
            staff_day(world)
            world.killing = False
            house.clock.forward(days=STEP)
            if day % 3 == 2:
                works(world)
                reconcile_services(at=house.at)
                no_service_is_lost(world)
                no_paper_is_lost(world)
                nobody_is_left_untold(world)
    assert len(cases) == CASES
    assert len(world.made) > len(MAKERS) // 2
    assert world.forgotten
    assert world.died
    assert PostFinding.objects.exists()


def test_papers_of_all_kinds_that_are_owed_are_among_those_generated() -> None:
    assert MAKERS.keys() | WITH_OTHERS | OF_FILINGS == OWED.keys()
