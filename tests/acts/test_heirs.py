"""Heirs of several parties that died (SI 55)."""

from __future__ import annotations

from tests.acts.conduct import prepared
from tests.acts.losses import dies, goes_on, heir_called, joined, stops
from tests.builders import OPERATOR, House, person, refused, step
from tongban.cases.actions.adding import add_party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import PartyData, Side


def test_one_heir_follows_two_that_died(house: House) -> None:
    """A couple sued, both died, and their only child inherits from both."""
    case, husband = prepared(house), person("林大海", 45)
    told = PartyData(Side.PLAINTIFF, "林大海", "natural", husband.uid, "resident", husband.id_number)
    step(OPERATOR, house.at, lambda record: add_party(record, case, told, under="CPL 135"))
    for name in ("林晓梅", "林大海"):
        dies(house, case, name)
    stops(house, case)
    heir = heir_called(house, case, "林晓梅")
    with refused("losses.successor_missing"):
        goes_on(house, case)
    assert heir_called(house, case, "林大海") == heir
    with refused("losses.heir_called_before"):
        heir_called(house, case, "林大海")
    assert house.work() == []
    goes_on(house, case)
    assert [p.name for p in case_by_uid(case.uid).of_side(Side.PLAINTIFF)] == ["林小树"]
    acting = house.viewer(joined(heir).uid).acting
    assert acting == {(case.uid, house.lin.uid), (case.uid, husband.uid)}
