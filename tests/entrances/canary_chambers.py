"""For the canary's worlds: who conducts cases and is replaced, and a filing in mediation before it is a case."""

from __future__ import annotations

from dataclasses import replace

from tests.acts.early import early_of
from tests.acts.mediations import enlisted
from tests.builders import YUZHONG, House, party, staff
from tongban.cases.actions.offices import ask_change, replace_in_case
from tongban.cases.actions.postings import note_absence, post
from tongban.filing.actions.mediate import go_to_mediation
from tongban.mediation.actions.early import accept_early, answer_for_other_side, appoint_early, decline_early
from tongban.people.vocabulary import Role

SEGMENTS = {
    "early": "earlymediation",
    "requests": "officechange",
    "postings": "posting",
    "absences": "absence",
    "orders": "registrationorder",
}
"""What `uid` names in these addresses, by the part of the address before it."""
WORDS = {
    "office": ["judge", "clerk"],
    "what": ["accept", "refuse", "other-yes", "other-no", "agreement", "agree", "decline"],
}
"""What other parameters of these addresses may be."""
WORDLESS = {"cases.Assignment", "cases.Posting", "filing.RegistrationOrder"}
"""Tables whose JSON holds uids, digests and codes."""


def chambers(house: House) -> None:
    """The last part of a world: from here on chance has more than one judge to give cases to."""
    _before_registration(house)
    _conducted(house)


def _before_registration(house: House) -> None:
    """A filing goes to a mediator, who declines, and to another one, who asks the other side."""
    first, second = enlisted(house, "秦调解", 52), enlisted(house, "柳调解", 53)
    filing = house.filing()
    go_to_mediation(filing, by=party(house.lin.uid), at=house.at)
    house.work()
    early = early_of(filing).uid
    appoint_early(early, str(first.person), by=house.clerk, at=house.at)
    decline_early(early, "与被告系近亲属。", by=first, at=house.at)
    appoint_early(early, str(second.person), by=house.clerk, at=house.at)
    accept_early(early, free=True, by=second, at=house.at)
    answer_for_other_side(early, "电话征询，同意调解。", agrees=True, by=second, at=house.at)


def _conducted(house: House) -> None:
    """A judge asks to be replaced in one case and is replaced in another; somebody is posted, and somebody away."""
    case, other = house.case(), house.case()
    chief, second = staff(YUZHONG, Role.PRESIDENT, "程普"), staff(YUZHONG, Role.JUDGE, "赵敏")
    judge = replace(house.judge, person=case.judge)
    ask_change(case.uid, "judge", "recusal", "与原告系近亲属。", by=judge, at=house.at)
    replace_in_case(other.uid, "judge", "illness", "住院治疗。", named=second.person, by=chief, at=house.at)
    post(second.person, "judge", "civil-2", by=chief, at=house.at)
    note_absence(house.judge.person, "illness", house.at.date(), None, by=chief, at=house.at)
    house.work()
