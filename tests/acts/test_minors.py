"""A minor on either side: the guardian stands in the complaint and the case, and is written to (CPL 60)."""

from __future__ import annotations

import pytest

from tests.builders import House, id_number, material, person, refused
from tongban.cases.actions.agents import accept_authority, hand_in_at_counter
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Stage
from tongban.delivery.rules.addresses import addressee
from tongban.documents.models import Document
from tongban.documents.queries import data_of
from tongban.filing.models import Filing

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
