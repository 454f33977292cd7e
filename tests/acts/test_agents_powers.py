"""Each thing that gives a right away: an agent without the power is told which one is missing, with it the act is done.

Settling, appealing and receiving money are tried where mediation, appeals and refunds are (CPL 62(2); SI 89).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.acts.agents import accepted, answers
from tests.acts.conduct import does, prepared
from tests.acts.motions import against, asked
from tests.builders import House, person, refused
from tongban.cases.queries import consent_notice
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.agents import Power
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db

Try = Callable[[House, CaseView, PersonView], object]


def _amendment(change: str, amount: str) -> Try:
    told = {"change": change, "claims": "偿还借款本金\n支付利息", "amount": amount}
    return lambda house, case, who: asked(house, case, who, "amendment", **told)


def _counterclaim(house: House, case: CaseView, who: PersonView) -> None:
    told = {"against": against(case, 0), "link": "relation", "claims": "返还多付的利息", "amount": "1000"}
    asked(house, case, who, "counterclaim", **told)


def _consent(house: House, case: CaseView, who: PersonView) -> None:
    told = {"step": "exchange", "choice": "online", "notice_version": consent_notice()}
    does(house, who, "give_consent", case, **told)


TRIES: list[tuple[str, str, str, Try, str]] = [
    # whose agent, power, powers held without it, the act, the fact
    (
        "zhou",
        Power.ADMIT,
        "waive settle",
        lambda h, c, a: does(h, a, "answer_claim", c, **answers("accept")),
        "defence",
    ),
    ("lin", Power.CHANGE, "waive settle", _amendment("add", "200000"), "motion"),
    ("lin", Power.WAIVE, "change settle", _amendment("reduce", "100000"), "motion"),
    # Something else instead, for less money, gives up the rest all the same.
    ("lin", Power.WAIVE, "change settle", _amendment("change", "100000"), "motion"),
    ("lin", Power.WITHDRAW, "waive settle", lambda h, c, a: asked(h, c, a, "withdrawal"), "motion"),
    ("zhou", Power.COUNTERCLAIM, "waive settle", _counterclaim, "motion"),
    ("zhou", Power.CHOOSE_ONLINE, "waive settle", _consent, "consent"),
]
FACTS = {"defence": "defence_handed_in", "motion": "motion_handed_in", "consent": "consent_given"}


@pytest.mark.parametrize(
    ("whose", "power", "held", "tried", "fact"), TRIES, ids=[f"{number}-{row[1]}" for number, row in enumerate(TRIES)]
)
def test_an_agent_gives_a_right_away_only_by_the_power_that_names_it(
    house: House, whose: str, power: str, held: str, tried: Try, fact: str
) -> None:
    case, own, chen = prepared(house), getattr(house, whose), person("陈律师", 31)
    before = Entry.objects.filter(event=FACTS[fact]).count()
    first = accepted(house, case, own, scope="special", powers=held)
    with refused("cases.beyond_authority") as no:
        tried(house, case, chen)
    assert [dict(one.facts)["power"] for one in no] == [power]
    assert Entry.objects.filter(event=FACTS[fact]).count() == before
    does(house, own, "revoke_authority", case, authority=str(first))
    accepted(house, case, own, scope="special", powers=f"{held} {power}")
    tried(house, case, chen)
    assert Entry.objects.filter(event=FACTS[fact]).count() == before + 1
