"""What tests of a third party's own claim build with: 何欢 claims what two others dispute, and it is taken up."""

from __future__ import annotations

from uuid import UUID

from tests.acts.further import OFF, filed
from tests.builders import House, answers, id_number, person
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.people.vocabulary import PersonView

NAME = "何欢"
CLAIM = {key: value for key, value in answers().items() if key.startswith(("plaintiff.", "state.", "consent."))} | {
    "plaintiff.kind": "natural",
    "plaintiff.name": NAME,
    "plaintiff.id_number": id_number(9),
    "plaintiff.address": "重庆市渝中区示例街9号",
    "plaintiff.email": "p9@example.com",
    "defendant.kind": "natural",
    "defendant.name": "林晓梅",
    "defendant.more": "yes",
    "defendant.2.kind": "natural",
    "defendant.2.name": "周志强",
    "defendant.2.more": "no",
    "third.subject": "2025年3月12日借款的债权",
    "third.since": "2025-06-01",
    "sum.any": "yes",
    "sums.what": "借款",
    "sums.amount": "50000",
    "sums.more": "no",
    "third.reasons": "林晓梅已将该笔债权转让给何欢，并通知了周志强。",
}


def somebody() -> PersonView:
    """何欢, who is no party of the case."""
    return person(NAME, 9)


def claimed(house: House, case: CaseView, who: PersonView, **changed: str) -> Filing:
    """What `who` claims in the case, handed in from outside."""
    told = CLAIM | {"earlier.number": case.number} | {key.replace("__", "."): value for key, value in changed.items()}
    return filed(house, who, "third_claim", told, "files.identity", "files.third")


def heard(house: House, case: CaseView, who: PersonView, **changed: str) -> tuple[CaseView, PartyView, Filing]:
    """The judge of the case has taken the claim up: the case, the third party in it, what was handed in."""
    filing = claimed(house, case, who, **changed)
    accept(filing.uid, by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    case = case_by_uid(case.uid)
    return case, case.claimants[0], Filing.objects.get(uid=filing.uid)


def uid_of(case: CaseView, name: str) -> UUID:
    """The party of that name."""
    return next(one.uid for one in case.parties if one.name == name)
