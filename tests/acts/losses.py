"""Steps that tests about the death of a party share: noted, suspended, an heir called, resumed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings

from tests.builders import House, id_number, material, person
from tongban.cases.actions.losses import call_successor, note_loss, note_waiver
from tongban.cases.actions.stays import resume, suspend
from tongban.cases.law import Do
from tongban.cases.models import Case, Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.frame.guard import lifted
from tongban.people.vocabulary import PersonView

DIED = {"loss": "death", "day": "2026-11-23", "words": "有子女一人。", "state_secret": "no"}
HEIR = {
    "name": "林小树",
    "kinship": "子",
    "id_number": id_number(41),
    "address": "成都市武侯区示例路1号",
    "phone": "13700000000",
    "state_secret": "no",
}
RULING = "原告死亡，需要等待继承人表明是否参加诉讼。裁定如下：\n本案中止诉讼。"


def of(case: CaseView, name: str) -> PartyView:
    """The party of this name, as it stands or stood in the case."""
    return next(p for p in case_by_uid(case.uid).everybody if p.name == name)


def dies(house: House, case: CaseView, name: str, *, lasting: tuple[UUID, ...] = (), **told: str) -> None:
    """The clerk notes the death, or what else `told` says, with a proof."""
    note_loss(
        case.uid,
        of(case, name).uid,
        told=DIED | told,
        materials=(material("files"),),
        lasting=lasting,
        by=house.clerk,
        at=house.at,
    )


def stops(house: House, case: CaseView) -> None:
    """The judge suspends the case."""
    suspend(case.uid, words=RULING, by=house.judge, at=house.at)


def heir_called(house: House, case: CaseView, gone: str, **told: str) -> UUID:
    """The judge calls an heir of `gone` with a proof."""
    files = (material("files"),)
    uid = of(case, gone).uid
    return call_successor(case.uid, uid, told=HEIR | told, materials=files, by=house.judge, at=house.at)


def waives(house: House, case: CaseView, gone: str, **told: str) -> None:
    """The clerk notes that an heir of `gone` waives, with a proof."""
    files, uid = (material("files"),), of(case, gone).uid
    told = {"name": "林小草", "kinship": "女", "state_secret": "no", **told}
    note_waiver(case.uid, uid, told=told, materials=files, by=house.clerk, at=house.at)


def goes_on(house: House, case: CaseView, do: Do = Do.RESUME, **told: Any) -> None:
    """The judge resumes the case."""
    found = told.pop("found", ["ground_gone"])
    resume(case.uid, do, words="本案恢复审理。", found=found, by=house.judge, at=house.at)


def joined(party: UUID, name: str = "林小树", serial: int = 41) -> PersonView:
    """The heir, as a person who has joined the case by the code of the letter."""
    one = person(name, serial)
    with lifted("test: the heir has joined"):
        Party.objects.filter(uid=party).update(person=one.uid, platform=settings.TONGBAN.slug)
    return one


def of_cause(case: CaseView, cause: str) -> CaseView:
    """The case as one of another cause."""
    with lifted("test: a case of another cause"):
        Case.objects.filter(uid=case.uid).update(cause=cause)
    return case_by_uid(case.uid)
