"""Helpers for tests about who acts for a party: authorities handed in and accepted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.builders import House, id_number, material, party
from tongban.cases.actions.agents import accept_authority
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.documents.vocabulary import Material
from tongban.people.vocabulary import PersonView

GENERAL = {
    "kind": "lawyer",
    "name": "陈律师",
    "id_number": id_number(31),
    "firm": "示例律师事务所",
    "scope": "general",
    "since": "2026-11-01",
    "state_secret": "no",
}
SPECIAL = GENERAL | {"scope": "special", "powers": "admit settle choose_online"}


def hands_in(house: House, case: CaseView, who: PersonView, files: tuple[Material, ...], told: dict[str, Any]) -> None:
    act_as_party("hand_in_authority", case=case.uid, by=party(who.uid), at=house.at, arguments=told, materials=files)


def named(house: House, case: CaseView, who: PersonView, **changed: str) -> UUID:
    """An authority that `who` hands in."""
    before = {one.uid for one in authorities_in(case.uid)}
    hands_in(house, case, who, (material("files"), material("proofs")), GENERAL | changed)
    [uid] = {one.uid for one in authorities_in(case.uid)} - before
    return uid


def accepted(house: House, case: CaseView, who: PersonView, **changed: str) -> UUID:
    uid = named(house, case, who, **changed)
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    return uid


def answers(stand: str) -> dict[str, str]:
    told: dict[str, str] = {"facts": stand, "facts_text": "借款属实，但已部分归还。"}
    for number in range(1, 9):
        told |= {f"claim_{number}": stand, f"why_{number}": "已部分归还。"}
    return told
