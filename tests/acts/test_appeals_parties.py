"""Several parties in an appeal: who is appellee, who keeps the place of the first instance, who gets which copy
(CPL 174; SI 315-317).
"""

from __future__ import annotations

import json

import pytest

from tests.acts.further import APPEAL, OFF, copies_crossed, hand_in_from, judged, serve, served
from tests.acts.test_appeals import ABOVE, appealed, copied, running
from tests.builders import House, id_number, party, person, refused, staff, step
from tongban.cases.actions.turns import take_own_turn
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.delivery.models import Dispatch
from tongban.delivery.rules.owed_papers import ROUTES, addressees
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept, send_copy
from tongban.filing.actions.hand_in import send_up
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role


def test_the_answer_is_a_paper_whose_copy_goes_to_the_appellant_within_its_time(house: House) -> None:
    """CPL 174: five days for the copy of the answer."""
    case, _filing = copied(house)
    step(
        party(house.lin.uid),
        house.at,
        lambda record: take_own_turn(record, case=case.uid, act="answer_appeal", words="原判正确。\n请求驳回上诉。"),
    )
    assert running(case)["appeal_defence_copy"] == {"court"}
    paper = Document.objects.get(kind="appeal_answer")
    told = json.loads(paper.data)
    assert (paper.title, paper.paper, told["to"]) == ("上诉答辩状", "cases/appeal_answer", "周志强")
    assert [one["role"] for one in told["parties"]] == ["答辩人", "上诉人"]
    assert told["text"] == ["原判正确。", "请求驳回上诉。"]
    assert ROUTES[paper.paper] == "appeal_answer", "it goes out when it is made"
    assert [one.name for one in addressees(case.parties, subject=paper.subject, to=told["to"])] == ["周志强"]
    zhou = next(p for p in case.parties if p.name == "周志强")
    serve(house, case, zhou.uid, paper.uid, purpose="appeal_answer")
    assert "appeal_defence_copy" not in running(case)


def test_of_two_who_appeal_each_answers_the_other_in_its_own_time(house: House) -> None:
    """CPL 174; SI 315: an appellant is the other side of the other appeal."""
    case = served(house)
    first = hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    second = hand_in_from(house, house.lin, case_by_uid(case.uid), "appeal", APPEAL | {"appeal.amount": "5000"})
    house.work(without=OFF)
    copies_crossed(house, case, first, second)
    assert running(case)["appeal_defence"] == {str(p.uid) for p in case.parties}
    with refused("filing.answer_awaited"):
        send_up(first.uid, by=house.clerk, at=house.at)
    for who, other in ((house.zhou, "林晓梅"), (house.lin, "周志强")):
        step(
            party(who.uid),
            house.at,
            lambda record: take_own_turn(record, case=case.uid, act="answer_appeal", words="请求驳回对方的上诉。"),
        )
        paper = Document.objects.filter(kind="appeal_answer").latest("id")
        assert json.loads(paper.data)["to"] == other, "nobody gets the copy of its own answer"
        serve(house, case, next(p.uid for p in case.parties if p.name == other), paper.uid, purpose="appeal_answer")
    assert not {"appeal_defence", "appeal_defence_copy"} & set(running(case))
    assert send_up(first.uid, by=house.clerk, at=house.at) is not None


def with_co_defendant(house: House) -> CaseView:
    """Both sides and a second defendant were served with the judgment."""
    case, beside = house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou), person("吴敏", 8)
    with lifted("test: a second defendant"):
        second = Party.objects.get(of_case__uid=case.uid, side="defendant")
        second.pk, second.uid, second.order, second.person = None, new_id(), 2, beside.uid
        second.name, second.id_number = "吴敏", id_number(8)
        second.phone = second.email = second.address = ""
        second.save()
    return judged(house, case_by_uid(case.uid))


@pytest.mark.parametrize(
    ("against", "placed"),
    [
        ("other", {"周志强": "上诉人", "吴敏": "原审被告", "林晓梅": "被上诉人"}),
        ("own", {"周志强": "上诉人", "吴敏": "被上诉人", "林晓梅": "原审原告"}),
        ("all", {"周志强": "上诉人", "吴敏": "被上诉人", "林晓梅": "被上诉人"}),
    ],
)
def test_who_is_not_appealed_against_keeps_the_place_and_gets_the_copy(
    house: House, against: str, placed: dict[str, str]
) -> None:
    """SI 316, 317."""
    case = with_co_defendant(house)
    filing = hand_in_from(house, house.zhou, case, "appeal", APPEAL | {"appeal.against": against})
    told = json.loads(Document.objects.get(subject=filing.uid, kind="complaint").data)
    assert {one["name"]: one["role"] for one in told["parties"]} == placed
    assert [one["name"] for one in told["signers"]] == ["周志强"]
    assert told["copies"] == 2
    send_copy(filing.uid, by=house.clerk, at=house.at)
    assert {str(d.party) for d in Dispatch.objects.filter(purpose="appeal")} == {
        str(p.uid) for p in case.parties if p.name != "周志强"
    }


def test_with_nobody_beside_it_an_appellant_is_not_asked_whom_it_means(house: House) -> None:
    _case, filing = appealed(house)
    assert "appeal.against" not in filing.answers
    told = json.loads(Document.objects.get(subject=filing.uid, kind="complaint").data)
    assert [(one["name"], one["role"]) for one in told["parties"]] == [("周志强", "上诉人"), ("林晓梅", "被上诉人")]


def test_whoever_appeals_is_appellant_in_the_case_above_whatever_the_other_says(house: House) -> None:
    """SI 315: of three parties two appeal."""
    case = with_co_defendant(house)
    first = hand_in_from(house, house.zhou, case, "appeal", APPEAL | {"appeal.against": "other"})
    second = hand_in_from(house, house.lin, case_by_uid(case.uid), "appeal", APPEAL | {"appeal.amount": "5000"})
    house.work(without=OFF)
    copies_crossed(house, case, first, second)
    house.clock.forward(days=20)
    house.work(without=OFF)
    moved = [send_up(one.uid, by=house.clerk, at=house.at) for one in (first, second)]
    clerk = staff(ABOVE, Role.CLERK, "郑岚", at=house.at)
    staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    made = [accept(one.uid, by=clerk, at=house.at) for one in moved if one]
    assert len({one.uid for one in made}) == 1
    assert {one.name: one.position for one in made[-1].parties} == {
        "周志强": "上诉人",
        "林晓梅": "上诉人",
        "吴敏": "被上诉人",
    }
