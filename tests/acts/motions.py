"""Steps that tests of motions share: somebody asks, the judge decides, a party acts about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings

from tests.acts.conduct import does
from tests.acts.further import OFFICE
from tests.builders import House, material, party, person, step
from tongban.cases.models import Case, Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Track
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.frame.guard import lifted
from tongban.hearings.events import RecordLineWritten
from tongban.kernel.ids import new_id
from tongban.motions.actions.decide import decide_motion
from tongban.motions.models import Motion
from tongban.people.vocabulary import PersonView

WHY = "双方已另行协商解决。"
SOMEBODY = {
    "place": "third_party",
    "nature": "natural",
    "name": "何欢",
    "address": "重庆市渝中区示例街9号",
    "necessity": "interest",
}


def asked(house: House, case: CaseView, who: PersonView, kind: str, **told: str) -> UUID:
    """`who` asks for something; the newest motion is what came of it."""
    files = (material("files"),) if told.pop("file", "") else ()
    told = {"kind": kind, "reasons": WHY, "state_secret": "no", **told}
    by = party(who.uid)
    act_as_party("ask_motion", case=case.uid, by=by, at=house.at, arguments=told, materials=files)
    return Motion.objects.latest("id").uid


def decided(house: House, case: CaseView, motion: UUID, act: str, **told: Any) -> Motion:
    """The judge of the case does `act` about it, with reasons."""
    decide_motion(case.uid, motion, act, {"reasons": "经审查，理由成立。", **told}, by=house.judge, at=house.at)
    return Motion.objects.get(uid=motion)


def came_to(house: House, case: CaseView, *parts: str) -> None:
    """The record of the hearing says that it came to these parts, one after the other."""
    for number, part in enumerate(parts, start=1):
        fact = RecordLineWritten(
            case=case.uid, hearing=new_id(), number=number, part=part, speaker="judge", corrects=None, digest=""
        )
        step(OFFICE, house.at, lambda record, fact=fact: record(fact, under="CPL 150", case=case.uid))


def of_party(house: House, case: CaseView, who: PersonView, motion: UUID, act: str, **told: str) -> None:
    """`who` does `act` about a motion."""
    told = {"motion": str(motion), "act": act, "reasons": "理由如下。", "state_secret": "no", **told}
    does(house, who, "act_on_motion", case, **told)


def brought_in(house: House, case: CaseView, place: str, necessity: str) -> PersonView:
    """何欢 is brought into the case at the plaintiff's wish, and has joined it."""
    told = SOMEBODY | {"place": place, "necessity": necessity}
    decided(house, case, asked(house, case, house.lin, "joinder", **told), "grant")
    he = person(SOMEBODY["name"], 9)
    with lifted("test: who was brought in has joined"):
        rows = Party.objects.filter(of_case__uid=case.uid, name=he.name)
        rows.update(person=he.uid, platform=settings.TONGBAN.slug)
    return he


def against(case: CaseView, side: int) -> str:
    return str(case.parties[side].uid)


def on_track(case: CaseView, track: Track) -> CaseView:
    with lifted("test: a case on another track"):
        Case.objects.filter(uid=case.uid).update(track=track)
    return case_by_uid(case.uid)
