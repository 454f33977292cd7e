"""A trial that is not public: whom the law lets close it, and what the public reads then (CPL 137, 151, 159)."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest

from tests.acts.test_publication import propose
from tests.builders import YUZHONG, House, party, refused, staff
from tests.entrances.desk import signed_in
from tongban.access.vocabulary import Viewer
from tongban.cases.actions.openness import close_to_public
from tongban.cases.queries.openness import closed_ground, openness_of
from tongban.cases.vocabulary import CaseView, ClosedGround, Openness, Stage
from tongban.judgments.queries import text_of
from tongban.people.vocabulary import Role
from tongban.publication.actions import publish
from tongban.publication.queries import public_publication
from tongban.publication.vocabulary import Ground
from tongban.register.models import Entry

REASONS = "涉及当事人未公开的经营信息。"


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(house.case(), Stage.PREPARATION, defendant=house.zhou)


def close(house: House, case: CaseView, ground: str = "privacy", **changed: object) -> None:
    told = {"asked_by": None, "reasons": REASONS, "by": house.judge, "at": house.at} | changed
    close_to_public(case.uid, ground, **told)  # type: ignore[arg-type]


LAW = [
    # ground, its article, whether a party must ask
    ("state_secret", "CPL 137(1)", False),
    ("privacy", "CPL 137(1)", False),
    ("other_law", "CPL 137(1)", False),
    ("divorce", "CPL 137(2)", True),
    ("trade_secret", "CPL 137(2)", True),
]


def test_the_table_of_the_law_names_every_ground() -> None:
    assert {ground for ground, _law, _asked in LAW} == set(ClosedGround)


@pytest.mark.parametrize(("ground", "law", "asked"), LAW)
def test_a_ground_closes_the_trial_by_itself_or_on_request(
    house: House, case: CaseView, ground: str, law: str, asked: bool
) -> None:
    if asked:
        for nobody in (None, uuid4()):
            with refused("openness.asked_for"):
                close(house, case, ground, asked_by=nobody)
        assert openness_of(case.uid) is Openness.PUBLIC
    close(house, case, ground, asked_by=case.parties[0].uid if asked else None)
    assert closed_ground(case.uid) is ClosedGround(ground)
    entry = Entry.objects.get(event="trial_closed_to_public")
    assert entry.basis == law
    assert REASONS not in entry.body


def test_only_the_judge_of_the_case_orders_it_once_and_in_time(house: House, case: CaseView) -> None:
    for by in (house.clerk, party(house.lin.uid)):
        with refused("openness.not_your_act"):
            close(house, case, by=by)
    with refused("cases.not_the_judge_of_this_case"):
        close(house, case, by=staff(YUZHONG, Role.JUDGE, "赵敏"))
    with refused("openness.ground_named"):
        close(house, case, "curiosity")
    with refused("cases.closing_without_reasons"):
        close(house, case, reasons=" ")
    close(house, case)
    with refused("openness.not_at_this_stage"):
        close(house, case)
    heard = house.put_at(house.case(loan__amount="5000"), Stage.DELIBERATION)
    with refused("openness.not_heard"):
        close(house, heard)


def _told(house: House, case: CaseView, ground: str) -> tuple[UUID, str]:
    """The proposal to the public of a case that was closed on this ground: its uid and its text."""
    close(house, case, ground, asked_by=case.parties[0].uid)
    made = propose(house, house.put_at(case, Stage.DELIBERATION))
    return made.uid, json.dumps(made.content, ensure_ascii=False)


def test_the_public_reads_title_and_outcome_without_names(house: House, case: CaseView) -> None:
    uid, text = _told(house, case, "trade_secret")
    publish(uid, by=house.clerk, at=house.at)
    found = public_publication(Viewer(now=house.at), uid)
    assert found is not None
    assert not {"claims", "defence", "evidence", "findings", "reasoning"} & found.content.keys()
    assert found.content["title_of_case"] == "原告林某与被告周某民间借贷纠纷"
    assert found.content["holdings"]
    shown = "".join(paragraph.text for paragraph in text_of(found.content))
    assert "判决如下" in shown
    assert not any(word in shown + text for word in ("本院经审理认定", "林晓梅", "周志强"))


def test_a_state_secret_is_proposed_to_be_withheld(house: House, case: CaseView) -> None:
    close(house, case, "state_secret")
    assert propose(house, house.put_at(case, Stage.DELIBERATION)).advised == Ground.STATE_SECRET


def test_the_judge_orders_it_on_the_page_of_hearings(house: House, case: CaseView) -> None:
    judge = signed_in(house, house.judge.person)
    page = f"/desk/cases/{case.uid}/closed"
    assert page in judge.get(f"/desk/cases/{case.uid}/hearings").content.decode()
    empty = judge.post(page, {"ground": "", "asked_by": "", "reasons": ""})
    assert (empty.status_code, "Choose the ground" in empty.content.decode()) == (422, True)
    done = judge.post(page, {"ground": "privacy", "asked_by": "", "reasons": REASONS})
    assert done.status_code == 302
    assert "not tried in public" in judge.get(done["Location"]).content.decode()
    assert signed_in(house, house.clerk.person).get(page).status_code == 404
