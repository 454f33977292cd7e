"""Steps that tests of mediation share: a register, a referral, a mediator who accepted, words at the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.acts.conduct import consent, prepared
from tests.builders import YUZHONG, House, party, person, staff
from tongban.cases.vocabulary import CaseView
from tongban.documents.vocabulary import Material
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.mediation.actions.referral import choose_mediator, confirm, refer
from tongban.mediation.actions.register import enlist_mediator
from tongban.mediation.actions.words import put_text, speak
from tongban.people.vocabulary import PersonView, Role

PUBLIC_TOLD = {"scope": "民间借贷纠纷", "fee": "免费", "profile": "退休法律工作者"}


@dataclass
class Table:
    """A case in mediation: the house, the case, and who sits at the table, each as an actor."""

    house: House
    case: CaseView
    lin: Actor
    zhou: Actor
    mediator: Actor


def sure(who: PersonView) -> Actor:
    """The person as a party, who opened the account anew just now."""
    return replace(party(who.uid), level=IdentityLevel.COUNTER)


def president(house: House) -> Actor:
    """The court's president."""
    return staff(YUZHONG, Role.PRESIDENT, "郑强", at=house.at)


def enlisted(house: House, name: str = "何调解", serial: int = 41, *, by: Actor | None = None) -> Actor:
    """A mediator of the Yuzhong court's register, as the actor of that function."""
    who = person(name, serial, at=house.at)
    enlist_mediator(who.uid, kind="invited", by=by or president(house), at=house.at, **PUBLIC_TOLD)
    return mediator(who)


def mediator(who: PersonView) -> Actor:
    """The person as a mediator of the Yuzhong court."""
    return Actor(kind=ActorKind.PERSON, role=Role.MEDIATOR.value, person=who.uid, court=YUZHONG)


def agreed(house: House) -> CaseView:
    """A case in preparation, both parties of which agreed to mediation online."""
    case = prepared(house)
    consent(house, case, "mediation")
    return case


def referred(house: House) -> CaseView:
    """The same, referred by its judge."""
    case = agreed(house)
    refer(case.uid, by=house.judge, at=house.at)
    return case


def chosen(house: House, case: CaseView, who: Actor) -> None:
    """Both parties name the same mediator."""
    for side in (house.lin, house.zhou):
        choose_mediator(case.uid, str(who.person), by=sure(side), at=house.at)


def talked(table: Table, file: Callable[[str], Material]) -> None:
    """Everybody says something to everybody, with a file for whom it is; two texts wait for the parties."""
    case, at = table.case.uid, table.house.at
    for by in (table.lin, table.zhou):
        for to in ("all", "mediator"):
            speak(case, "愿意分期归还。", to=to, materials=(file(to),), by=by, at=at)
    speak(case, "对方可能接受。", to=str(table.case.parties[0].uid), by=table.mediator, at=at)
    for kind in ("facts", "agreement"):
        put_text(case, kind, "借款属实。", by=table.mediator, at=at)


def seated(house: House, relation: str = "", *, who: Actor | None = None) -> Table:
    """A case in mediation."""
    who = who or enlisted(house)
    case = referred(house)
    chosen(house, case, who)
    confirm(case.uid, relation, by=who, at=house.at)
    return Table(house, case, sure(house.lin), sure(house.zhou), who)
