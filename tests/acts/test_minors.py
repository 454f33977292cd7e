"""A minor on either side: the guardian stands in the complaint and the case, and is written to (CPL 60)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import House, id_number, material, person, refused
from tongban.access.vocabulary import Viewer
from tongban.cases.actions.agents import accept_authority, hand_in_at_counter
from tongban.cases.law import guardian_on
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Stage
from tongban.cases.vocabulary.losses import Loss
from tongban.cooperation.queries.sheet import sheet_of
from tongban.delivery.actions.open_case import join_letter
from tongban.delivery.rules.addresses import addressee
from tongban.documents.models import Document
from tongban.documents.queries import data_of
from tongban.filing.models import Filing
from tongban.frame.acts import act

pytestmark = pytest.mark.django_db
CHILD = id_number(44, "20150101")
MINOR = {"defendant__name": "周小河", "defendant__id_number": CHILD, "defendant__guardian": "周大山"}


def test_the_guardian_of_a_child_that_is_sued_stands_in_complaint_and_case(house: House) -> None:
    case = house.case(**MINOR)
    child = case_by_uid(case.uid).parties[-1]
    assert (child.name, child.guardian) == ("周小河", "周大山")
    complaint = Document.objects.get(case=case.uid, kind="complaint")
    data = data_of(house.viewer(house.lin.uid), complaint.uid)
    assert data
    assert data["parties"][1]["guardian"] == "周大山"
    assert "guardian" not in data["parties"][0]
    row = Party.objects.get(uid=child.uid)
    assert row.guardian == "周大山"


def test_who_sues_a_child_does_not_act_for_it(house: House) -> None:
    with refused("filing.rule.private_lending.guardian_sues"):
        house.filing(**MINOR | {"defendant__guardian": "林晓梅"})
    assert not Filing.objects.exists()


def test_a_letter_goes_to_the_guardian(house: House) -> None:
    assert addressee("周小河", guardian="周大山") == "周小河（法定代理人：周大山）"
    assert addressee("周小河", guardian="周大山", receiver="何欢") == "周小河（法定代理人：周大山）（代收人：何欢）"
    assert addressee("周志强") == "周志强"


@pytest.mark.parametrize(("days", "to"), [(7, "周小河（法定代理人：周大山）"), (8, "周小河")])
def test_letters_go_to_the_guardian_until_the_child_is_of_age_and_then_to_the_party(
    house: House, days: int, to: str
) -> None:
    """Born 1 December 2008: on the ninth day after the complaint nobody acts for him by law (Civil Code 17)."""
    case = house.case(**MINOR | {"defendant__id_number": id_number(44, "20081201")})
    child = next(one for one in case.parties if one.name == "周小河")
    house.clock.forward(days=days)
    with act(by=house.clerk, at=house.at) as record:
        letter = join_letter(record, case, child)
    data = data_of(Viewer.office(case.court, house.at, case.uid), letter)
    assert data
    assert data["to"] == to
    sheet = sheet_of(house.viewer(house.lin.uid), case.uid)
    assert ["guardian" in one for one in sheet["parties"]] == [False, days < 8]


def test_who_was_an_adult_before_keeps_whoever_acts_for_him(house: House) -> None:
    case = house.case(**MINOR | {"defendant__id_number": id_number(44, "20081201")})
    child = next(one for one in case.parties if one.name == "周小河")
    later = date(2026, 12, 1)
    assert guardian_on(case, child, later) == ""
    assert guardian_on(case, replace(child, loss=Loss.CAPACITY), later) == "周大山"
    assert guardian_on(case, replace(child, id_number=id_number(44, "19900101")), later) == "周大山"


def test_a_guardian_acts_for_the_child_until_it_is_of_age(house: House) -> None:
    """Civil Code 17, 175(i): from that day on the party acts itself, and names whom it wants."""
    told = MINOR | {"defendant__id_number": id_number(44, "20081201")}
    case, father = house.put_at(house.case(**told), Stage.PREPARATION), person("周大山", 51)
    child = next(one.uid for one in case.parties if one.name == "周小河")
    grant = {"kind": "statutory", "name": "周大山", "id_number": father.id_number, "since": "2026-11-01"}
    uid = hand_in_at_counter(
        case.uid,
        party=child,
        told=grant | {"state_secret": "no"},
        materials=(material("files"),),
        by=house.clerk,
        at=house.at,
    )
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    house.clock.forward(days=7)
    assert case.uid in house.viewer(father.uid).cases
    house.clock.forward(days=1)
    assert case.uid not in house.viewer(father.uid).cases
