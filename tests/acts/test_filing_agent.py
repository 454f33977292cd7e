"""A complaint that names who acts for the plaintiff: kept with it, checked by the court when there is a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.acts.agents import GENERAL, SPECIAL
from tests.acts.conduct import does
from tests.builders import House, id_number, material, person, refused
from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import accept_authority
from tongban.cases.models import Representation
from tongban.cases.queries import case_seen_by
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.evidence.models import Exhibit
from tongban.filing.actions.decide import accept
from tongban.filing.actions.draft import add_file, save_answers
from tongban.filing.law import agent_findings
from tongban.filing.queries import complaint_told, draft_of, interview_of
from tongban.filing.vocabulary.agent import AGENT, AGENT_ANSWERS, AGENT_PAPER, AGENT_PROOFS

TODAY = date(2026, 11, 23)


def named(house: House, *, files: tuple[str, ...] = (AGENT_PAPER, AGENT_PROOFS), **changed: str) -> UUID:
    """A draft of Lin's that names the lawyer Chen."""
    draft = house.draft()
    told = {AGENT + name: value for name, value in (GENERAL | changed).items()}
    save_answers(house.viewer(house.lin.uid), draft.uid, told)
    for question in files:
        add_file(house.viewer(house.lin.uid), draft.uid, material(question))
    return draft.uid


def opened(house: House, **changed: str) -> CaseView:
    """The case that such a draft became."""
    uid = named(house, **changed)
    filing = house.hand_in(draft_of(house.viewer(house.lin.uid), uid)).filing
    assert filing is not None
    return accept(filing, by=house.clerk, at=house.at)


def test_the_agent_waits_for_the_courts_check_and_then_acts(house: House) -> None:
    chen = person("陈律师", 31)
    case = opened(house, **SPECIAL)
    row = Representation.objects.get(case=case.uid)
    assert (row.state, row.name, row.agent) == (AuthorityState.HANDED_IN, "陈律师", None)
    assert (row.party, row.holder) == (case.parties[0].uid, house.lin.uid)
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(chen.uid), case.uid)
    accept_authority(case.uid, row.uid, by=house.clerk, at=house.at)
    assert case_seen_by(house.viewer(chen.uid), case.uid).number == case.number
    with refused("cases.agents_do_not_entrust"):
        does(house, chen, "revoke_authority", case, authority=str(row.uid))


def test_its_papers_lie_with_the_authority_and_are_no_evidence(house: House) -> None:
    case = opened(house)
    row = Representation.objects.get(case=case.uid)
    papers = Document.objects.filter(subject=row.uid).order_by("id")
    assert [(one.kind, one.layer, one.case) for one in papers] == [
        ("authority", Layer.HANDED_IN, case.uid),
        ("authority_proof", Layer.HANDED_IN, case.uid),
    ]
    clerk = house.viewer(house.clerk.person)
    assert {one.uid for one in documents_of(clerk, subjects=[row.uid])} == {one.uid for one in papers}
    house.work()
    assert Exhibit.objects.filter(case=case.uid).exists()
    assert not Exhibit.objects.filter(case=case.uid, title__contains="授权").exists()
    accept_authority(case.uid, row.uid, by=house.clerk, at=house.at)
    zhou = case.parties[1]
    house.put_at(case, case.stage, defendant=house.zhou)
    assert zhou.uid
    seen = documents_of(house.viewer(house.zhou.uid), subjects=[row.uid])
    assert [one.kind for one in seen] == ["authority"], "identity and licence stay between the party and the court"


def test_the_complaint_names_the_agent_and_not_the_power_of_attorney_as_evidence(house: House) -> None:
    uid = named(house, **SPECIAL)
    viewer = house.viewer(house.lin.uid)
    sections = dict(complaint_told(viewer, draft_of(viewer, uid), court="重庆市渝中区人民法院"))
    said = [line for lines in sections.values() for line in lines]
    assert (
        "委托诉讼代理人（特别授权：代为承认诉讼请求、代为和解、调解、代为选择在线诉讼）：陈律师，示例律师事务所律师。"
        in said
    )
    assert not any("授权委托书" in line for line in sections["证据和证据来源"])


@pytest.mark.parametrize(
    ("changed", "reason", "field"),
    [
        ({"kind": ""}, "cases.agent_kind_missing", "kind"),
        ({"kind": "statutory"}, "cases.agent_kind_missing", "kind"),
        ({"name": " "}, "cases.agent_name_missing", "name"),
        ({"firm": ""}, "cases.agent_firm_missing", "firm"),
        ({"scope": ""}, "cases.authority_scope_missing", "scope"),
        ({"scope": "special"}, "cases.authority_powers_missing", "powers"),
        ({"since": "soon"}, "cases.authority_day_unreadable", "since"),
        ({"until": "2026-11-01"}, "cases.authority_over_before_it_begins", "until"),
        ({"id_number": "123"}, "people.id_number_form", "id_number"),
    ],
)
def test_what_is_wrong_in_the_authority_stands_in_the_way_of_handing_in(
    house: House, changed: dict[str, str], reason: str, field: str
) -> None:
    uid = named(house, **changed)
    with refused(reason) as got:
        house.hand_in(draft_of(house.viewer(house.lin.uid), uid))
    assert (f"{AGENT}{field}",) in [one.fields for one in got]


def test_without_its_paper_no_agent_is_named(house: House) -> None:
    uid = named(house, files=(AGENT_PROOFS,))
    with refused("cases.authority_paper_missing"):
        house.hand_in(draft_of(house.viewer(house.lin.uid), uid))


def test_who_is_sued_acts_for_nobody_who_sues(house: House) -> None:
    answers = draft_of(house.viewer(house.lin.uid), named(house)).answers
    answers = answers | {"agent.id_number": id_number(31), "defendant.id_number": id_number(31)}
    interview = interview_of("private_lending")
    found = agent_findings(interview, answers, files=(AGENT_PAPER,), today=TODAY)
    assert [one.reason for one in found] == ["cases.agent_on_both_sides"]


def test_nobody_named_asks_for_nothing(house: House) -> None:
    answers = dict.fromkeys(AGENT_ANSWERS, "") | {"agent.id_kind": "resident"}
    assert agent_findings(interview_of("private_lending"), answers, files=(), today=TODAY) == ()
    assert not Representation.objects.filter(case=house.case().uid).exists()
