"""A complaint that is refused: the ruling is served, appealed for nothing, and what the court above rules is recorded
(CPL 126, 157, 171-174; SI 330).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tests.builders import House, material, party, person, refused
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept, refuse
from tongban.filing.actions.refusals import appeal_refusal, forward_appeal, note_refusal_served, review_refusal
from tongban.filing.models import Filing
from tongban.filing.queries import filing_view
from tongban.filing.queries.refusals import may_appeal_refusal, refusal_step
from tongban.filing.vocabulary import Act, Stage
from tongban.kernel.actor import IdentityLevel
from tongban.register.models import Entry

GROUND = "起诉人与本案没有直接利害关系（民事诉讼法第一百二十二条第一项）。"
NUMBER = "（2026）渝05民终1号"


def turned_down(house: House, **changed: str) -> Filing:
    """The judge refuses a complaint; its ruling is not made yet."""
    uid = house.filing(**changed)
    refuse(uid, GROUND, by=house.judge, at=house.at)
    return Filing.objects.get(uid=uid)


def served(house: House) -> Filing:
    row = turned_down(house, consent__service="offline")
    note_refusal_served(row.uid, timezone.localdate(house.at), by=house.clerk, at=house.at)
    return Filing.objects.get(uid=row.uid)


def appealed(house: House) -> Filing:
    row = served(house)
    appeal_refusal(row.uid, "借款由起诉人账户转出。", by=party(house.lin.uid), at=house.at)
    return Filing.objects.get(uid=row.uid)


def test_the_refusal_is_a_ruling_that_tells_where_and_until_when_one_may_appeal(house: House) -> None:
    row = turned_down(house)
    paper = Document.objects.get(uid=row.ruling)
    told = json.loads(paper.data)
    assert (paper.title, paper.kind, paper.subject, paper.holder) == ("民事裁定书", "refusal", row.uid, house.lin.uid)
    assert told["ground"] == [GROUND]
    assert told["judge"] == "李明", "CPL 157(3): who judges signs"
    assert told["appeal"] == {"days": 10, "court": "重庆市第五中级人民法院"}
    assert [(one["role"], one["name"]) for one in told["parties"]] == [("起诉人", "林晓梅")]


def test_who_files_online_is_served_when_the_ruling_is_there(house: House) -> None:
    """在线诉讼规则 29, 31."""
    row = turned_down(house)
    assert row.served_on is None
    assert house.work(without=frozenset()) == []
    row = Filing.objects.get(uid=row.uid)
    assert (row.served_on, row.appeal_until) == (date(2026, 11, 23), date(2026, 12, 3))
    assert Entry.objects.filter(event="refusal_served").count() == 1


def test_who_did_not_agree_is_served_on_paper_and_a_clerk_notes_the_day(house: House) -> None:
    row = turned_down(house, consent__service="offline")
    assert house.work(without=frozenset()) == []
    assert Filing.objects.get(uid=row.uid).served_on is None
    house.clock.forward(days=3)
    for day in (date(2026, 11, 22), date(2026, 11, 27)):
        with refused("scrutiny.not_served_then"):
            note_refusal_served(row.uid, day, by=house.clerk, at=house.at)
    note_refusal_served(row.uid, date(2026, 11, 25), by=house.clerk, at=house.at)
    assert Filing.objects.get(uid=row.uid).appeal_until == date(2026, 12, 7), "the tenth day is a Saturday"
    with refused("scrutiny.not_served"):
        note_refusal_served(row.uid, date(2026, 11, 25), by=house.clerk, at=house.at)


def test_an_application_of_another_kind_has_no_ruling_that_is_appealed(house: House) -> None:
    from tests.acts.further import DEBT, filed

    row = filed(house, house.lin, "payment_order", DEBT, "files.identity", "files.debt")
    refuse(row.uid, "不符合条件。", by=house.judge, at=house.at)
    assert Filing.objects.get(uid=row.uid).ruling is None
    with refused("scrutiny.ruled"):
        appeal_refusal(row.uid, "理由", by=party(house.lin.uid), at=house.at)


def test_whoever_filed_appeals_in_time_with_reasons_of_its_own(house: House) -> None:
    row = served(house)
    view = filing_view(row)
    assert may_appeal_refusal(view, date(2026, 12, 3))
    assert not may_appeal_refusal(view, date(2026, 12, 4))
    with refused("scrutiny.appeal_reasons"):
        appeal_refusal(row.uid, " ", by=party(house.lin.uid), at=house.at)
    with refused("filing.no_such_filing"):
        appeal_refusal(row.uid, "理由", by=party(person("孙丽", 9).uid), at=house.at)
    appeal_refusal(row.uid, "借款由起诉人账户转出。", by=party(house.lin.uid), at=house.at)
    row = Filing.objects.get(uid=row.uid)
    assert row.stage == Stage.APPEALED
    told = json.loads(Document.objects.get(kind="refusal_appeal").data)
    assert (told["to_court"], told["reasons"]) == ("重庆市第五中级人民法院", ["借款由起诉人账户转出。"])
    with refused("scrutiny.not_at_this_stage"):
        appeal_refusal(row.uid, "又一次", by=party(house.lin.uid), at=house.at)


def test_who_appeals_against_a_refusal_is_known_as_surely_as_for_any_other_appeal(house: House) -> None:
    """在线诉讼规则 7(1)."""
    row, by = served(house), replace(party(house.lin.uid), level=IdentityLevel.ACCOUNT)
    with refused("people.needs_document"):
        appeal_refusal(row.uid, "借款由起诉人账户转出。", by=by, at=house.at)
    assert Filing.objects.get(uid=row.uid).stage == Stage.REFUSED


def test_nobody_appeals_against_a_refusal_too_late(house: House) -> None:
    row = served(house)
    house.clock.forward(days=11)
    with refused("scrutiny.appeal_runs"):
        appeal_refusal(row.uid, "理由", by=party(house.lin.uid), at=house.at)


def test_who_is_not_served_yet_may_appeal_already(house: House) -> None:
    row = turned_down(house, consent__service="offline")
    house.clock.forward(days=60)
    appeal_refusal(row.uid, "理由", by=party(house.lin.uid), at=house.at)
    assert Filing.objects.get(uid=row.uid).stage == Stage.APPEALED


def reviewed(house: House, uid: UUID, *, ordered: bool, **changed: Any) -> Filing:
    told: dict[str, Any] = {
        "number": NUMBER,
        "dated": house.at.date(),
        "effective": house.at.date(),
        "materials": [material("paper")],
    }
    review_refusal(uid, ordered=ordered, **told | changed, by=house.clerk, at=house.at)
    return Filing.objects.get(uid=uid)


def test_what_the_court_above_rules_is_recorded_after_the_appeal_went_up(house: House) -> None:
    row = appealed(house)
    assert refusal_step(filing_view(row)) is Act.FORWARD
    with refused("scrutiny.forwarded"):
        reviewed(house, row.uid, ordered=True)
    forward_appeal(row.uid, by=house.clerk, at=house.at)
    with refused("scrutiny.not_forwarded"):
        forward_appeal(row.uid, by=house.clerk, at=house.at)
    assert Filing.objects.get(uid=row.uid).above == {"court": "渝05"}
    with refused("turns.result_paper_missing"):
        reviewed(house, row.uid, ordered=False, materials=[])
    row = reviewed(house, row.uid, ordered=False)
    assert row.stage == Stage.REFUSED
    assert (row.above["act"], row.above["number"]) == ("note_upheld", NUMBER)
    assert refusal_step(filing_view(row)) is None
    with refused("scrutiny.appeal_runs"):
        appeal_refusal(row.uid, "又一次", by=party(house.lin.uid), at=house.at)


def test_a_complaint_that_is_ordered_to_be_registered_is_not_refused_again(house: House) -> None:
    """SI 330."""
    row = appealed(house)
    forward_appeal(row.uid, by=house.clerk, at=house.at)
    house.clock.forward(days=30)
    row = reviewed(house, row.uid, ordered=True)
    assert (row.stage, row.decided_at, row.findings) == (Stage.UNDER_REVIEW, None, [])
    assert row.decide_by > house.at.date(), "the court's days run anew"
    with refused("scrutiny.not_ordered"):
        refuse(row.uid, GROUND, by=house.judge, at=house.at)
    case = accept(row.uid, by=house.clerk, at=house.at)
    assert case.number.endswith("民初1号")


@pytest.mark.parametrize("act", [forward_appeal, note_refusal_served])
def test_another_court_knows_no_such_refusal(house: House, act: Callable[..., None]) -> None:
    row = appealed(house)
    told = {"on": house.at.date()} if act is note_refusal_served else {}
    with refused("filing.no_such_filing"):
        act(row.uid, **told, by=house.wuhou_clerk, at=house.at)
