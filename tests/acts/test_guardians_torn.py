"""A guardian against whom the child stands does nothing for it (民法典 168; CPL 60); another one does (SI 83)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.acts.test_cooperation_at_the_counter import peer
from tests.builders import FakePeer, House, id_number, party, refused, step
from tests.entrances.portal_people import account_of
from tongban.cases.actions.standing import own_party
from tongban.cases.law import guardian_on, stands_against
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side
from tongban.cooperation.actions.hand_in import hand_in_draft
from tongban.cooperation.actions.taking_back import take_back_errand
from tongban.cooperation.queries.guardians import torn
from tongban.filing.actions.decide import accept
from tongban.filing.actions.taking_back import take_back_filing
from tongban.filing.models import Filing
from tongban.filing.vocabulary import DraftView, Stage
from tongban.frame.acts import Recording
from tongban.kernel.actor import Actor
from tongban.people.actions.companions import note_representative
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.vocabulary import PersonView, ProofMethod

__all__ = ["peer"]
NUMBER = id_number(44, "20150101")
OTHER_SIDE = "cases.guardian_on_the_other_side"


@pytest.fixture
def child(house: House) -> PersonView:
    """A girl whose parents, Lin and Zhou, are both noted as guardians."""

    def make(record: Recording) -> PersonView:
        made = register_person(
            record, name="周小宝", kind="natural", platform="test", id_kind="resident", id_number=NUMBER
        )
        prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=party(made.uid).level)
        return made

    made = step(house.clerk, house.at, make)
    for parent in (house.lin, house.zhou):
        login = account_of(house, parent.uid).login  # type: ignore[attr-defined]
        note_representative(made.uid, login, by=house.clerk, at=house.at)
    return made


def beside(child: PersonView, parent: PersonView) -> Actor:
    """The parent, acting beside the child with the own account."""
    return replace(party(child.uid), helper=parent.uid)


def draft_against_the_father(house: House, child: PersonView, **changed: str) -> DraftView:
    told = {"plaintiff__name": child.name, "plaintiff__id_number": NUMBER, "plaintiff__guardian": "林晓梅"}
    return house.draft(child, **told | changed)


def sued(house: House, child: PersonView, by: Actor, **changed: str) -> Filing:
    """What the child's mother filed in its name against the father."""
    draft = draft_against_the_father(house, child, **changed)
    found = hand_in_draft(draft.uid, viewer=house.viewer(child.uid), by=by, at=house.at, platform="test").filing
    return Filing.objects.get(uid=found)


@pytest.mark.parametrize("number", [id_number(2), ""], ids=["by_number", "by_name"])
def test_the_father_whom_the_child_sues_takes_nothing_back(house: House, child: PersonView, number: str) -> None:
    filing = sued(house, child, beside(child, house.lin), defendant__id_number=number)
    with refused(OTHER_SIDE) as found:
        take_back_filing(filing.uid, by=beside(child, house.zhou), at=house.at)
    assert found[0].law == "民法典 168; CPL 60; SI 83"
    filing.refresh_from_db()
    assert filing.stage == Stage.UNDER_REVIEW
    take_back_filing(filing.uid, by=beside(child, house.lin), at=house.at)
    assert not torn(house.zhou.uid, child.uid, at=house.at), "it is over"


def test_the_father_does_not_sue_himself_in_the_childs_name(house: House, child: PersonView) -> None:
    with refused(OTHER_SIDE):
        sued(house, child, beside(child, house.zhou))
    assert not Filing.objects.exists()


def test_at_a_counter_one_guardian_who_is_not_torn_is_enough(house: House, child: PersonView) -> None:
    filing = sued(house, child, party(child.uid, helper=house.clerk))
    take_back_filing(filing.uid, by=party(child.uid, helper=house.clerk), at=house.at)
    filing.refresh_from_db()
    assert filing.stage == Stage.TAKEN_BACK


def test_an_errand_of_the_child_is_not_the_fathers_to_take_back(
    house: House, peer: FakePeer, child: PersonView
) -> None:
    draft = draft_against_the_father(house, child)
    matter = house.hand_in(draft, helper=house.wuhou_clerk).matter
    assert matter
    with refused(OTHER_SIDE):
        take_back_errand(matter, by=beside(child, house.zhou), at=house.at)
    take_back_errand(matter, by=beside(child, house.lin), at=house.at)


def test_a_father_who_has_not_joined_the_case_yet_is_known_by_his_number(house: House, child: PersonView) -> None:
    case = accept(sued(house, child, beside(child, house.lin)).uid, by=house.clerk, at=house.at)
    assert case.of_side(Side.DEFENDANT)[0].person is None
    assert torn(house.zhou.uid, child.uid, at=house.at)
    assert not torn(house.lin.uid, child.uid, at=house.at)
    with refused(OTHER_SIDE):
        own_party(Recording(by=beside(child, house.zhou), at=house.at, fulfils=None), case_by_uid(case.uid))
    own_party(Recording(by=beside(child, house.lin), at=house.at, fulfils=None), case_by_uid(case.uid))


def test_no_paper_names_the_other_side_as_who_acts_for_the_child(house: House) -> None:
    case = house.case(defendant__name="周小宝", defendant__id_number=NUMBER, defendant__guardian="周大山")
    one = case.of_side(Side.DEFENDANT)[0]
    assert guardian_on(case, one, date(2026, 12, 1)) == "周大山"
    turned = _with_guardian(case, "林晓梅")
    assert guardian_on(turned, turned.of_side(Side.DEFENDANT)[0], date(2026, 12, 1)) == ""


def _with_guardian(case: CaseView, name: str) -> CaseView:
    parties = tuple(replace(one, guardian=name) if one.side is Side.DEFENDANT else one for one in case.parties)
    return replace(case, parties=parties)


@pytest.mark.parametrize(
    ("name", "number", "against"),
    [
        ("林晓梅", id_number(1), True),
        ("林晓梅", "", True),
        ("林晓梅", id_number(9), False),
        ("林 晓梅", "", True),
        ("周志强", id_number(2), False),
        ("王芳", "", False),
    ],
)
def test_who_stands_on_the_other_side_is_known_by_number_else_by_name(
    house: House, name: str, number: str, *, against: bool
) -> None:
    case = house.case()
    assert stands_against(case, case.of_side(Side.DEFENDANT)[0], name, number) is against
