"""An agent appeals for its client: whose the appeal is, and how it goes on without the agent (CPL 62(2), 63)."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.acts.agents import accepted
from tests.acts.conduct import does
from tests.acts.further import APPEAL, OFF, hand_in_from, served
from tests.builders import House, person, refused
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.correct import begin_correction
from tongban.filing.actions.decide import ask_correction
from tongban.filing.models import Filing
from tongban.filing.queries import filing_seen_by
from tongban.people.vocabulary import PersonView


@pytest.fixture
def chen(house: House) -> PersonView:
    return person("陈律师", 31)


def appealed(house: House, chen: PersonView) -> tuple[CaseView, UUID, Filing]:
    """Chen has appealed for Zhou: the case, the authority, the appeal, of which the court asks for a correction."""
    case = served(house)
    authority = accepted(house, case, house.zhou, scope="special", powers="appeal")
    filing = hand_in_from(house, chen, case, "appeal", APPEAL)
    assert house.work(without=OFF) == []
    ask_correction(filing.uid, ["上诉请求请写明金额。"], by=house.clerk, at=house.at)
    return case, authority, filing


def test_the_party_sees_what_its_agent_has_appealed(house: House, chen: PersonView) -> None:
    _case, _authority, filing = appealed(house, chen)
    for who in (chen, house.zhou):
        assert filing_seen_by(house.viewer(who.uid), filing.uid).uid == filing.uid
    with refused("filing.no_such_filing"):
        filing_seen_by(house.viewer(house.lin.uid), filing.uid)


def test_with_the_authority_the_appeal_closes_to_the_agent_and_the_party_goes_on(
    house: House, chen: PersonView
) -> None:
    case, authority, filing = appealed(house, chen)
    begun = begin_correction(house.viewer(chen.uid), filing.uid)
    does(house, house.zhou, "revoke_authority", case, authority=str(authority))
    with refused("filing.no_such_filing"):
        filing_seen_by(house.viewer(chen.uid), filing.uid)
    with refused("cases.authority_over"):
        house.hand_in(begun)
    assert Filing.objects.get(uid=filing.uid).stage == "correction"
    mended = begin_correction(house.viewer(house.zhou.uid), filing.uid)
    assert mended.holder == house.zhou.uid
    house.hand_in(mended)
    assert Filing.objects.get(uid=filing.uid).stage == "under_review"
