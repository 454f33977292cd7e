"""Many services under injected bounces, silence, duplicates and crashes: each paper is served or a task exists.

A generated day: the worker works and is killed now and then, the post tells things (twice, too late, or nonsense),
mail servers refuse, fall silent or send mail back, staff do some of their tasks and leave others. After each day's
reconciliation nothing may be lost.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from tests.acts.service import NONE, quick_papers
from tests.acts.test_delivery_carriers import HEAD, bounce, host
from tests.builders import House, step
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.doubts import decide_doubt, take_bounce
from tongban.delivery.actions.letters import give_up, send_again
from tongban.delivery.actions.post import import_post_file
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.actions.visits import note_visit
from tongban.delivery.adapters.mail import MailRefused
from tongban.delivery.adapters.returned_mail import read_bounce
from tongban.delivery.models import Attempt, Dispatch, PostFinding, ServiceTask
from tongban.delivery.queries.owed import facts_of
from tongban.delivery.rules.owed import owes
from tongban.delivery.rules.post import letter_number
from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd
from tongban.documents.models import Document
from tongban.documents.queries import documented
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.kernel.refusal import Refused
from tongban.reactions.table import TABLE
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db

WORLDS, SERVICES, DAYS = 50, 20, 24
"""A thousand services in all, of which a run draws a hundred."""
REASONS = "收件服务器称邮箱不存在，已核实。"
OURS = frozenset({"route_paper", "send_dispatch", "send_waiting", "send_email", "start_periods", "issue_certificate"})
REST = frozenset(row.name for row in TABLE) - OURS
"""What others do meanwhile is not looked at here."""


class Killed(RuntimeError):  # noqa: N818 - it names what happened
    """The process died before the transaction was done."""


@dataclass
class World:
    """What befalls the services, drawn from `draw`."""

    house: House
    draw: random.Random
    killing: bool = False
    died: int = 0
    told: list[bytes] = field(default_factory=list)

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.draw.randrange(100) < percent

    def tries(self, do: Callable[[], object]) -> None:
        """Do something that may be refused, or die on the way."""
        with suppress(Refused, Killed):
            do()

    @property
    def today(self) -> date:
        """The court's day."""
        return timezone.localtime(self.house.at).date()


@contextmanager
def dying(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Acts die now and then as their last step, when all is written and nothing is committed."""
    write = Recording.write

    def dies(self: Recording) -> None:
        write(self)
        if world.killing and world.chance(8):
            world.died += 1
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Recording, "write", dies)
        yield


def papers_ordered(world: World) -> None:
    """A case whose plaintiff agreed, said no, or is reached through another platform that never answers; its papers
    are to be served on both parties, in many sets.
    """
    house = world.house
    case = house.case(consent__service=world.draw.choice(["online", "offline"]))
    house.work(without=NONE)
    if world.chance(60):
        with lifted("test: the plaintiff acts through another platform"):
            Party.objects.filter(case=case.uid, side="plaintiff").update(platform="sichuan")
    case = case_by_uid(case.uid)
    made = list(Document.objects.filter(case=case.uid, layer="case").order_by("id").values_list("uid", flat=True))
    for number in range(SERVICES):
        party, purpose = case.parties[number % 2], ("other", "procedure", "authority")[number // 2 % 3]
        step(house.clerk, house.at, partial(_order, case, made[: 1 + number // 6], party.uid, purpose))


def _order(case: CaseView, papers: list[UUID], party: UUID, purpose: str, record: Recording) -> UUID:
    return order(record, case, papers, party, purpose)


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
    for task in ServiceTask.objects.filter(closed_at__isnull=True, dispatch__isnull=False).select_related("dispatch"):
        if task.dispatch is None or world.chance(60):
            continue
        uid = task.dispatch.uid
        if task.attempt_id:
            end = world.draw.choice(["stands", "falls"])
            world.tries(lambda t=task, e=end: decide_doubt(t.uid, e, reasons=REASONS, by=house.judge, at=house.at))
        elif task.kind == "silent":
            for way in Attempt.objects.filter(dispatch=task.dispatch, counts=True, state__in=["queued", "sent"]):
                world.tries(lambda w=way: give_up(w.uid, by=house.clerk, at=house.at))
        elif world.chance(50):
            world.tries(lambda u=uid: send_again(u, by=house.clerk, at=house.at))
        else:
            end = world.draw.choice(list(VisitEnd))
            visit = Visit(world.today, Place.COURT, end, Taker.RECIPIENT, "某人", ("王芳", "李明"), refusal="拒绝")
            world.tries(lambda u=uid, v=visit: note_visit(u, v, by=house.clerk, at=house.at))


def nothing_is_lost(world: World) -> None:
    """Each service is served with its certificate, on its way in time, or a task; none is half served."""
    rows = list(Dispatch.objects.all())
    certified = frozenset(documented([row.uid for row in rows], "certificate"))
    tasks = set(ServiceTask.objects.filter(closed_at__isnull=True).values_list("dispatch", "kind"))
    facts = {one.dispatch: one for one in facts_of(rows, certified)}
    for row in rows:
        arrived = Attempt.objects.filter(dispatch=row, counts=True, state="arrived").exists()
        assert arrived == (row.state in ("served", "fallen")), row
        wanted = None if row.state == "fallen" else owes(facts[row.uid], world.today)
        assert wanted is None or (row.id, wanted.value) in tasks, (row, wanted)
        if row.state == "fallen":
            assert Dispatch.objects.filter(case=row.case, party=row.party, id__gt=row.id).exists()
    served = [row for row in rows if row.state in ("served", "fallen")]
    told = Entry.objects.filter(event="party_served").values_list("body", flat=True)
    assert len(told) == len(served)


@pytest.mark.heavy(keep=5)
@pytest.mark.parametrize("number", range(WORLDS))
def test_every_paper_is_served_or_a_task_exists(house: House, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    quick_papers(monkeypatch)
    world = World(house, random.Random(number))
    papers_ordered(world)
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail="127.0.0.1:9"))
    monkeypatch.setattr("tongban.delivery.actions.mail.send_mail", mail_server(world))
    with dying(world, monkeypatch):
        for day in range(DAYS):
            world.killing = True
            house.work(without=REST)
            post_day(world)
            mail_day(world)
            staff_day(world)
            world.killing = False
            if day % 6 == 5:
                house.work(without=REST)
                reconcile_services(at=house.at)
                nothing_is_lost(world)
            house.clock.forward(days=1)
    assert Dispatch.objects.count() >= SERVICES
    assert world.died
    assert PostFinding.objects.exists()
