"""A letter of the firm takes the place of proofs while the lawyer is of that firm (SI 88; 律师法 10)."""

from __future__ import annotations

from datetime import date

from tests.acts.for_client import drafted, lawyer, licensed, told_of
from tests.acts.licences import LAWYER, OTHER_FIRM
from tests.acts.test_licences import firm_of
from tests.builders import House, refused
from tongban.filing.vocabulary.agent import AGENT_PAPER
from tongban.people.actions.licences import write_letter

OTHER = "重庆另一律师事务所"


def test_a_letter_of_the_firm_that_the_lawyer_has_left_shows_nothing(house: House) -> None:
    chen, (_firm, head) = lawyer(house), firm_of(house)
    write_letter("2026-1", LAWYER, "林晓梅", "民间借贷纠纷", by=head, at=house.at)
    licensed(house, as_of=date(2026, 11, 20), 机构代码=OTHER_FIRM, 机构名称=OTHER)
    with refused("filing.agent_proofs_missing"):
        house.hand_in(drafted(house, chen, agent_told=told_of(chen, firm=OTHER), papers=(AGENT_PAPER,)))
