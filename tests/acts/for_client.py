"""Helpers for tests about an agent who files for a client with the own account."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.acts.agents import GENERAL, SPECIAL
from tests.acts.licences import LAWYER, licence_line, table
from tests.builders import OPERATOR, House, answers, id_number, material, party, person
from tongban.filing.actions.draft import add_file, start_draft
from tongban.filing.vocabulary import DraftView
from tongban.filing.vocabulary.agent import AGENT, AGENT_PAPER, AGENT_PROOFS, FILED_BY
from tongban.people.actions.licences import prove_licence, take_licences
from tongban.people.vocabulary import PersonView

FIRM_NAME = "重庆示例律师事务所"
POWERS = "choose_online settle appeal"
UNKNOWN = {"plaintiff__name": "黄立新", "plaintiff__id_number": id_number(40)}
"""A client whom nobody here knows."""


def licensed(house: House, *, as_of: date = date(2026, 11, 1), **changed: str) -> None:
    """The register as it tells of the lawyer Chen."""
    line = licence_line(姓名="陈律师", 身份证号=id_number(31), **changed)
    take_licences(table(line), source="重庆市司法局", as_of=as_of, by=OPERATOR, at=house.at)


def lawyer(house: House) -> PersonView:
    """The lawyer Chen, whose licence is proven."""
    chen = person("陈律师", 31)
    licensed(house)
    prove_licence(LAWYER, by=party(chen.uid), at=house.at)
    return chen


def told_of(agent: PersonView, *, special: str = POWERS, **changed: str) -> dict[str, str]:
    """The answers about an agent who files; without `special` powers the authority is a general one."""
    told = {**(SPECIAL if special else GENERAL), "firm": FIRM_NAME, "name": agent.name, "id_number": agent.id_number}
    told |= {"powers": special} if special else {}
    told.pop("state_secret")
    return {AGENT + name: value for name, value in (told | changed).items()} | {FILED_BY: str(agent.uid)}


def drafted(
    house: House,
    agent: PersonView,
    *,
    agent_told: dict[str, str] | None = None,
    papers: tuple[str, ...] = (AGENT_PAPER, AGENT_PROOFS),
    **changed: str,
) -> DraftView:
    """A draft of the agent's in which Lin sues Zhou, with all its files."""
    told = {"again.why": "另一笔借款"} | answers(**changed) | (agent_told or told_of(agent))
    made = start_draft(person=agent.uid, interview="private_lending", answers=told, at=house.at)
    for question in ("files.identity", "files.iou", *papers):
        add_file(house.viewer(agent.uid), made.uid, material(question))
    return made


def filed(house: House, agent: PersonView, *, agent_told: dict[str, str] | None = None, **changed: str) -> UUID:
    """Such a draft handed in."""
    found = house.hand_in(drafted(house, agent, agent_told=agent_told, **changed)).filing
    assert found is not None
    return found
