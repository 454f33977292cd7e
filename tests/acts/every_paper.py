"""What the thousand generated cases are made of: a world that goes wrong by a seed, cases, and papers of every kind.

A paper is made here as the act that makes it in the court does it (template, label, subject, names at its head; with
its service in the same act, or going out when it is made), without the words: what is proved is who gets it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from tests.builders import OPERATOR, YUZHONG, House, person, step
from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.conduct import note_consent
from tongban.cases.actions.docket import NewCase, open_case
from tongban.cases.models import Case, Witness
from tongban.cases.queries import consent_notice
from tongban.cases.vocabulary import CaseView, Circumstance, PartyData, PartyView, Side, Stage
from tongban.cases.vocabulary import Step as Online
from tongban.cases.vocabulary.witnesses import WitnessState
from tongban.delivery.actions.dispatch import order
from tongban.delivery.rules.owed_papers import ROUTES
from tongban.documents.actions.paper import Rendering, Signature, issue_paper, keep_signature
from tongban.documents.adapters.in_place import in_place
from tongban.documents.models import Document, Version
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.hearings.events import WitnessSummoned
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refused
from tongban.people.actions.register import open_account
from tongban.people.vocabulary import PersonView
from tongban.register.actions.seal import measure

Made = TypeVar("Made")
BLANK = b"%PDF-1.7\n% the one page that all papers share\n"
Owed = list[tuple[UUID, UUID]]
"""Papers, each with a party to whom it is owed."""


class Killed(RuntimeError):  # noqa: N818 - it names what happened
    """The process died before the transaction was done."""


@dataclass
class World:
    """What befalls the services, drawn from `draw`; and what is owed in it, noted beside the platform.

    `owed`: papers with each party to whom they are owed; `forgotten`: those whose service was forgotten for somebody;
    `unsigned`: judgments that are not signed yet; `notices`: notices to witnesses, each with who reads it here;
    `reads`: whoever filed can sign in here; `made`: the kinds of papers that came into being.
    """

    house: House
    draw: random.Random
    killing: bool = False
    died: int = 0
    told: list[bytes] = field(default_factory=list)
    owed: Owed = field(default_factory=list)
    forgotten: set[UUID] = field(default_factory=set)
    unsigned: list[tuple[CaseView, UUID]] = field(default_factory=list)
    notices: list[tuple[UUID, PersonView | None]] = field(default_factory=list)
    filings: list[UUID] = field(default_factory=list)
    reads: bool = False
    made: set[str] = field(default_factory=set)

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


def shared_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper has the same content: put into the store once, and measured once."""
    kept, measured = in_place().store.put(BLANK), measure(BLANK)
    monkeypatch.setattr("tongban.reactions.papers.render", lambda uid: Rendering(uid, kept, 1, measured))


def _signature(paper: UUID) -> Signature:
    onto = Version.objects.filter(document__uid=paper).latest("number")
    kept, at = in_place().store.put(BLANK), settings.TONGBAN_CLOCK.wall()
    return Signature(paper, onto.sha256, kept, 1, measure(BLANK), "电子印章", at, closes=True)


# Cases


def a_case(world: World) -> CaseView:
    """A case whose plaintiff agreed to electronic service, said no, or acts through a platform that never answers; with
    one or two defendants, who joined or not, in simplified or in ordinary procedure.
    """
    house, draw = world.house, world.draw
    slug = settings.TONGBAN.slug
    parties = [
        _party(Side.PLAINTIFF, house.lin, "sichuan" if world.chance(25) else slug),
        _party(Side.DEFENDANT, house.zhou, slug if world.chance(50) else ""),
    ]
    if world.chance(40):
        parties.append(PartyData(Side.DEFENDANT, "何欢", "natural", address="重庆市渝中区示例街9号"))
    new = NewCase(
        court=YUZHONG,
        cause="108(3)",
        cause_name="民间借贷纠纷",
        claim=Money(186500_00),
        filed_at=house.at,
        parties=tuple(parties),
        fee_kind="property",
        found=frozenset({Circumstance.NOT_SIMPLE}) if world.chance(30) else frozenset(),
    )
    choices = {one.name: draw.choice(["online", "offline", ""]) for one in parties if one.person}

    def opened(record: Recording) -> CaseView:
        case = open_case(record, new, under="CPL 126")
        for one in case.parties:
            if choice := choices.get(one.name):
                version, law = consent_notice(), "在线诉讼规则 4"
                note_consent(record, case, one, step=Online.SERVICE, choice=choice, notice_version=version, law=law)
        return case

    case = step(house.clerk, house.at, opened)
    with lifted("test: its fee is dealt with"):
        Case.objects.filter(uid=case.uid).update(stage=Stage.PREPARATION)
    return replace(case, stage=Stage.PREPARATION)


def _party(side: Side, who: PersonView, platform: str) -> PartyData:
    """The person as a party: who acts through no platform has not joined."""
    told = PartyData(side, who.name, "natural", email=who.email, address="重庆市渝中区示例街2号")
    return replace(told, person=who.uid, platform=platform) if platform else told


# Papers


def _issue(
    record: Recording,
    case: CaseView,
    paper: str,
    *to: PartyView,
    subject: UUID | None = None,
    layer: Layer = Layer.CASE,
    holder: UUID | None = None,
) -> UUID:
    return issue_paper(
        record,
        paper,
        {"to": "、".join(one.name for one in to)},
        kind=paper.partition("/")[2],
        title=paper,
        label=Label(layer, court=case.court, case=case.uid, holder=holder),
        dated=timezone.localtime(record.at).date(),
        subject=subject or case.uid,
    )


def for_one(world: World, case: CaseView, paper: str) -> Owed:
    """A notice about one party, which goes to that party; of a quiet fee the other side does not learn."""
    one = world.draw.choice(case.parties)
    quiet = paper == "fees/payment_notice" and one.person is not None and world.chance(30)
    layer = Layer.SEALED if quiet else Layer.CASE
    make = partial(_issue, case=case, paper=paper, subject=one.uid, layer=layer, holder=one.person)
    return [(_done(world, make), one.uid)]


def for_named(world: World, case: CaseView, paper: str) -> Owed:
    """A paper for those whose names stand at its head."""
    to = world.draw.choice([case.parties, case.of_side(Side.PLAINTIFF), case.of_side(Side.DEFENDANT)])
    made = _done(world, lambda record: _issue(record, case, paper, *to))
    return [(made, one.uid) for one in to]


def for_plaintiffs(world: World, case: CaseView, paper: str) -> Owed:
    """A paper with no name at its head, which goes to every plaintiff."""
    made = _done(world, lambda record: _issue(record, case, paper))
    return [(made, one.uid) for one in case.of_side(Side.PLAINTIFF)]


def summons(world: World, case: CaseView, paper: str) -> Owed:
    """A paper for each party, its service ordered in the same act."""

    def made(record: Recording) -> Owed:
        papers = [(_issue(record, case, paper, one, holder=one.person), one.uid) for one in case.parties]
        for uid, party in papers:
            _order(world, record, case, [uid], party, "summons")
        return papers

    return _done(world, made)


def ruling(world: World, case: CaseView, paper: str) -> Owed:
    """One paper for everybody, or for who asked alone and sealed; its service ordered in the same act."""
    asks = case.parties[0]
    quiet = world.chance(30)
    to = (asks,) if quiet else case.parties

    def made(record: Recording) -> Owed:
        layer = Layer.SEALED if quiet else Layer.CASE
        uid = _issue(record, case, paper, *to, layer=layer, holder=asks.person)
        for one in to:
            _order(world, record, case, [uid], one.uid, "ruling")
        return [(uid, one.uid) for one in to]

    return _done(world, made)


def first_papers(world: World, case: CaseView, paper: str) -> Owed:
    """What every defendant gets at first: the complaint, or the record of an oral one, with letter and notices."""

    def made(record: Recording) -> Owed:
        complaint = _issue(record, case, paper, holder=case.parties[0].person)
        found: Owed = []
        for one in case.of_side(Side.DEFENDANT):
            letter = [] if one.joined else ["delivery/join_letter"]
            set_of = [
                _issue(record, case, name, one, subject=one.uid, layer=Layer.STAFF if name in letter else Layer.CASE)
                for name in (*letter, "filing/defence_notice", "evidence/evidence_notice")
            ]
            _order(world, record, case, [complaint, *set_of], one.uid, "defence")
            found += [(uid, one.uid) for uid in (complaint, *set_of)]
        return found

    return _done(world, made)


def judgment(world: World, case: CaseView, paper: str) -> Owed:
    """The court's own until it is signed; `signed_now` orders its service."""
    made = _done(world, lambda record: _issue(record, case, paper, layer=Layer.STAFF))
    world.unsigned.append((case, made))
    return []


def signed_now(world: World) -> None:
    """Judgments that are typeset are signed, sealed and delivered, as the court's own reactions do it."""
    for case, uid in list(world.unsigned):
        if not Version.objects.filter(document__uid=uid).exists():
            continue

        def delivered(record: Recording, case: CaseView = case, uid: UUID = uid) -> None:
            Document.objects.filter(uid=uid).update(layer=Layer.CASE)
            keep_signature(record, _signature(uid))
            for one in case.parties:
                _order(world, record, case, [uid], one.uid, "judgment")

        with suppress(Killed):
            _done(world, delivered)
            world.unsigned.remove((case, uid))
            world.owed += [(uid, one.uid) for one in case.parties]


def witness_notice(world: World, case: CaseView, paper: str) -> Owed:
    """A notice to a witness, who reads here or has a letter to be posted; nobody is served with it."""
    who = _witness(world) if world.chance(50) else None

    def made(record: Recording) -> UUID:
        one = Witness.objects.create(
            layer=Layer.PROCESS,
            court=case.court,
            case=case.uid,
            of_case=Case.objects.get(uid=case.uid),
            name="何欢",
            proves="交付现金",
            state=WitnessState.SUMMONED,
            person=who.uid if who else None,
            asked_at=record.at,
        )
        holder = who.uid if who else None
        notice = _issue(record, case, paper, subject=one.uid, layer=Layer.WITNESS, holder=holder)
        record(WitnessSummoned(case=case.uid, witness=one.uid, hearing=case.uid), under="证据规定 70(1)", case=case.uid)
        return notice

    world.notices.append((_done(world, made), who))
    return []


def _witness(world: World) -> PersonView:
    """Somebody who can sign in here."""
    serial = 100 + len(world.notices)
    one = person(f"证人{serial}", serial, at=world.house.at)
    account(world.house, one)
    return one


def account(house: House, who: PersonView) -> None:
    """The person can sign in, without a password whose making takes long."""
    step(OPERATOR, house.at, lambda r: open_account(r, person=who.uid, login=f"p{who.uid.hex[:12]}", password=None))


def _order(world: World, record: Recording, case: CaseView, papers: Sequence[UUID], party: UUID, purpose: str) -> None:
    """Service is ordered, or forgotten for this one addressee: the fault that the reconciliation must find.

    What goes out when it is made is served then all the same; the first that does not is forgotten in every world.
    """
    lost = Document.objects.filter(uid__in=papers).exclude(paper__in=ROUTES)
    if world.chance(10) or (not world.forgotten and lost.exists()):
        world.forgotten.update(lost.values_list("uid", flat=True))
    else:
        order(record, case, list(papers), party, purpose)


def _done(world: World, do: Callable[[Recording], Made]) -> Made:
    """One act of the clerk; one that dies has forgotten nothing."""
    before = set(world.forgotten)
    try:
        return step(world.house.clerk, world.house.at, do)
    except Killed:
        world.forgotten = before
        raise


MAKERS: dict[str, Callable[[World, CaseView, str], Owed]] = {
    "filing/acceptance_notice": for_named,
    "filing/complaint": first_papers,
    "filing/oral_record": first_papers,
    "filing/defence": for_plaintiffs,
    "evidence/evidence_notice": for_one,
    "fees/payment_notice": for_one,
    "fees/fee_statement": for_one,
    "fees/relief_decision": for_one,
    "fees/fee_review": for_one,
    "delivery/summons": summons,
    "hearings/witness_notice": witness_notice,
    "delivery/conversion_notice": for_one,
    "delivery/authority_notice": for_one,
    "delivery/bench_notice": for_one,
    "motions/ruling": ruling,
    "cases/decision": for_named,
    "cases/appeal_answer": for_named,
    "judgments/judgment": judgment,
}
"""How a paper of each kind comes into being; every defendant's first papers hold three kinds more."""
WITH_OTHERS = frozenset({"filing/defence_notice", "delivery/join_letter"})
OF_FILINGS = frozenset({"filing/receipt", "filing/refusal"})
"""Made by the acts of filing themselves (`filed` in the test)."""
