"""Steps that tests about witnesses share: asked for, granted, told the day, joined, bound, called in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from tests.builders import House, id_number, party, person
from tongban.cases.actions.join import Joiner, join
from tongban.cases.actions.witnesses import decide_witness
from tongban.cases.queries.witnesses import witness_in, witnesses_in
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cases.vocabulary.witnesses import WitnessView
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.documents.models import Document
from tongban.evidence.queries import exhibits_of
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import open_hearing, write_line
from tongban.hearings.actions.witnesses import call_in, release_witness, show_exhibit, sign_guarantee
from tongban.hearings.vocabulary import GUARANTEE
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.people.vocabulary import PersonView

TOLD = {
    "name": "何欢",
    "occupation": "教师",
    "phone": "13900000000",
    "id_number": id_number(9),
    "relation": "原告的邻居",
    "proves": "2025年3月12日在场看见现金交付",
    "need": "没有其他证据证明交付。",
}


def witness(who: PersonView | UUID) -> Actor:
    """The person as a witness, known by an identity paper."""
    uid = who if isinstance(who, UUID) else who.uid
    slug = settings.TONGBAN.slug
    return Actor(ActorKind.PERSON, "witness", person=uid, level=IdentityLevel.COUNTER, platform=slug)


def asked(house: House, case: CaseView, who: PersonView | None = None, **changed: str) -> UUID:
    """A witness for whom a party asks."""
    by = party((who or house.lin).uid)
    act_as_party("apply_witness", case=case.uid, by=by, at=house.at, arguments=TOLD | changed)
    return witnesses_in(case.uid)[-1].uid


def granted(
    house: House, case: CaseView, who: PersonView | None = None, *, exempt: bool = False, **changed: str
) -> UUID:
    uid = asked(house, case, who, **changed)
    decide_witness(case.uid, uid, grant=True, reasons="与待证事实有关。", exempt=exempt, by=house.judge, at=house.at)
    assert house.work() == []
    return uid


def code_of(uid: UUID) -> str:
    """The code in the newest letter to the witness."""
    letter = Document.objects.filter(subject=uid, kind="witness_letter").latest("id")
    return str(json.loads(letter.data)["code"])


def joined(house: House, uid: UUID, who: PersonView) -> None:
    """The witness links the summons to the own account."""
    joiner = Joiner(code=code_of(uid), name=who.name, id_number=who.id_number)
    join(joiner, at=house.at, platform=settings.TONGBAN.slug, by=replace(party(who.uid), role="witness"))


def in_session(house: House, case: CaseView) -> None:
    """The hearing is set for tomorrow, tomorrow comes, and it is opened."""
    set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(days=1), by=house.clerk, at=house.at)
    assert house.work() == []
    house.clock.forward(days=1)
    open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)


def bound(house: House, uid: UUID, who: PersonView) -> None:
    sign_guarantee(uid, version=GUARANTEE, by=witness(who), at=house.at)


def heard(house: House, case: CaseView, uid: UUID, text: str = "我看见他把现金交给了被告。") -> WitnessView:
    """The judge calls the witness in, and the witness says something."""
    call_in(case.uid, uid, by=house.judge, at=house.at)
    one = witness_in(case.uid, uid)
    told = {"part": "investigation", "speaker": "witness", "name": one.name, "text": text}
    write_line(case.uid, **told, witness=uid, by=house.clerk, at=house.at)
    return one


def heard_case(house: House) -> None:
    """A hearing in session: one witness has left, one is heard and was shown an exhibit, one has yet to come."""
    case = house.put_at(house.case(loan__amount="6000"), Stage.PREPARATION, defendant=house.zhou)
    assert house.work() == []
    people = [person(name, serial) for name, serial in (("何小天", 51), ("何大天", 52))]
    uids = [granted(house, case, name=one.name, id_number=one.id_number) for one in people]
    granted(house, case, name="何中天", id_number="")
    in_session(house, case)
    for uid, one in zip(uids, people, strict=True):
        joined(house, uid, one)
        bound(house, uid, one)
    heard(house, case, uids[0])
    show_exhibit(case.uid, uids[0], exhibits_of(case.uid)[0].uid, by=house.judge, at=house.at)
    release_witness(case.uid, uids[0], by=house.judge, at=house.at)
    heard(house, case, uids[1])
    show_exhibit(case.uid, uids[1], exhibits_of(case.uid)[-1].uid, by=house.judge, at=house.at)
