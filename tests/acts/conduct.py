"""Steps that tests of evidence and hearings share: a case in preparation, consents, acts of parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.builders import House, party
from tongban.cases.queries import consent_notice
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.documents.vocabulary import Material
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import PersonView


def prepared(house: House, stage: Stage = Stage.PREPARATION) -> CaseView:
    """A case at `stage` whose two parties have joined; what was filed is numbered as exhibits."""
    case = house.case()
    failed = house.work()
    assert failed == []
    return house.put_at(case, stage, defendant=house.zhou)


def does(
    house: House,
    who: PersonView | Actor,
    name: str,
    case: CaseView,
    materials: tuple[Material, ...] = (),
    **arguments: Any,
) -> None:
    """The party's act `name`, as pages call it."""
    if name in {"submit_exhibit", "order_capture", "show_capture", "import_proof"}:
        arguments = {"state_secret": "no"} | arguments
    by = who if isinstance(who, Actor) else party(who.uid)
    act_as_party(name, case=case.uid, by=by, at=house.at, arguments=arguments, materials=materials)


def consent(
    house: House, case: CaseView, *steps: str, choice: str = "online", who: tuple[PersonView, ...] = ()
) -> None:
    """Both parties, or those in `who`, answer for each step."""
    for person in who or (house.lin, house.zhou):
        for step in steps:
            does(house, person, "give_consent", case, step=step, choice=choice, notice_version=consent_notice())


def opinion(exhibit: UUID, **changed: str) -> dict[str, str]:
    """A complete opinion that contests nothing, with `changed` answers."""
    told = {"exhibit": str(exhibit), "authenticity": "yes", "legality": "yes", "relevance": "yes"}
    return told | changed
